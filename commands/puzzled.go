package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// mostNamed is of how many places that a text names something is offered at most.
const mostNamed = 4

// A puzzle is a text of which it is not clear what it asks for.
type puzzle struct {
	s    *session.Session
	text string // "" where it is too long to be looked at
	gist words.Gist
}

func newPuzzle(s *session.Session, text string) puzzle {
	if len(text) > session.MaxArg {
		return puzzle{s: s}
	}
	return puzzle{s, text, s.Own.ReadGist(text)}
}

// puzzled answers a text of which it is not clear what it asks for: by what can be done about
// the places that it names, by the command that it comes near, else by what most people want.
func (c *conversation) puzzled(ctx context.Context, s *session.Session, text string) (reply.Reply, error) {
	p := newPuzzle(s, text)
	tongues := p.tongueButtons()
	if answer, is := p.aboutNamed(); is {
		answer.Buttons = slices.Concat(tongues, answer.Buttons)
		return answer, nil
	}
	if err := c.commands.meant(s, text); err != nil && len(tongues) == 0 {
		return reply.Reply{}, err
	}
	answer := s.Sentence("problem.unknown_choose")
	answer.Accent, answer.Neutral = reply.AccentProblem, s.Say("discreet.problem")
	answer.Buttons = slices.Concat(tongues, [][]reply.Button{{{Label: s.Say("button.pray_today"), Do: "pray"}}}, p.comesButtons(ctx), [][]reply.Button{
		{{Label: s.Say("button.choose_country"), Do: "country"}, {Label: s.Say("button.help"), Do: "help"}},
	})
	return answer, nil
}

// aboutNamed offers what can be done about the places that the text names within other words;
// false where it names none, or more than can be offered.
func (p puzzle) aboutNamed() (reply.Reply, bool) {
	s, keys := p.s, p.named()
	if len(keys) == 0 || len(keys) > mostNamed {
		return reply.Reply{}, false
	}
	all := s.Wanted(strings.Join(keys, ",")).Selection
	answer := s.Sentence("place.what", words.With{"Places": s.Selection(all)})
	for _, key := range keys {
		place := s.Selection(s.Wanted(key).Selection)
		button := reply.Button{Label: s.Label("button.pray_for", words.With{"Country": place}), Do: "pray " + key}
		answer.Buttons = append(answer.Buttons, []reply.Button{button})
	}
	if len(keys) == 1 {
		answer.Buttons = append(answer.Buttons, []reply.Button{
			{Label: s.Say("button.report"), Do: "country " + keys[0]}, {Label: s.Say("button.news"), Do: "news " + keys[0]},
		})
	}
	return answer, true
}

// named are the keys of what the text names, but for what it leaves out.
func (p puzzle) named() []string {
	var out []string
	for _, piece := range p.gist.Names {
		if piece.Role == words.RoleNot {
			out = append(out, p.s.NamesWithin(piece.Whole)...)
		}
	}
	return slices.DeleteFunc(p.s.NamesWithin(p.text), func(key string) bool { return slices.Contains(out, key) })
}
