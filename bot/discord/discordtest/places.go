package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"
)

// The types of channels.
const (
	TextChannel = 0
	NewsChannel = 5
	Thread      = 11
	Forum       = 15
)

// The rights of the bot and of people in a channel, as Discord counts them.
const (
	ManageChannels  = 1 << 4
	ViewChannel     = 1 << 10
	SendMessages    = 1 << 11
	EmbedLinks      = 1 << 14
	AttachFiles     = 1 << 15
	ReadHistory     = 1 << 16
	mentionEveryone = 1 << 17 // to ping everyone
	ManageThreads   = 1 << 34
	OpenThreads     = 1 << 35
	SendInThreads   = 1 << 38
)

// usual is what everyone may do in a server, the bot too.
const usual = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadHistory | OpenThreads | SendInThreads

// A Tag is one of a forum.
type Tag struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Moderated bool   `json:"moderated"` // only who manages threads may give it
}

// requireTag is the flag of a forum in which every post needs a tag.
const requireTag = 1 << 4

// News makes an announcement channel.
func (s *directory) News(guild, id string) {
	defer s.state.Change()()
	s.channels[id] = &Channel{ID: id, Guild: guild, Type: NewsChannel}
}

// Channel is a channel as it is now; false where it is not there.
func (s *directory) Channel(id string) (Channel, bool) {
	s.state.Lock()
	defer s.state.Unlock()
	c := s.channels[id]
	if c == nil {
		return Channel{}, false
	}
	return *c, true
}

// parent is the channel whose rights a channel has.
func (s *directory) parent(c *Channel) *Channel {
	if c.Type == Thread && s.channels[c.Parent] != nil {
		return s.channels[c.Parent]
	}
	return c
}

// powers are what the bot may do in a channel.
func (s *directory) powers(c *Channel) int64 { return s.parent(c).powers() | c.Granted }

// rights are what somebody may do in a channel.
func (s *directory) rights(c *Channel, person string) int64 {
	all := usual | s.guilds[c.Guild][person]
	if above := s.parent(c); s.owners[c.Guild] != person {
		all &^= above.DeniedTo[person]
	}
	return all
}

// powers are what the bot may do in a channel that is no thread.
func (c *Channel) powers() int64 {
	all := int64(usual | mentionEveryone)
	for right, denied := range map[int64]bool{
		SendMessages | SendInThreads: c.Forbidden, AttachFiles: c.NoFiles, mentionEveryone: c.Pingless, ReadHistory: c.Unread,
	} {
		if denied {
			all &^= right
		}
	}
	return all &^ c.Denied
}

// overwrites are what a channel changes for people and for the bot.
func (c *Channel) overwrites() []map[string]any {
	all := []map[string]any{}
	deny := func(id string, rights int64) {
		all = append(all, map[string]any{"id": id, "type": 1, "allow": "0", "deny": fmt.Sprint(rights)})
	}
	if c.Silent != "" {
		deny(c.Silent, mentionEveryone)
	}
	for person, rights := range c.DeniedTo {
		deny(person, rights)
	}
	if denied := int64(usual|mentionEveryone) &^ c.powers(); denied != 0 {
		deny(BotID, denied)
	}
	return all
}

// json is a channel as Discord tells of it.
func (c *Channel) json() map[string]any {
	all := map[string]any{"id": c.ID, "guild_id": c.Guild, "type": c.Type, "name": c.Name, "permission_overwrites": c.overwrites(), "flags": 0}
	switch c.Type {
	case Forum:
		all["available_tags"] = append([]Tag{}, c.Tags...)
		if c.Tagged {
			all["flags"] = requireTag
		}
	case Thread:
		all["parent_id"], all["owner_id"], all["applied_tags"] = c.Parent, c.Owner, append([]string{}, c.Applied...)
		all["thread_metadata"] = map[string]any{
			"archived": c.Archived, "locked": c.Locked, "auto_archive_duration": 1440, "archive_timestamp": time.Now().UTC().Format(time.RFC3339),
		}
		all["message_count"], all["member_count"], all["total_message_sent"] = 0, 1, 1
	}
	return all
}

func (s *directory) getChannel(groups []string, _ []byte) (any, *refusal) {
	c, refused := s.seen(groups[0])
	if refused != nil {
		return nil, refused
	}
	return c.json(), nil
}

// seen finds a channel that the bot sees.
func (s *directory) seen(id string) (*Channel, *refusal) {
	c := s.channels[id]
	switch {
	case c == nil:
		return nil, &refusal{404, 10003, "Unknown Channel"}
	case c.Guild != "" && s.powers(c)&ViewChannel == 0:
		return nil, &refusal{403, 50001, "Missing Access"}
	}
	return c, nil
}

// writable finds a channel that the bot may write messages to.
func (s *directory) writable(id string) (*Channel, *refusal) {
	c, refused := s.seen(id)
	if refused != nil {
		return nil, refused
	}
	needed := int64(SendMessages)
	if c.Type == Thread {
		needed = SendInThreads
	}
	switch {
	case c.Type == Forum:
		return nil, &refusal{400, 50008, "Cannot send messages in a non-text channel"}
	case c.Guild == "" && c.Forbidden, c.Guild != "" && s.powers(c)&needed == 0:
		return nil, &refusal{403, 50013, "Missing Permissions"}
	case c.Locked && s.powers(c)&ManageThreads == 0:
		return nil, &refusal{403, 160005, "Thread is locked"}
	case c.Archived:
		return nil, &refusal{400, 50083, "Thread is archived"}
	}
	return c, nil
}

// lacksFor is the refusal of a message for which the bot lacks a right; nil is none.
func (s *directory) lacksFor(c *Channel, form *messageForm) *refusal {
	if c.Guild == "" {
		return nil
	}
	powers := s.powers(c)
	if len(form.Embeds) > 0 && powers&EmbedLinks == 0 || len(form.files) > 0 && powers&AttachFiles == 0 {
		return &refusal{403, 50013, "Missing Permissions"}
	}
	return nil
}

// threadName refuses what cannot be the name of a thread, or how long it stays open.
func threadName(name string, minutes int) *refusal {
	n := utf8.RuneCountInString(name)
	if n < 1 || n > 100 || !slices.Contains([]int{60, 1440, 4320, 10080}, minutes) {
		return invalid("name or auto_archive_duration of a thread")
	}
	return nil
}

// A threadForm is a thread to be opened.
type threadForm struct {
	Name    string          `json:"name"`
	Minutes int             `json:"auto_archive_duration"`
	Applied []string        `json:"applied_tags"`
	Message json.RawMessage `json:"message"`
}

// tagged refuses the tags of a post that a forum does not take.
func (c *Channel) tagged(applied []string, powers int64) *refusal {
	if len(applied) > 5 {
		return invalid("applied_tags: must be 5 or fewer")
	}
	for _, id := range applied {
		i := slices.IndexFunc(c.Tags, func(t Tag) bool { return t.ID == id })
		if i < 0 {
			return invalid("applied_tags: unknown")
		}
		if c.Tags[i].Moderated && powers&ManageThreads == 0 {
			return &refusal{403, 50013, "Missing Permissions"}
		}
	}
	if c.Tagged && len(applied) == 0 {
		return &refusal{400, 40067, "A tag is required to create a forum post in this channel"}
	}
	return nil
}
