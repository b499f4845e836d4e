package telegram

import (
	"testing"

	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

func TestAnAmenInAGroupIsAnsweredByAReactionAlone(t *testing.T) {
	b := newBench(t)
	b.core.Answer("pray", commandstest.Carried())
	b.core.Answer("", reply.Reply{Reaction: reply.FoldedHands})
	b.run()
	b.srv.Say(group, ada, "/pray")
	b.awaitText(group, "Which country?")
	if err := b.srv.AnswerBot(group, bola, "Amen."); err != nil {
		t.Fatal(err)
	}
	b.await("a reaction", func() bool { return b.srv.ReactionTo("Amen.") == reply.FoldedHands })
	if asked := b.core.Last(); asked.Point != "kp-one" || asked.Line != "Amen." || asked.Private {
		t.Errorf("the core was asked %+v", asked)
	}
	if shown := b.srv.Messages(group); len(shown) != 1 {
		t.Errorf("the group was sent %d messages", len(shown))
	}
	b.srv.Reply(group, bola, "Our own words", "Amen to that")
	b.srv.Say(group, ada, "/pray")
	b.await("the next answer", func() bool { return len(b.srv.Messages(group)) == 2 })
	if b.srv.ReactionTo("Amen to that") != "" {
		t.Error("what was said to somebody else was marked")
	}
}

func TestAReactionThatAGroupRefusesIsNoTrouble(t *testing.T) {
	b := newBench(t)
	b.core.Answer("", reply.Reply{Reaction: "no emoji"})
	b.run()
	b.srv.Say(ada, ada, "amen")
	b.srv.Say(ada, ada, "/pray")
	b.awaitText(ada, "You asked pray")
	if got := b.srv.ReactionTo("amen"); got != "" {
		t.Errorf("it is marked %q", got)
	}
}
