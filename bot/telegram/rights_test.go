package telegram

import (
	"context"
	"errors"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/pace"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// Where members are hidden the administrators are known all the same.
func TestAModeratorIsKnownWhereMembersAreHidden(t *testing.T) {
	b := newBench(t)
	b.srv.Admin(group, ada)
	b.srv.HideMembers(group)
	for person, want := range map[int64]reply.Role{ada: reply.Moderator, bola: reply.Anyone} {
		role, err := b.Role(context.Background(), record.ChatID{Platform: name, Key: key(group, 0)}, "", key(person, 0))
		if err != nil || role != want {
			t.Errorf("%d has the role %d: %v", person, role, err)
		}
	}
}

func TestWhoTriesAgainAndAgainCostsOneQuestion(t *testing.T) {
	b := newBench(t)
	b.srv.Admin(group, ada)
	ask := func(person string) reply.Role {
		t.Helper()
		role, err := b.Role(context.Background(), record.ChatID{Platform: name, Key: key(group, 0)}, "", person)
		if err != nil {
			t.Fatal(err)
		}
		return role
	}
	for range 18 {
		if role := ask(key(bola, 0)); role != reply.Anyone {
			t.Errorf("a member has the role %d", role)
		}
	}
	if n := b.srv.Calls("getChatMember"); n != 1 {
		t.Errorf("Telegram was asked %d times", n)
	}
	for range 2 {
		if role := ask(key(ada, 0)); role != reply.Moderator {
			t.Errorf("an administrator has the role %d", role)
		}
	}
	if n := b.srv.Calls("getChatMember"); n != 3 {
		t.Errorf("of a moderator Telegram was asked %d times", n-1)
	}
}

// Whoever may not post leads no channel, also where Telegram does not say that it is
// one: then nobody can say who leads.
func TestWhereAChatIsNotKnownNobodyLeadsIt(t *testing.T) {
	for what, hidden := range map[string]bool{"as a member": false, "among the administrators": true} {
		t.Run(what, func(t *testing.T) {
			b := newBench(t)
			b.srv.Channel(wide, ada, bola)
			b.srv.Hush(wide, ada)
			if hidden {
				b.srv.HideMembers(wide)
			}
			id := record.ChatID{Platform: name, Key: key(wide, 0)}
			b.srv.Fail("getChat", tooMany(wide, 1), refuses("chat not found"))
			for range 2 {
				if role, err := b.Role(t.Context(), id, "", key(ada, 0)); err == nil || role != reply.Anyone {
					t.Errorf("the role is %d: %v", role, err)
				}
				b.client.pacer = pace.New(pace.Limits{}, clock.System{})
			}
			if role, err := b.Role(t.Context(), id, "", key(ada, 0)); err != nil || role != reply.Anyone {
				t.Errorf("once the chat is known the role is %d: %v", role, err)
			}
		})
	}
}

// What Telegram asks to wait for is kept by everything that comes after.
func TestAQuestionThatHasToWaitHoldsTheChat(t *testing.T) {
	b := newBench(t)
	b.srv.Fail("getChatMember", tooMany(group, 30))
	_, err := b.Role(t.Context(), record.ChatID{Platform: name, Key: key(group, 0)}, "", key(ada, 0))
	var wait *delivery.RetryAfterError
	if !errors.As(err, &wait) || wait.For != 30*time.Second || !b.client.pacer.Holds(placeOf(group)) {
		t.Errorf("it is %v, and the chat is held: %t", err, b.client.pacer.Holds(placeOf(group)))
	}
}
