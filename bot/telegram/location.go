package telegram

import (
	"cmp"

	"prayerbot/commands/reply"
)

// An askKeyboard stands in the place of somebody's own keyboard until they have
// used it.
type askKeyboard struct {
	Rows    [][]askButton `json:"keyboard"`
	Resize  bool          `json:"resize_keyboard"`
	OneTime bool          `json:"one_time_keyboard"`
}

// An askButton tells the bot where somebody is, or which channel they mean. Telegram
// asks them before.
type askButton struct {
	Text     string      `json:"text"`
	Location bool        `json:"request_location,omitempty"`
	Channel  *askChannel `json:"request_chat,omitempty"`
}

// An askChannel has Telegram list the channels where the bot is and where somebody may
// post.
type askChannel struct {
	ID      int         `json:"request_id"`
	Channel bool        `json:"chat_is_channel"`
	Member  bool        `json:"bot_is_member"`
	Rights  *postRights `json:"user_administrator_rights"`
}

// postRights are the rights of an administrator, of which the one to post is asked for.
type postRights struct {
	Anonymous    bool `json:"is_anonymous"`
	Manage       bool `json:"can_manage_chat"`
	Delete       bool `json:"can_delete_messages"`
	VideoChats   bool `json:"can_manage_video_chats"`
	Restrict     bool `json:"can_restrict_members"`
	Promote      bool `json:"can_promote_members"`
	Info         bool `json:"can_change_info"`
	Invite       bool `json:"can_invite_users"`
	PostStories  bool `json:"can_post_stories"`
	EditStories  bool `json:"can_edit_stories"`
	DropStories  bool `json:"can_delete_stories"`
	SendWelcomes bool `json:"can_send_welcome_messages"`
	Post         bool `json:"can_post_messages"`
}

// asking adds to the messages of a reply, in a private chat, the button by which
// somebody tells where they are or which channel they mean: to the last one, or as one
// of its own where that has buttons already or takes the place of another, which cannot
// have it.
func asking(parts []part, r reply.Reply) []part {
	button := askButton{Text: r.AskLocation, Location: true}
	if r.AskChannel != "" {
		button = askButton{Text: r.AskChannel, Channel: &askChannel{ID: 1, Channel: true, Member: true, Rights: &postRights{Post: true}}}
	}
	if button.Text == "" {
		return parts
	}
	if last := &parts[len(parts)-1]; last.keyboard == nil && last.photo == nil && r.Visibility != reply.InPlace {
		last.ask = &button
		return parts
	}
	how := reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: cmp.Or(r.LocationHow, button.Text)}}, Silent: true, Discreet: r.Discreet}
	own := partOf(write(how), how)
	own.ask = &button
	return append(parts, own)
}

// markup is what stands under a message; nil is nothing.
func (p part) markup() any {
	switch {
	case p.keyboard != nil:
		return p.keyboard
	case p.ask != nil:
		return &askKeyboard{Rows: [][]askButton{{*p.ask}}, Resize: true, OneTime: true}
	}
	return nil
}
