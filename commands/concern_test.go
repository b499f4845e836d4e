package commands_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// concerns are what is kept, and words how many announcements of it go to the
// operators.
func (k *talk) concerns(t *testing.T) (all []record.Concern, words []record.Announcement) {
	t.Helper()
	all, err := k.store.Concerns(context.Background(), k.req.Now)
	if err != nil {
		t.Fatal(err)
	}
	pending, err := k.store.PendingFanOuts(context.Background(), "telegram", k.req.Now)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range pending {
		words = append(words, one.Announcement)
	}
	return all, words
}

func TestEditorsAreToldOnceADayOfEachItem(t *testing.T) {
	k := newTalk(t)
	for range 3 {
		if said := plain(k.payload("1 tell harm kp-camps")); !strings.Contains(said, "Thank you") {
			t.Fatal(said)
		}
	}
	k.private("8")
	k.payload("1 tell old kp-camps")
	k.payload("1 tell old =KP")
	all, words := k.concerns(t)
	if len(all) != 2 || all[1].Item != "kp-camps" || all[1].Counts[record.ConcernHarm] != 3 || all[1].Counts[record.ConcernOld] != 1 {
		t.Errorf("kept are %+v", all)
	}
	if len(words) != 2 || words[0].To != (record.Audience{Kind: record.ToOperators, Key: "kp-camps"}) || words[0].Text != "harm" {
		t.Errorf("the words are %+v", words)
	}
	for _, a := range words {
		if a.Person != "" || a.From != (record.ChatID{}) || a.GroupID != "" || a.Speaker != "" {
			t.Errorf("it says who spoke: %+v", a)
		}
	}
	k.req.Now = k.req.Now.Add(24 * time.Hour)
	k.payload("1 tell harm kp-camps")
	if _, words := k.concerns(t); len(words) != 3 {
		t.Errorf("on the next day there are %d words", len(words))
	}
}

// What was cut off between the count and the word is taken up by the next one.
func TestAConcernGoesOnWhereItWasCutOff(t *testing.T) {
	k := newTalk(t)
	cut := &cutting{Store: k.store, at: "confirm"}
	k.world.Store = cut
	if said := plain(k.payload("1 tell harm kp-camps")); !strings.Contains(said, "Something went wrong") {
		t.Fatal(said)
	}
	cut.at = ""
	for range 2 {
		k.payload("1 tell harm kp-camps")
	}
	if _, words := k.concerns(t); len(words) != 1 {
		t.Errorf("the words are %+v", words)
	}
}

func TestWithoutOperatorsAConcernIsKeptAlone(t *testing.T) {
	k := newTalk(t)
	k.config.Operators = nil
	k.restart(t)
	k.payload("1 tell harm kp-camps")
	if all, words := k.concerns(t); len(all) != 1 || len(words) != 0 {
		t.Errorf("kept are %v, words %v", all, words)
	}
}

// The word is covered in every chat, and leads to the text by its own key.
func TestTheWordOfAConcernIsDiscreet(t *testing.T) {
	k := newTalk(t)
	for _, item := range []string{"kp-camps", "=KP", builtin().Posts[0].Key, "no-longer-there"} {
		a := record.Announcement{ID: "aaaaaaaa", To: record.Audience{Kind: record.ToOperators, Key: item}, Text: "harm", Created: k.req.Now}
		word := k.core.Announced(a, "en")
		if word.Discreet == "" || strings.Contains(word.Discreet, "Korea") || !strings.Contains(plain(word), "Could harm someone") || !strings.Contains(plain(word), strings.TrimPrefix(item, "=")) {
			t.Errorf("%s: %s\n%s", item, word.Discreet, plain(word))
		}
	}
}

// Under a point, a report and a story there is a way to the editors, also by a link
// in a channel.
func TestMoreStandsUnderPointsReportsAndStories(t *testing.T) {
	k := newTalk(t)
	post := builtin().Posts[0].Key
	for _, line := range []string{"/pray", "/pray north korea", "/country north korea", "/start s_" + post} {
		r := k.say(line)
		found := false
		for _, row := range r.Buttons {
			for _, b := range row {
				if b.Label != "More" {
					continue
				}
				found = true
				if opened := plain(k.say("/start " + b.Start())); b.Start() == "" || !strings.Contains(opened, "Tell the editors") {
					t.Errorf("%s: the link %q says %s", line, b.Start(), opened)
				}
				if len(b.Payload()) > reply.MaxPayload {
					t.Errorf("%s: the button is too long", line)
				}
			}
		}
		if !found {
			t.Errorf("%s has %s", line, labels(r))
		}
	}
}
