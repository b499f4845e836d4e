package words

import (
	"slices"
	"strconv"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// TimesBeginning are the times of day that a text may become while it is typed, the
// likeliest first: what it is as it stands, what is called so, and the hours and half
// hours. Of "" they are those that the parts of the day offer.
func (v Voice) TimesBeginning(text string) []record.Wall {
	var all []record.Wall
	if c, is := v.ReadClock(text); is {
		all = append(all, c.At...)
	}
	typed := typedText(text)
	for _, g := range v.grammars() {
		for _, f := range g.clocks.beginning(typed) {
			if f.kind == clockNamed {
				all = append(all, record.Wall(f.value))
			}
		}
		for _, f := range g.partForms.beginning(typed) {
			all = append(all, g.parts[f.value].offers...)
		}
		for _, p := range g.parts {
			if typed == "" {
				all = append(all, p.offers...)
			}
		}
	}
	for at := record.Wall(0); typed != "" && at < 24*60; at += 30 {
		if clock := v.Clock(at); strings.HasPrefix(clock, typed) || strings.HasPrefix(clock, "0"+typed) {
			all = append(all, at)
		}
	}
	return unique(all)
}

// DatesBeginning are the dates that a text may become while it is typed: what it is
// as it stands, and what is called so; then the dates of a year. Of "" they are the
// next seven.
func (v Voice) DatesBeginning(text string, c Calendar) []content.Date {
	typed := typedText(text)
	if typed == "" {
		return daysFrom(c.Today, 7)
	}
	all := v.ReadDate(text, c)
	var called []content.Date
	for _, g := range v.grammars() {
		for _, f := range g.dates.beginning(typed) {
			if f.kind == dateAway {
				called = append(called, dateReading{form: f}.on(c)...)
			}
		}
		for _, f := range g.days.beginning(typed) {
			called = append(called, dateReading{reading: reading{weekday: f.value}, form: form{kind: dateWeekdayNext}}.weekdayOn(c.Today))
		}
		for _, f := range g.feastForms.beginning(typed) {
			called = append(called, dateReading{reading: reading{year: -1, feast: g.feastKeys[f.value]}, form: form{kind: dateFeast}}.feastOn(c)...)
		}
	}
	slices.SortFunc(called, func(a, b content.Date) int { return strings.Compare(a.String(), b.String()) })
	return unique(slices.Concat(all, called, v.datesWritten(typed, c.Today)))
}

// datesWritten are the dates of the year from a day on of which the day and the month,
// in either order, or the digits begin with a text.
func (v Voice) datesWritten(typed string, today content.Date) []content.Date {
	var months [13]string
	for n := 1; n <= 12; n++ {
		months[n] = typedText(v.Say("month." + strconv.Itoa(n)))
	}
	var all []content.Date
	for _, d := range daysFrom(today, 366) {
		day, month := strconv.Itoa(d.Day), months[d.Month]
		for _, written := range []string{day + " " + month, month + " " + day, d.String()} {
			if strings.HasPrefix(written, typed) {
				all = append(all, d)
				break
			}
		}
	}
	return all
}

// daysFrom are so many days from one on.
func daysFrom(first content.Date, n int) []content.Date {
	var all []content.Date
	for ahead := range n {
		all = append(all, first.Add(ahead))
	}
	return all
}

// typedText is a text as forms are compared with what is typed.
func typedText(text string) string { return textOf(tokens(Plain(text))) }

func textOf(all []token) string {
	var b strings.Builder
	for i, t := range all {
		if i > 0 && !t.joined {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}

// beginning are the forms without parts that begin with a text, in the order of their
// words; none for "".
func (t table) beginning(typed string) []form {
	var all []form
	if typed == "" {
		return nil
	}
	first, _, _ := strings.Cut(typed, " ")
	for word, forms := range t {
		if !strings.HasPrefix(word, first) && !strings.HasPrefix(typed, word) {
			continue
		}
		for _, f := range forms {
			if text, is := f.words(); is && strings.HasPrefix(text, typed) {
				all = append(all, f)
			}
		}
	}
	slices.SortFunc(all, func(a, b form) int {
		x, _ := a.words()
		y, _ := b.words()
		return strings.Compare(x, y)
	})
	return all
}

// words is what a form says; false where some of it stands for a part.
func (f form) words() (string, bool) {
	var all []token
	for _, p := range f.parts {
		if p.class != "" {
			return "", false
		}
		all = append(all, p.token)
	}
	return textOf(all), true
}

func unique[T comparable](all []T) []T {
	var once []T
	for _, one := range all {
		if !slices.Contains(once, one) {
			once = append(once, one)
		}
	}
	return once
}
