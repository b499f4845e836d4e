package session

import (
	"context"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// PicksRoles tells whether the asker can pick one of their platform's roles, to be pinged
// in the chat that the session is about.
func (t *Target) PicksRoles() bool {
	row, known := record.SettingPing.Row()
	return known && row.In(t.req.Kind) && t.req.RoleIDs != nil && !t.req.Private
}

// ChatButton lets the asker pick another chat of their server or group, about which a
// command line then is; false where nobody can.
func (t *Target) ChatButton(line string) (reply.Button, bool) {
	can := t.req.RoleIDs != nil && !t.req.Private && !t.req.Outside
	return reply.Button{Label: t.speech.Say("button.pick_channel"), Do: line, Chats: true}, can
}

// RoleButton lets the asker pick a role, whose key stands behind a command line.
func (t *Target) RoleButton(line string) reply.Button {
	return reply.Button{Label: t.speech.Say("button.pick_role"), Do: line, Roles: true}
}

// PingableRole is the role of a key that stood behind the line of a RoleButton. What a
// daily point cannot ping in the chat that the session is about, by the right of the asker
// and of the bot at this moment, is a Problem.
func (t *Target) PingableRole(ctx context.Context, keyed string) (role string, err error) {
	role, is := reply.ReadKeyed(keyed)
	switch {
	case !is || role == "" || len(role) > MaxName:
		return "", t.speech.Problem("problem.role")
	case role == t.req.GroupID: // which holds everyone
		return "", t.speech.Problem("problem.role_everyone")
	}
	outcome, err := t.RolePing(ctx, role)
	switch {
	case err != nil:
		return "", err
	case outcome == record.PingPerson:
		return "", t.speech.Problem("problem.role_person")
	case outcome == record.PingBot:
		return "", t.speech.Problem("problem.role_bot")
	case outcome != record.PingDone:
		return "", t.speech.Problem("problem.role")
	}
	return role, nil
}
