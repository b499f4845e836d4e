package storetest

import (
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// church is a community of a name, not stored yet.
func church(id string) record.Community {
	return record.Community{
		ID: id, Name: "Grace | Church, São Tomé", Owner: record.UserID{Platform: "telegram", Key: "12"},
		Groups: id + "-groups", People: id + "-people",
	}
}

func onDiscord(key string) record.ChatID { return record.ChatID{Platform: "discord", Key: key} }

// createCommunity stores a community with its first chat.
func createCommunity(b *bench, id string, chat record.ChatID, groupID string) record.Community {
	b.Helper()
	b.must(b.Store.CreateCommunity(b.ctx, church(id), record.Membership{Chat: chat, GroupID: groupID, Next: "first", At: noon}))
	return communityOf(b, id)
}

func communityOf(b *bench, id string) record.Community {
	b.Helper()
	c, err := b.Store.Community(b.ctx, id)
	b.must(err)
	return c
}

// setMembership moves a chat and fails the test where that fails.
func setMembership(b *bench, chat record.ChatID, from, to string) {
	b.Helper()
	b.must(b.Store.SetMembership(b.ctx, record.Membership{Chat: chat, From: from, To: to, Next: rand.Text(), At: noon}))
}

// membersOf gathers all pages of a community on both platforms.
func membersOf(b *bench, id string) []string {
	b.Helper()
	found := map[string]bool{}
	for _, platform := range []string{"telegram", "discord"} {
		for cursor, more := "", true; more; more = cursor != "" {
			chats, next, err := b.Store.Members(b.ctx, id, platform, cursor)
			b.must(err)
			for _, chat := range chats {
				found[chat.ID.String()] = true
			}
			cursor = next
		}
	}
	var all []string
	for name := range found {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func wantMembers(b *bench, id string, want ...string) {
	b.Helper()
	if diff := cmp.Diff(want, membersOf(b, id)); diff != "" {
		b.Error("members: " + diff)
	}
	counts := map[string]int{}
	for _, name := range want {
		platform, _, _ := strings.Cut(name, ":")
		counts[platform]++
	}
	got, err := b.Store.CountMembers(b.ctx, id)
	b.must(err)
	if diff := cmp.Diff(counts, got); diff != "" && len(got)+len(counts) > 0 {
		b.Error("counts: " + diff)
	}
}

func communityIsReadAsSaved(b *bench) {
	if _, err := b.Store.Community(b.ctx, "abc"); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("one that was never stored: %v", err)
	}
	c := createCommunity(b, "abc", chatID("7"), "")
	want := church("abc")
	want.Revision = "first"
	if diff := cmp.Diff(want, c); diff != "" {
		b.Error(diff)
	}
	c.Name, c.Two, c.Owner, c.Offer, c.OfferEnds = "Hope", true, record.UserID(onDiscord("99")), "offered", at(5)
	c.Selection = content.Selection{Countries: []string{"KP", "NG"}, Regions: []string{"middle-east"}}
	b.must(b.Store.SaveCommunity(b.ctx, c, "two"))
	c.Revision = "two"
	if diff := cmp.Diff(c, communityOf(b, "abc")); diff != "" {
		b.Error(diff)
	}
	c.Two, c.Offer, c.OfferEnds, c.Selection = false, "", time.Time{}, content.Selection{}
	b.must(b.Store.SaveCommunity(b.ctx, c, "three"))
	c.Revision = "three"
	if diff := cmp.Diff(c, communityOf(b, "abc")); diff != "" {
		b.Error(diff)
	}
}

func communityRevisionIsHeld(b *bench) {
	stale := createCommunity(b, "abc", chatID("7"), "")
	fresh := stale
	fresh.Name = "Hope"
	b.must(b.Store.SaveCommunity(b.ctx, fresh, "two"))
	b.must(b.Store.SaveCommunity(b.ctx, fresh, "two"))
	unread, gone := church("abc"), church("def")
	gone.Revision = "first"
	for what, c := range map[string]record.Community{"a stale one": stale, "one that was not read": unread, "one that is not stored": gone} {
		if err := b.Store.SaveCommunity(b.ctx, c, "other"); !errors.Is(err, record.ErrChanged) {
			b.Errorf("%s: got %v", what, err)
		}
	}
	if name := communityOf(b, "abc").Name; name != "Hope" {
		b.Errorf("it is called %q", name)
	}
	if strings.Contains(b.Dump(), "def-groups") {
		b.Error("a code of one that was not stored is there")
	}
}

func codesLeadToTheirCommunity(b *bench) {
	c := createCommunity(b, "abc", chatID("7"), "")
	createCommunity(b, "def", chatID("8"), "")
	lead := func(code, want string) {
		b.Helper()
		got, err := b.Store.CommunityByCode(b.ctx, code)
		if want == "" && !errors.Is(err, record.ErrNotFound) || want != "" && (err != nil || got.ID != want) {
			b.Errorf("%q leads to %q, %v", code, got.ID, err)
		}
	}
	lead("abc-groups", "abc")
	lead("abc-people", "abc")
	lead("def-groups", "def")
	lead("", "")
	lead("nothing", "")
	old := c
	c.Groups, c.People = "new-groups", "new-people"
	b.must(b.Store.SaveCommunity(b.ctx, c, "two"))
	lead("new-groups", "abc")
	lead("new-people", "abc")
	lead(old.Groups, "")
	lead(old.People, "")
}

func chatsBelongToOneCommunity(b *bench) {
	createCommunity(b, "abc", chatID("-1"), "-1")
	createCommunity(b, "def", chatID("-9"), "-9")
	b.must(b.Store.SetMembership(b.ctx, record.Membership{Chat: onDiscord("5"), GroupID: "100", To: "abc", Next: "one", At: noon}))
	if chat := b.chat(onDiscord("5")); chat.Community != "abc" || chat.GroupID != "100" || chat.Revision != "one" {
		b.Errorf("a chat that was never stored is %+v", chat)
	}
	saved := b.save("7", at(1), 1)
	setMembership(b, saved, "", "abc")
	setMembership(b, saved, "", "abc")
	if chat := b.chat(saved); chat.Community != "abc" || len(chat.Subscriptions) != 1 {
		b.Errorf("a chat that was stored is %+v", chat)
	}
	wantMembers(b, "abc", "discord:5", "telegram:-1", "telegram:7")
	if err := b.Store.SetMembership(b.ctx, record.Membership{Chat: saved, To: "def", Next: "x", At: noon}); !errors.Is(err, record.ErrChanged) {
		b.Errorf("into a second one: %v", err)
	}
	if err := b.Store.SetMembership(b.ctx, record.Membership{Chat: chatID("8"), To: "nothing", Next: "x", At: noon}); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("into none: %v", err)
	}
	if err := b.Store.CreateCommunity(b.ctx, church("ghi"), record.Membership{Chat: saved, Next: "r", At: noon}); !errors.Is(err, record.ErrChanged) {
		b.Errorf("a new one for a chat that belongs elsewhere: %v", err)
	}
	if _, err := b.Store.Community(b.ctx, "ghi"); !errors.Is(err, record.ErrNotFound) || strings.Contains(b.Dump(), "ghi") {
		b.Errorf("something of it is stored: %v", err)
	}
	setMembership(b, saved, "abc", "def")
	wantMembers(b, "def", "telegram:-9", "telegram:7")
	for range 2 {
		setMembership(b, saved, "def", "")
	}
	setMembership(b, chatID("never"), "", "")
	if b.chat(chatID("never")).Revision != "" {
		b.Error("a chat that left nothing is stored")
	}
	wantMembers(b, "abc", "discord:5", "telegram:-1")
	wantMembers(b, "def", "telegram:-9")
	if l := b.leaseOne(at(1)); l.Chat != saved {
		b.Errorf("due is %s", l.Key())
	}
}

// Whoever has read a chat before it joined must not save it as it was.
func belongingChangesTheRevision(b *bench) {
	createCommunity(b, "abc", chatID("-1"), "-1")
	id := b.save("7", at(1), 1)
	stale := b.chat(id)
	setMembership(b, id, "", "abc")
	if err := b.Store.SaveChat(b.ctx, stale, "other", nil); !errors.Is(err, record.ErrChanged) {
		b.Errorf("got %v", err)
	}
	fresh := b.chat(id)
	fresh.Zone = "Africa/Lagos"
	b.must(b.Store.SaveChat(b.ctx, fresh, "fresh", nil))
	if got := b.chat(id).Community; got != "abc" {
		b.Errorf("after a save it belongs to %q", got)
	}
	b.must(b.Store.DeleteCommunity(b.ctx, "abc"))
	fresh.Revision = "fresh"
	if err := b.Store.SaveChat(b.ctx, fresh, "late", nil); !errors.Is(err, record.ErrChanged) {
		b.Errorf("after the end: got %v", err)
	}
}

func ownersAreFound(b *bench) {
	c := createCommunity(b, "abc", chatID("7"), "")
	createCommunity(b, "def", chatID("8"), "")
	owned := func(person record.UserID, want ...string) {
		b.Helper()
		got, err := b.Store.CommunitiesOf(b.ctx, person)
		b.must(err)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			b.Error(diff)
		}
	}
	owned(c.Owner, "abc", "def")
	c.Owner = record.UserID(onDiscord("99"))
	b.must(b.Store.SaveCommunity(b.ctx, c, "two"))
	owned(c.Owner, "abc")
	owned(record.UserID(chatID("12")), "def")
	owned(record.UserID(chatID("99")))
	b.must(b.Store.DeleteCommunity(b.ctx, "def"))
	owned(record.UserID(chatID("12")))
}

