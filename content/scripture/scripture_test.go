package scripture

import (
	"strings"
	"testing"
)

func TestReferencesAreReadInTheirUsualForms(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Romans 8:28", "Romans 8:28"},
		{"Rom 8:28", "Romans 8:28"},
		{"Rom. 8:28", "Romans 8:28"},
		{"1 Cor 13:4-7", "1 Corinthians 13:4-7"},
		{"1Cor 13:4–7", "1 Corinthians 13:4-7"},
		{"Psalms 23", "Psalm 23"},
		{"psalm 46:1", "Psalm 46:1"},
		{"Ps 42-43", "Psalm 42-43"},
		{"Jude 3", "Jude 3"},
		{"Jude 1:3", "Jude 3"},
		{"Jude 24-25", "Jude 24-25"},
		{"Matthew 5:43-6:4", "Matthew 5:43-6:4"},
		{"Isaiah 40", "Isaiah 40"},
		{"Song of Solomon 2:4", "Song of Songs 2:4"},
		{"3 John 4", "3 John 4"},
	} {
		ref, err := Parse(tt.text)
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		if ref.String() != tt.want {
			t.Errorf("%s is %s, want %s", tt.text, ref, tt.want)
		}
		if again, err := Parse(ref.String()); err != nil || again != ref {
			t.Errorf("%s does not read as itself: %v, %v", ref, again, err)
		}
		if link := In(English).Link(ref); !strings.HasPrefix(link, "https://") || strings.Contains(link, " ") {
			t.Errorf("%s links to %s", ref, link)
		}
	}
}

func TestWhatDoesNotExistIsSaid(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Romans 17:1", "Romans has 16 chapters, not 17"},
		{"Romans 8:40", "Romans 8 has 39 verses, not 40"},
		{"Romans 8:0", "Romans 8 has 39 verses, not 0"},
		{"Romans 0", "Romans has 16 chapters, not 0"},
		{"Romans 8:28-40", "Romans 8 has 39 verses, not 40"},
		{"Romans 8:28-9:34", "Romans 9 has 33 verses, not 34"},
		{"Romans 8:28-8:20", "Romans 8:28-20 ends before it begins"},
		{"Romans 8:28-28", "Romans 8:28-28 ends before it begins"},
		{"Psalm 150-149", "Psalm 150-149 ends before it begins"},
		{"Jude 26", "Jude 1 has 25 verses, not 26"},
		{"Thomas 1:1", `there is no book called "Thomas"`},
		{"Romans", `"Romans" is not a reference such as Romans 8:28`},
		{"Romans 8:28; Acts 9:1", `"Romans 8:28; Acts 9:1" is not a reference such as Romans 8:28`},
		{"", `"" is not a reference such as Romans 8:28`},
	} {
		if ref, err := Parse(tt.text); err == nil || err.Error() != tt.want {
			t.Errorf("%q: got %v, %v, want %q", tt.text, ref.book, err, tt.want)
		}
	}
}

func TestTheTableHoldsTheWholeBible(t *testing.T) {
	distinct := map[*book]bool{}
	chapters, verses := 0, 0
	for _, b := range books() {
		if distinct[b] {
			continue
		}
		distinct[b] = true
		chapters += len(b.verses)
		for _, n := range b.verses {
			verses += n
		}
	}
	if len(distinct) != 66 || chapters != 1189 || verses != 31102 {
		t.Errorf("the table has %d books, %d chapters and %d verses; it should be 66, 1189 and 31102", len(distinct), chapters, verses)
	}
	if n := books()["psalms"].verses[118]; n != 176 {
		t.Errorf("Psalm 119 has %d verses", n)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"Romans 8:28", "1 Cor 13:4-7", "Jude 3", "x 999:999-999:999", "Ps 1-2:3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ref, err := Parse(text)
		if err != nil {
			return
		}
		if again, err := Parse(ref.String()); err != nil || again != ref {
			t.Errorf("%q reads as %s, which reads as %v, %v", text, ref, again, err)
		}
	})
}
