package commands_test

import (
	"regexp"
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// TestAChannelIsSetUpInPrivate walks through the set-up of a channel by its buttons.
func TestAChannelIsSetUpInPrivate(t *testing.T) {
	k := newTalk(t)
	k.roles["7"] = reply.Moderator
	k.req.Picks = true
	channel := record.ChatID{Platform: "telegram", Key: "-1001234567890"}
	says := func(r reply.Reply, want ...string) {
		t.Helper()
		for _, one := range want {
			if !strings.Contains(plain(r), one) {
				t.Fatalf("it does not say %q:\n%s", one, plain(r))
			}
		}
	}
	says(k.say("/help"), "[Set up a channel]")
	if r := k.press("Set up a channel"); r.AskChannel == "" || !r.Buttons[0][0].Brings {
		t.Fatalf("no channel can be chosen:\n%s", plain(r))
	}
	says(k.say("/on "+channel.Key), "This is how a prayer point looks", "| ", "[Every day at 07:00]")
	says(k.press("Every day at 07:00"), "Where are you", "[West Africa]")
	says(k.press("West Africa"), "[🇳🇬 Nigeria]", "You can also type")
	says(k.say("nowhere at all"), "I know no place")
	says(k.say("Lagos"), "You will receive a prayer point at 07:00")
	chat, err := k.store.Chat(t.Context(), channel)
	if err != nil || len(chat.Subscriptions) != 1 || chat.GroupID != channel.Key {
		t.Fatalf("what is kept: %+v (%v)", chat, err)
	}
	if own, err := k.store.Chat(t.Context(), k.req.Chat); err != nil || len(own.Subscriptions) > 0 {
		t.Errorf("the private chat was set up: %+v (%v)", own, err)
	}
	says(k.say("/on "+channel.Key), "07:00, every day", "[Pause]", "[Announce something there]")
	says(k.press("Pause"), "Paused")
	says(k.press("Resume"), "go on")
	k.say("/on " + channel.Key)
	says(k.press("Announce something there"), "Write to me here what the channel shall read")
	says(k.say("We meet on Friday."), "Preview", "We meet on Friday.")
	// The right is asked for at each press.
	k.say("/on " + channel.Key)
	k.roles["7"] = reply.Anyone
	says(k.press("Pause"), "I cannot set this up with you")
	says(k.say("/on "+channel.Key), "I cannot set this up with you")
	k.group("9", "moderator")
	says(k.say("/on "+channel.Key), "Do this in a private chat with me")
}

// longChannel is a channel with as long a number as there is.
const longChannel = "-1001234567890"

// pages are commands that are given for a channel.
var pages = []string{"schedule", "settings", "settings language", "status", "subscribe 07:00", "subscribe 07:00 lagos", "unsubscribe", "setup", "setup 7", "settings quiet", "place -", "place #1", "subscription 1", "subscription 1 time", "subscription 1 hours", "subscription 1 days", "subscription 1 for", "subscription 1 until", "subscription 1 end"}

// doOf are the command lines of the buttons of a reply, by what stands on them.
func doOf(r reply.Reply) map[string]string {
	all := map[string]string{}
	for _, row := range r.Buttons {
		for _, b := range row {
			all[b.Label] = b.Do
		}
	}
	return all
}

// Each button of a page is there too where the page is about a channel, however long
// its number is: what a button cannot carry would be left out.
func TestEveryButtonAboutAChannelCanBeCarried(t *testing.T) {
	for _, line := range pages {
		k := newTalk(t)
		k.roles["7"] = reply.Moderator
		k.set(t, "group 7 moderator "+longChannel)
		k.say("/subscribe 07:00 lagos")
		k.say("/subscribe 08:00 lagos")
		there := doOf(k.say("/" + line))
		if page, _, rest := reply.ParseLine(line); page == "subscription" || page == "place" {
			there = doOf(k.payload("1 ." + page + " " + rest))
		}
		k.private("7")
		about := doOf(k.say("/on " + longChannel + " " + line))
		if len(there) == 0 {
			t.Errorf("%s has no buttons", line)
		}
		for label, do := range there {
			is, found := about[label]
			if !found {
				t.Errorf("%q of %s is left out: %s", label, line, do)
			}
			if command, _, _ := reply.ParseLine(do); command != "pray" && command != "news" && is != "on "+longChannel+" "+do {
				t.Errorf("%q of %s acts on the private chat: %q", label, line, is)
			}
		}
	}
}

// The longest names of the content are ticked for a channel too.
func TestEveryPlaceCanBeChosenForAChannel(t *testing.T) {
	k := newTalk(t)
	k.roles["7"] = reply.Moderator
	on := func(line string) map[string]string { return doOf(k.say("/on " + longChannel + " " + line)) }
	on("setup 7am lagos")
	if got, want := len(on("choose 0 r")), len(builtin().Regions); got < want {
		t.Errorf("%d of %d regions can be ticked", got, want)
	}
	for _, r := range builtin().Regions {
		if got, want := len(on("choose 0 "+r.Key)), len(r.Countries); got < want {
			t.Errorf("%d of %d countries of %s can be ticked", got, want, r.Name)
		}
	}
	on("subscribe 07:00")
	for _, r := range builtin().Regions {
		if got, want := len(on("place 07:00 "+r.Key)), len(r.Countries); got < want {
			t.Errorf("%d of %d countries of %s can be chosen", got, want, r.Name)
		}
	}
}

// The mark of its question leaves a button about a channel room for every place and every
// zone.
func TestEveryPlaceAnswersAQuestionAboutAChannel(t *testing.T) {
	k := newTalk(t)
	k.roles["7"] = reply.Moderator
	on := func(line string) map[string]string { return doOf(k.say("/on " + longChannel + " " + line)) }
	_, _, page := reply.ParseLine(on("setup 7am")["Africa"])
	words := strings.Fields(page) // the channel, "place", the question, "africa"
	if len(words) != 4 || !strings.HasPrefix(words[2], "?") {
		t.Fatalf("the button of a part of the world is %q", page)
	}
	place := "place " + words[2] + " "
	for _, r := range builtin().Regions {
		if got, want := len(on(place+r.Key)), len(r.Countries); got < want && len(r.Regions) == 0 {
			t.Errorf("%d of %d countries of %s can be chosen", got, want, r.Name)
		}
	}
	for _, country := range []string{"US", "BR", "RU", "CD"} {
		zones := 0
		for _, do := range on(place + country) {
			if strings.Contains(do, " answer ?") {
				zones++
			}
		}
		typed := newTalk(t)
		all := 0
		for _, do := range doOf(typed.say("/subscribe 7am " + builtin().Country(country).Name + " for Nigeria")) {
			if strings.HasPrefix(do, "answer ?") {
				all++
			}
		}
		if zones < all || all == 0 {
			t.Errorf("%d of %d zones of %s can be chosen", zones, all, country)
		}
	}
}

// commandSaid is a command in a text.
var commandSaid = regexp.MustCompile(`(^|[ "(])/[a-z]+`)

// Nothing about a channel tells anybody to type a command, which would be about the
// private chat.
func TestNothingAboutAChannelSaysWhatToType(t *testing.T) {
	for _, state := range []string{"", "schedule pause", "unsubscribe all"} {
		k := newTalk(t)
		k.roles["7"] = reply.Moderator
		for _, line := range append([]string{"subscribe 07:00 lagos", "subscribe 08:00 lagos", state}, pages...) {
			if line == "" {
				continue
			}
			r := k.say("/on " + longChannel + " " + line)
			for _, b := range r.Blocks {
				for _, text := range append([]string{b.Text}, texts(b.Items)...) {
					if said := commandSaid.FindString(text); said != "" && r.Accent != reply.AccentProblem {
						t.Errorf("%s says%s: %s", line, said, text)
					}
					if strings.Contains(text, "this chat") {
						t.Errorf("%s calls a channel a chat: %s", line, text)
					}
				}
			}
		}
	}
}

// What stands in a channel calls it one, or nothing at all.
func TestWhatStandsInAChannelIsNotAboutAChat(t *testing.T) {
	k := newTalk(t)
	k.set(t, "group 7 moderator "+longChannel)
	k.req.Channel, k.req.Person = true, ""
	for _, line := range []string{"/privacy", "/settings", "/status", "/schedule", "/pray", "/subscribe 07:00 lagos", "/forget", "/help"} {
		if got := plain(k.say(line)); strings.Contains(got, "this chat") {
			t.Errorf("%s is answered\n%s", line, got)
		}
	}
	for _, kind := range []record.AudienceKind{record.ToGroup, record.ToCommunity} {
		if got := plain(k.core.Announced(record.Announcement{Text: "We meet.", To: record.Audience{Kind: kind}}, "en")); strings.Contains(got, "this chat") {
			t.Errorf("an announcement says\n%s", got)
		}
	}
}

// texts are all that items say.
func texts(items []reply.Item) (all []string) {
	for _, item := range items {
		all = append(all, item.Label+" "+item.Text+" "+item.Note)
	}
	return all
}

// In a chat without a list of channels to choose from nobody is told to choose.
func TestNoChannelIsChosenWhereThereIsNoList(t *testing.T) {
	k := newTalk(t)
	if got := plain(k.say("/on")); strings.Contains(got, "Choose one") || !strings.Contains(got, "/setup") {
		t.Errorf("it says\n%s", got)
	}
}

// What is typed in private while a channel waits for a time is about the private chat,
// as the channel's answers say: no word acts on the channel.
func TestAWordTypedWhileAChannelWaitsDoesNothingThere(t *testing.T) {
	for _, word := range []string{"stop", "pause", "forget", "unsubscribe"} {
		k := newTalk(t)
		k.roles["7"] = reply.Moderator
		k.goes(t, "@ private 7", "> /on "+longChannel+" subscribe 07:00 lagos", "> /on "+longChannel, "! Change 1: 07:00", "! Change the time")
		k.goes(t, "> "+word)
		chat, err := k.store.Chat(t.Context(), record.ChatID{Platform: "telegram", Key: longChannel})
		if err != nil || len(chat.Subscriptions) != 1 || chat.Subscriptions[0].Paused || !chat.Subscriptions[0].PausedTo.IsZero() {
			t.Errorf("%q has changed the channel: %+v, %v\n%s", word, chat.Subscriptions, err, plain(k.last))
		}
	}
}
