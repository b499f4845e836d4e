package commands_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"prayerbot/bot/discord"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// fill sends the form of the last answer off, with a text and what is chosen.
func (k *talk) fill(t *testing.T, text string, chosen reply.Args) reply.Reply {
	t.Helper()
	if k.last.Form == nil {
		t.Fatalf("there is no form:\n%s", plain(k.last))
	}
	req := k.req
	req.Payload, req.Text, req.Chosen, req.Origin = k.last.Form.Payload(), text, chosen, reply.FromOwnAnswer
	k.last = k.core.Handle(context.Background(), req)
	return k.last
}

// fieldsOf are the fields of a form, each with the keys of its options; those that are
// chosen already have a star.
func fieldsOf(r reply.Reply) (all []string) {
	if r.Form == nil {
		return nil
	}
	for _, f := range r.Form.Fields {
		text := f.Name
		for _, o := range f.Options {
			text += " " + o.Key
			if o.Chosen {
				text += "*"
			}
		}
		all = append(all, text)
	}
	return all
}

func wantFields(t *testing.T, what string, r reply.Reply, want ...string) {
	t.Helper()
	if got := fieldsOf(r); !slices.Equal(got, want) {
		t.Errorf("%s: the form asks for %q", what, got)
	}
}

// Where a form can be opened, it asks at once how a point comes.
func TestASetUpAsksInAFormHowAPointComes(t *testing.T) {
	k := newTalk(t)
	k.channel("9", "moderator", "110", nil)
	k.req.Hears, k.req.Forms, k.req.Kind, k.req.Bot = false, true, record.PlaceFollowed, reply.Powers{Known: true, Post: true}
	k.say("/setup 7am lagos for Nigeria")
	for _, label := range []string{"Without a sound", "Also to followers", "With a thread"} {
		if strings.Contains(plain(k.last), label) {
			t.Errorf("there is a button %q beside the form", label)
		}
	}
	wantFields(t, "at first", k.press("How it comes"), "how silent publish thread")
	said := plain(k.fill(t, "", reply.Args{"how": "silent,thread"}))
	if !strings.Contains(said, "without a sound") || !strings.Contains(said, "Is this right?") || strings.Contains(said, "followers") {
		t.Errorf("after the form it says:\n%s", said)
	}
	wantFields(t, "again", k.press("How it comes"), "how silent* publish thread*")
	k.fill(t, "", reply.Args{"how": "publish"})
	k.press("Yes, begin")
	k.wantSaid(t, "You will receive")
	chat, err := k.store.Chat(t.Context(), k.req.Chat)
	if err != nil || len(chat.Settings) != 1 || chat.Setting(record.SettingPublish) != record.On {
		t.Errorf("it is set %v, %v", chat.Settings, err)
	}
}

// A form in which nothing is chosen turns all off; one with one thing to choose is none.
func TestAFormOfASetUpIsEmptied(t *testing.T) {
	k := newTalk(t)
	k.channel("9", "moderator", "110", nil)
	k.req.Hears, k.req.Forms, k.req.Kind, k.req.Bot = false, true, record.PlaceThreaded, reply.Powers{Known: true, Post: true}
	k.say("/setup 7am lagos for Nigeria")
	k.press("How it comes")
	k.fill(t, "", reply.Args{"how": "silent,thread"})
	k.press("How it comes")
	if said := plain(k.fill(t, "", reply.Args{"how": ""})); strings.Contains(said, "without a sound") {
		t.Errorf("after the form it says:\n%s", said)
	}
	k.req.Kind = record.PlaceChat
	k.say("/setup 7am lagos for Nigeria")
	if said := plain(k.last); !strings.Contains(said, "Without a sound") || strings.Contains(said, "How it comes") {
		t.Errorf("with one thing to choose it says:\n%s", said)
	}
}

