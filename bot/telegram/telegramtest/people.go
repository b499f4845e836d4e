package telegramtest

import (
	"fmt"
	"maps"
	"regexp"
	"strings"
	"time"

	"prayerbot/bot/adapter/fake"
)

// people are those who type and press, with what they were answered.
type people struct {
	state       *fake.State
	updateQueue *updateQueue
	directory   *directory
	ledger      *ledger

	said      map[int]map[string]any // what people have said, by its number
	callbacks map[string]bool        // known ids; true once answered
	presses   map[string]pressed     // who has pressed what, by the same ids
	reactions map[string][]reaction  // by the text of what is marked
	toasts    []string
	opened    []string // addresses that presses have opened
}

func newPeople(state *fake.State, u *updateQueue, d *directory, l *ledger) *people {
	return &people{state: state, updateQueue: u, directory: d, ledger: l, said: map[int]map[string]any{}, callbacks: map[string]bool{}, presses: map[string]pressed{}, reactions: map[string][]reaction{}}
}

// Say makes somebody type a text in a chat.
func (s *people) Say(chat, person int64, text string) { s.SayIn(chat, 0, person, text) }

// SayIn makes somebody type a text in a topic of a forum.
func (s *people) SayIn(chat int64, thread int, person int64, text string) {
	defer s.state.Change()()
	m := map[string]any{
		"message_id": s.ledger.nextMessage(), "date": time.Now().Unix(), "text": text,
		"chat": chatJSON(s.directory.chats[chat]), "from": personJSON(person),
	}
	if thread != 0 {
		m["message_thread_id"], m["is_topic_message"] = thread, true
	}
	s.said[m["message_id"].(int)] = m
	s.updateQueue.push("message", m)
}

// Said is who has said the message of a number; 0 is nobody whose name is known.
func (s *people) Said(id int) int64 {
	s.state.Lock()
	defer s.state.Unlock()
	from, _ := s.said[id]["from"].(map[string]any)
	person, _ := from["id"].(int64)
	return person
}

// Post makes a channel post a text of its own: nobody is behind it.
func (s *people) Post(channel int64, text string) {
	defer s.state.Change()()
	m := map[string]any{
		"message_id": s.ledger.nextMessage(), "date": time.Now().Unix(), "text": text,
		"chat": chatJSON(s.directory.chats[channel]), "sender_chat": chatJSON(s.directory.chats[channel]),
	}
	s.said[m["message_id"].(int)] = m
	s.updateQueue.push("channel_post", m)
}

// Reply makes somebody answer a message of a given text with a text of their
// own.
func (s *people) Reply(chat, person int64, quoted, text string) {
	defer s.state.Change()()
	first := map[string]any{
		"message_id": s.ledger.nextMessage(), "date": time.Now().Unix(), "text": quoted,
		"chat": chatJSON(s.directory.chats[chat]), "from": personJSON(person),
	}
	s.updateQueue.updateID++
	s.updateQueue.push("message", map[string]any{
		"message_id": s.ledger.nextMessage(), "date": time.Now().Unix(), "text": text,
		"chat": chatJSON(s.directory.chats[chat]), "from": personJSON(person), "reply_to_message": first,
	})
}

// SayAnonymously makes an anonymous administrator type a text in a group.
func (s *people) SayAnonymously(group int64, text string) {
	defer s.state.Change()()
	m := map[string]any{
		"message_id": s.ledger.nextMessage(), "date": time.Now().Unix(), "text": text,
		"chat": chatJSON(s.directory.chats[group]), "sender_chat": chatJSON(s.directory.chats[group]),
		"from": map[string]any{"id": 1087968824, "is_bot": true, "first_name": "Group"},
	}
	s.said[m["message_id"].(int)] = m
	s.updateQueue.push("message", m)
}

// SayWith makes somebody send a text that bears more fields than what they type
// themselves, such as forward_origin where it was forwarded.
func (s *people) SayWith(chat, person int64, text string, more map[string]any) {
	defer s.state.Change()()
	m := map[string]any{
		"message_id": s.ledger.nextMessage(), "date": time.Now().Unix(), "text": text,
		"chat": chatJSON(s.directory.chats[chat]), "from": personJSON(person),
	}
	maps.Copy(m, more)
	s.said[m["message_id"].(int)] = m
	kind := "message"
	if s.directory.chats[chat].Type == "channel" {
		kind = "channel_post"
		delete(m, "from")
	}
	s.updateQueue.push(kind, m)
}

// Press makes somebody press the button of the newest message in a chat that
// has one with the label.
func (s *people) Press(person, chat int64, label string) error {
	defer s.state.Change()()
	shown := s.ledger.byChat[chat]
	for i := len(shown) - 1; i >= 0; i-- {
		m := shown[i]
		for _, row := range m.Buttons {
			for _, b := range row {
				if b.Label == label && b.Data != "" {
					s.press(person, m, b.Data)
					return nil
				}
			}
		}
	}
	return fmt.Errorf("no message in %d has a button %q", chat, label)
}

