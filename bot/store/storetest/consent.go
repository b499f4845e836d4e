package storetest

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
)

// consentTests are those of who joins a community, and of who comes to own it.
func consentTests() []test {
	return []test{
		{"since when a chat belongs is kept", joinedIsKept},
		{"what a chat asks is over once it belongs", askingEnds},
		{"what was asked of an owner lapses and goes", requestsLapse},
		{"a message to one chat needs no subscription", oneChatReceives},
		{"of a community the groups alone can be told", groupsReceive},
		{"of those who agree to a take-over at once one does", oneAgrees},
	}
}

func joinedIsKept(b *bench) {
	createCommunity(b, "abc", chatID("-1"), "-1")
	id := b.save("7", at(1), 1)
	since := func(want time.Time) {
		b.Helper()
		if got := b.chat(id).Joined; !got.Equal(want) {
			b.Errorf("it belongs since %s, want %s", got, want)
		}
	}
	move := func(from, to string, minute int) {
		b.Helper()
		b.must(b.Store.SetMembership(b.ctx, record.Membership{Chat: id, From: from, To: to, Next: rand.Text(), At: at(minute)}))
	}
	move("", "abc", 1)
	since(at(1))
	move("", "abc", 2) // a repeat
	since(at(1))
	chat := b.chat(id)
	chat.Zone = "Africa/Lagos"
	b.must(b.Store.SaveChat(b.ctx, chat, "saved", nil))
	since(at(1))
	b.must(b.Store.MoveChat(b.ctx, id, chatID("8")))
	id = chatID("8")
	since(at(1))
	move("abc", "", 3)
	since(time.Time{})
	move("", "abc", 4)
	since(at(4))
	b.must(b.Store.DeleteCommunity(b.ctx, "abc"))
	b.must(b.Store.Expire(b.ctx, noon))
	since(time.Time{})
	if got := b.chat(chatID("-1")); !got.Joined.IsZero() {
		b.Errorf("the first one is %+v", got)
	}
}

func askingEnds(b *bench) {
	createCommunity(b, "abc", chatID("-1"), "-1")
	id := b.save("7", at(1), 1)
	chat := b.chat(id)
	chat.Asks = "abc"
	b.must(b.Store.SaveChat(b.ctx, chat, "asks", nil))
	if got := b.chat(id).Asks; got != "abc" {
		b.Errorf("it asks %q", got)
	}
	setMembership(b, id, "", "abc")
	if got := b.chat(id).Asks; got != "" {
		b.Errorf("it goes on to ask %q", got)
	}
}

func requestsLapse(b *bench) {
	c := createCommunity(b, "abc", chatID("-1"), "-1")
	var err error
	for i, name := range []string{"earlyword", "lateword"} {
		c, err = c.Asked(record.JoinRequest{ID: name[:4], Chat: chatID(fmt.Sprint(-5 - i)), GroupID: fmt.Sprint(-5 - i), Name: name, Size: record.SizeFew, At: at(60 * i)})
		b.must(err)
	}
	b.must(b.Store.SaveCommunity(b.ctx, c, "two"))
	c.Revision = "two"
	if diff := cmp.Diff(c, communityOf(b, "abc")); diff != "" {
		b.Error(diff)
	}
	stale := c
	b.must(b.Store.Expire(b.ctx, noon.Add(record.JoinRequestLife)))
	if dump := b.Dump(); strings.Contains(dump, "earlyword") || !strings.Contains(dump, "lateword") {
		b.Errorf("what lapsed is there, or what did not is gone:\n%s", dump)
	}
	if err := b.Store.SaveCommunity(b.ctx, stale, "three"); !errors.Is(err, record.ErrChanged) {
		b.Errorf("it is written back: %v", err)
	}
	after, r, err := communityOf(b, "abc").Answered("late", noon.Add(record.JoinRequestLife))
	b.must(err)
	if r.Name != "lateword" {
		b.Errorf("it is %+v", r)
	}
	after, err = after.AskTakeOver(record.UserID(chatID("987654321")), "telegram:-1", noon)
	b.must(err)
	b.must(b.Store.SaveCommunity(b.ctx, after, "four"))
	b.must(b.Store.Expire(b.ctx, noon.Add(record.TakeOverSpan)))
	if dump := b.Dump(); strings.Contains(dump, "987654321") {
		b.Errorf("who asked for a take-over is there:\n%s", dump)
	}
	if dump := b.Dump(); strings.Contains(dump, "lateword") {
		b.Errorf("what was answered is there:\n%s", dump)
	}
}

