package telegramtest

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Person makes a private chat with somebody who has started the bot.
func (s *Server) Person(id int64) {
	defer s.lock()()
	s.chats[id] = &Chat{ID: id, Type: "private", Members: map[int64]string{id: "member"}}
}

// Group makes a supergroup with its members, the bot among them.
func (s *Server) Group(id int64, members ...int64) {
	defer s.lock()()
	c := &Chat{ID: id, Type: "supergroup", Title: "Group", Members: map[int64]string{BotID: "member"}, Topics: map[int]int64{}}
	for _, m := range members {
		c.Members[m] = "member"
	}
	s.chats[id] = c
}

// Channel makes a channel with its administrators, the bot among them, and
// subscribers.
func (s *Server) Channel(id int64, admin int64, subscribers ...int64) {
	s.Group(id, append(subscribers, admin)...)
	s.Admin(id, admin)
	defer s.lock()()
	s.chats[id].Type, s.chats[id].Title = "channel", "Channel"
}

// Admin makes a member of a group its administrator; Demote undoes it.
func (s *Server) Admin(group, person int64) { s.setStatus(group, person, "administrator") }

// Demote makes somebody a plain member again.
func (s *Server) Demote(group, person int64) { s.setStatus(group, person, "member") }

func (s *Server) setStatus(group, person int64, status string) {
	defer s.lock()()
	s.chats[group].Members[person] = status
}

// Topic makes a topic of a forum; BeginTopic is who has begun it.
func (s *Server) Topic(group int64, thread int) { s.BeginTopic(group, thread, BotID) }

// BeginTopic makes a topic of a forum, which a person has begun.
func (s *Server) BeginTopic(group int64, thread int, person int64) {
	defer s.lock()()
	s.chats[group].Topics[thread] = person
}

// Mute takes the bot's right to write in a chat away.
func (s *Server) Mute(chat int64) {
	defer s.lock()()
	s.chats[chat].Muted = true
}

// Block makes a person block the bot, or a group remove it, and tells the bot.
func (s *Server) Block(chat int64) { s.membership(chat, "member", "kicked") }

// Unblock undoes Block.
func (s *Server) Unblock(chat int64) { s.membership(chat, "kicked", "member") }

// BlockSilently blocks the bot without telling it.
func (s *Server) BlockSilently(chat int64) {
	defer s.lock()()
	s.chats[chat].Blocked = true
}

func (s *Server) membership(chat int64, before, after string) {
	defer s.lock()()
	c := s.chats[chat]
	c.Blocked = after == "kicked"
	me := map[string]any{"id": BotID, "is_bot": true, "first_name": "Bot"}
	s.push("my_chat_member", map[string]any{
		"chat": chatJSON(c), "from": personJSON(chat), "date": time.Now().Unix(),
		"old_chat_member": map[string]any{"user": me, "status": before},
		"new_chat_member": map[string]any{"user": me, "status": after},
	})
}

// Migrate makes a group a supergroup of another number, and tells the bot
// where told is true.
func (s *Server) Migrate(from, to int64, told bool) {
	defer s.lock()()
	c := s.chats[from]
	s.chats[to] = &Chat{ID: to, Type: "supergroup", Title: c.Title, Members: c.Members, Topics: map[int]int64{}}
	c.MovedTo = to
	if told {
		s.push("message", map[string]any{"message_id": s.nextMessage(), "date": time.Now().Unix(), "chat": chatJSON(c), "migrate_to_chat_id": to})
	}
}

// Say makes somebody type a text in a chat.
func (s *Server) Say(chat, person int64, text string) { s.SayIn(chat, 0, person, text) }

// SayIn makes somebody type a text in a topic of a forum.
func (s *Server) SayIn(chat int64, thread int, person int64, text string) {
	defer s.lock()()
	m := map[string]any{
		"message_id": s.nextMessage(), "date": time.Now().Unix(), "text": text,
		"chat": chatJSON(s.chats[chat]), "from": personJSON(person),
	}
	if thread != 0 {
		m["message_thread_id"], m["is_topic_message"] = thread, true
	}
	s.said[m["message_id"].(int)] = m
	s.push("message", m)
}

// Post makes a channel post a text of its own: nobody is behind it.
func (s *Server) Post(channel int64, text string) {
	defer s.lock()()
	m := map[string]any{
		"message_id": s.nextMessage(), "date": time.Now().Unix(), "text": text,
		"chat": chatJSON(s.chats[channel]), "sender_chat": chatJSON(s.chats[channel]),
	}
	s.said[m["message_id"].(int)] = m
	s.push("channel_post", m)
}

