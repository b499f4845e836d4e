package words

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Some languages write a preposition or "and" in one word with what stands behind it:
// "للسودان", for Sudan.

// readPrefixes reads the letters that are written so.
func (g *grammar) readPrefixes(t grammarTables) error {
	g.prefixes, g.wholeNames = map[string]string{}, map[string]bool{}
	for letters, apart := range t.Prefixes {
		g.prefixes[fold(letters)] = apart
	}
	for _, letters := range t.NamePrefixes {
		g.namePrefixes = append(g.namePrefixes, fold(letters))
	}
	for _, name := range t.WholeNames {
		g.wholeNames[fold(name)] = true
	}
	return nil
}

// leastBehindPrefix is how many letters stand behind a prefix at least.
const leastBehindPrefix = 2

// cutPrefix is the longest prefix of a folded word that fits with what stands behind it,
// and the two apart; "" where none does.
func (g *grammar) cutPrefix(word string, fits func(prefix, rest string) bool) (prefix, apart string) {
	longest := func(a, b string) int { return cmp.Compare(len(b), len(a)) }
	for _, prefix := range slices.SortedFunc(maps.Keys(g.prefixes), longest) {
		rest, is := strings.CutPrefix(word, prefix)
		if is && utf8.RuneCountInString(rest) >= leastBehindPrefix && fits(prefix, lastWord(g.prefixes[prefix])+rest) {
			return prefix, g.prefixes[prefix] + rest
		}
	}
	return "", ""
}

// lastWord is what stands behind the last space of a text: the article that a prefix has
// swallowed, or nothing.
func lastWord(text string) string { return text[strings.LastIndexByte(text, ' ')+1:] }

// prefixApart is a token as the words that it is made of, where the last of them is one
// that the tables know; itself elsewhere.
func (g *grammar) prefixApart(t token) []token {
	if len(g.prefixes) == 0 || g.known[t.text] || g.wholeNames[t.text] || t.number {
		return []token{t}
	}
	prefix, apart := g.cutPrefix(t.text, func(_, rest string) bool { return g.known[rest] })
	if prefix == "" {
		return []token{t}
	}
	var several []token
	for i, word := range strings.Fields(apart) {
		one := t
		if one.text = word; i > 0 {
			one.from, one.joined = min(t.from+len(prefix), t.to), false
		}
		several = append(several, one)
	}
	return several
}

// namesApart is a line in which a prefix of a name stands apart from it.
func (g *grammar) namesApart(line string) string {
	if len(g.namePrefixes) == 0 {
		return line
	}
	fields := strings.Fields(line)
	for i, field := range fields {
		fields[i] = g.nameApart(field)
	}
	return strings.Join(fields, " ")
}

// nameApart is a name with its prefix apart from it; the same word where it is no name
// or has none.
func (g *grammar) nameApart(field string) string {
	word := fold(strings.Trim(field, ",;.!?()\"«»"))
	if g.known[word] || g.wholeNames[word] {
		return field
	}
	named := func(prefix, rest string) bool { return slices.Contains(g.namePrefixes, prefix) && !g.known[rest] }
	prefix, _ := g.cutPrefix(word, named)
	rest, is := strings.CutPrefix(field, prefix)
	if prefix == "" || !is {
		return field
	}
	return g.prefixes[prefix] + rest
}

// trimPrefix is a name without its prefix; false where it has none.
func (g *grammar) trimPrefix(name string) (string, bool) {
	prefix, _ := g.cutPrefix(fold(name), func(string, string) bool { return true })
	rest, is := strings.CutPrefix(name, prefix)
	if prefix == "" || !is {
		return name, false
	}
	return lastWord(g.prefixes[prefix]) + rest, true
}
