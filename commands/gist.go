package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/schedule"
	"prayerbot/commands/session"
	"prayerbot/commands/settings"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// A sentence is what somebody says to the bot as they would to a person. What changes
// something is done only where each of its words is understood; what shows something, or
// asks before it is stored, where what it is about is.
type sentence struct {
	s    *session.Session
	text string
	gist words.Gist
	subs []record.Subscription // what comes back in the chat
}

// A wanted is the command that a sentence means: its line, or its name with arguments. The
// zero value is none.
type wanted struct {
	line string
	args reply.Args
}

// sentence runs what a whole sentence asks for; false where it is not clear what that is.
func (c *conversation) sentence(ctx context.Context, s *session.Session, text string) (reply.Reply, bool, error) {
	if len(text) > session.MaxArg {
		return reply.Reply{}, false, nil
	}
	chat, _ := s.Chat(ctx)
	t := sentence{s, text, s.Own.ReadGist(text), chat.Subscriptions}
	w := t.wants()
	if w.line == "" {
		return reply.Reply{}, false, nil
	}
	if w.args == nil {
		return c.runLine(ctx, s, w.line)
	}
	command := c.commands.find(w.line)
	s.EndQuestion(ctx)
	s.Request.Command, s.Request.Line, s.Request.Args = command.Name, "", w.args
	answer, err := c.run(ctx, s, *command)
	return answer, true, err
}

// wants is what a sentence asks for: first what changes something, then what is read or
// prayed for, then what is said to anybody.
func (t sentence) wants() wanted {
	c := change{t}
	for _, look := range []func() wanted{c.ends, t.personal, t.own, t.passage, c.moves, c.days, c.zone, t.speaks, t.reads, t.begins, t.prays, t.other, t.cites, c.looks} {
		if w := look(); w.line != "" {
			return w
		}
	}
	return wanted{}
}

// alone tells whether words lead to a line, and to no other one but to what is said out of
// courtesy.
func (t sentence) alone(line string, besides ...string) bool {
	return t.gist.Leads(line) && t.nothingBut(append(besides, line)...)
}

// nothingBut tells whether words lead to none but some lines, and to what is said out of
// courtesy.
func (t sentence) nothingBut(lines ...string) bool {
	lines = append(lines, "hello", "thanks", "goodbye", "yes")
	return !slices.ContainsFunc(t.gist.Lines, func(l string) bool {
		return !slices.Contains(lines, l) && !(slices.Contains(lines, settings.LanguageLine) && strings.HasPrefix(l, settings.LanguageLine+" "))
	})
}

// speaks is to speak another language.
func (t sentence) speaks() wanted {
	for _, line := range t.gist.Lines {
		if tag, is := strings.CutPrefix(line, settings.LanguageLine+" "); is && t.gist.Left == "" && !t.gist.Leads("news") {
			return wanted{line: settings.LanguageLine + " " + tag}
		}
	}
	left := t.gist.Left
	if _, is := settings.ReadLanguage(t.s, left); is && t.gist.Leads(settings.LanguageLine) {
		return wanted{line: settings.LanguageLine + " " + left}
	}
	// One that is not spoken is refused by the setting, which says which ones are.
	if t.alone(settings.LanguageLine, "schedule change") && !slices.ContainsFunc(t.gist.Lines, namesTongue) && left != "" && len(strings.Fields(left)) < 3 && t.gist.Wish.Clock == nil && !t.s.Find(left).Meant() {
		return wanted{line: settings.LanguageLine + " " + left}
	}
	return wanted{}
}

// namesTongue tells whether a line chooses a language by its name.
func namesTongue(line string) bool { return strings.HasPrefix(line, settings.LanguageLine+" ") }

// held tells whether something comes back in the chat.
func (t sentence) held() bool { return len(t.subs) > 0 }

// comesBack tells whether a sentence says when something shall come.
func (t sentence) comesBack() bool {
	w := t.gist.Wish
	return !t.isOnce() && (w.Days != nil || w.Clock != nil && len(w.Clock.At) > 0)
}

// isOnce tells whether a sentence asks for what is read now: to pray tonight, or for what was
// prayed on a day that has passed.
func (t sentence) isOnce() bool {
	w := t.gist.Wish
	if !t.gist.Leads("pray") || t.gist.Leads("subscribe") || w.Clock != nil && !w.Clock.Part {
		return false
	}
	date := t.date()
	return w.Days == nil && w.Cannot == "once" || date != "" && date < t.calendar().Today.String()
}

// reads is to read a report, or the news.
func (t sentence) reads() wanted {
	for _, name := range []string{"country", "news"} {
		if !t.gist.Leads(name) || t.comesBack() {
			continue
		}
		keys := t.keys()
		switch {
		case len(keys) == 1:
			return wanted{line: name + " " + keys[0]}
		case len(keys) == 0 && t.gist.Left == "" && t.gist.Lines[0] != "thanks": // "good news" is none
			return wanted{line: name}
		case len(keys) == 0 && t.several() != "":
			return wanted{line: name + " " + t.several()}
		}
	}
	return wanted{}
}

// several is the one name in a sentence that stands for several countries, which the command
// asks back; "" where there is none.
func (t sentence) several() string {
	if len(t.gist.Names) == 1 && len(t.s.Find(t.gist.Names[0].Text).Countries) > 1 {
		return t.gist.Names[0].Text
	}
	return ""
}

