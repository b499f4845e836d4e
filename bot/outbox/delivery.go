package outbox

import (
	"fmt"
	"strconv"
	"strings"

	"prayerbot/commands/record"
)

// A Delivery is one thing to deliver to one chat: a subscription's daily point,
// which comes back every day, or a step of an announcement, which is finished
// once.
type Delivery struct {
	Chat         record.ChatID
	Subscription int    // 0 for an announcement
	Announcement string // "" for a daily point
	Step         Step   // of an announcement: "" sends it
}

// A Step is what is done about an announcement in each chat.
type Step string

// The steps, each with a number behind it where it can come more than once.
const (
	StepPost    Step = ""        // send it
	StepStop    Step = "stop"    // do not send it any more; no delivery is needed
	StepRetract Step = "retract" // take it back
	StepCorrect Step = "correct" // make it say what it says by now; see Correct

	// StepRecallAgain looks once more for what was in flight when something was
	// withdrawn. Its deliveries are those of StepRetract.
	StepRecallAgain Step = "again"
)

// Correct is the step that brings a revision.
func Correct(revision int) Step { return StepCorrect + Step("."+strconv.Itoa(revision)) }

// Revision is the number of the revision that a step brings; 0 where it is
// another step.
func (s Step) Revision() int {
	number, is := strings.CutPrefix(string(s), string(StepCorrect)+".")
	if !is {
		return 0
	}
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 {
		return 0
	}
	return n
}

// Daily tells whether a delivery is a daily point.
func (d Delivery) Daily() bool { return d.Announcement == "" }

// Key names the delivery within its platform. It is stored, so its form never
// changes: "s/<subscription>/<chat key>", and of an announcement
// "a/<announcement>/<chat key>" to send it, "r/<announcement>/<chat key>" to
// retract it and "c/<announcement>.<revision>/<chat key>" to correct it.
func (d Delivery) Key() string {
	if d.Daily() {
		return "s/" + strconv.Itoa(d.Subscription) + "/" + d.Chat.Key
	}
	revision := d.Step.Revision()
	switch {
	case d.Step == StepRetract:
		return "r/" + d.Announcement + "/" + d.Chat.Key
	case revision > 0:
		return "c/" + d.Announcement + "." + strconv.Itoa(revision) + "/" + d.Chat.Key
	}
	return "a/" + d.Announcement + "/" + d.Chat.Key
}

// ParseKey reads what Key wrote for a chat of the platform.
func ParseKey(platform, key string) (Delivery, error) {
	parts := strings.SplitN(key, "/", 3)
	if len(parts) != 3 || parts[1] == "" || parts[2] == "" {
		return Delivery{}, fmt.Errorf("a delivery key has three parts")
	}
	d := Delivery{Chat: record.ChatID{Platform: platform, Key: parts[2]}, Announcement: parts[1]}
	switch parts[0] {
	case "a":
		return d, nil
	case "r":
		d.Step = StepRetract
		return d, nil
	case "c":
		id, revision, _ := strings.Cut(parts[1], ".")
		d.Announcement, d.Step = id, StepCorrect+Step("."+revision)
		if id != "" && d.Step.Revision() > 0 {
			return d, nil
		}
	case "s":
		n, err := strconv.Atoi(parts[1])
		d.Announcement, d.Subscription = "", n
		if err == nil && n > 0 {
			return d, nil
		}
	}
	return Delivery{}, fmt.Errorf("a delivery key begins with s/<number>, a/<announcement>, r/<announcement> or c/<announcement>.<number>")
}
