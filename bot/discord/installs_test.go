package discord

import (
	"slices"
	"testing"

	"prayerbot/bot/delivery"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// The places of somebody who has installed the bot for themselves.
const (
	foreign = "160" // a channel of a server in which the bot is not
	shared  = "165" // a private channel of several people
)

// installed is a bench with those places.
func installed(t *testing.T) *bench {
	t.Helper()
	b := newBench(t)
	b.core.Answer("pray", reply.Reply{Title: "A point", Buttons: [][]reply.Button{{{Label: "More", Do: "more"}}}})
	b.srv.Foreign("161", owner, foreign)
	b.srv.Member("161", member, 0)
	b.srv.Between(shared)
	return b
}

// The core is told where the bot is not, and answers there all the same; whose answer it was
// is known there too.
func TestWhoHasInstalledTheBotForThemselvesIsAnsweredEverywhere(t *testing.T) {
	b := installed(t)
	b.run()
	for where, want := range map[string]reply.Request{
		foreign: {Outside: true, GroupID: "161"}, shared: {}, private: {Private: true}, channel: {GroupID: guild},
	} {
		b.command(member, where, "pray", nil)
		if r := b.core.Last(); r.Outside != want.Outside || r.Private != want.Private || r.GroupID != want.GroupID || r.Person != member {
			t.Errorf("in %s asked was %+v", where, r)
		}
		i, err := b.srv.Press(member, where, "More")
		if err != nil {
			t.Fatal(err)
		}
		b.await("an answer", func() bool { return b.srv.Answer(i) != nil })
		if r := b.core.Last(); r.Origin != reply.FromOwnAnswer || r.Outside != want.Outside {
			t.Errorf("a press in %s is %+v", where, r)
		}
	}
}

// Discord offers what only reads wherever somebody is, and the rest where the bot is and in
// its private chat with them.
func TestWhatIsOfferedWhereTheBotIsNot(t *testing.T) {
	b := installed(t)
	b.run()
	for where, offered := range map[string][]string{foreign: {"pray", "subscribe"}, private: {"pray", "subscribe"}, channel: {"pray", "subscribe"}, shared: {"pray"}} {
		for _, name := range []string{"pray", "subscribe"} {
			if _, err := b.srv.Command(member, where, name, nil); (err == nil) != slices.Contains(offered, name) {
				t.Errorf("/%s in %s: %v", name, where, err)
			}
		}
	}
}

// Where the bot is not it can bring nothing, and that is for good.
func TestNothingIsBroughtWhereTheBotIsNot(t *testing.T) {
	for _, where := range []string{foreign, shared} {
		b := installed(t)
		m := point()
		m.Chat.Key = where
		if _, err := b.Send(t.Context(), m); !isGone(record.StopForbidden)(err) {
			t.Errorf("in %s: %v", where, err)
		}
	}
	// Nor to somebody who has only ever used it there.
	b := installed(t)
	m := delivery.Message{Chat: inDiscord("9999"), Reply: commandstest.Said("A point."), Nonce: "n", Alone: true}
	if _, err := b.Send(t.Context(), m); !isGone(record.StopBlocked)(err) {
		t.Errorf("to a stranger: %v", err)
	}
}
