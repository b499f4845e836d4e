package schedule

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// chooseName is the command of the buttons that tick what a subscription is for.
const chooseName = "choose"

// The pages of the choice, beside those of the countries of a region, which go by its
// key; and what ends it.
const (
	pageRegions   = "r" // a letter, because the line of a button about a channel names that too
	pageCountries = "c" // the regions whose countries can be ticked
	pageLists     = "l"
	chooseAll     = "all"  // the whole world
	chooseDone    = "done" // what is ticked
)

// chooseNew stands where the number of a subscription does in the lines of a set-up's
// buttons; no subscription has it.
const chooseNew = "0"

// ChooseCommand is what the buttons do that tick countries, regions and lists. What
// is ticked stands in the question that waits: that of a set-up, or of a
// subscription's panel. Their lines say which of these it is.
func ChooseCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: chooseName, Role: reply.Moderator, Params: []reply.Param{{Name: argWhich, Inner: true}, {Name: argStep, Inner: true}, {Name: argValue, Inner: true}, session.ButtonChatParam()}},
		Read: func(_ *session.Session, line string) (reply.Args, error) {
			which, rest := reply.CutWord(line)
			page, key := reply.CutWord(rest)
			return reply.Args{argWhich: which, argStep: page, argValue: key}, nil
		},
		Run: choose, Hidden: true, KeepsQuestion: true,
	}
}

// choose shows a page, ticks or unticks what a key names on it, or goes on with what
// is chosen.
func choose(ctx context.Context, s *session.Session) (reply.Reply, error) {
	q, is := s.Question(ctx)
	c := chooser{s, q}
	if which := c.which(); !is || which == "" || which != s.Arg(argWhich) || !s.IsAbout(q.Args) {
		return reply.Reply{}, s.Problem("question.gone")
	}
	if c.q.Args == nil {
		c.q.Args = reply.Args{}
	}
	page := s.Arg(argStep)
	switch page {
	case "":
		return c.first(ctx), nil
	case chooseAll:
		c.q.Args[argFor] = chooseAll
		return c.chosen(ctx)
	case chooseDone:
		return c.chosen(ctx)
	}
	full := false
	if key, is := reply.ReadKeyed(s.Arg(argValue)); is {
		fits, err := c.toggle(key)
		if err != nil {
			return reply.Reply{}, err
		}
		full = !fits
	}
	return c.page(ctx, page, full)
}

// A chooser lets somebody tick what a subscription is for.
type chooser struct {
	s *session.Session
	q record.Question // its argFor holds the keys of what is ticked
}

// which is the number of the subscription that the question is about, or chooseNew; ""
// where nothing is ticked for the question.
func (c chooser) which() string {
	switch c.q.Command {
	case setupName:
		return chooseNew
	case subscriptionName:
		return c.q.Args[argWhich]
	}
	return ""
}

// line is the command line of a button that leads to a page, or ticks something there.
func (c chooser) line(rest ...string) string {
	return strings.Join(append([]string{chooseName, c.which()}, rest...), " ")
}

// ticked is what is ticked so far.
func (c chooser) ticked() content.Selection {
	sel, err := c.s.ParseSelection(c.q.Args[argFor])
	if err != nil { // a key of content that is not there any more
		return content.Selection{}
	}
	return sel
}

// toggle ticks what a key names, or unticks it; false where no more can be kept.
func (c chooser) toggle(key string) (bool, error) {
	sel := c.ticked()
	var keys *[]string
	switch l := c.s.Library; {
	case l.Country(key) != nil:
		keys = &sel.Countries
	case l.Region(key) != nil:
		keys = &sel.Regions
	case l.List(key) != nil:
		keys = &sel.Lists
	default:
		return false, c.s.Problem("problem.button")
	}
	if i := slices.Index(*keys, key); i >= 0 {
		*keys = slices.Delete(slices.Clone(*keys), i, i+1)
	} else {
		*keys = append(slices.Clone(*keys), key)
	}
	text := ""
	if !sel.Whole() {
		text = selectionKeys(sel)
	}
	if utf8.RuneCountInString(text) > session.MaxArg {
		return false, nil
	}
	c.q.Args[argFor] = text
	return true, nil
}

