package announce

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// statusButton shows how far an announcement has come.
func statusButton(s *session.Session, announcement record.Announcement, name string) reply.Button {
	return reply.Button{Label: s.Say(name), Do: pressLine(announcement, pressStatus)}
}

// maxListed is how many announcements of the last week a status offers.
const maxListed = 5

// announceStatus shows how far an announcement has come: the one that is named,
// or the newest of this place with the others behind buttons.
func announceStatus(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if id := s.Arg(argWhich); id != "" {
		announcement, err := found(ctx, s, id)
		if err != nil {
			return reply.Reply{}, err
		}
		if err := mayManage(ctx, s, announcement); err != nil {
			return reply.Reply{}, err
		}
		return s.Privately(deskStatus(ctx, s, announcement))
	}
	all, err := recent(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	if len(all) == 0 {
		return reply.Reply{}, s.Problem("announce.none")
	}
	answer, err := deskStatus(ctx, s, all[0])
	for _, other := range all[1:] {
		if other.ID == all[0].Of.Series { // it has its button
			continue
		}
		text := session.Label(strings.Join(strings.Fields(other.Text), " "))
		if other.State == record.StateRecurring {
			text = rhythmLabel(s, other.Repeat)
		}
		answer.Buttons = append(answer.Buttons, []reply.Button{{Label: text, Do: pressLine(other, pressStatus)}})
	}
	return s.Privately(answer, err)
}

func deskStatus(ctx context.Context, s *session.Session, announcement record.Announcement) (reply.Reply, error) {
	switch {
	case announcement.Sent():
		return statusOf(ctx, s, announcement)
	case announcement.Awaits() || announcement.State == record.StateEnded:
		return scheduledReply(ctx, s, announcement)
	}
	return reply.Reply{}, s.Problem("announce.gone")
}

// recent are the announcements of this place in the last days that were sent or
// are scheduled, the newest first.
func recent(ctx context.Context, s *session.Session) ([]record.Announcement, error) {
	entries, err := auditEntries(ctx, s)
	if err != nil {
		return nil, err
	}
	var all []record.Announcement
	seen := map[string]bool{}
	for _, entry := range entries {
		if seen[entry.Announcement] || len(all) == maxListed {
			continue
		}
		seen[entry.Announcement] = true
		announcement, err := s.Store().Announcement(ctx, entry.Announcement, s.Request.Now)
		if err != nil && !errors.Is(err, record.ErrNotFound) {
			return nil, fmt.Errorf("read an announcement: %w", err)
		}
		if err != nil || !announcement.Sent() && !announcement.Awaits() && announcement.State != record.StateEnded {
			continue
		}
		manages, err := managesStill(ctx, s, announcement)
		if err != nil {
			return nil, err
		}
		if manages {
			all = append(all, announcement)
		}
	}
	return withRecurring(ctx, s, all)
}

// withRecurring are announcements and what comes back here and is not among them,
// however long ago it was written; the one that comes next is the first of these.
func withRecurring(ctx context.Context, s *session.Session, all []record.Announcement) ([]record.Announcement, error) {
	recurring, err := recurringHere(ctx, s)
	if err != nil {
		return nil, err
	}
	n := 0
	for _, a := range recurring {
		listed := slices.ContainsFunc(all, func(b record.Announcement) bool { return a.ID == b.ID })
		if !listed && n < mostSeries {
			all, n = append(all, a), n+1
		}
	}
	return all, nil
}

// managesStill tells whether somebody in private may still look at what they
// announced from there. In a chat, its moderators may.
func managesStill(ctx context.Context, s *session.Session, announcement record.Announcement) (bool, error) {
	if !s.Request.Private {
		return true, nil
	}
	err := mayManage(ctx, s, announcement)
	if problem := reply.Problem(""); errors.As(err, &problem) {
		return false, nil
	}
	return err == nil, err
}

// recurringHere is what comes back to this place and to those whose audit log the
// asker may read.
func recurringHere(ctx context.Context, s *session.Session) ([]record.Announcement, error) {
	places, _, err := auditAudiences(ctx, s)
	if err != nil {
		return nil, err
	}
	all, err := s.Store().Recurring(ctx, s.Request.Chat.Platform, s.Request.Now)
	if err != nil {
		return nil, fmt.Errorf("look for what comes back: %w", err)
	}
	return slices.DeleteFunc(all, func(a record.Announcement) bool {
		return !slices.Contains(places, a.To) && !slices.Contains(places, record.Audience{})
	}), nil
}

// copyCounts is how far an announcement has come.
type copyCounts struct {
	all, sent, waiting, failed, stopped     int
	corrected, uncorrected, retracted, kept int
	why                                     map[string]int // reasons of what failed or could not be changed
	pings                                   map[string]int // what became of the wish to ping everyone
}

// count adds up a progress. What has not been posted yet waits, unless the
// announcement was stopped.
func countCopies(announcement record.Announcement, p record.Progress) copyCounts {
	t := copyCounts{why: map[string]int{}, pings: map[string]int{}}
	for state, n := range p {
		t.all += n
		t.pings[state.Ping()] += n
		switch state.Kind {
		case record.CopySent:
			t.sent += n
		case record.CopyFailed:
			t.failed += n
			t.why[state.Reason] += n
		case record.CopyStopped:
			t.stopped += n
		case record.CopyCorrected:
			t.sent += n
			if state.Revision == announcement.Revision {
				t.corrected += n
			}
		case record.CopyUncorrected:
			t.sent += n
			if state.Revision == announcement.Revision {
				t.uncorrected += n
				t.why[state.Reason] += n
			}
		case record.CopyRetracted:
			t.sent, t.retracted = t.sent+n, t.retracted+n
		case record.CopyKept:
			t.sent, t.kept = t.sent+n, t.kept+n
			t.why[state.Reason] += n
		}
	}
	missing := max(0, announcement.Reach-t.all)
	t.all += missing
	if announcement.State != record.StateConfirmed {
		t.stopped += missing
	}
	t.waiting = t.all - t.sent - t.failed - t.stopped
	return t
}

// statusOf shows how far one that was sent has come.
func statusOf(ctx context.Context, s *session.Session, announcement record.Announcement) (reply.Reply, error) {
	progress, err := s.Store().Progress(ctx, announcement.ID)
	if err != nil {
		return reply.Reply{}, fmt.Errorf("count the copies: %w", err)
	}
	zone, err := zoneOf(ctx, s.Env, announcement)
	if err != nil {
		return reply.Reply{}, err
	}
	t := countCopies(announcement, progress)
	mine, err := askerStanding(ctx, s, announcement)
	if err != nil {
		return reply.Reply{}, err
	}
	steers := mine == decider || s.User().String() == announcement.Person
	buttons := statusButtons(s, announcement, t, steers)
	if announcement.Of.Series != "" {
		series := record.Announcement{ID: announcement.Of.Series, Edition: announcement.Of.Edition}
		buttons = append(buttons, []reply.Button{statusButton(s, series, "button.series")})
	}
	return reply.Reply{
		Title: s.Say("announce.status"),
		Blocks: []reply.Block{
			{Kind: reply.Foreign, Text: announcement.Text},
			{Kind: reply.Paragraph, Text: s.Count("announce.progress", t.all, words.With{"Sent": s.Number(t.sent)})},
			{Kind: reply.Facts, Items: countItems(s, announcement, t)},
			{Kind: reply.Note, Text: s.Say("announce.confirmed", words.With{"When": fullMoment(s, announcement.Confirmed, zone)})},
		},
		Buttons:    buttons,
		Visibility: reply.InPlace,
	}, nil
}

// refreshed is the status anew, for who has seen the one of a fingerprint: where
// nothing has changed since, that is said instead.
func refreshed(ctx context.Context, s *session.Session, announcement record.Announcement, seen string) (reply.Reply, error) {
	progress, err := s.Store().Progress(ctx, announcement.ID)
	if err != nil {
		return reply.Reply{}, fmt.Errorf("count the copies: %w", err)
	}
	if seen != fingerprint(announcement, countCopies(announcement, progress)) {
		return statusOf(ctx, s, announcement)
	}
	return reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say("announce.no_news")}}, Visibility: reply.ForAsker}, nil
}

