package load

import (
	"regexp"
	"strings"
	"testing"

	"prayerbot/content"
)

// patterns are of every kind that a language.yaml may have.
var patterns = []string{
	`["''“”]`, `!`, `\.\.\.`, `\s[,.;:?»]`, `[¿«]\s`, `[,;?]\s|\p{Arabic}[,;?]`, `\d,\d{3}\b|\b\d{4}\.\d|\b\d{1,3}[ \x{00A0}]\d{3}\b`,
	`(?i)(^|\P{L})(vosotr[oa]s|os|vuestr[oa]s?)(\P{L}|$)`, `(^|\D)\d[., ]\d{3}(\D|$)`, `\p{Ll},? (Sie|Ihnen|Ihr(e[mnrs]?)?)(\P{L}|$)`,
	`(Господи|Боже)[^.?]*\P{L}(ты|тво(й|я))(\P{L}|$)`, `\p{Han}[\s]+\p{Han}`, `(^|[^…])…([^…]|$)`, `a*b`, `a+b`, `(ab)+c`, `(?s)a.c`, `x?`, ``, `^$`, `^a$`, `(|a)b`, `(?i)k`, `[^a]`, `a{2,3}b`,
}

// A pattern finds in every text what its expression finds, though it looks at few of them.
func TestAPatternFindsWhatItsExpressionFinds(t *testing.T) {
	texts := []string{"", "a", "b", "ab", "aab", "abab", "ababc", "aaab", "a\nc", "K", "\u212a", "¿ Qué", "Los niños, y os digo: 1,234", "Er sagt, Sie kommen.", "4849 und 12 300", "Боже, ты", "神 主", "wait...", "x\xffy"}
	for line := range strings.Lines(builtinText(t)) {
		texts = append(texts, line)
	}
	found := 0
	for _, text := range patterns {
		p, err := NewPattern(text)
		if err != nil {
			t.Fatal(err)
		}
		form := regexp.MustCompile(text)
		for _, in := range texts {
			got, want := p.Find(SignsOf(in)), form.FindString(in)
			if got != want {
				t.Errorf("%s finds %q and not %q in %q", text, got, want, in)
			}
			if got != "" {
				found++
			}
		}
	}
	if found == 0 {
		t.Error("nothing was found")
	}
}

// builtinText is some of the content's own text, in several languages.
func builtinText(t *testing.T) string {
	var b strings.Builder
	for _, lang := range []string{"es", "ru", "zh-Hans", "ar"} {
		entries, _ := Entries(lang, content.Builtin())
		if len(entries) == 0 {
			t.Fatal("there is no", lang)
		}
		for _, e := range entries[:min(100, len(entries))] {
			for _, text := range e.Texts {
				b.WriteString(text + "\n")
			}
		}
	}
	return b.String()
}

func FuzzPattern(f *testing.F) {
	for _, text := range patterns {
		f.Add(text, "Los niños, y os digo: 1,234…")
	}
	f.Fuzz(func(t *testing.T, text, in string) {
		p, err := NewPattern(text)
		if err != nil {
			return
		}
		if got, want := p.Find(SignsOf(in)), regexp.MustCompile(text).FindString(in); got != want {
			t.Errorf("%q finds %q and not %q in %q", text, got, want, in)
		}
	})
}
