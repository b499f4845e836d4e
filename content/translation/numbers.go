package translation

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"prayerbot/content/load"
)

// englishMultipliers are words behind a number that belong to it.
var englishMultipliers = map[string]float64{"thousand": 1e3, "million": 1e6, "billion": 1e9}

// numeral is a number with the marks that part its digits, and the word behind it.
var numeral = regexp.MustCompile(`\d+(?:[.,٫٬'’\x{00A0}\x{202F} ]\d+)*(?:[\s\x{00A0}]?(\p{L}+))?`)

// sameNumbers refuses a text whose numbers are not those of the English.
func sameNumbers(l load.Language, english, text string, _ bool) []Wrong {
	if l.Month != "" {
		english = monthsInFigures(english)
	}
	want, got := numbers(english, englishMultipliers), numbers(text, l.Multipliers)
	if slices.Equal(want, got) {
		return nil
	}
	return []Wrong{{fmt.Sprintf("It has the numbers %v, and the English %v.", got, want), "Write the same numbers in figures, and words for what English says in words."}}
}

// month is the name of a month in English. May alone is mostly the verb.
var month = regexp.MustCompile(`\b(?:January|February|March|April|June|July|August|September|October|November|December)\b|\bMay \d|\b(?:\d{1,2}|[Ii]n) May\b`)

// monthsInFigures writes the months of English as a language does that counts them:
// "in June 2025" has a 6.
func monthsInFigures(english string) string {
	return month.ReplaceAllStringFunc(english, func(found string) string {
		for m := time.January; m <= time.December; m++ {
			found = strings.Replace(found, m.String(), fmt.Sprintf("%d/", m), 1)
		}
		return found
	})
}

// numbers are the values of all numbers of a text, in order of size.
func numbers(text string, multipliers map[string]float64) (all []float64) {
	for _, m := range numeral.FindAllStringSubmatch(foldDigits(text), -1) {
		figure, word := strings.TrimSuffix(m[0], m[1]), strings.ToLower(m[1])
		factor, is := 1.0, false
		for name, value := range multipliers {
			if word == name || !isSpaced(m[1]) && strings.HasPrefix(word, name) {
				factor, is = value, true
			}
		}
		for i, part := range values(figure) {
			if is && i == len(values(figure))-1 {
				part *= factor
			}
			all = append(all, part)
		}
	}
	slices.Sort(all)
	return all
}

// values are the numbers that a run of digits and marks stands for: one, unless
// what follows a mark can be no part of it. Three digits behind a mark are
// thousands.
func values(figure string) (all []float64) {
	parts := strings.FieldsFunc(figure, func(r rune) bool { return !unicode.IsDigit(r) })
	marks := strings.FieldsFunc(strings.TrimRightFunc(figure, func(r rune) bool { return !unicode.IsDigit(r) }), unicode.IsDigit)
	for i := 0; i < len(parts); {
		text := parts[i]
		grouped := len(text) <= 3 && text != "0"
		for i++; i < len(parts) && grouped && len(parts[i]) == 3; i++ {
			text += parts[i]
		}
		if i < len(parts) && strings.ContainsAny(marks[i-1], ".,٫") {
			text += "." + parts[i]
			i++
		}
		value, _ := strconv.ParseFloat(text, 64)
		all = append(all, value)
	}
	return all
}

// foldDigits writes the digits of every script with those of English.
func foldDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 || !unicode.Is(unicode.Nd, r) {
			return r
		}
		zero := r
		for unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
			zero--
		}
		return '0' + (r - zero)
	}, text)
}
