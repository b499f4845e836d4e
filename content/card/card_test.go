package card

import (
	"encoding/binary"
	"errors"
	"image/color"
	"slices"
	"strings"
	"testing"

	"prayerbot/content"
	"prayerbot/content/load"
)

func TestEveryCountryHasACard(t *testing.T) {
	lib, err := load.Library(content.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	p := painter(t)
	for _, c := range lib.Countries {
		f, ok := p.world.frameOf(c.Key, mapWindow)
		if !ok {
			t.Errorf("the map does not have %s", c.Name)
			continue
		}
		if f.scale <= 0 || f.scale > Height/2/closest*1.01 {
			t.Errorf("%s has the scale %v", c.Name, f.scale)
		}
		if _, is := hues[c.Region.Key]; !is {
			t.Errorf("%s lies in %s, which has no colour", c.Name, c.Region.Key)
		}
	}
}

// TestEveryTextCanBeRead asks for a contrast of 7:1, upon the paper and upon land.
func TestEveryTextCanBeRead(t *testing.T) {
	palettes := map[string]palette{"alert": urgent(), "joy": seasonal(Joy), "waiting": seasonal(Waiting), "fire": seasonal(Fire), "ordinary": seasonal(Ordinary)}
	for region, hue := range hues {
		palettes["point in "+region], palettes["report of "+region] = dark(hue), light(hue)
	}
	palettes["point elsewhere"], palettes["report elsewhere"] = dark(otherHue), light(otherHue)
	for name, p := range palettes {
		for what, text := range map[string]color.RGBA{"the title": p.title, "the text": p.text, "the name": p.accent} {
			for where, ground := range map[string]color.RGBA{"paper": p.ground, "land": p.land} {
				if c := contrast(text, ground); c < 7 {
					t.Errorf("%s: %s has a contrast of %.1f upon %s", name, what, c, where)
				}
			}
		}
		if c := contrast(p.ground, p.accent); c < 7 {
			t.Errorf("%s: the label has a contrast of %.1f", name, c)
		}
	}
}

// contrast is that of WCAG 2.
func contrast(a, b color.RGBA) float64 {
	light := func(c color.RGBA) float64 {
		return 0.05 + 0.2126*linear(float64(c.R)/255) + 0.7152*linear(float64(c.G)/255) + 0.0722*linear(float64(c.B)/255)
	}
	x, y := light(a), light(b)
	return max(x, y) / min(x, y)
}

func TestNoLineIsWiderThanItsColumn(t *testing.T) {
	s := newTypesetter()
	long := strings.Repeat("Gebetsversammlung ", 40)
	for _, text := range []string{"Amen", long, strings.ReplaceAll(long, " ", ""), strings.Repeat("الكنيسة المضطهدة ", 30), strings.Repeat("두려움 속에서도 ", 30), strings.Repeat("仍在家里聚会的信徒", 30)} {
		in := space{width: columnWidth, height: 330, most: 5, sizes: titleSizes}
		p := s.fit(text, style{weight: bold}, in)
		if len(p.lines) == 0 || len(p.lines) > in.lines(text, p.style.size) {
			t.Errorf("%.20s: %d lines of %v", text, len(p.lines), p.style.size)
		}
		for _, l := range p.lines {
			if l.width > columnWidth {
				t.Errorf("%.20s: a line of %v pixels", text, l.width)
			}
		}
	}
	if err := s.fonts.taken(); err != nil {
		t.Error(err)
	}
}

// TestALongTitleBecomesSmallerAndThenEnds follows a title that grows.
func TestALongTitleBecomesSmallerAndThenEnds(t *testing.T) {
	s := newTypesetter()
	in := space{width: columnWidth, height: 330, most: 5, sizes: titleSizes}
	last := titleSizes[0]
	for n := range 60 {
		p := s.fit(strings.Repeat("pray ", n+1), style{weight: bold}, in)
		if p.style.size > last {
			t.Errorf("%d words are larger than %d", n+1, n)
		}
		last = p.style.size
	}
	if last != titleSizes[len(titleSizes)-1] {
		t.Errorf("sixty words are set in %v", last)
	}
	whole, cut := s.fit("pray", style{weight: bold}, in), s.fit(strings.Repeat("pray ", 60), style{weight: bold}, in)
	if ends(whole, s) || !ends(cut, s) {
		t.Error("an ellipsis has to stand where a title is cut, and nowhere else")
	}
}

// ends tells whether a paragraph ends in an ellipsis.
func ends(p paragraph, s *typesetter) bool {
	last := p.lines[len(p.lines)-1].runs
	dots := s.set("…", p.style).runs[0].Glyphs[0].GlyphID
	return last[len(last)-1].Glyphs[len(last[len(last)-1].Glyphs)-1].GlyphID == dots
}

func TestWordsOfHangulAreNotParted(t *testing.T) {
	s := newTypesetter()
	want := []string{"두려움 ", "속에서도 ", "혼자"}
	if got := s.pieces("두려움 속에서도 혼자"); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := s.pieces("在家里"); len(got) != 3 {
		t.Errorf("Chinese may be parted anywhere: %q", got)
	}
}

func TestWhatNoFontHasIsNotDrawn(t *testing.T) {
	p := painter(t)
	c := shown["english"]
	c.Title = "मसीही"
	if _, err := p.Draw(c); !errors.Is(err, ErrGlyph) {
		t.Errorf("a script without a font gives %v", err)
	}
	if _, err := p.Draw(shown["english"]); err != nil {
		t.Errorf("the next card gives %v", err)
	}
	c = shown["english"]
	c.Title = "Pray \u2066with\u2069 them\ufe0f"
	if _, err := p.Draw(c); err != nil {
		t.Errorf("signs that cannot be seen give %v", err)
	}
	c.Country = "ZZ"
	if _, err := p.Draw(c); !errors.Is(err, ErrCountry) {
		t.Errorf("a country that there is not gives %v", err)
	}
}

// TestAPictureTellsNothingBesideItsPixels reads the parts of a PNG.
func TestAPictureTellsNothingBesideItsPixels(t *testing.T) {
	data, err := painter(t).Draw(shown["english"])
	if err != nil {
		t.Fatal(err)
	}
	for rest := data[8:]; len(rest) > 0; {
		kind := string(rest[4:8])
		if !slices.Contains([]string{"IHDR", "IDAT", "IEND"}, kind) {
			t.Errorf("it has a part %s", kind)
		}
		rest = rest[12+binary.BigEndian.Uint32(rest):]
	}
}

// TestWhatIsClaimedByTwoIsOfNeither asks the map about places that the file which it
// is made of gives to one of two.
func TestWhatIsClaimedByTwoIsOfNeither(t *testing.T) {
	w := painter(t).world
	for name, want := range map[string]struct {
		at    globePoint
		codes []string
	}{
		"Crimea":    {vectorAt(34.2, 45.2), []string{"RU", "UA"}},
		"the Golan": {vectorAt(35.75, 33.0), []string{"IL", "SY"}},
		"Siachen":   {vectorAt(77.1, 35.5), []string{"IN", "PK"}},
		"Gaza":      {vectorAt(34.34, 31.39), []string{"PS"}},
		"Hargeisa":  {vectorAt(44.1, 9.5), []string{"SO"}},
		"Pristina":  {vectorAt(21.1, 42.6), []string{"XK"}},
	} {
		if got := w.at(want.at); !slices.Equal(got, want.codes) {
			t.Errorf("%s is drawn as %v", name, got)
		}
	}
}

// at is whose a place is: that of the uppermost shape.
func (w *world) at(place globePoint) []string {
	var codes []string
	flat := around(place)
	for _, s := range w.shapes {
		for _, p := range s.polygons {
			if inside(w, p, &flat) {
				codes = s.codes
			}
		}
	}
	return codes
}

// inside tells whether the centre of a plane lies within a polygon.
func inside(w *world, p polygon, flat *projection) bool {
	is := false
	for _, ring := range p {
		var lx, ly float64
		first := true
		for v := range w.along(ring) {
			x, y, _ := flat.at(v)
			if !first && (ly > 0) != (y > 0) && lx+(x-lx)*ly/(ly-y) > 0 {
				is = !is
			}
			lx, ly, first = x, y, false
		}
	}
	return is
}

func TestADamagedMapIsAnError(t *testing.T) {
	for _, data := range [][]byte{nil, {1}, {2, 200, 3, 0, 0}, {1, 200, 3, 5, 0}, {1, 200, 3, 0, 1, 1, 'N'}, {1, 100, 0, 1, 0, 0, 1, 1, 1, 8}} {
		if _, err := readWorld(data); err == nil {
			t.Errorf("%v is taken for a map", data)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	p := painter(b)
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		data, err := p.Draw(shown["arabic"])
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
	}
	b.ReportMetric(float64(size), "B/card")
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		painter(b)
	}
}