// begins is to have something come back.
func (t sentence) begins() wanted {
	asks := t.gist.Leads("subscribe") || t.gist.Leads("schedule change")
	if !asks && !t.comesBack() {
		return wanted{}
	}
	args, known := schedule.Said(t.s, t.gist)
	w := t.gist.Wish
	timed := w.Clock != nil && len(w.Clock.At) > 0 && (w.Days != nil || args["place"] != "" || known && t.saysFor())
	if timed && !t.refuses() { // it is asked back, and nothing is stored before
		return wanted{schedule.SetupLine, args}
	}
	if t.refuses() && !(known && slices.Index(t.gist.Lines, "no") == 0) { // "no, every day at 7"
		return wanted{}
	}
	if t.held() && t.alone("schedule change") && !t.comesBack() && args["for"] == "" {
		return wanted{line: "schedule"}
	}
	clear := known && args["for"] != "" || t.comesSeldom()
	asks = asks || t.comesBack() && (t.gist.Leads("pray") || w.What != "" || clear)
	bare := w.Clock != nil && len(t.gist.Names) == 0 && !t.held()
	if bare || known && (asks || timed) || asks && (t.comesBack() || args["for"] != "") {
		return wanted{schedule.SetupLine, args}
	}
	return wanted{}
}

// saysFor tells whether a sentence names what is prayed for again and again, and leads to
// nothing else.
func (t sentence) saysFor() bool {
	return t.gist.Wish.Cannot == "" && t.nothingBut() && slices.ContainsFunc(t.gist.Names, func(p words.Piece) bool {
		return p.Role == words.RoleFor && len(t.s.NamesWithin(p.Whole)) > 0
	})
}

// comesSeldom tells whether a sentence says that something shall come on some days, in a way
// that cannot be had: "midnight, every other day".
func (t sentence) comesSeldom() bool {
	return slices.Contains([]string{"days", "weeks", "months"}, t.gist.Wish.Cannot)
}

// refuses tells whether a sentence says that something shall not come.
func (t sentence) refuses() bool {
	return slices.ContainsFunc([]string{"unsubscribe", "schedule pause", "no", "cancel"}, t.gist.Leads) || t.held() && t.gist.Leads("schedule resume")
}

// prays is to pray for something now.
func (t sentence) prays() wanted {
	if !t.gist.Leads("pray") && !t.gist.Leads("request") || t.comesBack() {
		return wanted{}
	}
	keys := t.keys()
	switch {
	case len(keys) > 0:
		return wanted{line: strings.TrimSpace("pray " + strings.Join(keys, ",") + " " + t.date())}
	case t.gist.Left == "" && t.gist.Wish.What == "prayer" || t.whole():
		return wanted{line: strings.TrimSpace("pray " + t.otherDate())}
	}
	if date := t.date(); date != "" {
		return wanted{line: "pray " + date}
	}
	return wanted{}
}

// whole tells whether nothing less than the whole world is named.
func (t sentence) whole() bool {
	return len(t.gist.Names) > 0 && !slices.ContainsFunc(t.gist.Names, func(p words.Piece) bool {
		return !slices.ContainsFunc([]string{p.Whole, p.Led, p.Text}, t.s.MeansWhole)
	})
}

// date is the date that a sentence names, as it is stored; "" where it names none.
func (t sentence) date() string {
	dates := t.s.Own.DateWithin(t.text, t.calendar())
	if len(dates) != 1 {
		return ""
	}
	return dates[0].String()
}

// calendar is that of the day on which the sentence is said.
func (t sentence) calendar() words.Calendar {
	return t.s.Calendar(content.DateOf(t.s.Request.Now), nil)
}

// otherDate is the day of the week that words which ask for a point name, as the date on which
// it comes next; "" where there is none, and for today.
func (t sentence) otherDate() string {
	date := t.date()
	if t.s.Own.ReadWish(t.text).Days == nil || date == t.calendar().Today.String() {
		return ""
	}
	return date
}

// keys are what a sentence names: behind the words that open it, else wherever it stands.
func (t sentence) keys() (keys []string) {
	for _, role := range []words.Role{words.RoleFor, words.RoleFree, words.RoleHere} {
		for _, piece := range t.gist.Names {
			if piece.Role == role && len(keys) == 0 || piece.Role == role && role == words.RoleFor {
				keys = append(keys, t.s.NamesWithin(piece.Whole)...)
			}
		}
		if len(keys) > 0 {
			return keys
		}
	}
	return nil
}

// other is what is said to anybody, and the commands that take nothing.
func (t sentence) other() wanted {
	if t.gist.Left != "" || t.comesBack() {
		return wanted{}
	}
	for _, line := range t.gist.Lines {
		if strings.HasPrefix(line, "settings ") && t.alone(line) {
			return wanted{line: line}
		}
	}
	for _, line := range []string{"settings", "schedule", "status", "subscribe", "cancel", "no", "yes", "help", "thanks", "goodbye", "hello"} {
		if t.alone(line, "no", "cancel", "help", "schedule", "settings", "subscribe") {
			return wanted{line: line}
		}
	}
	return wanted{}
}
