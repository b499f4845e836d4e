package redisstore

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/store"
)

// A step brings the form before it to its own, as bot/store/form.go says. Many
// programs share one Redis, so a step that is slow may be made by two at the
// same time: each record is changed by a script, or compared and set.
type step func(context.Context, *connection) error

// steps lead from form 1 to form 2, from there to form 3, and so on.
//
// What is promised where several programs share one Redis: one of them makes
// the steps, and the others that know the new form wait for it before they
// begin. A program that does not know it refuses to start from the moment at
// which the step begins, and one that runs loses its locks within seconds: it
// does not deliver, poll or hold a gateway any more, and the step begins only
// after that. Programs from before forms were noted do not look: they have to
// be stopped before.
var steps = []step{
	// Form 2 keeps what each subscription was sent last, and what is withdrawn.
	// Of what was sent before nothing is known, so there is nothing to change; but
	// a program of form 1 would send what is withdrawn.
	func(context.Context, *connection) error { return nil },
	// Form 3 keeps since when a chat belongs to its community, what groups ask its
	// owner, and how it comes to another owner. Of a chat that belonged before
	// nobody knows since when, so it counts from this step on. It keeps announcements
	// that come back, too, and who has agreed to one: there were none before.
	func(ctx context.Context, s *connection) error { return joinedAt(ctx, s, time.Now()) },
}

// joinedAt gives a time to every chat that belongs to a community and has none.
func joinedAt(ctx context.Context, s *connection, now time.Time) error {
	owners, err := s.client.HKeys(ctx, ownersKey).Result()
	if err != nil {
		return err
	}
	platforms, err := s.client.SMembers(ctx, platformsKey).Result()
	if err != nil {
		return err
	}
	for _, id := range owners {
		for _, platform := range platforms {
			if err := membersJoinedAt(ctx, s, id, platform, now); err != nil {
				return err
			}
		}
	}
	return nil
}

// membersJoinedAt is joinedAt for the chats of a community on one platform.
func membersJoinedAt(ctx context.Context, s *connection, id, platform string, now time.Time) error {
	for at, more := uint64(0), true; more; more = at != 0 {
		keys, next, err := s.client.SScan(ctx, membersKey(id, platform), at, "", pageSize).Result()
		if err != nil {
			return err
		}
		at = next
		for _, key := range keys {
			if err := s.run(ctx, "joined_at", []string{chatKey(platform, key)}, id, millis(now)).Err(); err != nil {
				return err
			}
		}
	}
	return nil
}

// migration makes the steps. Its times are shorter in tests.
type migration struct {
	*connection
	steps []step
	grace time.Duration // how long a program that does not know the new form may still hold a lock
	pause time.Duration // between two looks at what another does
}

// grace is longer than a lock is held by a program that was told to release it.
const grace = 15 * time.Second

// migrateLock is the lock of the one program that makes the steps.
const migrateLock = "form"

// migrateTTL is how long that lock is kept after its holder was last heard of.
const migrateTTL = 10 * time.Second

// run brings the data to the newest form that the steps lead to, and notes it;
// it waits where another program does so. Data of a newer form are refused.
func (m migration) run(ctx context.Context) error {
	owner := rand.Text()
	for {
		stored, err := m.form(ctx)
		switch known := 1 + len(m.steps); {
		case err != nil:
			return fmt.Errorf("read the form of the data: %w", err)
		case stored.newest() > known:
			return &store.NewerFormError{Found: stored.newest(), Known: known}
		case stored.is == known && stored.to == 0:
			return m.release(ctx, owner)
		}
		if err := m.advance(ctx, owner, stored); err != nil {
			return errors.Join(fmt.Errorf("bring the data to a newer form: %w", err), m.release(ctx, owner))
		}
	}
}

func (m migration) release(ctx context.Context, owner string) error {
	return m.connection.run(ctx, "release", []string{lockKey(migrateLock)}, owner).Err()
}

