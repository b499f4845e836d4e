package discordtest

import (
	"encoding/json"
	"fmt"

	"prayerbot/bot/adapter/fake"
)

// A directory is the servers and channels with their members.
type directory struct {
	state   *fake.State
	gateway *gateway

	channels   map[string]*Channel
	guilds     map[string]map[string]int64 // rights by member
	owners     map[string]string
	extraRoles map[string][]string        // roles without rights, by server and member
	roles      map[string]map[string]bool // by server and id: whether everybody may mention it
	locales    map[string]string          // that servers have chosen
	system     map[string]string          // the channel in which Discord speaks to a server
	foreign    map[string]bool            // servers in which the bot is not
}

func newDirectory(state *fake.State, g *gateway) *directory {
	return &directory{
		state: state, gateway: g, channels: map[string]*Channel{}, guilds: map[string]map[string]int64{},
		owners: map[string]string{}, extraRoles: map[string][]string{}, roles: map[string]map[string]bool{}, locales: map[string]string{}, system: map[string]string{}, foreign: map[string]bool{},
	}
}

// Guild makes a server with an owner and a text channel; Member adds somebody
// with rights.
func (s *directory) Guild(id, owner string, channels ...string) {
	defer s.state.Change()()
	s.guilds[id], s.owners[id] = map[string]int64{owner: 0}, owner
	for _, c := range channels {
		s.channels[c] = &Channel{ID: c, Guild: id}
	}
}

// System makes a channel the one in which Discord itself speaks to a server.
func (s *directory) System(guild, channel string) {
	defer s.state.Change()()
	s.system[guild] = channel
}

// Speaks makes a server choose a language.
func (s *directory) Speaks(guild, locale string) {
	defer s.state.Change()()
	s.locales[guild] = locale
}

// Channels adds text channels to a server.
func (s *directory) Channels(guild string, channels ...string) {
	defer s.state.Change()()
	for _, c := range channels {
		s.channels[c] = &Channel{ID: c, Guild: guild}
	}
}

// Member adds somebody to a server with their rights, as Discord counts them.
func (s *directory) Member(guild, person string, permissions int64) {
	defer s.state.Change()()
	s.guilds[guild][person] = permissions
}

// GiveRole gives a member a role that has no rights by itself.
func (s *directory) GiveRole(guild, person, role string) {
	defer s.state.Change()()
	s.extraRoles[guild+"/"+person] = append(s.extraRoles[guild+"/"+person], role)
}

// Role makes a role of a server, which everybody may mention where open is true.
func (s *directory) Role(guild, role string, open bool) {
	defer s.state.Change()()
	if s.roles[guild] == nil {
		s.roles[guild] = map[string]bool{}
	}
	s.roles[guild][role] = open
}

// DeleteRole removes one.
func (s *directory) DeleteRole(guild, role string) {
	defer s.state.Change()()
	delete(s.roles[guild], role)
}

// rolesOf are the roles of a member: one that carries their rights, and roles.
func (s *directory) rolesOf(guild, person string) []string {
	return append([]string{"7" + person}, s.extraRoles[guild+"/"+person]...)
}

// DM makes the private channel of somebody with the bot.
func (s *directory) DM(channel, person string) {
	defer s.state.Change()()
	s.channels[channel] = &Channel{ID: channel, Person: person}
}

// openDM tells the private channel of somebody who has one with the bot. Nobody
// else can be written to: they have no server in common with the bot.
func (s *directory) openDM(_ []string, body []byte) (any, *refusal) {
	var asked struct {
		RecipientID string `json:"recipient_id"`
	}
	if json.Unmarshal(body, &asked) != nil || asked.RecipientID == "" {
		return nil, invalid("recipient_id")
	}
	for id, c := range s.channels {
		if c.Person == asked.RecipientID {
			return map[string]any{"id": id, "type": 1}, nil
		}
	}
	return nil, &refusal{403, 50278, "Cannot send messages to this user due to having no mutual guilds"}
}

// DeleteChannel removes a channel and, where told is true, tells the bot.
func (s *directory) DeleteChannel(channel string, told bool) {
	defer s.state.Change()()
	c := s.channels[channel]
	delete(s.channels, channel)
	if told {
		s.gateway.dispatch(c.Guild, "CHANNEL_DELETE", map[string]any{"id": channel, "type": 0, "guild_id": c.Guild})
	}
}

func (s *directory) getGuild(groups []string, _ []byte) (any, *refusal) {
	if s.guilds[groups[0]] == nil {
		return nil, &refusal{404, 10004, "Unknown Guild"}
	}
	roles := []map[string]any{{"id": groups[0], "name": "@everyone", "permissions": fmt.Sprint(usual)}}
	for person, rights := range s.guilds[groups[0]] {
		roles = append(roles, map[string]any{"id": "7" + person, "name": "role", "permissions": fmt.Sprint(rights)})
	}
	for role, open := range s.roles[groups[0]] {
		roles = append(roles, map[string]any{"id": role, "name": "role", "permissions": "0", "mentionable": open})
	}
	roles = append(roles, map[string]any{"id": "7" + BotID, "name": "bot", "permissions": fmt.Sprint((&Channel{}).powers())})
	return map[string]any{"id": groups[0], "name": "Guild", "owner_id": s.owners[groups[0]], "system_channel_id": s.system[groups[0]], "roles": roles}, nil
}

func (s *directory) getMember(groups []string, _ []byte) (any, *refusal) {
	if _, there := s.guilds[groups[0]][groups[1]]; !there && groups[1] != BotID {
		return nil, &refusal{404, 10007, "Unknown Member"}
	}
	return map[string]any{"user": map[string]any{"id": groups[1]}, "roles": s.rolesOf(groups[0], groups[1])}, nil
}
