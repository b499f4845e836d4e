package telegram

import (
	"bytes"
	"io"
	"net/http"
	"strings"

	"prayerbot/bot/adapter"
)

// transport carries all requests to Telegram.
func transport() *http.Transport {
	t := adapter.NewTransport()
	// Answers are small: to unpack one takes 20 µs and saves a kilobyte or two.
	t.DisableCompression = true
	return t
}

// over is a client whose requests are carried by next. It follows nobody who
// sends it elsewhere: another server would be told the token, and a message
// might come twice, or as a question without its text.
func over(next http.RoundTripper) *http.Client {
	return &http.Client{
		Transport:     &noting{whole{next}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// noting notes each answer for the one who traces the request.
type noting struct{ next http.RoundTripper }

func (n *noting) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := n.next.RoundTrip(req)
	if err == nil {
		adapter.Note(req, res)
	}
	return res, err
}

// rotated puts the token that is used now in the place of the one that the
// platform began with: the library reads its own without a lock.
type rotated struct {
	token *adapter.Token
	next  http.RoundTripper
}

func (r *rotated) RoundTrip(req *http.Request) (*http.Response, error) {
	if first, now := r.token.First(), r.token.Current(); now != first {
		req = req.Clone(req.Context())
		req.URL.Path = strings.Replace(req.URL.Path, "/bot"+first+"/", "/bot"+now+"/", 1)
	}
	return r.next.RoundTrip(req)
}

// whole sends a body in one piece. The library gives it field by field, and
// each would go out on its own.
type whole struct{ next http.RoundTripper }

func (w whole) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body == nil || req.ContentLength > 0 {
		return w.next.RoundTrip(req)
	}
	body, err := io.ReadAll(req.Body)
	req.Body.Close()
	if err != nil {
		return nil, err
	}
	piece := req.Clone(req.Context())
	piece.Body, piece.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return w.next.RoundTrip(piece)
}
