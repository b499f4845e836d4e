package commands_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/words/wordstest"
	"prayerbot/content"
	"prayerbot/content/places"
)

// A tour asks in the made-up language for what the transcripts do not, and looks
// at every answer.
type tour struct {
	*talk
	t     *testing.T
	check *bracketCheck
}

func newTour(t *testing.T) *tour {
	k := &tour{inManyLanguages(t), t, newBracketCheck()}
	k.req.Language = wordstest.Tag
	return k
}

// ask types lines; what begins with "1 " is the payload of a button.
func (k *tour) ask(lines ...string) {
	for _, line := range lines {
		k.check.typed(line)
		if strings.HasPrefix(line, "1 ") {
			k.look(line, k.payload(line))
		} else {
			k.look(line, k.say(line))
		}
	}
}

// press presses every button of the last answer, and of what comes then, as deep
// as is said; what does the same is pressed once.
func (k *tour) press(depth int) {
	k.pressAll(k.last, depth, map[string]bool{})
}

func (k *tour) pressAll(r reply.Reply, depth int, pressed map[string]bool) {
	for _, row := range r.Buttons {
		for _, b := range row {
			if b.Link != "" || pressed[b.Do] {
				continue
			}
			pressed[b.Do] = true
			said := k.payload(b.Payload())
			if k.look(b.Do, said); depth > 1 {
				k.pressAll(said, depth-1, pressed)
			}
		}
	}
}

// look reports what is wrong with a reply.
func (k *tour) look(what string, r reply.Reply) {
	for _, fault := range k.check.reply(r) {
		k.t.Errorf("%s: %s", what, fault)
	}
}

func TestEverythingToReadIsSaidInTheMadeUpLanguage(t *testing.T) {
	k := newTour(t)
	k.hearEverywhere(t, k.req.Now.Add(-26*time.Hour))
	for _, c := range builtin().Countries {
		for _, language := range []string{"en", "fr", "de", "qps"} {
			k.check.add(fmt.Sprint("The title of ", c.Key, "-", language, "-", k.req.Now.Add(-26*time.Hour).Unix()))
		}
	}
	for _, c := range builtin().Countries {
		k.ask("1 country ="+c.Key, "1 pray ="+c.Key, "1 news ="+c.Key)
	}
	for _, r := range builtin().Regions {
		k.ask("1 country ="+r.Key, "1 pray ="+r.Key, "1 news ="+r.Key, "1 place 07:00 "+r.Key, "1 place - "+r.Key)
	}
	for _, l := range builtin().Lists {
		k.ask("1 country ="+l.Key, "1 pray ="+l.Key, "1 news ="+l.Key)
	}
	for day := range 366 {
		k.ask("/pray " + content.DateOf(k.req.Now).Add(day).String())
	}
	for _, p := range builtin().Posts {
		k.req.Now = time.Date(p.Date.Year, p.Date.Month, p.Date.Day+1, 12, 0, 0, 0, time.UTC)
		k.ask("1 news read "+p.Key, "/news "+p.Country.Name, "/pray "+p.Country.Name)
	}
}

func TestEverySettingIsSaidInTheMadeUpLanguage(t *testing.T) {
	k := newTour(t)
	k.ask("/start", "/subscribe", "/subscribe 07:00", "/subscribe 7", "/subscribe 07:00 brazil", "/subscribe 07:00 brazil for Nigeria",
		"/subscribe 07:00 for Nigeria on weekdays", "/subscribe 07:00 IST", "/subscribe 07:00 atlantis", "/subscribe 07:00 lagos for atlantis",
		"/subscribe 07:00 lagos on someday", "/settings", "/schedule", "/unsubscribe", "/status", "1 place 07:00", "1 place -", "1 place 07:00 BR", "1 place 07:00 NG",
		"/subscribe 06:10 lagos", "/subscribe 06:20 in New York", "/subscribe 06:30 for Nigeria, Middle East on weekends", "/subscribe news 06:40 on mon, wed",
		"/subscribe news 06:50 for wwl", "/subscribe 06:55", "/subscribe 06:10 lagos", "/schedule", "/schedule pause 2 until 2026-12-24", "/schedule pause 9", "/schedule pause",
		"/schedule resume 1", "/schedule change 1 06:11", "/schedule change 1", "/schedule change 06:12", "/schedule pause until yesterday", "/schedule pause until 2029-01-01", "/schedule dance",
		"/unsubscribe", "/unsubscribe 9", "/unsubscribe x", "/settings berlin", "/settings", "/settings usa", "/status", "/privacy", "/help", "/unsubscribe 1", "/unsubscribe all", "/forget", "1 forget no", "1 forget yes",
		"/prey", "/nonsense", "what", "1 nonsense", "0 pray", "/pray atlantis", "/pray korea", "/pray nort korea", "/pray 2029-01-01", "/pray 2026-13-41", "/country korea", "/country atlantis", "/news atlantis", "/news 99",
		"/pray "+strings.Repeat("x", 400), "/country \u202Ex", "amen")
	k.group("8", "moderator")
	k.req.Language = wordstest.Tag
	k.ask("/start", "/help", "/subscribe 06:10 lagos", "/moderators", "/settings", "amen", "1 prayed", "/announce", "/announce status", "/announce log", "/announce We meet.", "/community", "/recall")
	k.req.Channel = true
	k.ask("/subscribe 07:30 lagos", "/schedule", "/pray", "/help")
}

