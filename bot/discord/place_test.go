package discord

import (
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

const (
	forum = "130"
	news  = "131"
)

func inDiscord(key string) record.ChatID { return record.ChatID{Platform: "discord", Key: key} }

func TestAChannelIsDescribedToAPerson(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Guild("200", owner, "210")
	b.srv.Forum(guild, forum, true, "Nigeria", "Moderators")
	b.srv.Moderate(forum, "Moderators")
	b.srv.Channels(guild, "140", "141", "142")
	b.srv.DenyPerson("140", admin, discordtest.ViewChannel)
	b.srv.DenyPerson("141", admin, discordtest.SendMessages)
	b.srv.Deny("141", discordtest.EmbedLinks)
	b.srv.Deny("142", discordtest.ViewChannel)
	b.srv.Thread(guild, "141", "143")
	all := reply.Powers{Known: true, Post: true, Ping: true}
	cardless := all
	cardless.Lacks = reply.RightEmbed
	for _, tt := range []struct {
		what, key string
		want      reply.Place
	}{
		{"a channel", channel, reply.Place{Kind: record.PlaceThreaded, Seen: true, Writes: true, Bot: all}},
		{"one that the person does not see", "140", reply.Place{Kind: record.PlaceThreaded, Bot: all}},
		{"one where they may not write", "141", reply.Place{Kind: record.PlaceThreaded, Seen: true, Bot: cardless}},
		{"a thread in it", "143", reply.Place{Kind: record.PlaceThread, Seen: true, Writes: true, Bot: cardless}},
		{"one that the bot does not see", "142", reply.Place{Bot: reply.Powers{Known: true, Lacks: reply.RightView}}},
		{"one of another server", "210", reply.Place{}},
		{"one that is not there", "999", reply.Place{}},
		{"what is no number", "=NG", reply.Place{}},
		{"a forum", forum, reply.Place{Kind: record.PlaceForum, Seen: true, Writes: true, Bot: all, Tagged: true, Tags: []reply.Tag{{Key: forum + "00", Name: "Nigeria"}}}},
	} {
		got, err := b.Place(t.Context(), inDiscord(tt.key), guild, admin)
		if tt.want.Chat = inDiscord(tt.key); err != nil || !cmp.Equal(got, tt.want) {
			t.Errorf("%s: %v %s", tt.what, err, cmp.Diff(tt.want, got))
		}
	}
	b.srv.Fail(discordtest.Fault{Path: "/channels/", Status: 500})
	if _, err := b.Place(t.Context(), inDiscord(channel), guild, admin); err == nil {
		t.Error("what nobody knows is described")
	}
}

func TestAnOptionNamesAChannel(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.News(guild, news)
	b.srv.DenyPerson(news, admin, discordtest.SendMessages)
	b.run()
	b.command(admin, channel, "subscribe", map[string]string{"time": "7", "channel": news})
	req := b.core.Last()
	want := &reply.Place{Chat: inDiscord(news), Kind: record.PlaceFollowed, Seen: true}
	if req.Args["channel"] != news || req.Chat.Key != channel || req.Kind != record.PlaceThreaded || !cmp.Equal(req.Picked, want) {
		t.Errorf("%q in %v: %s", req.Args, req.Chat, cmp.Diff(want, req.Picked))
	}
	b.srv.DenyPerson(news, admin, discordtest.ViewChannel)
	if _, err := b.srv.Command(admin, channel, "subscribe", map[string]string{"time": "7", "channel": news}); err == nil {
		t.Error("a channel is offered that the person does not see")
	}
	b.srv.DenyPerson(channel, admin, discordtest.SendMessages)
	b.command(admin, channel, "pray", nil)
	if !b.core.Last().Barred {
		t.Error("who may not write is not barred")
	}
}

func TestRightsFollowFromRolesAndChannels(t *testing.T) {
	t.Parallel()
	const view, send, admins = discordgo.PermissionViewChannel, discordgo.PermissionSendMessages, discordgo.PermissionAdministrator
	now := time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)
	later := now.Add(time.Hour)
	everyone := &discordgo.Role{ID: guild, Permissions: view | send}
	over := func(id string, kind discordgo.PermissionOverwriteType, allow, deny int64) *discordgo.PermissionOverwrite {
		return &discordgo.PermissionOverwrite{ID: id, Type: kind, Allow: allow, Deny: deny}
	}
	const ofRole, ofMember = discordgo.PermissionOverwriteTypeRole, discordgo.PermissionOverwriteTypeMember
	for _, tt := range []struct {
		what   string
		person string
		held   int64
		over   []*discordgo.PermissionOverwrite
		until  *time.Time
		want   int64
	}{
		{what: "everyone's", person: member, want: view | send},
		{what: "the owner's", person: owner, over: []*discordgo.PermissionOverwrite{over(guild, ofRole, 0, view)}, want: everything},
		{what: "an administrator's", person: member, held: admins, over: []*discordgo.PermissionOverwrite{over(guild, ofRole, 0, view)}, want: everything},
		{what: "kept from everyone", person: member, over: []*discordgo.PermissionOverwrite{over(guild, ofRole, 0, send)}, want: view},
		{what: "given to a role", person: member, over: []*discordgo.PermissionOverwrite{over("71", ofRole, send, 0), over(guild, ofRole, 0, send)}, want: view | send},
		{what: "kept from a role, given to the member", person: member, over: []*discordgo.PermissionOverwrite{over(member, ofMember, send, 0), over("71", ofRole, 0, send)}, want: view | send},
		{what: "kept from another role", person: member, over: []*discordgo.PermissionOverwrite{over("72", ofRole, 0, view)}, want: view | send},
		{what: "timed out", person: member, until: &later, want: view},
		{what: "not timed out any more", person: member, until: &now, want: view | send},
	} {
		g := &discordgo.Guild{ID: guild, OwnerID: owner, Roles: []*discordgo.Role{everyone, {ID: "71", Permissions: tt.held}, {ID: "72"}}}
		m := &discordgo.Member{User: &discordgo.User{ID: tt.person}, Roles: []string{"71"}, CommunicationDisabledUntil: tt.until}
		if got := permissionsIn(g, &discordgo.Channel{PermissionOverwrites: tt.over}, m, now); got != tt.want {
			t.Errorf("%s: %b, want %b", tt.what, got, tt.want)
		}
	}
}
