package announce

import (
	"context"
	"errors"
	"fmt"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// askEnd asks whether nothing shall come back any more.
func askEnd(s *session.Session, a record.Announcement) reply.Reply {
	return reply.Reply{
		Title:  s.Say("announce.end"),
		Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say("announce.end_ask")}},
		Buttons: [][]reply.Button{
			{{Label: s.Say("button.end_now"), Do: pressLine(a, pressEnd)}},
			{{Label: s.Say("button.keep_it"), Do: pressLine(a, pressStatus)}},
		},
		Visibility: reply.InPlace,
	}
}

// endSeries ends what comes back.
func endSeries(ctx context.Context, s *session.Session, a record.Announcement) (reply.Reply, error) {
	err := s.Store().Adjust(ctx, a.ID, a.Edition, record.Adjustment{End: whyPerson}, s.Request.Now)
	if errors.Is(err, record.ErrNotFound) {
		return reply.Reply{}, s.Problem("announce.gone")
	}
	if err != nil {
		return reply.Reply{}, fmt.Errorf("end what comes back: %w", err)
	}
	if err := appendAudit(ctx, s.Env, a, record.ActionEnded, s.User().String(), s.Request.Now); err != nil {
		return reply.Reply{}, err
	}
	return seriesNow(ctx, s, a.ID)
}

// ended is /announce end.
func ended(ctx context.Context, s *session.Session) (reply.Reply, error) {
	a, err := steered(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	return s.Privately(endSeries(ctx, s, a))
}
