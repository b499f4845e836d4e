package card

import (
	"embed"
	"fmt"

	"io/fs"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
)

//go:embed fonts/*.ttf fonts/*.otf
var fontFiles embed.FS

// A weight is how heavy letters are.
type weight int

const (
	regular weight = iota
	bold
)

// faceNames are the fonts by weight, in the order in which a character is looked
// for.
var faceNames = [2][4]string{
	{"latin-Regular.ttf", "arabic-Regular.ttf", "han-Regular.otf", "hangul-Regular.otf"},
	{"latin-Bold.ttf", "arabic-Bold.ttf", "han-Bold.otf", "hangul-Bold.otf"},
}

// The places of the fonts in faceNames.
const (
	latinFace = iota
	arabicFace
	hanFace
	hangulFace
)

// fonts are the fonts that have been needed so far. It is what package shaping
// asks for the face of a character.
type fonts struct {
	faces  [2][4]*font.Face
	weight weight
	err    error // the first thing that could not be read, or ErrGlyph
}

// orders are where a character is looked for: in the font of its script first.
func orderOf(r rune) []int {
	switch {
	case unicode.Is(unicode.Arabic, r), r == '،', r == '؛', r == '؟':
		return []int{arabicFace}
	case unicode.Is(unicode.Hangul, r):
		return []int{hangulFace}
	case unicode.Is(unicode.Han, r), r >= 0x3000 && r < 0x3040, r >= 0xFF00 && r < 0xFFF0:
		return []int{hanFace, hangulFace}
	}
	return []int{latinFace, arabicFace, hanFace}
}

// ResolveFace gives the font that has a character. Where none has, it notes
// ErrGlyph.
func (f *fonts) ResolveFace(r rune) *font.Face {
	for _, n := range orderOf(r) {
		face := f.face(n)
		if face == nil {
			continue
		}
		if _, has := face.NominalGlyph(r); has {
			return face
		}
	}
	if f.err == nil {
		f.err = fmt.Errorf("%w: %U", ErrGlyph, r)
	}
	return f.face(latinFace)
}

// face reads a font where that has not been done yet; nil where it is damaged.
func (f *fonts) face(n int) *font.Face {
	if face := f.faces[f.weight][n]; face != nil {
		return face
	}
	face, err := readFace(faceNames[f.weight][n])
	if err != nil {
		f.err = err
		return nil
	}
	f.faces[f.weight][n] = face
	return face
}

func readFace(name string) (*font.Face, error) {
	file, err := fontFiles.Open("fonts/" + name)
	if err != nil {
		return nil, err
	}
	resource, ok := file.(opentype.Resource)
	if !ok {
		return nil, &fs.PathError{Op: "read at", Path: name, Err: fs.ErrInvalid}
	}
	face, err := font.ParseTTF(resource)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return face, nil
}

// check notes ErrGlyph where a run has a glyph that stands for one that there is
// not.
func (f *fonts) check(run shaping.Output) {
	for _, g := range run.Glyphs {
		if g.GlyphID == 0 && f.err == nil {
			f.err = ErrGlyph
		}
	}
}

// taken gives the first fault since it was asked last.
func (f *fonts) taken() error {
	err := f.err
	f.err = nil
	return err
}
