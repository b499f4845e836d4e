package web

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/pray"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// A builder makes one page, for a reader.
type builder struct {
	*Site
	ctx    context.Context
	place  place
	reader *pray.Reader
}

// view is the page of a place; nil where there is none. An error is the store's.
func (b builder) view() (*view, error) {
	kind, key := b.place.cut()
	switch {
	case kind == "today" && key == "":
		return b.day(b.reader.Today().String()), nil
	case kind == "days" && key != "":
		return b.day(key), nil
	case kind == "months" && key != "":
		return b.month(key), nil
	case kind == "points" && keyForm.MatchString(key):
		return b.shown(b.reader.Point(key, b.reader.Today())), nil
	case kind == "stories" && keyForm.MatchString(key):
		return b.shown(b.reader.Story(key)), nil
	case kind == "countries" && len(key) == 2 && strings.ToLower(key) == key:
		answer, is, err := b.reader.Country(b.ctx, strings.ToUpper(key))
		return b.shown(answer, is), err
	}
	return b.listed()
}

// listed is a page that has no key; nil where there is none.
func (b builder) listed() (*view, error) {
	switch b.place.path {
	case "":
		v := b.shown(b.reader.Front(), true)
		intro := slices.IndexFunc(v.Blocks, func(b block) bool { return b.Kind == kinds[reply.Heading] })
		v.Intro, v.Blocks, v.Buttons = v.Blocks[:intro], v.Blocks[intro:], b.inviting()
		v.pictureOf = "today"
		return v, nil
	case "countries":
		return b.shown(b.reader.Countries(), true), nil
	case "occasions":
		return b.shown(b.reader.Occasions(), true), nil
	case "news":
		answer, err := b.reader.News(b.ctx)
		return b.shown(answer, err == nil), err
	case "privacy":
		return b.shown(b.reader.Privacy(b.cfg.Privacy(b.place.language), b.cfg.Contact), true), nil
	case "terms":
		return b.shown(b.reader.Terms(), true), nil
	case "sources":
		return b.shown(b.reader.Sources(), true), nil
	}
	return nil, nil
}

// shown is a page that shows a reply, where there is one.
func (b builder) shown(answer reply.Reply, is bool) *view {
	if !is || answer.Empty() {
		return nil
	}
	v := b.blank(answer.Title)
	v.Blocks = blocksOf(b.place.language, answer.Blocks)
	v.Links = linksOf(b.place.language, b.place.path, answer.Buttons)
	v.Description = pray.Summary(answer)
	if p := answer.Picture; p != nil && p.File != nil {
		v.pictured, v.pictureOf = p, b.place.path
	}
	return v
}

// day is the point of a date for the whole world.
func (b builder) day(text string) *view {
	date, is := readDate(text)
	if !is {
		return nil
	}
	v := b.shown(b.reader.Day(date, content.Selection{}))
	if v != nil {
		v.Canonical, v.pictureOf = b.cfg.URL+address(b.place.language, "days/"+date.String()), "days/"+date.String()
	}
	return v
}

// month is the sheet of a month, to print.
func (b builder) month(text string) *view {
	first, is := readMonth(text)
	sel, known := b.reader.Selection(b.place.query)
	if !is || !known {
		return nil
	}
	sheet, is := b.reader.Month(first, sel)
	if !is {
		return nil
	}
	v := b.blank(sheet.Title)
	v.Month, v.Description = monthOf(b.place.language, sheet), sheet.For
	return v
}

// inviting is what brings the bot into a chat, where that is known.
func (b builder) inviting() []link {
	var all []link
	frame := b.reader.Frame()
	for _, way := range []struct {
		label string
		ask   func(context.Context) string
	}{{frame.AddTelegram, b.cfg.Telegram}, {frame.AddDiscord, b.cfg.Discord}} {
		if way.ask == nil {
			continue
		}
		if url := way.ask(b.ctx); strings.HasPrefix(url, "https://") {
			all = append(all, link{Label: way.label, URL: url})
		}
	}
	return all
}

// missing is the page of an address that names nothing.
func (b builder) missing() *view {
	b.place.path = "-"
	v := b.shown(b.reader.Missing(), true)
	v.Canonical = ""
	return v
}

// paragraphs are those of a text.
func paragraphs(text string) []string { return strings.Split(text, "\n\n") }
