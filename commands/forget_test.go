package commands_test

import (
	"testing"

	"prayerbot/commands/reply"
)

func TestForgettingSaysWhatGoesAndAsksOnceMoreByAButton(t *testing.T) {
	k := newTalk(t)
	k.say("/subscribe 07:00 Lagos for Nigeria")
	for _, line := range []string{"/forget", "/forget yes", "/forget YES", "forget yes", "/forget yes yes", "/forget sure"} {
		k.say(line)
		if k.chat(t).Revision == "" {
			t.Fatalf("%q forgets the chat without asking once more", line)
		}
	}
	k.group("8", "moderator")
	k.say("/subscribe 07:00 Lagos")
	k.say("/subscribe 19:00 Lagos")
	k.say("/forget")
	k.wantSaid(t, "its 2 daily times")
	k.wantSaid(t, "time zone")
	k.wantSaid(t, "record of the last deliveries")
	k.wantSaid(t, "cannot be undone")
	k.press("No, keep it")
	k.wantSaid(t, "Nothing was removed")
	if k.chat(t).Revision == "" {
		t.Error("it is forgotten after no")
	}
	k.say("/forget yes")
	k.wantSaid(t, "Forget this chat?")
	k.press("Yes, forget everything")
	k.wantSaid(t, "is removed")
	if k.chat(t).Revision != "" {
		t.Error("it is kept after yes")
	}
}

func TestForgettingNamesTheCommunityThatIsLeft(t *testing.T) {
	k := newChurch(t)
	k.say("/community code")
	groups, _ := k.codes(t)
	k.group("8", "moderator")
	k.say("/community join " + groups)
	k.press("Join this community")
	k.say("/forget")
	k.wantSaid(t, "belongs to the community Hope")
}

// A channel has no buttons but links: there a moderator types.
func TestAChannelIsForgottenByTyping(t *testing.T) {
	k := newTalk(t)
	k.req.Private, k.req.Channel, k.req.Person, k.req.Role = false, true, "", reply.Moderator
	k.req.Chat.Key, k.req.GroupID = "-1005", "-1005"
	k.say("/subscribe 07:00 Lagos")
	if r := k.say("/forget"); r.Title != "Forget this chat?" || len(r.Blocks) > 0 {
		t.Errorf("the channel reads %+v", r)
	}
	if k.chat(t).Revision == "" {
		t.Fatal("it is forgotten without a second word")
	}
	k.say("/forget yes")
	if k.chat(t).Revision != "" {
		t.Error("it is kept after yes")
	}
}
