package commands_test

import (
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// lacking is a moderator of a server where the bot lacks a right.
func lacking(t *testing.T) *talk {
	t.Helper()
	k := newServer(t)
	k.req.Hears, k.req.Bot = true, reply.Powers{Known: true, Post: true, Lacks: reply.RightEmbed}
	return k
}

// tagged makes the chat that asks a forum each of whose posts needs one of its tags.
func tagged(k *talk) {
	k.places[posts] = reply.Place{
		Kind: record.PlaceForum, Seen: true, Writes: true, Bot: k.req.Bot,
		Tagged: true, Tags: []reply.Tag{{Key: "1", Name: "Nigeria"}, {Key: "2", Name: "Mali"}},
	}
}

// Whatever is asked on the way to a subscription goes on with what was chosen.
func TestEachQuestionOnTheWayToASubscriptionGoesOn(t *testing.T) {
	for _, tt := range []struct {
		what string
		goes []string
		ends string
	}{
		{"a set-up where a right is missing", []string{"> /setup", "! 07:00", "> Lagos", "! The whole world", "! Without a sound", "! Yes, begin", "! Try again", "! Save anyway"}, "prayer point at 07:00"},
		{"a line of a set-up where a right is missing", []string{"> /setup news 7am in lagos for Iran", "! Yes, begin", "! Save anyway"}, "news at 07:00"},
		{"two names that are not clear in a set-up", []string{"> /setup 7am lagos for Kashmir and Congo", "! 🇮🇳 India", "! 🇨🇩 Democratic Republic of the Congo", "! Yes, begin", "! Save anyway"}, "prayer point at 07:00"},
		{"a place that is chosen by buttons", []string{"> /subscribe 07:00", "! West Africa", "! 🇬🇭 Ghana", "! Save anyway"}, "prayer point at 07:00"},
		{"a place of the news by buttons", []string{"> /subscribe news 07:00", "! West Africa", "! 🇬🇭 Ghana", "! Save anyway"}, "news at 07:00"},
		{"another place of a time", []string{"> /subscribe 07:00 lagos", "! Save anyway", "> /schedule", "! Change 1: 07:00", "! Change the place", "! East Africa", "! 🇰🇪 Kenya", "! Save anyway"}, "Africa/Nairobi"},
		{"another time by a panel", []string{"> /subscribe 07:00 lagos", "! Save anyway", "> /schedule", "! Change 1: 07:00", "! Change the time", "! 19:00", "! Save anyway"}, "19:00"},
		{"other days by a panel", []string{"> /subscribe 07:00 lagos", "! Save anyway", "> /schedule", "! Change 1: 07:00", "! Change the days", "! Monday to Friday", "! Save anyway"}, "Monday to Friday"},
		{"other countries by a panel", []string{"> /subscribe 07:00 lagos", "! Save anyway", "> /schedule", "! Change 1: 07:00", "! Change what it is for", "> Iran and Syria", "! Save anyway"}, "Iran and Syria"},
		{"names that are not clear in a panel", []string{"> /subscribe 07:00 lagos", "! Save anyway", "> /schedule", "! Change 1: 07:00", "! Change what it is for", "> Kashmir and Congo", "! 🇮🇳 India", "! 🇨🇩 Democratic Republic of the Congo", "! Save anyway"}, "Democratic Republic of the Congo and India"},
		{"it goes on by a panel", []string{"> /subscribe 07:00 lagos", "! Save anyway", "> /schedule pause", "> /schedule", "! Change 1: 07:00", "! Resume", "! Save anyway"}, "Next:"},
	} {
		k := lacking(t)
		if got := k.goes(t, tt.goes...); !strings.Contains(got, tt.ends) || k.last.Accent == reply.AccentProblem {
			t.Errorf("%s ends in\n%s", tt.what, got)
		}
		if k.times(t, home) != 1 {
			t.Errorf("%s: %d are stored", tt.what, k.times(t, home))
		}
	}
}

// A forum's tag and the rights are asked one after the other, each once.
func TestATagAndARightAreAskedOnceEach(t *testing.T) {
	k := lacking(t)
	tagged(k)
	k.use("subscribe", reply.Args{"time": "07:00", "place": "=Africa/Lagos", "channel": posts})
	if got := k.goes(t, "! Save anyway", "! Mali"); k.times(t, posts) != 1 {
		t.Errorf("it is asked again:\n%s", got)
	}
}

// What the typed form refuses, the panel refuses too.
func TestAPanelIsRefusedWhatIsRefusedTyped(t *testing.T) {
	k := newServer(t)
	k.req.Hears = true
	k.say("/subscribe 07:00 lagos")
	k.say("/schedule pause")
	before := k.times(t, home)
	k.req.Barred = true
	for _, payload := range []string{"1 .subscription 1 time 19:00", "1 .subscription 1 days =2", "1 .place #1 =Africa/Nairobi", "1 .subscription 1 resume"} {
		if got := plain(k.payload(payload)); !strings.Contains(got, "You may not write") {
			t.Errorf("%s is answered\n%s", payload, got)
		}
	}
	k.goes(t, "> /schedule", "! Change 1: 07:00")
	k.payload("1 .subscription 1 for")
	if got := plain(k.payload("1 .choose 1 all")); !strings.Contains(got, "You may not write") {
		t.Errorf("what it is for is answered\n%s", got)
	}
	chat, _ := k.store.Chat(t.Context(), record.ChatID{Platform: "discord", Key: home})
	if sub := chat.Subscriptions[0]; before != 1 || sub.At.String() != "07:00" || sub.Days != 0 || sub.Zone != "Africa/Lagos" || !sub.Paused {
		t.Errorf("it is %+v", sub)
	}
}

// The points of a week stay those of a week.
func TestADigestOfAWeekNeverComesEveryDay(t *testing.T) {
	for _, goes := range [][]string{
		{"> /schedule change 1 daily"}, {"> /schedule change 1 every day"},
		{"> /schedule", "! Change 1: 07:00", "! Change the days", "> every day"},
		{"? 1 .subscription 1 days =0"}, {"? 1 .subscription 1 days =127"}, {"? 1 schedule change 1 every day"},
	} {
		k := newTalk(t)
		k.say("/subscribe weekly digest 07:00 lagos")
		got := k.goes(t, goes...)
		if days := k.chat(t).Subscriptions[0].Days; days != record.Days(0).With(0) || !strings.Contains(got, "once a week") {
			t.Errorf("%q makes it come on %b:\n%s", goes, days, got)
		}
	}
	k := newTalk(t)
	k.say("/subscribe weekly digest 07:00 lagos")
	got := k.goes(t, "> /schedule", "! Change 1: 07:00", "! Change the days", "! Tuesday")
	if days := k.chat(t).Subscriptions[0].Days; days != record.Days(0).With(2) || strings.Contains(got, "[every day]") {
		t.Errorf("a press on another day makes it come on %b:\n%s", days, got)
	}
}

// No question of a set-up loses a row of its buttons.
func TestAQuestionInASetUpHasAllItsButtons(t *testing.T) {
	k := newTalk(t)
	typed := k.goes(t, "> /subscribe every other day at 8pm lagos")
	stepped := k.goes(t, "> /setup every other day at 8pm lagos")
	for _, label := range []string{"[Monday, Wednesday and Friday]", "[every day]"} {
		if !strings.Contains(typed, label) || !strings.Contains(stepped, label) {
			t.Errorf("%s is not in\n%s\n%s", label, typed, stepped)
		}
	}
	if strings.Contains(stepped, "[Cancel]") || !strings.Contains(stepped, "[Not now]") {
		t.Errorf("it cannot be left as a step is:\n%s", stepped)
	}
}
