package telegramtest

import (
	"time"

	"prayerbot/bot/adapter/fake"
)

// A directory is the chats with their members.
type directory struct {
	state       *fake.State
	updateQueue *updateQueue
	ledger      *ledger
	chats       map[int64]*Chat
}

// Person makes a private chat with somebody who has started the bot.
func (s *directory) Person(id int64) {
	defer s.state.Change()()
	s.chats[id] = &Chat{ID: id, Type: "private", Members: map[int64]string{id: "member"}, Topics: map[int]int64{}}
}

// Group makes a supergroup with its members, the bot among them.
func (s *directory) Group(id int64, members ...int64) {
	defer s.state.Change()()
	c := &Chat{ID: id, Type: "supergroup", Title: "Group", Members: map[int64]string{BotID: "member"}, Topics: map[int]int64{}}
	for _, m := range members {
		c.Members[m] = "member"
	}
	s.chats[id] = c
}

// BasicGroup makes a group that is no supergroup, the bot among its members.
func (s *directory) BasicGroup(id int64, members ...int64) {
	s.Group(id, members...)
	defer s.state.Change()()
	s.chats[id].Type = "group"
}

// Channel makes a channel with its administrators, the bot among them, and
// subscribers.
func (s *directory) Channel(id int64, admin int64, subscribers ...int64) {
	s.Group(id, append(subscribers, admin)...)
	s.Admin(id, admin)
	defer s.state.Change()()
	s.chats[id].Type, s.chats[id].Title = "channel", "Channel"
}

// Admin makes a member of a group its administrator; Demote undoes it.
func (s *directory) Admin(group, person int64) { s.setStatus(group, person, "administrator") }

// Demote makes somebody a plain member again.
func (s *directory) Demote(group, person int64) { s.setStatus(group, person, "member") }

func (s *directory) setStatus(group, person int64, status string) {
	defer s.state.Change()()
	s.chats[group].Members[person] = status
}

// Topic makes a topic of a forum; BeginTopic is who has begun it.
func (s *directory) Topic(group int64, thread int) { s.BeginTopic(group, thread, BotID) }

// BeginTopic makes a topic of a forum, which a person has begun.
func (s *directory) BeginTopic(group int64, thread int, person int64) {
	defer s.state.Change()()
	s.chats[group].Topics[thread] = person
}

// Mute takes the bot's right to write in a chat away.
func (s *directory) Mute(chat int64) {
	defer s.state.Change()()
	s.chats[chat].Muted = true
}

// CloseTopic closes a topic of a forum, and tells the bot.
func (s *directory) CloseTopic(group int64, thread int) {
	s.turnTopic(group, thread, true, "forum_topic_closed")
}

// ReopenTopic undoes CloseTopic.
func (s *directory) ReopenTopic(group int64, thread int) {
	s.turnTopic(group, thread, false, "forum_topic_reopened")
}

func (s *directory) turnTopic(group int64, thread int, closed bool, service string) {
	defer s.state.Change()()
	c := s.chats[group]
	if c.Closed == nil {
		c.Closed = map[int]bool{}
	}
	c.Closed[thread] = closed
	s.updateQueue.push("message", map[string]any{
		"message_id": s.ledger.nextMessage(), "date": time.Now().Unix(), "chat": chatJSON(c), "from": personJSON(c.Topics[thread]),
		"message_thread_id": thread, "is_topic_message": true, service: map[string]any{},
	})
}

// Restrict takes the bot's right to write in a group away, and tells the bot; Unrestrict
// undoes it.
func (s *directory) Restrict(group int64) { s.restrict(group, true) }

// Unrestrict gives the bot the right to write in a group again, and tells it.
func (s *directory) Unrestrict(group int64) { s.restrict(group, false) }

func (s *directory) restrict(group int64, muted bool) {
	defer s.state.Change()()
	c := s.chats[group]
	c.Muted = muted
	me := map[string]any{"id": BotID, "is_bot": true, "first_name": "Bot"}
	s.updateQueue.push("my_chat_member", map[string]any{
		"chat": chatJSON(c), "from": personJSON(1), "date": time.Now().Unix(),
		"old_chat_member": map[string]any{"user": me, "status": "restricted", "is_member": true, "can_send_messages": muted},
		"new_chat_member": map[string]any{"user": me, "status": "restricted", "is_member": true, "can_send_messages": !muted},
	})
}

// LetManageTopics makes the bot an administrator of a group that may manage its topics,
// and so write in closed ones, and tells it.
func (s *directory) LetManageTopics(group int64) {
	defer s.state.Change()()
	c := s.chats[group]
	before := c.Members[BotID]
	c.Members[BotID], c.ManagesTopics = "administrator", true
	me := map[string]any{"id": BotID, "is_bot": true, "first_name": "Bot"}
	s.updateQueue.push("my_chat_member", map[string]any{
		"chat": chatJSON(c), "from": personJSON(c.first()), "date": time.Now().Unix(),
		"old_chat_member": map[string]any{"user": me, "status": before},
		"new_chat_member": map[string]any{"user": me, "status": "administrator", "can_manage_topics": true},
	})
}

