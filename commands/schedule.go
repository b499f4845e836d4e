package commands

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/words"
)

func (c *Core) scheduleRow() entry {
	return entry{
		Row: Row{Name: "schedule", Role: Anyone, Params: []Param{
			{Name: "do", Choices: []Choice{
				{"do_show", "show"}, {"do_change", "change"}, {"do_pause", "pause"}, {"do_resume", "resume"}, {"do_now", "now"},
			}},
			{Name: "which"}, {Name: "details"},
		}},
		run: c.schedule,
	}
}

// schedule shows the subscriptions of the chat, or changes, pauses or resumes
// them. Anyone may look; changing needs a moderator.
func (c *Core) schedule(ctx context.Context, a *ask) (Reply, error) {
	verb, rest, _ := strings.Cut(a.args, " ")
	verb, rest = strings.ToLower(verb), strings.TrimSpace(rest)
	switch verb {
	case "", "show":
		return c.showSchedule(ctx, a, "")
	case "now":
		a.args = ""
		return c.pray(ctx, a)
	}
	actions := map[string]func(context.Context, *ask, Chat, string) (Reply, error){
		"change": c.changeSubscription, "pause": c.pause, "resume": c.resume,
	}
	action := actions[verb]
	if action == nil {
		return Reply{}, a.problem("problem.schedule_do", words.With{"Text": quote(verb)})
	}
	if err := a.require(ctx, Moderator); err != nil {
		return Reply{}, err
	}
	chat, err := a.chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	if len(chat.Subscriptions) == 0 {
		return Reply{}, a.problem("unsubscribe.none")
	}
	return action(ctx, a, chat, rest)
}

// showSchedule lists the subscriptions, below a sentence on what was done.
func (c *Core) showSchedule(ctx context.Context, a *ask, done string) (Reply, error) {
	chat, err := a.chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	if len(chat.Subscriptions) == 0 {
		return a.noSchedule(), nil
	}
	reply := Reply{Title: a.say("schedule.title"), Show: InPlace}
	if slices.ContainsFunc(chat.Subscriptions, func(s Subscription) bool { return s.News }) {
		reply.Title = a.say("schedule.title_news")
	}
	if done != "" {
		reply.Blocks = append(reply.Blocks, Block{Kind: Paragraph, Text: done})
	}
	reply.Blocks = append(reply.Blocks,
		Block{Kind: List, Items: a.scheduleLines(chat)},
		Block{Kind: Note, Text: a.say("schedule.zone", words.With{"Zone": chat.zone().String()})},
		Block{Kind: Note, Text: a.say("schedule.how")})
	reply.Buttons = append(a.pauseButtons(chat), []Button{
		{Label: a.say("button.now"), Do: "schedule now"}, {Label: a.say("button.zone"), Do: "place -"},
	})
	return c.shared(ctx, a, chat, reply)
}

func (a *ask) noSchedule() Reply {
	return Reply{
		Title: a.say("schedule.title"),
		Blocks: []Block{
			{Kind: Paragraph, Text: a.say("schedule.none")},
			{Kind: Paragraph, Text: a.say("schedule.none_how")},
		},
		Buttons: [][]Button{{{Label: a.say("button.subscribe"), Do: "subscribe"}}},
	}
}

// scheduleLines describes each subscription with its next sending.
func (a *ask) scheduleLines(chat Chat) []Item {
	var items []Item
	for _, s := range chat.Subscriptions {
		line := words.With{"Number": s.ID, "Time": s.At.String(), "Days": a.days(s.Days), "For": a.selection(s.Selection)}
		note, due := a.nextOf(chat, s)
		items = append(items, Item{Text: a.say(s.either("schedule.line", "schedule.line_news"), line), Note: note, At: due})
	}
	return items
}

// nextOf says when a subscription comes next, or that it waits.
func (a *ask) nextOf(chat Chat, s Subscription) (string, time.Time) {
	slot, ok := s.Next(a.req.Now)
	switch {
	case chat.Stopped != "":
		return a.say("status.stopped_" + string(chat.Stopped)), time.Time{}
	case !ok && len(chat.Subscriptions) > 1:
		return a.say("schedule.paused_one", words.With{"Number": s.ID}), time.Time{}
	case !ok:
		return a.say("schedule.paused"), time.Time{}
	}
	note := a.say("schedule.next", words.With{"When": a.moment(slot.Due, chat.zone())})
	if chat.today(a.req.Now).Before(s.PausedTo) {
		note = a.say("schedule.paused_to", words.With{"Date": a.date(s.PausedTo)}) + ". " + note
	}
	return note, slot.Due
}

// pauseButtons has one button for each subscription: pause it or resume it.
func (a *ask) pauseButtons(chat Chat) [][]Button {
	var row []Button
	for _, s := range chat.Subscriptions {
		do, name := "pause", "button.pause"
		if s.Paused || chat.Stopped != "" || chat.today(a.req.Now).Before(s.PausedTo) {
			do, name = "resume", "button.resume"
		}
		text := a.say(name)
		if len(chat.Subscriptions) > 1 {
			text = a.say(name+"_one", words.With{"Which": s.ID})
		}
		row = append(row, Button{Label: text, Do: "schedule " + do + " " + strconv.Itoa(s.ID)})
	}
	return rowsOf(3, row)
}
