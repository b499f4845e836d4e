package storetest

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/store/archive"
	"prayerbot/commands/record"
)

// archiveTests are those of all that leaves a store and comes in again.
func archiveTests() []test {
	return []test{
		{"what leaves comes in as it was", archiveIsWhole},
		{"an import that comes twice is one", importRepeats},
		{"a finished import sends what waits, and nothing of what is not there", finishedImports},
		{"what is cleared is gone, and an empty store is known", clearing},
		{"what was forgotten does not come back", forgottenDoesNotComeBack},
		{"what was set up anew after it was forgotten comes in", setUpAnewComesIn},
		{"a community that was dissolved does not come back", dissolvedDoesNotComeBack},
		{"what moved and was forgotten then does not come back under its old name", movedDoesNotComeBack},
		{"what moved comes back under its old name, and moves again", movedComesBack},
		{"the memory of what was forgotten ends", forgottenListExpires},
		{"what cannot be read is counted, and the rest is saved", unreadableIsCounted},
	}
}

// saved is all that is kept, as an archive.
func (b *bench) saved() []byte {
	b.Helper()
	var all bytes.Buffer
	_, err := archive.Save(b.ctx, b.Store, &all, at(5), nil)
	b.must(err)
	return all.Bytes()
}

// unreadableIsCounted breaks a chat, and looks for it among what was left out.
func unreadableIsCounted(b *bench) {
	b.populated()
	var all bytes.Buffer
	whole, err := archive.Save(b.ctx, b.Store, &all, at(5), nil)
	b.must(err)
	if whole.LeftOut() != "" {
		b.Errorf("of what can be read it says: %s", whole.LeftOut())
	}
	b.Break(everyKind)
	all.Reset()
	saved, err := archive.Save(b.ctx, b.Store, &all, at(5), nil)
	b.must(err)
	if saved.Records != whole.Records-1 || saved.LeftOut() != "Left out, because it cannot be read: chat: 1." {
		b.Errorf("%d of %d records are saved; %s", saved.Records, whole.Records, saved.LeftOut())
	}
	if n, err := archive.Verify(&all); err != nil || n != saved.Records {
		b.Errorf("the archive holds %d records, %v", n, err)
	}
}

// loaded takes an archive in.
func (b *bench) loaded(saved []byte) archive.Loading {
	b.Helper()
	forgotten, err := archive.List(b.ctx, b.Store, bytes.NewReader(saved))
	b.must(err)
	l, err := archive.Load(b.ctx, b.Store, bytes.NewReader(saved), forgotten, at(5), nil)
	b.must(err)
	return l
}

// populated is a store with one of everything.
func (b *bench) populated() {
	b.Helper()
	b.must(Populate(b.ctx, b.Store))
}

// notArchived begins the names of what no archive holds: what is to be forgotten by
// itself.
var notArchived = []string{"salt", "prayed", "paused"}

// snapshot is what can be read of the world, without what no archive holds.
func (b *bench) snapshot() map[string]any {
	b.Helper()
	text, err := Snapshot(b.ctx, b.Store)
	b.must(err)
	var all map[string]any
	b.must(json.Unmarshal([]byte(text), &all))
	for name, value := range all {
		if slices.ContainsFunc(notArchived, func(begin string) bool { return strings.HasPrefix(name, begin) }) {
			delete(all, name)
		}
		if depth, is := value.(map[string]any); is && strings.HasPrefix(name, "depth") {
			delete(depth, "Dead")
		}
	}
	return all
}

func archiveIsWhole(b *bench) {
	b.populated()
	saved := b.saved()
	before := b.snapshot()
	b.must(b.Store.Clear(b.ctx))
	b.loaded(saved)
	after := b.snapshot()
	if diff := cmp.Diff(before, after); diff != "" {
		b.Errorf("it came in otherwise (- before, + after):\n%s", diff)
	}
	if names := slices.Collect(maps.Keys(before)); len(names) < 60 {
		b.Errorf("only %d things were compared", len(names))
	}
}

func importRepeats(b *bench) {
	b.populated()
	saved := b.saved()
	b.must(b.Store.Clear(b.ctx))
	b.loaded(saved)
	once := b.saved()
	b.loaded(saved)
	if first, second := linesOf(b, once), linesOf(b, b.saved()); !cmp.Equal(first, second) {
		b.Errorf("the second time left something else:\n%s", cmp.Diff(first, second))
	}
}

