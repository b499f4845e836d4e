package telegramtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"prayerbot/bot/adapter/fake"
)

// An Ephemeral is a message in a group that one person alone sees. It has a number
// of its own kind, and none of a message.
type Ephemeral struct {
	ID      int
	Chat    int64
	Person  int64 // who sees it
	Thread  int
	HTML    string // as it was sent; "" is plain text
	Text    string // as its reader sees it
	Buttons [][]Button
	// Silent makes no sound, and Protected cannot be forwarded or saved.
	Silent, Protected bool
	Edited            int       // how often
	At                time.Time // when the request came
}

// ephemerals are the messages that one person alone sees, and the commands that
// only the bot sees.
type ephemerals struct {
	state       *fake.State
	updateQueue *updateQueue
	directory   *directory
	ledger      *ledger
	people      *people

	shown []*Ephemeral
	typed map[int]pressed // the ephemeral commands by their numbers
	next  int
}

// pressed says who did something where the bot may answer them alone, and when.
type pressed struct {
	person, chat int64
	ephemeral    int // the number of the ephemeral message whose button it was; 0 is none
	at           time.Time
}

// answerable is how long the bot may answer a press or an ephemeral command by an
// ephemeral message.
const answerable = 15 * time.Second

// maxEphemeralEdit is the longest text that an ephemeral message can be made to
// show, in UTF-16 units after the entities are parsed: more was refused.
const maxEphemeralEdit = 1024

// Ephemerals are the ephemeral messages of a chat that somebody sees, oldest first.
func (s *ephemerals) Ephemerals(chat, person int64) []Ephemeral {
	s.state.Lock()
	defer s.state.Unlock()
	var all []Ephemeral
	for _, m := range s.shown {
		if m.Chat == chat && m.Person == person {
			all = append(all, *m)
		}
	}
	return all
}

// SayEphemeral makes somebody type a command in a group that the bot alone reads.
func (s *ephemerals) SayEphemeral(chat, person int64, text string) {
	defer s.state.Change()()
	s.say(chat, person, text, nil)
}

// ReplyEphemeral makes somebody answer the newest ephemeral message that they see in
// a chat.
func (s *ephemerals) ReplyEphemeral(chat, person int64, text string) error {
	defer s.state.Change()()
	for _, m := range slices.Backward(s.shown) {
		if m.Chat == chat && m.Person == person {
			s.say(chat, person, text, s.json(m))
			return nil
		}
	}
	return fmt.Errorf("%d sees no ephemeral message in %d", person, chat)
}

func (s *ephemerals) say(chat, person int64, text string, quoted map[string]any) {
	s.next++
	now := s.ledger.rateLimits.timeNow()
	s.typed[s.next] = pressed{person: person, chat: chat, at: now}
	m := map[string]any{
		"message_id": 0, "ephemeral_message_id": s.next, "date": now.Unix(), "text": text,
		"chat": chatJSON(s.directory.chats[chat]), "from": personJSON(person),
	}
	if quoted != nil {
		m["reply_to_message"] = quoted
	}
	s.updateQueue.push("message", m)
}

// PressEphemeral makes somebody press the button with a label of the newest
// ephemeral message that they see in a chat.
func (s *ephemerals) PressEphemeral(person, chat int64, label string) error {
	defer s.state.Change()()
	for _, m := range slices.Backward(s.shown) {
		if m.Chat != chat || m.Person != person {
			continue
		}
		for _, row := range m.Buttons {
			for _, b := range row {
				if b.Label == label && b.Data != "" {
					s.people.pushPress(pressed{person: person, chat: chat, ephemeral: m.ID}, s.json(m), b.Data)
					return nil
				}
			}
		}
	}
	return fmt.Errorf("no ephemeral message of %d in %d has a button %q", person, chat, label)
}

// json is an ephemeral message as an update or an answer holds it.
func (s *ephemerals) json(m *Ephemeral) map[string]any {
	all := map[string]any{
		"message_id": 0, "ephemeral_message_id": m.ID, "date": m.At.Unix(), "text": m.Text, "chat": chatJSON(s.directory.chats[m.Chat]),
		"from": map[string]any{"id": BotID, "is_bot": true, "first_name": "Bot"}, "receiver_user": personJSON(m.Person),
	}
	if m.Thread != 0 {
		all["message_thread_id"], all["is_topic_message"] = m.Thread, true
	}
	return all
}

// ephemeralParameters say who shall see a message.
type ephemeralParameters struct {
	Person   int64  `json:"receiver_user_id"`
	Callback string `json:"callback_query_id"`
	Replace  bool   `json:"replace_callback_query_message"`
}

