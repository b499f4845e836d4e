package commands_test

import (
	"slices"
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A set-up turns on what the place can do, and nothing else.
func TestASetUpTurnsOnHowAPointComes(t *testing.T) {
	for what, tt := range map[string]struct {
		kind      record.PlaceKind
		noThreads bool
		offers    []string
		on        []record.Setting
	}{
		"an announcement channel": {record.PlaceFollowed, false, []string{"Without a sound", "Also to followers", "With a thread"}, []record.Setting{record.SettingSilent, record.SettingPublish, record.SettingThread}},
		"a channel":               {record.PlaceThreaded, false, []string{"Without a sound", "With a thread"}, []record.Setting{record.SettingSilent, record.SettingThread}},
		"one without threads":     {record.PlaceThreaded, true, []string{"Without a sound"}, []record.Setting{record.SettingSilent}},
		"another place":           {record.PlaceChat, false, []string{"Without a sound"}, []record.Setting{record.SettingSilent}},
	} {
		k := newTalk(t)
		k.channel("9", "moderator", "110", nil)
		k.req.Hears, k.req.Kind, k.req.Bot = false, tt.kind, reply.Powers{Known: true, Post: true, NoThreads: tt.noThreads}
		k.say("/setup 7am lagos for Nigeria")
		for _, label := range []string{"Without a sound", "Also to followers", "With a thread"} {
			said := plain(k.press(label))
			if strings.Contains(said, noButton) == slices.Contains(tt.offers, label) {
				t.Errorf("%s: %s: %s", what, label, said)
			}
		}
		if got := plain(k.press("Yes, begin")); !strings.Contains(got, "You will receive") {
			t.Fatalf("%s: %s", what, got)
		}
		chat, err := k.store.Chat(t.Context(), k.req.Chat)
		if err != nil {
			t.Fatal(err)
		}
		if len(chat.Settings) != len(tt.on) {
			t.Errorf("%s: it is set %v", what, chat.Settings)
		}
		for _, s := range tt.on {
			if chat.Setting(s) != record.On {
				t.Errorf("%s: %s is not on", what, s)
			}
		}
	}
}
