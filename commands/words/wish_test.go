package words_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"prayerbot/commands/words"
	"prayerbot/content"
)

// table reads the lines of a file of test cases, whose columns are parted by tabs.
func table(t testing.TB, name string, columns int) [][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(line, "#") {
			row := strings.Split(line, "\t")
			for len(row) < columns {
				row = append(row, "")
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// clockText writes a clock as the tables do.
func clockText(c *words.Clock) string {
	switch {
	case c == nil:
		return "-"
	case !c.Instant.IsZero():
		return fmt.Sprintf("<t:%d>", c.Instant.Unix())
	}
	var all []string
	for _, w := range c.At {
		all = append(all, w.String())
	}
	return strings.Join(all, " ")
}

// daysText writes days as the tables do.
func daysText(w words.Wish) string {
	switch {
	case w.Days == nil:
		return ""
	case *w.Days == 0:
		return "every"
	}
	var all []string
	for i, name := range []string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"} {
		if *w.Days&(1<<i) != 0 {
			all = append(all, name)
		}
	}
	return strings.Join(all, " ")
}

// moreText writes what else a line says.
func moreText(w words.Wish) string {
	var all []string
	add := func(is bool, text string) {
		if is {
			all = append(all, text)
		}
	}
	add(w.What != "", "what "+w.What)
	add(w.Cannot != "", "cannot "+w.Cannot)
	add(w.Clock != nil && w.Clock.Several, "several")
	add(w.Clock != nil && w.Clock.Moves, "moves")
	add(w.NoTime != "", "notime "+w.NoTime)
	add(w.Whole != w.Place && w.What != "week" && w.Days != nil, "whole "+w.Whole)
	return strings.Join(all, " ")
}

// wrongIn says what of a line of the table of wishes is read otherwise.
func wrongIn(w words.Wish, row []string) (wrong []string) {
	for i, got := range []string{clockText(w.Clock), daysText(w), w.Place, w.For} {
		if got != row[i+1] {
			wrong = append(wrong, fmt.Sprintf("column %d is %q, want %q", i+1, got, row[i+1]))
		}
	}
	if got := moreText(w); got != row[5] && !(strings.HasPrefix(got, "whole ") && row[5] == "") {
		wrong = append(wrong, fmt.Sprintf("it says besides %q, want %q", got, row[5]))
	}
	return wrong
}

func TestAWishIsReadAsPeopleSayIt(t *testing.T) {
	v := voice(t, "")
	for _, file := range []string{"wishes.tsv", "said.tsv"} {
		for _, row := range table(t, file, 6) {
			for _, wrong := range wrongIn(v.ReadWish(row[0]), row) {
				t.Errorf("%q: %s", row[0], wrong)
			}
		}
	}
}

// An answered counts how what people say is answered.
type answered struct{ all, atOnce, amongTwo, wrong int }

// add counts one line: right tells whether it is read as it is meant, and choices are
// what is offered where it can mean several things.
func (a *answered) add(right bool, choices int) {
	a.all++
	switch {
	case !right || choices > 4:
		a.wrong++
	case choices <= 1:
		a.atOnce++
		a.amongTwo++
	default:
		a.amongTwo++
	}
}

// At least 85 of 100 times, days and dates as people say them are answered at once,
// 97 with the right one among the first two of at most four, and none wrongly. What
// cannot be done is answered by saying so.
func TestMostTimesDaysAndDatesAreAnsweredAtOnce(t *testing.T) {
	v, noon := voice(t, ""), time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	var said answered
	for _, row := range table(t, "said.tsv", 6) {
		choices := strings.Count(row[1], ":")
		if strings.HasPrefix(row[1], "<") {
			choices = 1
		}
		said.add(len(wrongIn(v.ReadWish(row[0]), row)) == 0, choices)
	}
	for _, row := range table(t, "dates.tsv", 2) {
		said.add(datesText(v.ReadDate(row[0], tuesday)) == row[1], len(strings.Fields(row[1])))
	}
	for _, row := range table(t, "moments.tsv", 2) {
		m, is := v.ReadMoment(row[0], tuesday, noon)
		said.add(momentText(m, is) == row[1], max(len(m.Clock.At), 1)*max(len(m.Dates), 1))
	}
	if said.all < 300 || said.atOnce*100 < said.all*85 || said.amongTwo*100 < said.all*97 || said.wrong > 0 {
		t.Errorf("too few are answered as they are meant: %+v", said)
	}
	t.Logf("%+v", said)
}

// BenchmarkLines reads all lines of the tables, and tells how long the slowest one of a
// hundred takes.
func BenchmarkLines(b *testing.B) {
	catalogue, err := words.New()
	if err != nil {
		b.Fatal(err)
	}
	v, rows := catalogue.In(""), append(table(b, "wishes.tsv", 6), table(b, "said.tsv", 6)...)
	took := make([]time.Duration, 0, len(rows))
	for b.Loop() {
		took = took[:0]
		for _, row := range rows {
			begin := b.Elapsed()
			v.ReadWish(row[0])
			took = append(took, b.Elapsed()-begin)
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-us")
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-us")
}

func BenchmarkReadWish(b *testing.B) {
	catalogue, err := words.New()
	if err != nil {
		b.Fatal(err)
	}
	v := catalogue.In("")
	for b.Loop() {
		v.ReadWish("every weekday at half past seven in the morning in lagos for Nigeria, Middle East")
	}
}

func TestWhatIsAddedToAPlaceIsTakenOff(t *testing.T) {
	for _, tt := range [][3]string{
		{"en", "Lagos time", "Lagos"}, {"en", "L'Aquila", "L'Aquila"}, {"fr", "d'Abidjan", "Abidjan"}, {"fr", "D’Abidjan", "Abidjan"},
		{"fr", "l’Île Maurice", "Île Maurice"}, {"fr", "Côte d'Ivoire", "Côte d'Ivoire"}, {"fr", "Paris heure locale", "Paris"},
		{"it", "all’Aquila", "l'Aquila"}, {"it", "Dall'Aia", "l'Aia"}, {"it", "l'Aquila", "Aquila"}, {"it", "alla Spezia", "la Spezia"}, {"it", "Reggio nell'Emilia", "Reggio nell'Emilia"},
	} {
		if got := voice(t, tt[0]).TrimPlace(tt[1]); got != tt[2] {
			t.Errorf("%s: %q is the place %q, want %q", tt[0], tt[1], got, tt[2])
		}
	}
}

func TestTheFirstOfAMonthIsWrittenAsALanguageSaysIt(t *testing.T) {
	first := content.Date{Year: 2027, Month: time.May, Day: 1}
	for lang, want := range map[string]string{"en": "Saturday 1 May 2027", "fr": "samedi 1er mai 2027"} {
		if got := voice(t, lang).Date(first); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
	if got := voice(t, "fr").PlainDate("2027-05-02"); got != "2 mai 2027" {
		t.Errorf("the second is %q", got)
	}
}
