package main

import (
	"fmt"
	"slices"
	"strings"
)

// A row is one line of the table.
type row struct {
	what   string
	result string
	beside string // what it is compared with
	ratio  string // or "" where the result itself is the answer
	target string
}

// table writes rows as Markdown.
func table(rows []row) string {
	var b strings.Builder
	b.WriteString("| What | Result | Beside | Ratio | Target |\n| --- | --- | --- | --- | --- |\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", r.what, r.result, r.beside, r.ratio, r.target)
	}
	return b.String()
}

// A race is what several runners did in the same rounds, by runner.
type race map[string][]float64

func (r race) note(runner string, perSecond float64) { r[runner] = append(r[runner], perSecond) }

// median of what a runner did.
func (r race) median(runner string) float64 { return median(r[runner]) }

// ratio compares two runners, each round for itself: the median, and from where
// to where it went.
func (r race) ratio(runner, beside string) string {
	var ratios []float64
	for i, did := range r[runner] {
		ratios = append(ratios, did/r[beside][min(i, len(r[beside])-1)])
	}
	return fmt.Sprintf("**%.2f** (%.2f to %.2f)", median(ratios), slices.Min(ratios), slices.Max(ratios))
}

func median(all []float64) float64 { return percentile(all, 0.5) }

// percentile is the value below which a share of all lies.
func percentile(all []float64, share float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}

// thousands writes a number with a comma before every three digits.
func thousands(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