// Unmute gives the right to write back that Mute took, of which no bot is told: all
// members of the group have lost and got it.
func (s *directory) Unmute(chat int64) {
	defer s.state.Change()()
	s.chats[chat].Muted = false
}

// Block makes a person block the bot, or a group remove it, and tells the bot.
func (s *directory) Block(chat int64) { s.membership(chat, "member", "kicked") }

// Unblock undoes Block: in a group, by its person with the smallest number.
func (s *directory) Unblock(chat int64) { s.membership(chat, "kicked", "member") }

// BlockSilently blocks the bot without telling it.
func (s *directory) BlockSilently(chat int64) {
	defer s.state.Change()()
	s.chats[chat].Blocked = true
}

func (s *directory) membership(chat int64, before, after string) {
	defer s.state.Change()()
	c := s.chats[chat]
	c.Blocked = after == "kicked"
	me := map[string]any{"id": BotID, "is_bot": true, "first_name": "Bot"}
	s.updateQueue.push("my_chat_member", map[string]any{
		"chat": chatJSON(c), "from": personJSON(c.first()), "date": time.Now().Unix(),
		"old_chat_member": map[string]any{"user": me, "status": before},
		"new_chat_member": map[string]any{"user": me, "status": after},
	})
}

// first is the person of a chat with the smallest number: who changes something there.
func (c *Chat) first() int64 {
	first := c.ID
	for id := range c.Members {
		if id != BotID && (first < 0 || id < first) {
			first = id
		}
	}
	return first
}

// Migrate makes a group a supergroup of another number, and tells the bot
// where told is true.
func (s *directory) Migrate(from, to int64, told bool) {
	defer s.state.Change()()
	c := s.chats[from]
	s.chats[to] = &Chat{ID: to, Type: "supergroup", Title: c.Title, Members: c.Members, Topics: map[int]int64{}}
	c.MovedTo = to
	if told {
		s.updateQueue.push("message", map[string]any{"message_id": s.ledger.nextMessage(), "date": time.Now().Unix(), "chat": chatJSON(c), "migrate_to_chat_id": to})
	}
}

// target finds the chat that the bot wants to write to, and refuses as Telegram
// does.
func (s *directory) target(p params) (*Chat, *refusal) {
	c := s.chats[p.int("chat_id")]
	switch {
	case c == nil:
		return nil, bad("chat not found")
	case c.MovedTo != 0:
		return nil, &refusal{code: 400, description: "Bad Request: group chat was upgraded to a supergroup chat", parameters: map[string]any{"migrate_to_chat_id": c.MovedTo}}
	case c.Blocked && c.Type == "private":
		return nil, &refusal{code: 403, description: "Forbidden: bot was blocked by the user"}
	case c.Blocked:
		return nil, &refusal{code: 403, description: "Forbidden: bot was kicked from the supergroup chat"}
	case c.Muted:
		return nil, bad("not enough rights to send text messages to the chat")
	}
	thread := int(p.int("message_thread_id"))
	switch {
	case thread != 0 && c.Topics[thread] == 0:
		return nil, bad("message thread not found")
	case c.Closed[thread] && !c.ManagesTopics:
		return nil, bad("TOPIC_CLOSED")
	}
	return c, nil
}

func (s *directory) getChat(p params) (any, *refusal) {
	c := s.chats[p.int("chat_id")]
	switch {
	case c == nil:
		return nil, bad("chat not found")
	case c.Blocked:
		return nil, &refusal{code: 403, description: "Forbidden: bot was kicked from the supergroup chat"}
	}
	all := chatJSON(c)
	if c.Linked != 0 {
		all["linked_chat_id"] = c.Linked
	}
	return all, nil
}

func (s *directory) getChatMember(p params) (any, *refusal) {
	c := s.chats[p.int("chat_id")]
	if c == nil {
		return nil, bad("chat not found")
	}
	if c.Hidden {
		return nil, bad("member list is inaccessible")
	}
	status := c.Members[p.int("user_id")]
	if status == "" {
		status = "left"
	}
	return memberJSON(c, p.int("user_id"), status), nil
}

// HideMembers makes a group tell nobody who its members are.
func (s *directory) HideMembers(group int64) {
	defer s.state.Change()()
	s.chats[group].Hidden = true
}

func (s *directory) getChatAdministrators(p params) (any, *refusal) {
	c := s.chats[p.int("chat_id")]
	if c == nil {
		return nil, bad("chat not found")
	}
	all := []map[string]any{}
	for person, status := range c.Members {
		if status == "creator" || status == "administrator" {
			all = append(all, memberJSON(c, person, status))
		}
	}
	return all, nil
}

// memberJSON is somebody's standing in a chat.
func memberJSON(c *Chat, person int64, status string) map[string]any {
	m := map[string]any{"status": status, "user": personJSON(person)}
	if c.Type == "channel" && status == "administrator" {
		m["can_post_messages"] = !c.Silent[person]
	}
	return m
}

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
