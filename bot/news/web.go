package news

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"prayerbot/bot/clock"
)

// The bounds of an answer.
const (
	maxBody      = 5 << 20 // bytes, after decompression
	maxRedirects = 5
	maxHeader    = 64 << 10         // bytes
	requestTime  = 30 * time.Second // for one request with its answer
	dialTime     = 10 * time.Second
)

// maxRetryAfter bounds what a host may ask for: a mistake in its header must
// not end a feed.
const maxRetryAfter = 24 * time.Hour

// What is said of an answer that breaks its bounds.
var (
	errTooBig    = fmt.Errorf("the answer is larger than %d MB", maxBody>>20)
	errTooSlow   = fmt.Errorf("there was no whole answer within %s", requestTime)
	errRedirects = fmt.Errorf("there were more than %d redirects", maxRedirects)
	errNowhere   = errors.New("a redirect leads nowhere")
	errProtected = errors.New("the publisher's protection refuses programs")
	errUnasked   = errors.New("the answer says unchanged, but nothing was compared")
)

// accept is what the fetcher can read, best first.
const accept = "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, " +
	"application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"

// A refusalError is an answer without a feed.
type refusalError struct {
	code      int
	protected bool          // it is of the publisher's protection, and not of the publisher
	wait      time.Duration // as Retry-After asks; 0 is not
}

func (r *refusalError) Error() string {
	text := strings.TrimSpace(strconv.Itoa(r.code) + " " + http.StatusText(r.code))
	if r.protected {
		text += ": " + errProtected.Error()
	}
	return text
}

// A request asks for a feed, but only for what has changed since.
type request struct {
	address, etag, modified string
	own                     bool // the operator gives the address, so that its host counts as one of the list
}

// An answer is what a publisher's server said.
type answer struct {
	unchanged      bool // nothing since; there is no body
	body           []byte
	broken         error // why the body ends before its end; nil is whole
	contentType    string
	from           *url.URL // where it came from in the end
	moved          string   // where the address has moved for good; "" is nowhere
	etag, modified string
}

// A web asks servers at their pace, within the bounds. It uses no proxy: one
// would look names up behind the guard's back.
type web struct {
	client  *http.Client
	pace    *pace
	clock   clock.Clock
	agent   string
	allowed hosts
	within  time.Duration // for one request: requestTime
}

