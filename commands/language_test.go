package commands_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"prayerbot/bot/news"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/words/wordstest"
	"prayerbot/content"
)

// inManyLanguages is a talk whose core knows the made-up language too.
func inManyLanguages(t *testing.T) *talk {
	t.Helper()
	k := newTalk(t)
	catalogue, err := wordstest.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	k.config.Catalogue = catalogue
	k.world.library = inMadeUp
	k.restart(t)
	return k
}

// hearEverywhere keeps a headline about every country in several languages, one
// newer than the other.
func (k *talk) hearEverywhere(t *testing.T, at time.Time) {
	t.Helper()
	var finds []news.Find
	for n, language := range []string{"en", "fr", "de", "qps"} {
		for _, c := range builtin().Countries {
			id := fmt.Sprint(c.Key, "-", language, "-", at.Unix())
			published := at.Add(time.Duration(n) * time.Minute)
			finds = append(finds, news.Find{Headline: content.Headline{
				ID: id, Title: "The title of " + id, Publisher: "Somebody", Language: language, Countries: []string{c.Key},
				Link: "https://example.org/" + id, Published: published, Kept: published,
			}})
		}
	}
	if _, err := k.store.Keep(context.Background(), finds); err != nil {
		t.Fatal(err)
	}
}

// chat is the record of the chat that speaks.
func (k *talk) chat(t *testing.T) record.Chat {
	t.Helper()
	chat, err := k.store.Chat(context.Background(), k.req.Chat)
	if err != nil {
		t.Fatal(err)
	}
	return chat
}

// sameAsAsked compares what the first subscription of the chat receives on the
// days to come with what /pray answers there on each.
func (k *talk) sameAsAsked(t *testing.T, days int) {
	t.Helper()
	chat := k.chat(t)
	sub := chat.Subscriptions[0]
	for day := range days {
		slot, ok := sub.Next(k.req.Now)
		if !ok {
			t.Fatal("nothing comes")
		}
		if day%6 == 0 {
			k.hearEverywhere(t, slot.Due.Add(-time.Hour))
		}
		k.req.Now, sub.Last = slot.Due, slot.Date
		delivered, err := k.core.Daily(t.Context(), chat, sub, slot, slot.Due)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(k.say("/pray"), delivered, cmpopts.IgnoreFields(reply.Button{}, "UnderAnswer")); diff != "" {
			t.Fatalf("on %v, in a chat of %q, /pray and the delivery differ: %s", slot.Date, chat.Language, diff)
		}
	}
}

func TestADeliveryIsWhatPrayAnswersInTheChatsLanguage(t *testing.T) {
	for _, language := range []string{"", "de", "en", "fr", "qps"} {
		t.Run("in private, "+language, func(t *testing.T) {
			k := inManyLanguages(t)
			k.req.Language = language
			k.say("/subscribe 07:00 lagos")
			k.sameAsAsked(t, 60)
		})
		t.Run("in a group, "+language, func(t *testing.T) {
			k := inManyLanguages(t)
			k.group("8", "moderator")
			k.req.Language = language
			k.say("/subscribe 07:00 lagos for Middle East, Nigeria")
			if language != "" {
				k.req.Language = "pt-BR" // somebody else asks
			}
			k.sameAsAsked(t, 12)
		})
	}
}

func TestAChatHasTheLanguageOfWhoSetItUp(t *testing.T) {
	k := newTalk(t)
	steps := []struct{ person, language, line, want string }{
		{"private", "de", "/pray", ""}, // nothing is stored yet
		{"private", "de", "/subscribe 07:00 lagos", "de"},
		{"private", "fr", "/subscribe 08:00 lagos", "de"},
		{"member", "pt-BR", "/subscribe 07:00 lagos", ""}, // may not
		{"moderator", "es", "/settings lagos", ""},
		{"moderator", "fr", "/subscribe 07:00 lagos", "fr"},
		{"moderator", "de", "/subscribe 08:00 lagos", "fr"},
	}
	for _, step := range steps {
		if k.private("7"); step.person != "private" {
			k.group("8", step.person)
		}
		k.req.Language = step.language
		k.say(step.line)
		if got := k.chat(t).Language; got != step.want {
			t.Errorf("after %s by a %s in %s the chat is in %q, want %q", step.line, step.person, step.language, got, step.want)
		}
	}
}

// What all of a server read is said in the language that the server has chosen, what one
// person alone sees in theirs; what is set up there comes in the server's.
func TestAServerHasALanguageOfItsOwn(t *testing.T) {
	k := newTalk(t)
	k.group("8", "moderator")
	k.req.Language, k.req.GroupLanguage = "fr", "de"
	if got := plain(k.say("/pray nigeria")); !strings.Contains(got, "Gebetsanliegen") {
		t.Errorf("all read %s", got)
	}
	if got := plain(k.say("/settings")); !strings.Contains(got, "Fuseau horaire") {
		t.Errorf("one person reads %s", got)
	}
	k.say("/subscribe 07:00 lagos")
	if got := k.chat(t).Language; got != "de" {
		t.Errorf("the chat is in %q", got)
	}
	k.private("7")
	k.req.Language, k.req.GroupLanguage = "fr", ""
	k.say("/subscribe 07:00 lagos")
	if got := k.chat(t).Language; got != "fr" {
		t.Errorf("a private chat is in %q", got)
	}
}

