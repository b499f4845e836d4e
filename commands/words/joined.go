package words

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Some languages write a preposition or "and" in one word with what stands behind it.

// readJoined reads the letters that are written so.
func (g *grammar) readJoined(t grammarTables) error {
	g.joined, g.joinedWhole = map[string]string{}, map[string]bool{}
	for letters, apart := range t.Joined {
		g.joined[fold(letters)] = apart
	}
	for _, letters := range t.JoinedNames {
		g.joinedNames = append(g.joinedNames, fold(letters))
	}
	for _, name := range t.JoinedWhole {
		g.joinedWhole[fold(name)] = true
	}
	return nil
}

// leastJoined is how many letters a word has at least that letters are joined to.
const leastJoined = 2

// takenApart are the letters that may be joined to the rest of a folded word, the most first,
// with the two apart.
func (g *grammar) takenApart(word string, fits func(letters, rest string) bool) (letters, apart string) {
	longest := func(a, b string) int { return cmp.Compare(len(b), len(a)) }
	for _, letters := range slices.SortedFunc(maps.Keys(g.joined), longest) {
		rest, is := strings.CutPrefix(word, letters)
		_, begin, _ := strings.Cut(g.joined[letters], " ")
		last := begin[strings.LastIndexByte(begin, ' ')+1:]
		if is && utf8.RuneCountInString(rest) >= leastJoined && fits(letters, last+rest) {
			return letters, g.joined[letters] + rest
		}
	}
	return "", ""
}

// parted are tokens of which those that hold a word of the grammar, with letters joined
// to it, are several.
func (g *grammar) parted(all []token) []token {
	if len(g.joined) == 0 {
		return all
	}
	var apart []token
	for _, t := range all {
		apart = append(apart, g.tokensOf(t)...)
	}
	return apart
}

// tokensOf are the tokens that one is.
func (g *grammar) tokensOf(t token) []token {
	if g.known[t.text] || g.joinedWhole[t.text] || t.number {
		return []token{t}
	}
	letters, apart := g.takenApart(t.text, func(_, rest string) bool { return g.known[rest] })
	if letters == "" {
		return []token{t}
	}
	var several []token
	for i, word := range strings.Fields(apart) {
		one := t
		if one.text = word; i > 0 {
			one.from, one.joined = min(t.from+len(letters), t.to), false
		}
		several = append(several, one)
	}
	return several
}

// namesApart is a line in which what is joined to a name stands apart from it.
func (g *grammar) namesApart(line string) string {
	if len(g.joinedNames) == 0 {
		return line
	}
	fields := strings.Fields(line)
	for i, field := range fields {
		fields[i] = g.nameApart(field)
	}
	return strings.Join(fields, " ")
}

// nameApart is a word without what is joined to the name that it is; the same word where
// it is none.
func (g *grammar) nameApart(field string) string {
	word := fold(strings.Trim(field, ",;.!?()\"«»"))
	if g.known[word] || g.joinedWhole[word] {
		return field
	}
	named := func(letters, rest string) bool { return slices.Contains(g.joinedNames, letters) && !g.known[rest] }
	letters, _ := g.takenApart(word, named)
	rest, is := strings.CutPrefix(field, letters)
	if letters == "" || !is {
		return field
	}
	return g.joined[letters] + rest
}

// restOfJoined is a name without the letters that are joined to it; false where there
// are none.
func (g *grammar) restOfJoined(name string) (string, bool) {
	letters, _ := g.takenApart(fold(name), func(string, string) bool { return true })
	rest, is := strings.CutPrefix(name, letters)
	if letters == "" || !is {
		return name, false
	}
	apart := g.joined[letters]
	return apart[strings.LastIndexByte(apart, ' ')+1:] + rest, true
}
