package record

import (
	"errors"
	"testing"
	"time"
)

var (
	owner, ada, cleo = UserID{Platform: "telegram", Key: "9"}, UserID{Platform: "telegram", Key: "8"}, UserID{Platform: "discord", Key: "5"}
	hope             = Community{ID: "hope", Owner: owner, Offer: "code"}
)

const oneDay = 24 * time.Hour

// running is a take-over that two have asked for at a time.
func running(t *testing.T, at time.Time) Community {
	t.Helper()
	c, err := hope.AskTakeOver(ada, "telegram:-1", at)
	if err == nil {
		c, err = c.AgreeTakeOver(cleo, "discord:100", at)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestThePhasesOfATakeOver(t *testing.T) {
	one, _ := hope.AskTakeOver(ada, "telegram:-1", asked)
	two := running(t, asked)
	for _, test := range []struct {
		name  string
		of    Community
		after time.Duration
		want  TakeOverPhase
		halts bool
	}{
		{"nobody asks", hope, 0, TakeOverNone, false},
		{"one asks", one, 0, TakeOverAsked, false},
		{"one has asked for long", one, TakeOverSpan - time.Second, TakeOverAsked, false},
		{"one has asked for too long", one, TakeOverSpan, TakeOverNone, false},
		{"two ask", two, 0, TakeOverRuns, true},
		{"two have asked for nearly as long as it takes", two, TakeOverSpan - time.Second, TakeOverRuns, true},
		{"it is ripe", two, TakeOverSpan, TakeOverRipe, true},
		{"nobody came to finish it", two, 2 * TakeOverSpan, TakeOverNone, false},
	} {
		now := asked.Add(test.after)
		if got := test.of.TakeOver.Phase(now); got != test.want || test.of.TakeOver.Halts(now) != test.halts {
			t.Errorf("%s: %q, halts %t", test.name, got, test.of.TakeOver.Halts(now))
		}
	}
}

// Whoever asks is named for three phases at the longest: /privacy says three weeks.
func TestWhoAsksIsNamedForThreeWeeksAtMost(t *testing.T) {
	const weeks = 3 * 7 * 24 * time.Hour
	late := asked.Add(TakeOverSpan - time.Second)
	c, err := hope.AskTakeOver(ada, "telegram:-1", asked)
	if err == nil {
		c, err = c.AgreeTakeOver(cleo, "discord:100", late)
	}
	if err != nil {
		t.Fatal(err)
	}
	if c, lapsed := c.WithoutLapsed(asked.Add(weeks - 2*time.Second)); lapsed || c.TakeOver.By != ada {
		t.Errorf("shortly before its end it is %+v", c.TakeOver)
	}
	if c, lapsed := c.WithoutLapsed(asked.Add(weeks)); !lapsed || c.TakeOver != (TakeOver{}) {
		t.Errorf("after three weeks it is %+v", c.TakeOver)
	}
}

func TestWhoMayTakeWhichStep(t *testing.T) {
	one, _ := hope.AskTakeOver(ada, "telegram:-1", asked)
	two := running(t, asked)
	ripe := asked.Add(TakeOverSpan)
	for _, test := range []struct {
		name string
		do   func() (Community, error)
		want error
	}{
		{"the owner asks", func() (Community, error) { return hope.AskTakeOver(owner, "telegram:-1", asked) }, ErrChanged},
		{"the same asks again", func() (Community, error) { return one.AskTakeOver(ada, "telegram:-1", asked) }, nil},
		{"another asks for themself", func() (Community, error) { return one.AskTakeOver(cleo, "discord:100", asked) }, ErrChanged},
		{"another asks once it is over", func() (Community, error) { return one.AskTakeOver(cleo, "discord:100", ripe) }, nil},
		{"the same agrees", func() (Community, error) { return one.AgreeTakeOver(ada, "discord:100", asked) }, ErrChanged},
		{"the owner agrees", func() (Community, error) { return one.AgreeTakeOver(owner, "discord:100", asked) }, ErrChanged},
		{"another of the same group agrees", func() (Community, error) { return one.AgreeTakeOver(cleo, "telegram:-1", asked) }, ErrChanged},
		{"another agrees too late", func() (Community, error) { return one.AgreeTakeOver(cleo, "discord:100", ripe) }, ErrChanged},
		{"another agrees to nothing", func() (Community, error) { return hope.AgreeTakeOver(cleo, "discord:100", asked) }, ErrChanged},
		{"the second agrees again", func() (Community, error) { return two.AgreeTakeOver(cleo, "discord:100", asked.Add(oneDay)) }, ErrChanged},
		{"it is stopped", func() (Community, error) { return two.StopTakeOver(asked.Add(oneDay)) }, nil},
		{"one who asks alone is stopped", func() (Community, error) { return one.StopTakeOver(asked) }, nil},
		{"nothing is stopped", func() (Community, error) { return hope.StopTakeOver(asked) }, ErrNotFound},
		{"it is finished too early", func() (Community, error) { return two.FinishTakeOver(ada, ripe.Add(-time.Second)) }, ErrChanged},
		{"the second finishes it", func() (Community, error) { return two.FinishTakeOver(cleo, ripe) }, ErrChanged},
		{"the first finishes it", func() (Community, error) { return two.FinishTakeOver(ada, ripe) }, nil},
		{"it is finished too late", func() (Community, error) { return two.FinishTakeOver(ada, ripe.Add(TakeOverSpan)) }, ErrChanged},
	} {
		if _, err := test.do(); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
}

func TestASecondAgreementDoesNotBeginItAnew(t *testing.T) {
	again, _ := running(t, asked).AgreeTakeOver(cleo, "discord:100", asked.Add(oneDay))
	if !again.TakeOver.Begun.Equal(asked) {
		t.Errorf("it began at %s", again.TakeOver.Begun)
	}
}

func TestWhatAnotherOwnerLeavesBehind(t *testing.T) {
	c, err := running(t, asked).FinishTakeOver(ada, asked.Add(TakeOverSpan))
	if err != nil || c.Owner != ada || c.Offer != "" || c.TakeOver != (TakeOver{}) {
		t.Errorf("got %+v, %v", c, err)
	}
}

func TestBelongingForLong(t *testing.T) {
	for _, test := range []struct {
		chat Chat
		want bool
	}{
		{Chat{Community: "hope", Joined: asked.Add(-LongBelonging)}, true},
		{Chat{Community: "hope", Joined: asked.Add(time.Second - LongBelonging)}, false},
		{Chat{Community: "hope"}, false},
		{Chat{Joined: asked.Add(-LongBelonging)}, false},
	} {
		if got := test.chat.BelongsLong(asked); got != test.want {
			t.Errorf("%+v: %t", test.chat, got)
		}
	}
}
