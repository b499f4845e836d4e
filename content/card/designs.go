package card

import (
	"math"
	"strings"
)

// Sizes of titles and texts, in pixels: on a telephone, where a card is 320 pixels
// wide, the smallest title is as large as small print.
var (
	kickerSizes = []float64{40, 36, 32}
	titleSizes  = []float64{70, 64, 58, 52, 47, 42, 38}
	nameSizes   = []float64{84, 76, 68, 60, 52, 46, 40}
	textSizes   = []float64{37, 34, 31}
)

// drawPoint draws what to pray for a country: its name, the title, the date.
func drawPoint(s *sheet) error {
	colours := dark(hueOf(s.card.Region))
	if err := s.background(colours, nil); err != nil {
		return err
	}
	s.bar(colours)
	s.titled(colours, kickerTop+38)
	s.footer(colours)
	return s.setter.fonts.taken()
}

// background draws the paper, and the map of a country that comes out of it; under
// draws what lies under the country, nil nothing.
func (s *sheet) background(colours palette, under func()) error {
	s.canvas.paper(colours.ground)
	f, ok := s.world.frameOf(s.card.Country, s.windowFor())
	if !ok {
		return ErrCountry
	}
	s.canvas.fadeIn(s.mirrored(390), s.mirrored(660))
	s.grid(&f.projection, colours)
	s.drawWorld(&f.projection, colours, under, s.card.Country)
	s.canvas.fade = nil
	if f.size < smallSide {
		s.here(colours, f.size)
	}
	return nil
}

// here shows where a small country is: a ring, and a dot in it where the country
// itself cannot be seen.
func (s *sheet) here(colours palette, size float64) {
	w := s.windowFor()
	p := newPath()
	if size < tinySide {
		p.circle(w.x, w.y, 9, false)
	}
	p.ring(w.x, w.y, max(27, size*0.5+14), 4.5)
	s.canvas.fill(p, colours.country)
}

// bar draws the short line above the name.
func (s *sheet) bar(colours palette) {
	const width = 72
	p := newPath()
	x := margin
	if s.card.RTL {
		x = Width - margin - width
	}
	p.box(x, kickerTop, width, 8, 4)
	s.canvas.fill(p, colours.mark)
}

// titled writes the name, and below it the title, in the middle of what is left.
func (s *sheet) titled(colours palette, top float64) {
	kicker := s.setter.fit(s.card.Kicker, s.style(bold, 0), space{width: columnWidth, height: 110, most: 2, sizes: kickerSizes})
	end := s.write(kicker, s.card.Kicker, top, colours.accent) + gapAbove(s.card.Title)
	const bottom = baseLine - 80
	title := s.setter.fit(s.card.Title, s.style(bold, 0), space{width: columnWidth, height: bottom - end, most: 5, sizes: titleSizes})
	s.write(title, s.card.Title, end, colours.title)
}

// gapAbove is the distance between a text and what stands above it: letters of
// some scripts bring more of it with them.
func gapAbove(title string) float64 {
	if leadingOf(title) > 1.2 {
		return 32
	}
	return 46
}

// drawReport draws how things are in a country: its name, a sentence, the date.
func drawReport(s *sheet) error {
	colours := light(hueOf(s.card.Region))
	if err := s.background(colours, nil); err != nil {
		return err
	}
	s.bar(colours)
	label := s.setter.fit(s.card.Label, s.style(bold, 0), space{width: columnWidth, height: 60, most: 1, sizes: []float64{32, 28}})
	end := s.write(label, s.card.Label, kickerTop+38, colours.accent) + gapAbove(s.card.Title)
	name := s.setter.fit(s.card.Title, s.style(bold, 0), space{width: columnWidth, height: 190, most: 2, sizes: nameSizes})
	end = s.write(name, s.card.Title, end, colours.title) + gapAbove(s.card.Text)
	text := s.setter.fit(s.card.Text, s.style(regular, 0), space{width: columnWidth, height: baseLine - 78 - end, most: 6, sizes: textSizes})
	s.write(text, s.card.Text, end, colours.text)
	s.footer(colours)
	return s.setter.fonts.taken()
}

