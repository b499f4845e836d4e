package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
)

// threads are the threads of channels, and forums, whose posts are threads.
type threads struct{ directory *directory }

// Thread makes a thread in a channel.
func (s *threads) Thread(guild, parent, id string) {
	defer s.directory.state.Change()()
	s.directory.channels[id] = &Channel{ID: id, Guild: guild, Type: Thread, Parent: parent}
}

// Archive archives a thread; with locked only who manages threads can open it again.
func (s *threads) Archive(thread string, locked bool) {
	defer s.directory.state.Change()()
	s.directory.channels[thread].Archived, s.directory.channels[thread].Locked = true, locked
}

// Unlock opens a thread that was locked.
func (s *threads) Unlock(thread string) {
	defer s.directory.state.Change()()
	s.directory.channels[thread].Archived, s.directory.channels[thread].Locked = false, false
}

// Posts are the threads of a forum or a channel, oldest first.
func (s *threads) Posts(parent string) []Channel {
	s.directory.state.Lock()
	defer s.directory.state.Unlock()
	return s.threadsOf(func(c *Channel) bool { return c.Parent == parent })
}

func (s *threads) threadsOf(fits func(*Channel) bool) (all []Channel) {
	for _, c := range s.directory.channels {
		if c.Type == Thread && fits(c) {
			all = append(all, *c)
		}
	}
	slices.SortFunc(all, func(a, b Channel) int {
		if len(a.ID) != len(b.ID) {
			return len(a.ID) - len(b.ID)
		}
		return slices.Compare([]byte(a.ID), []byte(b.ID))
	})
	return all
}

// activeThreads are the threads of a server that are not archived.
func (s *threads) activeThreads(groups []string, _ []byte) (any, *refusal) {
	if s.directory.guilds[groups[0]] == nil {
		return nil, &refusal{404, 10004, "Unknown Guild"}
	}
	all := []map[string]any{}
	for _, c := range s.threadsOf(func(c *Channel) bool {
		return c.Guild == groups[0] && !c.Archived && s.directory.powers(c)&ViewChannel != 0
	}) {
		all = append(all, c.json())
	}
	return map[string]any{"threads": all, "members": []any{}, "has_more": false}, nil
}

// changeThread archives, opens or renames a thread: its owner may, but for locking it.
func (s *threads) changeThread(groups []string, body []byte) (any, *refusal) {
	c, refused := s.directory.seen(groups[0])
	if refused != nil {
		return nil, refused
	}
	var asked struct {
		Name     *string `json:"name"`
		Archived *bool   `json:"archived"`
		Locked   *bool   `json:"locked"`
	}
	if refused := strictly(body, &asked); refused != nil {
		return nil, refused
	}
	powers := s.directory.powers(c)
	opens := asked.Archived != nil && !*asked.Archived && asked.Name == nil && asked.Locked == nil
	switch {
	case c.Type != Thread:
		return nil, &refusal{400, 50024, "Cannot execute action on this channel type"}
	case powers&ManageThreads != 0:
	case asked.Locked != nil, c.Locked, opens && powers&SendInThreads == 0, !opens && c.Owner != BotID:
		return nil, &refusal{403, 50013, "Missing Permissions"}
	case c.Archived && !opens && (asked.Archived == nil || *asked.Archived):
		return nil, &refusal{400, 50083, "Thread is archived"}
	}
	if asked.Name != nil {
		if refused := threadName(*asked.Name, 60); refused != nil {
			return nil, refused
		}
		c.Name = *asked.Name
	}
	if asked.Archived != nil {
		c.Archived = *asked.Archived
	}
	if asked.Locked != nil {
		c.Locked = *asked.Locked
	}
	return c.json(), nil
}

// threadMember tells whether somebody is in a private thread: nobody is.
func (s *threads) threadMember([]string, []byte) (any, *refusal) {
	return nil, &refusal{404, 10007, "Unknown Member"}
}

// Retitle makes somebody give a thread another name.
func (s *threads) Retitle(thread, name string) {
	defer s.directory.state.Change()()
	s.directory.channels[thread].Name = name
}

// Forum makes a forum with tags of these names; with needed every post needs one.
func (s *threads) Forum(guild, id string, needed bool, tags ...string) {
	defer s.directory.state.Change()()
	c := &Channel{ID: id, Guild: guild, Type: Forum, Tagged: needed}
	for i, name := range tags {
		c.Tags = append(c.Tags, Tag{ID: fmt.Sprintf("%s%02d", id, i), Name: name})
	}
	s.directory.channels[id] = c
}

// Moderate makes a forum's tag one that only who manages threads may give.
func (s *threads) Moderate(forum, tag string) {
	defer s.directory.state.Change()()
	for i := range s.directory.channels[forum].Tags {
		if s.directory.channels[forum].Tags[i].Name == tag {
			s.directory.channels[forum].Tags[i].Moderated = true
		}
	}
}

// openPost takes a post of a forum: a thread with its first message, which has the
// thread's number. There is no nonce, so that a repeat makes another.
func (s *ledger) openPost(groups []string, body []byte) (any, *refusal) {
	c, refused := s.directory.seen(groups[0])
	if refused != nil {
		return nil, refused
	}
	if c.Type != Forum {
		return nil, invalid("this bot opens no threads without a message outside forums")
	}
	powers := s.directory.powers(c)
	if powers&SendMessages == 0 {
		return nil, &refusal{403, 50013, "Missing Permissions"}
	}
	var asked threadForm
	if refused := strictly(body, &asked); refused != nil {
		return nil, refused
	}
	if refused := threadName(asked.Name, asked.Minutes); refused != nil {
		return nil, refused
	}
	if refused := c.tagged(asked.Applied, powers); refused != nil {
		return nil, refused
	}
	form := messageForm{files: s.entry.files}
	if refused := strictly(asked.Message, &form); refused != nil {
		return nil, refused
	}
	if refused := form.notSent(); refused != nil {
		return nil, refused
	}
	if refused := form.check(); refused != nil {
		return nil, refused
	}
	if form.Nonce != "" || form.Enforce {
		return nil, invalid("message: a post takes no nonce")
	}
	if refused := s.directory.lacksFor(c, &form); refused != nil {
		return nil, refused
	}
	return s.post(c, asked, form), nil
}

