package schedule

import (
	"context"
	"strconv"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// This file says where a platform cannot take in one minute all that is due then.

// crowded says when a subscription comes whose minute is too full, and offers a free one
// beside it; nothing where it comes in its minute.
func crowded(ctx context.Context, s *session.Session, sub record.Subscription) ([]reply.Block, [][]reply.Button) {
	slot, active := sub.Next(s.Request.Now)
	forecast := s.Forecast(ctx, s.Request.Chat.Platform, s.Request.Now)
	first, last, is := forecast.Span(slot.Due)
	if !active || !is {
		return nil, nil
	}
	zone := sub.Location()
	text := s.Say("subscribe.crowded", words.With{"From": s.ClockOf(first.In(zone)), "To": s.ClockOf(last.In(zone))})
	minutes, found := forecast.Free(slot.Due, sameDay(sub.At))
	if !found {
		return []reply.Block{{Kind: reply.Paragraph, Text: text}}, nil
	}
	at := sub.At + record.Wall(minutes)
	free := words.With{"Time": s.Clock(at)}
	text = words.Sentences(text, s.Say("subscribe.crowded_free", free))
	return []reply.Block{{Kind: reply.Paragraph, Text: text}}, [][]reply.Button{{TakeTime(s, sub.ID, at)}}
}

// TakeTime is a button that changes the time of a subscription to another one.
func TakeTime(s *session.Session, subscription int, at record.Wall) reply.Button {
	label := s.Say("button.take_time", words.With{"Time": s.Clock(at)})
	return reply.Button{Label: label, Do: subscriptionName + " " + strconv.Itoa(subscription) + " " + stepTime + " " + at.String()}
}

// sameDay tells whether so many minutes from a time of day it is still that day.
func sameDay(at record.Wall) func(minutes int) bool {
	return func(minutes int) bool {
		then := int(at) + minutes
		return then >= 0 && then < 24*60
	}
}

// nextText says when a slot comes: at its time, or between two where its minute is too
// full.
func nextText(ctx context.Context, s *session.Session, due time.Time, zone *time.Location) string {
	first, last, crowded := s.Forecast(ctx, s.Request.Chat.Platform, s.Request.Now).Span(due)
	if !crowded {
		return s.Say("schedule.next", words.With{"When": s.Moment(due, zone)})
	}
	first, last = first.In(zone), last.In(zone)
	return s.Say("schedule.next_between", s.DateParts(content.DateOf(first)), words.With{"From": s.ClockOf(first), "To": s.ClockOf(last)})
}
