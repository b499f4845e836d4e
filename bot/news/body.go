package news

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"strings"
)

// maxPacks is how often an answer may be packed within itself.
const maxPacks = 3

// readAnswer reads at most maxBody bytes of what the answer is once unpacked. A
// body that ends before its end is kept as far as it goes, and nothing is noted
// by which the server could say later that it has not changed.
func readAnswer(res *http.Response) (answer, error) {
	got := answer{contentType: res.Header.Get("Content-Type")}
	packed := &io.LimitedReader{R: res.Body, N: maxBody + 1}
	body, err := unpacked(packed)
	if err == nil {
		got.body, err = io.ReadAll(io.LimitReader(body, maxBody+1))
	}
	switch {
	case len(got.body) > maxBody || packed.N <= 0:
		return answer{}, errTooBig
	case err != nil && breaksOff(err) && len(got.body) > 0:
		got.broken = err
	case err != nil:
		return answer{}, err
	default:
		got.etag, got.modified = validator(res.Header.Get("ETag")), validator(res.Header.Get("Last-Modified"))
	}
	return got, nil
}

// breaksOff tells whether a body ended before its end, or what stands behind its
// packed part is none.
func breaksOff(err error) bool {
	return errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, zlib.ErrChecksum)
}

// unpacked reads what is packed, as its first bytes say: servers pack without
// saying so, and say so without packing.
func unpacked(r io.Reader) (io.Reader, error) {
	for range maxPacks {
		b := bufio.NewReader(r)
		first, _ := b.Peek(2)
		switch {
		case bytes.Equal(first, gzipMark):
			z, err := gzip.NewReader(b)
			if err != nil {
				return nil, err
			}
			z.Multistream(false)
			r = &members{b, z}
		case len(first) == 2 && first[0] == 0x78 && (int(first[0])<<8|int(first[1]))%31 == 0:
			z, err := zlib.NewReader(b)
			if err != nil {
				return nil, err
			}
			r = z
		default:
			return b, nil
		}
	}
	return r, nil
}

// members reads the packed parts of an answer one behind the other, up to what is
// none: some servers put padding there.
type members struct {
	packed *bufio.Reader
	part   *gzip.Reader
}

// Read reads on, in the next part where one ends.
func (m *members) Read(p []byte) (int, error) {
	for {
		n, err := m.part.Read(p)
		if !errors.Is(err, io.EOF) {
			return n, err
		}
		if n > 0 {
			return n, nil
		}
		if next, _ := m.packed.Peek(2); !bytes.Equal(next, gzipMark) || m.part.Reset(m.packed) != nil {
			return 0, io.EOF
		}
		m.part.Multistream(false)
	}
}

// gzipMark is how what gzip has packed begins.
var gzipMark = []byte{0x1f, 0x8b}

// maxBeginning is how much is read of a refusal, in bytes.
const maxBeginning = 4 << 10

// beginning is how the text of a refusal begins.
func beginning(res *http.Response) []byte {
	body, _ := io.ReadAll(io.LimitReader(res.Body, maxBeginning))
	return body
}

// protections are headers by which the services make themselves known that stand
// before publishers' servers and ask visitors to prove that they are no programs.
var protections = []struct{ header, value string }{
	{"Cf-Mitigated", ""}, {"X-Datadome", ""}, {"X-Sucuri-Block", ""}, {"X-Iinfo", ""}, {"Server", "ddos-guard"}, {"Server", "cloudflare"}, {"Server", "akamaighost"},
	{"Server", "sucuri"}, {"X-Sucuri-Id", ""},
}

// challenged tells whether an answer is a page of such a service instead of one
// of the publisher's.
func challenged(res *http.Response, body []byte) bool {
	if res.Header.Get("Cf-Mitigated") != "" {
		return true
	}
	page := bytes.ToLower(body[:min(len(body), maxBeginning)])
	if !bytes.Contains(page, []byte("<html")) && !bytes.Contains(page, []byte("<!doctype html")) {
		return false
	}
	for _, sign := range []string{"just a moment", "attention required! | cloudflare", "checking your browser", "ddos protection by", "_incapsula_resource", "/cdn-cgi/challenge-platform", "verify you are human", "are you a robot"} {
		if bytes.Contains(page, []byte(sign)) {
			return true
		}
	}
	return res.StatusCode >= http.StatusBadRequest && guarded(res)
}

// guarded tells whether a refusal comes from such a service.
func guarded(res *http.Response) bool {
	if res.StatusCode != http.StatusForbidden && res.StatusCode != http.StatusServiceUnavailable {
		return false
	}
	for _, p := range protections {
		if value := res.Header.Get(p.header); value != "" && strings.Contains(strings.ToLower(value), p.value) {
			return true
		}
	}
	return false
}
