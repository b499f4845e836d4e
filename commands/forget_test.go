package commands_test

import (
	"testing"

	"prayerbot/commands/record"
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
	k.group("8", "moderator")
	k.say("/forget")
	k.wantSaid(t, "belongs to the community Hope")
}

// A channel has no buttons but links: there a moderator types, and is told before
// what will go.
func TestAChannelIsForgottenByTyping(t *testing.T) {
	k := newTalk(t)
	k.req.Private, k.req.Channel, k.req.Person, k.req.Role = false, true, "", reply.Moderator
	k.req.Chat.Key, k.req.GroupID = "-1005", "-1005"
	k.say("/subscribe 07:00 Lagos")
	for _, line := range []string{"/forget", "/forget yes"} {
		k.say(line)
		for _, goes := range []string{"its daily time", "record of the last deliveries", "cannot be undone", "the word yes"} {
			k.wantSaid(t, goes)
		}
		if k.chat(t).Revision == "" {
			t.Fatalf("%q forgets it without a second word", line)
		}
		k.say("/pray") // any command leaves the question
	}
	k.say("/forget")
	k.say("a post about something else")
	if len(k.last.Blocks) > 0 {
		t.Errorf("a post is answered: %s", plain(k.last))
	}
	k.req.Now = k.req.Now.Add(record.QuestionLife)
	k.say("/forget yes")
	k.wantSaid(t, "I will remove")
	k.say("/forget no")
	k.say("/forget yes")
	k.wantSaid(t, "I will remove")
	k.say("/forget yes")
	if k.chat(t).Revision != "" {
		t.Error("it is kept after a second yes")
	}
}

// Closing a community removes as much.
func TestACommunityIsClosedByAButtonAlone(t *testing.T) {
	k := newChurch(t)
	k.group("9", "moderator")
	for _, line := range []string{"/community close", "/community close yes", "/community close YES"} {
		k.say(line)
		k.wantSaid(t, "Close Hope?")
	}
	k.press("Yes, close it")
	k.wantSaid(t, "is closed")
}
