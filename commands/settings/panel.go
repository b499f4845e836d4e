package settings

import (
	"context"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// show is the panel, below a sentence on what was done; "" is nothing.
func (p panel) show(ctx context.Context, s *session.Session, done string) (reply.Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	answer := reply.Reply{Title: s.Say(s.ByAnyPlace("settings.title", "settings.title_channel", "group.settings")), Visibility: reply.InPlace}
	if done != "" {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: done})
	}
	facts, buttons := reply.Block{Kind: reply.Facts}, []reply.Button(nil)
	for _, row := range record.Settings() {
		if !row.In(s.Request.Kind) {
			continue
		}
		facts.Items = append(facts.Items, fact(s, row, chat))
		buttons = append(buttons, reply.Button{Label: label(s, row), Do: line(row, "")})
	}
	facts.Items = append(facts.Items, reply.Item{Label: s.Say("settings.points"), Text: s.Count("settings.points_n", len(chat.Subscriptions))})
	answer.Blocks = append(append(answer.Blocks, facts), s.LineTyped("settings.how")...)
	answer.Buttons = session.RowsOf(2, buttons)
	if subscriptions := p.open(s, chat); len(subscriptions) > 0 {
		answer.Buttons = append(answer.Buttons, session.RowsOf(2, subscriptions)...)
	}
	answer.Buttons = append(answer.Buttons, []reply.Button{{Label: s.Say("button.schedule"), Do: "schedule"}})
	return s.WithCommunity(ctx, s, chat, answer)
}

// ask shows the values of a setting to choose from, and what it does.
func ask(ctx context.Context, s *session.Session, row record.SettingRow) (reply.Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	var buttons []reply.Button
	for _, choice := range values(s, row) {
		buttons = append(buttons, reply.Button{Label: session.Label(choice.Label), Do: line(row, choice.Value)})
	}
	if row.Name == record.SettingPing && s.PicksRoles() {
		buttons = append(buttons, s.RoleButton(line(row, "")))
	}
	rows := append(session.RowsOf(2, buttons), []reply.Button{{Label: s.Say("button.settings"), Do: "settings"}})
	answer := s.Picker(label(s, row), s.Say("setting."+string(row.Name)+"_about"), rows)
	if row.Name == record.SettingQuiet {
		answer.Blocks = append(answer.Blocks, s.LineTyped("settings.quiet_typed")...)
	}
	current := fact(s, row, chat)
	current.Label = s.Say("settings.now")
	answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Facts, Items: []reply.Item{current}})
	return answer, nil
}

// fact is a setting with its value in a chat.
func fact(s *session.Session, row record.SettingRow, chat record.Chat) reply.Item {
	item := reply.Item{Label: label(s, row), Text: now(s, row, chat)}
	if value := chat.Setting(row.Name); row.Name == record.SettingPing && value != record.Off {
		item.RoleID = value
	}
	return item
}

// line is the command line that leads to a setting, or sets it.
func line(row record.SettingRow, value string) string {
	if value == "" {
		return "settings " + string(row.Name)
	}
	return "settings " + string(row.Name) + " " + value
}
