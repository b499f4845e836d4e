package trials_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
	"prayerbot/commands/record"
)

// A sending is one message in a ledger that answers nobody.
type sending struct {
	chat     record.ChatID
	text     string
	at       time.Time
	listener string
}

// String leaves out what the message says.
func (s sending) String() string {
	if s.listener != "" {
		return fmt.Sprintf("%v at %s through %s", s.chat, s.at.Format(toMillisecond), s.listener)
	}
	return fmt.Sprintf("%v at %s", s.chat, s.at.Format(toMillisecond))
}

// A ledger is what the people of an environment have received.
type ledger struct {
	expected []record.ChatID
	by       map[record.ChatID][]sending
	words    int // to other places of a group, that something stopped: no deliveries
}

// stopped begins the word that something does not come any more.
const stopped = "Something does not come any more"

// ledger reads what both platforms have accepted for those who were seeded.
func (w *environment) ledger() ledger {
	l := ledger{by: map[record.ChatID][]sending{}}
	for i := range w.people {
		l.expected = append(l.expected, person(i), channel(i))
		l.by[person(i)], l.by[channel(i)] = nil, nil
	}
	for _, m := range w.telegram.Ledger() {
		l.add(sending{record.ChatID{Platform: "telegram", Key: fmt.Sprint(m.Chat)}, m.Text, m.At, m.Listener})
	}
	for _, m := range w.discord.Ledger() {
		if m.Answers == "" {
			l.add(sending{record.ChatID{Platform: "discord", Key: m.Channel}, m.Title + "\n" + m.Text, m.At, m.Listener})
		}
	}
	return l
}

// add puts a sending in, where its chat is one of those who were seeded.
func (l *ledger) add(s sending) {
	if strings.HasPrefix(strings.TrimLeft(s.text, "# *"), stopped) {
		l.words++
		return
	}
	if before, known := l.by[s.chat]; known {
		l.by[s.chat] = append(before, s)
	}
}

// String sums the ledger up.
func (l ledger) String() string {
	return fmt.Sprintf("of %d, %d have nothing and %d have something twice", len(l.expected), len(l.lost("")), len(l.twice("")))
}

// lost are those who have received nothing, on a platform or, for "", on all.
func (l ledger) lost(platform string) (lost []record.ChatID) {
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

func on(id record.ChatID, platform string) bool { return platform == "" || id.Platform == platform }

// through are the messages that came through a listener after a time.
func (l ledger) through(listener string, after time.Time) (all []sending) {
	for s := range maps.Values(l.by) {
		for _, one := range s {
			if one.listener == listener && one.at.After(after) {
				all = append(all, one)
			}
		}
	}
	slices.SortFunc(all, func(a, b sending) int { return a.at.Compare(b.at) })
	return all
}

// everybody tells whether everyone who was seeded has received something.
func (w *environment) everybody() bool {
	if w.telegram.Accepted() < w.people || w.discord.Accepted() < w.people {
		return false
	}
	return len(w.ledger().lost("")) == 0
}

// accepted counts all messages on both platforms.
func (w *environment) accepted() int { return w.telegram.Accepted() + w.discord.Accepted() }

// exactlyOnce checks that a platform lost nothing and has nothing twice.
func (w *environment) exactlyOnce(platform string) {
	w.Helper()
	l := w.ledger()
	if lost := l.lost(platform); len(lost) > 0 {
		w.Errorf("%s: lost for %d chats, such as %v", platform, len(lost), lost[0])
	}
	if twice := l.twice(platform); len(twice) > 0 {
		w.Errorf("%s: twice in %d chats, such as %v", platform, len(twice), twice[0])
	}
}

// An outage is the end of a bot in the midst of its work: through which listener it
// had sent, and when it ended.
type outage struct {
	listener string
	at       time.Time
}

// outage is the end of a bot that was killed.
func (b *bot) outage() outage { return outage{b.listener, b.killed} }

// nearlyOnce checks that a platform without a key for a repeat lost nothing,
// and has twice only what each bot had in flight when it ended: no more than a
// courier holds, and nothing that was sent twice by one.
func (w *environment) nearlyOnce(platform string, outages ...outage) {
	w.Helper()
	l := w.ledger()
	if lost := l.lost(platform); len(lost) > 0 {
		w.Errorf("%s: lost for %d chats, such as %v", platform, len(lost), lost[0])
	}
	twice := l.twice(platform)
	w.Logf("%s: %d of %d came twice at %d outages", platform, len(twice), w.people, len(outages))
	at := map[string]int{}
	for _, pair := range twice {
		first, second := pair[0], pair[1]
		n := slices.IndexFunc(outages, func(o outage) bool { return o.listener == first.listener })
		if n < 0 || first.listener == second.listener || outages[n].at.Sub(first.at) > moment {
			w.Errorf("it came twice, first %v and then %v, though nothing had ended then", first, second)
			continue
		}
		at[first.listener]++
	}
	for listener, n := range at {
		if n > outbox.InFlight {
			w.Errorf("%s: %d came twice when %s ended; no more than %d were in flight", platform, n, listener, outbox.InFlight)
		}
	}
}

// toMillisecond is how a moment is shown.
const toMillisecond = "15:04:05.000"

// moment is how long it may take from the platform's acceptance until the
// store has it, on a busy machine with a slow disk.
const moment = 30 * time.Second

// neverTwice checks that a platform has nothing twice, has lost no more than
// what was in flight at the outages, and that the chat's own ledger says of
// whatever was lost that it is not known.
func (w *environment) neverTwice(platform string, outages ...outage) {
	w.Helper()
	l := w.ledger()
	if twice := l.twice(platform); len(twice) > 0 {
		w.Errorf("%s: twice in %d chats, such as %v", platform, len(twice), twice[0])
	}
	lost := l.lost(platform)
	w.Logf("%s: %d of %d lost at %d outages", platform, len(lost), w.people, len(outages))
	if most := outbox.InFlight * len(outages); len(lost) > most {
		w.Errorf("%s: %d were lost; at %d outages no more than %d were in flight", platform, len(lost), len(outages), most)
	}
	for id, e := range w.entries(lost) {
		if e.Outcome != record.OutcomeFailed || e.Reason != "unknown" {
			w.Errorf("%v has lost its point, and its ledger says %q %q", id, e.Outcome, e.Reason)
		}
	}
}

// recorded checks that the ledger of every chat tells of one delivery: that it
// was sent, or, on a platform and where that may be, that it is not known.
func (w *environment) recorded(unknownOn string) {
	w.Helper()
	for id, e := range w.entries(w.ledger().expected) {
		sent := e.Outcome == record.OutcomeSent || e.Outcome == record.OutcomeLate
		if !sent && (id.Platform != unknownOn || e.Outcome != record.OutcomeFailed || e.Reason != "unknown") {
			w.Errorf("the ledger of %v says %q %q", id, e.Outcome, e.Reason)
		}
	}
}

// entries is what the ledgers of chats in the store say of their one delivery.
// The embedded store must not be in use.
func (w *environment) entries(chats []record.ChatID) map[record.ChatID]record.LedgerEntry {
	w.Helper()
	all := map[record.ChatID]record.LedgerEntry{}
	w.aside(func(ctx context.Context, kept store.Store) {
		for _, id := range chats {
			var log []record.LedgerEntry
			err := w.insist(func() (err error) { log, err = kept.Log(ctx, id); return err })
			if err != nil {
				w.Fatal(err)
			}
			if len(log) != 1 {
				w.Errorf("the ledger of %v has %d entries", id, len(log))
				continue
			}
			all[id] = log[0]
		}
	})
	return all
}
