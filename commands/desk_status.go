package commands

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"prayerbot/commands/words"
)

// statusButton shows how far an announcement has come.
func (a *ask) statusButton(announcement Announcement, name string) Button {
	return Button{Label: a.say(name), Do: announcement.do("status")}
}

// maxListed is how many announcements of the last week a status offers.
const maxListed = 5

// announceStatus shows how far an announcement has come: the one that is named,
// or the newest of this place with the others behind buttons.
func (c *Core) announceStatus(ctx context.Context, a *ask, id string) (Reply, error) {
	if id != "" {
		announcement, err := c.found(ctx, a, id)
		if err != nil {
			return Reply{}, err
		}
		if err := c.mayManage(ctx, a, announcement); err != nil {
			return Reply{}, err
		}
		return a.secretly(c.deskStatus(ctx, a, announcement))
	}
	all, err := c.recent(ctx, a)
	if err != nil {
		return Reply{}, err
	}
	if len(all) == 0 {
		return Reply{}, a.problem("announce.none")
	}
	reply, err := c.deskStatus(ctx, a, all[0])
	for _, other := range all[1:] {
		text := label(strings.Join(strings.Fields(other.Text), " "))
		reply.Buttons = append(reply.Buttons, []Button{{Label: text, Do: other.do("status")}})
	}
	return a.secretly(reply, err)
}

// secretly keeps what a typed command answers from the open chat.
func (a *ask) secretly(r Reply, err error) (Reply, error) {
	r.Show, r.Aside, r.AsideFailed = Secret, a.say("announce.aside_status"), a.say("announce.aside_failed")
	return r, err
}

func (c *Core) deskStatus(ctx context.Context, a *ask, announcement Announcement) (Reply, error) {
	switch {
	case announcement.Sent():
		return c.statusOf(ctx, a, announcement)
	case announcement.State == StateScheduled:
		return c.scheduledReply(ctx, a, announcement)
	}
	return Reply{}, a.problem("announce.gone")
}

// recent are the announcements of this place in the last days that were sent or
// are scheduled, the newest first.
func (c *Core) recent(ctx context.Context, a *ask) ([]Announcement, error) {
	acts, err := c.acts(ctx, a)
	if err != nil {
		return nil, err
	}
	var all []Announcement
	seen := map[string]bool{}
	for _, act := range acts {
		if seen[act.Announcement] || len(all) == maxListed {
			continue
		}
		seen[act.Announcement] = true
		announcement, err := c.Store.Announcement(ctx, act.Announcement, a.req.Now)
		if err != nil && !errors.Is(err, ErrNone) {
			return nil, fmt.Errorf("read an announcement: %w", err)
		}
		if err == nil && (announcement.Sent() || announcement.State == StateScheduled) {
			all = append(all, announcement)
		}
	}
	return all, nil
}

// A tally is how far an announcement has come.
type tally struct {
	all, sent, waiting, failed, stopped     int
	corrected, uncorrected, retracted, kept int
	why                                     map[string]int // reasons of what failed or could not be changed
}

// count adds up a progress. What has not been posted yet waits, unless the
// announcement was stopped.
func (announcement Announcement) tally(p Progress) tally {
	t := tally{why: map[string]int{}}
	for state, n := range p {
		kind, reason, _ := strings.Cut(string(state), " ")
		t.all += n
		switch Copy(kind) {
		case CopySent:
			t.sent += n
		case CopyFailed:
			t.failed += n
			t.why[reason] += n
		case CopyStopped:
			t.stopped += n
		case CopyCorrected:
			t.sent += n
			if reason == fmt.Sprint(announcement.Revision) {
				t.corrected += n
			}
		case CopyUncorrected:
			revision, why, _ := strings.Cut(reason, " ")
			t.sent += n
			if revision == fmt.Sprint(announcement.Revision) {
				t.uncorrected += n
				t.why[why] += n
			}
		case CopyRetracted:
			t.sent, t.retracted = t.sent+n, t.retracted+n
		case CopyKept:
			t.sent, t.kept = t.sent+n, t.kept+n
			t.why[reason] += n
		}
	}
	missing := max(0, announcement.Reach-t.all)
	t.all += missing
	if announcement.State != StateConfirmed {
		t.stopped += missing
	}
	t.waiting = t.all - t.sent - t.failed - t.stopped
	return t
}

