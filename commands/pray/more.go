package pray

import (
	"context"
	"strings"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// MoreCommand is what *More* under a point, a report and a story does.
func MoreCommand() session.Command {
	return session.Command{Row: reply.Row{Name: "more", Role: reply.Anyone, Params: []reply.Param{{Name: argItem, Inner: true}, {Name: argDate, Inner: true}}}, Read: readItem, Run: more, Hidden: true, Shows: true}
}

// more shows what else can be done about something.
func more(ctx context.Context, s *session.Session) (reply.Reply, error) {
	about, err := asked(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	var rows [][]reply.Button
	if s.Library.Point(about.key) != nil {
		rows = append(rows, []reply.Button{{Label: s.Say("button.copy"), Do: "copy " + about.key + about.day}})
	}
	if share, is := whatsApp(ctx, s, about); is {
		rows = append(rows, []reply.Button{share})
	}
	return s.Picker(about.title, s.Say("concern.more"), append(rows,
		[]reply.Button{{Label: s.Say("button.tell"), Do: "tell " + about.key + about.day}},
		[]reply.Button{{Label: s.Say("button.back_to_it"), Do: about.show}},
	)), nil
}

// asked is the item that a button or link names, as the asker's chat may see it.
func asked(ctx context.Context, s *session.Session) (item, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return item{}, err
	}
	about, err := itemOf(s, s.Library, s.Arg(argItem), chat.Today(s.Request.Now))
	if day := s.Arg(argDate); err == nil && day != "" && strings.HasPrefix(about.show, "point ") {
		about.day = " " + day
		about.show += about.day
	}
	return about, err
}
