package search_test

import (
	"strings"
	"testing"

	"prayerbot/content/search"
)

// TestAPlaceThatIsNotInThisWorldIsNoMisspeltOne: nothing is found for it, and nothing is
// offered.
func TestAPlaceThatIsNotInThisWorldIsNoMisspeltOne(t *testing.T) {
	library := loaded(t)
	for name := range strings.FieldsSeq("wakanda Narnia gondor ATLANTIS mordor westeros genovia zamunda wadiya latveria elbonia panem oz hogwarts neverland pandora utopia ruritania kekistan mars " +
		"Narnien Mittelerde Poudlard Atlantide ваканда Нарния Нарнии атлантида хогвартс 瓦坎达 纳尼亚 中土 魔多 와칸다 나니아 모르도르 واكاندا نارنيا موردور") {
		if found := search.Find(library, name); !found.Empty() || len(found.Near) > 0 {
			t.Errorf("%q leads to %v by %+v", name, leads(found), found.Of)
		}
	}
}

// TestASlipOfARareNameIsNotTakenAtOnce: what only people of a far language call a country is
// too far from what was typed.
func TestASlipOfARareNameIsNotTakenAtOnce(t *testing.T) {
	library := loaded(t)
	for _, name := range []string{"walandi", "walandaa", "uholanz"} {
		if found := search.Find(library, name); len(found.Countries) > 0 {
			t.Errorf("%q is taken for %v by %+v", name, leads(found), found.Of)
		}
	}
}
