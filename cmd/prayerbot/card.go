package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"prayerbot/bot/terminal"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// cardCommand draws a card.
type cardCommand struct {
	Place  string `arg:"" optional:"" help:"A country, region or list; the point of the whole world if left out."`
	Of     string `enum:"point,report" default:"point" placeholder:"point|report" help:"What the card is of: a prayer point, or a country's report (default: point)."`
	Lang   string `default:"en" placeholder:"TAG" help:"The language, such as es (default: en)."`
	Date   string `placeholder:"2026-12-24" help:"The date; today if left out."`
	Out    string `placeholder:"FILE" help:"The file to write; - is the standard output."`
	Sheets string `hidden:"" placeholder:"FOLDER" help:"Instead of one card, contact sheets of many."`
}

// Run draws the card into its file, and says what is to be seen on it.
func (c *cardCommand) Run(world surroundings, cfg *Config) error {
	library, err := loadContent(cfg.Content)
	if err != nil {
		return err
	}
	show, err := newShowroom(world, library)
	if err != nil {
		return err
	}
	defer show.close()
	if c.Sheets != "" {
		return show.sheets(c.Sheets)
	}
	if err := c.check(show); err != nil {
		return err
	}
	data, alt, err := show.card(c.line(), c.Lang, show.at(c.Date))
	if err != nil {
		return err
	}
	if c.Out == "-" {
		_, err = world.out.Write(data)
		return err
	}
	if err := os.WriteFile(c.Out, data, 0o644); err != nil { // #nosec G306 -- a picture to be passed on
		return fmt.Errorf("write the card: %w", err)
	}
	_, err = fmt.Fprintf(world.out, "%s: %s\n", c.Out, alt)
	return err
}

// check says what is wrong with what was typed.
func (c *cardCommand) check(show *showroom) error {
	var faults configFaults
	if c.Out == "" {
		faults = append(faults, "Say where the card goes: --out nigeria.png.")
	}
	if all := show.core.Languages(); !slices.Contains(all, c.Lang) {
		faults = append(faults, fmt.Sprintf("%q is none of the languages. Write one of %s.", c.Lang, strings.Join(all, ", ")))
	}
	if _, err := content.ParseDate(c.Date); c.Date != "" && err != nil {
		faults = append(faults, fmt.Sprintf("%q is not a date. Write --date 2026-12-24.", c.Date))
	}
	if c.Of == "report" && c.Place == "" {
		faults = append(faults, "Say of which country, such as prayerbot card egypt --of report.")
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}

// line is the command line that answers with the card.
func (c *cardCommand) line() string {
	if c.Of == "report" {
		return "country " + c.Place
	}
	return "card " + c.Place
}

// at is noon of a date, or now where none is given.
func (s *showroom) at(date string) time.Time {
	day, err := content.ParseDate(date)
	if err != nil {
		return s.now
	}
	return time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, time.UTC)
}

// card is the picture of the answer to a command line, with what is to be seen on
// it.
func (s *showroom) card(line, language string, at time.Time) (data []byte, alt string, err error) {
	chat, err := s.withCards(language)
	if err != nil {
		return nil, "", err
	}
	command, _, args := reply.ParseLine(line)
	r := s.core.Handle(s.world, reply.Request{
		Chat: chat, Private: true, Hears: true, Person: "preview", Command: command, Line: strings.TrimSpace(args), Now: at, Language: language,
	})
	if r.Picture == nil {
		return nil, "", configFaults{cmp.Or(strings.TrimSpace(terminal.Preview(r)), "There is no card of that.")}
	}
	data, err = r.Picture.Bytes()
	return data, r.Picture.Alt, err
}

// withCards is the chat of a language that is shown cards.
func (s *showroom) withCards(language string) (record.ChatID, error) {
	id := chatFor("cards-" + language)
	if s.seen[language] {
		return id, nil
	}
	if s.seen == nil {
		s.seen = map[string]bool{}
	}
	s.seen[language] = true
	chat := record.Chat{ID: id, Language: language}
	chat.Choose(record.SettingPicture, record.On)
	return id, s.store.SaveChat(s.world, chat, randomText(), nil)
}