func TestTheDaysAreChosenInAForm(t *testing.T) {
	k := newTalk(t)
	k.private("7")
	k.say("/subscribe 07:00 Lagos on weekdays")
	k.payload("1 subscription 1")
	wantFields(t, "weekdays", k.press("Change the days"), "weekdays 1* 2* 3* 4* 5* 6 7")
	if said := plain(k.fill(t, "", reply.Args{"weekdays": "7,3"})); !strings.Contains(said, "It is changed.") {
		t.Errorf("it says:\n%s", said)
	}
	if days := k.chat(t).Subscriptions[0].Days; !days.Has(0) || !days.Has(3) || days.Has(1) {
		t.Errorf("the days are %v", days)
	}
	k.press("Change the days")
	k.fill(t, "", reply.Args{"weekdays": "1,2,3,4,5,6,7"})
	if days := k.chat(t).Subscriptions[0].Days; days != 0 {
		t.Errorf("every day is %v", days)
	}
	for _, keys := range []string{"0", "8", "monday", "1,,2"} {
		k.payload("1 subscription 1")
		k.press("Change the days")
		if said := plain(k.fill(t, "", reply.Args{"weekdays": keys})); !strings.Contains(said, "earlier version") || k.chat(t).Subscriptions[0].Days != 0 {
			t.Errorf("%q: it says:\n%s", keys, said)
		}
	}
}

// The points of a week come on one day, so that one is chosen.
func TestTheDayOfAWeekIsChosenInAForm(t *testing.T) {
	k := newTalk(t)
	k.private("7")
	k.use("subscribe", reply.Args{"time": "18:00", "place": "Lagos", "what": "week", "on": "sunday"})
	k.payload("1 subscription 1")
	wantFields(t, "the week", k.press("Change the days"), "weekdays 1 2 3 4 5 6 7*")
	if kind := k.last.Form.Fields[0].Kind; kind != reply.OneOf {
		t.Errorf("the field is of the kind %d", kind)
	}
	k.fill(t, "", reply.Args{"weekdays": "5"})
	if days := k.chat(t).Subscriptions[0].Days; days != record.Days(0).With(5) {
		t.Errorf("the day is %v", days)
	}
}

// The form for an announcement asks for what its author may choose.
func TestAnAnnouncementIsWrittenInOneForm(t *testing.T) {
	k := newTalk(t)
	k.channel("9", "moderator", "110", nil)
	k.say("/subscribe 07:00 Lagos")
	wantFields(t, "a moderator", k.say("/announce"), "kind notice* alert")
	wantFields(t, "an alert", k.say("/announce urgent nigeria"))
	k.req.MayPing = true
	wantFields(t, "one who may ping", k.say("/announce"), "kind notice* alert", "ping")
	said := plain(k.fill(t, "Pray for Nigeria today.", reply.Args{"kind": "alert", "ping": "on"}))
	for _, want := range []string{"please pray for Nigeria now", "Everyone in these chats is pinged", "Send to 1 chat"} {
		if !strings.Contains(said, want) {
			t.Errorf("the preview lacks %q:\n%s", want, said)
		}
	}
	k.say("/announce")
	k.req.MayPing = false
	if said := plain(k.fill(t, "We meet.", reply.Args{"kind": "notice", "ping": "on"})); !strings.Contains(said, "You may not ping everyone here") {
		t.Errorf("who may not ping any more reads:\n%s", said)
	}
	if said := plain(k.fillAgain(t, "We meet for Nigeria.", reply.Args{"kind": "notice", "ping": "off"})); strings.Contains(said, "please pray") || strings.Contains(said, "pinged") {
		t.Errorf("a plain notice reads:\n%s", said)
	}
}

// fillAgain opens the form for an announcement and sends it off.
func (k *talk) fillAgain(t *testing.T, text string, chosen reply.Args) reply.Reply {
	t.Helper()
	k.say("/announce")
	return k.fill(t, text, chosen)
}

