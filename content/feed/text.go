package feed

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxPost is how long a title may be that is made from a text without one.
const maxPost = 100

// plainTitle is a title that can be shown; "" where there is none.
func plainTitle(text string) string {
	t := cleanTitle(text)
	switch strings.ToLower(strings.Trim(t, "[]().")) {
	case "", "untitled", "no title", "null", "undefined":
		return ""
	}
	return shorten(t, MaxTitle)
}

// title is an item's title; where it has none, the beginning of its text.
func title(d draft, excerpt string) string {
	if t := plainTitle(d.title); t != "" {
		return t
	}
	if end := sentenceEnd(excerpt, maxPost); end > 0 {
		return excerpt[:end]
	}
	return shorten(excerpt, maxPost)
}

// withoutTitle takes a title off the beginning of an excerpt that repeats it.
func withoutTitle(excerpt, title string) string {
	rest, ok := strings.CutPrefix(excerpt, title)
	if !ok || rest != "" && letter(firstRune(rest)) {
		return excerpt
	}
	return strings.TrimLeftFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-–—:|.…", r) })
}

// excerpt is the short form of a story: its summary, or else its beginning.
func excerpt(summary, content string) string {
	if summary == "" {
		summary = content
	}
	return shorten(summary, MaxExcerpt)
}

// storyText is all that an item tells, for finding out what it is about.
func storyText(summary, content string) string {
	if begin, _, _ := strings.Cut(summary, "…"); strings.HasPrefix(content, strings.TrimSpace(begin)) {
		summary = ""
	}
	return strings.TrimSpace(bounded(strings.TrimSpace(summary+" "+content), MaxText))
}

func categories(all []string) []string {
	var kept []string
	for _, c := range all {
		c = Clean(c)
		if c != "" && utf8.RuneCountInString(c) <= MaxCategory && len(kept) < MaxCategories && !containsFold(kept, c) {
			kept = append(kept, c)
		}
	}
	return kept
}

func containsFold(all []string, text string) bool {
	for _, one := range all {
		if strings.EqualFold(one, text) {
			return true
		}
	}
	return false
}
