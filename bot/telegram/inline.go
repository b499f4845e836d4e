package telegram

import (
	"context"
	"strings"

	"prayerbot/commands/reply"
)

// An inlineQuery is what somebody types behind the bot's name, in any chat.
type inlineQuery struct {
	ID   string `json:"id"`
	From user   `json:"from"`
	Text string `json:"query"`
}

// inlineCache is how long Telegram may give the same answer to the same person, in
// seconds: a point holds for a day, and may be withdrawn.
const inlineCache = 60

// An offer answers an inline query.
type offer struct {
	Query    string       `json:"inline_query_id"`
	Results  []any        `json:"results"`     // each an article or a photoResult
	Cache    int          `json:"cache_time"`  // seconds
	Personal bool         `json:"is_personal"` // it is for nobody else
	Button   *offerButton `json:"button,omitempty"`
}

// An offerButton stands above what is offered, and opens the bot.
type offerButton struct {
	Text  string `json:"text"`
	Start string `json:"start_parameter"`
}

type article struct {
	Type     string     `json:"type"`
	ID       string     `json:"id"`
	Title    string     `json:"title"`
	About    string     `json:"description,omitempty"`
	Content  inlineText `json:"input_message_content"`
	Keyboard *keyboard  `json:"reply_markup,omitempty"`
}

type inlineText struct {
	Text      string  `json:"message_text"`
	ParseMode string  `json:"parse_mode"`
	Preview   preview `json:"link_preview_options"`
}

// searched offers what somebody may send to the chat in which they type. What they
// type is neither kept nor logged.
func (d *dispatcher) searched(ctx context.Context, q *inlineQuery) {
	asking, cancel := context.WithTimeout(ctx, coreTime)
	defer cancel()
	all, otherwise := d.core.Inline(asking, d.requestInPrivate(q.From), q.Text)
	o := offer{Query: q.ID, Results: []any{}, Cache: inlineCache, Personal: true}
	for _, a := range all {
		o.Results = append(o.Results, d.layout.result(ctx, a))
	}
	if len(all) == 0 && otherwise != "" {
		o.Button = &offerButton{otherwise, reply.StartOf("country")}
	}
	to := lane{q.From.ID, q.From.ID, searches}
	d.outgoing.add(ctx, to, func(ctx context.Context) {
		if err := d.client.ask(ctx, "answerInlineQuery", o, nil); err != nil {
			d.log.Debug("what is offered elsewhere could not be told", "error", err)
		}
	})
}

// A photoResult is a message with a picture that Telegram takes from an address.
type photoResult struct {
	Type      string    `json:"type"`
	ID        string    `json:"id"`
	Photo     string    `json:"photo_url"`
	Thumbnail string    `json:"thumbnail_url"`
	Title     string    `json:"title"`
	About     string    `json:"description,omitempty"`
	Caption   string    `json:"caption"`
	ParseMode string    `json:"parse_mode"`
	Keyboard  *keyboard `json:"reply_markup,omitempty"`
}

// result is a message as Telegram takes it, with its picture where it has one.
func (l *layout) result(ctx context.Context, a reply.Article) any {
	text := l.article(ctx, a)
	if a.Photo == "" {
		return text
	}
	caption := write(a.Reply)
	if caption.size > maxCaption {
		caption = write(reply.Reply{Title: a.Title})
	}
	return photoResult{"photo", a.ID, a.Photo, a.Photo, a.Title, text.About, caption.html.String(), "HTML", text.Keyboard}
}

// aboutLength is how much of the line below a title is given, in characters: more
// is shown nowhere.
const aboutLength = 120

// article is a message as Telegram takes it: one, whose buttons open the bot, but
// for those that only count. Of a text that is too long it has the beginning.
func (l *layout) article(ctx context.Context, a reply.Article) article {
	r := l.linked(ctx, l.shared(a.Reply))
	first := texts(r)[0]
	return article{
		Type: "article", ID: a.ID, Title: a.Title, About: beginning(a.About, aboutLength), Keyboard: keys(r.Buttons),
		Content: inlineText{first.html, "HTML", previewOf(pageOf(r))},
	}
}

// beginning is as much of a text as fits, in characters; it ends at a word.
func beginning(text string, most int) string {
	all := []rune(text)
	if len(all) <= most {
		return text
	}
	head := string(all[:most-1])
	if at := strings.LastIndexByte(head, ' '); at > 0 {
		head = head[:at]
	}
	return strings.TrimRight(head, " ,;:.") + "…"
}

// prayedElsewhere counts somebody who says under a message of unknown place that
// they have prayed: by their own mark, which counts once everywhere.
func (d *dispatcher) prayedElsewhere(ctx context.Context, c *callback) {
	req := d.requestInPrivate(c.From)
	req.Payload = c.Data
	s := destination{person: c.From.ID, callback: c.ID}
	r := d.ask(ctx, req)
	d.answerer.aside(ctx, s, func(ctx context.Context) {
		d.answerer.answerCallback(ctx, c.ID, brief(summary(r)), "")
	})
}
