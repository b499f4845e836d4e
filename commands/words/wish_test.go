package words_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"prayerbot/commands/words"
)

// table reads the lines of a file of test cases, whose columns are parted by tabs.
func table(t *testing.T, name string, columns int) [][]string {
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

func TestAWishIsReadAsPeopleSayIt(t *testing.T) {
	v := voice(t, "")
	for _, row := range table(t, "wishes.tsv", 6) {
		w := v.ReadWish(row[0])
		for i, got := range []string{clockText(w.Clock), daysText(w), w.Place, w.For} {
			if got != row[i+1] {
				t.Errorf("%q: column %d is %q, want %q", row[0], i+1, got, row[i+1])
			}
		}
		if got := moreText(w); got != row[5] && !(strings.HasPrefix(got, "whole ") && row[5] == "") {
			t.Errorf("%q: it says besides %q, want %q", row[0], got, row[5])
		}
	}
}

// TestMostWishesAreClearAtOnce counts over the table: how often a line says all that
// it has to, or offers at most four times with the right one among the first two.
func TestMostWishesAreClearAtOnce(t *testing.T) {
	v := voice(t, "")
	clear, offered, all := 0, 0, 0
	for _, row := range table(t, "wishes.tsv", 6) {
		w := v.ReadWish(row[0])
		all++
		switch {
		case w.Clock == nil || len(w.Clock.At) <= 1 && w.Cannot == "":
			clear++
		case len(w.Clock.At) <= 4:
			offered++
		}
	}
	if clear*100 < all*70 || (clear+offered)*100 < all*97 {
		t.Errorf("of %d, %d are clear and %d offer", all, clear, offered)
	}
	t.Logf("of %d, %d are clear and %d offer", all, clear, offered)
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