// An alert whose text names no country, or more than one, asks for which it is.
func TestAnAlertOfAFormAsksForItsCountry(t *testing.T) {
	for text, offers := range map[string][]string{"Our brother was freed.": nil, "Nigeria and Eritrea need us.": {"Nigeria", "Eritrea"}} {
		k := newTalk(t)
		k.channel("9", "moderator", "110", nil)
		k.say("/subscribe 07:00 Lagos")
		said := plain(k.fillAgain(t, text, reply.Args{"kind": "alert"}))
		if !strings.Contains(said, "Which country is it for?") || strings.Contains(said, `""`) {
			t.Errorf("%s: it says:\n%s", text, said)
		}
		if err := discord.Fits(k.last); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		for _, country := range offers {
			if !strings.Contains(said, country) {
				t.Errorf("%s: %s is not offered:\n%s", text, country, said)
			}
		}
	}
}

// On a platform with forms the country is asked for in one: the line that is typed elsewhere
// cannot be typed there.
func TestTheCountryOfAnAlertIsWrittenInAForm(t *testing.T) {
	k := newTalk(t)
	k.channel("9", "moderator", "110", nil)
	k.req.Forms, k.req.Hears = true, false
	k.say("/subscribe 07:00 Lagos")
	if said := plain(k.fillAgain(t, "Our brother was freed.", reply.Args{"kind": "alert"})); strings.Contains(said, "/announce") {
		t.Errorf("it says what cannot be typed:\n%s", said)
	}
	k.press("Choose a country")
	if err := discord.Fits(k.last); err != nil {
		t.Error(err)
	}
	asks := k.last
	if said := plain(k.fill(t, "nowhere at all", nil)); !strings.Contains(said, "nowhere at all") {
		t.Errorf("of what is no country it says:\n%s", said)
	}
	k.last = asks
	if said := plain(k.fill(t, "eritrea", nil)); !strings.Contains(said, "please pray for Eritrea now") {
		t.Errorf("it says:\n%s", said)
	}
}

// Who may send further chooses to whom.
func TestWhoReceivesAnAnnouncementIsChosenInItsForm(t *testing.T) {
	k := newChurch(t)
	k.group("9", "moderator")
	k.say("/subscribe 07:00 Lagos")
	wantFields(t, "the owner", k.say("/announce"), "kind notice* alert", "to here* community")
	if said := plain(k.fill(t, "We meet.", reply.Args{"kind": "notice", "to": "community"})); !strings.Contains(said, "all of the community") {
		t.Errorf("it says:\n%s", said)
	}
	k.private("1") // an operator
	k.say("/subscribe 07:00 Lagos for Nigeria")
	wantFields(t, "an operator", k.say("/announce"), "kind notice* alert", "to here everyone*")
	wantFields(t, "one who has said to whom", k.say("/announce to:country:NG"), "kind notice* alert")
	k.channel("5", "moderator", "111", nil)
	k.say("/subscribe 07:00 Lagos")
	k.say("/announce")
	if said := plain(k.fill(t, "We meet.", reply.Args{"kind": "notice", "to": "everyone"})); !strings.Contains(said, "Only those who run this bot") {
		t.Errorf("who may not send to everyone reads:\n%s", said)
	}
}

// Every form fits, in every language, and is titled for what it does.
func TestEveryFormFitsInEveryLanguage(t *testing.T) {
	for _, language := range newTalk(t).core.Languages() {
		k := newTalk(t)
		k.channel("9", "moderator", "110", nil)
		k.req.Language, k.req.MayPing, k.req.Hears, k.req.Forms = language, true, false, true
		k.req.Kind, k.req.Bot = record.PlaceFollowed, reply.Powers{Known: true, Post: true}
		k.say("/subscribe 07:00 Lagos")
		titles := map[string]bool{}
		for what, r := range map[string]reply.Reply{
			"a new announcement": k.say("/announce"), "the days": k.payload("1 subscription 1 days"),
			"how it comes": k.asksHow(t),
			"a draft":      k.asksOfDraft(t, "edit", nil), "the country": k.asksOfDraft(t, "country", reply.Args{"kind": "alert"}),
		} {
			if r.Form == nil {
				t.Fatalf("%s: there is no form for %s:\n%s", language, what, plain(r))
			}
			if err := discord.Fits(r); err != nil {
				t.Errorf("%s: %s: %v", language, what, err)
			}
			titles[r.Form.Title] = true
		}
		if len(titles) != 5 {
			t.Errorf("%s: the titles are %v", language, titles)
		}
	}
}

