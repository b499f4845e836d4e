package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/commands/reply"
)

// maxCaption is the longest caption of a photo, in UTF-16 units after the
// entities are parsed (https://core.telegram.org/bots/api#sendphoto).
const maxCaption = 1024

// withPhoto turns a reply with a picture into messages: one where all of its text
// fits below the picture, else the picture first. What the picture shows is told
// in words, because Telegram has no other place for that; where these are too long
// for a caption, they stand alone. How many messages there are does not depend on
// whether the picture can be shown. A picture that shows nothing more than the text
// is left out where it would need a message of its own.
func withPhoto(r reply.Reply) []part {
	words := adapter.WithPictureTexts(r)
	if whole := write(words); whole.size <= maxCaption {
		one := partOf(whole, words)
		one.photo = r.Picture
		return []part{one}
	}
	if r.Picture.Decorative {
		return texts(words)
	}
	w := write(adapter.WithPictureTexts(reply.Reply{Picture: r.Picture}))
	first := partOf(w, r)
	first.keyboard, first.silent = nil, true // the text behind it makes the sound
	if w.size <= maxCaption {
		first.photo = r.Picture
	}
	r.Picture = nil
	return append([]part{first}, texts(r)...)
}

// photos are the pictures of a platform, with the names under which Telegram has
// them already.
type photos struct {
	*adapter.Pictures
	mu    sync.Mutex
	known map[any]string // by adapter.SourceOf
}

// maxKnown bounds the names; then it begins anew.
const maxKnown = 500

func newPhotos(c clock.Clock) *photos {
	return &photos{Pictures: adapter.NewPictures(c), known: map[any]string{}}
}

// nameOf is what Telegram knows a picture by: its own name for it, or the
// address; "" where the bytes have to be sent.
func (p *photos) nameOf(picture *reply.Picture) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if name := p.known[adapter.SourceOf(picture)]; name != "" {
		return name
	}
	return picture.Link
}

// name notes Telegram's name for a picture; "" forgets it.
func (p *photos) name(picture *reply.Picture, name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.known) >= maxKnown {
		clear(p.known)
	}
	if name == "" {
		delete(p.known, adapter.SourceOf(picture))
		return
	}
	p.known[adapter.SourceOf(picture)] = name
}

// A photoRef is a picture as Telegram names it.
type photoRef struct {
	ID string `json:"file_id"`
}

// A photoSending is a message as Telegram's sendPhoto takes it.
type photoSending struct {
	Chat      int64     `json:"chat_id"`
	Thread    int       `json:"message_thread_id,omitempty"` // 0 is none
	Photo     string    `json:"photo,omitempty"`             // a name or an address; "" is a file beside
	Caption   string    `json:"caption,omitempty"`           // in the form of ParseMode
	ParseMode string    `json:"parse_mode"`
	Silent    bool      `json:"disable_notification,omitempty"`
	Protect   bool      `json:"protect_content,omitempty"`
	ReplyTo   *replyTo  `json:"reply_parameters,omitempty"` // nil answers nobody's message
	Keyboard  *keyboard `json:"reply_markup,omitempty"`     // nil is none
}

// sendPhoto sends a message with a picture and returns its number. sent is false
// without an error where the picture cannot be shown: then nothing has gone out,
// and the text may go by itself. The error is sorted.
func (c *client) sendPhoto(ctx context.Context, chat int64, thread int, part part, reply int) (id int, sent bool, err error) {
	m := photoSending{
		Chat: chat, Thread: thread, Caption: part.html, ParseMode: string(models.ParseModeHTML), Keyboard: part.keyboard,
		Silent: part.silent, Protect: part.protect,
	}
	if reply != 0 {
		m.ReplyTo = &replyTo{ID: reply, Without: true}
	}
	sent, err = c.illustrate(ctx, chat, part, func(ctx context.Context, name string, data []byte) error {
		m.Photo = name
		a, err := c.upload(ctx, "sendPhoto", m, "photo", data)
		if id = a.Result.ID; err == nil && len(a.Result.Photo) > 0 {
			c.photos.name(part.photo, a.Result.Photo[len(a.Result.Photo)-1].ID)
		}
		return err
	})
	return id, sent, err
}

// illustrate makes one request that shows a part's picture, which Telegram has
// under a name or is sent as bytes. shown is false without an error where
// Telegram does not take the picture. The error is sorted; after one that leaves
// it open what has become of the request, the chat is sent text.
func (c *client) illustrate(ctx context.Context, chat int64, part part, request func(ctx context.Context, name string, data []byte) error) (shown bool, err error) {
	picture := part.photo
	if !c.photos.Wanted(key(chat, 0), picture) {
		return false, nil
	}
	name, data := c.photos.nameOf(picture), []byte(nil)
	if name == "" {
		bytes, done, err := c.photos.Open(ctx, picture)
		if err != nil {
			c.log.Warn("a message goes without its picture", "error", err)
			return false, nil
		}
		defer done()
		data = bytes
	}
	ctx, cancel := context.WithTimeout(ctx, adapter.RequestTimeout)
	defer cancel()
	ctx, trace := adapter.WithTrace(ctx)
	err = request(ctx, name, data)
	c.pacer.Landed(placeOf(chat))
	if err == nil {
		c.photos.Shown(picture)
		return true, nil
	}
	sorted := c.sort(err, trace, chat)
	switch {
	case refusesPhoto(err, trace):
		c.photos.name(picture, "")
		c.photos.Refused(key(chat, 0), picture)
		c.log.Warn("Telegram does not take a picture", "error", c.redact(err))
		return false, nil
	case isDoubtful(sorted):
		c.photos.Refused(key(chat, 0), picture)
	}
	return false, sorted
}

// refusesPhoto tells whether Telegram has refused a request so that it may take
// the text alone. Whatever else is wrong, it says again of the text.
func refusesPhoto(err error, t *adapter.Trace) bool {
	return errors.Is(err, bot.ErrorBadRequest) && !isMissing(err.Error()) || t.Status() == http.StatusRequestEntityTooLarge
}

// isDoubtful tells whether a request may have been accepted.
func isDoubtful(err error) bool {
	var inDoubt *delivery.InDoubtError
	return errors.As(err, &inDoubt)
}

// upload posts fields, and the bytes of a file beside them where there are any.
func (c *client) upload(ctx context.Context, method string, fields any, field string, data []byte) (answer, error) {
	body, err := json.Marshal(fields)
	if err != nil {
		return answer{}, err
	}
	var res *http.Response
	if data == nil {
		res, err = c.post(ctx, method, body)
	} else {
		res, err = c.postForm(ctx, method, body, field, data)
	}
	if err != nil {
		return answer{}, err
	}
	defer res.Body.Close()
	return readAnswer(res)
}