// linesOf are the records of an archive as sorted lines: a store gives them in any
// order.
func linesOf(b *bench, saved []byte) (lines []string) {
	b.Helper()
	r, err := archive.NewReader(bytes.NewReader(saved))
	b.must(err)
	for item, err := r.Read(); err == nil; item, err = r.Read() {
		line, err := json.Marshal(item)
		b.must(err)
		lines = append(lines, string(line))
	}
	slices.Sort(lines)
	return lines
}

func clearing(b *bench) {
	holds, err := b.Store.Holds(b.ctx)
	b.must(err)
	if holds {
		b.Error("a new store is said to hold something")
	}
	b.populated()
	if holds, err = b.Store.Holds(b.ctx); err != nil || !holds {
		b.Errorf("a full store holds: %v, %v", holds, err)
	}
	b.must(b.Store.Clear(b.ctx))
	if holds, err = b.Store.Holds(b.ctx); err != nil || holds {
		b.Errorf("a cleared store holds: %v, %v", holds, err)
	}
	if letters, err := b.Store.Dead(b.ctx); err != nil || len(letters) > 0 {
		b.Errorf("of a cleared store there are still dead letters: %+v, %v", letters, err)
	}
	if lines := linesOf(b, b.saved()); len(lines) != 1 || !strings.HasPrefix(lines[0], `{"recall":`) {
		b.Errorf("of a cleared store there is still:\n%s\nwant what is withdrawn alone", strings.Join(lines, "\n"))
	}
}

func forgottenDoesNotComeBack(b *bench) {
	b.populated()
	saved := b.saved()
	b.must(b.Store.Forget(b.ctx, everyKind))
	stays := linesOf(b, b.saved()) // what was sent from it to others is kept until that expires
	b.must(b.Store.Clear(b.ctx))
	l := b.loaded(saved)
	if l.Forgotten == 0 {
		b.Error("nothing was left out")
	}
	if chat := b.chat(everyKind); chat.Revision != "" {
		b.Errorf("it came back: %+v", chat)
	}
	for _, line := range linesOf(b, b.saved()) {
		names := strings.Contains(line, `"`+everyKind.Key+`"`) || strings.Contains(line, "/"+everyKind.Key+`"`)
		if names && !slices.Contains(stays, line) {
			b.Errorf("something of it came back: %s", line)
		}
	}
	if dump := b.Dump(); strings.Contains(dump, archive.MarkOf("", everyKind.String())) {
		b.Error("the mark is one that anybody could compute")
	}
	if other := b.chat(receivers[0]); other.Revision == "" {
		b.Error("another one did not come back")
	}
}

// movedDoesNotComeBack gives a group two other names, as one that became a supergroup, and
// forgets it.
func movedDoesNotComeBack(b *bench) {
	first, second, third := chatID("-5"), chatID("-1005"), chatID("-1006")
	b.save(first.Key, at(1), 1)
	saved := b.saved()
	b.must(b.Store.MoveChat(b.ctx, first, second))
	b.must(b.Store.MoveChat(b.ctx, second, third))
	b.must(b.Store.MoveChat(b.ctx, second, third))
	b.must(b.Store.Forget(b.ctx, third))
	b.must(b.Store.Clear(b.ctx))
	if l := b.loaded(saved); l.Records != 0 || l.Forgotten != 2 {
		b.Errorf("it came back: %+v", l)
	}
	if chat := b.chat(first); len(chat.Subscriptions) != 0 {
		b.Errorf("it came back: %+v", chat)
	}
}

// movedComesBack restores a group under the name that it had, and it moves once more.
func movedComesBack(b *bench) {
	before, after := chatID("-5"), chatID("-1005")
	b.save(before.Key, at(1), 1)
	saved := b.saved()
	b.must(b.Store.MoveChat(b.ctx, before, after))
	b.must(b.Store.Clear(b.ctx))
	b.loaded(saved)
	b.must(b.Store.MoveChat(b.ctx, before, after))
	if l := b.leaseOne(at(1)); l.Chat != after {
		b.Errorf("it is due as %+v", l)
	}
}

