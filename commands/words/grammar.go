package words

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"prayerbot/commands/record"
)

// grammarGroup is the part of a language's file that holds no sentences.
const grammarGroup = "grammar"

// A part is a part of the day.
type part struct {
	from, to record.Wall   // to is not within; the later one may be the smaller
	offers   []record.Wall // where no hour is named
	moves    bool          // with the sun: it is no time of the clock
}

func (p *part) has(w record.Wall) bool {
	if p.from < p.to {
		return p.from <= w && w < p.to
	}
	return p.from <= w || w < p.to
}

// grammar is what people type in one language, as its file says it.
type grammar struct {
	forWords, onWords, placeBefore, placeAfter, placeClock table
	forAfter, placeEnds, rangeAfter, endsAfter             table    // what others say before it, behind it
	placeElided                                            []string // without their apostrophe
	placeJoined                                            map[string]string

	joined      map[string]string // letters of one word with what is behind them, and the two apart
	joinedNames []string          // those of them behind which a name may stand
	joinedWhole map[string]bool   // names that begin so by themselves

	what      table // by the index of whatNames
	whatNames []string

	at, atAfter, clocks    table
	parts                  []part
	partForms, partsJoined table // by the index of parts

	days, daysBrief, daySets                     table
	each, eachAfter, rangeWords, series, excepts table
	exceptsAfter                                 table
	between                                      table // two times
	every, daysPlural, ends, counts              table
	cannot                                       table // by the index of cannotNames
	cannotNames                                  []string

	numbers, articles, months, ordinals, ordinalNumbers table
	dateAfter                                           table
	dateBefore, dates, datesAlone, feastForms           table // feasts by the index of feastKeys
	feastKeys                                           []string
	minutesAway, until, all                             table
	commands, prayed                                    table // by the index of commandLines
	commandLines                                        []string

	begins    map[string]classSet // the parts of forms that a word may begin
	known     map[string]bool     // all words of the forms
	longWords []string            // those that are known with a slip in them
	parting                       // how a word is taken apart
}

// tables are all tables of the grammar.
func (g *grammar) tables() []table {
	return []table{
		g.forWords, g.onWords, g.placeBefore, g.placeAfter, g.placeClock, g.what, g.at, g.clocks, g.partForms, g.partsJoined,
		g.days, g.daysBrief, g.daySets, g.each, g.eachAfter, g.rangeWords, g.series, g.excepts, g.exceptsAfter, g.between, g.cannot,
		g.numbers, g.articles, g.months, g.ordinals, g.ordinalNumbers, g.dateBefore, g.dates, g.datesAlone, g.feastForms,
		g.minutesAway, g.until, g.all, g.commands, g.prayed,
		g.forAfter, g.placeEnds, g.atAfter, g.rangeAfter, g.endsAfter, g.dateAfter,
	}
}

