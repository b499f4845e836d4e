package telegram

import (
	"cmp"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// An update holds what the bot looks at, and nothing else: a field that
// Telegram adds or changes elsewhere cannot make an update unreadable.
type update struct {
	ID       int64         `json:"update_id"`
	Message  *message      `json:"message"`
	Edited   *message      `json:"edited_message"`
	Post     *message      `json:"channel_post"`
	Callback *callback     `json:"callback_query"`
	Member   *memberUpdate `json:"my_chat_member"`
	Reaction *reaction     `json:"message_reaction"`
	Inline   *inlineQuery  `json:"inline_query"`
}

// allowedUpdates is what Telegram is asked for.
var allowedUpdates = []string{"message", "edited_message", "channel_post", "callback_query", "my_chat_member", "message_reaction", "inline_query"}

type message struct {
	ID     int `json:"message_id"`
	Thread int `json:"message_thread_id"`
	// Ephemeral is the number of a message that one person alone sees, or of a command
	// that the bot alone reads, whose ID is 0; 0 is none of these.
	Ephemeral  int    `json:"ephemeral_message_id"`
	IsTopic    bool   `json:"is_topic_message"`
	From       *user  `json:"from"`
	SenderChat *chat  `json:"sender_chat"`
	Chat       chat   `json:"chat"`
	Date       int64  `json:"date"` // 0 where the message cannot be reached any more
	Text       string `json:"text"`
	Caption    string `json:"caption"` // what stands below a picture, instead of a text
	MigrateTo  int64  `json:"migrate_to_chat_id"`
	Chosen     *struct {
		ID int64 `json:"chat_id"`
	} `json:"chat_shared"` // a channel that somebody has picked
	Location *degrees `json:"location"` // that somebody has shared
	Quoted   *quoted  `json:"reply_to_message"`
	// That its topic was opened again, and that the general one is shown again.
	Reopened json.RawMessage `json:"forum_topic_reopened"`
	Unhidden json.RawMessage `json:"general_forum_topic_unhidden"`
	// Keyboard are the buttons under a message of the bot; nil is none.
	Keyboard json.RawMessage `json:"reply_markup"`
	borrowed
}

// borrowed are the marks of a message that its sender has not written: it was
// forwarded, by hand or from a channel into its group, or made by another bot.
// Bot API 7.0 replaced the older ones by forward_origin. Of whatever form they
// are, it counts that they are there.
type borrowed struct {
	Origin     json.RawMessage `json:"forward_origin"`
	Automatic  json.RawMessage `json:"is_automatic_forward"`
	ViaBot     json.RawMessage `json:"via_bot"`
	From       json.RawMessage `json:"forward_from"`
	FromChat   json.RawMessage `json:"forward_from_chat"`
	SenderName json.RawMessage `json:"forward_sender_name"`
	At         json.RawMessage `json:"forward_date"`
}

// marked tells whether one of the marks is there.
func (b borrowed) marked() bool {
	return slices.ContainsFunc([]json.RawMessage{b.Origin, b.Automatic, b.ViaBot, b.From, b.FromChat, b.SenderName, b.At}, func(mark json.RawMessage) bool {
		return len(mark) > 0 && string(mark) != "null" && string(mark) != "false"
	})
}

// fromChannel is the channel whose post Telegram has brought to its discussion group by
// itself; 0 is another message.
func (m *message) fromChannel() int64 {
	if string(m.Automatic) != "true" || m.SenderChat == nil || m.SenderChat.Type != channelType {
		return 0
	}
	return m.SenderChat.ID
}

// quoted is the message that another one answers.
type quoted struct {
	ID         int    `json:"message_id"`
	Ephemeral  int    `json:"ephemeral_message_id"` // of a message that the sender alone saw; 0 is none
	From       *user  `json:"from"`
	SenderChat *chat  `json:"sender_chat"`
	Text       string `json:"text"`
	Caption    string `json:"caption"`
	Keyboard   struct {
		Rows [][]struct {
			Data string `json:"callback_data"`
		} `json:"inline_keyboard"`
	} `json:"reply_markup"`
}

// point is the id of the prayer point that a message of the bot shows, by the button
// under it; "" is none.
func (q *quoted) point() string {
	for _, row := range q.Keyboard.Rows {
		for _, b := range row {
			if id := reply.PrayedPoint(b.Data); id != "" {
				return id
			}
		}
	}
	return ""
}

// degrees name a place on the earth.
type degrees struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

type user struct {
	ID       int64  `json:"id"`
	Language string `json:"language_code"`
}

type chat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"` // "private", "group", "supergroup", "channel"
	// Title is the name of a group or channel; its people wrote it.
	Title string `json:"title"`
}

type callback struct {
	ID      string   `json:"id"`
	From    user     `json:"from"`
	Message *message `json:"message"`
	// Inline names a message that somebody has sent with the bot's help, of whose chat
	// the bot knows nothing; "" is one of the bot's own.
	Inline string `json:"inline_message_id"`
	Data   string `json:"data"`
}

type memberUpdate struct {
	Chat chat   `json:"chat"`
	From user   `json:"from"`
	Old  member `json:"old_chat_member"`
	New  member `json:"new_chat_member"`
}

type member struct {
	Status  string `json:"status"`
	CanSend *bool  `json:"can_send_messages"` // only for "restricted"
	CanPost *bool  `json:"can_post_messages"` // only for "administrator" of a channel
	// ManagesTopics is only for "administrator" of a supergroup: who does writes in closed
	// topics too.
	ManagesTopics bool `json:"can_manage_topics"`
}