func TestTheSetUpIsSaidInTheMadeUpLanguage(t *testing.T) {
	k := newTour(t)
	k.ask("/start")
	k.press(2)
	k.ask("/setup", "at 10")
	ten := slices.Concat(k.last.Buttons...)[0]
	k.look(ten.Do, k.payload(ten.Payload()))
	k.ask("lagos", "1 choose 0 r =middle-east", "1 choose 0 l =cpc", "1 choose 0 west-africa =NG", "1 choose 0 nowhere", "1 choose 0 l =nothing", "1 choose 0 done")
	k.press(1)
	k.ask("/setup", "10:15 for Kashmir", "10:15 australia for Nigeria", "/setup", "soon", "1 setup not")
	k.ask("/subscribe 06:10 lagos", "/subscribe news 06:20 for Nigeria", "/subscribe weekly 06:30", "1 subscription 9", "1 subscription x", "1 subscription 1 dance")
	for _, sub := range k.chat(t).Subscriptions {
		k.ask(fmt.Sprint("1 subscription ", sub.ID))
		k.press(2)
	}
}

// troubled is a store that tells of every outcome and every reason.
type troubled struct{ record.Store }

var reasons = []string{"blocked", "deleted", "forbidden", "closed", "untagged", "tries", "refused", "unknown", "late", "missing", "unreadable"}

func (troubled) Log(context.Context, record.ChatID) ([]record.LedgerEntry, error) {
	var log []record.LedgerEntry
	for i, reason := range append(reasons, "") {
		for _, o := range []record.Outcome{record.OutcomeSent, record.OutcomeLate, record.OutcomeMissed, record.OutcomeFailed} {
			log = append(log, record.LedgerEntry{At: time.Date(2026, 11, 20, 6, 13, 0, 0, time.UTC), Subscription: i % 3, Outcome: o, Reason: reason})
		}
	}
	return log, nil
}

func (troubled) Progress(context.Context, string) (record.Progress, error) {
	p := record.Progress{record.CopySent.State(): 1204, record.CopyStopped.State(): 3, record.CopyRetracted.State(): 2}
	for i, reason := range reasons {
		p[record.CopyFailed.Because(reason)] = i + 1
	}
	return p, nil
}

func TestEveryTroubleIsSaidInTheMadeUpLanguage(t *testing.T) {
	for _, cause := range []record.StopCause{"", record.StopBlocked, record.StopDeleted, record.StopForbidden, record.StopClosed, record.StopUntagged} {
		k := newTour(t)
		k.group("8", "moderator")
		k.req.Language = wordstest.Tag
		k.ask("/subscribe 06:10 lagos", "/subscribe news 06:20", "/announce urgent nigeria We pray for Nigeria.")
		k.look("send", k.payload(k.last.Buttons[0][0].Payload()))
		k.world.Store = troubled{k.world.Store}
		if cause != "" {
			if err := k.core.Stop(t.Context(), k.req.Chat, cause, k.req.Now); err != nil {
				t.Fatal(err)
			}
		}
		for _, line := range []string{"/status", "/schedule", "/start", "/announce log", "/announce Something else to say in Nigeria.", "/announce status", "/community create New Hope", "/community"} {
			k.ask(line)
			k.press(3)
		}
	}
}

func TestEveryDeliveryIsSaidInTheMadeUpLanguage(t *testing.T) {
	k := newTour(t)
	k.ask("/subscribe 06:10 lagos", "/subscribe news 06:10 for Nigeria")
	chat := k.chat(t)
	slot, _ := chat.Subscriptions[0].Next(k.req.Now)
	for i := range 14 {
		k.set(t, fmt.Sprint("news 1h en NG,FJ Somebody: Title ", i))
		k.check.heard(fmt.Sprint("news 1h en NG,FJ Somebody: Title ", i))
	}
	late := slot.Due.Add(2 * time.Hour)
	daily, err := k.core.Daily(t.Context(), chat, chat.Subscriptions[0], slot, late)
	if err != nil {
		t.Fatal(err)
	}
	digest, _, err := k.core.Digest(t.Context(), chat, chat.Subscriptions[1], slot, late)
	if err != nil || digest.Empty() {
		t.Fatal(digest, err)
	}
	k.look("a daily point", daily)
	k.look("the news", digest)
	for _, kind := range []record.AudienceKind{record.ToChat, record.ToCommunity, record.ToEveryone, record.ToRecall} {
		for _, country := range []string{"", "KP"} {
			a := record.Announcement{Text: "We meet.", To: record.Audience{Kind: kind}, Country: country}
			k.look("an announcement", k.core.Announced(a, wordstest.Tag))
			k.look("one retracted", k.core.Retracted(a, wordstest.Tag))
		}
	}
	k.look("sorry", k.core.Sorry(wordstest.Tag))
}

// Menus hold at most 100 characters in a description or a choice.
func TestEveryMenuIsSaidInTheMadeUpLanguage(t *testing.T) {
	k := newTour(t)
	look := func(what, text string, may bool) {
		if fault := k.check.text(text, may); fault != "" || utf8.RuneCountInString(text) > 100 {
			t.Errorf("%s %s, in %d characters: %q", what, fault, utf8.RuneCountInString(text), text)
		}
	}
	for _, row := range k.core.Table(wordstest.Tag) {
		look("/"+row.Name, row.Summary, false)
		for _, p := range row.Params {
			look(row.Name+" "+p.Name, p.Summary, false)
			for _, c := range p.Choices {
				look(row.Name+" "+p.Name+" "+c.Value, c.Label, false)
			}
			for _, typed := range []string{"", "la", "be", "new york", "nig", "mo", "we"} {
				for _, place := range places.Suggest(typed, reply.MaxChoices) {
					k.check.add(place.Name)
				}
				for _, c := range k.core.Complete(t.Context(), k.req, row.Name, p.Name, typed) {
					look("a suggestion for "+p.Name, c.Label, true)
				}
			}
		}
	}
}