// Reply makes somebody answer a message of a given text with a text of their
// own.
func (s *Server) Reply(chat, person int64, quoted, text string) {
	defer s.lock()()
	first := map[string]any{
		"message_id": s.nextMessage(), "date": time.Now().Unix(), "text": quoted,
		"chat": chatJSON(s.chats[chat]), "from": personJSON(person),
	}
	s.updateID++
	s.push("message", map[string]any{
		"message_id": s.nextMessage(), "date": time.Now().Unix(), "text": text,
		"chat": chatJSON(s.chats[chat]), "from": personJSON(person), "reply_to_message": first,
	})
}

// SayAnonymously makes an anonymous administrator type a text in a group.
func (s *Server) SayAnonymously(group int64, text string) {
	defer s.lock()()
	m := map[string]any{
		"message_id": s.nextMessage(), "date": time.Now().Unix(), "text": text,
		"chat": chatJSON(s.chats[group]), "sender_chat": chatJSON(s.chats[group]),
		"from": map[string]any{"id": 1087968824, "is_bot": true, "first_name": "Group"},
	}
	s.said[m["message_id"].(int)] = m
	s.push("message", m)
}

// Press makes somebody press the button of the newest message in a chat that
// has one with the label.
func (s *Server) Press(person, chat int64, label string) error {
	defer s.lock()()
	shown := s.byChat[chat]
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
func (s *Server) PressData(person, chat int64, data string) {
	defer s.lock()()
	if shown := s.byChat[chat]; len(shown) > 0 {
		s.press(person, shown[len(shown)-1], data)
	}
}

func (s *Server) press(person int64, m *Message, data string) {
	id := fmt.Sprintf("cb%d", len(s.callbacks)+1)
	s.callbacks[id] = false
	message := map[string]any{
		"message_id": m.ID, "date": m.At.Unix(), "text": m.Text, "chat": chatJSON(s.chats[m.Chat]),
		"from": map[string]any{"id": BotID, "is_bot": true, "first_name": "Bot"},
	}
	if m.Thread != 0 {
		message["message_thread_id"], message["is_topic_message"] = m.Thread, true
	}
	if asked := s.answers(m); asked != nil {
		message["reply_to_message"] = asked
	}
	s.push("callback_query", map[string]any{
		"id": id, "from": personJSON(person), "chat_instance": "1", "data": data, "message": message,
	})
}

// answers is what a message is given as an answer to. In a topic that is the
// message that began the topic, where it answers no other; nil is nothing.
func (s *Server) answers(m *Message) map[string]any {
	if asked := s.said[m.ReplyTo]; asked != nil {
		return asked
	}
	if m.Thread == 0 {
		return nil
	}
	began := map[string]any{"message_id": m.Thread, "date": 1, "chat": chatJSON(s.chats[m.Chat]), "forum_topic_created": map[string]any{"name": "Topic", "icon_color": 1}}
	if creator := s.chats[m.Chat].Topics[m.Thread]; creator != 0 {
		began["from"] = personJSON(creator)
	}
	return began
}

// PressOf makes somebody press a button of a message, by its data.
func (s *Server) PressOf(person int64, m Message, data string) {
	defer s.lock()()
	s.press(person, &m, data)
}

// Follow makes somebody follow an address that opens the bot: in their private
// chat they start it with what the address carries.
func (s *Server) Follow(person int64, address string) error {
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

// Raw pushes an update of any shape; update_id is set.
func (s *Server) Raw(update map[string]any) {
	defer s.lock()()
	s.updateID++
	update["update_id"] = s.updateID
	s.updates = append(s.updates, update)
}

// push queues an update of a kind.
func (s *Server) push(kind string, what map[string]any) {
	s.updateID++
	s.updates = append(s.updates, map[string]any{"update_id": s.updateID, kind: what})
}

func (s *Server) nextMessage() int { return int(s.updateID) + len(s.messages) + s.deleted + 1000 }

func chatJSON(c *Chat) map[string]any {
	m := map[string]any{"id": c.ID, "type": c.Type}
	if c.Title != "" {
		m["title"] = c.Title
	}
	return m
}

func personJSON(id int64) map[string]any {
	return map[string]any{"id": id, "is_bot": false, "first_name": "Somebody", "language_code": "en"}
}
