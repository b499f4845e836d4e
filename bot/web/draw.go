package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"strings"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed style.css
var style []byte

//go:embed icon.svg
var icon []byte

// templates draw every page.
var templates = template.Must(template.ParseFS(templateFiles, "templates/*.html"))

// fixed is what is the same always, by its address.
var fixed = map[string]*madePage{
	"/style.css":  made(http.StatusOK, "text/css; charset=utf-8", style),
	"/icon.svg":   made(http.StatusOK, "image/svg+xml", icon),
	"/robots.txt": made(http.StatusOK, "text/plain; charset=utf-8", []byte("User-agent: *\nAllow: /\n")),
}

// drawn is a view as HTML.
func (b builder) drawn(v *view, status int) (*madePage, error) {
	v.Root = b.cfg.URL
	if status == http.StatusOK && b.pictured() {
		v.Picture, v.PictureAlt = b.cfg.URL+address(b.place.language, "picture/"+pictureOf(b.place.path)+".png"), v.Title
	}
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, "page.html", v); err != nil {
		return nil, fmt.Errorf("draw a page: %w", err)
	}
	page := made(status, "text/html; charset=utf-8", out.Bytes())
	page.language = b.place.language
	return page, nil
}

// pictured tells whether a link to the page unfolds to a picture.
func (b builder) pictured() bool { return b.cfg.Picture != nil && pictureOf(b.place.path) != "" }

// pictureOf names what the picture of a page shows, as a path; "" where it has none.
func pictureOf(path string) string {
	kind, _, _ := strings.Cut(path, "/")
	switch kind {
	case "", "today":
		return "today"
	case "days", "points", "countries", "stories":
		return path
	}
	return ""
}

// picture is the picture of a page ("days/2026-11-30.png").
func (b builder) picture(path string) (*madePage, error) {
	about, is := strings.CutSuffix(path, ".png")
	if b.cfg.Picture == nil || !is || pictureOf(about) == "" {
		return b.drawn(b.missing(), http.StatusNotFound)
	}
	b.drawing <- struct{}{}
	defer func() { <-b.drawing }()
	png, err := b.cfg.Picture(b.ctx, b.place.language, about)
	if err != nil || png == nil {
		return b.drawn(b.missing(), http.StatusNotFound)
	}
	return made(http.StatusOK, "image/png", png), nil
}
