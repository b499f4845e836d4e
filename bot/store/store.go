// Package store names all that prayerbot keeps, as the sum of the small
// interfaces of those who use it. The rooms below hold the two real stores and
// the suite that both must pass.
//
// It never holds a rule: what a subscription means is for record, what a
// delivery means is for outbox. It keeps no state of its own, so a crash is the
// matter of the store below: what a method has confirmed is there again.
package store

import (
	"context"
	"time"

	"prayerbot/bot/leader"
	"prayerbot/bot/news"
	"prayerbot/bot/outbox"
	"prayerbot/bot/store/archive"
	"prayerbot/commands/record"
)

// Store is one place that keeps everything. It is safe for concurrent use.
// What a method has confirmed survives a crash of the process at once, and a
// crash of the machine as far as the store's package says.
type Store interface {
	record.Store
	outbox.Store
	leader.Locks
	news.Store
	archive.Keeper
	// Dead lists what was set aside.
	Dead(ctx context.Context) ([]Dead, error)
	// Retry queues a delivery that was given up once more, due now, and lists it no
	// more. One that is not listed any more is left alone. The error is ErrHeld, or an
	// *outbox.NoRetryError where there is nothing to queue; both change nothing.
	Retry(ctx context.Context, d Dead, now time.Time) error
	// Drop removes what Dead has listed. Of a chat that cannot be read everything goes,
	// as with Forget. A repeat does nothing.
	Drop(ctx context.Context, d Dead) error
	// Ping tells whether the store answers and takes changes.
	Ping(ctx context.Context) error
	// Close gives everything back. A closed store answers with an error.
	Close() error
}
