package web_test

import (
	"bytes"
	"image/jpeg"
	"image/png"
	"net/http"
	"strings"
	"sync"
	"testing"

	"prayerbot/commands/reply"
	"prayerbot/content/card"
)

// An easel draws cards with the real painter.
type easel struct{}

// painter is read once for all tests, and draws one card at a time.
var (
	painter = sync.OnceValues(card.New)
	drawing sync.Mutex
)

// File is a card that is drawn when it is read.
func (easel) File(c card.Card) reply.PictureFile { return canvas{c} }

type canvas struct{ card card.Card }

func (c canvas) Bytes() ([]byte, error) {
	p, err := painter()
	if err != nil {
		return nil, err
	}
	drawing.Lock()
	defer drawing.Unlock()
	return p.Draw(c.card)
}

func TestALinkUnfoldsToACard(t *testing.T) {
	s := newStage(t, builtin(t))
	for _, path := range []string{"/en/", "/en/days/2026-11-30", "/ar/today", "/zh-Hans/points/kp-camps", "/ru/countries/ng", "/en/days/2026-12-25"} {
		head := map[string]string{}
		for n := range s.page(path, http.StatusOK).Descendants() {
			if n.Data == "meta" {
				head[attr(n, "property")+attr(n, "name")] = attr(n, "content")
			}
		}
		to, own := strings.CutPrefix(head["og:image"], "https://pray.example.org")
		if !own || head["og:image:alt"] == "" || head["twitter:card"] != "summary_large_image" {
			t.Errorf("%s unfolds to %q (%q)", path, head["og:image"], head["og:image:alt"])
			continue
		}
		answer := s.open(to)
		shown, err := png.DecodeConfig(strings.NewReader(text(t, answer)))
		if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "image/png" || err != nil || shown.Width != 1200 || shown.Height != 630 {
			t.Errorf("%s: %d %s %v %v", to, answer.StatusCode, answer.Header.Get("Content-Type"), shown, err)
		}
	}
	for _, path := range []string{"/en/picture/days/2020-01-01.png", "/en/picture/days/2026-11-30", "/en/picture/privacy.png", "/en/picture/.png", "/en/picture/points/nothing.png", "/en/picture/points/kp-camps/2020-01-01.jpg", "/en/picture/points/kp-camps/today.jpg", "/en/picture/days/2026-11-30.gif", "/en/points/kp-camps/2026-11-30"} {
		if answer := s.open(path); answer.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", path, answer.StatusCode)
		}
	}
	for _, path := range []string{"/en/picture/points/kp-camps/2026-11-29.jpg", "/ar/picture/days/2026-12-25.jpg"} {
		answer := s.open(path)
		shown, err := jpeg.DecodeConfig(strings.NewReader(text(t, answer)))
		if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "image/jpeg" || err != nil || shown.Width != 1200 || shown.Height != 630 {
			t.Errorf("%s: %d %s %v %v", path, answer.StatusCode, answer.Header.Get("Content-Type"), shown, err)
		}
	}
	if bytes.Contains([]byte(text(t, s.open("/en/privacy"))), []byte("og:image\"")) {
		t.Error("the page of privacy unfolds to a picture")
	}
}
