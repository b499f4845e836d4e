package discordtest

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"prayerbot/content/picture"
)

// maxFiles is what the files of a message may have together, in bytes.
const maxFiles = 10 << 20

// An attachment is what a message says of a file beside it.
type attachment struct {
	ID          int    `json:"id"`
	Name        string `json:"filename"`
	Description string `json:"description"`
}

// readBody reads the JSON of a request, and the files that go beside it in a form,
// by "files[n]" and by their names.
func readBody(r *http.Request) (body []byte, files map[string][]byte, refused *refusal) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "multipart/form-data" {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, nil, invalid("%v", err)
		}
		return body, nil, nil
	}
	if err := r.ParseMultipartForm(2 * maxFiles); err != nil {
		return nil, nil, invalid("%v", err)
	}
	files = map[string][]byte{}
	size := 0
	for field, headers := range r.MultipartForm.File {
		file, err := headers[0].Open()
		if err != nil {
			return nil, nil, invalid("%v", err)
		}
		data, _ := io.ReadAll(file) // from memory
		file.Close()
		size += len(data)
		files[field], files[headers[0].Filename] = data, data
	}
	if size > maxFiles {
		return nil, nil, &refusal{413, 40005, "Request entity too large"}
	}
	return []byte(r.FormValue("payload_json")), files, nil
}

// attachments are those that a form names.
func (f *messageForm) attachments() []attachment {
	if f.Attachments == nil {
		return nil
	}
	return *f.Attachments
}

// checkFiles refuses files of which nothing is said and names of none, a picture
// that tells more than its pixels, and an embed that shows what is not there.
func (f *messageForm) checkFiles() *refusal {
	named := map[string]bool{}
	for _, a := range f.attachments() {
		data, there := f.files[fmt.Sprintf("files[%d]", a.ID)]
		n := utf8.RuneCountInString(a.Description)
		clean, err := picture.Strip(data)
		switch {
		case !there || !bytes.Equal(f.files[a.Name], data):
			return invalid("attachments: there is no file %d", a.ID)
		case n < 1 || n > 1024:
			return invalid("attachments: description must be between 1 and 1024")
		case err != nil || !bytes.Equal(clean, data):
			return invalid("attachments: this bot sends the pixels of pictures alone")
		}
		named[a.Name] = true
	}
	if len(f.files) != 2*len(named) {
		return invalid("files: this bot says what each of them is")
	}
	for _, e := range f.Embeds {
		for _, shown := range []*Image{e.Image, e.Thumbnail} {
			if shown == nil {
				continue
			}
			name, attached := strings.CutPrefix(shown.URL, "attachment://")
			if attached && !named[name] || !attached && !strings.HasPrefix(shown.URL, "https://") {
				return invalid("embeds: image, thumbnail: url")
			}
		}
	}
	return nil
}

// editAnswer changes the answer to an interaction.
func (s *answers) editAnswer(groups []string, body []byte) (any, *refusal) {
	i := s.byToken[groups[1]]
	if rows := componentsOf(body); i != nil && i.answered && i.message != nil && rows != nil {
		if refused := i.message.recount(rows); refused != nil {
			return nil, refused
		}
		return i.message.json(), nil
	}
	if i == nil || i.Reply == nil {
		return nil, &refusal{404, 10015, "Unknown Webhook"}
	}
	form := messageForm{files: s.ledger.entry.files}
	if refused := strictly(body, &form); refused != nil {
		return nil, refused
	}
	if refused := form.check(); refused != nil {
		return nil, refused
	}
	if form.Nonce != "" || form.Enforce || form.Flags&^laidOut != 0 {
		return nil, invalid("an edit takes no nonce and no flags")
	}
	if i.Reply.Laid != (form.Flags&laidOut != 0) {
		return nil, invalid("flags: a message of components stays one, and this bot makes no other one such")
	}
	i.Reply.fill(form)
	return i.Reply.json(), nil
}
