package schedule

import (
	"context"
	"strconv"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// ChooseZone sets the time zone of the chat by a city, country or zone, and asks
// for one where the text is "" or names several. The caller has asked for the
// right to.
func ChooseZone(ctx context.Context, s *session.Session, text string) (reply.Reply, error) {
	p := zonePicker()
	if text == "" {
		return p.ask(ctx, s, p.regions(s)), nil
	}
	here, question, err := p.find(ctx, s, text)
	if err != nil || question != nil {
		return orEmpty(question), err
	}
	return setZone(ctx, s, here)
}

// zonePicker asks for the time zone of the chat; the answer goes to /settings.
func zonePicker() placePicker {
	return placePicker{token: tokenZone, question: func(ctx context.Context, s *session.Session, r reply.Reply) reply.Reply {
		r = s.Await(ctx, r, record.Question{Command: "settings", Param: "value"}, exampleCity)
		r.Buttons = append(r.Buttons, []reply.Button{{Label: s.Say("button.settings"), Do: "settings"}})
		return r
	}}
}

// setZone gives the chat another zone. The subscriptions that followed the old
// one move with it: somebody who travels wants all of them at the new hour.
func setZone(ctx context.Context, s *session.Session, here clockPlace) (reply.Reply, error) {
	moved := 0
	_, err := s.Change(ctx, func(chat *record.Chat) error {
		moved = 0
		old := chat.Location().String()
		for i := range chat.Subscriptions {
			sub := &chat.Subscriptions[i]
			if sub.Zone == old && old != here.zone {
				sub.Zone, sub.Since = here.zone, s.Request.Now
				moved++
			}
		}
		chat.Zone = here.zone
		return nil
	})
	if err != nil {
		return reply.Reply{}, err
	}
	text := s.Say(s.ByPlace("settings.zone_set", "settings.zone_set_channel"), words.With{"Zone": session.ZoneText(here.location()), "Time": s.ClockIn(here.location())})
	if moved > 0 {
		text = words.Sentences(text, s.Count("settings.zone_moved", moved))
	}
	answer := reply.Reply{
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: text}},
		Buttons:    [][]reply.Button{{{Label: s.Say("button.zone"), Do: "place -"}, {Label: s.Say("button.schedule"), Do: "schedule"}}},
		Visibility: reply.InPlace,
	}
	if !here.sure {
		answer = askClock(s, answer, here)
	}
	return answer, nil
}

// askClock asks whether the clock of a place is right that was set for the chat.
func askClock(s *session.Session, answer reply.Reply, here clockPlace) reply.Reply {
	clock := words.With{"Time": s.ClockIn(here.location())}
	answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("settings.zone_ask", clock)})
	answer.Buttons = [][]reply.Button{
		{{Label: s.Say("button.zone_right", clock), Do: "settings"}},
		{{Label: s.Say("button.zone_wrong"), Do: "place -"}, {Label: s.Say("button.schedule"), Do: "schedule"}},
	}
	return answer
}

// subscriptionPicker asks for the place of one subscription; the answer goes to
// /schedule.
func subscriptionPicker(token string) placePicker {
	which := strings.TrimPrefix(token, tokenOne)
	return placePicker{token: token, question: func(ctx context.Context, s *session.Session, r reply.Reply) reply.Reply {
		q := record.Question{Command: "schedule", Param: argPlace, Args: reply.Args{session.Do: "change", argWhich: which}}
		r = s.Await(ctx, r, q, exampleCity)
		r.Buttons = append(r.Buttons, []reply.Button{{Label: s.Say("button.back_to_it"), Do: subscriptionName + " " + which}})
		return r
	}}
}

// moveSubscription gives one subscription another zone.
func moveSubscription(ctx context.Context, s *session.Session, token string, here clockPlace) (reply.Reply, error) {
	id, err := strconv.Atoi(strings.TrimPrefix(token, tokenOne))
	if err != nil {
		return reply.Reply{}, s.Problem("problem.button")
	}
	a := asking{command: "place", keys: reply.Args{argTime: token, argPlace: reply.Keyed(here.zone)}}
	c, question, err := store(ctx, s, id, subscribeArgs{}, here, a.then(s, subscribeArgs{}))
	if err != nil || question != nil {
		return orEmpty(question), err
	}
	return c.confirm(ctx, s)
}
