package commands_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// strangers is a church whose code for groups an ordinary member used from a
// group of their own, on either platform: to says who they are there.
func strangers(t *testing.T, discord bool) (k *talk, stranger func()) {
	t.Helper()
	k = newTalk(t)
	k.group("9", "moderator")
	k.roles["9"], k.roles["66"] = reply.Moderator, reply.Moderator
	k.say("/subscribe 06:30 berlin")
	k.say("/community create Hope")
	groups, _ := k.codes(t)
	stranger = func() {
		k.group("66", "moderator")
		k.req.Chat.Key, k.req.GroupID = "-666", "-666"
		if discord {
			k.channel("66", "moderator", "660", nil)
			k.req.GroupID = "600"
		}
	}
	stranger()
	k.joins(t, groups)
	k.say("/subscribe 06:30 berlin")
	return k, stranger
}

// onBoth runs a test with the stranger on each platform.
func onBoth(t *testing.T, test func(t *testing.T, k *talk, stranger func())) {
	for name, discord := range map[string]bool{"telegram": false, "discord": true} {
		t.Run(name, func(t *testing.T) {
			k, stranger := strangers(t, discord)
			test(t, k, stranger)
		})
	}
}

// state is what became of an announcement.
func (k *talk) state(id string) record.AnnouncementState {
	a, _ := k.store.Announcement(context.Background(), id, k.req.Now)
	return a.State
}

func TestAJoinCodeGivesNoRightToAnnounce(t *testing.T) {
	onBoth(t, func(t *testing.T, k *talk, stranger func()) {
		k.say("/announce to:community Send me money.")
		id := strings.Fields(k.last.Buttons[0][0].Do)[2]
		k.press("Send to 2 chats")
		k.wantSaid(t, "needs its owner")
		k.say("/announce approve " + id)
		k.wantSaid(t, "You wrote it")
		k.say("/announce schedule " + id + " 19:00")
		k.wantSaid(t, "needs its owner")
		k.req.Person = "67" // another moderator of the same group
		k.roles["67"] = reply.Moderator
		k.say("/announce approve " + id)
		k.wantSaid(t, "Only the owner of this community can agree")
		a, _ := k.store.Announcement(context.Background(), id, k.req.Now)
		k.payload(fmt.Sprintf("1 desk send %s %d", id, a.Edition))
		k.wantSaid(t, "Only the owner of this community can agree")
		for _, platform := range []string{"telegram", "discord"} {
			if err := k.core.Release(context.Background(), platform, six); err != nil {
				t.Fatal(err)
			}
		}
		if state := k.state(id); state != record.StateDraft {
			t.Fatalf("it is %s", state)
		}

		// What they write goes out when the owner has read it and agrees.
		k.private("9")
		k.say("/announce approve " + id)
		k.wantSaid(t, "Send me money.")
		k.wantSaid(t, "It is meant for Tuesday 24 November 2026, 19:00")
		k.press("Send it at that time")
		k.wantSaid(t, "It will be sent")
		for _, platform := range []string{"telegram", "discord"} {
			if err := k.core.Release(context.Background(), platform, six); err != nil {
				t.Fatal(err)
			}
		}
		k.req.Now = six
		if state := k.state(id); state != record.StateConfirmed {
			t.Errorf("it is %s", state)
		}
	})
}

func TestAJoinCodeGivesNoRightToWhatOthersAnnounced(t *testing.T) {
	onBoth(t, func(t *testing.T, k *talk, stranger func()) {
		k.group("9", "moderator")
		k.say("/announce to:community We meet.")
		id := strings.Fields(k.last.Buttons[0][0].Do)[2]
		k.press("Send to 2 chats")
		k.wantSaid(t, "on its way to 2 chats")
		stranger()
		k.say("/announce correct " + id + " We do not meet.")
		k.wantSaid(t, "Only the person who wrote this announcement")
		for _, verb := range []string{"stop %s 0", "retract %s 0 delete", "back %s 0", "reword %s 0"} {
			k.payload("1 desk " + fmt.Sprintf(verb, id))
			k.wantSaid(t, "Only the person who wrote this announcement")
		}
		k.say("/announce status " + id)
		if text := plain(k.last); strings.Contains(text, "Retract") || strings.Contains(text, "Correct") || strings.Contains(text, "Stop") {
			t.Error(text)
		}
		k.say("/announce log")
		k.wantSaid(t, "Nothing was announced here lately")
		if state := k.state(id); state != record.StateConfirmed {
			t.Errorf("it is %s", state)
		}
	})
}

func TestAJoinCodeChangesNothingForTheOthers(t *testing.T) {
	onBoth(t, func(t *testing.T, k *talk, stranger func()) {
		for _, line := range []string{"rename Mine", "for Egypt", "code new", "two on", "two off", "transfer", "close", "close yes"} {
			k.say("/community " + line)
			k.wantSaid(t, "Only the owner of this community")
		}
		k.group("9", "moderator")
		k.say("/community transfer")
		if line := k.offered(t); strings.Contains(k.last.Aside+k.last.AsideFailed, strings.Fields(line)[2]) {
			t.Error("the group can read the code that makes an owner")
		}
		if len(k.last.Buttons) != 0 {
			t.Error("the offer can be taken by a button")
		}
	})
}

// TestAskingTheOwnerIsLimited keeps a group that joined by code from flooding
// the owner and the audit log, and from using up the hour of the whole community.
func TestAskingTheOwnerIsLimited(t *testing.T) {
	onBoth(t, func(t *testing.T, k *talk, stranger func()) {
		for i := range 6 {
			k.say(fmt.Sprintf("/announce to:community Notice %d.", i))
			k.press("Send to 2 chats")
			want := "needs its owner"
			if i == 5 {
				want = "There were 5 announcements here within an hour"
			}
			k.wantSaid(t, want)
		}
		k.group("9", "moderator")
		k.say("/announce to:community We meet.")
		k.press("Send to 2 chats")
		k.wantSaid(t, "on its way to 2 chats")
	})
}

// TestWhatAStrangerHadScheduledBeforeIsNotSent binds what one who came by a code
// scheduled alone when that was still allowed.
func TestWhatAStrangerHadScheduledBeforeIsNotSent(t *testing.T) {
	onBoth(t, func(t *testing.T, k *talk, stranger func()) {
		k.say("/community")
		chat, err := k.store.Chat(context.Background(), k.req.Chat)
		if err != nil {
			t.Fatal(err)
		}
		old := record.Announcement{
			ID: "abcdefg2", To: record.Audience{Kind: record.ToCommunity, Key: chat.Community}, From: k.req.Chat, GroupID: k.req.GroupID,
			Person: k.req.Chat.Platform + ":66", Text: "Send me money.", State: record.StateScheduled, Created: k.req.Now, At: six, Reach: 2,
		}
		if err := k.store.SaveDraft(context.Background(), old); err != nil {
			t.Fatal(err)
		}
		if err := k.core.Release(context.Background(), k.req.Chat.Platform, six); err != nil {
			t.Fatal(err)
		}
		if state := k.state(old.ID); state != record.StateCancelled {
			t.Errorf("it is %s", state)
		}
	})
}
