package commands_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"prayerbot/commands/announce"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// mute is a platform that does not answer who moderates.
type mute struct{}

func (mute) Role(context.Context, record.ChatID, string, string) (reply.Role, error) {
	return reply.Anyone, errors.New("the platform is silent")
}

// booked is a talk in which a moderator has scheduled an announcement for 19:00
// in Berlin, with its id.
func booked(t *testing.T) (*talk, string) {
	t.Helper()
	k := newTalk(t)
	k.group("9", "moderator")
	k.say("/subscribe 06:30 berlin")
	k.say("/announce We meet on Friday.")
	_, rest, _ := strings.Cut(k.last.Buttons[0][0].Do, "send ")
	id, _, _ := strings.Cut(rest, " ")
	if text := plain(k.say("/announce schedule " + id + " 19:00")); !strings.Contains(text, "Tuesday 24 November 2026, 19:00 (Europe/Berlin)") {
		t.Fatal(text)
	}
	return k, id
}

func TestWhatWasScheduledIsReleasedAsItsAuthorMayThen(t *testing.T) {
	seven := time.Date(2026, 11, 24, 18, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		what  string
		setup func(*talk)
		at    time.Time
		want  record.AnnouncementState
		deed  record.Action
	}{
		{"before its time", nil, seven.Add(-time.Second), record.StateScheduled, record.ActionScheduled},
		{"at its time", func(k *talk) { k.roles["9"] = reply.Moderator }, seven, record.StateConfirmed, record.ActionSent},
		{"after a short silence of the bot", func(k *talk) { k.roles["9"] = reply.Moderator }, seven.Add(5 * time.Hour), record.StateConfirmed, record.ActionSent},
		{"far too late", func(k *talk) { k.roles["9"] = reply.Moderator }, seven.Add(7 * time.Hour), record.StateCancelled, record.ActionExpired},
		{"by a former moderator", nil, seven, record.StateCancelled, record.ActionExpired},
		{"while the platform does not say", func(k *talk) { k.world.Rights = mute{} }, seven, record.StateScheduled, record.ActionScheduled},
	} {
		t.Run(tt.what, func(t *testing.T) {
			k, id := booked(t)
			if tt.setup != nil {
				tt.setup(k)
			}
			ctx := context.Background()
			for range 2 {
				if err := k.core.Release(ctx, "telegram", tt.at); err != nil {
					t.Fatal(err)
				}
				if err := k.core.Release(ctx, "discord", tt.at); err != nil {
					t.Fatal(err)
				}
			}
			a, err := k.store.Announcement(ctx, id, k.req.Now)
			if err != nil || a.State != tt.want {
				t.Errorf("it is %s, %v", a.State, err)
			}
			acts, err := k.store.AuditLog(ctx, record.Audience{}, tt.at, 9)
			if err != nil || acts[0].Action != tt.deed || len(acts) > 2 {
				t.Errorf("the audit log is %+v, %v", acts, err)
			}
		})
	}
}

func TestAnOperatorComposesForWiderAudiences(t *testing.T) {
	k := newTalk(t)
	k.private("7")
	k.say("/subscribe 07:00 lagos for Nigeria")
	k.private("8")
	k.say("/subscribe 07:00 lagos for West Africa")
	k.private("9")
	k.say("/subscribe 07:00 lagos")
	for to, want := range map[string]int{
		"everyone": 3, "country:nigeria": 2, "country:NG": 2, "region:west-africa": 2, "platform:telegram": 3,
		"platform:discord": 0, "chat:telegram:9": 1, "country:FR": 0,
	} {
		_, n, err := k.core.ComposeAnnouncement(context.Background(), announce.ConsoleAnnouncement{To: to, Text: "Pray."}, k.req.Now)
		if err != nil || n != want {
			t.Errorf("%s reaches %d, want %d, %v", to, n, want, err)
		}
	}
	for _, to := range []string{"", "everybody", "country:", "country:atlantis", "region:mars", "platform:x y", "chat:7", "everyone:all"} {
		var problem reply.Problem
		if _, _, err := k.core.ComposeAnnouncement(context.Background(), announce.ConsoleAnnouncement{To: to, Text: "Pray."}, k.req.Now); !errors.As(err, &problem) {
			t.Errorf("%q: %v", to, err)
		}
	}
}

func TestForgettingTakesDraftsAndTrailWithIt(t *testing.T) {
	k, id := booked(t)
	k.payload("1 forget yes")
	if _, err := k.store.Announcement(context.Background(), id, k.req.Now); !errors.Is(err, record.ErrNotFound) {
		t.Errorf("the draft is still there: %v", err)
	}
	if acts, err := k.store.AuditLog(context.Background(), record.Audience{}, k.req.Now, 9); err != nil || len(acts) != 0 {
		t.Errorf("the audit log is %+v, %v", acts, err)
	}
}

func TestSomebodyWithoutANameCannotAnnounce(t *testing.T) {
	k := newTalk(t)
	k.group("9", "moderator")
	k.say("/subscribe 06:30 berlin")
	k.req.Person = ""
	if text := plain(k.say("/announce We meet.")); !strings.Contains(text, "I cannot see who you are") {
		t.Error(text)
	}
}
