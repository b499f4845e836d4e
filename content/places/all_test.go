package places

import "testing"

func TestAllNamesComeWithTheirCityTheLargestFirst(t *testing.T) {
	of := map[string]string{}
	last, n := 0, 0
	for name, p := range All() {
		if p.Population >= 100_000 && n > 0 && p.Population > last {
			t.Fatalf("%s has more people than the city before", name)
		}
		last = p.Population
		n++
		if of[name] == "" {
			of[name] = p.Country
		}
	}
	if n < 4000 || of["Lagos"] != "NG" || of["Bombay"] != "IN" || of["London"] != "GB" {
		t.Errorf("%d names: %v", n, of["Bombay"])
	}
	for range All() {
		break
	}
}
