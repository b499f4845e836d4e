package commands

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"prayerbot/commands/words"
)

// preview shows a draft exactly as the chats will see it, with whom it reaches
// and what to think of before it is sent.
func (c *Core) preview(ctx context.Context, a *ask, draft Announcement, show Show) (Reply, error) {
	n, err := c.Store.Audience(ctx, draft)
	if err != nil {
		return Reply{}, fmt.Errorf("count the chats: %w", err)
	}
	looks := c.Announced(draft, a.req.Language)
	text := a.count("announce.preview_to", n, words.With{"Audience": a.audienceName(draft.To)}) + " " + a.say("announce.preview_looks")
	if draft.Corrects != "" {
		text = a.say("announce.preview_correct")
	}
	blocks := []Block{
		{Kind: Paragraph, Text: text},
		{Kind: Sample, Reply: &looks},
	}
	if warnings := a.warnings(draft); len(warnings) > 0 {
		blocks = append(blocks, Block{Kind: Heading, Text: a.say("announce.mind")}, Block{Kind: List, Items: warnings})
	}
	zone, err := c.zoneOf(ctx, draft)
	if err != nil {
		return Reply{}, err
	}
	if !draft.At.IsZero() {
		blocks = append(blocks, Block{Kind: Paragraph, Text: a.say("announce.meant_for", words.With{"When": a.fullMoment(draft.At, zone)})})
	}
	buttons, err := c.previewButtons(ctx, a, draft, n)
	return Reply{
		Title: a.say("announce.preview"), Blocks: blocks, Buttons: buttons, Show: show,
		Aside: a.say("announce.aside"), AsideFailed: a.say("announce.aside_failed"),
	}, err
}

// previewButtons are what can be done with a draft, the common path first.
func (c *Core) previewButtons(ctx context.Context, a *ask, draft Announcement, n int) ([][]Button, error) {
	send, cancel := a.count("button.send", n), Button{Label: a.say("button.cancel"), Do: draft.do("cancel")}
	edit := Button{Label: a.say("button.edit"), Do: draft.do("edit")}
	if draft.Corrects != "" {
		return [][]Button{{{Label: a.say("button.correct_all"), Do: draft.do("send")}}, {edit, cancel}}, nil
	}
	if !draft.At.IsZero() {
		send = a.say("button.schedule_it")
	}
	rows := [][]Button{{{Label: send, Do: draft.do("send")}}}
	if a.person().String() != draft.Person {
		return append(rows, []Button{cancel}), nil
	}
	when := Button{Label: a.say("button.when"), Do: draft.do("when")}
	if !draft.At.IsZero() {
		when = Button{Label: a.say("button.no_time"), Do: draft.do("soon")}
	}
	rows = append(rows, []Button{when, edit, cancel})
	if kinds := a.kindButtons(draft); len(kinds) > 0 {
		rows = append(rows, kinds)
	}
	others, err := c.audienceButtons(ctx, a, draft)
	if len(others) > 0 {
		rows = append(rows, others)
	}
	return rows, err
}

// maxMentioned is for how many countries that a text names a prayer alert is
// offered.
const maxMentioned = 2

// kindButtons change what a draft is: a prayer alert for a country that it
// names, a plain notice, with or without a ping.
func (a *ask) kindButtons(draft Announcement) []Button {
	var all []Button
	if draft.Kind == KindUrgent {
		all = append(all, Button{Label: a.say("button.notice"), Do: draft.do("notice")})
	} else {
		for _, country := range a.mentioned(draft.Text, maxMentioned) {
			text := a.say("button.urgent", words.With{"Country": a.name(country)})
			all = append(all, Button{Label: label(text), Do: draft.do("urgent", country.Key)})
		}
	}
	switch {
	case draft.Ping:
		all = append(all, Button{Label: a.say("button.ping_off"), Do: draft.do("ping", "off")})
	case a.req.MayPing:
		all = append(all, Button{Label: a.say("button.ping_on"), Do: draft.do("ping", "on")})
	}
	return all
}

// audienceButtons send a draft to others than it goes to now, as far as the
// asker may.
func (c *Core) audienceButtons(ctx context.Context, a *ask, draft Announcement) ([]Button, error) {
	var all []Button
	if draft.To.Kind != ToChat && draft.To.Kind != ToSpace {
		all = append(all, Button{Label: a.say("button.to_here"), Do: draft.do("to", "here")})
	}
	if draft.To.Kind != ToCommunity {
		community, is, err := c.home(ctx, a, draft.From)
		if err != nil {
			return nil, err
		}
		if is {
			text := a.say("button.to_community", words.With{"Name": community.Name})
			all = append(all, Button{Label: label(text), Do: draft.do("to", "community")})
		}
	}
	if draft.To.Kind != ToEveryone && a.operator() {
		all = append(all, Button{Label: a.say("button.to_everyone"), Do: draft.do("to", "everyone")})
	}
	return all, nil
}

// longText is from how many characters on few people read to the end.
const longText = 900

// warnings are what to think of before a draft is sent.
func (a *ask) warnings(draft Announcement) []Item {
	low := strings.ToLower(draft.Text)
	has := func(marks ...string) bool {
		for _, mark := range marks {
			if strings.Contains(low, mark) {
				return true
			}
		}
		return false
	}
	var all []Item
	warn := func(is bool, text string) {
		if is {
			all = append(all, Item{Text: text})
		}
	}
	n := utf8.RuneCountInString(draft.Text)
	warn(n >= longText, a.say("warning.long", words.With{"N": a.voice.Number(n)}))
	warn(has("://", "t.me/", "discord.gg/", "discord.com/invite/"), a.say("warning.link"))
	warn(draft.Ping, a.say("warning.ping"))
	warn(!draft.Ping && has("@everyone", "@here"), a.say("warning.no_ping"))
	warn(has("embargo", "do not share", "don't share", "not for publication", "confidential"), a.say("warning.embargo"))
	return all
}
