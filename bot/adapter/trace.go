package adapter

import (
	"context"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// A Trace is what is known of one request: whether it was written at all, and
// how it was answered. It travels in the request's context, because the
// libraries do not always tell.
type Trace struct {
	written atomic.Bool
	answer  atomic.Pointer[http.Response]
}

type traceKey struct{}

// WithTrace gives a context whose requests are traced, each in the place of the
// one before.
func WithTrace(ctx context.Context) (context.Context, *Trace) {
	t := &Trace{}
	ctx = context.WithValue(ctx, traceKey{}, t)
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() { t.written.Store(true) }}), t
}

// Note notes the answer to a request, where that is traced.
func Note(req *http.Request, res *http.Response) {
	if t, ok := req.Context().Value(traceKey{}).(*Trace); ok {
		t.answer.Store(&http.Response{StatusCode: res.StatusCode, Header: res.Header})
	}
}

// Written tells whether the request has begun to go out.
func (t *Trace) Written() bool { return t.written.Load() }

// Status is the status of the answer; 0 where there was none.
func (t *Trace) Status() int {
	if answer := t.answer.Load(); answer != nil {
		return answer.StatusCode
	}
	return 0
}

// Header is a header of the answer; "" where there was none.
func (t *Trace) Header(name string) string {
	if answer := t.answer.Load(); answer != nil {
		return answer.Header.Get(name)
	}
	return ""
}
