package translation

import (
	"fmt"
	"strings"

	"prayerbot/content/load"
)

// boilerplate finds texts that share more than a third of their runs of three
// words with another one, of which the English does not: somebody has written
// the same twice.
func (s *Set) boilerplate() (faults load.FaultsError) {
	first := map[string]int{} // by a run of words, where those that have it are noted
	var having [][]int32      // the items that have a run
	runs := make([]map[string]bool, len(s.Items))
	for i, item := range s.Items {
		if item.State != Done || len(item.Field("text")) < shortest {
			continue
		}
		runs[i] = trigrams(item.Entry.Texts["text"])
		shared := map[int]int{}
		for run := range runs[i] {
			n, known := first[run]
			if !known {
				n = len(having)
				first[run], having = n, append(having, nil)
			}
			for _, other := range having[n] {
				shared[int(other)]++
			}
			having[n] = append(having[n], int32(i))
		}
		for other, n := range shared {
			if tooMuch(n, runs[i], runs[other]) && !s.alikeInEnglish(i, other) {
				faults = append(faults, at(item.Entry, "text", fmt.Sprintf("%q says much the same as %q.", item.ID, s.Items[other].ID), "Translate each from its own English."))
			}
		}
	}
	return faults
}

// tooMuch tells whether n runs are more than a third of those of the shorter of
// two texts.
func tooMuch(n int, a, b map[string]bool) bool {
	return float64(n) > mostTrigram*float64(min(len(a), len(b)))
}

// alikeInEnglish tells whether two items are alike in English already.
func (s *Set) alikeInEnglish(i, j int) bool {
	a, b := trigrams(s.Items[i].Field("text")), trigrams(s.Items[j].Field("text"))
	n := 0
	for run := range a {
		if b[run] {
			n++
		}
	}
	return tooMuch(n, a, b)
}

// trigrams are the runs of three words of a text; of a writing without spaces,
// of four signs.
func trigrams(text string) map[string]bool {
	units, size := wordsOf(text), 3
	if len(units) > 0 && !isSpaced(text) && !strings.ContainsFunc(text, isHangul) {
		units, size = strings.Split(strings.Join(units, ""), ""), 4
	}
	joined, at := strings.Join(units, " "), make([]int, 1, len(units)+1) // where each begins there
	for _, unit := range units {
		at = append(at, at[len(at)-1]+len(unit)+1)
	}
	all := make(map[string]bool, len(units))
	for i := 0; i+size <= len(units); i++ {
		all[joined[at[i]:at[i+size]-1]] = true
	}
	return all
}

// isHangul: Korean puts spaces between words.
func isHangul(r rune) bool { return r >= 0xAC00 && r <= 0xD7A3 }
