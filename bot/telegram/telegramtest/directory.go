package telegramtest

import (
	"prayerbot/bot/adapter/fake"
)

// A directory is the chats with their members.
type directory struct {
	state *fake.State
	chats map[int64]*Chat
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
