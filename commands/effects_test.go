package commands_test

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
	"prayerbot/content"
)

const inTheNews = "In the news"

// What a chat has set holds for its daily point as for /pray, also where a chat
// that has set something else is told before.
func TestTheNewsInThePointCanBeLeftOut(t *testing.T) {
	k := newTalk(t)
	k.say("/subscribe 13:05 UTC for Nigeria")
	k.set(t, "news 3h en NG Somebody: What happened")
	for _, value := range []string{record.On, record.Off, record.On} {
		k.choose(record.SettingNews, value)
		chat := k.chat(t)
		date := content.DateOf(k.req.Now)
		daily, err := k.core.Daily(context.Background(), chat, chat.Subscriptions[0], record.Slot{Date: date, Due: k.req.Now}, k.req.Now)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(plain(k.say("/pray")), plain(daily)); diff != "" {
			t.Errorf("with news %s the daily point is another: %s", value, diff)
		}
		for _, line := range []string{"/pray", "/pray nigeria", "/point " + strings.TrimPrefix(daily.Start, "p_")} {
			if shown := strings.Contains(plain(k.say(line)), inTheNews); shown != (value == record.On) {
				t.Errorf("with news %s %s shows them: %t", value, line, shown)
			}
		}
	}
}

func TestTheCountOfThisChatCanBeLeftOut(t *testing.T) {
	k := newTalk(t)
	k.group("8", "moderator")
	for value, want := range map[string]string{
		record.Three: "Thank you for praying. 1 person has prayed here today. 1 person everywhere.",
		record.On:    "Thank you for praying. 1 person has prayed here today. 1 person everywhere.",
		record.Off:   "Thank you for praying. 1 person has prayed today.",
	} {
		k.choose(record.SettingCount, value)
		if got := plain(k.payload("1 prayed")); !strings.HasSuffix(got, want) {
			t.Errorf("with count %s it says\n%s", value, got)
		}
	}
}

// A message shows the number of its own chat, if the chat wants that.
func TestAMessageShowsHowManyHavePrayed(t *testing.T) {
	for value, want := range map[string][]int{record.Three: {0, 0, 3, 4}, record.On: {1, 2, 3, 4}, record.Off: {0, 0, 0, 0}} {
		k := newTalk(t)
		k.group("8", "moderator")
		k.choose(record.SettingCount, value)
		for i, n := range want {
			k.group(strconv.Itoa(20+i), "member")
			if got := k.payload("1 prayed").Counted; got != n {
				t.Errorf("with count %s, %d prayed, it shows %d", value, i+1, got)
			}
		}
	}
	k := newTalk(t)
	if got := k.payload("1 prayed").Counted; got != 0 {
		t.Errorf("in private it shows %d", got)
	}
}

// The time at which something is sent says whether it has a sound, by the chat's
// own clock.
func TestWhatComesByItselfIsSilentAsTheChatHasSet(t *testing.T) {
	k := newTalk(t)
	k.say("/settings Lagos")
	k.choose(record.SettingQuiet, "14:00-15:00")
	answer := k.say("/pray")
	for hour, silent := range map[int]bool{12: false, 13: true, 14: false} {
		sent := k.core.Delivered(answer, k.chat(t), time.Date(2026, 11, 24, hour, 5, 0, 0, time.UTC))
		if sent.Silent != silent {
			t.Errorf("at %d:05 UTC it is silent: %t", hour, sent.Silent)
		}
	}
	if answer.Silent {
		t.Error("an answer to what was asked is silent")
	}
}
