package commands_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// orphans is the community Hope of two groups that have belonged for 30 days, led by 8
// on Telegram and 5 on Discord. Its owner, 9 on Telegram, leads none of them any more.
func orphans(t *testing.T) *talk {
	t.Helper()
	k := newTalk(t)
	k.group("9", "moderator")
	k.say("/community create Hope")
	groups, _ := k.codes(t)
	k.channel("5", "moderator", "110", nil)
	k.joins(t, groups)
	k.roles["8"], k.roles["5"] = reply.Moderator, reply.Moderator
	k.req.Now = k.req.Now.Add(record.LongBelonging)
	return k
}

func (k *talk) hopeID(t *testing.T) string {
	t.Helper()
	chat, err := k.store.Chat(context.Background(), record.ChatID{Platform: "telegram", Key: "-100"})
	if err != nil || chat.Community == "" {
		t.Fatal(chat, err)
	}
	return chat.Community
}

func (k *talk) owner(t *testing.T) string {
	t.Helper()
	c, err := k.store.Community(context.Background(), k.hopeID(t))
	if err != nil {
		t.Fatal(err)
	}
	return c.Owner.String()
}

// toldAll are the kinds of notices that wait for every group.
func (k *talk) toldAll(t *testing.T) map[record.AnnouncementKind]bool {
	t.Helper()
	kinds := map[record.AnnouncementKind]bool{}
	all, err := k.store.PendingFanOuts(context.Background(), "telegram", k.req.Now)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		if a.To == (record.Audience{Kind: record.ToGroups, Key: k.hopeID(t)}) {
			kinds[a.Kind] = true
		}
	}
	return kinds
}

// both makes the leaders of both groups ask for Hope.
func (k *talk) both(t *testing.T) {
	t.Helper()
	k.group("8", "moderator")
	k.say("/community takeover")
	k.wantSaid(t, "You can ask to own it")
	k.press("Ask to own it")
	k.wantSaid(t, "A leader of another group")
	k.channel("5", "moderator", "110", nil)
	k.say("/community takeover")
	k.press("Agree")
	k.wantSaid(t, "Every group of Hope is told")
}

func TestLeadersOfTwoGroupsTakeOverWhatNobodyLeads(t *testing.T) {
	k := orphans(t)
	k.both(t)
	if !k.toldAll(t)[record.KindTakeOverRuns] {
		t.Errorf("the groups are told %v", k.toldAll(t))
	}
	k.group("8", "moderator")
	k.say("/community takeover finish")
	k.wantSaid(t, "not possible now")
	k.req.Now = k.req.Now.Add(record.TakeOverSpan - time.Second)
	k.group("8", "moderator")
	k.say("/community takeover")
	k.wantSaid(t, "Every group of Hope is told")
	k.req.Now = k.req.Now.Add(time.Second)
	k.channel("5", "moderator", "110", nil)
	k.say("/community takeover")
	k.wantSaid(t, "The leader who asked first")
	for _, step := range []string{"ask", "agree", "finish"} {
		k.say("/community takeover " + step)
		k.wantSaid(t, "not possible now")
	}
	k.group("8", "moderator")
	k.say("/community takeover")
	k.press("Become its owner")
	k.wantSaid(t, "You are now the owner of Hope")
	if k.owner(t) != "telegram:8" || !k.toldAll(t)[record.KindTakeOverDone] {
		t.Errorf("it is owned by %s, the groups are told %v", k.owner(t), k.toldAll(t))
	}
}

func TestAnyLeaderStopsATakeOver(t *testing.T) {
	for _, stops := range []func(k *talk){
		func(k *talk) { k.group("8", "moderator") },
		func(k *talk) { k.group("77", "moderator") },
		func(k *talk) { k.group("", "moderator") }, // an administrator without a name
		func(k *talk) { k.channel("5", "moderator", "110", nil) },
	} {
		k := orphans(t)
		k.both(t)
		k.group("78", "member")
		k.say("/community takeover stop")
		k.wantSaid(t, "Only a moderator")
		k.private("9")
		k.say("/community takeover stop")
		k.wantSaid(t, "in a group of the community")
		stops(k)
		k.payload("1 community takeover stop")
		k.wantSaid(t, "Hope stays with its owner")
		if !k.toldAll(t)[record.KindTakeOverStopped] {
			t.Errorf("the groups are told %v", k.toldAll(t))
		}
		k.say("/community takeover stop")
		k.wantSaid(t, "nothing to stop")
		k.req.Now = k.req.Now.Add(record.TakeOverSpan)
		k.group("8", "moderator")
		k.say("/community takeover finish")
		k.wantSaid(t, "not possible now")
		if k.owner(t) != "telegram:9" {
			t.Errorf("it is owned by %s", k.owner(t))
		}
	}
}