// advance makes one step, or waits for another who does.
func (m migration) advance(ctx context.Context, owner string, stored form) error {
	mine, err := m.connection.run(ctx, "acquire", []string{lockKey(migrateLock)}, owner, migrateTTL.Milliseconds()).Int()
	switch {
	case err != nil:
		return err
	case mine == 0:
		return sleep(ctx, m.pause)
	case stored.is == 0:
		return m.begin(ctx, stored)
	case stored.to == 0:
		return m.note(ctx, stored, form{is: stored.is, to: stored.is + 1})
	}
	ctx, end := context.WithCancel(ctx)
	defer end()
	go m.renew(ctx, owner)
	// Who does not know the form that comes loses its locks first.
	if err := sleep(ctx, m.grace); err != nil {
		return err
	}
	if err := m.steps[stored.is-1](ctx, m.connection); err != nil {
		return err
	}
	return m.note(ctx, stored, form{is: stored.to})
}

// begin notes the form where none is noted: where nothing is stored there is
// nothing to bring to the newest, and nobody who would have to lose a lock.
func (m migration) begin(ctx context.Context, stored form) error {
	is := 1
	if empty, err := m.empty(ctx); err != nil {
		return err
	} else if empty && stored.text == "" {
		is = 1 + len(m.steps)
	}
	return m.note(ctx, stored, form{is: is})
}

// empty tells whether nothing is stored that is kept for long: neither a chat
// nor an announcement, a community or a headline.
func (s *connection) empty(ctx context.Context) (bool, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	for _, key := range []string{platformsKey, confirmedKey, scheduledKey, ownersKey, "pb:{news}:headlines"} {
		if n, err := s.client.Exists(ctx, key).Result(); err != nil || n > 0 {
			return false, err
		}
	}
	return true, nil
}

// renew holds the lock of the one who makes the steps until the context ends.
func (m migration) renew(ctx context.Context, owner string) {
	for sleep(ctx, migrateTTL/5) == nil {
		_ = m.connection.run(ctx, "acquire", []string{lockKey(migrateLock)}, owner, migrateTTL.Milliseconds()).Err()
	}
}

// note writes a form in place of another; where that is not there any more,
// somebody else was faster.
func (m migration) note(ctx context.Context, before, after form) error {
	return m.connection.promise(ctx, "form", []string{formKey}, before.text, after.String()).Err()
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// A form is what is noted of the form of the data.
type form struct {
	is   int    // 0: none is noted, or none that can be read: then it is form 1
	to   int    // the form that a step is leading to; 0 is none
	text string // as it stands there
}

func (f form) newest() int { return max(f.is, f.to) }

func (f form) String() string {
	if f.to == 0 {
		return strconv.Itoa(f.is)
	}
	return fmt.Sprintf("%d>%d", f.is, f.to)
}

// form reads what is noted.
func (s *connection) form(ctx context.Context) (form, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	text, err := s.client.Get(ctx, formKey).Result()
	if err != nil && !errors.Is(err, redis.Nil) {
		return form{}, err
	}
	return readForm(text), nil
}

// mostForms is above every form that there will be: what is more is none.
const mostForms = 1000

func readForm(text string) form {
	is, to, moving := strings.Cut(text, ">")
	f := form{text: text}
	var wrong, failed error
	f.is, wrong = strconv.Atoi(is)
	if moving {
		f.to, failed = strconv.Atoi(to)
	}
	if wrong != nil || failed != nil || f.is < 1 || f.is > mostForms || moving && f.to != f.is+1 {
		return form{text: text}
	}
	return f
}

// outgrown is an error where a newer program has begun to change the form.
func (s *connection) outgrown(ctx context.Context) error {
	stored, err := s.form(ctx)
	if known := 1 + len(steps); err == nil && stored.newest() > known {
		err = &store.NewerFormError{Found: stored.newest(), Known: known}
	}
	return err
}
