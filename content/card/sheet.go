package card

import (
	"image/color"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
)

// The grid of a card in pixels, for what is read from left to right; what is read
// the other way is its mirror.
const (
	margin      = 64.0
	columnWidth = 560.0
	baseLine    = Height - margin // on which the date stands
	kickerTop   = margin
)

// mapWindow is where a country lies.
var mapWindow = window{x: 905, y: Height / 2, width: 245, height: 240}

// A sheet is a card with what it is drawn with.
type sheet struct {
	canvas *canvas
	world  *world
	setter *typesetter
	card   Card
}

// style is a style of the card's language.
func (s *sheet) style(w weight, size float64) style {
	return style{weight: w, size: size, language: s.card.Language, rtl: s.card.RTL}
}

// mirrored is a place as the reader's direction has it.
func (s *sheet) mirrored(x float64) float64 {
	if s.card.RTL {
		return Width - x
	}
	return x
}

// windowFor is where a country lies on this card.
func (s *sheet) windowFor() window {
	if s.card.isEmblem() {
		return emblemWindow
	}
	w := mapWindow
	w.x = s.mirrored(w.x)
	return w
}

// write draws a paragraph that begins at the column, from a top edge down, and
// gives its lower edge.
func (s *sheet) write(p paragraph, text string, top float64, with color.RGBA) float64 {
	leading := leadingOf(text) * p.style.size
	y := top + ascentOf(text)*p.style.size
	for _, l := range p.lines {
		s.writeLine(l, margin, y, with)
		y += leading
	}
	return top + s.heightOf(p, text)
}

// heightOf is what a paragraph takes from the tops of its capitals to its last
// line.
func (s *sheet) heightOf(p paragraph, text string) float64 {
	if len(p.lines) == 0 {
		return 0
	}
	return (ascentOf(text) + leadingOf(text)*float64(len(p.lines)-1)) * p.style.size
}

// writeLine draws a line that begins at a column.
func (s *sheet) writeLine(l line, x, y float64, with color.RGBA) {
	if x = s.mirrored(x); s.card.RTL {
		x -= l.width
	}
	p := newPath()
	for _, run := range l.runs {
		addRun(p, run, x, y)
		x += float64(run.Advance) / 64
	}
	s.canvas.fill(p, with)
}

// addRun adds the letters of a run to a path.
func addRun(to *path, run shaping.Output, x, y float64) {
	scale := float64(run.Size) / 64 / float64(run.Face.Upem())
	for _, g := range run.Glyphs {
		if outline, is := run.Face.GlyphData(g.GlyphID).(font.GlyphOutline); is {
			addGlyph(to, outline, x+float64(g.XOffset)/64, y-float64(g.YOffset)/64, scale)
		}
		x += float64(g.Advance) / 64
	}
}

func addGlyph(to *path, outline font.GlyphOutline, x, y, scale float64) {
	on := func(p opentype.SegmentPoint) point { return at(x+float64(p.X)*scale, y-float64(p.Y)*scale) }
	for _, seg := range outline.Segments {
		a, b, c := on(seg.Args[0]), on(seg.Args[1]), on(seg.Args[2])
		switch seg.Op {
		case opentype.SegmentOpMoveTo:
			to.start(a)
		case opentype.SegmentOpLineTo:
			to.line(a)
		case opentype.SegmentOpQuadTo:
			to.quad(a, b)
		case opentype.SegmentOpCubeTo:
			to.cube(a, b, c)
		}
	}
}

// footer draws the mark, and the date beside it.
func (s *sheet) footer(colours palette) {
	const size, gap = 46.0, 18.0
	s.mark(margin, baseLine-size+9, size, colours.mark, colours.onMark)
	text := plain(s.card.Date)
	date := s.setter.fit(text, s.style(regular, 0), space{width: columnWidth - size - gap, height: 100, most: 1, sizes: []float64{33, 30, 27}})
	for _, l := range date.lines {
		s.writeLine(l, margin+size+gap, baseLine-3, colours.text)
	}
}
