package discordtest

import (
	"fmt"
	"regexp"
	"slices"
)

// installs are who brings the bot along where it is not.
type installs struct{ *directory }

// Foreign makes a server in which the bot is not, with text channels: its people bring the
// bot along, each for themselves. The bot is told of what they do with it there, and can do
// nothing there but answer that.
func (s *installs) Foreign(id, owner string, channels ...string) {
	s.Guild(id, owner, channels...)
	defer s.state.Change()()
	s.foreign[id] = true
}

// Between makes a private channel of several people, in which the bot is not either.
func (s *installs) Between(channel string) {
	defer s.state.Change()()
	s.channels[channel] = &Channel{ID: channel, Shared: true}
}

// isForeign tells whether the bot is not where a channel is.
func (s *directory) isForeign(c *Channel) bool {
	return c != nil && (c.Shared || s.foreign[c.Guild])
}

// The contexts of an interaction.
const (
	inGuild   = 0
	withBot   = 1
	betweenUs = 2
)

// contextOf is where an interaction in a channel takes place.
func (c *Channel) contextOf() int {
	switch {
	case c != nil && c.Guild != "":
		return inGuild
	case c != nil && c.Shared:
		return betweenUs
	}
	return withBot
}

// installers are who has installed the bot where an interaction comes from: the server, by its
// id, or the person for themselves; in the bot's own private channel with somebody both are
// possible, and the server is 0 there.
func (s *installs) installers(c *Channel, person string) map[string]string {
	switch {
	case s.isForeign(c):
		return map[string]string{"1": person}
	case c != nil && c.Guild != "":
		return map[string]string{"0": c.Guild}
	}
	return map[string]string{"0": "0"}
}

// offers tells whether Discord shows a command to somebody in a channel: by the contexts in
// which it is registered, and by how the bot is installed there.
func (c Command) offers(s *directory, where *Channel) error {
	install := 0
	if s.isForeign(where) {
		install = 1
	}
	if c.Contexts != nil && !slices.Contains(c.Contexts, where.contextOf()) || c.Types != nil && !slices.Contains(c.Types, install) {
		return fmt.Errorf("the command %q is not shown there", c.Name)
	}
	return nil
}

// ofPlace are the channel and the server that a path is about.
var ofPlace = regexp.MustCompile(`/(channels|guilds)/(\d+)`)

// closed refuses what the bot asks for with its own token where it is not.
func (s *installs) closed(path string) *refusal {
	found := ofPlace.FindStringSubmatch(path)
	switch {
	case found == nil:
		return nil
	case found[1] == "guilds" && s.foreign[found[2]]:
		return &refusal{404, 10004, "Unknown Guild"}
	case found[1] == "channels" && s.isForeign(s.channels[found[2]]):
		return &refusal{403, 50001, "Missing Access"}
	}
	return nil
}
