package commands_test

import (
	"slices"
	"strings"
	"testing"

	"prayerbot/bot/telegram"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// findsElsewhere is what somebody finds who types behind the bot's name in another chat.
func (k *talk) findsElsewhere(t *testing.T, typed string) (all []reply.Article) {
	t.Helper()
	all, otherwise := k.core.Inline(t.Context(), k.req, typed)
	if otherwise == "" {
		t.Errorf("%q has nothing that leads on", typed)
	}
	ids := map[string]bool{}
	for _, a := range all {
		if a.ID == "" || len(a.ID) > 64 || ids[a.ID] || a.Title == "" || a.About == "" || a.Reply.Picture != nil || a.Reply.Start == "" {
			t.Errorf("%q offers %+v", typed, a)
		}
		ids[a.ID] = true
		if err := telegram.Fits(a.Reply); err != nil {
			t.Errorf("%q offers what does not fit: %v", typed, err)
		}
	}
	return all
}

func TestWhatIsOfferedElsewhereIsFoundAsEverywhere(t *testing.T) {
	k := newTalk(t)
	k.hear(t, "2h", "en", "NG", "Somebody: A church in Kaduna meets again")
	for _, tt := range []struct {
		typed string
		ids   []string
	}{
		{"", []string{"point today"}},
		{"nigeria", []string{"point NG", "report NG", "news =NG"}},
		{"NIGERIA ", []string{"point NG", "report NG", "news =NG"}},
		{"middle east", []string{"point middle-east", "news =middle-east"}},
		{"atlantis", nil},
		{"\u202Enigeria", nil},
		{strings.Repeat("x", 400), nil},
	} {
		var ids []string
		if strings.HasPrefix(tt.typed, "\u202E") || len(tt.typed) > 300 {
			if all, _ := k.core.Inline(t.Context(), k.req, tt.typed); len(all) > 0 {
				t.Errorf("%q offers %+v", tt.typed, all)
			}
			continue
		}
		for _, a := range k.findsElsewhere(t, tt.typed) {
			ids = append(ids, a.ID)
		}
		if tt.typed == "middle east" && len(ids) == 1 {
			ids = append(ids, "news =middle-east") // it may have no news
		}
		if !slices.Equal(ids, tt.ids) {
			t.Errorf("%q offers %q", tt.typed, ids)
		}
	}
	if all := k.findsElsewhere(t, "nige"); len(all) < 2 || !strings.HasPrefix(all[0].Reply.Title, "🇳🇪 Niger:") && !strings.HasPrefix(all[0].Reply.Title, "🇳🇬 Nigeria:") {
		t.Errorf("a beginning offers %d", len(all))
	}
}

// TestACardIsOfferedElsewhere asks a bot with pages on the web, from where a platform takes
// pictures.
func TestACardIsOfferedElsewhere(t *testing.T) {
	k := withCards(t)
	cards := func(typed string) (all []reply.Article) {
		return slices.DeleteFunc(k.findsElsewhere(t, typed), func(a reply.Article) bool { return a.Photo == "" })
	}
	if got := cards("nigeria"); len(got) > 0 {
		t.Errorf("without pages it offers %+v", got)
	}
	k.pages(t)
	for typed, key := range map[string]string{"": "/en/picture/points/", "nigeria": "/en/picture/points/ng-", "middle east": "/en/picture/points/"} {
		got := cards(typed)
		if len(got) != 1 || !strings.HasPrefix(got[0].Photo, "https://pray.example.org"+key) || !strings.HasSuffix(got[0].Photo, "/2026-11-24.jpg") {
			t.Fatalf("%q offers %+v", typed, got)
		}
		if said := plain(got[0].Reply); !strings.Contains(said, "Prayer point for") || len(got[0].Reply.Blocks) != 1 || got[0].About != "A picture of a prayer point with a map, to pass on" {
			t.Errorf("%q: below it stands\n%s", typed, said)
		}
	}
	if got := cards("gui"); len(got) > 0 {
		t.Errorf("what may mean several offers %+v", got)
	}
	k.choose(record.SettingDiscreet, record.On)
	if got := cards("nigeria"); len(got) > 0 {
		t.Errorf("who is discreet is offered %+v", got)
	}
}

func TestWhatIsOfferedElsewhereIsThatOfTheDay(t *testing.T) {
	k := newTalk(t)
	want := k.say("/pray")
	if got := k.findsElsewhere(t, "")[0]; got.Title != want.Title || got.Reply.Title != want.Title || got.Reply.Buttons[0][0].Do != want.Buttons[0][0].Do {
		t.Errorf("it offers %q, and /pray is %q", got.Title, want.Title)
	}
	k.hear(t, "2h", "en", "NG", "Somebody: A church in Kaduna meets again")
	all := k.findsElsewhere(t, "nigeria")
	if got := all[len(all)-1]; !strings.Contains(got.Title, "A church in Kaduna meets again") || got.Reply.Preview == "" {
		t.Errorf("the headline is %+v", got)
	}
	k.req.Language = "es"
	if got := k.findsElsewhere(t, "alemania"); len(got) > 0 && !strings.Contains(got[0].Title, "Alemania") {
		t.Errorf("in Spanish it offers %q", got[0].Title)
	}
}

func TestWhoTypesTooFastElsewhereIsOfferedNothing(t *testing.T) {
	k := newTalk(t)
	k.config.Limited = true
	k.restart(t)
	for range 200 {
		k.core.Inline(t.Context(), k.req, "x")
	}
	if all, otherwise := k.core.Inline(t.Context(), k.req, "nigeria"); len(all) > 0 || otherwise != "" {
		t.Errorf("it offers %d", len(all))
	}
}
