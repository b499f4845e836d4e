package card

import (
	"image/color"
	"math"
)

// A palette is the colours of a card.
type palette struct {
	ground, land, border color.RGBA
	country, claimed     color.RGBA // the country itself; what is claimed by others too
	title, text, accent  color.RGBA // each of at least 7:1 upon ground and land
	mark, onMark         color.RGBA
	grid, glow           color.RGBA // the lines of the map; the light around a globe
}

// hues are the hues of the regions, in degrees of OKLCH.
var hues = map[string]float64{
	"north-africa": 62, "west-africa": 155, "central-africa": 172, "east-africa": 38, "southern-africa": 22,
	"middle-east": 275, "caucasus-and-central-asia": 238, "south-asia": 335, "east-asia": 312, "southeast-asia": 195,
	"eastern-europe": 258, "northern-europe": 228, "southern-europe": 212, "western-europe": 290,
	"oceania": 205, "north-america": 250, "central-america-and-caribbean": 182, "south-america": 145,
}

// otherHue is that of whatever has no region.
const otherHue = 250

func hueOf(region string) float64 {
	if hue, is := hues[region]; is {
		return hue
	}
	return otherHue
}

// A Season is the time of the church's year, by the colours that churches use.
type Season int

// The seasons.
const (
	Ordinary Season = iota // green
	Waiting                // Advent, Lent and days of penance: violet
	Joy                    // Christmas, Easter and their days: gold
	Fire                   // Pentecost, martyrs and Holy Week: red
)

// seasonal are the colours of a feast.
func seasonal(s Season) palette {
	switch s {
	case Waiting:
		return dark(305)
	case Fire:
		return dark(22)
	case Joy:
		return bright()
	}
	return dark(165)
}

// dark are the colours of a point or a feast: a ground of a hue, gold upon it.
func dark(hue float64) palette {
	gold := lch(0.83, 0.135, 84)
	return palette{
		ground: lch(0.255, 0.052, hue), land: lch(0.345, 0.058, hue), border: lch(0.255, 0.052, hue),
		country: gold, claimed: lch(0.60, 0.085, 84),
		title: lch(0.985, 0.006, hue), text: lch(0.93, 0.018, hue), accent: lch(0.86, 0.12, 86),
		mark: gold, onMark: lch(0.255, 0.052, hue), grid: lch(0.31, 0.056, hue), glow: lch(0.78, 0.08, hue),
	}
}

// bright are the colours of a feast of joy: gold on cream.
func bright() palette {
	cream, gold := lch(0.975, 0.022, 88), lch(0.74, 0.145, 78)
	return palette{
		ground: cream, land: lch(0.89, 0.05, 86), border: cream,
		country: gold, claimed: lch(0.82, 0.10, 82),
		title: lch(0.28, 0.055, 60), text: lch(0.36, 0.05, 62), accent: lch(0.38, 0.09, 58),
		mark: gold, onMark: cream, grid: lch(0.935, 0.03, 86), glow: lch(0.83, 0.15, 84),
	}
}

// light are the colours of a report: paper, and the hue upon it.
func light(hue float64) palette {
	deep := lch(0.46, 0.105, hue)
	return palette{
		ground: lch(0.975, 0.010, hue), land: lch(0.895, 0.026, hue), border: lch(0.975, 0.010, hue),
		country: deep, claimed: lch(0.69, 0.075, hue),
		title: lch(0.25, 0.055, hue), text: lch(0.33, 0.040, hue), accent: lch(0.36, 0.085, hue),
		mark: deep, onMark: lch(0.975, 0.010, hue), grid: lch(0.94, 0.016, hue), glow: deep,
	}
}

// urgent are the colours of an alert.
func urgent() palette {
	const wine = 18
	return palette{
		ground: lch(0.215, 0.055, wine), land: lch(0.315, 0.062, wine), border: lch(0.215, 0.055, wine),
		country: lch(0.72, 0.175, 38), claimed: lch(0.53, 0.115, 34),
		title: lch(0.985, 0.006, 60), text: lch(0.93, 0.02, 60), accent: lch(0.83, 0.11, 55),
		mark: lch(0.72, 0.175, 38), onMark: lch(0.215, 0.055, wine), grid: lch(0.27, 0.058, wine), glow: lch(0.72, 0.175, 38),
	}
}

// lch is a colour of OKLCH: lightness, chroma, hue in degrees. What a screen cannot
// show is cut off.
func lch(l, chroma, hue float64) color.RGBA {
	sin, cos := math.Sincos(hue * math.Pi / 180)
	a, b := chroma*cos, chroma*sin
	cube := func(v float64) float64 { return v * v * v }
	x, y, z := cube(l+0.3963377774*a+0.2158037573*b), cube(l-0.1055613458*a-0.0638541728*b), cube(l-0.0894841775*a-1.2914855480*b)
	return color.RGBA{
		R: screen(4.0767416621*x - 3.3077115913*y + 0.2309699292*z),
		G: screen(-1.2684380046*x + 2.6097574011*y - 0.3413193965*z),
		B: screen(-0.0041960863*x - 0.7034186147*y + 1.7076147010*z),
		A: 255,
	}
}

// screen is a part of light as a screen counts it.
func screen(v float64) uint8 {
	v = min(max(v, 0), 1)
	if v <= 0.0031308 {
		return uint8(v*12.92*255 + 0.5)
	}
	return uint8((1.055*math.Pow(v, 1/2.4)-0.055)*255 + 0.5)
}

// thin is a colour of which only a part shows.
func thin(c color.RGBA, part float64) color.RGBA {
	c.A = uint8(part * 255)
	return c
}