// fingerprint tells two statuses of an announcement apart, in eight characters.
func fingerprint(announcement record.Announcement, t copyCounts) string {
	h := fnv.New32a()
	fmt.Fprintf(h, "%v %d %+v", announcement.State, announcement.Revision, t)
	return fmt.Sprintf("%08x", h.Sum32())
}

// countItems says in words what became of the copies. What there is none of, is
// left out.
func countItems(s *session.Session, announcement record.Announcement, t copyCounts) []reply.Item {
	var items []reply.Item
	say := func(name string, n int, reasons bool) {
		if n > 0 {
			item := reply.Item{Label: s.Say(name), Text: s.Number(n)}
			if reasons {
				item.Note = reasonText(s, t.why)
			}
			items = append(items, item)
		}
	}
	items = append(items, reply.Item{Label: s.Say("tally.sent"), Text: s.Number(t.sent)})
	say("tally.waiting", t.waiting, false)
	say("tally.failed", t.failed, t.kept+t.uncorrected == 0)
	say("tally.stopped", t.stopped, false)
	for _, outcome := range []string{record.PingDone, record.PingBot, record.PingPerson} {
		say("tally."+outcome, t.pings[outcome], false)
	}
	if announcement.State == record.StateRetracted {
		say("tally.retracted", t.retracted, false)
		say("tally.retracting", t.sent-t.retracted-t.kept, false)
		say("tally.kept", t.kept, true)
	} else if announcement.Revision > 0 {
		say("tally.corrected", t.corrected, false)
		say("tally.uncorrected", t.uncorrected, true)
	}
	return items
}

// reasonText writes why, the most frequent first: "I was blocked or removed: 2".
func reasonText(s *session.Session, why map[string]int) string {
	names := slices.SortedFunc(maps.Keys(why), func(x, y string) int {
		return cmp.Or(cmp.Compare(why[y], why[x]), cmp.Compare(x, y))
	})
	text := ""
	for i, name := range names {
		one := s.Say("tally.reason", words.With{"Reason": s.Say("reason." + name), "N": s.Number(why[name])})
		if i > 0 {
			one = s.Say("tally.reasons", words.With{"First": text, "Next": one})
		}
		text = one
	}
	return text
}

// statusButtons are what can still be done, by somebody who may only look or who
// steers the announcement too.
func statusButtons(s *session.Session, announcement record.Announcement, t copyCounts, steers bool) [][]reply.Button {
	first := []reply.Button{{Label: s.Say("button.refresh"), Do: pressLine(announcement, pressStatus, fingerprint(announcement, t))}}
	if steers && announcement.State == record.StateConfirmed && t.waiting > 0 {
		first = append(first, reply.Button{Label: s.Say("button.stop"), Do: pressLine(announcement, pressStop)})
	}
	if !steers || announcement.State == record.StateRetracted {
		return [][]reply.Button{first}
	}
	return [][]reply.Button{first, {
		{Label: s.Say("button.correct"), Do: pressLine(announcement, pressReword)},
		{Label: s.Say("button.retract"), Do: pressLine(announcement, pressAskRetract)},
	}}
}