func setUpAnewComesIn(b *bench) {
	b.populated()
	b.must(b.Store.Forget(b.ctx, everyKind))
	chat := record.Chat{ID: everyKind, LastID: 1, Subscriptions: []record.Subscription{subscription(1)}}
	b.must(b.Store.SaveChat(b.ctx, chat, "anew", map[int]time.Time{1: at(60)}))
	var all bytes.Buffer
	_, err := archive.Save(b.ctx, b.Store, &all, time.Now().Add(time.Hour), nil)
	b.must(err)
	b.must(b.Store.Clear(b.ctx))
	b.loaded(all.Bytes())
	if chat := b.chat(everyKind); chat.Revision != "anew" {
		b.Errorf("what was set up after it was forgotten did not come in: %+v", chat)
	}
}

func dissolvedDoesNotComeBack(b *bench) {
	b.populated()
	saved := b.saved()
	b.must(b.Store.DeleteCommunity(b.ctx, "aaaaaaaa"))
	b.must(b.Store.Clear(b.ctx))
	b.loaded(saved)
	if c, err := b.Store.Community(b.ctx, "aaaaaaaa"); err == nil {
		b.Errorf("it came back: %+v", c)
	}
	if chat := b.chat(member); chat.Community != "" || chat.Revision == "" {
		b.Errorf("its chat is %+v", chat)
	}
}

func forgottenListExpires(b *bench) {
	b.must(b.Store.Forget(b.ctx, everyKind))
	marks := func() (n int) {
		b.must(b.Store.Export(b.ctx, func(item archive.Item) error {
			if item.Forgotten != nil {
				n++
			}
			return nil
		}))
		return n
	}
	if n := marks(); n != 1 {
		b.Fatalf("%d marks, want 1", n)
	}
	var since record.LedgerEntry // when it was noted, by the store's own clock
	b.must(b.Store.Export(b.ctx, func(item archive.Item) error {
		since.At = item.Forgotten.At
		return nil
	}))
	b.must(b.Store.Expire(b.ctx, since.At.Add(archive.ForgottenLife-1)))
	if n := marks(); n != 1 {
		b.Errorf("%d marks before their time is over, want 1", n)
	}
	b.must(b.Store.Expire(b.ctx, since.At.Add(archive.ForgottenLife)))
	if n := marks(); n != 0 {
		b.Errorf("%d marks afterwards, want none", n)
	}
}

// A copy that waits without a delivery, as one that was read between the two, is sent;
// one of an announcement that is not stored goes.
func finishedImports(b *bench) {
	b.populated()
	b.must(b.Store.Clear(b.ctx))
	sent := record.Announcement{ID: "aaaaaaaa", To: record.Audience{Kind: record.ToEveryone}, State: record.StateConfirmed, Text: "Pray.", Created: at(0), Confirmed: at(1)}
	b.must(b.Store.BeginImport(b.ctx))
	b.must(b.Store.Import(b.ctx, []archive.Item{
		{Announcement: &archive.Announcement{Announcement: sent, FannedOut: []archive.Step{{Platform: "telegram"}}}},
		{Copy: &archive.Copy{Announcement: "aaaaaaaa", Chat: receivers[0], State: record.CopyWaiting.State()}},
		{Copy: &archive.Copy{Announcement: "aaaaaaaa", Chat: receivers[1], State: record.CopySent.State(), IDs: []string{"11"}}},
		{Copy: &archive.Copy{Announcement: "gone", Chat: receivers[0], State: record.CopyWaiting.State()}},
	}, at(5)))
	for range 2 { // a repeat does no harm
		if half, err := b.Store.HalfImported(b.ctx); err != nil || !half {
			b.Errorf("before it is finished it is by half: %v, %v", half, err)
		}
		b.must(b.Store.FinishImport(b.ctx, at(5)))
		if half, err := b.Store.HalfImported(b.ctx); err != nil || half {
			b.Errorf("afterwards it is by half: %v, %v", half, err)
		}
		b.must(b.Store.BeginImport(b.ctx))
	}
	if l := b.leaseOne(at(6)); l.Announcement != "aaaaaaaa" || l.Chat != receivers[0] {
		b.Errorf("due is %+v", l)
	}
	progress, err := b.Store.Progress(b.ctx, "aaaaaaaa")
	b.must(err)
	if want := (record.Progress{record.CopyWaiting.State(): 1, record.CopySent.State(): 1}); !cmp.Equal(progress, want) {
		b.Errorf("counted are %v, want %v", progress, want)
	}
	if c, err := b.Store.Copy(b.ctx, "gone", receivers[0]); err != nil || !c.State.IsZero() {
		b.Errorf("of what is not stored there is %+v, %v", c, err)
	}
}
