package schedule

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content/search"
)

// UnsubscribeCommand is the row of /unsubscribe.
func UnsubscribeCommand() session.Command {
	return session.Command{
		Row:     reply.Row{Name: "unsubscribe", Role: reply.Moderator, Params: []reply.Param{{Name: argWhich}, session.ChatParam()}},
		Suggest: map[string]session.Suggest{argWhich: suggestWhich},
		Run:     unsubscribe,
	}
}

// unsubscribe ends one subscription, or all; with several and none named it
// asks which.
func unsubscribe(ctx context.Context, s *session.Session) (reply.Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	switch {
	case len(chat.Subscriptions) == 0:
		return reply.Reply{}, s.Problem("unsubscribe.none")
	case s.Own.MeansAll(s.Arg(argWhich)):
		return endAll(ctx, s)
	case s.Arg(argWhich) == "" && len(chat.Subscriptions) > 1:
		return s.Ask(ctx, whichToEnd(ctx, s, chat), argWhich, nil, strconv.Itoa(chat.Subscriptions[0].ID)), nil
	}
	id, err := which(s, chat, s.Arg(argWhich), "unsubscribe 2")
	if err != nil {
		return reply.Reply{}, err
	}
	return endOne(ctx, s, id)
}

func endOne(ctx context.Context, s *session.Session, id int) (reply.Reply, error) {
	var ended record.Subscription
	_, err := s.Change(ctx, func(chat *record.Chat) error {
		i := slices.IndexFunc(chat.Subscriptions, func(sub record.Subscription) bool { return sub.ID == id })
		if i < 0 {
			return s.Problem("problem.no_number", words.With{"Number": id})
		}
		ended = chat.Subscriptions[i]
		chat.Subscriptions = slices.Delete(chat.Subscriptions, i, i+1)
		return nil
	})
	if err != nil {
		return reply.Reply{}, err
	}
	return endedReply(s, s.Say(session.ByKind(ended, "unsubscribe.ended", "unsubscribe.ended_news", "unsubscribe.ended_week"), words.With{"Time": s.Clock(ended.At)})), nil
}

func endAll(ctx context.Context, s *session.Session) (reply.Reply, error) {
	_, err := s.Change(ctx, func(chat *record.Chat) error {
		chat.Subscriptions = nil
		return nil
	})
	if err != nil {
		return reply.Reply{}, err
	}
	return endedReply(s, s.Say("unsubscribe.ended_all")), nil
}

func endedReply(s *session.Session, text string) reply.Reply {
	return reply.Reply{
		Blocks:     append([]reply.Block{{Kind: reply.Paragraph, Text: text}}, s.HowTyped(s.ByPlace("unsubscribe.after", "unsubscribe.after_channel"))...),
		Visibility: reply.InPlace,
	}
}

func whichToEnd(ctx context.Context, s *session.Session, chat record.Chat) reply.Reply {
	var rows [][]reply.Button
	for _, sub := range chat.Subscriptions {
		text := s.Say("button.unsubscribe_one", words.With{"Which": sub.ID, "Time": s.Clock(sub.At)})
		rows = append(rows, []reply.Button{{Label: text, Do: "unsubscribe " + strconv.Itoa(sub.ID)}})
	}
	rows = append(rows, []reply.Button{{Label: s.Say("button.unsubscribe_all"), Do: "unsubscribe all"}})
	return reply.Reply{
		Title:   s.Say("unsubscribe.which"),
		Blocks:  []reply.Block{{Kind: reply.List, Items: scheduleLines(ctx, s, chat)}},
		Buttons: rows,
	}
}

// which reads the number of a subscription; it may be left out where there is
// only one. example is the line that the Problem suggests.
func which(s *session.Session, chat record.Chat, text, example string) (int, error) {
	text = strings.TrimLeft(text, "#"+search.KeyMark)
	if text == "" && len(chat.Subscriptions) == 1 {
		return chat.Subscriptions[0].ID, nil
	}
	id, err := strconv.Atoi(text)
	if err != nil {
		return 0, s.Problem("problem.which", words.With{"Line": example})
	}
	if chat.Subscription(id) == nil {
		return 0, s.Problem("problem.no_number", words.With{"Number": id})
	}
	return id, nil
}
