package feed

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// SameTitle tells whether two titles are near enough to be one story.
func SameTitle(a, b string) bool { return slices.Equal(words(a), words(b)) }

// TitleKey gives keys of a title: titles that SameTitle holds for the same
// share at least one of them.
func TitleKey(title string) []uint64 {
	h := fnv.New64a()
	h.Write([]byte(strings.Join(words(title), " ")))
	return []uint64{h.Sum64()}
}

func words(title string) []string {
	w := strings.FieldsFunc(fold(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	slices.SortFunc(w, func(a, b string) int { return cmp.Compare(a, b) })
	return slices.Compact(w)
}