// grammarTables is the grammar as the file writes it; en.yaml says what each
// table means.
type grammarTables struct {
	Joined       map[string]string
	JoinedNames  []string `yaml:"joined_names"`
	JoinedWhole  []string `yaml:"joined_whole"`
	For          []string
	ForAfter     []string `yaml:"for_after"`
	PlaceEnds    []string `yaml:"place_ends"`
	AtAfter      []string `yaml:"at_after"`
	RangeAfter   []string `yaml:"range_after"`
	EndsAfter    []string `yaml:"ends_after"`
	DateAfter    []string `yaml:"date_after"`
	Endings      []string
	Names        []string
	NameEndings  []string          `yaml:"name_endings"`
	PlaceBefore  []string          `yaml:"place_before"`
	PlaceAfter   []string          `yaml:"place_after"`
	PlaceClock   []string          `yaml:"place_clock"`
	PlaceElided  []string          `yaml:"place_elided"`
	PlaceJoined  map[string]string `yaml:"place_joined"`
	On           []string          `yaml:"on"`
	What         map[string][]string
	At           []string
	Clock        map[string]int
	Hour         map[string]int
	HourLess     map[string]int `yaml:"hour_less"`
	Times        map[string][]string
	Parts        []partTable
	PartsJoined  map[string]string `yaml:"parts_joined"`
	Days         [][]string
	DaysBrief    [][]string `yaml:"days_brief"`
	DaysPlural   []string   `yaml:"days_plural"`
	Every        []string
	Ends         []string
	Counts       []string
	DaySets      map[string][]string `yaml:"day_sets"`
	Each         []string
	EachAfter    []string `yaml:"each_after"`
	Range        []string
	Series       []string
	Except       []string
	ExceptAfter  []string `yaml:"except_after"`
	Between      []string
	Cannot       map[string][]string
	Numbers      map[string]int
	Articles     []string
	Months       [][]string
	Ordinals     []string
	OrdinalWords map[string]int `yaml:"ordinal_numbers"`
	DateBefore   []string       `yaml:"date_before"`
	DateForms    []string       `yaml:"date_forms"`
	DateEither   []string       `yaml:"date_either"`
	DayForms     []string       `yaml:"day_forms"`
	DateAlone    []string       `yaml:"date_alone"`
	Away         map[string][]string
	AwayN        map[string][]string `yaml:"away_n"`
	AwayMonths   map[string][]string `yaml:"away_months"`
	NextMonth    []string            `yaml:"next_month"`
	LastMonth    []string            `yaml:"last_month"`
	InMonth      map[string][]string `yaml:"in_month"`
	DateSwapped  []string            `yaml:"date_swapped"`
	FeastDays    map[string][]string `yaml:"feast_days"`
	FeastWeekday map[string][]string `yaml:"feast_weekday"`
	OfWeek       map[string][]string `yaml:"weekday_of_week"`
	Weekday      map[string][]string
	Weekend      []string `yaml:"weekday_part"`
	FeastBefore  []string `yaml:"feast_before"`
	FeastLast    []string `yaml:"feast_last"`
	Feasts       map[string][]string
	MinutesAway  map[string][]string `yaml:"minutes_away"`
	Until        []string
	All          []string
	Commands     map[string][]string
	Prayed       []string
}

type partTable struct {
	Says     []string
	From, To string
	Offers   []string
	Moves    bool
}

// readGrammar reads the grammar of a language's file; nil where it has none.
func readGrammar(file []byte) (*grammar, error) {
	var whole struct{ Grammar *grammarTables }
	if err := yaml.Load(file, &whole); err != nil {
		return nil, fmt.Errorf("the grammar: %w", err)
	}
	if whole.Grammar == nil {
		return nil, nil
	}
	t := *whole.Grammar
	g := &grammar{}
	for _, read := range []func(grammarTables) error{g.readJoined, g.readLine, g.readClock, g.readDays, g.readDates, g.readCommands} {
		if err := read(t); err != nil {
			return nil, fmt.Errorf("the grammar: %w", err)
		}
	}
	g.readBehind(t)
	g.readBeginnings()
	g.readWords()
	g.readEndings(t)
	return g, nil
}

// readLine reads what parts a line.
func (g *grammar) readLine(t grammarTables) error {
	g.forWords, g.onWords = tableOf(newForms(t.For, 0)), tableOf(newForms(t.On, 0))
	g.placeBefore, g.placeAfter, g.placeClock = tableOf(newForms(t.PlaceBefore, 0)), tableOf(newForms(t.PlaceAfter, 0)), tableOf(newForms(t.PlaceClock, 0))
	g.placeElided, g.placeJoined = t.PlaceElided, t.PlaceJoined
	g.what, g.whatNames = namedForms(t.What)
	g.cannot, g.cannotNames = namedForms(t.Cannot)
	g.until, g.all = tableOf(newForms(t.Until, 0)), tableOf(newForms(t.All, 0))
	g.numbers, g.articles = tableOf(numberForms(t.Numbers)), tableOf(newForms(t.Articles, 1))
	return nil
}

// readBehind reads what stands behind what it belongs to, where other languages have it
// before.
func (g *grammar) readBehind(t grammarTables) {
	g.forAfter, g.placeEnds = tableOf(newForms(t.ForAfter, 0)), tableOf(newForms(t.PlaceEnds, 0))
	g.atAfter, g.dateAfter, g.rangeAfter = tableOf(newForms(t.AtAfter, 0)), tableOf(newForms(t.DateAfter, 0)), tableOf(newForms(t.RangeAfter, 0))
	g.endsAfter = tableOf(newForms(t.EndsAfter, 0))
}

