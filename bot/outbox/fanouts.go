package outbox

import (
	"context"
	"time"

	"prayerbot/commands/record"
)

// A FanOut is a step of an announcement that has not been queued for all chats
// of a platform yet.
type FanOut struct {
	record.Announcement
	Step Step
}

// NextStep is the next step that an announcement asks for of those that are not
// done; false where all are.
func NextStep(a record.Announcement, done func(Step) bool) (Step, bool) {
	var asked []Step
	switch {
	case a.Recalls() && a.State == record.StateConfirmed:
		asked = []Step{StepRetract, StepRecallAgain}
	case a.Recalls():
	case a.State == record.StateConfirmed:
		asked = []Step{StepPost}
	case a.State == record.StateStopped:
		asked = []Step{StepStop}
	case a.State == record.StateRetracted:
		asked = []Step{StepRetract}
	}
	if a.Revision > 0 && a.State != record.StateRetracted && !a.Recalls() {
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

// FanOuts keeps how far announcements have been fanned out to the queue, and
// what became of each copy.
type FanOuts interface {
	// PendingFanOuts lists the announcements of which the platform has a step to do,
	// each with the next, the oldest first.
	PendingFanOuts(ctx context.Context, platform string, now time.Time) ([]FanOut, error)
	// Recipients returns a page of the chats of a platform that an announcement
	// goes to, as commands.Announcements.Audience counts them, and the cursor of
	// the next page; "" begins and ends. A chat may come twice; one to which it
	// goes throughout is never skipped.
	Recipients(ctx context.Context, platform string, a record.Announcement, cursor string) (chats []record.ChatID, next string, err error)
	// FanOut makes an announcement due in each of the chats, all of one platform.
	// A chat to which it was fanned out before is passed over, whether that
	// delivery is waiting, in flight or finished. It returns how many are new.
	FanOut(ctx context.Context, announcement string, chats []record.ChatID, due time.Time) (int, error)
	// FannedOut returns a page of the chats of a platform to which an
	// announcement was fanned out, with its cursors as Recipients has them.
	FannedOut(ctx context.Context, platform, announcement, cursor string) (chats []record.ChatID, next string, err error)
	// FanOutStep does a later step in each of the chats, all of one platform and
	// fanned out to before. StepStop and StepRetract take back what waits and is not
	// leased; StepRetract and StepCorrect make a delivery of their own due where
	// something has gone out, or may be going out now. What was done before is
	// passed over. It returns how many deliveries are new.
	FanOutStep(ctx context.Context, announcement string, step Step, chats []record.ChatID, due time.Time) (int, error)
	// Recall makes it due, in each of the chats, all of one platform, to take back
	// the messages that a recall names: a.Recalled of the chat as it is stored. A
	// chat of which the recall has these messages already is passed over, whatever
	// became of them. It returns how many deliveries are new.
	Recall(ctx context.Context, a record.Announcement, chats []record.ChatID, due time.Time) (int, error)
	// FinishFanOut records that a step has been done for every chat of the platform.
	FinishFanOut(ctx context.Context, platform, announcement string, step Step) error
	// Copy is what became of an announcement in a chat; the zero Copy where it
	// was not fanned out there.
	Copy(ctx context.Context, announcement string, chat record.ChatID) (Copy, error)
}
