package commands

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"prayerbot/commands/words"
)

func (c *Core) unsubscribeRow() entry {
	return entry{
		Row: Row{Name: "unsubscribe", Role: Moderator, Params: []Param{{Name: "which"}}},
		run: c.unsubscribe,
	}
}

// unsubscribe ends one subscription, or all; with several and none named it
// asks which.
func (c *Core) unsubscribe(ctx context.Context, a *ask) (Reply, error) {
	chat, err := a.chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	switch {
	case len(chat.Subscriptions) == 0:
		return Reply{}, a.problem("unsubscribe.none")
	case strings.EqualFold(a.args, "all"):
		return c.endAll(ctx, a)
	case a.args == "" && len(chat.Subscriptions) > 1:
		return a.whichToEnd(chat), nil
	}
	id, err := a.which(chat, a.args, "unsubscribe 2")
	if err != nil {
		return Reply{}, err
	}
	return c.endOne(ctx, a, id)
}

func (c *Core) endOne(ctx context.Context, a *ask, id int) (Reply, error) {
	var ended Subscription
	_, err := a.change(ctx, func(chat *Chat) error {
		i := slices.IndexFunc(chat.Subscriptions, func(s Subscription) bool { return s.ID == id })
		if i < 0 {
			return a.problem("problem.no_number", words.With{"Number": id})
		}
		ended = chat.Subscriptions[i]
		chat.Subscriptions = slices.Delete(chat.Subscriptions, i, i+1)
		return nil
	})
	if err != nil {
		return Reply{}, err
	}
	return a.ended(a.say(ended.either("unsubscribe.ended", "unsubscribe.ended_news"), words.With{"Time": ended.At.String()})), nil
}

func (c *Core) endAll(ctx context.Context, a *ask) (Reply, error) {
	_, err := a.change(ctx, func(chat *Chat) error {
		chat.Subscriptions = nil
		return nil
	})
	if err != nil {
		return Reply{}, err
	}
	return a.ended(a.say("unsubscribe.ended_all")), nil
}

func (a *ask) ended(text string) Reply {
	return Reply{
		Blocks: []Block{{Kind: Paragraph, Text: text}, {Kind: Note, Text: a.say("unsubscribe.after")}},
		Show:   InPlace,
	}
}

func (a *ask) whichToEnd(chat Chat) Reply {
	var rows [][]Button
	for _, s := range chat.Subscriptions {
		text := a.say("button.unsubscribe_one", words.With{"Which": s.ID, "Time": s.At.String()})
		rows = append(rows, []Button{{Label: text, Do: "unsubscribe " + strconv.Itoa(s.ID)}})
	}
	rows = append(rows, []Button{{Label: a.say("button.unsubscribe_all"), Do: "unsubscribe all"}})
	return Reply{
		Title:   a.say("unsubscribe.which"),
		Blocks:  []Block{{Kind: List, Items: a.scheduleLines(chat)}},
		Buttons: rows,
	}
}

// which reads the number of a subscription; it may be left out where there is
// only one. example is the line that the Problem suggests.
func (a *ask) which(chat Chat, text, example string) (int, error) {
	text = strings.TrimPrefix(strings.TrimSpace(text), "#")
	if text == "" && len(chat.Subscriptions) == 1 {
		return chat.Subscriptions[0].ID, nil
	}
	id, err := strconv.Atoi(text)
	if err != nil {
		return 0, a.problem("problem.which", words.With{"Line": example})
	}
	if chat.Subscription(id) == nil {
		return 0, a.problem("problem.no_number", words.With{"Number": id})
	}
	return id, nil
}
