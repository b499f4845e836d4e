package news_test

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// wrong are answers that are no feed, with what is noted of them.
var wrong = map[string]struct {
	answer http.HandlerFunc
	status string
}{
	"a loop of redirects":   {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/feed", http.StatusFound) }, "there were more than 5 redirects"},
	"a redirect to nowhere": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusFound) }, "a redirect leads nowhere"},
	"a redirect to a file": {func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	}, "the address begins neither with http:// nor with https://"},
	"a redirect with a user name": {func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://admin:secret@star.test/", http.StatusFound)
	}, "the address holds a user name"},
	"not found":      {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) }, "404 Not Found"},
	"a strange code": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(299) }, "299"},
	"a web page": {func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!doctype html><html><body>Welcome</body></html>")
	}, "this is a web page, not a feed"},
	"a picture": {func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		fmt.Fprint(w, "\x89PNG\r\n\x1a\n")
	}, "this is neither RSS nor Atom nor JSON Feed"},
	"nothing": {func(http.ResponseWriter, *http.Request) {}, "the answer is empty"},
	"too much": {func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "<rss>"+strings.Repeat("x", 5<<20))
	}, "the answer is larger than 5 MB"},
	"a bomb of gzip":         {bomb, "the answer is larger than 5 MB"},
	"a bomb without content": {emptyBomb, "the answer is larger than 5 MB"},
	"broken gzip": {func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		fmt.Fprint(w, "\x1f\x8bthis is not gzip at all")
	}, "the connection failed: gzip: invalid header"},
	"a challenge of a service": {func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cf-Mitigated", "challenge")
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, "<!DOCTYPE html><title>Just a moment...</title>")
	}, "403 Forbidden: the publisher's protection refuses programs"},
	"a challenge without its header": {func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Server", "cloudflare")
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprint(w, "<!DOCTYPE html><title>Just a moment...</title>")
	}, "503 Service Unavailable: the publisher's protection refuses programs"},
	"a challenge that says all is well": {func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>")
	}, "the publisher's protection refuses programs"},
	"a packing that nobody asked for": {func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		fmt.Fprint(w, "\x0b\x02\x80hello")
	}, "this is neither RSS nor Atom nor JSON Feed"},
	"a refusal that holds a feed": {func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprint(w, document(item("Two", "https://star.example/2", 1)))
	}, "500 Internal Server Error"},
	"a broken connection": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, "the connection failed: EOF"},
	"an answer that breaks off": {func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, "<rss>")
	}, "the connection failed: unexpected EOF"},
	"huge headers": {func(w http.ResponseWriter, _ *http.Request) {
		for i := range 100 {
			w.Header().Set(fmt.Sprint("X-", i), strings.Repeat("x", 1<<10))
		}
	}, "the answer is larger than 5 MB"},
}

// bomb is a gigabyte in a megabyte.
func bomb(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	defer z.Close()
	block := bytes.Repeat([]byte("x"), 1<<20)
	for range 1024 {
		if _, err := z.Write(block); err != nil {
			return
		}
	}
}

// emptyBomb is many packed parts without anything in them.
func emptyBomb(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	var one bytes.Buffer
	gzip.NewWriter(&one).Close()
	many := bytes.Repeat(one.Bytes(), 1<<12)
	for sent := 0; sent < 20<<20; sent += len(many) {
		if _, err := w.Write(many); err != nil {
			return
		}
	}
}

func TestAWrongAnswerIsNotedAndHarmsNothing(t *testing.T) {
	for what, tt := range wrong {
		t.Run(what, func(t *testing.T) {
			n := newNewsroom(t)
			p := n.publish("star", rss(item("One", "https://star.example/1", 1)))
			well := n.publish("well", rss(item("Two", "https://well.example/2", 2)))
			n.step()
			p.says(tt.answer)
			n.pass(time.Hour)
			n.step()
			await(t, "the end of the answer", p.idle)
			if s := n.wantStatus("star", tt.status); s.Failures != 1 || s.Items != 1 || s.Failing.IsZero() {
				t.Errorf("the state is %+v", s)
			}
			if asked, _ := well.requests(); len(asked) != 2 || n.state("well").Status != "ok" {
				t.Error("another feed suffers")
			}
			n.wantTitles("One", "Two")
			p.says(rss(item("Three", "https://star.example/3", 0)))
			n.pass(time.Hour)
			n.step()
			if s := n.wantStatus("star", "ok"); s.Failures != 0 || !s.Failing.IsZero() {
				t.Errorf("after it is well again the state is %+v", s)
			}
			n.wantTitles("Three", "One", "Two")
		})
	}
}

func TestPackedAnswersAreRead(t *testing.T) {
	n := newNewsroom(t)
	n.publish("star", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, document(item("One", "https://star.example/1", 1)))
		z.Close()
	})
	n.step()
	n.wantTitles("One")
}

// packed is a text as gzip packs it.
func packed(text string) string {
	var b strings.Builder
	z := gzip.NewWriter(&b)
	fmt.Fprint(z, text)
	z.Close()
	return b.String()
}