// errMalformed says that an update is not of its form.
var errMalformed = errors.New("it is not of its form")

// readUpdate decodes one update apart from its neighbours. The ID is found
// even where the rest cannot be read; 0 is one that cannot be found.
func readUpdate(raw json.RawMessage) (update, error) {
	var u update
	if err := json.Unmarshal(raw, &u); err != nil || u.ID <= 0 || u.ID > maxUpdate {
		return update{ID: idIn(raw)}, errMalformed
	}
	return u, nil
}

// maxUpdate is above all numbers of updates: a greater one would put the offset
// out of their reach.
const maxUpdate = 1 << 52

// updateID is the number of an update in its JSON. It cannot stand within a
// text, where a quotation mark has a backslash before it.
var updateID = regexp.MustCompile(`"update_id"\s*:\s*"?([0-9]{1,16})\b`)

// idIn is the number of the first update in JSON that cannot be read; 0 where
// there is none.
func idIn(raw []byte) int64 {
	m := updateID.FindSubmatch(raw)
	if m == nil {
		return 0
	}
	id, err := strconv.ParseInt(string(m[1]), 10, 64)
	if err != nil || id > maxUpdate {
		return 0
	}
	return id
}

// chatOf is the chat that an update belongs to: what orders its handling.
func (u update) chatOf() int64 {
	switch {
	case u.Message != nil:
		return u.Message.Chat.ID
	case u.Edited != nil:
		return u.Edited.Chat.ID
	case u.Post != nil:
		return u.Post.Chat.ID
	case u.Callback != nil && u.Callback.Message != nil:
		return u.Callback.Message.Chat.ID
	case u.Member != nil:
		return u.Member.Chat.ID
	case u.Reaction != nil:
		return u.Reaction.Chat.ID
	case u.Inline != nil:
		return u.Inline.From.ID
	}
	return 0
}

// request describes a message's chat and person; what is asked comes on top.
func (d *dispatcher) request(m *message, from *user) reply.Request {
	req := reply.Request{
		Chat:    record.ChatID{Platform: name, Key: m.chatKey()},
		Private: m.Chat.Type == "private",
		Channel: m.Chat.Type == channelType,
		Hears:   m.Chat.Type != channelType,
		Locates: m.Chat.Type == "private",
		Now:     d.clock.Now(),
	}
	d.layout.kinds.note(m.Chat)
	req.Picks, req.Copies = req.Private, true
	if !req.Private {
		req.GroupID, req.GroupName = key(m.Chat.ID, 0), m.Chat.Title
	}
	if m.Quoted != nil {
		req.Quoted = m.Quoted.Text + m.Quoted.Caption
	}
	switch {
	case m.SenderChat != nil && m.SenderChat.ID == m.Chat.ID, m.Chat.Type == "channel" && from == nil:
		// An anonymous admin, or a post of the channel itself.
		req.Role = reply.Moderator
	case from != nil:
		req.Person, req.Language = key(from.ID, 0), from.Language
	}
	return req
}

// requestInPrivate is a request of somebody in their own private chat, wherever they
// are; what is asked comes on top.
func (d *dispatcher) requestInPrivate(from user) reply.Request {
	return d.request(&message{Chat: chat{ID: from.ID, Type: "private"}}, &from)
}

// written is what the sender wrote: a text, or what stands below a picture.
func (m *message) written() string { return strings.TrimSpace(cmp.Or(m.Text, m.Caption)) }

// chatKey names the chat of a message. The topics of a private chat are one chat;
// those of a group are one each.
func (m *message) chatKey() string {
	if m.IsTopic && m.Chat.Type != "private" {
		return key(m.Chat.ID, m.Thread)
	}
	return key(m.Chat.ID, 0)
}

// under tells whose message a button stands under, by the question that the
// message answers. In a topic, what answers nothing is given as an answer to
// the message that began the topic.
func (m *message) under(from user) reply.Origin {
	asked := m.Quoted
	switch {
	case m.Ephemeral != 0:
		return reply.FromOwnAnswer
	case asked == nil || asked.ID == m.Thread:
		return reply.FromDelivery
	case asked.SenderChat != nil && asked.SenderChat.ID == m.Chat.ID:
		return reply.FromAnonymousAnswer
	case asked.SenderChat == nil && asked.From != nil && asked.From.ID == from.ID:
		return reply.FromOwnAnswer
	}
	return reply.FromOthersAnswer
}

// forUs tells whether a message is a request: a command that is not for
// another bot, anything said and any location shared in private, or an answer to
// the bot in a group. What its sender has not written is none, whatever it says.
func (d *dispatcher) forUs(m *message, req *reply.Request) bool {
	text := m.written()
	if m.borrowed.marked() {
		return false
	}
	if m.Location != nil && req.Private {
		req.Location = &reply.Location{Lat: m.Location.Latitude, Lon: m.Location.Longitude}
		return true
	}
	if m.Chosen != nil && req.Private {
		req.Command, req.Line = reply.OnChat, key(m.Chosen.ID, 0)
		return true
	}
	if text == "" {
		return false
	}
	if !strings.HasPrefix(text, "/") {
		answers := m.Quoted != nil && (m.Quoted.Ephemeral != 0 || m.Quoted.From != nil && m.Quoted.From.ID == d.id)
		if req.Line = text; answers {
			req.Point = m.Quoted.point()
		}
		return req.Private || answers && !req.Channel
	}
	var addressee string
	req.Command, addressee, req.Line = reply.ParseLine(text)
	req.Named = addressee != ""
	return addressee == "" || strings.EqualFold(addressee, d.self())
}
