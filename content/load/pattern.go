package load

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sort"
	"unicode"
)

// A Pattern is a regular expression that is looked for in thousands of texts, of which
// hardly one has it. It first looks whether a text has the signs, and those side by side,
// without which nothing matches: that takes a tenth of the time.
type Pattern struct {
	form  *regexp.Regexp
	needs []need
}

// NewPattern reads a regular expression of RE2.
func NewPattern(text string) (*Pattern, error) {
	form, err := regexp.Compile(text)
	if err != nil {
		return nil, err
	}
	tree, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return nil, err
	}
	return &Pattern{form, needsOf(tree.Simplify())}, nil
}

// Find is the first of a text that matches, "" where nothing does.
func (p *Pattern) Find(s *Signs) string {
	if !allOf(p.needs, s) {
		return ""
	}
	return p.form.FindString(s.text)
}

// Signs are a text with the characters that it has, each once, and which two of them stand
// side by side.
type Signs struct {
	text  string
	runes []rune
	pairs [][2]rune
}

// SignsOf reads a text.
func SignsOf(text string) *Signs {
	runes := []rune(text)
	s := &Signs{text: text}
	seen := make(map[[2]rune]bool, len(runes))
	for i := range max(0, len(runes)-1) {
		if pair := [2]rune{runes[i], runes[i+1]}; !seen[pair] {
			seen[pair] = true
			s.pairs = append(s.pairs, pair)
		}
	}
	slices.Sort(runes)
	s.runes = slices.Compact(runes)
	return s
}

// A need is something without which a pattern matches no text.
type need func(s *Signs) bool

func allOf(needs []need, s *Signs) bool {
	return !slices.ContainsFunc(needs, func(n need) bool { return !n(s) })
}

// A class are ranges of characters: the first and the last of each.
type class []rune

func (c class) has(r rune) bool {
	i := sort.Search(len(c)/2, func(i int) bool { return r <= c[2*i+1] })
	return i < len(c)/2 && c[2*i] <= r
}

// needsOf are the needs of a part of an expression.
func needsOf(tree *syntax.Regexp) []need {
	var r reader
	r.read(tree)
	return r.needs
}

// A reader goes over an expression from left to right.
type reader struct {
	needs []need
	last  class // what the character before is one of; nil where that is not known
}

func (r *reader) read(tree *syntax.Regexp) {
	switch tree.Op {
	case syntax.OpLiteral:
		for _, sign := range tree.Rune {
			r.class(inEitherCase(sign, tree.Flags&syntax.FoldCase != 0))
		}
	case syntax.OpCharClass:
		r.class(tree.Rune)
	case syntax.OpCapture, syntax.OpConcat, syntax.OpPlus:
		for _, part := range tree.Sub {
			r.read(part)
		}
	case syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		// Between two characters stands nothing.
	case syntax.OpAlternate:
		r.oneOf(tree.Sub)
		r.last = nil
	default:
		r.last = nil
	}
}

// class needs a character of a class, behind the last one where that is known.
func (r *reader) class(c class) {
	before := r.last
	r.last = c
	if before == nil {
		r.needs = append(r.needs, func(s *Signs) bool { return slices.ContainsFunc(s.runes, c.has) })
		return
	}
	r.needs = append(r.needs, func(s *Signs) bool {
		return slices.ContainsFunc(s.pairs, func(p [2]rune) bool { return c.has(p[1]) && before.has(p[0]) })
	})
}

// oneOf needs what one of several parts needs.
func (r *reader) oneOf(parts []*syntax.Regexp) {
	var each [][]need
	for _, part := range parts {
		each = append(each, needsOf(part))
	}
	r.needs = append(r.needs, func(s *Signs) bool {
		return slices.ContainsFunc(each, func(needs []need) bool { return allOf(needs, s) })
	})
}

// inEitherCase are a character and, where capitals do not matter, those that differ in that alone.
func inEitherCase(sign rune, fold bool) (c class) {
	all := []rune{sign}
	for next := unicode.SimpleFold(sign); fold && next != sign; next = unicode.SimpleFold(next) {
		all = append(all, next)
	}
	slices.Sort(all)
	for _, one := range all {
		c = append(c, one, one)
	}
	return c
}
