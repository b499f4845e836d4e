package session

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"

	"prayerbot/commands/record"
)

// Tell has the couriers bring what the bot says of a community by itself: the ID, To,
// Kind and Speaker of a say what, and to whom. It is durable when Tell returns, and
// told once however often it is asked for under the same id.
func (env *Env) Tell(ctx context.Context, a record.Announcement, now time.Time) error {
	a.State, a.Created = record.StateDraft, now
	if one, is := a.To.One(); is { // it goes with that chat
		a.From = one
	}
	err := env.Store().SaveDraft(ctx, a)
	if err == nil || errors.Is(err, record.ErrNotFound) || errors.Is(err, record.ErrStale) { // it was begun before
		_, _, err = env.Store().Confirm(ctx, a.ID, 0, 1, now)
	}
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		return fmt.Errorf("tell somebody: %w", err)
	}
	return nil
}

// NoticeID is the id of what is told about something, so that it is told once: of the
// form of an announcement's.
func NoticeID(about ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(about, "\x00")))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:noticeIDLength])
}

const noticeIDLength = 8
