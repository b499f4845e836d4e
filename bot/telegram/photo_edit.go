package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
	"sync"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"prayerbot/commands/reply"
)

// A mediaEdit is a message as Telegram's editMessageMedia changes it.
type mediaEdit struct {
	Chat     int64     `json:"chat_id"`
	ID       int       `json:"message_id"`
	Media    media     `json:"media"`
	Keyboard *keyboard `json:"reply_markup,omitempty"` // nil is none
}

type media struct {
	Type      string `json:"type"`  // photo
	Media     string `json:"media"` // a name, an address, or attached
	Caption   string `json:"caption"`
	ParseMode string `json:"parse_mode"`
}

// attachedField is the field of a file that goes with an edit, and attached how
// the edit names it.
const (
	attachedField = "picture"
	attached      = "attach://" + attachedField
)

// editPhoto puts a picture with its caption into a message, be it a text or a
// picture. shown is false without an error where Telegram does not take the
// picture.
func (c editor) editPhoto(ctx context.Context, chat int64, id int, part part) (shown bool, err error) {
	e := mediaEdit{Chat: chat, ID: id, Media: media{"photo", attached, part.html, string(models.ParseModeHTML)}, Keyboard: part.keyboard}
	raw := error(nil) // as change sorts it
	shown, err = c.illustrate(ctx, chat, part, func(ctx context.Context, name string, data []byte) error {
		if name != "" {
			e.Media.Media = name
		}
		_, raw = c.upload(ctx, "editMessageMedia", e, attachedField, data)
		raw = modified(raw)
		return raw
	})
	if err != nil && raw != nil {
		err = raw
	}
	return shown, err
}

// putPart makes a message show a part, whatever it has shown. A message with a
// picture cannot become a text: then a plain surface takes the place of the
// picture, and the text is its caption.
func (c editor) putPart(ctx context.Context, chat int64, id int, part part) error {
	err := c.editPart(ctx, chat, id, part)
	if !isPhoto(err) {
		return err
	}
	part.photo = &reply.Picture{Data: surface(), Alt: "-"}
	shown, err := c.editPhoto(ctx, chat, id, part)
	if shown || err != nil {
		return err
	}
	caption := &bot.EditMessageCaptionParams{ChatID: chat, MessageID: id, Caption: part.html, ParseMode: models.ParseModeHTML}
	if part.keyboard != nil {
		caption.ReplyMarkup = part.keyboard
	}
	if _, err := c.api.EditMessageCaption(ctx, caption); modified(err) != nil {
		return err
	}
	return errPictureStays
}

// errPictureStays says that a text was taken back and its picture was not.
var errPictureStays = fmt.Errorf("%w: the text is changed, and the picture cannot be", bot.ErrorBadRequest)

// isPhoto reads out of Telegram's description that a message has a picture and
// no text.
func isPhoto(err error) bool {
	return errors.Is(err, bot.ErrorBadRequest) && strings.Contains(err.Error(), "no text in the message to edit")
}

// surface is a picture of nothing: grey, 96 by 64 pixels.
var surface = sync.OnceValue(func() []byte {
	m := image.NewPaletted(image.Rect(0, 0, 96, 64), color.Palette{color.Gray{0x80}})
	draw.Draw(m, m.Bounds(), image.NewUniform(color.Gray{0x80}), image.Point{}, draw.Src)
	var b bytes.Buffer
	png.Encode(&b, m) // a buffer takes all, and these measures are right
	return b.Bytes()
})
