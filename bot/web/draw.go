package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"sync"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed style.css
var style []byte

//go:embed icon.svg
var icon []byte

// templates draw every page. They are read at the first one: a start without pages pays
// nothing for them.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{"dir": direction}).ParseFS(templateFiles, "templates/*.html"))
})

// fixed is what is the same always, by its address. It is packed at the first request.
var fixed = sync.OnceValue(func() map[string]*madePage {
	return map[string]*madePage{
		"/style.css":  made(http.StatusOK, "text/css; charset=utf-8", style),
		"/icon.svg":   made(http.StatusOK, "image/svg+xml", icon),
		"/robots.txt": made(http.StatusOK, "text/plain; charset=utf-8", []byte("User-agent: *\nAllow: /\n")),
	}
})

// drawn is a view as HTML.
func (b builder) drawn(v *view, status int) (*madePage, error) {
	v.Root = b.cfg.URL
	if v.pictured != nil {
		v.Picture, v.PictureAlt = b.cfg.URL+address(b.place.language, "picture/"+v.pictureOf+".png"), v.pictured.Alt
	}
	var out bytes.Buffer
	if err := templates().ExecuteTemplate(&out, "page.html", v); err != nil {
		return nil, fmt.Errorf("draw a page: %w", err)
	}
	page := made(status, "text/html; charset=utf-8", out.Bytes())
	page.language = b.place.language
	return page, nil
}

// absent is the page of an address that names nothing. An error is handed on.
func (b builder) absent(err error) (*madePage, error) {
	if err != nil {
		return nil, err
	}
	return b.drawn(b.missing(), http.StatusNotFound)
}
