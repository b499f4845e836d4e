package commands_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// date is the day of the talk, by UTC.
func (k *talk) date() content.Date { return content.DateOf(k.req.Now) }

// today is the point of a chat that follows the whole world.
func (k *talk) today() string {
	return builtin().Daily(k.date(), content.Selection{}, k.date()).ID
}

// What is withdrawn is shown by no command, in no other process either, until it
// is brought back.
func TestWhatIsWithdrawnIsShownNowhere(t *testing.T) {
	k := newTalk(t)
	other := elsewhere(t, k)
	id := k.today()
	point := builtin().Point(id)
	k.private("1")
	for _, line := range []string{"/pray", "/start p_" + id} {
		if said := plain(k.say(line)); !strings.Contains(said, point.Title) {
			t.Fatalf("%s says %s", line, said)
		}
	}
	if said := plain(other.say("/pray")); !strings.Contains(said, point.Title) {
		t.Fatal(said)
	}
	k.say("/recall " + id)
	k.press("Withdraw it")
	k.req.Now, other.req.Now = k.req.Now.Add(3*time.Second), k.req.Now.Add(3*time.Second)
	for who, k := range map[string]*talk{"here": k, "elsewhere": other} {
		for _, line := range []string{"/pray", "/pray " + point.Countries()[0].Name, "/start p_" + id, "/prayed " + id} {
			if said := plain(k.say(line)); strings.Contains(said, point.Text) || strings.Contains(said, point.Title) {
				t.Errorf("%s %s says %s", who, line, said)
			}
		}
		if said := plain(k.payload("1 prayed " + id)); !strings.Contains(said, "no longer there") {
			t.Errorf("%s an old button says %s", who, said)
		}
	}
	slot := record.Slot{Date: k.date(), Due: k.req.Now}
	sent, err := other.core.Daily(context.Background(), record.Chat{ID: k.req.Chat}, record.Subscription{ID: 1, Zone: "UTC"}, slot, other.req.Now)
	if err != nil || len(sent.About) == 0 || sent.About[0] == id {
		t.Errorf("what is sent is about %v, %v", sent.About, err)
	}
	k.restart(t)
	if said := plain(k.say("/pray")); strings.Contains(said, point.Title) {
		t.Errorf("after a restart /pray says %s", said)
	}
	k.say("/recall undo " + id)
	other.req.Now = other.req.Now.Add(3 * time.Second)
	for _, k := range []*talk{k, other} {
		if said := plain(k.say("/pray")); !strings.Contains(said, point.Title) {
			t.Errorf("brought back, /pray says %s", said)
		}
	}
}

// elsewhere is another process on the same store.
func elsewhere(t *testing.T, k *talk) *talk {
	t.Helper()
	other := *k
	other.restart(t)
	other.private("7")
	return &other
}

// A post that is withdrawn is gone with its points: from the news, as a story,
// and by the buttons of old messages.
func TestAWithdrawnPostIsGoneWithItsPoints(t *testing.T) {
	k := newTalk(t)
	k.private("1")
	for _, post := range builtin().Posts {
		if !post.Shown(k.date()) {
			continue
		}
		if said := plain(k.say("/recall yes " + post.Key)); !strings.Contains(said, "is withdrawn") {
			t.Fatal(said)
		}
		if said := plain(k.payload("1 news read " + post.Key)); !strings.Contains(said, "no longer there") {
			t.Errorf("its story says %s", said)
		}
		if said := plain(k.say("/news " + post.Country.Name)); strings.Contains(said, post.Title) {
			t.Errorf("the news say %s", said)
		}
		for _, p := range post.Points {
			if said := plain(k.say("/start p_" + p.ID)); strings.Contains(said, p.Text) {
				t.Errorf("a link says %s", said)
			}
		}
		return
	}
	t.Fatal("the content has no post to try")
}

func TestOnlyOperatorsWithdraw(t *testing.T) {
	k := newTalk(t)
	id := k.today()
	for _, person := range []string{"7", "8"} {
		k.private(person)
		if person == "8" {
			k.group(person, "moderator")
		}
		for _, line := range []string{"/recall", "/recall " + id, "/recall yes " + id, "/recall undo " + id} {
			if said := plain(k.say(line)); !strings.Contains(said, "Only the people who run this bot") {
				t.Errorf("%s: %s says %s", person, line, said)
			}
		}
		if said := plain(k.payload("1 recall yes " + id)); !strings.Contains(said, "Only the people who run this bot") {
			t.Errorf("%s: a forged button says %s", person, said)
		}
	}
	if all, err := k.store.Recalls(context.Background()); err != nil || len(all) > 0 {
		t.Errorf("withdrawn are %v, %v", all, err)
	}
	k.group("1", "member")
	if r := k.say("/recall " + id); r.Visibility != reply.Private {
		t.Errorf("in a group an operator is answered %v", r.Visibility)
	}
}

// A recall that was cut off before anything was taken back is taken up by the
// next one; one that has begun is not begun again.
func TestARecallGoesOnWhereItWasCutOff(t *testing.T) {
	k := newTalk(t)
	id := k.today()
	cut := &cutting{Store: k.store}
	k.world.Store = cut
	k.private("1")
	for _, at := range []string{"confirm", "recall"} {
		cut.at = at
		if said := plain(k.say("/recall yes " + id)); !strings.Contains(said, "Something went wrong") {
			t.Errorf("cut off at %s it says %s", at, said)
		}
	}
	cut.at = ""
	for range 2 {
		k.say("/recall yes " + id)
	}
	all, err := k.store.PendingFanOuts(context.Background(), "telegram", k.req.Now)
	if err != nil || len(all) != 1 || all[0].Step != "retract" || all[0].To.Key != id {
		t.Errorf("to be done is %+v, %v", all, err)
	}
	// Whoever reads it for the first time while the store is silent shows nothing.
	cut.at = "recalls"
	k.restart(t)
	if said := plain(k.say("/pray")); !strings.Contains(said, "Something went wrong") {
		t.Errorf("with a silent store /pray says %s", said)
	}
}

var errCut = errors.New("cut off")

// A cutting store fails at one method.
type cutting struct {
	record.Store
	at string
}

func (c *cutting) Confirm(ctx context.Context, id string, edition, reach int, now time.Time) (record.Announcement, bool, error) {
	if c.at == "confirm" {
		return record.Announcement{}, false, errCut
	}
	return c.Store.Confirm(ctx, id, edition, reach, now)
}

func (c *cutting) SaveRecall(ctx context.Context, r record.Recall) error {
	if c.at == "recall" {
		return errCut
	}
	return c.Store.SaveRecall(ctx, r)
}

func (c *cutting) Recalls(ctx context.Context) ([]record.Recall, error) {
	if c.at == "recalls" {
		return nil, errCut
	}
	return c.Store.Recalls(ctx)
}

// What is withdrawn is listed with the way to each.
func TestWhatIsWithdrawnHasAButton(t *testing.T) {
	k := newTalk(t)
	k.private("1")
	k.goes(t, "> /recall kp-camps", "! Withdraw it")
	if got := k.goes(t, "> /recall", "! Show kp-camps"); !strings.Contains(got, "kp-camps is withdrawn") {
		t.Errorf("the button leads to\n%s", got)
	}
	if got := k.goes(t, "! Bring it back", "> /recall"); strings.Contains(got, "[Show kp-camps]") {
		t.Errorf("it is still there:\n%s", got)
	}
}
