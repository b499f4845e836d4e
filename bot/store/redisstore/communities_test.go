package redisstore

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/store/redistest"
	"prayerbot/commands/record"
)

// testNow and testSpan are any time and span.
var testNow = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

const testSpan = time.Minute

// lonely is a store with the community abc of one chat.
func lonely(t *testing.T) *Store {
	t.Helper()
	s := open(t, redistest.Start(t).URL())
	c := record.Community{ID: "abc", Name: "Hope", Owner: record.UserID{Platform: "telegram", Key: "12"}, Groups: "ggg", People: "ppp"}
	if err := s.CreateCommunity(t.Context(), c, record.Membership{Chat: record.ChatID{Platform: "telegram", Key: "7"}, Next: "one"}); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestACommunityThatNobodyHasJoinedIsForgotten(t *testing.T) {
	s := lonely(t)
	if left := s.client.PTTL(t.Context(), communityKey("abc")).Val(); left > 0 {
		t.Errorf("one that has a chat is forgotten in %s", left)
	}
	c := record.Community{ID: "def", Name: "Hope", Owner: record.UserID{Platform: "telegram", Key: "12"}, Groups: "g", People: "p"}
	if err := s.writeCommunity(t.Context(), c, "one"); err != nil { // the process ends here
		t.Fatal(err)
	}
	if left := s.client.PTTL(t.Context(), communityKey("def")).Val(); left <= 0 || left > unbegunLife {
		t.Errorf("one that has none is kept for %s", left)
	}
}

// A crash between the two places of a Cluster may leave a chat on a list.
func TestAChatThatIsLeftOnAListDoesNotBelong(t *testing.T) {
	s := lonely(t)
	if err := s.addMember(t.Context(), "abc", record.ChatID{Platform: "telegram", Key: "99"}); err != nil {
		t.Fatal(err)
	}
	chats, _, err := s.Members(t.Context(), "abc", "telegram", "")
	if err != nil || len(chats) != 1 || chats[0].ID.Key != "7" {
		t.Errorf("members are %+v, %v", chats, err)
	}
	if listed := s.client.SMembers(t.Context(), membersKey("abc", "telegram")).Val(); !slices.Equal(listed, []string{"7"}) {
		t.Errorf("on the list are %v", listed)
	}
}

// A crash may come after a community is dissolved and before its chats are
// free.
func TestExpiringFreesTheChatsOfADissolvedCommunity(t *testing.T) {
	s := lonely(t)
	if err := s.run(t.Context(), "delete_community", []string{communityKey("abc"), codesKey, ownersKey, dissolvedKey}, "abc").Err(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Community(t.Context(), "abc"); !errors.Is(err, record.ErrNotFound) {
		t.Errorf("it is still there: %v", err)
	}
	if !strings.Contains(dump(t, s), "abc") {
		t.Fatal("its chat is free already")
	}
	if err := s.Expire(t.Context(), testNow); err != nil || strings.Contains(dump(t, s), "abc") {
		t.Errorf("something of it is left (%v):\n%s", err, dump(t, s))
	}
}

func TestACountIsForgottenByTheServer(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	count := record.RateCount{Key: "m", Cost: 1, Max: 1, Window: testSpan, Mute: 2 * testSpan}
	for _, most := range []int{1, 2} {
		if _, err := s.CountRequest(t.Context(), "telegram", []record.RateCount{count}, testNow); err != nil {
			t.Fatal(err)
		}
		if left := s.client.PTTL(t.Context(), rateKey("telegram", "m")).Val(); left <= 0 || int(left) > most*int(testSpan) {
			t.Errorf("it is kept for %s", left)
		}
	}
}
