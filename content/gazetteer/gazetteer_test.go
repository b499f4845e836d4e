package gazetteer

import (
	"slices"
	"strings"
	"testing"
	"time"

	_ "time/tzdata"
)

func TestANameLeadsToItsPlacesTheLikeliestFirst(t *testing.T) {
	for _, tt := range []struct{ name, country, place string }{
		{"London", "GB", "London"}, {"Londres", "GB", "London"}, {"Лондон", "GB", "London"}, {"東京", "JP", "Tokyo"},
		{"القاهرة", "EG", "Cairo"}, {"Москва", "RU", "Moscow"}, {"Bangalore", "IN", "Bengaluru"}, {"Kaduna", "NG", "Kaduna"},
		{"Köln", "DE", "Köln"}, {"Cologne", "DE", "Köln"}, {"Diyarbakir", "TR", "Diyarbakır"}, {"Corée du Nord", "KP", "North Korea"}, {"Puerto Rico", "US", "Puerto Rico"},
	} {
		all := Named(tt.name)
		if len(all) == 0 || all[0].Country != tt.country || all[0].Name != tt.place {
			t.Errorf("%q leads to %v, want %s in %s", tt.name, all, tt.place, tt.country)
		}
	}
	for _, name := range []string{"", "?", "no such place at all", "\xff", "\t"} {
		if all := Named(name); len(all) > 0 {
			t.Errorf("%q leads to %v", name, all)
		}
	}
}

func TestOneSlipIsFoundAndTwoAreNot(t *testing.T) {
	near := func(text, name string) bool {
		return slices.ContainsFunc(Near(text), func(s Slip) bool { return s.Name == name })
	}
	for _, text := range []string{"kadna", "kaduuna", "kadyna", "kaudna", "xkaduna", "kadunax", "aduna", "kadun", "akduna"} {
		if !near(text, "kaduna") {
			t.Errorf("%q is not near: %v", text, Near(text))
		}
	}
	for _, text := range []string{"kdna", "kadyny", "xkadunax"} {
		if near(text, "kaduna") {
			t.Errorf("%q is near", text)
		}
	}
	if !near("москав", "москва") {
		t.Error("a slip in another script is not found")
	}
}

// What the tables promise is what binary search needs, and what clocks need.
func TestTheTablesAreInOrderAndLeadSomewhere(t *testing.T) {
	for _, table := range []string{placesText, namesText} {
		before := ""
		for line := range strings.Lines(table) {
			if line <= before {
				t.Fatalf("%q stands behind %q", line, before)
			}
			before = line
		}
	}
	zones := map[string]bool{}
	for p := range All() {
		for _, zone := range p.Zones {
			zones[zone] = true
		}
	}
	for zone := range zones {
		if _, err := time.LoadLocation(zone); err != nil {
			t.Error(err)
		}
	}
	tab := names()
	n := 0
	for at := tab.next(0); at < len(tab); n++ {
		name, ids, next := tab.line(at)
		if n%97 == 0 && len(folded(name)) != len(strings.Fields(ids)) {
			t.Errorf("%q leads to %v, which is not there", name, ids)
		}
		at = next
	}
	if n < 200_000 || len(zones) < 300 {
		t.Errorf("there are only %d names and %d zones", n, len(zones))
	}
}

func BenchmarkNamed(b *testing.B) {
	for b.Loop() {
		Named("Newcastle")
	}
}

func BenchmarkNear(b *testing.B) {
	for _, text := range []string{"nort korea", "saint petersburrg", "москав"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				Near(text)
			}
		})
	}
}
