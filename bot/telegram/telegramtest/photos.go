package telegramtest

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image"
	_ "image/jpeg" // so that image.DecodeConfig knows it
	_ "image/png"  // so that image.DecodeConfig knows it
	"io"
	"net/http"
	"strings"

	"prayerbot/content/picture"
)

// Telegram's limits of a photo (https://core.telegram.org/bots/api#sendphoto).
const (
	maxCaption    = 1024     // in UTF-16 units after the entities are parsed
	maxPhotoBytes = 10 << 20 // of an upload
	maxPhotoSides = 10_000   // width and height together
	maxPhotoRatio = 20
)

// upload stands before the bytes of an uploaded file in its field.
const upload = "upload:"

// takeFiles puts the files of a form into its fields.
func (p params) takeFiles(r *http.Request) error {
	if r.MultipartForm == nil {
		return nil
	}
	for field, headers := range r.MultipartForm.File {
		file, err := headers[0].Open()
		if err != nil {
			return err
		}
		data, err := io.ReadAll(file)
		file.Close()
		if err != nil {
			return err
		}
		p[field], _ = json.Marshal(upload + base64.StdEncoding.EncodeToString(data))
	}
	return nil
}

// photo reads a picture that is given by its number, its address or its bytes.
func (s *ledger) photo(given string) (*Photo, *refusal) {
	encoded, uploaded := strings.CutPrefix(given, upload)
	switch {
	case uploaded:
		data, _ := base64.StdEncoding.DecodeString(encoded)
		if refused := checkPhoto(data); refused != nil {
			return nil, refused
		}
		return s.newPhoto(&Photo{Data: data}), nil
	case strings.HasPrefix(given, "https://"):
		return s.newPhoto(&Photo{Link: given}), nil
	case s.photos[given] != nil:
		return s.photos[given], nil
	}
	return nil, wrong("wrong file identifier/HTTP URL specified")
}

func (s *ledger) newPhoto(p *Photo) *Photo {
	p.FileID = fmt.Sprintf("photo-%d", len(s.photos)+1)
	s.photos[p.FileID] = p
	return p
}

// checkPhoto refuses what Telegram cannot show, and a picture that tells more
// than its pixels.
func checkPhoto(data []byte) *refusal {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case len(data) > maxPhotoBytes:
		return &refusal{code: 413, description: "Request Entity Too Large"}
	case err != nil:
		return wrong("IMAGE_PROCESS_FAILED")
	case c.Width+c.Height > maxPhotoSides, max(c.Width, c.Height) > maxPhotoRatio*min(c.Width, c.Height):
		return wrong("PHOTO_INVALID_DIMENSIONS")
	}
	if clean, err := picture.Strip(data); err != nil || !bytes.Equal(clean, data) {
		return wrong("this bot sends pixels alone")
	}
	return nil
}

// caption reads what stands below a picture.
func caption(html, mode string) (string, *refusal) {
	if html == "" {
		return "", nil
	}
	text, refused := readHTML(html, mode)
	if refused == nil && utf16Len(text) > maxCaption {
		refused = wrong("message caption is too long")
	}
	return text, refused
}

func (s *ledger) sendPhoto(p params) (any, *refusal) {
	c, refused := s.directory.target(p)
	if refused == nil {
		refused = s.rateLimits.checkRate(c, s.entry.at)
	}
	if refused == nil && c.NoPhotos {
		refused = bad("not enough rights to send photos to the chat")
	}
	if refused != nil {
		return nil, refused
	}
	photo, refused := s.photo(p.text("photo"))
	if refused != nil {
		return nil, refused
	}
	text, refused := caption(p.text("caption"), p.text("parse_mode"))
	if refused != nil {
		return nil, refused
	}
	buttons, refused := readKeyboard(p["reply_markup"])
	if refused != nil {
		return nil, refused
	}
	var reply replyParameters
	json.Unmarshal(p["reply_parameters"], &reply)
	m := &Message{
		ID: s.nextMessage() + 1, Chat: c.ID, Thread: int(p.int("message_thread_id")), HTML: p.text("caption"), Text: text, Photo: photo,
		Buttons: buttons, ReplyTo: reply.ID, Silent: p.flag("disable_notification"), Protected: p.flag("protect_content"),
	}
	s.keep(m)
	return messageJSON(m, c), nil
}

// find is a message of a chat; nil where there is none.
func (s *ledger) find(chat int64, id int) *Message {
	for _, m := range s.byChat[chat] {
		if m.ID == id {
			return m
		}
	}
	return nil
}

func (s *ledger) editMessageMedia(p params) (any, *refusal) {
	var media inputMedia
	json.Unmarshal(p["media"], &media)
	given, isFile := strings.CutPrefix(media.Media, "attach://")
	switch {
	case media.Type != "photo":
		return nil, wrong("wrong type of media")
	case isFile && given != "picture", isFile != (p["picture"] != nil):
		return nil, wrong("wrong file identifier/HTTP URL specified")
	case isFile:
		media.Media = p.text("picture")
	}
	return s.change(p, media.Caption, media.ParseMode, func(m *Message) *refusal {
		photo, refused := s.photo(media.Media)
		if refused == nil {
			m.Photo = photo
		}
		return refused
	})
}

func (s *ledger) editMessageCaption(p params) (any, *refusal) {
	return s.change(p, p.text("caption"), p.text("parse_mode"), func(m *Message) *refusal {
		if m.Photo == nil {
			return bad("there is no caption in the message to edit")
		}
		return nil
	})
}

// change edits a message with a caption; also does the rest of it, or refuses.
func (s *ledger) change(p params, html, mode string, also func(*Message) *refusal) (any, *refusal) {
	c, refused := s.directory.target(p)
	if refused != nil {
		return nil, refused
	}
	text, refused := caption(html, mode)
	if refused != nil {
		return nil, refused
	}
	buttons, refused := readKeyboard(p["reply_markup"])
	if refused != nil {
		return nil, refused
	}
	m := s.find(c.ID, int(p.int("message_id")))
	if m == nil {
		return nil, bad("message to edit not found")
	}
	if refused := also(m); refused != nil {
		return nil, refused
	}
	m.HTML, m.Text, m.Buttons = html, text, buttons
	m.Edited++
	return messageJSON(m, c), nil
}

// addContent adds to a message what it shows.
func (m *Message) addContent(to map[string]any) {
	if m.Photo == nil {
		to["text"] = m.Text
		return
	}
	size := map[string]any{"file_id": m.Photo.FileID, "file_unique_id": m.Photo.FileID, "width": 90, "height": 60}
	to["photo"], to["caption"] = []any{size, size}, m.Text
}

// ForbidPhotos takes the bot's right to send photos to a chat away.
func (s *directory) ForbidPhotos(chat int64) {
	defer s.state.Change()()
	s.chats[chat].NoPhotos = true
}
