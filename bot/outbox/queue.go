package outbox

import (
	"context"
	"errors"
	"time"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// ErrLost is returned where a lease is not held any more: it ran out and
// somebody else took the delivery, or the chat was changed or forgotten.
var ErrLost = errors.New("the lease was lost")

// A Lease is a delivery that one courier holds until a given time.
type Lease struct {
	Delivery
	Due     time.Time // when it was first due: before any retry or lease
	Tries   int       // attempts that have ended in failure
	Parts   int       // parts of the message that the platform has accepted
	IDs     []string  // of an announcement: the ids of the parts that were accepted since it was leased
	Unknown bool      // an attempt was noted and never settled: the request may have gone out, and nothing has told since
	Token   string    // fences this lease: unique to this holding of the delivery
}

// A Want says how many deliveries to lease.
type Want struct {
	All    int // at most, in all
	Share  int // of announcements even where more daily points are due
	Others int // of announcements at most, where daily points leave room
}

// A Result settles a lease for good.
type Result struct {
	Entry record.LedgerEntry // for the chat's ledger, which keeps its time to the second
	// Slot is the local date that is finished now; zero for an announcement,
	// and for a daily one that turned out to have nothing to send.
	Slot content.Date
	Told time.Time // up to when a digest has told the news; zero where it told nothing
	Next time.Time // when a daily delivery is due again; zero: not until the chat is saved
	// Delivered is what a daily delivery has put into the chat, in place of what
	// is kept of the one before; without IDs it was nothing that can be found.
	Delivered record.Delivered
	// Copy is what became of the announcement in the chat; zero leaves it as
	// it is. A copy that was retracted, or cannot be, stays so.
	Copy record.CopyState
	// Dead sets the delivery aside with Entry.Reason, for an operator to see.
	Dead bool
}

// A Settlement is a lease with what came of it.
type Settlement struct {
	Lease
	Result
}

// Queue keeps what is due. All of it is per platform; times are to the
// millisecond. Every method is safe to repeat with the same arguments.
type Queue interface {
	// Lease takes deliveries due at or before now, as many as want says, of
	// daily points and of announcements each the oldest first, and hides them
	// until then; one that is not settled by then is due again with its Due,
	// Tries, Parts and Unknown kept. With an error nothing is leased.
	Lease(ctx context.Context, platform string, now, until time.Time, want Want) ([]Lease, error)
	// NextDue is when the earliest delivery is due or its lease runs out; zero
	// where nothing is queued.
	NextDue(ctx context.Context, platform string) (time.Time, error)
	// Attempt notes durably, before requests go out, that they may have gone
	// out: until a lease is settled or put back, Unknown is true for whoever
	// leases next. It returns an error for each: nil where it is noted, ErrLost
	// where the lease is not held. One that fails holds no other up. All of them
	// are of one platform.
	Attempt(ctx context.Context, leases []Lease) []error
	// PutBack ends a lease that has not succeeded: the delivery is due again
	// at the given time with l.Tries, l.Parts and l.Unknown as they are then, and
	// l.IDs are remembered with the announcement's copy. ErrLost where the lease
	// is not held.
	PutBack(ctx context.Context, l Lease, at time.Time) error
	// Finish settles leases, each in one atomic step, and returns an error for
	// each, nil where it is settled. One that fails holds no other up. All of
	// them are of one platform. The slot is recorded even where the lease was lost
	// (what was sent was sent: Subscription.Last, Told and Delivered never move back), the
	// entry goes to the ledger unless Entry.Outcome is "" or the very same slot or
	// announcement is recorded there as sent already; the next due time is set only
	// where the lease is still held. What became of an announcement's copy, and the
	// lease's IDs, are remembered even where the lease was lost. A chat that was
	// forgotten stays forgotten: nothing is written for it.
	Finish(ctx context.Context, settled []Settlement) []error
	// Reclaim ends all leases on which no attempt was noted: those deliveries
	// are due again as if they had not been leased. It is for a courier that
	// has just taken over and holds no lease itself.
	Reclaim(ctx context.Context, platform string) error
	// Pause remembers that the platform asks everyone to wait until a time; a
	// later one that is remembered already stays.
	Pause(ctx context.Context, platform string, until time.Time) error
	// Paused is until when the platform asks everyone to wait; a time that has
	// passed, or zero, is no pause.
	Paused(ctx context.Context, platform string) (time.Time, error)
	// Reconcile looks at a page of the platform's chats. due says when each of a
	// chat's subscriptions is due by its record, in all. One that is not queued
	// is queued for then; one that is queued for more than slack later is
	// brought forward to then, with its tries kept and its lease lost. It
	// returns the cursor of the next page ("" begins and ends) and how many
	// were reconciled. A chat that exists throughout is not passed over.
	Reconcile(ctx context.Context, platform, cursor string, slack time.Duration, due func(record.Chat) map[int]time.Time) (next string, reconciled int, err error)
	// Expire forgets what has expired at now: drafts, announcements, salts and
	// marks of days long over. A store that forgets by itself may do nothing.
	Expire(ctx context.Context, now time.Time) error
	// Depth counts what is due at or before now, what is queued in all, and
	// what has been set aside.
	Depth(ctx context.Context, platform string, now time.Time) (Depth, error)
}

// Depth says how full a platform's queue is. Daily are those of Queued that are
// daily points and news, one for each subscription that receives something.
type Depth struct {
	Due, Queued, Daily, Dead int
}