// namedForms are the forms of a table by the index of their names.
func namedForms(named map[string][]string) (forms table, names []string) {
	forms = table{}
	for i, name := range slices.Sorted(maps.Keys(named)) {
		names = append(names, name)
		forms.add(newForms(named[name], i)...)
	}
	return forms, names
}

// numberForms are words with the number that they mean.
func numberForms(numbers map[string]int) []form {
	var forms []form
	for _, word := range slices.Sorted(maps.Keys(numbers)) {
		forms = append(forms, newForm(word, numbers[word]))
	}
	return forms
}

// listed are the forms of a list of lists, by its index.
func listed(lists [][]string) []form {
	var forms []form
	for i, names := range lists {
		forms = append(forms, newForms(names, i)...)
	}
	return forms
}

// The tables of the clock; see form.kind.
const (
	clockNamed = iota // its value is the time
	clockSure
	clockHour
	clockLess
)

// readClock reads the times of day.
func (g *grammar) readClock(t grammarTables) error {
	g.clocks, g.partForms, g.partsJoined = table{}, table{}, table{}
	for i, p := range t.Parts {
		from, to := parseWall(p.From), parseWall(p.To)
		if from < 0 || to < 0 {
			return fmt.Errorf("parts: %q to %q is no part of a day", p.From, p.To)
		}
		one := part{from: from, to: to, moves: p.Moves}
		for _, offer := range p.Offers {
			one.offers = append(one.offers, parseWall(offer))
		}
		g.parts = append(g.parts, one)
		g.partForms.add(newForms(p.Says, i)...)
		for letter, says := range t.PartsJoined {
			if slices.Contains(p.Says, says) {
				g.partsJoined.add(newForm(letter, i))
			}
		}
	}
	g.at = tableOf(newForms(t.At, 0))
	for time, names := range t.Times {
		g.clocks.add(newForms(names, int(parseWall(time)))...)
	}
	for kind, forms := range map[int]map[string]int{clockSure: t.Clock, clockHour: t.Hour, clockLess: t.HourLess} {
		for text, add := range forms {
			for _, whole := range []string{text, text + " {part}", text + "{joined}"} {
				if whole != text && unspacedText(text) {
					break // in such a script the part of the day stands before it
				}
				f := newForm(whole, add)
				f.kind = kind
				g.clocks.add(f)
			}
		}
	}
	return nil
}

// parseWall reads "07:00" and "24:00"; anything else is -1.
func parseWall(text string) record.Wall {
	if text == "24:00" {
		return 24 * 60
	}
	t, err := time.Parse("15:04", text)
	if err != nil {
		return -1
	}
	return record.Wall(t.Hour()*60 + t.Minute())
}

// readDays reads the days of the week.
func (g *grammar) readDays(t grammarTables) error {
	if len(t.Days) != 7 {
		return fmt.Errorf("days: there are %d of 7", len(t.Days))
	}
	g.days, g.daysBrief, g.daySets = tableOf(listed(t.Days)), tableOf(listed(t.DaysBrief)), table{}
	for name, says := range t.DaySets {
		days, err := daySet(name)
		if err != nil {
			return err
		}
		g.daySets.add(newForms(says, int(days))...)
	}
	g.between = tableOf(newForms(t.Between, 0))
	g.each, g.eachAfter = tableOf(newForms(t.Each, 0)), tableOf(newForms(t.EachAfter, 0))
	g.rangeWords, g.series, g.excepts = tableOf(newForms(t.Range, 0)), tableOf(newForms(t.Series, 0)), tableOf(newForms(t.Except, 0))
	g.exceptsAfter = tableOf(newForms(t.ExceptAfter, 0))
	g.every, g.daysPlural = tableOf(newForms(t.Every, 0)), tableOf(newForms(t.DaysPlural, 0))
	g.ends, g.counts = tableOf(newForms(t.Ends, 0)), tableOf(newForms(t.Counts, 0))
	return nil
}

