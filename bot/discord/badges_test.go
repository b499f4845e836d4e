package discord

import (
	"context"
	"slices"
	"strings"
	"testing"

	"prayerbot/bot/adapter"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

func TestARequestNamesTheRolesOfItsPerson(t *testing.T) {
	b := newBench(t)
	b.srv.GiveRole(guild, member, "71")
	b.run()
	b.command(member, channel, "pray", nil)
	if r := b.core.Last(); !slices.Contains(r.RoleIDs, "71") || r.Role != reply.Anyone {
		t.Errorf("on a server: %+v", r)
	}
	b.command(member, private, "pray", nil)
	if r := b.core.Last(); r.RoleIDs != nil {
		t.Errorf("in private: %+v", r)
	}
}

// The test's core trusts the role 71.
func TestATrustedRoleMakesAModerator(t *testing.T) {
	b := newBench(t)
	want := func(role reply.Role) {
		t.Helper()
		if got, err := b.Role(context.Background(), record.ChatID{}, guild, member); err != nil || got != role {
			t.Errorf("role %d, %v, want %d", got, err, role)
		}
	}
	b.srv.GiveRole(guild, member, "70")
	want(reply.Anyone)
	b.rights.denials = adapter.Denials{} // a minute later
	b.srv.GiveRole(guild, member, "71")
	want(reply.Moderator)
}

func TestARoleIsChosenAndShownByItsName(t *testing.T) {
	b := newBench(t)
	b.run()
	b.command(admin, channel, "subscribe", map[string]string{"role": "71"})
	if r := b.core.Last(); r.Args["role"] != "71" {
		t.Errorf("it was read as %q", r.Args)
	}
	for badge, want := range map[string]string{"71": "<@&71>", "7>1": `7\>1`, "@here": "@\u2060here"} {
		got := itemText(reply.Item{Text: "1.", RoleID: badge}, reply.List)
		if got != "• 1. "+want {
			t.Errorf("%q is shown as %q", badge, got)
		}
	}
}

func TestSilenceIsNoAnswer(t *testing.T) {
	b := newBench(t)
	b.core.Answer("pray", reply.Reply{})
	b.run()
	i, err := b.srv.Command(member, channel, "pray", nil)
	if err != nil {
		t.Fatal(err)
	}
	asked := func(r reply.Request) bool { return r.Command == "pray" }
	for !slices.ContainsFunc(b.core.Asked(), asked) { // each round waits for an answer
		b.command(member, channel, "subscribe", nil)
	}
	b.receiver.answerer.drain()
	if b.srv.Answer(i) != nil || strings.Contains(b.log.String(), "could not be answered") {
		t.Errorf("it was answered, or tried to: %s", b.log)
	}
}
