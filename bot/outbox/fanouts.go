package outbox

import (
	"context"
	"time"

	"prayerbot/commands/record"
)

// A Spread is a step of an announcement that has not been brought to the queue
// for all chats of a platform yet.
type Spread struct {
	record.Announcement
	Step Step
}

// NextStep is the next step that an announcement asks for of those that are not
// done; false where all are.
func NextStep(a record.Announcement, done func(Step) bool) (Step, bool) {
	var asked []Step
	switch a.State {
	case record.StateConfirmed:
		asked = []Step{StepPost}
	case record.StateStopped:
		asked = []Step{StepStop}
	case record.StateRetracted:
		asked = []Step{StepRetract}
	}
	if a.Revision > 0 && a.State != record.StateRetracted {
		asked = append(asked, Correct(a.Revision))
	}
	for _, step := range asked {
		if !done(step) {
			return step, true
		}
	}
	return "", false
}

// A Copy is what is remembered of an announcement in one chat.
type Copy struct {
	State record.CopyState
	IDs   []string // of its messages, as the platform names them, in their order
}

// Spreading keeps how far announcements have been brought to the queue, and
// what became of each copy.
type Spreading interface {
	// Unspread lists the announcements of which the platform has a step to do,
	// each with the next, the oldest first.
	Unspread(ctx context.Context, platform string, now time.Time) ([]Spread, error)
	// Listeners returns a page of the chats of a platform that an announcement
	// goes to, as commands.Announcements.Audience counts them, and the cursor of
	// the next page; "" begins and ends. A chat may come twice; one to which it
	// goes throughout is never skipped.
	Listeners(ctx context.Context, platform string, a record.Announcement, cursor string) (chats []record.ChatID, next string, err error)
	// Post makes an announcement due in each of the chats, all of one platform.
	// A chat to which it was posted before is passed over, whether that
	// delivery is waiting, in flight or finished. It returns how many are new.
	Post(ctx context.Context, announcement string, chats []record.ChatID, due time.Time) (int, error)
	// Posted returns a page of the chats of a platform to which an announcement
	// was posted, with its cursors as Listeners has them.
	Posted(ctx context.Context, platform, announcement, cursor string) (chats []record.ChatID, next string, err error)
	// Follow does a later step in each of the chats, all of one platform and
	// posted to before. StepStop and StepRetract take back what waits and is not
	// leased; StepRetract and StepCorrect make a delivery of their own due where
	// something has gone out, or may be going out now. What was done before is
	// passed over. It returns how many deliveries are new.
	Follow(ctx context.Context, announcement string, step Step, chats []record.ChatID, due time.Time) (int, error)
	// Spread records that a step has been done for every chat of the platform.
	Spread(ctx context.Context, platform, announcement string, step Step) error
	// Copy is what became of an announcement in a chat; the zero Copy where it
	// was not posted there.
	Copy(ctx context.Context, announcement string, chat record.ChatID) (Copy, error)
}
