package words

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"
)

// The invisible marks of direction: what stands between isolate and popIsolate is
// ordered by itself, whatever stands around it; what begins with rightToLeft is a
// line that runs from right to left.
const (
	isolate     = "\u2068"
	popIsolate  = "\u2069"
	rightToLeft = "\u200F"
)

// rtlScripts are those that are written from right to left.
var rtlScripts = map[string]bool{"Arab": true, "Hebr": true, "Syrc": true, "Thaa": true, "Nkoo": true, "Adlm": true, "Rohg": true}

// runsLeft tells whether a language is written from right to left.
func runsLeft(tag string) bool {
	parsed, err := language.Parse(tag)
	if err != nil {
		return false
	}
	script, _ := parsed.Script()
	return rtlScripts[script.String()]
}

// RightToLeft tells whether the voice speaks from right to left.
func (v Voice) RightToLeft() bool { return v.rtl }

// isolated are values as a sentence of the voice takes them in: where it runs from
// right to left, names, numbers and references stay in their own order. What is made of
// values alone says itself that it runs so: an isolate does not count.
func (v Voice) isolated(data With) With {
	if !v.rtl {
		return data
	}
	for key, value := range data {
		if text, is := value.(string); is && text != "" {
			data[key] = isolate + Directed(text) + popIsolate
		}
	}
	return data
}

// isolatedForm is a value that a sentence has taken in.
const isolatedForm = isolate + "[^" + popIsolate + "]*" + popIsolate

// apartForm are a time of several values, which is one number; values, which stay as they
// are; and the commands of a sentence with what is typed behind them in the letters of
// English, and its dates: those a line from right to left would turn round.
var apartForm = regexp.MustCompile("(?m)" + isolate + "[0-9]+" + popIsolate + "(?::" + isolate + "[0-9]+" + popIsolate + ")+" +
	"|" + isolatedForm +
	"|(?:^|[\\s(«])/(?:[a-z]+|" + isolatedForm + ")(?: (?:[A-Za-z0-9:=-]*[A-Za-z0-9]|" + isolatedForm + "))*" +
	"|[0-9]+(?:[-/][0-9]+)+")

// unmarked is a text without isolates.
var unmarked = strings.NewReplacer(isolate, "", popIsolate, "")

// runsApart is a sentence of the voice whose commands and dates stay in their own
// order where it runs from right to left. One that is a command itself has no marks: it
// is there to be copied.
func (v Voice) runsApart(text string) string {
	switch {
	case !v.rtl:
		return text
	case strings.HasPrefix(text, "/"):
		return unmarked.Replace(text)
	}
	return apartForm.ReplaceAllStringFunc(text, func(found string) string {
		switch {
		case strings.HasPrefix(found, isolate) && strings.Contains(found, popIsolate+":"):
			return unmarked.Replace(found)
		case strings.HasPrefix(found, isolate):
			return found
		}
		run := strings.TrimLeft(found, " \n(«")
		return found[:len(found)-len(run)] + isolate + run + popIsolate
	})
}

// Directed is a text each of whose lines runs from right to left: where a line
// does not begin so by itself, an invisible mark stands before it. Of another
// script alone it stays as it is, and so does a command, which may be copied.
func Directed(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if holdsRTL(line) && !beginsRTL(line) && !strings.HasPrefix(line, "/") {
			lines[i] = rightToLeft + line
		}
	}
	return strings.Join(lines, "\n")
}

// DirectedItem is Directed for the beginning of an item of a list, which may be a
// name in another script.
func DirectedItem(text string) string {
	if text == "" || holdsRTL(text) {
		return Directed(text)
	}
	return rightToLeft + text
}

// holdsRTL tells whether a letter of a text is written from right to left.
func holdsRTL(text string) bool { return strings.ContainsFunc(text, isRTL) }

func isRTL(r rune) bool {
	class := classOf(r)
	return class == bidi.R || class == bidi.AL
}

func classOf(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// beginsRTL tells whether the first letter that counts for the direction of a line
// is written from right to left: what is isolated does not count.
func beginsRTL(line string) bool {
	depth := 0
	for line != "" {
		r, n := utf8.DecodeRuneInString(line)
		line = line[n:]
		switch class := classOf(r); {
		case class == bidi.FSI || class == bidi.LRI || class == bidi.RLI:
			depth++
		case class == bidi.PDI:
			depth = max(0, depth-1)
		case depth == 0 && class == bidi.L:
			return false
		case depth == 0 && isRTL(r):
			return true
		}
	}
	return false
}
