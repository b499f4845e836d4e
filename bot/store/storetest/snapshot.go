package storetest

import (
	"context"
	"encoding/json"
	"errors"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
	"prayerbot/commands/record"
)

// Snapshot is all that can be read of a world, as JSON: what was read at an
// earlier form has to be read the same for ever. It leases what is due within a
// day, so it is for a copy.
func Snapshot(ctx context.Context, s store.Store) (string, error) {
	r := reading{world{ctx, s}, map[string]any{}, nil}
	r.readChats()
	r.readCommunity()
	r.readAnnouncements()
	r.readNews()
	r.readRest()
	r.readQueues()
	data, err := json.MarshalIndent(r.all, "", " ")
	return string(data) + "\n", errors.Join(append(r.errs, err)...)
}

// A reading gathers what was read by a name.
type reading struct {
	world
	all  map[string]any
	errs []error
}

func (r *reading) note(name string, value any, err error) {
	r.all[name] = value
	r.errs = append(r.errs, err)
}

func (r *reading) readChats() {
	for _, id := range worldlys {
		chat, err := r.Chat(r.ctx, id)
		r.note("chat "+id.String(), chat, err)
		log, err := r.Log(r.ctx, id)
		r.note("ledger "+id.String(), log, err)
	}
}

func (r *reading) readCommunity() {
	c, err := r.Community(r.ctx, "aaaaaaaa")
	r.note("community", c, err)
	for _, code := range []string{c.Groups, c.People} {
		by, err := r.CommunityByCode(r.ctx, code)
		r.note("community by "+code, by.ID, err)
	}
	owned, err := r.CommunitiesOf(r.ctx, c.Owner)
	r.note("owned", owned, err)
	members, _, err := r.Members(r.ctx, c.ID, "telegram", "")
	r.note("members", members, err)
	count, err := r.CountMembers(r.ctx, c.ID)
	r.note("member count", count, err)
	roles, err := r.ModeratorRoles(r.ctx, "discord", "100")
	r.note("roles", roles, err)
}

func (r *reading) readAnnouncements() {
	for _, id := range announced {
		a, err := r.Announcement(r.ctx, id, at(5))
		r.note("announcement "+id, a, err)
		progress, err := r.Progress(r.ctx, id)
		r.note("progress "+id, progress, err)
		for _, chat := range worldlys {
			c, err := r.Copy(r.ctx, id, chat)
			if !c.State.IsZero() {
				r.note("copy "+id+" "+chat.String(), c, err)
			}
		}
	}
	recurring, err := r.Recurring(r.ctx, "telegram", at(5))
	r.note("recurring", recurring, err)
	scheduled, err := r.Scheduled(r.ctx, "telegram", at(900))
	r.note("scheduled", scheduled, err)
	pending, err := r.PendingFanOuts(r.ctx, "telegram", at(5))
	steps := map[string]outbox.Step{}
	for _, s := range pending {
		steps[s.ID] = s.Step
	}
	r.note("unspread", steps, err)
	for _, to := range []record.Audience{{}, {Kind: record.ToChat, Key: everyKind.String()}, {Kind: record.ToCommunity, Key: "aaaaaaaa"}} {
		entries, err := r.AuditLog(r.ctx, to, at(5), 99)
		r.note("trail "+to.String(), entries, err)
	}
	again, err := r.Allow(r.ctx, record.Announcement{ID: "other", To: record.Audience{Kind: record.ToEveryone}}, 1, at(5))
	r.note("allowed again", again, err)
	audience, err := r.Audience(r.ctx, record.Announcement{To: record.Audience{Kind: record.ToEveryone}})
	r.note("audience", audience, err)
}

func (r *reading) readNews() {
	headlines, err := r.Headlines(r.ctx, record.HeadlineQuery{Limit: 9})
	r.note("headlines", headlines, err)
	headlines, err = r.Headlines(r.ctx, record.HeadlineQuery{Countries: []string{"KP"}, Languages: []string{"en"}, Limit: 9})
	r.note("headlines of a country", headlines, err)
	known, err := r.Known(r.ctx, []string{"s1", "s2", "s3", "n1"})
	ids := map[string][]string{}
	for mark, all := range known {
		for _, h := range all {
			ids[mark] = append(ids[mark], h.ID)
		}
	}
	r.note("headlines by mark", ids, err)
	states, err := r.States(r.ctx)
	r.note("feeds", states, err)
}

func (r *reading) readRest() {
	salt, err := r.Salt(r.ctx, today, noon)
	r.note("salt", salt, err)
	n, err := r.Prayed(r.ctx, today, "all", "one", noon)
	r.note("prayed", n, err)
	recalls, err := r.Recalls(r.ctx)
	r.note("recalls", recalls, err)
	until, err := r.Paused(r.ctx, "telegram")
	r.note("paused", until, err)
}

func (r *reading) readQueues() {
	for _, platform := range []string{"telegram", "discord"} {
		depth, err := r.Depth(r.ctx, platform, at(24*60))
		depth.Daily = 0 // it is counted anew, and no snapshot of an older form has it
		r.note("depth "+platform, depth, err)
		next, err := r.NextDue(r.ctx, platform)
		r.note("next due "+platform, next, err)
		leases, err := r.Lease(r.ctx, platform, at(24*60), at(25*60), outbox.Want{All: 99, Share: 99, Others: 99})
		r.note("leases "+platform, len(leases), err)
		for _, l := range leases {
			l.Token = ""
			r.note("lease "+platform+" "+l.Key(), l, nil)
		}
	}
}