func newWeb(cfg Config) *web {
	allowed := ownHosts(cfg.Private, cfg.Feeds)
	dialer := newDialer(cfg.Resolver, allowed)
	return &web{
		pace: newPace(cfg.Clock), clock: cfg.Clock, agent: cfg.Agent, allowed: allowed, within: requestTime,
		client: &http.Client{
			Transport: &http.Transport{
				DialContext: dialer.DialContext, DisableKeepAlives: true, DisableCompression: true,
				TLSHandshakeTimeout: dialTime, MaxResponseHeaderBytes: maxHeader,
			},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// get asks for a feed and follows redirects, each of them checked and in its
// host's turn. Its errors are for operators and name no address.
func (w *web) get(ctx context.Context, r request) (answer, error) {
	u, err := url.Parse(r.address)
	if err != nil {
		return answer{}, errScheme
	}
	typed := ""
	if r.own {
		typed = hostOf(u)
	}
	moved, forGood := "", true
	for range maxRedirects + 1 {
		own := w.allowed != nil && (hostOf(u) == typed || w.allowed(hostOf(u)))
		got, next, err := w.once(ctx, u, r, own)
		if err != nil || next == nil {
			got.from, got.moved = u, moved
			return got, err
		}
		forGood = forGood && next.forGood && !(u.Scheme == "https" && next.to.Scheme == "http")
		if u = next.to; forGood {
			moved = u.String()
		}
	}
	return answer{}, errRedirects
}

// A redirect is where an answer leads.
type redirect struct {
	to      *url.URL
	forGood bool
}

// once makes one request in its host's turn; own tells whether that is one of
// the operator's.
func (w *web) once(ctx context.Context, u *url.URL, r request, own bool) (got answer, next *redirect, err error) {
	if err := checkURL(u, w.allowed, own); err != nil {
		return answer{}, nil, err
	}
	if own {
		ctx = context.WithValue(ctx, ownKey{}, true)
	}
	turn := w.pace.ask(ctx, hostOf(u), func() time.Duration {
		ctx, cancel := context.WithTimeout(ctx, w.within)
		defer cancel()
		got, next, err = w.send(ctx, u, r)
		var refused *refusalError
		if errors.As(err, &refused) {
			return refused.wait
		}
		return 0
	})
	if turn != nil {
		return answer{}, nil, turn
	}
	return got, next, err
}

func (w *web) send(ctx context.Context, u *url.URL, r request) (answer, *redirect, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return answer{}, nil, errScheme
	}
	req.Header.Set("User-Agent", w.agent)
	req.Header.Set("Accept", accept)
	req.Header.Set("Accept-Encoding", "gzip")
	if r.etag != "" {
		req.Header.Set("If-None-Match", r.etag)
	}
	if r.modified != "" {
		req.Header.Set("If-Modified-Since", r.modified)
	}
	res, err := w.client.Do(req)
	if err != nil {
		return answer{}, nil, plain(ctx, err)
	}
	defer res.Body.Close()
	return w.read(ctx, u, r, res)
}

// read sorts an answer by its code.
func (w *web) read(ctx context.Context, u *url.URL, r request, res *http.Response) (answer, *redirect, error) {
	switch res.StatusCode {
	case http.StatusOK, http.StatusNonAuthoritativeInfo:
		got, err := readAnswer(res)
		if err != nil {
			return answer{}, nil, plain(ctx, err)
		}
		if challenged(res, got.body) {
			return answer{}, nil, errProtected
		}
		return got, nil, nil
	case http.StatusNotModified:
		if r.etag == "" && r.modified == "" {
			return answer{}, nil, errUnasked
		}
		return answer{unchanged: true}, nil, nil
	case http.StatusMovedPermanently, http.StatusPermanentRedirect, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect:
		to, err := u.Parse(res.Header.Get("Location"))
		if err != nil || res.Header.Get("Location") == "" {
			return answer{}, nil, errNowhere
		}
		to.Fragment = ""
		return answer{}, &redirect{to, res.StatusCode == http.StatusMovedPermanently || res.StatusCode == http.StatusPermanentRedirect}, nil
	}
	return answer{}, nil, &refusalError{res.StatusCode, challenged(res, beginning(res)), retryAfter(res.Header.Get("Retry-After"), w.clock.Now())}
}

// maxValidator bounds what is kept of a server's ETag, in bytes: a longer one
// is not sent back.
const maxValidator = 512

func validator(s string) string {
	if len(s) > maxValidator {
		return ""
	}
	return s
}

// retryAfter reads how long a server asks to wait: seconds or a date.
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	wait := time.Duration(0)
	if n, err := strconv.Atoi(value); err == nil {
		wait = time.Duration(min(max(n, 0), int(maxRetryAfter/time.Second))) * time.Second
	} else if at, err := http.ParseTime(value); err == nil {
		wait = at.Sub(now)
	}
	return min(max(wait, 0), maxRetryAfter)
}

// plain says what went wrong without the address.
func plain(ctx context.Context, err error) error {
	var (
		ofURL  *url.Error
		lookup *net.DNSError
	)
	for _, refused := range []error{errPrivate, errStranger, errNever} {
		if errors.Is(err, refused) {
			return refused
		}
	}
	switch {
	case errors.Is(err, errTooBig), strings.Contains(err.Error(), "response headers exceeded"):
		return errTooBig
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return errTooSlow
	case errors.As(err, &lookup):
		return errors.New("the name of the host was not found")
	case errors.As(err, &ofURL):
		err = ofURL.Err
	}
	return fmt.Errorf("the connection failed: %w", err)
}
