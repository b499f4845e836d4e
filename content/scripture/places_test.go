package scripture

import (
	"slices"
	"testing"
)

func TestAReferenceIsThePlacesFromItsFirstToItsLast(t *testing.T) {
	for _, tt := range []struct {
		text        string
		first, last Place
		count       int
		alone       string
	}{
		{"Genesis 1:1", Place{1, 1, 1}, Place{1, 1, 1}, 1, "Genesis 1:1"},
		{"Romans 8:28-30", Place{45, 8, 28}, Place{45, 8, 30}, 3, "Romans 8:28"},
		{"Matthew 5:43-6:4", Place{40, 5, 43}, Place{40, 6, 4}, 10, "Matthew 5:43"},
		{"Psalm 23", Place{19, 23, 1}, Place{19, 23, 6}, 6, "Psalm 23:1"},
		{"Psalm 42-43", Place{19, 42, 1}, Place{19, 43, 5}, 16, "Psalm 42:1"},
		{"Jude 24-25", Place{65, 1, 24}, Place{65, 1, 25}, 2, "Jude 24"},
		{"Revelation 22:21", Place{66, 22, 21}, Place{66, 22, 21}, 1, "Revelation 22:21"},
	} {
		ref, err := Parse(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		all := slices.Collect(ref.Places())
		if len(all) != tt.count || all[0] != tt.first || all[len(all)-1] != tt.last {
			t.Errorf("%s is %v", tt.text, all)
		}
		if alone, err := Parse(tt.alone); err != nil || ref.First() != alone {
			t.Errorf("the first verse of %s is %s", tt.text, ref.First())
		}
	}
	if all := slices.Collect((Ref{}).Places()); all != nil {
		t.Errorf("no reference is the places %v", all)
	}
	if n := books()["revelation"].number; n != Books {
		t.Errorf("the last book is the %dth", n)
	}
}
