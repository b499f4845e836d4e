package adapter

import (
	"mime"
	"net/textproto"

	"prayerbot/content/picture"
)

// FileName is what an uploaded picture is called: it says nothing but its type.
func FileName(data []byte) string {
	if picture.Type(data) == "image/png" {
		return "picture.png"
	}
	return "picture.jpg"
}

// FileHeader is the header of a picture in a form.
func FileHeader(field, name string, data []byte) textproto.MIMEHeader {
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", mime.FormatMediaType("form-data", map[string]string{"name": field, "filename": name}))
	h.Set("Content-Type", picture.Type(data))
	return h
}