// post makes a post of a forum.
func (s *ledger) post(forum *Channel, asked threadForm, form messageForm) map[string]any {
	thread := s.people.snowflake()
	c := &Channel{ID: thread, Guild: forum.Guild, Type: Thread, Parent: forum.ID, Name: asked.Name, Owner: BotID, Applied: asked.Applied}
	s.directory.channels[thread] = c
	m := s.acceptAs(thread, form, thread, "")
	all := c.json()
	all["message"] = m.json()
	return all
}

// openThread opens a thread under a message, which has the message's number.
func (s *ledger) openThread(groups []string, body []byte) (any, *refusal) {
	c, refused := s.directory.seen(groups[0])
	if refused != nil {
		return nil, refused
	}
	if s.directory.powers(c)&OpenThreads == 0 {
		return nil, &refusal{403, 50013, "Missing Permissions"}
	}
	if _, refused := s.made(groups); refused != nil {
		return nil, refused
	}
	var asked threadForm
	if refused := strictly(body, &asked); refused != nil {
		return nil, refused
	}
	if refused := threadName(asked.Name, asked.Minutes); refused != nil {
		return nil, refused
	}
	switch {
	case asked.Applied != nil || asked.Message != nil || c.Type != TextChannel && c.Type != NewsChannel:
		return nil, invalid("a thread is opened under a message of a text channel, without tags")
	case s.directory.channels[groups[1]] != nil:
		return nil, &refusal{400, 160004, "A thread has already been created for this message"}
	}
	made := &Channel{ID: groups[1], Guild: c.Guild, Type: Thread, Parent: c.ID, Name: asked.Name, Owner: BotID}
	s.directory.channels[made.ID] = made
	return made.json(), nil
}

// crosspost publishes a message of an announcement channel, once.
func (s *ledger) crosspost(groups []string, _ []byte) (any, *refusal) {
	c, refused := s.directory.writable(groups[0])
	if refused != nil {
		return nil, refused
	}
	m, refused := s.made(groups)
	switch {
	case refused != nil:
		return nil, refused
	case c.Type != NewsChannel:
		return nil, &refusal{400, 50024, "Cannot execute action on this channel type"}
	case m.Published:
		return nil, &refusal{400, 40033, "This message has already been crossposted."}
	}
	m.Published = true
	return m.json(), nil
}

// deleteThread removes a thread with all its messages, which takes the right to manage
// threads.
func (s *ledger) deleteThread(groups []string, _ []byte) (any, *refusal) {
	c, refused := s.directory.seen(groups[0])
	switch {
	case refused != nil:
		return nil, refused
	case c.Type != Thread:
		return nil, invalid("this bot deletes threads alone")
	case s.directory.powers(c)&ManageThreads == 0:
		return nil, &refusal{403, 50013, "Missing Permissions"}
	}
	delete(s.directory.channels, c.ID)
	for _, m := range s.byChannel[c.ID] {
		m.deleted = true
	}
	s.directory.gateway.dispatch(c.Guild, "THREAD_DELETE", map[string]any{"id": c.ID, "guild_id": c.Guild, "parent_id": c.Parent, "type": c.Type})
	return c.json(), nil
}

// Published tells whether a message of the bot was published.
func (s *ledger) Published(channel string) bool {
	s.state.Lock()
	defer s.state.Unlock()
	return slices.ContainsFunc(s.byChannel[channel], func(m *Message) bool { return m.Published })
}

// picks tells whether Discord would let somebody choose a channel for an option, and
// tells of it what comes with that.
func (s *directory) picks(person, guild, id string, types json.RawMessage) (map[string]any, bool) {
	var allowed []int
	json.Unmarshal(types, &allowed)
	c := s.channels[id]
	if c == nil || c.Guild != guild || len(allowed) > 0 && !slices.Contains(allowed, c.Type) || s.rights(c, person)&ViewChannel == 0 {
		return nil, false
	}
	return s.partial(c, person), true
}

// partial is a channel as an interaction tells of it to somebody.
func (s *directory) partial(c *Channel, person string) map[string]any {
	all := map[string]any{"id": c.ID, "type": c.Type, "name": c.Name, "permissions": fmt.Sprint(s.rights(c, person)), "flags": 0}
	if c.Type == Thread {
		all["parent_id"] = c.Parent
	}
	return all
}

// resolve adds to the data of a command the channels that its options name. It fails
// where Discord would not have offered one.
func (s *people) resolve(c Command, person, channel string, options map[string]string, data map[string]any) error {
	found := map[string]any{}
	for _, o := range c.Options {
		id, is := options[o.Name]
		if o.Type != 7 || !is {
			continue
		}
		partial, offered := s.directory.picks(person, s.directory.channels[channel].Guild, id, o.ChannelTypes)
		if !offered {
			return fmt.Errorf("%s is not offered the channel %s", person, id)
		}
		found[id] = partial
	}
	if len(found) > 0 {
		data["resolved"] = map[string]any{"channels": found}
	}
	return nil
}
