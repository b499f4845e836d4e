package card

import (
	"errors"
	"testing"
)

// An emblem is a small square, and the same in every language.
func TestAnEmblemIsASquare(t *testing.T) {
	p := painter(t)
	for _, design := range []Design{Emblem, AlertEmblem} {
		data, err := p.Draw(Card{Design: design, Country: "NG", Region: "west-africa"})
		if err != nil {
			t.Fatal(err)
		}
		if size := decoded(t, data).Bounds().Size(); size.X != EmblemSide || size.Y != EmblemSide || len(data) > 60<<10 {
			t.Errorf("the design %d is %v, %d bytes", design, size, len(data))
		}
	}
	if _, err := p.Draw(Card{Design: Emblem, Country: "ZZ"}); !errors.Is(err, ErrCountry) {
		t.Errorf("of a country that there is not it says %v", err)
	}
}
