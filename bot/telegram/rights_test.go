package telegram

import (
	"context"
	"testing"

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