// daySet is a set of days by its name in the tables, or by the numbers of its days.
func daySet(name string) (record.Days, error) {
	named := map[string]record.Days{"every": everyDay, "weekdays": record.Weekdays, "weekends": record.Weekends}
	if days, is := named[name]; is {
		return days, nil
	}
	days := record.Days(0)
	for field := range strings.FieldsSeq(name) {
		n, err := strconv.Atoi(field)
		if err != nil || n < 0 || n > 6 {
			return 0, fmt.Errorf("day_sets: %q names no days", name)
		}
		days = days.With(time.Weekday(n))
	}
	return days, nil
}

// The tables of dates; see form.kind.
const (
	dateWritten = iota
	dateEither
	dateDay
	dateAway
	dateAwayN
	dateAwayMonths
	dateNextMonth
	dateWeekdayNext
	dateWeekdayThis
	dateWeekdayAfterNext
	dateWeekdayLast
	dateWeekend
	dateWeekdayOfWeek
	dateFeast
	dateFeastLast
	dateInMonth
	dateSwapped
	dateFeastDays
	dateWeekdayAfterFeast
	dateWeekdayBeforeFeast
)

// readDates reads the dates.
func (g *grammar) readDates(t grammarTables) error {
	if len(t.Months) != 12 {
		return fmt.Errorf("months: there are %d of 12", len(t.Months))
	}
	g.months, g.ordinals, g.ordinalNumbers = tableOf(listed(t.Months)), tableOf(newForms(t.Ordinals, 0)), tableOf(numberForms(t.OrdinalWords))
	g.dateBefore, g.dates, g.minutesAway = tableOf(newForms(t.DateBefore, 0)), table{}, table{}
	g.feastForms, g.feastKeys = namedForms(t.Feasts)
	add := func(kind, value int, texts ...string) {
		for _, f := range newForms(texts, value) {
			f.kind = kind
			g.dates.add(f)
		}
	}
	add(dateWritten, 0, t.DateForms...)
	for _, text := range t.DateEither {
		add(dateEither, 0, strings.ReplaceAll(text, "{mo}", "{either}"))
	}
	add(dateDay, 0, t.DayForms...)
	g.datesAlone = table{}
	for _, f := range newForms(t.DateAlone, 0) {
		f.kind = dateDay
		g.datesAlone.add(f)
	}
	add(dateNextMonth, 1, t.NextMonth...)
	add(dateNextMonth, -1, t.LastMonth...)
	add(dateSwapped, 0, t.DateSwapped...)
	add(dateWeekdayAfterFeast, 0, t.FeastWeekday["after"]...)
	add(dateWeekdayBeforeFeast, 0, t.FeastWeekday["before"]...)
	if err := g.readInMonth(t, add); err != nil {
		return err
	}
	add(dateWeekend, 0, t.Weekend...)
	for i, name := range []string{"next", "this", "after_next", "last"} {
		add(dateWeekdayNext+i, 0, t.Weekday[name]...)
	}
	for _, before := range append(slices.Clip(t.FeastBefore), "") {
		add(dateFeast, 0, strings.TrimSpace(before+" {feast}"), strings.TrimSpace(before+" {feast} {yyyy}"))
	}
	for _, before := range t.FeastLast {
		add(dateFeastLast, 0, before+" {feast}")
	}
	for kind, forms := range map[int]map[string][]string{dateAway: t.Away, dateAwayN: t.AwayN, dateAwayMonths: t.AwayMonths, dateFeastDays: t.FeastDays, dateWeekdayOfWeek: t.OfWeek} {
		if err := eachNumber(forms, func(n int, texts []string) { add(kind, n, texts...) }); err != nil {
			return err
		}
	}
	return eachNumber(t.MinutesAway, func(n int, texts []string) { g.minutesAway.add(newForms(texts, n)...) })
}

// eachNumber walks over a table by numbers.
func eachNumber(numbered map[string][]string, do func(n int, texts []string)) error {
	for _, key := range slices.Sorted(maps.Keys(numbered)) {
		n, err := strconv.Atoi(key)
		if err != nil {
			return fmt.Errorf("%q is no number", key)
		}
		do(n, numbered[key])
	}
	return nil
}

// readCommands reads what leads to a command.
func (g *grammar) readCommands(t grammarTables) error {
	g.commands, g.commandLines = namedForms(t.Commands)
	g.prayed = tableOf(newForms(t.Prayed, 0))
	return nil
}
