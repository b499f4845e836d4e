package commands_test

import (
	"context"
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// RolePing answers as the platform would.
func (k *talk) RolePing(_ context.Context, _ record.ChatID, _, _, role string) (string, error) {
	if outcome := k.pings[role]; outcome != "" {
		return outcome, nil
	}
	return record.PingGone, nil
}

// RolePing asks the platform, where that can be asked.
func (w *world) RolePing(ctx context.Context, chat record.ChatID, groupID, person, role string) (string, error) {
	pings, can := w.Rights.(reply.RolePings)
	if !can {
		return record.PingGone, nil
	}
	return pings.RolePing(ctx, chat, groupID, person, role)
}

// withRoles is a moderator of a server with roles of each kind.
func withRoles(t *testing.T) *talk {
	k := newTalk(t)
	k.channel("9", "moderator", "110", nil)
	k.req.Hears, k.req.Kind, k.req.RoleIDs = false, record.PlaceThreaded, []string{}
	k.pings = map[string]string{"701": record.PingDone, "702": record.PingPerson, "703": record.PingBot}
	return k
}

// pick picks a role in the menu of the last answer.
func (k *talk) pick(role string) reply.Reply {
	for _, row := range k.last.Buttons {
		for _, b := range row {
			if b.Roles {
				req := k.req
				req.Payload, req.Origin = b.Payload()+" "+reply.Keyed(role), reply.FromOwnAnswer
				k.last = k.core.Handle(context.Background(), req)
				return k.last
			}
		}
	}
	return reply.Reply{Title: "(there is no menu of roles)"}
}

func TestARoleThatADailyPointPingsIsPicked(t *testing.T) {
	for role, want := range map[string]string{
		"701": "Ping is set: The role.", "702": "You may not ping that role here.", "703": "I may not ping that role here.",
		"704": "I do not find that role.", "": "I do not find that role.", "100": "and not everyone",
	} {
		k := withRoles(t)
		k.req.GroupID = "100"
		k.say("/settings ping")
		if got := plain(k.pick(role)); !strings.Contains(got, want) {
			t.Errorf("%s: %s", role, got)
		}
		chat, set := k.chat(t), ""
		if role == "701" {
			set = role
		}
		if got := chat.PingRole(); got != set {
			t.Errorf("%s: %q is set", role, got)
		}
	}
}

func TestAPingIsTurnedOff(t *testing.T) {
	k := withRoles(t)
	k.say("/settings ping")
	k.pick("701")
	k.say("/settings ping")
	if got := plain(k.press("Off")); !strings.Contains(got, "Ping is set: Off.") {
		t.Error(got)
	}
	if chat := k.chat(t); len(chat.Settings) != 0 {
		t.Errorf("it is set %v", chat.Settings)
	}
}

// A discreet chat pings nobody, whatever was set before.
func TestADiscreetChatPingsNobody(t *testing.T) {
	k := withRoles(t)
	k.say("/settings ping")
	k.pick("701")
	k.say("/settings discreet on")
	if chat := k.chat(t); chat.Setting(record.SettingPing) != "701" || chat.PingRole() != "" {
		t.Errorf("%q is pinged", chat.PingRole())
	}
	k.say("/setup 7am lagos for Nigeria")
	if said := plain(k.press("Ping a role")); !strings.Contains(said, noButton) {
		t.Errorf("a discreet chat is offered a ping: %s", said)
	}
}

func TestASetUpPingsARole(t *testing.T) {
	k := withRoles(t)
	k.say("/setup 7am lagos for Nigeria")
	k.press("Ping a role")
	if got := plain(k.pick("702")); !strings.Contains(got, "You may not ping that role here.") {
		t.Error(got)
	}
	k.say("/setup 7am lagos for Nigeria")
	k.press("Ping a role")
	if got := plain(k.pick("701")); !strings.Contains(got, "Each prayer point pings the role") || !strings.Contains(got, "[Yes, begin]") {
		t.Error(got)
	}
	if got := plain(k.press("Ping nobody")); strings.Contains(got, "pings the role") {
		t.Error(got)
	}
	k.press("Ping a role")
	k.pick("701")
	if got := plain(k.press("Yes, begin")); !strings.Contains(got, "You will receive") || !strings.Contains(got, "Each prayer point pings the role") {
		t.Error(got)
	}
	if chat := k.chat(t); chat.PingRole() != "701" {
		t.Errorf("it is set %v", chat.Settings)
	}
}

// The right is looked at again at the moment at which it begins.
func TestASetUpLooksAtTheRightToPingAgain(t *testing.T) {
	k := withRoles(t)
	k.say("/setup 7am lagos for Nigeria")
	k.press("Ping a role")
	k.pick("701")
	k.pings["701"] = record.PingBot
	if got := plain(k.press("Yes, begin")); !strings.Contains(got, "I may not ping that role here.") {
		t.Error(got)
	}
	if chat := k.chat(t); len(chat.Subscriptions) != 0 || len(chat.Settings) != 0 {
		t.Errorf("it is stored: %+v", chat)
	}
}

// Where nobody can pick a role, none is offered.
func TestAPingIsOfferedWhereThereAreRoles(t *testing.T) {
	for what, change := range map[string]func(*talk){
		"no roles":       func(k *talk) { k.req.RoleIDs = nil },
		"another place":  func(k *talk) { k.req.Kind = record.PlaceChat },
		"the news alone": func(*talk) {},
	} {
		k := withRoles(t)
		change(k)
		line := "/setup 7am lagos for Nigeria"
		if what == "the news alone" {
			line = "/setup news 7am lagos for Nigeria"
		}
		k.say(line)
		if said := plain(k.press("Ping a role")); !strings.Contains(said, noButton) {
			t.Errorf("%s: %s", what, said)
		}
	}
}

// A moderator who sets up in one channel what is for another picks that from a menu; what
// they do not see is to them as if it did not exist.
func TestASetUpIsForAChannelThatIsPicked(t *testing.T) {
	k := withRoles(t)
	k.places = map[string]reply.Place{
		"111": {Kind: record.PlaceThreaded, Seen: true, Writes: true, Bot: reply.Powers{Known: true, Post: true}},
		"112": {Kind: record.PlaceThreaded},
	}
	for key, want := range map[string]string{"111": "When shall I bring it?", "112": "I know no such channel"} {
		k.say("/setup")
		menu := ""
		for _, row := range k.last.Buttons {
			for _, b := range row {
				if b.Chats {
					menu = b.Do
				}
			}
		}
		if menu == "" {
			t.Fatalf("no channel is picked: %s", plain(k.last))
		}
		if got := plain(k.payload(reply.Button{Do: menu, Place: key}.Payload())); !strings.Contains(got, want) {
			t.Errorf("%s: %s", key, got)
		}
		if key == "111" {
			k.press("07:00")
			for _, row := range k.last.Buttons {
				for _, b := range row {
					if b.Place != key {
						t.Errorf("the button %q is about %q", b.Label, b.Place)
					}
				}
			}
		}
	}
	k.req.RoleIDs = nil
	for _, row := range k.say("/setup").Buttons {
		for _, b := range row {
			if b.Chats {
				t.Error("a channel is picked where none can be")
			}
		}
	}
}