// A private chat that was stored before chats had a language takes that of the
// person with the next request, and not when it was forgotten.
func TestAnOldPrivateChatTakesTheLanguageOfThePerson(t *testing.T) {
	k := newTalk(t)
	k.say("/subscribe 07:00 lagos")
	if got := k.chat(t).Language; got != "" {
		t.Fatalf("a chat of somebody without a language is in %q", got)
	}
	k.req.Language = "sv"
	k.say("/country nigeria")
	if got := k.chat(t).Language; got != "sv" {
		t.Errorf("the chat is in %q", got)
	}
	k.sameAsAsked(t, 12)
	k.say("/forget")
	k.press("Yes, forget everything")
	k.say("/pray")
	if chat := k.chat(t); chat.Revision != "" || chat.Language != "" {
		t.Errorf("of a chat that was forgotten %+v is kept", chat)
	}
}

func TestALanguageThatIsNoneIsNotKept(t *testing.T) {
	for _, language := range []string{"not a language", "xx-\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"} {
		k := newTalk(t)
		k.req.Language = language
		k.say("/subscribe 07:00 lagos")
		if got := k.chat(t).Language; got != "" {
			t.Errorf("%q is kept as %q", language, got)
		}
	}
}

// What all read in a group is in its language, what one person reads in theirs.
func TestEveryoneReadsTheChatsLanguageAndTheAskerTheirOwn(t *testing.T) {
	inQPS := func(text string) bool { return len(text) > 3 && text[:3] == wordstest.Open }
	first := func(r reply.Reply) string {
		if len(r.Blocks) == 0 {
			return ""
		}
		return r.Blocks[len(r.Blocks)-1].Text
	}
	k := inManyLanguages(t)
	k.group("8", "moderator")
	k.req.Language = "qps"
	k.say("/subscribe 07:00 lagos")
	k.req.Language = "en"
	for _, tt := range []struct {
		what string
		said func() reply.Reply
		own  bool
	}{
		{"the answer to a line", func() reply.Reply { return k.say("/news") }, false},
		{"a problem", func() reply.Reply { return k.say("/pray atlantis") }, true},
		{"an unknown command", func() reply.Reply { k.req.Named = true; return k.say("/prey") }, true},
		{"I prayed", func() reply.Reply { return k.payload("1 prayed") }, true},
		{"housekeeping", func() reply.Reply { return k.say("/status") }, true},
		{"help", func() reply.Reply { return k.say("/help") }, true},
		{"a press on somebody else's answer", func() reply.Reply { k.asker = "9"; return k.payload("1 news") }, true},
		{"a press on one's own answer", func() reply.Reply { k.asker = "8"; return k.payload("1 news") }, false},
		{"a press of an anonymous moderator on their answer", func() reply.Reply {
			req := k.req
			req.Payload, req.Origin = "1 news", reply.FromAnonymousAnswer
			return k.core.Handle(t.Context(), req)
		}, false},
	} {
		said := tt.said()
		if inQPS(first(said)) == tt.own {
			t.Errorf("%s is\n%s", tt.what, plain(said))
		}
	}
}

func TestInPrivateEverythingIsInTheChatsLanguage(t *testing.T) {
	k := inManyLanguages(t)
	k.req.Language = "qps"
	k.say("/subscribe 07:00 lagos")
	k.req.Language = "en" // the person's app has changed
	for _, line := range []string{"/pray atlantis", "/status", "/help", "/prey", "amen", "/privacy"} {
		said := k.say(line)
		if text := said.Blocks[0].Text; text != "" && text[:3] != wordstest.Open {
			t.Errorf("%s answers\n%s", line, plain(said))
		}
	}
}

// counted counts how often chats are read.
type counted struct {
	record.Store
	n int
}

func (c *counted) Chat(ctx context.Context, id record.ChatID) (record.Chat, error) {
	c.n++
	return c.Store.Chat(ctx, id)
}

func TestARequestReadsItsChatOnce(t *testing.T) {
	k := newTalk(t)
	k.say("/subscribe 07:00 lagos")
	store := &counted{Store: k.world.Store}
	k.world.Store = store
	for _, line := range []string{"/pray", "/country", "/country nigeria", "/news", "/help", "/schedule", "/status", "/settings", "/privacy", "/start", "/community", "nigeria", "/nonsense", "amen", "/pray atlantis"} {
		store.n = 0
		k.say(line)
		if store.n != 1 {
			t.Errorf("%s reads the chat %d times", line, store.n)
		}
	}
}

// Suggestions are for the asker alone: they are in their language, and found by
// the English name too.
func TestSuggestionsAreInTheLanguageOfTheAsker(t *testing.T) {
	k := newTalk(t)
	k.req.Language = "de"
	for typed, want := range map[string]string{"deutsch": "Deutschland", "germ": "Deutschland", "südk": "Südkorea", "nigeri": "Nigeria"} {
		choices := k.core.Complete(t.Context(), k.req, "pray", "country", typed)
		if len(choices) == 0 || choices[0].Label != want {
			t.Errorf("%q suggests %v, want %s first", typed, choices, want)
		}
	}
}
