package storetest

import (
	"errors"
	"fmt"
	"sync/atomic"

	"prayerbot/commands/record"
)

// rolesAddedAtOnce adds more roles at the same time than there may be.
func rolesAddedAtOnce(b *bench) {
	const most = 3
	inParallel(12, func(i int) {
		err := b.Store.AddModeratorRole(b.ctx, "discord", "100", fmt.Sprint(i), most)
		if err != nil && !errors.Is(err, record.ErrFull) {
			b.Error(err)
		}
	})
	if roles, err := b.Store.ModeratorRoles(b.ctx, "discord", "100"); err != nil || len(roles) != most {
		b.Errorf("there are %v, %v", roles, err)
	}
}

// allowedAtOnce asks for more announcements at the same time than there may be.
func allowedAtOnce(b *bench) {
	const most = 3
	var allowed atomic.Int32
	inParallel(12, func(i int) {
		again, err := b.Store.Allow(b.ctx, record.Announcement{ID: fmt.Sprint(i), To: group("-1")}, most, at(0))
		if err != nil {
			b.Error(err)
		}
		if again.IsZero() {
			allowed.Add(1)
		}
	})
	if allowed.Load() != most {
		b.Errorf("%d were allowed", allowed.Load())
	}
}

// correctedAtOnce makes different first corrections at the same time.
func correctedAtOnce(b *bench) {
	announce(b, "abc")
	var made atomic.Int32
	inParallel(12, func(i int) {
		switch err := b.Store.Amend(b.ctx, "abc", record.Amendment{Text: fmt.Sprint("text ", i), Revision: 1}, at(2)); {
		case err == nil:
			made.Add(1)
		case !errors.Is(err, record.ErrNotFound):
			b.Error(err)
		}
	})
	if a, err := b.Store.Announcement(b.ctx, "abc", at(2)); err != nil || made.Load() != 1 || a.Revision != 1 {
		b.Errorf("%d were made, and it is %+v, %v", made.Load(), a, err)
	}
}
