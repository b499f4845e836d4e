package session

import (
	"context"

	"prayerbot/commands/reply"
)

// Run answers a session, as a command of the table does.
type Run func(ctx context.Context, s *Session) (reply.Reply, error)

// A Command is a row of the table with what it does.
type Command struct {
	reply.Row
	Run    Run
	Hidden bool // stands behind a button; no menu and no help names it
}