// PressData presses a button with forged data under the newest message.
func (s *people) PressData(person, chat int64, data string) {
	defer s.state.Change()()
	if shown := s.ledger.byChat[chat]; len(shown) > 0 {
		s.press(person, shown[len(shown)-1], data)
	}
}

func (s *people) press(person int64, m *Message, data string) {
	message := map[string]any{
		"message_id": m.ID, "date": m.At.Unix(), "chat": chatJSON(s.directory.chats[m.Chat]),
		"from": map[string]any{"id": BotID, "is_bot": true, "first_name": "Bot"},
	}
	s.directory.addForward(message, m)
	m.addContent(message)
	if rows := m.rows(); rows != nil {
		message["reply_markup"] = map[string]any{"inline_keyboard": rows}
	}
	if m.Thread != 0 {
		message["message_thread_id"], message["is_topic_message"] = m.Thread, true
	}
	if asked := s.answers(m); asked != nil {
		message["reply_to_message"] = asked
	}
	s.pushPress(pressed{person: person, chat: m.Chat}, message, data)
}

// pushPress tells the bot of a press under a message.
func (s *people) pushPress(by pressed, message map[string]any, data string) {
	id := fmt.Sprintf("cb%d", len(s.callbacks)+1)
	by.at = s.ledger.rateLimits.timeNow()
	s.callbacks[id], s.presses[id] = false, by
	s.updateQueue.push("callback_query", map[string]any{
		"id": id, "from": personJSON(by.person), "chat_instance": "1", "data": data, "message": message,
	})
}

// answers is what a message is given as an answer to. In a topic that is the
// message that began the topic, where it answers no other; nil is nothing.
func (s *people) answers(m *Message) map[string]any {
	if asked := s.said[m.ReplyTo]; asked != nil {
		return asked
	}
	if m.Thread == 0 {
		return nil
	}
	began := map[string]any{"message_id": m.Thread, "date": 1, "chat": chatJSON(s.directory.chats[m.Chat]), "forum_topic_created": map[string]any{"name": "Topic", "icon_color": 1}}
	if creator := s.directory.chats[m.Chat].Topics[m.Thread]; creator != 0 {
		began["from"] = personJSON(creator)
	}
	return began
}

// PressOf makes somebody press a button of a message, by its data.
func (s *people) PressOf(person int64, m Message, data string) {
	defer s.state.Change()()
	s.press(person, &m, data)
}

// Follow makes somebody follow an address that opens the bot: in their private
// chat they start it with what the address carries.
func (s *people) Follow(person int64, address string) error {
	start, is := strings.CutPrefix(address, startAddress)
	if !is || !startForm.MatchString(start) {
		return fmt.Errorf("%q does not open the bot", address)
	}
	s.Say(person, person, "/start "+start)
	return nil
}

// startAddress opens the bot, with what it is started with behind.
const startAddress = "https://t.me/" + BotName + "?start="

var startForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func (s *people) answerCallbackQuery(p params) (any, *refusal) {
	id, text := p.text("callback_query_id"), p.text("text")
	answered, known := s.callbacks[id]
	switch {
	case !known:
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	case answered:
		return nil, wrong("query was answered already")
	case p["text"] != nil && utf16Len(text) > 200:
		return nil, wrong("MESSAGE_TOO_LONG")
	case p["url"] != nil && !opens(p.text("url")):
		return nil, wrong("URL_INVALID")
	}
	s.callbacks[id] = true
	if p["url"] != nil {
		s.opened = append(s.opened, p.text("url"))
	}
	if p["text"] == nil {
		text = ""
	}
	s.toasts = append(s.toasts, text)
	return true, nil
}

// Opened are the addresses with which presses of buttons were answered.
func (s *people) Opened() []string {
	s.state.Lock()
	defer s.state.Unlock()
	return append([]string(nil), s.opened...)
}

// Unanswered counts the presses of buttons that were not answered.
func (s *people) Unanswered() int {
	s.state.Lock()
	defer s.state.Unlock()
	n := 0
	for _, answered := range s.callbacks {
		if !answered {
			n++
		}
	}
	return n
}

// opens tells whether an address may answer a press: that of the bot itself with
// what it is started with.
func opens(address string) bool {
	start, is := strings.CutPrefix(address, startAddress)
	return is && startForm.MatchString(start)
}

// Toasts are the texts with which presses of buttons were answered.
func (s *people) Toasts() []string {
	s.state.Lock()
	defer s.state.Unlock()
	return append([]string(nil), s.toasts...)
}
