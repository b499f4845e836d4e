package discord

import (
	"context"
	"errors"
	"strings"
	"testing"

	"prayerbot/bot/delivery"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// sentPoint is a bench on which a message was sent, with its ids.
func sentPoint(t *testing.T) (*bench, []string) {
	t.Helper()
	b := newBench(t)
	ids, err := b.Send(context.Background(), point())
	if err != nil || len(ids) != 1 || ids[0] != b.srv.Messages(channel)[0].ID {
		t.Fatal(ids, err)
	}
	return b, ids
}

func TestWhatWasSentIsEdited(t *testing.T) {
	b, ids := sentPoint(t)
	m := point()
	m.Reply = commandstest.Said("Corrected")
	for range 2 {
		if err := b.Edit(context.Background(), m, ids); err != nil {
			t.Fatal(err)
		}
	}
	all := b.srv.Messages(channel)
	if len(all) != 1 || all[0].Text != "Corrected" {
		t.Errorf("the channel shows %+v", all)
	}
	m.Reply = commandstest.Said(strings.Repeat("A long text. ", 500))
	var refused *delivery.RefusedError
	if err := b.Edit(context.Background(), m, ids); !errors.As(err, &refused) {
		t.Errorf("a text of two messages in place of one: %v", err)
	}
}

func TestWhatIsLeftOfALongMessageIsDeleted(t *testing.T) {
	b := newBench(t)
	m := point()
	m.Reply = commandstest.Said(strings.Repeat("A long text. ", 500))
	ids, err := b.Send(context.Background(), m)
	if err != nil || len(ids) != 2 {
		t.Fatal(ids, err)
	}
	if err := b.Edit(context.Background(), point(), ids); err != nil {
		t.Fatal(err)
	}
	if all := b.srv.Messages(channel); len(all) != 1 || all[0].Text != "Point" {
		t.Errorf("the channel shows %+v", all)
	}
}

func TestWhatWasSentIsDeletedOnce(t *testing.T) {
	b, ids := sentPoint(t)
	for range 2 {
		if err := b.Delete(context.Background(), point().Chat, ids); err != nil {
			t.Fatal(err)
		}
	}
	if all := b.srv.Messages(channel); len(all) != 0 {
		t.Errorf("the channel shows %+v", all)
	}
	var missing *delivery.MissingError
	if err := b.Edit(context.Background(), point(), ids); !errors.As(err, &missing) {
		t.Errorf("an edit of what is gone: %v", err)
	}
}

func TestFailuresOfChangesAreSorted(t *testing.T) {
	for _, tt := range []struct {
		what  string
		fault discordtest.Fault
		want  func(error) bool
	}{
		{"a channel that is gone", discordtest.Fault{Status: 404, Code: 10003}, func(err error) bool {
			var gone *delivery.GoneError
			return errors.As(err, &gone)
		}},
		{"asked to wait", discordtest.Fault{Status: 429, RetryAfter: 3}, func(err error) bool {
			var wait *delivery.RetryAfterError
			return errors.As(err, &wait)
		}},
		{"cut off", discordtest.Fault{Reset: true}, isUnknown},
		{"refused", discordtest.Fault{Status: 400, Code: 50005}, func(err error) bool {
			var refused *delivery.RefusedError
			return errors.As(err, &refused)
		}},
	} {
		b, ids := sentPoint(t)
		b.srv.Fail(tt.fault)
		if err := b.Delete(context.Background(), point().Chat, ids); !tt.want(err) {
			t.Errorf("%s: %T %v", tt.what, err, err)
		}
	}
}

func TestEveryoneIsPingedOnlyAsTheAuthorMay(t *testing.T) {
	const mention = 1 << 17
	for _, tt := range []struct {
		what    string
		person  string
		rights  int64
		silent  bool
		outcome string
	}{
		{"with the right", admin, mention, false, record.PingDone},
		{"an administrator", admin, 8, false, record.PingDone},
		{"without the right", admin, 32, false, record.PingPerson},
		{"where the channel takes it away", admin, mention, true, record.PingPerson},
		{"where the bot may not", admin, mention, false, record.PingBot},
		{"somebody from elsewhere", "55", 0, false, record.PingPerson},
		{"nobody", "", mention, false, ""},
	} {
		t.Run(tt.what, func(t *testing.T) {
			b := newBench(t)
			b.srv.Member(guild, admin, tt.rights)
			if tt.silent {
				b.srv.Silence(channel, admin)
			}
			if tt.outcome == record.PingBot {
				b.srv.ForbidPing(channel)
			}
			m, outcome, content := point(), "", ""
			m.GroupID, m.Ping, m.Pinged = guild, tt.person, func(is string) { outcome = is }
			if tt.outcome == record.PingDone {
				content = pingText
			}
			if _, err := b.Send(context.Background(), m); err != nil {
				t.Fatal(err)
			}
			if all := b.srv.Messages(channel); len(all) != 1 || all[0].Content != content || outcome != tt.outcome {
				t.Errorf("the channel shows %+v, and what became of the ping is %q", all, outcome)
			}
		})
	}
}

func TestAFormIsOpenedAndRead(t *testing.T) {
	b := newBench(t)
	b.run()
	b.core.Answer("pray", reply.Reply{Blocks: commandstest.Said("Type it.").Blocks, Form: &reply.Form{Title: "An announcement", Label: "The text", Do: "announce", Value: "before", Most: 1800}})
	i, err := b.srv.Command(member, channel, "pray", nil)
	if err != nil {
		t.Fatal(err)
	}
	b.await("a form", func() bool { return b.srv.Opened(i) != nil })
	form := b.srv.Opened(i)
	if form.Title != "An announcement" || form.Value != "before" || form.Most != 1800 {
		t.Errorf("the form is %+v", form)
	}
	sent, err := b.srv.Submit(form, "We meet.\nAt 7.")
	if err != nil {
		t.Fatal(err)
	}
	b.await("an answer", func() bool { return b.srv.Answer(sent) != nil })
	if r := b.core.Last(); r.Payload != "1 announce" || r.Text != "We meet.\nAt 7." || r.Person != member || r.Command != "" {
		t.Errorf("asked was %+v", r)
	}
}

func TestASampleIsShownAsItIsElsewhere(t *testing.T) {
	looks := commandstest.Everything()
	parts := render(reply.Reply{Title: "Preview", Blocks: []reply.Block{{Text: "It looks so:"}, {Kind: reply.Sample, Reply: &looks}}})
	want := render(looks)[0].Embeds[0]
	if len(parts) != 1 || len(parts[0].Embeds) != 2 || parts[0].Embeds[0].Description != "It looks so:" {
		t.Fatalf("the parts are %+v", parts)
	}
	if got := parts[0].Embeds[1]; got.Title != want.Title || got.Description != want.Description+"\n`I prayed` `Web` " {
		t.Errorf("the sample is %+v", got)
	}
}

func TestWhatTakesThePlaceOfASecretStaysSecret(t *testing.T) {
	b := newBench(t)
	b.run()
	secret := commandstest.Said("A draft.")
	secret.Visibility, secret.Buttons = reply.Private, [][]reply.Button{{{Label: "Change", Do: "change"}, {Label: "Again", Do: "again"}}}
	b.core.Answer("pray", secret)
	b.core.Answer("1 again", secret)
	long := commandstest.Said(strings.Repeat("A long text. ", 500))
	long.Visibility = reply.InPlace
	b.core.Answer("1 change", long)
	i, err := b.srv.Command(member, channel, "pray", nil)
	if err != nil {
		t.Fatal(err)
	}
	b.await("the secret", func() bool { return b.srv.Answer(i) != nil })
	for n, label := range []string{"Again", "Change"} {
		if _, err := b.srv.Press(member, channel, label); err != nil {
			t.Fatal(err)
		}
		b.await("the change", func() bool { all := b.srv.Messages(channel); return len(all) == n+1 && all[0].Edited == n+1 })
	}
	for _, m := range b.srv.Messages(channel) {
		if m.Flags != ephemeral {
			t.Errorf("everybody can read %q", m.Text)
		}
	}
}
