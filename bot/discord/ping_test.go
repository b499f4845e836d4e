package discord

import (
	"testing"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// aRole is one of the server whom a daily point pings.
const aRole = "701"

func TestADailyPointPingsARoleAsTheBotMay(t *testing.T) {
	for what, tt := range map[string]struct {
		change  func(*bench)
		outcome string
	}{
		"with the right":                    {func(b *bench) { b.srv.Role(guild, aRole, false) }, record.PingDone},
		"a role that everybody may mention": {func(b *bench) { b.srv.Role(guild, aRole, true); b.srv.ForbidPing(channel) }, record.PingDone},
		"without the right":                 {func(b *bench) { b.srv.Role(guild, aRole, false); b.srv.ForbidPing(channel) }, record.PingBot},
		"a role that was deleted":           {func(b *bench) { b.srv.Role(guild, aRole, true); b.srv.DeleteRole(guild, aRole) }, record.PingGone},
		"a role that was never there":       {func(*bench) {}, record.PingGone},
	} {
		t.Run(what, func(t *testing.T) {
			b := newBench(t)
			tt.change(b)
			m, outcome := point(), ""
			m.GroupID, m.PingRole, m.Pinged = guild, aRole, func(is string) { outcome = is }
			if _, err := b.Send(t.Context(), m); err != nil {
				t.Fatal(err)
			}
			role := ""
			if tt.outcome == record.PingDone {
				role = aRole
			}
			if all := b.srv.Messages(channel); len(all) != 1 || all[0].PingedRole() != role || all[0].Pinged() || outcome != tt.outcome {
				t.Errorf("the channel shows %+v, and what became of the ping is %q", all, outcome)
			}
		})
	}
}

// A repeat past the nonce is known although the first one pinged a role.
func TestAPointThatPingedARoleIsKnownAgain(t *testing.T) {
	b := newBench(t)
	b.srv.Role(guild, aRole, true)
	m := point()
	m.GroupID, m.PingRole = guild, aRole
	if _, err := b.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	b.srv.Forget()
	m.First = b.client.clock.Now().Add(-2 * nonceWindow)
	if _, err := b.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if all := b.srv.Messages(channel); len(all) != 1 {
		t.Errorf("the channel shows %d messages", len(all))
	}
}

func TestWhoMayPingARoleIsAskedOfDiscord(t *testing.T) {
	const mention = 1 << 17
	for what, tt := range map[string]struct {
		person, role string
		rights       int64
		change       func(*bench)
		want         string
	}{
		"both may":                  {admin, aRole, mention, func(*bench) {}, record.PingDone},
		"the person may not":        {admin, aRole, 32, func(*bench) {}, record.PingPerson},
		"the bot may not":           {admin, aRole, mention, func(b *bench) { b.srv.ForbidPing(channel) }, record.PingBot},
		"everybody may":             {admin, aRole, 32, func(b *bench) { b.srv.Role(guild, aRole, true) }, record.PingDone},
		"there is none":             {admin, "702", mention, func(*bench) {}, record.PingGone},
		"somebody who is not there": {"55", aRole, 0, func(*bench) {}, record.PingPerson},
	} {
		b := newBench(t)
		b.srv.Role(guild, aRole, false)
		b.srv.Member(guild, admin, tt.rights)
		tt.change(b)
		got, err := b.RolePing(t.Context(), inDiscord(channel), guild, tt.person, tt.role)
		if err != nil || got != tt.want {
			t.Errorf("%s: %q, %v", what, got, err)
		}
	}
}

// A role is picked from a menu of Discord's own, and its key stands behind the line.
func TestARoleIsPickedFromAMenu(t *testing.T) {
	b := newBench(t)
	b.run()
	said := commandstest.Said("Which role?")
	said.Buttons = [][]reply.Button{{{Label: "Off", Do: "settings ping off"}, {Label: "Choose a role", Do: "settings ping", Roles: true}}, {{Label: "Back", Do: "settings"}}}
	b.core.Answer("pray", said)
	m := b.command(member, channel, "pray", nil)
	want := [][]discordtest.Button{
		{{Label: "Choose a role", ID: "1 settings ping", Roles: true}}, {{Label: "Off", ID: "1 settings ping off"}}, {{Label: "Back", ID: "1 settings"}},
	}
	if len(m.Buttons) != len(want) || m.Buttons[0][0] != want[0][0] || m.Buttons[1][0] != want[1][0] || m.Buttons[2][0] != want[2][0] {
		t.Errorf("the buttons are %+v", m.Buttons)
	}
	i, err := b.srv.PickRole(member, channel, "Choose a role", aRole)
	if err != nil {
		t.Fatal(err)
	}
	b.answer(i)
	if r := b.core.Last(); r.Payload != "1 settings ping ="+aRole {
		t.Errorf("asked was %q", r.Payload)
	}
	for _, values := range []string{`[]`, `["x"]`, `["701","702"]`, `[""]`} {
		if _, err := readPress([]byte(`{"custom_id":"1 settings ping","component_type":6,"values":` + values + `}`)); err == nil {
			t.Errorf("%s is taken", values)
		}
	}
}

// A channel is picked from a menu of Discord's own, and is what the line is about.
func TestAChannelIsPickedFromAMenu(t *testing.T) {
	b := newBench(t)
	b.run()
	said := commandstest.Said("When?")
	said.Buttons = [][]reply.Button{{{Label: "For another channel", Do: "setup", Chats: true}}}
	b.core.Answer("pray", said)
	b.command(member, channel, "pray", nil)
	i, err := b.srv.PickChannel(member, channel, "For another channel", thread)
	if err != nil {
		t.Fatal(err)
	}
	b.answer(i)
	if r := b.core.Last(); r.Payload != "1 .@111 setup" || r.Picked == nil || r.Picked.Chat != inDiscord(thread) || !r.Picked.Seen || r.Picked.Kind != record.PlaceThreaded {
		t.Errorf("asked was %+v", r)
	}
	if got := placed("1 .@110 setup", "111"); got != "1 .@111 setup" {
		t.Errorf("it is about %q", got)
	}
	b.srv.DenyPerson("111", member, discordtest.ViewChannel)
	if _, err := b.srv.PickChannel(member, channel, "For another channel", thread); err == nil {
		t.Error("a channel is offered that they do not see")
	}
}