func dissolvingIsComplete(b *bench) {
	c := createCommunity(b, "abcdefgh", chatID("-1"), "-1")
	createCommunity(b, "def", chatID("-9"), "-9")
	id := b.save("7", at(1), 1)
	setMembership(b, id, "", c.ID)
	b.must(b.Store.SetMembership(b.ctx, record.Membership{Chat: onDiscord("5"), GroupID: "100", To: c.ID, Next: "one", At: noon}))
	for range 2 {
		b.must(b.Store.DeleteCommunity(b.ctx, c.ID))
	}
	b.must(b.Store.Expire(b.ctx, noon))
	if dump := b.Dump(); strings.Contains(dump, c.ID) {
		b.Errorf("something of it is still there:\n%s", dump)
	}
	if chat := b.chat(id); chat.Community != "" || len(chat.Subscriptions) != 1 {
		b.Errorf("its chat is %+v", chat)
	}
	wantMembers(b, c.ID)
	wantMembers(b, "def", "telegram:-9")
	if err := b.Store.SetMembership(b.ctx, record.Membership{Chat: id, To: c.ID, Next: "x", At: noon}); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("joining it afterwards: %v", err)
	}
}

func forgottenChatsBelongNowhere(b *bench) {
	const key = "987654321"
	createCommunity(b, "abc", chatID("-1"), "-1")
	setMembership(b, chatID(key), "", "abc")
	for range 2 {
		b.must(b.Store.Forget(b.ctx, chatID(key)))
	}
	if dump := b.Dump(); strings.Contains(dump, key) {
		b.Errorf("something of the chat is still there:\n%s", dump)
	}
	wantMembers(b, "abc", "telegram:-1")
}

