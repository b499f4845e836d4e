package words

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Some languages join small words to the end of others ("서울에서", in Seoul), and leave
// out the space between two words as they like. A word that the tables do not know is
// taken apart there: into words that they know, or into a name and what is joined to it.

// longestParted is how many letters a word has at most that is taken apart.
const longestParted = 40

// endings are what a grammar takes such words apart by; it takes none apart where pieces is
// empty.
type endings struct {
	pieces    map[string]bool // the words that a longer one may be made of
	ofNames   map[string]bool // those that are joined to the end of any word, a name too
	beginNone map[string]bool // those that begin no word
	most      int             // how many letters the longest of them has
}

// readEndings notes by what words are taken apart.
func (g *grammar) readEndings(t grammarTables) {
	if len(t.Endings) == 0 && len(t.NameEndings) == 0 {
		return
	}
	e := endings{pieces: map[string]bool{}, ofNames: map[string]bool{}, beginNone: map[string]bool{}}
	for _, all := range []struct {
		tables []table
		least  int // letters
	}{{g.timeTables(), 1}, {g.tables(), 2}} {
		for word := range wordsOf(all.tables) {
			if syllables(word) >= all.least {
				e.addPiece(word)
			}
		}
	}
	for name := range g.wholeNames {
		e.addPiece(name)
	}
	for _, ending := range slices.Concat(t.Endings, t.NameEndings) {
		word := fold(ending)
		e.beginNone[word] = e.beginNone[word] || !e.pieces[word]
		e.addPiece(word)
		g.known[word] = true
	}
	for _, ending := range t.NameEndings {
		e.ofNames[fold(ending)] = true
	}
	g.endings = e
}

func (e *endings) addPiece(word string) {
	e.pieces[word], e.most = true, max(e.most, syllables(word))
}

// timeTables are the tables whose words are short and stand beside each other: those of
// days, dates and times.
func (g *grammar) timeTables() []table {
	return []table{g.clocks, g.partForms, g.days, g.daysBrief, g.daySets, g.each, g.eachAfter, g.numbers, g.months, g.ordinals, g.ordinalNumbers, g.dates, g.minutesAway, g.counts}
}

// wordsOf are the words of letters in the forms of tables.
func wordsOf(tables []table) map[string]bool {
	all := map[string]bool{}
	for _, t := range tables {
		for _, forms := range t {
			for _, f := range forms {
				for _, p := range f.parts {
					if p.class == "" && !p.number && kindOf(firstRune(p.text)) == letterRune {
						all[p.text] = true
					}
				}
			}
		}
	}
	return all
}

// syllables is how many letters a folded word is written with.
func syllables(word string) int { return utf8.RuneCountInString(composed(word)) }

// endingsApart is a token as the words that it is made of; itself where it is one.
func (g *grammar) endingsApart(t token, line string) []token {
	if len(g.pieces) == 0 || t.number || g.known[t.text] || kindOf(firstRune(t.text)) != letterRune {
		return []token{t}
	}
	cuts := g.endings.cuts(line[t.from:t.to])
	if cuts == nil {
		return []token{t}
	}
	var all []token
	begin := t.from
	for _, cut := range cuts {
		end := t.from + cut
		all = append(all, token{text: fold(line[begin:end]), from: begin, to: end, joined: begin > t.from || t.joined})
		begin = end
	}
	return all
}

// cuts are the ends of the pieces of a word, in bytes; nil where it is one.
func (e endings) cuts(word string) []int {
	letters := strings.Split(word, "")
	if len(letters) < 2 || len(letters) > longestParted {
		return nil
	}
	rests := e.rests(letters)
	if whole := rests[0]; whole != nil && !e.beginNone[e.piece(letters, 0, whole[0])] {
		return bytesOf(letters, whole)
	}
	for at := 1; at < len(letters); at++ {
		if rest := rests[at]; rest != nil && e.ofNames[e.piece(letters, at, rest[0])] {
			return bytesOf(letters, append([]int{at}, rest...))
		}
	}
	return nil
}

// rests are, by the letter from which on, the ends of the fewest pieces that the rest of
// a word is made of; nil where it is made of none.
func (e endings) rests(letters []string) [][]int {
	rests := make([][]int, len(letters)+1)
	rests[len(letters)] = []int{}
	for at := len(letters) - 1; at >= 0; at-- {
		for end := min(len(letters), at+e.most); end > at; end-- {
			rest := rests[end]
			if rest == nil || rests[at] != nil && len(rests[at]) <= len(rest)+1 || !e.pieces[e.piece(letters, at, end)] {
				continue
			}
			rests[at] = append([]int{end}, rest...)
		}
	}
	return rests
}

func (e endings) piece(letters []string, from, to int) string {
	return fold(strings.Join(letters[from:to], ""))
}

// bytesOf are places between letters as places between bytes.
func bytesOf(letters []string, places []int) []int {
	var all []int
	for _, place := range places {
		all = append(all, len(strings.Join(letters[:place], "")))
	}
	return all
}

// beginsWord tells whether a token begins a word although no space stands before it: one of
// the two is of a script without spaces, or a known word in a language that leaves them
// out.
func (m matcher) beginsWord(at int) bool {
	t, before := m.tokens[at], m.tokens[at-1]
	return unspaced(t) || unspaced(before) || len(m.pieces) > 0 && (m.knownWord(t) || m.knownWord(before))
}

func (m matcher) knownWord(t token) bool {
	return m.known[t.text] && kindOf(firstRune(t.text)) == letterRune
}
