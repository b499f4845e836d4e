// Package storetest is the suite that every store must pass: each sentence of
// the contracts in commands and outbox, tried on a real store.
//
// It is for tests alone, and never looks behind the contracts: what a store
// writes, and how, is for that store's own tests. Times are given; nothing sleeps
// for luck. Of crashes it tries what one process can see, such as a lease that
// is never settled; real ones are for bot/trials.
package storetest

import (
	"context"
	"slices"
	"testing"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// A Harness is an empty store to try.
type Harness struct {
	Store store.Store
	// Dump is every key and value that the store holds, as text.
	Dump func() string
	// Break makes the record of a chat one that cannot be read.
	Break func(record.ChatID)
}

// Run tries the stores that open gives: a new, empty one for each test.
func Run(t *testing.T, open func(t *testing.T) Harness) { RunExcept(t, nil, open) }

// RunExcept is Run without some tests, each with the reason why it does not hold
// there.
func RunExcept(t *testing.T, except map[string]string, open func(t *testing.T) Harness) {
	tried := 0
	defer func() {
		if left := len(except); left != tried {
			t.Errorf("%d of the exceptions are no tests", left-tried)
		}
	}()
	for _, test := range slices.Concat(tests(), announcementTests(), newsTests(), fieldTests(), recallTests(), concernTests(), questionTests(), consentTests(), archiveTests()) {
		t.Run(test.name, func(t *testing.T) {
			if reason := except[test.name]; reason != "" {
				tried++
				t.Skip(reason)
			}
			test.run(&bench{T: t, ctx: context.Background(), Harness: open(t)})
		})
	}
}

// A test is one sentence of the contracts, and how it is tried.
type test struct {
	name string
	run  func(*bench)
}

// tests are those of chats, deliveries and communities.
func tests() []test {
	return []test{
		{"the chats of a group are listed", groupChats},
		{"the chats that keep a number are listed", warnedChats},
		{"a chat is read as it was saved", chatIsReadAsSaved},
		{"a chat changes only from the state that was read", revisionIsHeld},
		{"a save that comes twice happens once", saveRepeats},
		{"what is queued follows the save", queueFollowsSave},
		{"the last date is moved by deliveries alone", lastMovesByDeliveries},
		{"up to when the news is told is moved by deliveries alone", toldMovesByDeliveries},
		{"strange keys are kept apart", strangeKeys},
		{"a lease takes the oldest first and hides it", leaseOldestFirst},
		{"a lease that ran out comes back as it was", leaseComesBack},
		{"an attempt is remembered", attemptIsRemembered},
		{"a doubt lasts until it is put back without", doubtLasts},
		{"what is put back comes again", putBackComesAgain},
		{"a lost lease changes nothing but the slot", lostLease},
		{"finishing twice is finishing once", finishRepeats},
		{"what is due is counted by the minute", loadCounts},
		{"chats are read together", chatsReadTogether},
		{"what is settled together is settled each for itself", settledTogether},
		{"a broken record holds no other up", brokenRecordHoldsNoOtherUp},
		{"the ledger keeps the newest seven", ledgerKeepsSeven},
		{"the ledger tells a slot once", ledgerTellsOnce},
		{"an announcement is finished once", announcementFinishes},
		{"no delivery is leased twice at a time", concurrentLeases},
		{"the depth counts", depthCounts},
		{"what a former courier had not begun is reclaimed", reclaim},
		{"a pause is remembered", pauses},
		{"what is missing or hidden in the queue is reconciled", reconciling},
		{"reconciling brings an endless lease back", reconcilingBringsAnEndlessLeaseBack},
		{"reconciling comes in pages", reconcilingComesInPages},
		{"forgetting is complete", forgettingIsComplete},
		{"what was forgotten stays forgotten", forgottenStays},
		{"a chat moves with all it has", chatMoves},
		{"a chat does not move onto one that is subscribed", chatStays},
		{"a day has one salt", salts},
		{"prayers are counted once a person", prayers},
		{"a lock has one holder", locks},
		{"a community is read as it was saved", communityIsReadAsSaved},
		{"a community changes only from the state that was read", communityRevisionIsHeld},
		{"join codes lead to their community", codesLeadToTheirCommunity},
		{"a chat belongs to one community", chatsBelongToOneCommunity},
		{"to belong changes a chat's revision", belongingChangesTheRevision},
		{"owners are found", ownersAreFound},
		{"dissolving a community is complete", dissolvingIsComplete},
		{"a forgotten chat belongs nowhere", forgottenChatsBelongNowhere},
		{"a chat that moves belongs on", movedChatsBelongOn},
		{"many members come in pages", manyMembersComeInPages},
		{"all who belong to a community receive", membersReceive},
		{"joining and leaving at once", joiningAndLeavingAtOnce},
		{"moderator roles are kept", rolesAreKept},
		{"of roles added at once there are no more than there may be", rolesAddedAtOnce},
		{"who asks too often is denied once and then in silence", tooManyAreDeniedOnceAndThenSilently},
		{"counts are added together", countsAreAddedTogether},
		{"what is taken back does not count", whatIsTakenBackDoesNotCount},
		{"what was set aside is listed by its mark", deadIsListed},
		{"a point that was given up is sent once more", givenUpPointIsRetried},
		{"a point that was given up is not sent too late", givenUpPointIsNotLate},
		{"a copy that was given up is sent once more", givenUpCopyIsRetried},
		{"a step that was given up is done once more", givenUpStepIsRetried},
		{"what was set aside is dropped", deadIsDropped},
		{"an ended context ends the work", endedContext},
	}
}

// announcementTests are those of drafts, announcements and their steps.
func announcementTests() []test {
	return []test{
		{"an announcement is read as it was saved", announcementIsReadAsSaved},
		{"a draft has editions", editions},
		{"a draft is confirmed once", confirmOnce},
		{"every event in every phase does what the rules say", everyTransition},
		{"editions are compared before they are set", editionsAreCompared},
		{"what is scheduled is found at its time", scheduling},
		{"what comes back is found, skipped, moved on and ended", comingBack},
		{"what comes back is kept as long as it does", comingBackForLong},
		{"of adjustments at once none is lost", adjustedAtOnce},
		{"what was drafted goes with its chat", draftsMove},
		{"what was sent can be amended", amending},
		{"announcements to an audience are counted by the hour", allowing},
		{"of announcements at once no more are allowed than there may be", allowedAtOnce},
		{"of corrections at once one is made", correctedAtOnce},
		{"the audit log is kept and forgotten", auditLog},
		{"drafts of a chat are forgotten", draftsAreForgotten},
		{"a draft is cancelled once", cancelOnce},
		{"drafts and announcements expire", announcementsExpire},
		{"a repeated fan-out queues nothing twice", fanOutRepeats},
		{"recipients are those who are subscribed", recipients},
		{"followers are those who chose a place", followers},
		{"many recipients come in pages", manyRecipients},
		{"what became of each copy is remembered", copiesAreRemembered},
		{"stopping takes back what waits", stopping},
		{"retracting reaches what has gone out", retracting},
		{"correcting reaches what has gone out", correcting},
		{"what is in doubt is not called stopped", takingBackInDoubt},
		{"later steps move and are forgotten with the chat", laterStepsBelongToTheChat},
		{"daily points and announcements are drawn apart", kindsAreDrawnApart},
		{"a fan-out ends on each platform", fanningOut},
	}
}

// newsTests are those of headlines and feeds.
func newsTests() []test {
	return []test{
		{"a headline is read as it was kept", headlineIsReadAsKept},
		{"headlines are found by country, language and time", headlinesAreFound},
		{"a headline of several countries comes once", headlineComesOnce},
		{"keeping again keeps nothing twice", keepingRepeats},
		{"a sure mark has one bearer", sureMarks},
		{"a near mark leads to the newest", nearMarks},
		{"new words change a headline and the countries that it is about", newWords},
		{"old and too many headlines are forgotten whole", newsIsTrimmed},
		{"the state of a feed is read as saved", feedStates},
	}
}

// A bench is one test with its store.
type bench struct {
	*testing.T
	ctx context.Context
	Harness
	held *outbox.Lease
}

// noon is when the tests begin.
var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func at(minutes int) time.Time { return noon.Add(time.Duration(minutes) * time.Minute) }

func chatID(key string) record.ChatID { return record.ChatID{Platform: "telegram", Key: key} }

func day(n int) content.Date { return content.Date{Year: 2026, Month: 11, Day: n} }

// subscription is one of the simplest kind.
func subscription(id int) record.Subscription {
	return record.Subscription{ID: id, At: 420, Zone: "Africa/Lagos", Since: noon}
}

// attempt notes one attempt.
func (b *bench) attempt(l outbox.Lease) error {
	return b.Store.Attempt(b.ctx, []outbox.Lease{l})[0]
}

// finish settles one lease.
func (b *bench) finish(l outbox.Lease, r outbox.Result) error {
	return b.Store.Finish(b.ctx, []outbox.Settlement{{Lease: l, Result: r}})[0]
}

// must fails the test where something went wrong.
func (b *bench) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func (b *bench) chat(id record.ChatID) record.Chat {
	b.Helper()
	chat, err := b.Store.Chat(b.ctx, id)
	b.must(err)
	return chat
}

// save stores a chat with subscriptions of the numbers given, due at the time.
func (b *bench) save(key string, due time.Time, ids ...int) record.ChatID {
	b.Helper()
	chat := b.chat(chatID(key))
	wanted := map[int]time.Time{}
	chat.Subscriptions = nil
	for _, id := range ids {
		chat.Subscriptions = append(chat.Subscriptions, subscription(id))
		chat.LastID = max(chat.LastID, id)
		wanted[id] = due
	}
	b.must(b.Store.SaveChat(b.ctx, chat, chat.Revision+"+"+key, wanted))
	return chat.ID
}

// saveIn is save for a chat of a group.
func (b *bench) saveIn(groupID, key string, due time.Time) record.ChatID {
	b.Helper()
	chat := record.Chat{ID: chatID(key), GroupID: groupID, Subscriptions: []record.Subscription{subscription(1)}, LastID: 1}
	b.must(b.Store.SaveChat(b.ctx, chat, "first"+key, map[int]time.Time{1: due}))
	return chat.ID
}

// some is a want of so many deliveries of any kind.
func some(n int) outbox.Want { return outbox.Want{All: n, Share: n / 2, Others: n} }

// lease takes what is due for ten minutes.
func (b *bench) lease(now time.Time, n int) []outbox.Lease {
	b.Helper()
	leases, err := b.Store.Lease(b.ctx, "telegram", now, now.Add(10*time.Minute), some(n))
	b.must(err)
	return leases
}

// leaseOne takes the one delivery that is due.
func (b *bench) leaseOne(now time.Time) outbox.Lease {
	b.Helper()
	leases := b.lease(now, 10)
	if len(leases) != 1 {
		b.Fatalf("%d deliveries are due, want 1", len(leases))
	}
	return leases[0]
}

func (b *bench) wantNothingDue(now time.Time) {
	b.Helper()
	if leases := b.lease(now, 10); len(leases) != 0 {
		b.Errorf("%d deliveries are due, want none: %+v", len(leases), leases)
	}
}

func (b *bench) log(id record.ChatID) []record.LedgerEntry {
	b.Helper()
	log, err := b.Store.Log(b.ctx, id)
	b.must(err)
	return log
}

// sent is the result of a delivery that went well.
func sent(n int, next time.Time) outbox.Result {
	return outbox.Result{
		Entry: record.LedgerEntry{At: at(n), Date: day(n), Subscription: 1, Outcome: record.OutcomeSent},
		Slot:  day(n), Next: next,
	}
}
