package telegramtest

import (
	"time"

	"prayerbot/bot/adapter/fake"
)

// A standing is what the bot may do in the chats of a directory, which changes, and of which
// the bot is told where Telegram tells.
type standing struct {
	state       *fake.State
	updateQueue *updateQueue
	directory   *directory
	ledger      *ledger
}

// Mute takes the bot's right to write in a chat away.
func (s *standing) Mute(chat int64) {
	defer s.state.Change()()
	s.directory.chats[chat].Muted = true
}

// CloseTopic closes a topic of a forum, and tells the bot.
func (s *standing) CloseTopic(group int64, thread int) {
	s.turnTopic(group, thread, true, "forum_topic_closed")
}

// ReopenTopic undoes CloseTopic.
func (s *standing) ReopenTopic(group int64, thread int) {
	s.turnTopic(group, thread, false, "forum_topic_reopened")
}

func (s *standing) turnTopic(group int64, thread int, closed bool, service string) {
	defer s.state.Change()()
	c := s.directory.chats[group]
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
func (s *standing) Restrict(group int64) { s.restrict(group, true) }

// Unrestrict gives the bot the right to write in a group again, and tells it.
func (s *standing) Unrestrict(group int64) { s.restrict(group, false) }

func (s *standing) restrict(group int64, muted bool) {
	defer s.state.Change()()
	c := s.directory.chats[group]
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
func (s *standing) LetManageTopics(group int64) {
	defer s.state.Change()()
	c := s.directory.chats[group]
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
func (s *standing) Unmute(chat int64) {
	defer s.state.Change()()
	s.directory.chats[chat].Muted = false
}

// Block makes a person block the bot, or a group remove it, and tells the bot.
func (s *standing) Block(chat int64) { s.membership(chat, "member", "kicked") }

// Unblock undoes Block: in a group, by its person with the smallest number.
func (s *standing) Unblock(chat int64) { s.membership(chat, "kicked", "member") }

// BlockSilently blocks the bot without telling it.
func (s *standing) BlockSilently(chat int64) {
	defer s.state.Change()()
	s.directory.chats[chat].Blocked = true
}

func (s *standing) membership(chat int64, before, after string) {
	defer s.state.Change()()
	c := s.directory.chats[chat]
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
func (s *standing) Migrate(from, to int64, told bool) {
	defer s.state.Change()()
	c := s.directory.chats[from]
	s.directory.chats[to] = &Chat{ID: to, Type: "supergroup", Title: c.Title, Members: c.Members, Topics: map[int]int64{}}
	c.MovedTo = to
	if told {
		s.updateQueue.push("message", map[string]any{"message_id": s.ledger.nextMessage(), "date": time.Now().Unix(), "chat": chatJSON(c), "migrate_to_chat_id": to})
	}
}

// Bring makes somebody make the bot an administrator of a channel, and tells the bot.
func (s *standing) Bring(person, channel int64) {
	defer s.state.Change()()
	c := s.directory.chats[channel]
	c.Blocked, c.Members[BotID] = false, "administrator"
	me := map[string]any{"id": BotID, "is_bot": true, "first_name": "Bot"}
	s.updateQueue.push("my_chat_member", map[string]any{
		"chat": chatJSON(c), "from": personJSON(person), "date": time.Now().Unix(),
		"old_chat_member": map[string]any{"user": me, "status": "left"},
		"new_chat_member": map[string]any{"user": me, "status": "administrator", "can_post_messages": true},
	})
}
