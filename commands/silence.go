package commands

import (
	"context"

	"prayerbot/commands/session"
)

// isForOthers tells whether a request in a chat that others read is for another
// bot, or for nobody: a command that is not in the table and names no bot, or a
// text of somebody who was asked nothing. It finds silence, whatever it holds, and
// is not counted against whoever says it.
func (t table) isForOthers(ctx context.Context, s *session.Session) bool {
	req := s.Request
	switch {
	case req.Private || req.Payload != "":
		return false
	case req.Command != "":
		return !req.Named && t.byTypedName(req.Command) == nil
	case req.Point != "" && s.Own.MeansPrayed(req.Line):
		return false // an amen to the bot's own point
	}
	_, asked := s.Question(ctx)
	return !asked
}