// Servers are wrong about how they have packed their answers: the first bytes of
// the answer are not.
func TestAnAnswerIsUnpackedAsItsFirstBytesSay(t *testing.T) {
	feed := document(item("One", "https://star.example/1", 1))
	half := len(feed) / 2
	var deflated strings.Builder
	z := zlib.NewWriter(&deflated)
	fmt.Fprint(z, feed)
	z.Close()
	for what, tt := range map[string]struct{ says, sends string }{
		"packed, and it says so":           {"gzip", packed(feed)},
		"packed, by another name":          {"x-gzip", packed(feed)},
		"packed without a word":            {"", packed(feed)},
		"plain, and it says packed":        {"gzip", feed},
		"packed twice":                     {"gzip", packed(packed(feed))},
		"packed once, and it says twice":   {"gzip, gzip", packed(feed)},
		"packed in two parts":              {"gzip", packed(feed[:half]) + packed(feed[half:])},
		"padded behind":                    {"gzip", packed(feed) + "\x00\x00\x00rubbish"},
		"packed in another way":            {"deflate", deflated.String()},
		"plain, in words of its own":       {"none", feed},
		"plain, with a character set said": {"UTF-8", feed},
	} {
		t.Run(what, func(t *testing.T) {
			n := newNewsroom(t)
			n.publish("star", func(w http.ResponseWriter, _ *http.Request) {
				if tt.says != "" {
					w.Header().Set("Content-Encoding", tt.says)
				}
				fmt.Fprint(w, tt.sends)
			})
			n.step()
			n.wantTitles("One")
			n.wantStatus("star", "ok")
		})
	}
}

func TestAnAnswerOfAnotherServerOnTheWayIsRead(t *testing.T) {
	n := newNewsroom(t)
	n.publish("star", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNonAuthoritativeInfo)
		fmt.Fprint(w, document(item("One", "https://star.example/1", 1)))
	})
	n.step()
	n.wantTitles("One")
}

// What is whole of an answer that breaks off is kept; that it has not changed since
// cannot be said of it, so the rest comes with the next one.
func TestWhatIsWholeOfABrokenAnswerIsKept(t *testing.T) {
	whole := document(item("One", "https://star.example/1", 1), item("Two", "https://star.example/2", 2))
	two := strings.LastIndex(whole, "<item>") + len("<item><title>T")
	for what, send := range map[string]func(w http.ResponseWriter){
		"shorter than it says": func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", fmt.Sprint(len(whole)))
			fmt.Fprint(w, whole[:two])
		},
		"a packed one that is cut": func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, packed(whole[:two])[:len(packed(whole[:two]))-8])
		},
	} {
		t.Run(what, func(t *testing.T) {
			n := newNewsroom(t)
			cut := true
			p := n.publish("star", func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("ETag", `"one"`)
				if r.Header.Get("If-None-Match") != "" {
					t.Error("a broken answer counts as read")
				}
				if cut {
					send(w)
					return
				}
				fmt.Fprint(w, whole)
			})
			n.step()
			await(t, "the end of the answer", p.idle)
			n.wantTitles("One")
			n.wantStatus("star", "ok")
			cut = false
			n.pass(time.Hour)
			n.step()
			n.wantTitles("One", "Two")
		})
	}
}

func TestAnAnswerThatTakesTooLongIsLeft(t *testing.T) {
	n := newNewsroom(t)
	n.fetcher.Within(50 * time.Millisecond)
	n.publish("silent", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	n.publish("dripping", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			fmt.Fprint(w, "<rss>")
			w.(http.Flusher).Flush()
		}
	})
	n.step()
	n.wantStatus("silent", "there was no whole answer within 30s")
	n.wantStatus("dripping", "there was no whole answer within 30s")
}

func TestAServerMayAskToBeLeftAlone(t *testing.T) {
	for _, tt := range []struct {
		what, header string
		code         int
		least        time.Duration
	}{
		{"in seconds", "7200", http.StatusTooManyRequests, 2 * time.Hour},
		{"by a date", morning.Add(5 * time.Hour).Format(http.TimeFormat), http.StatusServiceUnavailable, 5 * time.Hour},
		{"for a year, of which a day is believed", "31536000", http.StatusTooManyRequests, 24 * time.Hour},
		{"without a word for how long", "", http.StatusTooManyRequests, 27 * time.Minute},
		{"in words that nobody understands", "soon", http.StatusTooManyRequests, 27 * time.Minute},
		{"until a time that has passed", morning.Add(-time.Hour).Format(http.TimeFormat), http.StatusServiceUnavailable, 27 * time.Minute},
	} {
		t.Run(tt.what, func(t *testing.T) {
			n := newNewsroom(t)
			p := n.publish("star", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Retry-After", tt.header)
				w.WriteHeader(tt.code)
			})
			other := n.feeds[0]
			other.Key, other.Address = "other", other.Address+"?other"
			n.feeds = append(n.feeds, other)
			n.step()
			wait := min(n.state("star").Next.Sub(morning), n.state("other").Next.Sub(morning))
			if wait < tt.least || wait > tt.least+time.Hour {
				t.Errorf("it is left alone for %s", wait)
			}
			if asked, _ := p.requests(); tt.least > time.Hour && len(asked) != 1 {
				t.Errorf("its host was asked %d times", len(asked))
			}
		})
	}
}