func movedChatsBelongOn(b *bench) {
	createCommunity(b, "abc", chatID("-100"), "-100")
	createCommunity(b, "def", chatID("-300"), "-300")
	for range 2 {
		b.must(b.Store.MoveChat(b.ctx, chatID("-100"), chatID("-200")))
	}
	wantMembers(b, "abc", "telegram:-200")
	if old, moved := b.chat(chatID("-100")), b.chat(chatID("-200")); old.Community != "" || moved.Community != "abc" || moved.GroupID != "-200" {
		b.Errorf("before %+v, now %+v", old, moved)
	}
	b.must(b.Store.MoveChat(b.ctx, chatID("-200"), chatID("-300")))
	wantMembers(b, "abc", "telegram:-300")
	wantMembers(b, "def")
	there := b.save("-400", at(1), 1)
	b.must(b.Store.MoveChat(b.ctx, chatID("-300"), there))
	wantMembers(b, "abc")
	if got := b.chat(there).Community; got != "" {
		b.Errorf("a chat that was there before belongs to %q", got)
	}
}

func manyMembersComeInPages(b *bench) {
	const all = 1200
	createCommunity(b, "abc", chatID("0"), "")
	inParallel(all-1, func(i int) { setMembership(b, chatID(fmt.Sprint(i+1)), "", "abc") })
	if got := membersOf(b, "abc"); len(got) != all {
		b.Errorf("%d of %d are there", len(got), all)
	}
	if counts, err := b.Store.CountMembers(b.ctx, "abc"); err != nil || counts["telegram"] != all {
		b.Errorf("counted are %v, %v", counts, err)
	}
	b.must(b.Store.DeleteCommunity(b.ctx, "abc"))
	b.must(b.Store.Expire(b.ctx, noon))
	if dump := b.Dump(); strings.Contains(dump, "abc") {
		b.Error("something of it is still there")
	}
}