// asksHow is the form of a set-up, in any language.
func (k *talk) asksHow(t *testing.T) reply.Reply {
	t.Helper()
	k.say("/setup 7:00 lagos")
	for _, payload := range []string{"1 choose 0 all", "1 setup how"} {
		k.payload(payload)
	}
	return k.last
}

// asksOfDraft is the form that a button of a new draft opens, in any language.
func (k *talk) asksOfDraft(t *testing.T, verb string, chosen reply.Args) reply.Reply {
	t.Helper()
	k.fillAgain(t, "We meet.", chosen)
	for _, row := range k.last.Buttons {
		for _, b := range row {
			if strings.HasPrefix(b.Do, "desk "+verb+" ") {
				return k.payload(b.Payload())
			}
		}
	}
	t.Fatal(fmt.Sprint("there is no such button: ", plain(k.last)))
	return reply.Reply{}
}

// What a moderator came for stands out from what else can be pressed.
func TestWhatAModeratorCameForStandsOut(t *testing.T) {
	k := newTalk(t)
	k.channel("9", "moderator", "110", nil)
	k.say("/subscribe 06:00 Lagos")
	for line, label := range map[string]string{"/setup 7am lagos for Nigeria": "Yes, begin", "/announce We meet.": "Send to 1 chat"} {
		var main []string
		for _, row := range k.say(line).Buttons {
			for _, b := range row {
				if b.Main {
					main = append(main, b.Label)
				}
			}
		}
		if !slices.Equal(main, []string{label}) {
			t.Errorf("%s: what stands out is %q", line, main)
		}
	}
}

// The form of a discreet chat names no community.
func TestAFormOfADiscreetChatNamesNothing(t *testing.T) {
	k := newChurch(t)
	k.group("9", "moderator")
	k.say("/subscribe 07:00 Lagos")
	k.choose(record.SettingDiscreet, record.On)
	form := k.say("/announce").Form
	if form == nil || len(form.Fields) != 2 {
		t.Fatalf("the form is %+v", form)
	}
	for _, field := range form.Fields {
		for _, o := range field.Options {
			if text := form.Title + o.Label + o.Note; strings.Contains(text, "Hope") || o.Label == "" {
				t.Errorf("an option is %+v", o)
			}
		}
	}
	if said := plain(k.fill(t, "We meet.", reply.Args{"kind": "notice", "to": "community"})); !strings.Contains(said, "all of the community") {
		t.Errorf("it says:\n%s", said)
	}
}

// A form about another channel changes that one alone.
func TestAFormIsAboutTheChannelThatWasNamed(t *testing.T) {
	k := newServer(t)
	k.req.Forms = true
	k.use("subscribe", reply.Args{"time": "07:00", "place": "Lagos"})
	k.use("subscribe", reply.Args{"time": "08:00", "place": "Lagos", "channel": other})
	k.use("schedule", reply.Args{"channel": other})
	k.press("Change 1: 08:00")
	wantFields(t, "the other channel", k.press("Change the days"), "weekdays 1* 2* 3* 4* 5* 6* 7*")
	k.fill(t, "", reply.Args{"weekdays": "2"})
	for key, days := range map[string]record.Days{other: record.Days(0).With(2), home: 0} {
		chat, err := k.store.Chat(t.Context(), record.ChatID{Platform: "discord", Key: key})
		if err != nil || len(chat.Subscriptions) != 1 || chat.Subscriptions[0].Days != days {
			t.Errorf("in %s there is %+v, %v", key, chat.Subscriptions, err)
		}
	}
}
