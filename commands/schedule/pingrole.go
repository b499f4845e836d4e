package schedule

import (
	"context"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// argPing is the key of the role that the chat's daily point shall ping.
const argPing = string(record.SettingPing)

// takeRole takes up in a set-up which role is pinged: one that was picked, or none.
func takeRole(ctx context.Context, s *session.Session, value string) error {
	if value == record.Off {
		s.SetArg(argPing, "")
		return nil
	}
	role, err := s.PingableRole(ctx, value)
	if err == nil {
		s.SetArg(argPing, reply.Keyed(role))
	}
	return err
}

// askRole asks which role is pinged.
func (f *setupFlow) askRole(ctx context.Context) reply.Reply {
	rows := [][]reply.Button{{f.s.RoleButton(setupName + " " + stepPing)}}
	return f.await(ctx, f.s.Picker(f.s.Say("setting.ping"), f.s.Say("setting.ping_about"), rows), argTime, "", stepCheck)
}

// roleRow leads to the choice of a role, or leaves it; none where a daily point cannot ping
// one, or does already.
func (f *setupFlow) roleRow(sub record.Subscription) []reply.Button {
	if sub.News || !f.s.PicksRoles() || f.chat.Setting(record.SettingPing) != record.Off || f.chat.Discreet() {
		return nil
	}
	if f.wish.pings != "" {
		return []reply.Button{{Label: f.s.Say("button.ping_nobody"), Do: setupName + " " + stepPing + " " + record.Off}}
	}
	return []reply.Button{{Label: f.s.Say("button.ping_role"), Do: setupName + " " + stepPing}}
}

// pinged says which role a wish pings.
func (w subscribeArgs) pinged(s *session.Session) []reply.Block {
	if w.pings == "" {
		return nil
	}
	return []reply.Block{{Kind: reply.List, Items: []reply.Item{{Text: s.Say("setup.ping"), RoleID: w.pings}}}}
}