// chosen goes on with what is ticked.
func (c chooser) chosen(ctx context.Context) (reply.Reply, error) {
	if c.q.Command == subscriptionName {
		return choseFor(ctx, c.s, c.q)
	}
	for name, value := range c.q.Args {
		c.s.SetArg(name, value)
	}
	c.s.SetArg(argStep, "")
	if c.q.Args[argFor] == "" {
		c.s.SetArg(argFor, chooseAll)
	}
	return setup(ctx, c.s, nil)
}

// first asks for the whole world or for what else there is.
func (c chooser) first(ctx context.Context) reply.Reply {
	s := c.s
	rows := [][]reply.Button{
		{{Label: s.Say("button.whole_world"), Do: c.line(chooseAll)}},
		{{Label: s.Say("button.regions"), Do: c.line(pageRegions)}, {Label: s.Say("button.countries"), Do: c.line(pageCountries)}},
	}
	if len(s.Library.Lists) > 0 {
		rows[1] = append(rows[1], reply.Button{Label: s.Say("button.lists"), Do: c.line(pageLists)})
	}
	return c.ask(ctx, s.Picker(s.Say("setup.for"), s.Say("setup.for_intro"), rows), "")
}

// page shows what can be ticked, or the regions that lead to it. full says that no more
// could be kept.
func (c chooser) page(ctx context.Context, page string, full bool) (reply.Reply, error) {
	s, sel := c.s, c.ticked()
	var buttons []reply.Button
	add := func(name, key string, among []string) {
		if label := session.Label(name); slices.Contains(among, key) {
			name = s.Label("button.ticked", words.With{"Name": name})
		} else {
			name = label
		}
		buttons = append(buttons, reply.Button{Label: name, Do: c.line(page, reply.Keyed(key))})
	}
	back := c.line()
	switch r := s.Library.Region(page); {
	case page == pageRegions:
		for _, r := range s.Library.Regions {
			add(s.RegionName(r), r.Key, sel.Regions)
		}
	case page == pageLists:
		for _, l := range s.Library.Lists {
			add(s.ListName(l), l.Key, sel.Lists)
		}
	case page == pageCountries:
		for _, r := range s.Library.Regions {
			buttons = append(buttons, reply.Button{Label: session.Label(s.RegionName(r)), Do: c.line(r.Key)})
		}
	case r != nil:
		back = c.line(pageCountries)
		for _, x := range r.Countries {
			add(session.Flag(x)+" "+s.CountryName(x), x.Key, sel.Countries)
		}
	default:
		return reply.Reply{}, s.Problem("problem.button")
	}
	title, intro := s.Say("setup.for"), s.Say("setup.for_tick")
	if page == pageCountries {
		intro = s.Say("country.choose")
	}
	picker := s.Picker(title, intro, session.RowsOf(2, buttons))
	if full {
		picker.Blocks = append(picker.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("setup.full")})
	}
	return c.ask(ctx, picker, back), nil
}

// ask adds what is ticked, and how the choice ends or is left; back leads to the page
// before, "" to what came before the choice.
func (c chooser) ask(ctx context.Context, r reply.Reply, back string) reply.Reply {
	s, sel := c.s, c.ticked()
	if !sel.Whole() {
		r.Blocks = append(r.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("setup.chosen", words.With{"For": s.Selection(sel)})})
		r.Buttons = append(r.Buttons, []reply.Button{{Label: s.Say("button.ticks_done"), Do: c.line(chooseDone)}})
	}
	example := ""
	if s.Request.Hears {
		example = c.example()
	}
	r = s.Await(ctx, r, c.q, example)
	row := []reply.Button{{Label: s.Say("button.back_to_it"), Do: back}}
	switch {
	case c.q.Command == setupName && back == "":
		row = leaveRow(s, stepPlace)
	case c.q.Command == setupName:
		row = append(row, leaveRow(s, "")...)
	case back == "":
		row[0].Do = subscriptionName + " " + c.q.Args[argWhich]
	}
	r.Buttons = append(r.Buttons, row)
	return r
}

// example is what may be typed instead of ticking.
func (c chooser) example() string {
	return c.s.Selection(content.Selection{Countries: []string{"NG"}, Regions: []string{"middle-east"}})
}