// sendEphemeral shows a message to one person: by the rules of
// https://core.telegram.org/bots/api#ephemeral-messages-and-commands.
func (s *ephemerals) sendEphemeral(p params) (any, *refusal) {
	c, refused := s.directory.target(p)
	if refused != nil {
		return nil, refused
	}
	var to ephemeralParameters
	json.Unmarshal(p["ephemeral_message_parameters"], &to)
	if refused := s.allowed(c, to, p); refused != nil {
		return nil, refused
	}
	if refused := s.ledger.rateLimits.checkRate(c, s.ledger.entry.at); refused != nil {
		return nil, refused
	}
	html, text, buttons, refused := s.ledger.content(p)
	if refused != nil {
		return nil, refused
	}
	s.next++
	m := &Ephemeral{ID: s.next, Chat: c.ID, Person: to.Person, Thread: int(p.int("message_thread_id")), HTML: html, Text: text, Buttons: buttons, Silent: p.flag("disable_notification"), Protected: p.flag("protect_content"), At: s.ledger.entry.at}
	s.shown = append(s.shown, m)
	return s.json(m), nil
}

// allowed refuses an ephemeral message that may not be sent.
func (s *ephemerals) allowed(c *Chat, to ephemeralParameters, p params) *refusal {
	var reply replyParameters
	json.Unmarshal(p["reply_parameters"], &reply)
	status := c.Members[to.Person]
	switch {
	case c.Type != "supergroup":
		return wrong("ephemeral messages can be sent only in supergroups")
	case status == "" || status == "left" || status == "kicked":
		return bad("user not found")
	case to.Callback != "":
		return s.answersPress(c, to)
	case reply.Ephemeral != 0:
		return s.inTime(c, to, s.typed[reply.Ephemeral], "message to be replied not found")
	case c.Members[BotID] != "administrator":
		return wrong("not enough rights to send an ephemeral message that answers nothing")
	}
	return nil
}

// answersPress refuses an answer to a press that is unknown, answered already, or
// of somebody else, or too late.
func (s *ephemerals) answersPress(c *Chat, to ephemeralParameters) *refusal {
	answered := s.people.callbacks[to.Callback]
	press := s.people.presses[to.Callback]
	switch {
	case answered:
		return wrong("query was answered already")
	case to.Replace && press.ephemeral != 0:
		return wrong("an ephemeral message is edited by a method of its own")
	}
	return s.inTime(c, to, press, "query is too old and response timeout expired or query ID is invalid")
}

// inTime refuses what is not an answer to what somebody has done of late.
func (s *ephemerals) inTime(c *Chat, to ephemeralParameters, done pressed, otherwise string) *refusal {
	switch {
	case done.person == 0 || done.chat != c.ID:
		return wrong("%s", otherwise)
	case done.person != to.Person:
		return wrong("USER_ID_INVALID")
	case s.ledger.entry.at.Sub(done.at) > answerable:
		return wrong("%s", otherwise)
	}
	return nil
}

// find is the ephemeral message that a request names.
func (s *ephemerals) find(p params, otherwise string) (*Ephemeral, *refusal) {
	c, refused := s.directory.target(p)
	if refused != nil {
		return nil, refused
	}
	for _, m := range s.shown {
		if m.ID == int(p.int("ephemeral_message_id")) && m.Chat == c.ID && m.Person == p.int("receiver_user_id") {
			return m, nil
		}
	}
	return nil, bad("%s", otherwise)
}

func (s *ephemerals) editEphemeralMessageText(p params) (any, *refusal) {
	m, refused := s.find(p, "message to edit not found")
	if refused != nil {
		return nil, refused
	}
	html, text, buttons, refused := s.ledger.content(p)
	switch {
	case refused != nil:
		return nil, refused
	case utf16Len(text) > maxEphemeralEdit:
		return nil, wrong("MESSAGE_TOO_LONG")
	case m.Text == text && fmt.Sprint(m.Buttons) == fmt.Sprint(buttons):
		return nil, bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	m.HTML, m.Text, m.Buttons = html, text, buttons
	m.Edited++
	return true, nil
}

func (s *ephemerals) deleteEphemeralMessage(p params) (any, *refusal) {
	m, refused := s.find(p, "message to delete not found")
	if refused != nil {
		return nil, refused
	}
	s.shown = slices.DeleteFunc(s.shown, func(other *Ephemeral) bool { return other == m })
	return true, nil
}

// send posts a message for a chat, or for one person in it.
func (s *Server) send(p params) (any, *refusal) {
	if p["ephemeral_message_parameters"] != nil {
		return s.sendEphemeral(p)
	}
	return s.sendMessage(p)
}
