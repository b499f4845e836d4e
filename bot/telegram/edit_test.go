package telegram

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// point is a delivery to Ada.
func point(text string) delivery.Message {
	return delivery.Message{Chat: record.ChatID{Platform: "telegram", Key: "7"}, Reply: commandstest.Said(text)}
}

// sentPoint is a bench on which a message was sent, with its ids.
func sentPoint(t *testing.T) (*bench, []string) {
	t.Helper()
	b := newBench(t)
	ids, err := b.Send(context.Background(), point("Point"))
	if err != nil || len(ids) != 1 {
		t.Fatal(ids, err)
	}
	return b, ids
}

func TestWhatWasSentIsEdited(t *testing.T) {
	b, ids := sentPoint(t)
	for range 2 {
		if err := b.Edit(context.Background(), point("Corrected"), ids); err != nil {
			t.Fatal(err)
		}
	}
	if all := b.srv.Messages(ada); len(all) != 1 || all[0].Text != "Corrected" {
		t.Errorf("the chat shows %+v", all)
	}
	var refused *delivery.RefusedError
	if err := b.Edit(context.Background(), point(strings.Repeat("A long text. ", 500)), ids); !errors.As(err, &refused) {
		t.Errorf("a text of two messages in place of one: %v", err)
	}
	b.srv.Remove(ada)
	var missing *delivery.MissingError
	if err := b.Edit(context.Background(), point("Again"), ids); !errors.As(err, &missing) {
		t.Errorf("an edit of what is gone: %v", err)
	}
}

func TestWhatIsLeftOfALongMessageIsDeleted(t *testing.T) {
	b := newBench(t)
	ids, err := b.Send(context.Background(), point(strings.Repeat("A long text. ", 500)))
	if err != nil || len(ids) != 2 {
		t.Fatal(ids, err)
	}
	if err := b.Edit(context.Background(), point("Short"), ids); err != nil {
		t.Fatal(err)
	}
	if all := b.srv.Messages(ada); len(all) != 1 || all[0].Text != "Short" {
		t.Errorf("the chat shows %+v", all)
	}
}

func TestWhatWasSentIsDeletedWithinTwoDays(t *testing.T) {
	b, ids := sentPoint(t)
	for range 2 {
		if err := b.Delete(context.Background(), point("").Chat, ids); err != nil {
			t.Fatal(err)
		}
	}
	if all := b.srv.Messages(ada); len(all) != 0 {
		t.Errorf("the chat shows %+v", all)
	}
	b, ids = sentPoint(t)
	b.srv.Age(48 * time.Hour)
	var refused *delivery.RefusedError
	if err := b.Delete(context.Background(), point("").Chat, ids); !errors.As(err, &refused) {
		t.Errorf("after two days: %v", err)
	}
	if err := b.Edit(context.Background(), point("Withdrawn"), ids); err != nil {
		t.Errorf("a note after two days: %v", err)
	}
}

func TestFailuresOfChangesAreSorted(t *testing.T) {
	for _, tt := range []struct {
		what  string
		fault telegramtest.Fault
		want  func(error) bool
	}{
		{"asked to wait", telegramtest.Fault{Status: 429, RetryAfter: 3}, func(err error) bool {
			var wait *delivery.RetryAfterError
			return errors.As(err, &wait) && wait.For == 3*time.Second
		}},
		{"shut out", telegramtest.Fault{Status: 403}, func(err error) bool {
			var gone *delivery.GoneError
			return errors.As(err, &gone)
		}},
		{"cut off", telegramtest.Fault{Reset: true, Accept: true}, isUnknown},
	} {
		b, ids := sentPoint(t)
		b.srv.Fail("deleteMessage", tt.fault)
		if err := b.Delete(context.Background(), point("").Chat, ids); !tt.want(err) {
			t.Errorf("%s: %T %v", tt.what, err, err)
		}
	}
}

func TestTheTextThatACommandAnswersIsHandedOver(t *testing.T) {
	b := newBench(t)
	b.run()
	b.srv.Reply(ada, ada, "We meet.\nAt 7.", "/announce")
	b.await("the question", func() bool { return b.core.Last().Command == "announce" })
	if r := b.core.Last(); r.Quoted != "We meet.\nAt 7." || r.Line != "" {
		t.Errorf("asked was %+v", r)
	}
}

func TestASampleIsShownAsItIsElsewhere(t *testing.T) {
	looks := commandstest.Everything()
	parts := render(reply.Reply{Title: "Preview", Blocks: []reply.Block{{Text: "It looks so:"}, {Kind: reply.Sample, Reply: &looks}}})
	want := render(looks)[0].html
	if len(parts) != 1 || !strings.Contains(parts[0].html, "It looks so:\n\n"+rule+"\n"+want+"\n[I prayed] [Web] \n"+rule) {
		t.Errorf("it shows %s", parts[0].html)
	}
}
