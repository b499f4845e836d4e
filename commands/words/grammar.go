package words

import (
	"fmt"
	"maps"
	"slices"

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

	prefixes     map[string]string // letters of one word with what is behind them, and the two apart
	namePrefixes []string          // those of them behind which a name may stand
	endings                        // what is joined to the end of a word
	wholeNames   map[string]bool   // names that begin or end so by themselves
	homes        map[string]bool   // the countries where most of those live who speak it; none where anybody may

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
	asks                                                table // by the index of askLines
	askLines                                            []string
	small, here, hereAfter, forBehind                   table // see en.yaml
	notAt, notAtAfter                                   table // around a time that is not wanted
	only                                                table // nothing else shall come

	begins    map[string]classSet // the parts of forms that a word may begin
	known     map[string]bool     // all words of the forms
	longWords []string            // those that are known with a slip in them
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
	Prefixes     map[string]string
	NamePrefixes []string `yaml:"name_prefixes"`
	WholeNames   []string `yaml:"whole_names"`
	Homes        []string
	For          []string
	ForAfter     []string `yaml:"for_after"`
	PlaceEnds    []string `yaml:"place_ends"`
	AtAfter      []string `yaml:"at_after"`
	RangeAfter   []string `yaml:"range_after"`
	EndsAfter    []string `yaml:"ends_after"`
	DateAfter    []string `yaml:"date_after"`
	Endings      []string
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
	Asks         map[string][]string
	Small        []string
	Here         []string
	HereAfter    []string `yaml:"here_after"`
	ForBehind    []string `yaml:"for_behind"`
	NotAt        []string `yaml:"not_at"`
	NotAtAfter   []string `yaml:"not_at_after"`
	Only         []string
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
	_, part := parted(file)
	if err := yaml.Load(part, &whole); err != nil {
		return nil, fmt.Errorf("the grammar: %w", err)
	}
	if whole.Grammar == nil {
		return nil, nil
	}
	t := *whole.Grammar
	g := &grammar{}
	for _, read := range []func(grammarTables) error{g.readPrefixes, g.readLine, g.readClock, g.readDays, g.readDates, g.readCommands} {
		if err := read(t); err != nil {
			return nil, fmt.Errorf("the grammar: %w", err)
		}
	}
	g.readBehind(t)
	g.readBeginnings()
	g.readWords()
	g.readEndings(t)
	g.readSentences(t)
	g.readHomes(t)
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

// readCommands reads what leads to a command.
func (g *grammar) readCommands(t grammarTables) error {
	g.commands, g.commandLines = namedForms(t.Commands)
	g.prayed = tableOf(newForms(t.Prayed, 0))
	return nil
}
