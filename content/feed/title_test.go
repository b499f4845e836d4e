package feed

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestTitlesOfOneStoryAreKnown(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"Five Christians Killed in Plateau State, Nigeria", "Nigeria: five Christians killed in Plateau State", true},
		{"Five Christians Killed in Plateau State, Nigeria", "5 Christians killed in Nigeria's Plateau State", true},
		{"Five Christians Killed in Plateau State, Nigeria", "Six Christians Killed in Plateau State, Nigeria", false},
		{"Pastor in Iran Released from Evin Prison", "Pastor Released From Iran’s Evin Prison", true},
		{"Pastor in Iran Released from Evin Prison", "Pastor in Iran Sent to Evin Prison", false},
		{"Church Leader Found Guilty of Blasphemy in Lahore", "Church Leader Found Not Guilty of Blasphemy in Lahore", false},
		{"Church burned in Kaduna, villagers flee into bush", "Second church burned in Kaduna, villagers flee into bush", false},
		{"Gunmen abduct priest in Kaduna State", "Gunmen abduct Catholic priest in Kaduna State", true},
		{"Muslim extremists kill Christian in eastern Uganda village", "Muslim extremists kill Christian in western Uganda village", false},
		{"Authorities in Chhatisgarh halt Sunday worship", "Authorities in Chhattisgarh halt Sunday worship", true},
		{"Christian convert jailed in Niger after church fire", "Christian convert jailed in Nigeria after church fire", false},
		{"Christian convert jailed in Zambia after church fire", "Christian convert jailed in Gambia after church fire", false},
		{"Pray for Iran", "Pray for Iraq", false},
		{"Pray for Iran", "PRAY FOR IRAN", true},
		{"Un pasteur libéré au Niger après cinq ans de captivité", "Après cinq ans de captivité, un pasteur libere au Niger", true},
		{"中国浙江一教会被取缔牧师被捕", "中国浙江一教会被取缔，牧师被捕", true},
		{"中国浙江一教会被取缔牧师被捕", "越南中部一教会被取缔牧师被捕", false},
		{"", "", true},
		{"", "Pastor freed", false},
		{"!!!", "???", true},
	} {
		if got := SameTitle(tt.a, tt.b); got != tt.same {
			t.Errorf("%q and %q are the same: %v\n%+v\n%+v", tt.a, tt.b, got, parseTitle(tt.a), parseTitle(tt.b))
		}
		if SameTitle(tt.b, tt.a) != tt.same {
			t.Errorf("%q and %q are not the same in turn", tt.b, tt.a)
		}
		if tt.same && !shareKey(tt.a, tt.b) {
			t.Errorf("%q and %q share no key", tt.a, tt.b)
		}
	}
}

func shareKey(a, b string) bool {
	keys := TitleKeys(b)
	return slices.ContainsFunc(TitleKeys(a), func(k uint64) bool { return slices.Contains(keys, k) })
}

// variation changes a title as publishers do: another order, a word more or
// less, a slip, another case.
func variation(rng *rand.Rand, words []string) string {
	w := slices.Clone(words)
	for range 1 + rng.IntN(4) {
		i := rng.IntN(len(w))
		switch rng.IntN(5) {
		case 0:
			rng.Shuffle(len(w), func(i, j int) { w[i], w[j] = w[j], w[i] })
		case 1:
			w = slices.Insert(w, i, "unexpectedly")
		case 2:
			if len(w) > 1 {
				w = slices.Delete(w, i, i+1)
			}
		case 3:
			if len(w[i]) > 6 {
				w[i] = w[i][:4] + w[i][5:]
			}
		case 4:
			w[i] = strings.ToUpper(w[i])
		}
	}
	return strings.Join(w, " ")
}

func TestTitlesOfOneStoryShareAKey(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	vocabulary := strings.Fields("christians church pastor attacked village Plateau Benue arrested kidnapped daughter blasphemy court verdict evangelist hospital threatened mosque Chhattisgarh Lahore Minya Tehran security officers raid worship converts family forced marriage bail hearing school teacher bishop released ransom gunmen herdsmen night Sunday service burned homes displaced")
	same := 0
	for range 6000 {
		words := make([]string, 1+rng.IntN(14))
		for i := range words {
			words[i] = vocabulary[rng.IntN(len(vocabulary))]
		}
		a, b := strings.Join(words, " "), variation(rng, words)
		if !SameTitle(a, b) {
			continue
		}
		same++
		if !shareKey(a, b) {
			t.Fatalf("%q and %q share no key", a, b)
		}
	}
	if same < 1500 {
		t.Errorf("only %d pairs were the same", same)
	}
}

func FuzzTitleKey(f *testing.F) {
	f.Add("Five Christians killed in Plateau State", "5 Christians killed in Plateau State, Nigeria")
	f.Add("中国浙江一教会被取缔", "中国浙江一教会")
	f.Add("", "x")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !SameTitle(a, a) || SameTitle(a, b) != SameTitle(b, a) {
			t.Errorf("%q and %q: not the same both ways", a, b)
		}
		if SameTitle(a, b) && !shareKey(a, b) {
			t.Errorf("%q and %q share no key", a, b)
		}
		if n := len(TitleKeys(a)); n == 0 || n > 60 {
			t.Errorf("%q has %d keys", a, n)
		}
	})
}

// thousand makes titles that differ.
func thousand() []string {
	var all []string
	for i := range 1000 {
		all = append(all, fmt.Sprintf("Gunmen attack village %c%c in Plateau State and burn the church of pastor %c%c", 'a'+i%26, 'a'+i/26%26, 'a'+i/7%26, 'a'+i/3%26))
	}
	return all
}

func BenchmarkTitleKey(b *testing.B) {
	titles := thousand()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		TitleKeys(titles[i%len(titles)])
	}
}

func BenchmarkSameTitle(b *testing.B) {
	titles := thousand()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		SameTitle(titles[i%len(titles)], titles[(i+1)%len(titles)])
	}
}