// statusOf shows how far one that was sent has come.
func (c *Core) statusOf(ctx context.Context, a *ask, announcement Announcement) (Reply, error) {
	progress, err := c.Store.Progress(ctx, announcement.ID)
	if err != nil {
		return Reply{}, fmt.Errorf("count the copies: %w", err)
	}
	zone, err := c.zoneOf(ctx, announcement)
	if err != nil {
		return Reply{}, err
	}
	t := announcement.tally(progress)
	mine, err := c.standing(ctx, a, announcement)
	if err != nil {
		return Reply{}, err
	}
	steers := mine == decider || a.person().String() == announcement.Person
	return Reply{
		Title: a.say("announce.status"),
		Blocks: []Block{
			{Kind: Foreign, Text: announcement.Text},
			{Kind: Paragraph, Text: bar(t.sent, t.all) + "\n" + a.count("announce.progress", t.all, words.With{"Sent": a.voice.Number(t.sent)})},
			{Kind: Facts, Items: a.tallyItems(announcement, t)},
			{Kind: Note, Text: a.say("announce.confirmed", words.With{"When": a.fullMoment(announcement.Confirmed, zone)})},
		},
		Buttons: a.statusButtons(announcement, t, steers),
		Show:    InPlace,
	}, nil
}

// tallyItems says in words what became of the copies. What there is none of, is
// left out.
func (a *ask) tallyItems(announcement Announcement, t tally) []Item {
	var items []Item
	say := func(name string, n int, reasons bool) {
		if n > 0 {
			item := Item{Label: a.say(name), Text: a.voice.Number(n)}
			if reasons {
				item.Note = a.reasons(t.why)
			}
			items = append(items, item)
		}
	}
	items = append(items, Item{Label: a.say("tally.sent"), Text: a.voice.Number(t.sent)})
	say("tally.waiting", t.waiting, false)
	say("tally.failed", t.failed, t.kept+t.uncorrected == 0)
	say("tally.stopped", t.stopped, false)
	if announcement.State == StateRetracted {
		say("tally.retracted", t.retracted, false)
		say("tally.retracting", t.sent-t.retracted-t.kept, false)
		say("tally.kept", t.kept, true)
	} else if announcement.Revision > 0 {
		say("tally.corrected", t.corrected, false)
		say("tally.uncorrected", t.uncorrected, true)
	}
	return items
}

// reasons writes why, the most frequent first: "I was blocked or removed: 2".
func (a *ask) reasons(why map[string]int) string {
	names := slices.SortedFunc(maps.Keys(why), func(x, y string) int {
		return cmp.Or(cmp.Compare(why[y], why[x]), cmp.Compare(x, y))
	})
	var parts []string
	for _, name := range names {
		parts = append(parts, a.say("reason."+name)+": "+a.voice.Number(why[name]))
	}
	return strings.Join(parts, "; ")
}

// statusButtons are what can still be done, by somebody who may only look or who
// steers the announcement too.
func (a *ask) statusButtons(announcement Announcement, t tally, steers bool) [][]Button {
	first := []Button{a.statusButton(announcement, "button.refresh")}
	if steers && announcement.State == StateConfirmed && t.waiting > 0 {
		first = append(first, Button{Label: a.say("button.stop"), Do: announcement.do("stop")})
	}
	if !steers || announcement.State == StateRetracted {
		return [][]Button{first}
	}
	return [][]Button{first, {
		{Label: a.say("button.correct"), Do: announcement.do("reword")},
		{Label: a.say("button.retract"), Do: announcement.do("back")},
	}}
}

// barWidth is how many characters a progress bar has.
const barWidth = 20

// bar draws how much of all is done, in plain characters.
func bar(done, all int) string {
	full := barWidth
	if all > 0 {
		full = barWidth * done / all
	}
	return "[" + strings.Repeat("=", full) + strings.Repeat("-", barWidth-full) + "]"
}