func TestAnOwnerWhoLeadsAGroupKeepsIt(t *testing.T) {
	k := orphans(t)
	k.roles["9"] = reply.Moderator
	k.group("8", "moderator")
	for _, line := range []string{"/community takeover", "/community takeover ask"} {
		k.say(line)
		k.wantSaid(t, "still leads one of its groups")
	}
	delete(k.roles, "9")
	k.both(t)
	k.req.Now = k.req.Now.Add(record.TakeOverSpan)
	k.roles["9"] = reply.Moderator // asked at the end too
	k.group("8", "moderator")
	k.say("/community takeover finish")
	k.wantSaid(t, "still leads one of its groups")
	if k.owner(t) != "telegram:9" {
		t.Errorf("it is owned by %s", k.owner(t))
	}
}

// silentRights never say anything.
type silentRights struct{}

func (silentRights) Role(context.Context, record.ChatID, string, string) (reply.Role, error) {
	return reply.Anyone, errors.New("no answer")
}

func TestNobodyTakesOverWhatNobodyCanSayTheOwnerOf(t *testing.T) {
	k := orphans(t)
	k.world.Rights = silentRights{}
	k.group("8", "moderator")
	k.say("/community takeover ask")
	k.wantSaid(t, "could not find out")
}

func TestWhoMayNotTakeOver(t *testing.T) {
	k := orphans(t)
	k.group("8", "member")
	k.say("/community takeover ask")
	k.wantSaid(t, "Only a moderator")
	k.group("", "moderator")
	k.say("/community takeover ask")
	k.wantSaid(t, "I cannot see who you are")
	k.group("9", "moderator")
	k.say("/community takeover ask")
	k.wantSaid(t, "You own this community already")
	k.private("8")
	k.say("/community takeover ask")
	k.wantSaid(t, "in a group of the community")
	k.group("8", "moderator")
	k.say("/community takeover soon")
	k.wantSaid(t, "Type /community takeover to see")
	k.say("/community takeover ask")
	k.group("88", "moderator") // another of the same group
	k.say("/community takeover ask")
	k.wantSaid(t, "not possible now")
	k.say("/community takeover")
	k.wantSaid(t, "A leader of another group")
	young := orphans(t)
	young.req.Now = young.req.Now.Add(-time.Second)
	young.group("8", "moderator")
	young.say("/community takeover ask")
	young.wantSaid(t, "not belonged to the community for 30 days")
}

func TestNobodyAnnouncesWhileTheOwnerMayChange(t *testing.T) {
	k := orphans(t)
	k.group("9", "moderator")
	k.say("/announce to:community We meet.")
	id := strings.Fields(k.last.Buttons[0][0].Do)[2]
	k.say("/announce schedule " + id + " 19:00")
	k.wantSaid(t, "It will be sent")
	k.both(t)
	k.group("9", "moderator")
	k.say("/announce to:community Send me money.")
	k.press("Send to 2 chats")
	k.wantSaid(t, "nobody can announce to it")
	k.group("8", "moderator")
	k.say("/announce to:community Me too.")
	k.press("Send to 2 chats")
	k.wantSaid(t, "nobody can announce to it")
	k.group("1", "moderator")
	k.say("/announce to:community From the operators.")
	k.press("Send to 2 chats")
	k.wantSaid(t, "on its way to 2 chats")
	if err := k.core.Release(context.Background(), "telegram", k.req.Now.Add(6*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if state := k.state(id); state == record.StateConfirmed {
		t.Error("what was scheduled goes out")
	}
	k.group("8", "moderator")
	k.say("/community takeover stop")
	k.group("9", "moderator")
	k.say("/announce to:community We meet again.")
	k.press("Send to 2 chats")
	k.wantSaid(t, "on its way to 2 chats")
}
