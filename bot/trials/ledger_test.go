package trials_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"prayerbot/commands"
)

// A sending is one message in a ledger that answers nobody.
type sending struct {
	chat commands.ChatID
	text string
	at   time.Time
	door string
}

// String leaves out what the message says.
func (s sending) String() string {
	if s.door != "" {
		return fmt.Sprintf("%v at %s through %s", s.chat, s.at.Format(clock), s.door)
	}
	return fmt.Sprintf("%v at %s", s.chat, s.at.Format(clock))
}

// A ledger is what the people of a town have received.
type ledger struct {
	expected []commands.ChatID
	by       map[commands.ChatID][]sending
}

// ledger reads what both platforms have accepted for those who were seeded.
func (w *town) ledger() ledger {
	l := ledger{by: map[commands.ChatID][]sending{}}
	for i := range w.people {
		l.expected = append(l.expected, person(i), channel(i))
		l.by[person(i)], l.by[channel(i)] = nil, nil
	}
	for _, m := range w.phone.Ledger() {
		l.add(sending{commands.ChatID{Platform: "telegram", Key: fmt.Sprint(m.Chat)}, m.Text, m.At, m.Door})
	}
	for _, m := range w.hall.Ledger() {
		if m.Answers == "" {
			l.add(sending{commands.ChatID{Platform: "discord", Key: m.Channel}, m.Title + "\n" + m.Text, m.At, m.Door})
		}
	}
	return l
}

// add puts a sending in, where its chat is one of those who were seeded.
func (l ledger) add(s sending) {
	if before, known := l.by[s.chat]; known {
		l.by[s.chat] = append(before, s)
	}
}

// String sums the ledger up.
func (l ledger) String() string {
	return fmt.Sprintf("of %d, %d have nothing and %d have something twice", len(l.expected), len(l.lost("")), len(l.twice("")))
}

// lost are those who have received nothing, on a platform or, for "", on all.
func (l ledger) lost(platform string) (lost []commands.ChatID) {
	for _, id := range l.expected {
		if on(id, platform) && len(l.by[id]) == 0 {
			lost = append(lost, id)
		}
	}
	return lost
}

// twice are the repeats: messages that bring to a chat what another had brought
// there before, even where the second says that it is late. Each comes with the
// one before it.
func (l ledger) twice(platform string) (pairs [][2]sending) {
	for _, all := range l.by {
		seen := map[string]sending{}
		for _, s := range all {
			title, _, _ := strings.Cut(s.text, "\n")
			if before, was := seen[title]; was && on(s.chat, platform) {
				pairs = append(pairs, [2]sending{before, s})
			}
			seen[title] = s
		}
	}
	return pairs
}

func on(id commands.ChatID, platform string) bool { return platform == "" || id.Platform == platform }

// through are the messages that came through a door after a time.
func (l ledger) through(door string, after time.Time) (all []sending) {
	for s := range maps.Values(l.by) {
		for _, one := range s {
			if one.door == door && one.at.After(after) {
				all = append(all, one)
			}
		}
	}
	slices.SortFunc(all, func(a, b sending) int { return a.at.Compare(b.at) })
	return all
}

// everybody tells whether everyone who was seeded has received something.
func (w *town) everybody() bool {
	if w.phone.Accepted() < w.people || w.hall.Accepted() < w.people {
		return false
	}
	return len(w.ledger().lost("")) == 0
}

// accepted counts all messages on both platforms.
func (w *town) accepted() int { return w.phone.Accepted() + w.hall.Accepted() }

// exactlyOnce checks that a platform lost nothing and has nothing twice.
func (w *town) exactlyOnce(platform string) {
	w.Helper()
	l := w.ledger()
	if lost := l.lost(platform); len(lost) > 0 {
		w.Errorf("%s: lost for %d chats, such as %v", platform, len(lost), lost[0])
	}
	if twice := l.twice(platform); len(twice) > 0 {
		w.Errorf("%s: twice in %d chats, such as %v", platform, len(twice), twice[0])
	}
}

// nearlyOnce checks that a platform without a key for a repeat lost nothing,
// and has twice only what was in flight at the kills.
func (w *town) nearlyOnce(platform string, kills []time.Time) {
	w.Helper()
	l := w.ledger()
	if lost := l.lost(platform); len(lost) > 0 {
		w.Errorf("%s: lost for %d chats, such as %v", platform, len(lost), lost[0])
	}
	twice := l.twice(platform)
	w.Logf("%s: %d of %d came twice at %d kills", platform, len(twice), w.people, len(kills))
	at := make([]int, len(kills))
	for _, pair := range twice {
		n := slices.IndexFunc(kills, func(k time.Time) bool { return k.Add(onItsWay).After(pair[0].at) })
		if n < 0 || kills[n].Sub(pair[0].at) > moment {
			w.Errorf("%v came twice, at %s and %s, though nothing was killed then", pair[0].chat, pair[0].at.Format(clock), pair[1].at.Format(clock))
			continue
		}
		at[n]++
	}
	if most := slices.Max(at); most > inFlight {
		w.Errorf("%s: %d came twice at one kill; no more than %d were in flight", platform, most, inFlight)
	}
}

// clock is how a moment is shown.
const clock = "15:04:05.000"

// inFlight is how many deliveries of a platform may be on their way at once.
const inFlight = 64

// onItsWay is how long after its sender's death a request may still come in.
const onItsWay = time.Second

// moment is how long it may take from the platform's acceptance until the
// store has it, on a busy machine with a slow disk.
const moment = 30 * time.Second

// neverTwice checks that a platform has nothing twice, and has lost no more
// than what was in flight at the kills.
func (w *town) neverTwice(platform string, kills []time.Time) {
	w.Helper()
	l := w.ledger()
	if twice := l.twice(platform); len(twice) > 0 {
		w.Errorf("%s: twice in %d chats, such as %v", platform, len(twice), twice[0])
	}
	lost := l.lost(platform)
	w.Logf("%s: %d of %d lost at %d kills", platform, len(lost), w.people, len(kills))
	if most := inFlight * len(kills); len(lost) > most {
		w.Errorf("%s: %d were lost; at %d kills no more than %d were in flight", platform, len(lost), len(kills), most)
	}
}
