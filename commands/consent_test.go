package commands_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// newcomers is a community of a group on Telegram, led by 9, and its code for groups;
// a group on Discord, led by 5, and one on Telegram, led by 8, do not belong yet.
func newcomers(t *testing.T) (k *talk, groups string) {
	t.Helper()
	k = newTalk(t)
	k.group("9", "moderator")
	k.say("/community create Hope")
	groups, _ = k.codes(t)
	return k, groups
}

func (k *talk) elsewhere(discord bool) {
	if discord {
		k.channel("5", "moderator", "110", nil)
		return
	}
	k.group("8", "moderator")
	k.req.Chat.Key, k.req.GroupID, k.req.GroupName = "-800", "-800", "The Secret Title"
}

// told are the kinds of notices that wait for a chat or person of a platform.
func (k *talk) told(t *testing.T, to record.Audience) (kinds []record.AnnouncementKind) {
	t.Helper()
	all, err := k.store.PendingFanOuts(context.Background(), to.Place().Platform, k.req.Now)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		if a.To == to {
			kinds = append(kinds, a.Kind)
		}
	}
	return kinds
}

func (k *talk) wantTold(t *testing.T, to record.Audience, want ...record.AnnouncementKind) {
	t.Helper()
	if got := k.told(t, to); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s is told %q, want %q", to, got, want)
	}
}

var theOwner = record.Audience{Kind: record.ToPerson, Key: "telegram:9"}

func direct(chat record.ChatID) record.Audience {
	return record.Audience{Kind: record.ToDirect, Key: chat.String()}
}

func TestAGroupBelongsOnlyOnceTheOwnerAgrees(t *testing.T) {
	for _, discord := range []bool{false, true} {
		k, groups := newcomers(t)
		k.elsewhere(discord)
		k.say("/community join " + groups)
		for _, said := range []string{"Ask to join Hope?", "a name that you type", "how many people", "after seven days"} {
			k.wantSaid(t, said)
		}
		k.press("20 to 199")
		k.wantSaid(t, "By what name")
		if form := k.last.Form; form == nil || form.Do != "community ask "+groups+" some" {
			t.Errorf("the form is %+v", form)
		}
		if discord { // where a form is filled in
			k.req.Text = "Friday prayer"
			k.payload(k.last.Form.Payload())
			k.req.Text = ""
		} else {
			k.say("Friday prayer")
		}
		k.wantSaid(t, "I have asked the owner of Hope")
		k.wantSaid(t, "Tuesday 1 December")
		asks := k.req
		k.wantTold(t, theOwner, record.KindJoinAsked)
		if chat := k.chat(t); chat.Community != "" {
			t.Fatalf("it belongs without consent: %+v", chat)
		}
		k.private("9")
		k.say("/community")
		for _, said := range []string{"A group asks to join Hope", "Friday prayer", "from 20 to 199"} {
			k.wantSaid(t, said)
		}
		if text := plain(k.last); strings.Contains(text, "Secret") || k.last.Visibility != reply.Private {
			t.Errorf("the owner sees %d: %s", k.last.Visibility, text)
		}
		k.press("Take it in")
		k.wantSaid(t, "\"Friday prayer\" now belongs to Hope")
		k.say("/community requests")
		k.wantSaid(t, "Nobody is waiting")
		k.req = asks
		k.wantTold(t, direct(asks.Chat), record.KindJoinAccepted)
		chat := k.chat(t)
		if chat.Community == "" || chat.Asks != "" || !chat.Joined.Equal(k.req.Now) {
			t.Errorf("it is %+v", chat)
		}
		c, err := k.store.Community(context.Background(), chat.Community)
		if err != nil || c.Requests != nil {
			t.Errorf("what it said is kept: %+v, %v", c.Requests, err)
		}
	}
}

func TestTheOwnerMayRefuse(t *testing.T) {
	k, groups := newcomers(t)
	k.elsewhere(true)
	k.say("/community ask " + groups + " many Anybody")
	asks := k.req
	k.group("9", "moderator") // in the open group: the answer is for the owner alone
	k.say("/community")
	if k.last.Visibility != reply.Private || strings.Contains(k.last.Aside+k.last.AsideFailed, "Anybody") {
		t.Errorf("the group can read it: %+v", k.last)
	}
	button := k.last.Buttons[0][0].Payload()
	k.press("Do not take it in")
	k.wantSaid(t, "does not join Hope")
	k.wantTold(t, direct(asks.Chat), record.KindJoinRefused)
	k.payload(button)
	k.wantSaid(t, "not there any more")
	k.req = asks
	if chat := k.chat(t); chat.Community != "" || chat.Asks != "" {
		t.Errorf("it is %+v", chat)
	}
	k.say("/community ask " + groups + " many Anybody")
	k.wantSaid(t, "within the last hour")
	k.req.Now = k.req.Now.Add(time.Hour)
	k.say("/community ask " + groups + " many Anybody")
	k.wantSaid(t, "I have asked the owner")
}

