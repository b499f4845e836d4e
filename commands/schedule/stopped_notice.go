package schedule

import (
	"slices"
	"strconv"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// A stoppedText is what the text of the word holds that nothing can come any more.
type stoppedText struct {
	cause record.StopCause // "" is not known
	chats int              // how many of a server or group it is about
	times []string         // at which something came there, as 15:04
}

// String is the form in which it is stored: "closed 07:00 19:00" for one chat, and
// "closed 3 07:00 19:00" for several.
func (t stoppedText) String() string {
	all := []string{string(t.cause)}
	if t.chats > 1 {
		all = append(all, strconv.Itoa(t.chats))
	}
	return strings.Join(append(all, t.times...), " ")
}

// readStoppedText reads what String writes.
func readStoppedText(text string) stoppedText {
	t := stoppedText{chats: 1}
	said := strings.Fields(text)
	if len(said) == 0 {
		return t
	}
	t.cause, t.times = record.StopCause(said[0]), said[1:]
	if len(said) > 1 {
		if n, err := strconv.Atoi(said[1]); err == nil {
			t.chats, t.times = n, said[2:]
		}
	}
	return t
}

// wallTimes are the times of a chat's subscriptions, by which those who know them see
// what is meant.
func wallTimes(chat record.Chat) (all []string) {
	for _, s := range chat.Subscriptions {
		if at := s.At.String(); !slices.Contains(all, at) {
			all = append(all, at)
		}
	}
	return all
}

// StoppedNotice is how the word looks that nothing can come any more to a chat, or to
// several of one server or group.
func StoppedNotice(env *session.Env, a record.Announcement, language string) reply.Reply {
	s := env.Session(reply.Request{Language: language, Now: a.Created})
	t := readStoppedText(a.Text)
	resumes := a.Speaker
	if t.chats > 1 {
		resumes = wholeMark + a.Speaker
	}
	blocks := []reply.Block{{Kind: reply.Paragraph, Text: stoppedThere(s, t, a.To.Persons())}}
	if t.cause != "" {
		blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("stopped.help_" + string(t.cause))})
	}
	return reply.Reply{
		Title:   s.Say("stopped.title"),
		Blocks:  blocks,
		Buttons: [][]reply.Button{{{Label: s.Say("button.resume"), Do: "again " + reply.Keyed(resumes)}}},
	}
}

// stoppedThere says what does not come any more, in words that name no place; asked is
// true where it is said to somebody who has asked for it.
func stoppedThere(s *session.Session, t stoppedText, asked bool) string {
	var times []string
	for _, at := range t.times {
		if clock, is := readClock(s, reply.Keyed(at)); is && len(clock.At) > 0 {
			times = append(times, s.Clock(clock.At[0]))
		}
	}
	with := words.With{"Times": s.List(times)}
	switch {
	case t.chats > 1:
		return s.Count("stopped.several", t.chats, with)
	case asked:
		return s.Say("stopped.asked", with)
	}
	return s.Say("stopped.there", with)
}