// drawAlert draws an urgent call to pray: rings around the country, and a label.
func drawAlert(s *sheet) error {
	colours := urgent()
	if err := s.background(colours, func() { s.ripples(colours) }); err != nil {
		return err
	}
	end := s.label(colours)
	s.titled(colours, end+34)
	s.footer(colours)
	return s.setter.fonts.taken()
}

// ripples draws rings around the middle of the country.
func (s *sheet) ripples(colours palette) {
	w := s.windowFor()
	for i, r := range []float64{150, 215, 280} {
		p := newPath()
		p.ring(w.x, w.y, r, 4)
		s.canvas.fill(p, thin(colours.accent, 0.55-0.16*float64(i)))
	}
}

// label draws the label of an alert in a box, and gives its lower edge.
func (s *sheet) label(colours palette) float64 {
	const height, inner = 60.0, 24.0
	text := plain(s.card.Label)
	l := s.setter.fit(text, s.style(bold, 0), space{width: columnWidth - 2*inner, height: height, most: 1, sizes: []float64{32, 28, 25}})
	if len(l.lines) == 0 {
		return kickerTop
	}
	width := l.lines[0].width + 2*inner
	x := margin
	if s.card.RTL {
		x = Width - margin - width
	}
	p := newPath()
	p.box(x, kickerTop, width, height, 12)
	s.canvas.fill(p, colours.accent)
	s.writeLine(l.lines[0], margin+inner, kickerTop+height/2+l.style.size*0.36, colours.ground)
	return kickerTop + height
}

// drawFeast draws a day that the church keeps: the globe in the light of a rising
// sun.
func drawFeast(s *sheet) error {
	colours := seasonal(s.card.Season)
	s.canvas.paper(colours.ground)
	s.globe(colours, strings.Fields(s.card.Country))
	s.bar(colours)
	s.titled(colours, kickerTop+38)
	s.footer(colours)
	return s.setter.fonts.taken()
}

// globe draws the half of the globe on which most people live, with countries of
// the feast upon it, in rings of light.
func (s *sheet) globe(colours palette, countries []string) {
	const radius = 250.0
	x, y := s.mirrored(925), Height/2+40.0
	for i, r := range []float64{430, 370, 310} {
		p := newPath()
		p.circle(x, y, r, false)
		s.canvas.fill(p, thin(colours.glow, 0.035+0.02*float64(i)))
	}
	p := newPath()
	p.circle(x, y, radius, false)
	s.canvas.fill(p, colours.ground)
	p = newPath()
	p.ring(x, y, radius+5, 5)
	s.canvas.fill(p, colours.country)
	if len(countries) == 0 {
		colours.land = colours.country
	}
	globe := around(s.world.middle(countries))
	globe.x, globe.y, globe.scale, globe.round = x, y, radius, true
	s.grid(&globe, colours)
	s.drawWorld(&globe, colours, nil, countries...)
}

// africa is the middle of the half of the globe on which most people live.
var africa = vectorAt(38, 22)

// middle is the place in the middle of countries, no farther north or south than
// looks like a globe.
func (w *world) middle(countries []string) globePoint {
	var sum globePoint
	for _, code := range countries {
		if _, flat, ok := w.mainPart(code); ok {
			sum = globePoint{sum.x + flat.centre.x, sum.y + flat.centre.y, sum.z + flat.centre.z}
		}
	}
	if math.Hypot(float64(sum.x), float64(sum.y)) < 0.1 {
		return africa
	}
	x, y := math.Atan2(float64(sum.y), float64(sum.x)), math.Atan2(float64(sum.z), math.Hypot(float64(sum.x), float64(sum.y)))
	return vectorAt(x*180/math.Pi, min(max(y*180/math.Pi, -steepest), steepest))
}

// steepest is the latitude up to which a globe is tilted, in degrees.
const steepest = 30