func TestOneRequestOfAGroupWaitsAtATimeAndLapses(t *testing.T) {
	k, groups := newcomers(t)
	k.elsewhere(false)
	k.say("/community ask " + groups + " few Friday")
	asks := k.req
	k.req.Now = k.req.Now.Add(2 * time.Hour)
	k.say("/community ask " + groups + " few Friday")
	k.wantSaid(t, "I have already asked the owner of Hope")
	k.private("9")
	k.say("/community")
	button := k.last.Buttons[0][0].Payload()
	k.req.Now = asks.Now.Add(record.JoinRequestLife)
	k.payload(button)
	k.wantSaid(t, "not there any more")
	k.say("/community")
	k.wantSaid(t, "belongs to no community")
	if err := k.store.Expire(context.Background(), k.req.Now); err != nil {
		t.Fatal(err)
	}
	ids, _ := k.store.CommunitiesOf(context.Background(), record.UserID{Platform: "telegram", Key: "9"})
	if c, err := k.store.Community(context.Background(), ids[0]); err != nil || c.Requests != nil {
		t.Errorf("what it said is kept: %+v, %v", c.Requests, err)
	}
	asks.Now = k.req.Now
	k.req = asks
	k.say("/community ask " + groups + " few Friday")
	k.wantSaid(t, "I have asked the owner")
}

func TestOnlyTheOwnerAnswers(t *testing.T) {
	k, groups := newcomers(t)
	k.elsewhere(true)
	k.say("/community ask " + groups + " few Friday")
	k.private("9")
	k.say("/community requests")
	button := k.last.Buttons[0][0].Payload()
	k.private("8")
	k.payload(button)
	k.wantSaid(t, "Only the owner")
	k.say("/community requests")
	k.wantSaid(t, "Nobody is waiting")
	for _, line := range []string{"accept", "accept x.y", "refuse aaaaaaaa", "accept ."} {
		k.say("/community " + line)
		k.wantSaid(t, "not there any more")
	}
}

func TestWhatAGroupSaysOfItselfIsChecked(t *testing.T) {
	k, groups := newcomers(t)
	k.elsewhere(true)
	for line, want := range map[string]string{
		"several Friday":                    "Type few for under 20",
		"few @everyone":                     "A name may hold letters",
		"few Admin":                         "A name may hold letters",
		"few " + strings.Repeat("x", 61):    "A name may hold letters",
		"few https://example.org":           "A name may hold letters",
		"":                                  "Ask to join Hope?",
		"few":                               "By what name",
		"few Friday \u202eprayer\u202c now": "direction",
	} {
		k.say("/community ask " + groups + " " + line)
		if want == "direction" {
			want = "characters"
		}
		k.wantSaid(t, want)
	}
	if c := k.told(t, theOwner); c != nil {
		t.Errorf("the owner is told %v", c)
	}
	k.private("30") // a person alone brings no right with them
	k.say("/community join " + groups)
	k.wantSaid(t, "now belongs to Hope")
	k.group("9", "moderator") // and the owner agrees with themself
	k.req.Chat.Key, k.req.GroupID = "-900", "-900"
	k.say("/community join " + groups)
	k.wantSaid(t, "now belongs to Hope")
}

func TestWhoeverIsForgottenAsksNoMore(t *testing.T) {
	k, groups := newcomers(t)
	k.elsewhere(false)
	k.say("/subscribe 07:00 Lagos")
	k.say("/community ask " + groups + " few Friday")
	k.say("/forget")
	k.wantSaid(t, "its request to join a community")
	asks := k.req
	k.private("9")
	k.say("/community")
	button := k.last.Buttons[0][0].Payload()
	k.req = asks
	k.say("/forget")
	k.press("Yes, forget everything")
	k.wantSaid(t, "is removed")
	k.private("9")
	k.payload(button)
	k.wantSaid(t, "not there any more")
	ids, _ := k.store.CommunitiesOf(context.Background(), record.UserID{Platform: "telegram", Key: "9"})
	if c, err := k.store.Community(context.Background(), ids[0]); err != nil || c.Requests != nil {
		t.Errorf("what it said is kept: %+v, %v", c.Requests, err)
	}
}

// A request of a chat that belongs elsewhere by now is none.
func TestAChatThatJoinedElsewhereAsksNoMore(t *testing.T) {
	k, groups := newcomers(t)
	k.elsewhere(false)
	k.say("/community ask " + groups + " few Friday")
	k.say("/community create Mine")
	k.private("9")
	k.say("/community")
	k.press("Take it in")
	k.wantSaid(t, "not there any more")
	k.say("/community requests")
	k.wantSaid(t, "Nobody is waiting")
}

func TestTooManyRequestsAreNotTaken(t *testing.T) {
	k, groups := newcomers(t)
	for i := range record.MaxJoinRequests + 1 {
		k.group(fmt.Sprint(100+i), "moderator")
		k.req.Chat.Key, k.req.GroupID = fmt.Sprint(-800-i), fmt.Sprint(-800-i)
		k.say("/community ask " + groups + " few Friday")
	}
	k.wantSaid(t, "Many groups are waiting")
	k.private("9")
	k.say("/community")
	k.wantSaid(t, "19 more groups are waiting")
	k.press("Do not take it in")
	k.press("See the next request")
	k.wantSaid(t, "18 more groups are waiting")
}
