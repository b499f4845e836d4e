package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"prayerbot/commands/reply"
	"prayerbot/content"
	"prayerbot/content/card"
)

// A contact sheet shows cards in columns and rows, each a third as wide and high as
// it is.
const (
	columns = 4
	rows    = 6
	shrunk  = 3
	gutter  = 12 // pixels between two cards
)

// longest is how many of the longest titles of a language are drawn, and of its
// occasions.
const longest = 12

// sheets draws every country, its report and the longest titles of every language
// into contact sheets in a folder.
func (s *showroom) sheets(folder string) error {
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return err
	}
	var points, reports []string
	for _, c := range s.library.Countries {
		points, reports = append(points, "card "+reply.Keyed(c.Key)), append(reports, "country "+reply.Keyed(c.Key))
	}
	if err := errors.Join(s.sheet(folder, "points", "en", points), s.sheet(folder, "reports", "en", reports)); err != nil {
		return err
	}
	for _, language := range s.core.Languages() {
		if err := s.sheet(folder, "longest-"+language, language, s.longest(language)); err != nil {
			return err
		}
	}
	return nil
}

// longest are the lines that show the longest titles of a language.
func (s *showroom) longest(language string) []string {
	var points, feasts []*content.Point
	for _, c := range s.library.Countries {
		points = append(points, c.Points...)
	}
	for _, o := range s.library.Occasions {
		feasts = append(feasts, o.Points...)
	}
	var lines []string
	for _, all := range [][]*content.Point{points, feasts} {
		slices.SortStableFunc(all, func(a, b *content.Point) int { return s.length(language, b) - s.length(language, a) })
		for _, p := range all[:min(longest, len(all))] {
			lines = append(lines, "point "+p.ID)
		}
	}
	return lines
}

// length is how many characters a title has in a language.
func (s *showroom) length(language string, p *content.Point) int {
	if texts, is := s.library.Translated(language, p.Unit()); is {
		return utf8.RuneCountInString(texts[content.FieldTitle])
	}
	return utf8.RuneCountInString(p.Title)
}

// sheet draws the cards of command lines into as many contact sheets as they need.
func (s *showroom) sheet(folder, name, language string, lines []string) error {
	for n := 0; n*columns*rows < len(lines); n++ {
		part := lines[n*columns*rows : min((n+1)*columns*rows, len(lines))]
		file := filepath.Join(folder, fmt.Sprintf("%s-%d.png", name, n+1))
		if err := s.contact(file, language, part); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		fmt.Fprintln(s.out, file)
	}
	return nil
}

// contact draws one contact sheet.
func (s *showroom) contact(file, language string, lines []string) error {
	const width, height = card.Width/shrunk + gutter, card.Height/shrunk + gutter
	whole := image.NewRGBA(image.Rect(0, 0, columns*width+gutter, rows*height+gutter))
	for i, line := range lines {
		data, _, err := s.card(line, language, s.now)
		if err != nil {
			return fmt.Errorf("%s: %w", line, err)
		}
		m, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			return err
		}
		shrinkInto(whole, image.Pt(gutter+i%columns*width, gutter+i/columns*height), m)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, whole); err != nil {
		return err
	}
	return os.WriteFile(file, b.Bytes(), 0o600)
}

// shrinkInto draws a picture in a third of its size.
func shrinkInto(to *image.RGBA, corner image.Point, m image.Image) {
	for y := range m.Bounds().Dy() / shrunk {
		for x := range m.Bounds().Dx() / shrunk {
			var r, g, b uint32
			for i := range shrunk * shrunk {
				pr, pg, pb, _ := m.At(x*shrunk+i%shrunk, y*shrunk+i/shrunk).RGBA()
				r, g, b = r+pr>>8, g+pg>>8, b+pb>>8
			}
			const n = shrunk * shrunk
			to.SetRGBA(corner.X+x, corner.Y+y, color.RGBA{uint8(r / n), uint8(g / n), uint8(b / n), 255}) // #nosec G115 -- means of bytes
		}
	}
}
