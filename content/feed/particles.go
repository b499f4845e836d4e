package feed

import (
	"bytes"
	"slices"

	"golang.org/x/text/unicode/norm"
)

// Korean joins particles to the end of a name: "이란에서", in Iran. They are cut off both
// what the lexicon has and what a text says, so that both are the same word.

// particles are what is cut off, the longest first.
var particles = foldedParticles("에서의", "에서는", "에서도", "에서", "에게", "에는", "에도", "으로", "까지", "부터", "에", "의", "을", "를", "은", "는", "이", "가", "과", "와", "도", "로", "서")

func foldedParticles(all ...string) [][]byte {
	var folded [][]byte
	for _, particle := range all {
		folded = append(folded, norm.NFKD.Bytes([]byte(particle)))
	}
	slices.SortStableFunc(folded, func(a, b []byte) int { return len(b) - len(a) })
	return folded
}

// leastOfStem is how many syllables are left at least: "인도" is India, and no man.
const leastOfStem = 2

// withoutParticles is a folded word without the particles at its end.
func withoutParticles(word []byte) []byte {
	if !beginsSyllable(word) {
		return word
	}
	for at := 0; at < len(particles); at++ {
		if rest, is := bytes.CutSuffix(word, particles[at]); is && syllables(rest) >= leastOfStem {
			word, at = rest, -1
		}
	}
	return word
}

// The first letters of syllables, as folding parts them.
const firstJamo, lastJamo = '\u1100', '\u1112'

func beginsSyllable(word []byte) bool {
	r := firstRune(string(word[:min(len(word), 4)]))
	return firstJamo <= r && r <= lastJamo
}

// syllables counts the syllables of a folded word.
func syllables(word []byte) int {
	n := 0
	for _, r := range string(word) {
		if firstJamo <= r && r <= lastJamo {
			n++
		}
	}
	return n
}
