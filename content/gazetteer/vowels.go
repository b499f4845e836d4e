package gazetteer

import (
	"strings"

	"prayerbot/content"
)

// The vowel signs of Arabic that tell Amman (عَمّان) from Oman (عُمان).
const (
	fatha  = "\u064e"
	damma  = "\u064f"
	shadda = "\u0651"
)

// oman is how both are written without the signs, folded, and amman the city's id.
const (
	oman  = "عمان"
	amman = "0000250441"
)

// Vocalized is the code of the country to which the vowel signs of a name in Arabic lead,
// where it is one of another without them; "" where no signs tell.
func Vocalized(name string) string {
	switch {
	case content.FoldName(name) != oman:
	case strings.Contains(name, damma):
		return "OM"
	case strings.Contains(name, shadda), strings.Contains(name, fatha):
		return "JO"
	}
	return ""
}

// alike are the places of a name that several share in writing alone, the likeliest first;
// nil where it is none.
func alike(name string) []Place {
	if content.FoldName(name) != oman {
		return nil
	}
	switch Vocalized(name) {
	case "OM":
		return placesOf("cOM")
	case "JO":
		return placesOf(amman)
	}
	return placesOf("cOM " + amman)
}
