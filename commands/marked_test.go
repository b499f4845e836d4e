package commands_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A sentStore is a store whose chats were sent something.
type sentStore struct {
	record.Store
	sent record.Delivered
}

func (s *sentStore) Chat(ctx context.Context, id record.ChatID) (record.Chat, error) {
	chat, err := s.Store.Chat(ctx, id)
	for i := range chat.Subscriptions {
		chat.Subscriptions[i].Delivered = s.sent
	}
	return chat, err
}

// marks has somebody mark a message of the bot.
func (k *talk) marks(id string) reply.Reply {
	req := k.req
	req.Command, req.Marked = "prayed", id
	return k.core.Handle(context.Background(), req)
}

func TestFoldedHandsCountOnWhatWasSentToday(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.group("20", "moderator")
	k.say("/subscribe 07:00 lagos")
	k.choose(record.SettingCount, record.On)
	store := &sentStore{Store: k.world.Store}
	k.world.Store = store
	chat := k.chat(t)
	today := chat.Today(k.req.Now)
	slot := record.Slot{Date: today, Due: time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)}
	point, err := k.core.Daily(t.Context(), chat, chat.Subscriptions[0], slot, slot.Due)
	if err != nil {
		t.Fatal(err)
	}
	store.sent = record.Delivered{IDs: []string{"41", "42"}, About: point.About, Date: today}
	for _, tt := range []struct {
		what, id    string
		person      string
		day         int // how long ago it was sent
		count, rows int
	}{
		{"the message with the button", "42", "20", 0, 1, len(point.Buttons)},
		{"the same again", "42", "20", 0, 1, len(point.Buttons)},
		{"somebody else", "42", "21", 0, 2, len(point.Buttons)},
		{"its picture", "41", "22", 0, 3, 0},
		{"another message", "43", "23", 0, 0, 0},
		{"yesterday's", "42", "23", 1, 0, 0},
	} {
		store.sent.Date = today.Add(-tt.day)
		k.group(tt.person, "member")
		got := k.marks(tt.id)
		if !got.Empty() || got.Counted != tt.count || len(got.Buttons) != tt.rows {
			t.Errorf("%s: %+v", tt.what, got)
		}
	}
	store.sent.Date = today
	k.group("20", "member")
	if got := k.payload("1 prayed").Counted; got != 3 {
		t.Errorf("a press of somebody who has marked it makes %d", got)
	}
	store.sent.About = []string{"another-point"}
	if got := k.marks("42"); got.Counted != 3 || len(got.Buttons) != 0 {
		t.Errorf("where another point would be shown by now: %+v", got)
	}
}

func TestManyMayMarkInTheSameMinute(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.config.Limited = true
	k.restart(t)
	for i := range 70 {
		k.group(fmt.Sprint(100+i), "member")
		k.marks("42")
	}
	k.group("7", "member")
	k.say("/help")
	k.wantSaid(t, "What I can do")
}

func TestInPrivateTheAnswerSaysThatItIsDone(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	if got := k.payload("1 prayed").Done; got != "Prayed today" {
		t.Errorf("the button becomes %q", got)
	}
	k.group("20", "member")
	if got := k.payload("1 prayed").Done; got != "" {
		t.Errorf("in a group it becomes %q", got)
	}
}
