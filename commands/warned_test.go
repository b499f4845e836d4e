package commands_test

import (
	"strings"
	"testing"

	"prayerbot/bot/store/archive"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// warns tells how many subscriptions keep somebody's number.
func (k *talk) warns(t *testing.T, person string) (n int) {
	t.Helper()
	chats, err := k.store.WarnedChats(t.Context(), record.UserID{Platform: "telegram", Key: person})
	if err != nil {
		t.Fatal(err)
	}
	for _, chat := range chats {
		for _, sub := range chat.Subscriptions {
			if sub.Warns == person {
				n++
			}
		}
	}
	return n
}

// newWarned is a talk in which 7 is told if something stops in two groups and a channel,
// and 8 in one of them.
func newWarned(t *testing.T) *talk {
	t.Helper()
	k := newTalk(t)
	k.roles["7"], k.roles["8"] = reply.Moderator, reply.Moderator
	k.say("/subscribe 06:00 lagos")
	k.goes(t, "@ group 7 moderator -100", "> /subscribe 07:00 lagos", "! Tell me if it stops", "> /subscribe 08:00 lagos", "! Tell me if it stops")
	k.goes(t, "@ group 7 moderator -200", "> /subscribe 07:00 lagos", "! Tell me if it stops")
	k.goes(t, "@ group 8 moderator -200", "> /subscribe 09:00 lagos", "! Tell me if it stops")
	k.goes(t, "@ private 7", "> /on "+longChannel+" subscribe 07:00 lagos", "! Tell me if it stops")
	if k.warns(t, "7") != 4 || k.warns(t, "8") != 1 {
		t.Fatalf("it begins with %d and %d", k.warns(t, "7"), k.warns(t, "8"))
	}
	return k
}

func TestWhoForgetsInPrivateIsForgottenWhereTheyAreTold(t *testing.T) {
	k := newWarned(t)
	if got := k.goes(t, "@ private 7", "> /forget"); !strings.Contains(got, "your number in 3 groups or channels") {
		t.Errorf("it is not said that the number goes:\n%s", got)
	}
	k.goes(t, "! Yes, forget everything")
	if k.warns(t, "7") != 0 || k.warns(t, "8") != 1 {
		t.Errorf("%d are left of who is forgotten, and %d of the other", k.warns(t, "7"), k.warns(t, "8"))
	}
	k.group("7", "moderator")
	if n := len(k.chat(t).Subscriptions); n != 2 {
		t.Errorf("the group has %d times", n)
	}
}

func TestWhatIsKeptOfSomebodyIsSaidInPrivate(t *testing.T) {
	k := newWarned(t)
	if got := k.goes(t, "@ private 7", "> /privacy"); !strings.Contains(got, "In 3 of your groups and channels") {
		t.Errorf("it is not said what is kept:\n%s", got)
	}
	if got := k.goes(t, "! Do not tell me any more"); !strings.Contains(got, "your number is removed") || k.warns(t, "7") != 0 || k.warns(t, "8") != 1 {
		t.Errorf("%d are left of who does not want it, and %d of the other:\n%s", k.warns(t, "7"), k.warns(t, "8"), got)
	}
	if got := k.goes(t, "> /privacy"); strings.Contains(got, "of your groups") || strings.Contains(got, "[Do not tell me") {
		t.Errorf("it is still said:\n%s", got)
	}
	k.group("8", "member")
	if got := k.goes(t, "> /privacy"); strings.Contains(got, "of your groups") {
		t.Errorf("a group reads what is kept elsewhere:\n%s", got)
	}
}

// The panel of a time says whether its reader is told, and ends it.
func TestAPanelEndsThatSomebodyIsTold(t *testing.T) {
	for _, way := range []struct {
		opens []string
		there string
	}{
		{[]string{"@ group 7 moderator -100", "> /schedule", "! Change 1: 07:00"}, "here"},
		{[]string{"@ private 7", "> /on " + longChannel, "! Change 1: 07:00"}, "there"},
	} {
		k := newWarned(t)
		k.goes(t, way.opens...)
		if got := k.goes(t, "! Do not tell me: 07:00"); !strings.Contains(got, "your number is removed") || k.warns(t, "7") != 3 {
			t.Errorf("%d are left:\n%s", k.warns(t, "7"), got)
		}
		k.goes(t, way.opens...)
		if got := k.goes(t, "! Tell me if it stops"); !strings.Contains(got, "can no longer come "+way.there) || k.warns(t, "7") != 4 {
			t.Errorf("%d are kept:\n%s", k.warns(t, "7"), got)
		}
	}
}

// A platform may give a private chat another name than its person: a copy from before
// must bring back neither the chat nor the number that other chats keep.
func TestWhoForgetsIsLeftOutOfCopiesByBothNames(t *testing.T) {
	k := newTalk(t)
	k.private("7")
	k.req.Chat.Key = "4711"
	k.say("/subscribe 07:00 lagos")
	k.goes(t, "> /forget", "! Yes, forget everything")
	key, err := k.store.ForgottenKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	forgotten := &archive.Forgotten{}
	err = k.store.Export(t.Context(), func(item archive.Item) error {
		if item.Forgotten != nil {
			forgotten.Add(key, *item.Forgotten)
		}
		return nil
	})
	if err != nil || !forgotten.Has("telegram:4711") || !forgotten.Has("telegram:7") || forgotten.Has("telegram:8") {
		t.Errorf("the list of the forgotten lacks one of the names, or has another: %v", err)
	}
}

// One person is told of a time. Nobody takes that from them, and they themselves end it
// whether they still lead there or not.
func TestNobodyTakesFromAnotherThatTheyAreTold(t *testing.T) {
	k := newTalk(t)
	k.roles["7"], k.roles["8"] = reply.Moderator, reply.Moderator
	k.goes(t, "@ group 7 moderator -100", "> /subscribe 07:00 lagos", "! Tell me if it stops")
	if got := k.goes(t, "@ group 8 moderator -100", "? 1 warn 1"); !strings.Contains(got, "Somebody else is told already") || k.warns(t, "7") != 1 || k.warns(t, "8") != 0 {
		t.Errorf("a second one is told instead:\n%s", got)
	}
	if k.goes(t, "? 1 warn 1 off"); k.warns(t, "7") != 1 {
		t.Error("somebody else ended it")
	}
	k.roles["7"] = reply.Anyone
	if got := k.goes(t, "@ group 7 member -100", "? 1 warn 1 off"); !strings.Contains(got, "your number is removed") || k.warns(t, "7") != 0 {
		t.Errorf("who leads there no more cannot end it:\n%s", got)
	}
	if got := k.goes(t, "? 1 warn 1"); !strings.Contains(got, "Only a moderator") || k.warns(t, "7") != 0 {
		t.Errorf("who leads there no more is told:\n%s", got)
	}
	k.roles["7"] = reply.Moderator
	k.goes(t, "@ group 7 moderator -100", "? 1 warn 1")
	k.roles["7"] = reply.Anyone
	if got := k.goes(t, "@ group 8 moderator -100", "? 1 warn 1"); !strings.Contains(got, "I will write to you") || k.warns(t, "7") != 0 || k.warns(t, "8") != 1 {
		t.Errorf("who leads there no more is told instead of who does:\n%s", got)
	}
}

// The word that something stopped holds the number of who was told until it is forgotten
// in private, and /privacy says so.
func TestTheWordThatSomethingStoppedGoesWithForget(t *testing.T) {
	k := newTalk(t)
	k.roles["7"], k.roles["8"] = reply.Moderator, reply.Moderator
	k.goes(t, "@ group 7 moderator -100", "> /subscribe 07:00 lagos", "! Tell me if it stops", "@ group 8 moderator -200", "> /subscribe 08:00 lagos", "! Tell me if it stops")
	k.stop(t, record.StopForbidden)
	k.goes(t, "@ group 7 moderator -100")
	k.stop(t, record.StopForbidden)
	if told := k.warnings(t); len(told) != 2 {
		t.Fatalf("told: %v", told)
	}
	if got := k.goes(t, "@ private 7", "> /privacy"); !strings.Contains(got, "with that message for seven days at most") || strings.Contains(got, "nothing else") {
		t.Errorf("it is not said that the word holds the number:\n%s", got)
	}
	k.goes(t, "> /forget", "! Yes, forget everything")
	if told := k.warnings(t); len(told) != 1 || told["person:telegram:8"] == "" {
		t.Errorf("after that is kept: %v", told)
	}
}
