package storetest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"prayerbot/bot/news"
	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// The chats of a world. Those that receive have a daily point that is due at
// noon, at(0), in UTC.
var (
	receivers = []record.ChatID{chatID("71"), chatID("72"), chatID("-73/5"), {Platform: "discord", Key: "74"}}
	everyKind = chatID("75")  // has every kind of subscription, and nothing due
	stopped   = chatID("76")  // cannot be written to
	tried     = chatID("77")  // its delivery failed before and waits for another try
	leased    = chatID("78")  // its delivery is in doubt
	member    = chatID("-79") // belongs to a community
	dead      = chatID("80")  // it has a dead letter
	worldlys  = append(append([]record.ChatID{}, receivers...), everyKind, stopped, tried, leased, member, dead)
)

// announced are the announcements of a world, by what became of them.
var announced = []string{"draft", "scheduled", "cancelled", "sent", "stopped", "retracted", "corrected"}

// the day of a world.
const today = "2026-11-24"

// Populate puts one of everything into an empty store, at noon of 2026-11-24. It
// is for the files that keep how earlier forms were stored, so it uses only
// what all of them had.
func Populate(ctx context.Context, s store.Store) error {
	w := world{ctx, s}
	for _, step := range []func() error{w.chats, w.deliveries, w.community, w.announcements, w.afterwards, w.auditLog, w.news, w.rest} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

type world struct {
	ctx context.Context
	store.Store
}

// save stores a chat with one point a day that is due at a time.
func (w world) save(id record.ChatID, groupID string, due time.Time) error {
	chat := record.Chat{ID: id, GroupID: groupID, Language: "en", Zone: "UTC", LastID: 1, Subscriptions: []record.Subscription{
		{ID: 1, At: 720, Zone: "UTC", Since: noon.AddDate(0, 0, -9), Last: day(23)},
	}}
	return w.SaveChat(w.ctx, chat, "first", map[int]time.Time{1: due})
}

func (w world) chats() error {
	var errs []error
	for i, id := range receivers {
		errs = append(errs, w.save(id, []string{"", "-55"}[i%2], noon))
	}
	for _, id := range []record.ChatID{tried, leased, dead} {
		errs = append(errs, w.save(id, "", at(-60)))
	}
	errs = append(errs, w.save(member, "-79", at(600)))
	all := record.Chat{
		ID: everyKind, GroupID: "-55", Language: "pt-BR", Zone: "Africa/Lagos", LastID: 9,
		Subscriptions: []record.Subscription{
			{ID: 1, At: 0, Zone: "Africa/Lagos", Since: noon},
			{ID: 2, News: true, At: 1439, Zone: "Asia/Tokyo", Since: noon, Told: at(-90), Selection: content.Selection{Regions: []string{"africa"}}},
			{ID: 4, At: 420, Zone: "America/Argentina/Buenos_Aires", Days: 62, Since: at(1), Paused: true, PausedTo: day(30), Last: day(20),
				Selection: content.Selection{Countries: []string{"KP", "NG"}, Regions: []string{"africa", "middle-east"}, Lists: []string{"cpc"}}},
		},
	}
	gone := record.Chat{ID: stopped, Zone: "UTC", LastID: 1, Stopped: record.StopForbidden, StoppedAt: at(-99), Subscriptions: []record.Subscription{{ID: 1, At: 60, Zone: "UTC", Since: noon}}}
	errs = append(errs, w.SaveChat(w.ctx, all, "every", map[int]time.Time{1: at(660), 2: at(700)}), w.SaveChat(w.ctx, gone, "gone", nil))
	return errors.Join(errs...)
}

// deliveries leaves a delivery that failed, one in doubt and a dead letter.
func (w world) deliveries() error {
	leases, err := w.Lease(w.ctx, "telegram", at(-60), at(-50), outbox.Want{All: 9})
	if err != nil {
		return err
	}
	for _, l := range leases {
		switch l.Chat {
		case tried:
			l.Tries, l.Parts = 2, 1
			err = w.PutBack(w.ctx, l, at(600))
		case leased:
			err = w.Attempt(w.ctx, []outbox.Lease{l})[0]
		case dead:
			for i, o := range []record.Outcome{record.OutcomeSent, record.OutcomeLate, record.OutcomeMissed, record.OutcomeFailed} {
				r := outbox.Result{Entry: record.LedgerEntry{At: at(i), Date: day(20 + i), Subscription: 1, Outcome: o}, Slot: day(20 + i), Next: at(600)}
				if o == record.OutcomeLate {
					r.Delivered = record.Delivered{IDs: []string{"81", "82"}, About: []string{"kp-camps", "a-post"}, Date: day(21), At: at(i)}
				}
				if o == record.OutcomeFailed {
					r.Entry.Reason, r.Dead = "refused", true
				}
				err = errors.Join(err, w.Finish(w.ctx, []outbox.Settlement{{Lease: l, Result: r}})[0])
				if o != record.OutcomeFailed {
					l, err = w.again(l, err)
				}
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// again makes the delivery of a lease due and leases it anew.
func (w world) again(l outbox.Lease, err error) (outbox.Lease, error) {
	chat, failed := w.Chat(w.ctx, l.Chat)
	if err = errors.Join(err, failed); err != nil {
		return l, err
	}
	if err := w.SaveChat(w.ctx, chat, chat.Revision+"+", map[int]time.Time{1: at(-60)}); err != nil {
		return l, err
	}
	leases, err := w.Lease(w.ctx, "telegram", at(-60), at(-50), outbox.Want{All: 1})
	if err == nil && len(leases) != 1 {
		err = fmt.Errorf("%d deliveries are due", len(leases))
	}
	if err != nil {
		return l, err
	}
	return leases[0], nil
}

func (w world) community() error {
	c := record.Community{
		ID: "aaaaaaaa", Name: "Grace Church", Owner: record.UserID(chatID("12")), Two: true, Selection: content.Selection{Countries: []string{"NG"}, Regions: []string{"africa"}},
		Groups: "groupscode", People: "peoplecode", Offer: "offercode", OfferEnds: at(60),
		Requests: []record.JoinRequest{{ID: "request1", Chat: chatID("-90"), GroupID: "-90", Name: "Friday", Size: record.SizeSome, At: at(-20)}},
		TakeOver: record.TakeOver{By: record.UserID(chatID("13")), Group: "telegram:-79", Asked: at(-90), Begun: at(-80)},
	}
	return errors.Join(
		w.CreateCommunity(w.ctx, c, record.Membership{Chat: member, GroupID: "-79", Next: "one", At: noon}),
		w.AddModeratorRole(w.ctx, "discord", "100", "role1", 9), w.AddModeratorRole(w.ctx, "discord", "100", "role2", 9),
	)
}

func (w world) announcements() error {
	for _, id := range announced {
		a := record.Announcement{
			ID: id, To: record.Audience{Kind: record.ToEveryone}, Within: []string{"west-africa"}, From: everyKind, GroupID: "-55", Person: "telegram:12",
			Agreed: true, Kind: record.KindUrgent, Country: "NG", Text: "Pray for " + id + "\n| <now>", Ping: true, Alone: true, Corrects: "older",
			State: record.StateDraft, Created: at(-10),
		}
		if err := w.SaveDraft(w.ctx, a); err != nil {
			return err
		}
		var err error
		switch id {
		case "draft":
			a.Edition = 1
			err = w.SaveDraft(w.ctx, a)
		case "scheduled":
			a.State, a.At, a.Edition = record.StateScheduled, at(900), 1
			err = w.SaveDraft(w.ctx, a)
		case "cancelled":
			err = w.Cancel(w.ctx, id, 0, at(-9))
		default:
			_, _, err = w.Confirm(w.ctx, id, 0, 5, at(-8))
		}
		if err != nil {
			return err
		}
	}
	if err := w.SaveDraft(w.ctx, recurring(record.Announcement{ID: "recurring", To: record.Audience{Kind: record.ToEveryone}, From: everyKind, Person: "telegram:12", Second: "telegram:13", Text: "Come.", Created: at(-10)}, at(1200))); err != nil {
		return err
	}
	if err := w.Adjust(w.ctx, "recurring", 0, record.Adjustment{Skip: day(28)}, at(-9)); err != nil {
		return err
	}
	_, err := w.Allow(w.ctx, record.Announcement{ID: "sent", To: record.Audience{Kind: record.ToEveryone}}, 3, at(-8))
	return err
}

// afterwards brings what was sent to chats, and leaves a copy of every kind.
func (w world) afterwards() error {
	to := []record.ChatID{everyKind, stopped, member, dead}
	for _, id := range announced[3:] {
		if _, err := w.FanOut(w.ctx, id, to, at(-7)); err != nil {
			return err
		}
	}
	leases, err := w.Lease(w.ctx, "telegram", at(-7), at(-6), outbox.Want{All: 99, Share: 99, Others: 99})
	if err != nil {
		return err
	}
	for _, l := range leases {
		r := outbox.Result{Entry: record.LedgerEntry{At: at(-7), Outcome: record.OutcomeSent}, Copy: record.CopySent.State()}
		l.IDs = []string{"1001", "1002"}
		if l.Chat == stopped {
			r, l.IDs = outbox.Result{Entry: record.LedgerEntry{At: at(-7), Outcome: record.OutcomeFailed, Reason: "blocked"}, Copy: record.CopyFailed.Because("blocked")}, nil
		}
		if l.Chat == dead {
			continue // it waits
		}
		if l.Announcement == "" {
			continue
		}
		if err := w.Finish(w.ctx, []outbox.Settlement{{Lease: l, Result: r}})[0]; err != nil {
			return err
		}
	}
	return errors.Join(
		w.Amend(w.ctx, "stopped", record.Amendment{State: record.StateStopped}, at(-5)),
		w.Amend(w.ctx, "retracted", record.Amendment{State: record.StateRetracted, Note: true}, at(-5)),
		w.Amend(w.ctx, "corrected", record.Amendment{Text: "Pray anew", Revision: 1}, at(-5)),
		w.FinishFanOut(w.ctx, "telegram", "sent", outbox.StepPost),
		w.FinishFanOut(w.ctx, "telegram", "corrected", outbox.StepPost),
		w.fanOutStep("corrected", outbox.Correct(1), to[:3]),
		w.fanOutStep("retracted", outbox.StepRetract, to[:1]),
	)
}

func (w world) fanOutStep(id string, step outbox.Step, chats []record.ChatID) error {
	_, err := w.FanOutStep(w.ctx, id, step, chats, at(600))
	return err
}

func (w world) auditLog() error {
	for i, action := range []record.Action{record.ActionSent, record.ActionScheduled, record.ActionCancelled, record.ActionStopped, record.ActionCorrected, record.ActionRetracted} {
		to := record.Audience{Kind: record.ToChat, Key: everyKind.String()}
		if i%2 == 1 {
			to = record.Audience{Kind: record.ToCommunity, Key: "aaaaaaaa"}
		}
		entry := record.AuditEntry{At: at(-10 + i), Person: "telegram:12", Action: action, Announcement: announced[i], To: to, Reach: 5}
		if err := w.AppendAudit(w.ctx, entry); err != nil {
			return err
		}
	}
	return nil
}

func (w world) news() error {
	finds := []news.Find{
		{Headline: content.Headline{ID: "first", Title: "First", Publisher: "Herald", Language: "en-GB", Link: "https://example.org/1", Excerpt: "Words.", Published: at(-300), Kept: at(-200), Countries: []string{"KP", "NG"}}, Sure: []string{"s1", "s2"}, Near: []string{"n1"}},
		{Headline: content.Headline{ID: "second", Title: "Second", Publisher: "Herald", Published: at(-100), Kept: at(-90), Countries: []string{"NG"}}, Sure: []string{"s3"}, Near: []string{"n1"}},
	}
	if _, err := w.Keep(w.ctx, finds); err != nil {
		return err
	}
	return errors.Join(
		w.SaveState(w.ctx, "herald", news.State{Listed: "https://example.org/feed", Moved: "https://example.org/new", ETag: `"x"`, Modified: "Tue", Fetched: at(-90), Status: "ok", Items: 2, Next: at(90)}),
		w.SaveState(w.ctx, "silent", news.State{Listed: "https://example.org/silent", Fetched: at(-90), Status: "no answer", Failures: 3, Failing: at(-900), Named: at(-800), Next: at(90)}),
	)
}

func (w world) rest() error {
	_, err := w.Salt(w.ctx, today, noon)
	for _, mark := range []string{"one", "two"} {
		_, failed := w.Prayed(w.ctx, today, "all", mark, noon)
		err = errors.Join(err, failed)
	}
	_, failed := w.CountRequest(w.ctx, "telegram", []record.RateCount{{Key: "mark", Cost: 3, Max: 60, Window: time.Minute}}, noon)
	_, unheld := w.Acquire(w.ctx, "telegram", "owner", time.Minute)
	withdrawn := w.SaveRecall(w.ctx, record.Recall{ID: "kp-camps", Announcement: "sent", At: at(3), Person: "telegram:9"})
	return errors.Join(err, failed, unheld, withdrawn, w.Pause(w.ctx, "telegram", at(1)))
}