// Several join and leave at once: in the end the lists say what the chats say.
func joiningAndLeavingAtOnce(b *bench) {
	createCommunity(b, "abc", chatID("-1"), "-1")
	var wait sync.WaitGroup
	for worker := range 4 {
		wait.Go(func() {
			for i := range 20 {
				from, to := "", "abc"
				if (worker+i)%2 == 0 {
					from, to = "abc", ""
				}
				err := b.Store.SetMembership(b.ctx, record.Membership{Chat: chatID("7"), From: from, To: to, Next: fmt.Sprint("w", worker, i), At: noon})
				if err != nil && !errors.Is(err, record.ErrChanged) {
					b.Error(err)
				}
			}
		})
	}
	wait.Wait()
	if b.chat(chatID("7")).Community == "abc" {
		wantMembers(b, "abc", "telegram:-1", "telegram:7")
	} else {
		wantMembers(b, "abc", "telegram:-1")
	}
}

// An announcement to a community goes to all of its chats that can be written
// to, on both platforms, and to no others.
func membersReceive(b *bench) {
	createCommunity(b, "abc", chatID("-1"), "-1")
	createCommunity(b, "def", chatID("-9"), "-9")
	setMembership(b, b.save("7", at(1), 1), "", "abc")
	b.must(b.Store.SetMembership(b.ctx, record.Membership{Chat: onDiscord("5"), GroupID: "100", To: "abc", Next: "one", At: noon}))
	stopped := b.save("8", at(1), 1)
	setMembership(b, stopped, "", "abc")
	chat := b.chat(stopped)
	chat.Stopped, chat.StoppedAt = record.StopBlocked, noon
	b.must(b.Store.SaveChat(b.ctx, chat, "stopped", nil))
	setMembership(b, b.save("gone", at(1), 1), "", "abc")
	setMembership(b, chatID("gone"), "abc", "")
	b.save("other", at(1), 1)
	a := record.Announcement{To: record.Audience{Kind: record.ToCommunity, Key: "abc"}}
	want := func(all ...string) {
		b.Helper()
		wanted := map[string]bool{}
		for _, name := range all {
			wanted[name] = true
		}
		if diff := cmp.Diff(wanted, allRecipients(b, a)); diff != "" {
			b.Error(diff)
		}
		if n, err := b.Store.Audience(b.ctx, a); err != nil || n != len(all) {
			b.Errorf("the audience is %d, %v", n, err)
		}
	}
	want("telegram:-1", "telegram:7", "discord:5")
	b.must(b.Store.DeleteCommunity(b.ctx, "abc"))
	want()
}
