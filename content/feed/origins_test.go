package feed

import (
	"slices"
	"testing"
)

func TestWhereSomebodyIsOnlyFromSpeaksOrGoesIsNotWhatAStoryIsOf(t *testing.T) {
	c := classifier(t)
	for _, tt := range []struct {
		title, text string
		want        []string
	}{
		{"Former ambassador to Iraq leads mission in Madagascar", "", []string{"MG"}},
		{"Born in Syria, raised in Sweden: a cook's prayer", "", nil},
		{"Syrian choir grows in Leipzig", "", []string{"DE"}},
		{"Iranian refugees in Turkey fear the winter", "", []string{"IR", "TR"}},
		{"Copts of Paris get a cathedral", "Their patriarch came from Cairo.", []string{"FR"}},
		{"Free the pastors of Rasht, say churches in Germany", "", []string{"IR"}},
		{"Sixty believers held in Iran, Austrian bishop says", "", []string{"IR"}},
		{"Deported from Iran, converts hide in Kabul", "", []string{"AF"}},
		{"Nurse from Karachi wins asylum in Germany", "", []string{"PK"}},
		{"Host of Catholic radio leaves Belarus jail for Vilnius", "", []string{"BY"}},
		{"Indian nuns stopped at Nepal border", "Police in Bihar let them go.", []string{"IN"}},
		{"Ukraine bans order over Moscow ties", "", []string{"UA"}},
		{"Crude bomb at St. Mary's in Dhaka", "", []string{"BD"}},
		{"Brazil beat Argentina", "The striker scored twice.", nil},
		{"Madagascar 4, and nine other films for the family", "", nil},
		{"Catechist shot on the road to Koupéla", "", []string{"BF"}},
		{"'We are sitting ducks,' says priest", "A priest in Nigeria told a charity based in Germany that nobody sleeps.", []string{"NG"}},
		{"Law passes; churches silent", "Kazakhstan follows Russia and Kyrgyzstan.", []string{"KZ"}},
		{"Bishops meet", "Bishops of Burundi, Rwanda and Congo prayed for peace.", []string{"BI", "CD", "RW"}},
	} {
		got := keys(c.Countries(Item{Title: tt.title, Text: tt.text, Language: "en"}))
		if slices.Sort(got); !slices.Equal(got, tt.want) {
			t.Errorf("%q is taken for %v, want %v", tt.title, got, tt.want)
		}
	}
}
