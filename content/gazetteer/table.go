package gazetteer

import "strings"

// A table is lines of a name, a tab and a value, in the order of their bytes,
// with a first line that says what they are.
type table string

// seek is where the first line begins, from lo on and before hi, that is not
// before the text; hi where there is none.
func (t table) seek(lo, hi int, text string) int {
	for lo < hi {
		begin := t.lineAt(lo, (lo+hi)/2)
		end := t.next(begin)
		if string(t[begin:min(end, begin+len(text))]) < text {
			lo = end
		} else {
			hi = begin
		}
	}
	return hi
}

// lineAt is where the line of a byte begins, not before lo.
func (t table) lineAt(lo, at int) int {
	if i := strings.LastIndexByte(string(t[lo:at]), '\n'); i >= 0 {
		return lo + i + 1
	}
	return lo
}

// next is where the line that begins at a byte ends.
func (t table) next(begin int) int {
	if i := strings.IndexByte(string(t[begin:]), '\n'); i >= 0 {
		return begin + i + 1
	}
	return len(t)
}

// span are the lines from lo on and before hi that begin with a text.
func (t table) span(lo, hi int, text string) (from, to int) {
	from = t.seek(lo, hi, text)
	return from, t.seek(from, hi, text+"\xff")
}

// value is what stands behind a name; false where the table lacks it.
func (t table) value(lo, hi int, name string) (string, bool) {
	begin := t.seek(lo, hi, name+"\t")
	line := string(t[begin:t.next(begin)])
	rest, is := strings.CutPrefix(line, name+"\t")
	if !is {
		return "", false
	}
	return strings.TrimSuffix(rest, "\n"), true
}

// line takes the line that begins at a byte apart.
func (t table) line(begin int) (name, value string, next int) {
	next = t.next(begin)
	name, value, _ = strings.Cut(strings.TrimSuffix(string(t[begin:next]), "\n"), "\t")
	return name, value, next
}
