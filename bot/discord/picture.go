package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"mime/multipart"
	"net/http"
	"slices"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
	"prayerbot/commands/reply"
)

// An attachment says of a file beside a message what is to be seen in it.
type attachment struct {
	ID          int    `json:"id"` // the number of the file in the form
	Name        string `json:"filename"`
	Description string `json:"description"` // at most 1,024 characters
}

// shown is the picture of an embed.
type shown struct {
	URL string `json:"url"`
}

// A drawing is a message with its picture.
type drawing struct {
	embed   embed
	picture *reply.Picture
	beside  bool                       // it stands small beside the text, not large below it
	laid    func(address string) []any // of a message of components alone; nil: embed is drawn
}

// draw makes an embed of a piece of a reply that shows the picture which the piece
// tells of in words. A file has a place for what is to be seen in it; of what
// Discord fetches, the words go on telling that.
func draw(p *reply.Picture, piece reply.Reply) *drawing {
	if p.Link == "" {
		piece.Blocks = slices.DeleteFunc(slices.Clone(piece.Blocks), func(b reply.Block) bool { return b.Kind == reply.Note && b.Text == p.Alt })
	}
	return &drawing{embed: embedOf(piece), picture: p}
}

// with is a message with its picture: of bytes that go beside it, or of an address
// where there are none.
func (d *drawing) with(m message, picture []byte) message {
	address := d.picture.Link
	if picture != nil {
		file := adapter.FileName(picture)
		address = "attachment://" + file
		m.Attachments = []attachment{{Name: file, Description: d.picture.Alt}}
	}
	if d.laid != nil {
		m.laid = d.laid(address)
		return m
	}
	first := d.embed
	first.Title = m.Embeds[0].Title
	if d.beside {
		first.Thumbnail = &shown{address}
	} else {
		first.Image = &shown{address}
	}
	m.Embeds = slices.Clone(m.Embeds)
	m.Embeds[0] = first
	return m
}

// pictured tells whether a message shows a picture in its embed.
func (m message) pictured() bool {
	return len(m.Embeds) > 0 && (m.Embeds[0].Image != nil || m.Embeds[0].Thumbnail != nil)
}

// A pictureError is the error of a message that may be taken without its
// picture.
type pictureError struct{ err error }

func (e *pictureError) Error() string { return "the picture is refused: " + e.err.Error() }
func (e *pictureError) Unwrap() error { return e.err }

// refusesPicture is the sorted error of a request, or, where it had a picture and
// was refused so that the rest may be taken, a *pictureError.
func (c *client) refusesPicture(err error, pictured bool, sorted error) error {
	var rest *discordgo.RESTError
	if !pictured || !errors.As(err, &rest) || !refusesPart(rest.Response.StatusCode) {
		return sorted
	}
	return &pictureError{c.redact(err)}
}

// refusesPart tells whether a status says that a request may be taken with less in
// it. Whatever else is wrong, Discord says again of the text.
func refusesPart(status int) bool {
	return status == http.StatusBadRequest || status == http.StatusForbidden || status == http.StatusRequestEntityTooLarge
}

// illustrate makes one request with the picture of a message. shown is false
// without an error where there is none, where it cannot be read or was refused
// of late, and where Discord does not take it now: then nothing has gone out. After
// an error that leaves it open what has become of the request, the chat is sent
// the text alone.
func (c *client) illustrate(ctx context.Context, chat string, m message, request func(m message, picture []byte) error) (shown bool, err error) {
	if m.drawn == nil || !c.pictures.Wanted(chat, m.drawn.picture) {
		return false, nil
	}
	picture, done, err := c.pictures.Open(ctx, m.drawn.picture)
	if err != nil {
		c.log.Warn("a message goes without its picture", "error", err)
		return false, nil
	}
	defer done()
	err = request(m.drawn.with(m, picture), picture)
	var refused *pictureError
	var inDoubt *delivery.InDoubtError
	switch {
	case err == nil:
		c.pictures.Shown(m.drawn.picture)
		return true, nil
	case errors.As(err, &refused):
		c.pictures.Refused(chat, m.drawn.picture)
		c.log.Warn("Discord does not take a picture", "error", err)
		return false, nil
	case errors.As(err, &inDoubt):
		c.pictures.Refused(chat, m.drawn.picture)
	}
	return false, err
}

// request makes one request with the bot's token, with a picture beside its body
// where that is not nil.
func request(ctx context.Context, rest *discordgo.Session, method, where, bucket string, body any, picture []byte) ([]byte, error) {
	options := []discordgo.RequestOption{discordgo.WithContext(ctx), discordgo.WithRestRetries(0), discordgo.WithRetryOnRatelimit(false)}
	if picture == nil {
		return rest.RequestWithBucketID(method, where, body, bucket, options...)
	}
	kind, data, err := encode(body, picture)
	if err != nil {
		return nil, err
	}
	return rest.RequestRaw(method, where, kind, data, bucket, 0, options...)
}

// encode writes a body as JSON, or as a form with a picture beside it.
func encode(body any, picture []byte) (kind string, data []byte, err error) {
	data, err = json.Marshal(body)
	if err != nil || picture == nil {
		return "application/json", data, err
	}
	var all bytes.Buffer
	form := multipart.NewWriter(&all)
	if err := form.WriteField("payload_json", string(data)); err != nil {
		return "", nil, err
	}
	file, err := form.CreatePart(adapter.FileHeader("files[0]", adapter.FileName(picture), picture))
	if err != nil {
		return "", nil, err
	}
	_, err = file.Write(picture)
	err = errors.Join(err, form.Close())
	return form.FormDataContentType(), all.Bytes(), err
}
