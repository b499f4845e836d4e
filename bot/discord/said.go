package discord

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A said is a message as the gateway tells of it.
type said struct {
	ID      string `json:"id"`
	Channel string `json:"channel_id"`
	Guild   string `json:"guild_id"`
	Type    int    `json:"type"` // 0 a message, 19 one that answers another; others are the platform's own
	Webhook string `json:"webhook_id"`
	Text    string `json:"content"`
	Author  struct {
		ID  string `json:"id"`
		Bot bool   `json:"bot"`
	} `json:"author"`
	Answers *struct {
		Author struct {
			ID string `json:"id"`
		} `json:"author"`
		Parts json.RawMessage `json:"components"`
	} `json:"referenced_message"`
}

// channelOf is the channel of a message.
func channelOf(data json.RawMessage) (string, error) {
	var m struct {
		Channel string `json:"channel_id"`
	}
	if err := json.Unmarshal(data, &m); err != nil || !isID(m.Channel) {
		return "", errMalformed
	}
	return m.Channel, nil
}

// said answers what somebody types who is alone with the bot. What is said in servers
// does not come in: the bot does not ask for it, because it would be told of every
// message of every channel.
func (r *receiver) said(channel string, data json.RawMessage) {
	var m said
	if err := json.Unmarshal(data, &m); err != nil {
		r.log.Warn("a message could not be read")
		return
	}
	if !r.isOpen() || !m.forUs() {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), coreTime)
	defer cancel()
	answer := r.answerer.asker.Ask(ctx, m.request(r.client))
	if r.tell(channel, answer) && answer.Stopped {
		r.returned(record.ChatID{Platform: name, Key: channel}, "")
	}
}

// coreTime bounds how long the core may take: people get a polite sentence after it.
const coreTime = 3 * time.Second

// forUs tells whether a message is something that a person has said in private.
func (m said) forUs() bool {
	return m.Guild == "" && m.Webhook == "" && !m.Author.Bot && isID(m.Author.ID) && (m.Type == 0 || m.Type == 19) && strings.TrimSpace(m.Text) != ""
}

// request describes what was said. Discord does not tell in which language the person
// reads, so the chat's own counts.
func (m said) request(c *client) reply.Request {
	req := reply.Request{
		Chat: record.ChatID{Platform: name, Key: m.Channel}, Private: true, Hears: true, Servers: true,
		Person: m.Author.ID, Role: reply.Anyone, Now: c.clock.Now(), Line: strings.TrimSpace(m.Text),
	}
	if strings.HasPrefix(req.Line, "/") {
		req.Command, _, req.Line = reply.ParseLine(req.Line)
		return req
	}
	if m.Answers != nil && c.isSelf(m.Answers.Author.ID) {
		req.Point = m.point()
	}
	return req
}

// point is the prayer point of the message that was answered; "" where it has none.
func (m said) point() string {
	for _, part := range partsOf(m.Answers.Parts) {
		if id := reply.PrayedPoint(part.Payload); id != "" {
			return id
		}
	}
	return ""
}

// isSelf tells whether somebody is the bot itself.
func (c *client) isSelf(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.self != "" && c.self == id
}

// tell sends an answer to what was said, the empty one not at all, and tells whether it
// has come. It counts as an
// answer, which goes before deliveries, and is tried once more where Discord asks for
// a little adapter.DefaultRetryAfter.
func (r *receiver) tell(channel string, answer reply.Reply) bool {
	if answer.Empty() {
		return false
	}
	ctx, cancel := context.WithTimeout(context.Background(), adapter.RequestTimeout)
	defer cancel()
	for _, part := range render(answer) {
		err := r.tellPart(ctx, channel, part)
		var wait *delivery.RetryAfterError
		if errors.As(err, &wait) && wait.For <= adapter.DefaultRetryAfter && r.clock.Sleep(ctx, wait.For) == nil {
			err = r.tellPart(ctx, channel, part)
		}
		if err != nil {
			r.log.Warn("what somebody said could not be answered", "error", r.redact(err))
			return false
		}
	}
	return true
}

func (r *receiver) tellPart(ctx context.Context, channel string, part message) error {
	err := r.pacer.Answer(ctx)
	if err == nil {
		_, err = r.sender.post(ctx, delivery.Message{Chat: record.ChatID{Platform: name, Key: channel}}, part)
	}
	return err
}
