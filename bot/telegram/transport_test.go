package telegram

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestABodyThatComesInPiecesGoesOutInOne(t *testing.T) {
	var got string
	var length int64
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got, length = string(body), r.ContentLength
	}))
	defer server.Close()
	read, write := io.Pipe()
	go func() {
		io.WriteString(write, "one ")
		io.WriteString(write, "two")
		write.Close()
	}()
	res, err := over(transport()).Post(server.URL, "text/plain", read)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if got != "one two" || length != 7 {
		t.Errorf("%q of length %d has arrived", got, length)
	}
}

func TestABodyThatBreaksOffIsNotSent(t *testing.T) {
	asked := false
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer server.Close()
	read, write := io.Pipe()
	go func() {
		io.WriteString(write, "one ")
		write.CloseWithError(io.ErrUnexpectedEOF)
	}()
	res, err := over(transport()).Post(server.URL, "text/plain", read)
	if err == nil {
		res.Body.Close()
	}
	if err == nil || asked {
		t.Errorf("half a body was sent: %v", err)
	}
}
