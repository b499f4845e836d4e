package discord

import (
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// lastAsked is the newest request that the core was asked and that fits.
func lastAsked(b *bench, fits func(reply.Request) bool) (found reply.Request, is bool) {
	for _, r := range b.core.Asked() {
		if fits(r) {
			found, is = r, true
		}
	}
	return found, is
}

func TestWhatIsSaidInPrivateIsAnswered(t *testing.T) {
	b := newBench(t)
	b.run()
	b.srv.Say(member, private, "  North Korea ", nil)
	b.await("an answer", func() bool { return len(b.srv.Messages(private)) == 1 })
	asked, _ := lastAsked(b, func(r reply.Request) bool { return r.Line != "" })
	if asked.Line != "North Korea" || asked.Command != "" || !asked.Private || !asked.Hears || asked.Person != member || asked.Chat != (record.ChatID{Platform: "discord", Key: private}) {
		t.Errorf("the core was asked %+v", asked)
	}
	b.srv.Say(member, private, "/pray nigeria", nil)
	b.await("a command", func() bool {
		asked, is := lastAsked(b, func(r reply.Request) bool { return r.Command == "pray" })
		return is && asked.Line == "nigeria"
	})
}

func TestAnAmenToAPointNamesIt(t *testing.T) {
	b := newBench(t)
	b.core.Answer("pray", reply.Reply{Title: "A point", Buttons: [][]reply.Button{{{Label: "I prayed", Do: "prayed ng-one"}}}})
	b.run()
	b.command(member, private, "pray", nil)
	b.await("the point", func() bool { return len(b.srv.Messages(private)) == 1 })
	point := b.srv.Messages(private)[0]
	b.srv.Say(member, private, "amen", &point)
	b.await("the amen", func() bool {
		asked, is := lastAsked(b, func(r reply.Request) bool { return r.Line == "amen" })
		return is && asked.Point == "ng-one"
	})
}

func TestWhatIsNoWordOfAPersonInPrivateIsPassedOver(t *testing.T) {
	b := newBench(t)
	b.run()
	const form = `{"op":0,"s":%,"t":"MESSAGE_CREATE","d":{"id":"5","channel_id":"120","type":0,"content":"amen","author":{"id":"7"}@}}`
	for n, also := range []string{`,"guild_id":"100"`, `,"webhook_id":"9"`, `,"type":7`, `,"content":" "`, `,"author":{"id":"8","bot":true}`, `,"author":{"id":"x"}`, `,"author":7`} {
		b.srv.Payload(strings.NewReplacer("%", string(rune('1'+n)), "@", also).Replace(form))
	}
	b.srv.Say(member, private, "the last", nil)
	b.await("the last", func() bool {
		_, is := lastAsked(b, func(r reply.Request) bool { return r.Line == "the last" })
		return is
	})
	if asked, is := lastAsked(b, func(r reply.Request) bool { return r.Line == "amen" }); is {
		t.Errorf("the core was asked %+v", asked)
	}
}