func oneChatReceives(b *bench) {
	for _, kind := range []record.AudienceKind{record.ToDirect, record.ToPerson} {
		a := record.Announcement{
			ID: string(kind), To: record.Audience{Kind: kind, Key: "telegram:7"}, From: chatID("7"), Kind: record.KindJoinAsked, State: record.StateDraft, Created: noon,
		}
		b.must(b.Store.SaveDraft(b.ctx, a))
		_, _, err := b.Store.Confirm(b.ctx, a.ID, 0, 1, noon)
		b.must(err)
		if diff := cmp.Diff(map[string]bool{"telegram:7": true}, allRecipients(b, a)); diff != "" {
			b.Error(diff)
		}
		if n, err := b.Store.Audience(b.ctx, a); err != nil || n != 1 {
			b.Errorf("the audience is %d, %v", n, err)
		}
		fanOut(b, a.ID, chatID("7"))
		if l := b.leaseOne(at(30)); l.Chat != chatID("7") || l.Announcement != a.ID {
			b.Errorf("due is %s", l.Key())
		}
	}
	if got := b.chat(chatID("7")); got.Revision != "" {
		b.Errorf("something is kept of the chat: %+v", got)
	}
	b.must(b.Store.ForgetDrafts(b.ctx, chatID("7")))
	b.must(b.Store.Forget(b.ctx, chatID("7")))
	if dump := b.Dump(); strings.Contains(dump, "telegram:7") || strings.Contains(dump, "join asked") {
		b.Errorf("it is there once the chat is forgotten:\n%s", dump)
	}
}

func groupsReceive(b *bench) {
	createCommunity(b, "abc", chatID("-1"), "-1")
	setMembership(b, b.save("7", at(1), 1), "", "abc")
	b.must(b.Store.SetMembership(b.ctx, record.Membership{Chat: onDiscord("5"), GroupID: "100", To: "abc", Next: "one", At: noon}))
	a := record.Announcement{To: record.Audience{Kind: record.ToGroups, Key: "abc"}}
	want := func(all map[string]bool) {
		b.Helper()
		if diff := cmp.Diff(all, allRecipients(b, a)); diff != "" {
			b.Error(diff)
		}
		if n, err := b.Store.Audience(b.ctx, a); err != nil || n != len(all) {
			b.Errorf("the audience is %d, %v", n, err)
		}
	}
	want(map[string]bool{"telegram:-1": true, "discord:5": true})
	b.must(b.Store.DeleteCommunity(b.ctx, "abc"))
	want(map[string]bool{})
}

func oneAgrees(b *bench) {
	c, err := createCommunity(b, "abc", chatID("-1"), "-1").AskTakeOver(record.UserID(chatID("8")), "telegram:-1", noon)
	b.must(err)
	b.must(b.Store.SaveCommunity(b.ctx, c, "asked"))
	var agreed atomic.Int64
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			for {
				c, err := b.Store.Community(b.ctx, "abc")
				if err == nil {
					c, err = c.AgreeTakeOver(record.UserID(onDiscord(fmt.Sprint(i))), "discord:100", at(i))
				}
				if err != nil { // another was faster
					return
				}
				err = b.Store.SaveCommunity(b.ctx, c, fmt.Sprint("agreed", i))
				if err == nil {
					agreed.Add(1)
				}
				if !errors.Is(err, record.ErrChanged) {
					return
				}
			}
		})
	}
	wait.Wait()
	if got := communityOf(b, "abc").TakeOver; agreed.Load() != 1 || got.Phase(at(9)) != record.TakeOverRuns {
		b.Errorf("%d agreed: %+v", agreed.Load(), got)
	}
}
