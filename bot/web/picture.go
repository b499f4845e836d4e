package web

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	_ "image/png" // pictures that are drawn
	"net/http"
	"path"
	"strings"
)

// picture is what a link to a page unfolds to ("days/2026-11-30.png"), or of a point on a
// date ("points/kp-camps/2026-11-30.jpg"): what ends in jpg is JPEG. One that is not drawn
// in time is missing for now.
func (b builder) picture(address string) (*madePage, error) {
	form := path.Ext(address)
	b.place.path = strings.TrimSuffix(address, form)
	if b.place.path == "" || form != ".png" && form != ".jpg" {
		return b.absent(nil)
	}
	v, err := b.pictured()
	if err != nil || v == nil || v.pictured == nil {
		return b.absent(err)
	}
	picture, err := v.pictured.File.Bytes()
	if err == nil && form == ".jpg" {
		picture, err = asJPEG(picture)
	}
	if err != nil {
		return b.absent(nil)
	}
	return made(http.StatusOK, http.DetectContentType(picture), picture), nil
}

// pictured is the page that a picture is of; nil where there is none.
func (b builder) pictured() (*view, error) {
	kind, key := b.place.cut()
	id, day, dated := strings.Cut(key, "/")
	if kind != "points" || !dated {
		return b.view()
	}
	date, is := readDate(day)
	if !is || !keyForm.MatchString(id) {
		return nil, nil
	}
	return b.shown(b.reader.Point(id, date)), nil
}

// quality is that of JPEG, of 100: the letters of a card are as sharp as they were drawn.
const quality = 92

// asJPEG is a picture as JPEG.
func asJPEG(picture []byte) ([]byte, error) {
	m, form, err := image.Decode(bytes.NewReader(picture))
	if err != nil {
		return nil, fmt.Errorf("read a picture: %w", err)
	}
	if form == "jpeg" {
		return picture, nil
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("write a picture: %w", err)
	}
	return out.Bytes(), nil
}
