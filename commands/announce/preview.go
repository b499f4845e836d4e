package announce

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// preview shows a draft exactly as the chats will see it, with whom it reaches
// and what to think of before it is sent.
func preview(ctx context.Context, s *session.Session, draft record.Announcement, show reply.Visibility) (reply.Reply, error) {
	n, err := s.Store().Audience(ctx, draft)
	if err != nil {
		return reply.Reply{}, fmt.Errorf("count the chats: %w", err)
	}
	looks := Announced(s.Env, draft, s.Look.Language)
	text := words.Sentences(s.Count("announce.preview_to", n, words.With{"Audience": audienceName(s, draft.To)}), s.Say("announce.preview_looks"))
	if draft.Corrects != "" {
		text = s.Say("announce.preview_correct")
	}
	blocks := []reply.Block{
		{Kind: reply.Paragraph, Text: text},
		{Kind: reply.Sample, Reply: &looks},
	}
	if warnings := warnings(s, draft); len(warnings) > 0 {
		blocks = append(blocks, reply.Block{Kind: reply.Heading, Text: s.Say("announce.mind")}, reply.Block{Kind: reply.List, Items: warnings})
	}
	zone, err := zoneOf(ctx, s.Env, draft)
	if err != nil {
		return reply.Reply{}, err
	}
	if !draft.At.IsZero() && !draft.Repeat.Is() {
		blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("announce.meant_for", words.With{"When": fullMoment(s, draft.At, zone)})})
	}
	if draft.Repeat.Is() {
		blocks = append(blocks, rhythmLines(s, draft)...)
	}
	buttons, err := previewButtons(ctx, s, draft, n)
	return reply.Reply{
		Title: s.Say("announce.preview"), Blocks: blocks, Buttons: buttons, Visibility: show,
		Aside: s.ToChat("announce.aside"), AsideFailed: s.ToChat("announce.aside_failed"),
	}, err
}

// previewButtons are what can be done with a draft, the common path first.
func previewButtons(ctx context.Context, s *session.Session, draft record.Announcement, n int) ([][]reply.Button, error) {
	send, cancel := s.Count("button.send", n), reply.Button{Label: s.Say("button.cancel"), Do: pressLine(draft, pressCancel)}
	edit := reply.Button{Label: s.Say("button.edit"), Do: pressLine(draft, pressEdit)}
	if draft.Corrects != "" {
		return [][]reply.Button{{{Label: s.Say("button.correct_all"), Do: pressLine(draft, pressSend), Main: true}}, {edit, cancel}}, nil
	}
	if !draft.At.IsZero() {
		send = s.Say("button.schedule_it")
	}
	if draft.Repeat.Is() {
		send = s.Say("button.repeat_it")
	}
	rows := [][]reply.Button{{{Label: send, Do: pressLine(draft, pressSend), Main: true}}}
	if s.User().String() != draft.Person {
		return append(rows, []reply.Button{cancel}), nil
	}
	when := reply.Button{Label: s.Say("button.when"), Do: pressLine(draft, pressAskWhen)}
	if !draft.At.IsZero() {
		when = reply.Button{Label: s.Say("button.no_time"), Do: pressLine(draft, pressAtOnce)}
	}
	if draft.Repeat.Is() {
		when = reply.Button{Label: s.Say("button.once"), Do: pressLine(draft, pressAtOnce)}
		rows = append(rows, []reply.Button{{Label: s.Say("button.every"), Do: pressLine(draft, pressEvery)}, {Label: s.Say("button.until"), Do: pressLine(draft, pressUntil)}})
	}
	rows = append(rows, []reply.Button{when, edit, cancel})
	if kinds := kindButtons(s, draft); len(kinds) > 0 {
		rows = append(rows, kinds)
	}
	others, err := audienceButtons(ctx, s, draft)
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
func kindButtons(s *session.Session, draft record.Announcement) []reply.Button {
	var all []reply.Button
	if draft.Kind == record.KindUrgent {
		all = append(all, reply.Button{Label: s.Say("button.notice"), Do: pressLine(draft, pressNotice)})
	} else {
		for _, country := range mentioned(s, draft.Text, maxMentioned) {
			text := s.Label("button.urgent", words.With{"Country": s.CountryInText(country)})
			all = append(all, reply.Button{Label: text, Do: pressLine(draft, pressUrgent, country.Key)})
		}
	}
	switch {
	case draft.Ping:
		all = append(all, reply.Button{Label: s.Say("button.ping_off"), Do: pressLine(draft, pressPing, "off")})
	case s.Request.MayPing && !s.Request.Bot.Pingless():
		all = append(all, reply.Button{Label: s.Say("button.ping_on"), Do: pressLine(draft, pressPing, "on")})
	}
	return all
}

// audienceButtons send a draft to others than it goes to now, as far as the
// asker may.
func audienceButtons(ctx context.Context, s *session.Session, draft record.Announcement) ([]reply.Button, error) {
	var all []reply.Button
	if draft.To.Kind != record.ToChat && draft.To.Kind != record.ToGroup {
		all = append(all, reply.Button{Label: s.Say("button.to_here"), Do: pressLine(draft, pressTo, "here")})
	}
	if draft.To.Kind != record.ToCommunity {
		community, is, err := home(ctx, s, draft.From)
		if err != nil {
			return nil, err
		}
		if is {
			text := s.Label("button.to_community", words.With{"Name": community.Name})
			all = append(all, reply.Button{Label: text, Do: pressLine(draft, pressTo, "community")})
		}
	}
	if draft.To.Kind != record.ToEveryone && s.IsOperator() {
		all = append(all, reply.Button{Label: s.Say("button.to_everyone"), Do: pressLine(draft, pressTo, "everyone")})
	}
	return all, nil
}

// address is a link as the adapters let it lead somewhere.
var address = regexp.MustCompile(`(?i)https?://([^\s<>"'/?#]+)`)

// bareAddress finds addresses that nobody can press, as people write them.
var bareAddress = regexp.MustCompile(`\bwww\.|\bt\.me/|\bdiscord\.gg/|\bdiscord\.com/invite`)

// linked are the hosts that the links of a text lead to.
func linked(text string) []string {
	var hosts []string
	for _, found := range address.FindAllStringSubmatch(text, -1) {
		if host := strings.ToLower(found[1]); !slices.Contains(hosts, host) {
			hosts = append(hosts, host)
		}
	}
	return hosts
}

// timeBegins finds a number among the first words of a text.
var timeBegins = regexp.MustCompile(`^.{0,40}\d`)

// longText is from how many characters on few people read to the end.
const longText = 900

// warnings are what to think of before a draft is sent.
func warnings(s *session.Session, draft record.Announcement) []reply.Item {
	low := strings.ToLower(draft.Text)
	has := func(marks ...string) bool {
		for _, mark := range marks {
			if strings.Contains(low, mark) {
				return true
			}
		}
		return false
	}
	var all []reply.Item
	warn := func(is bool, text string) {
		if is {
			all = append(all, reply.Item{Text: text})
		}
	}
	n := utf8.RuneCountInString(draft.Text)
	warn(n >= longText, s.Say("warning.long", words.With{"N": s.Number(n)}))
	if hosts := linked(draft.Text); len(hosts) > 0 {
		warn(true, s.Say("warning.link", words.With{"Hosts": s.List(hosts)}))
	} else {
		warn(bareAddress.MatchString(low), s.Say("warning.link_bare"))
	}
	warn(!draft.Repeat.Is() && draft.Corrects == "" && s.Own.MayRepeat(draft.Text) && timeBegins.MatchString(draft.Text), s.Say("warning.once"))
	warn(draft.Ping, s.Say("warning.ping"))
	warn(!draft.Ping && has("@everyone", "@here"), s.Say("warning.no_ping"))
	warn(has("embargo", "do not share", "don't share", "not for publication", "confidential"), s.Say("warning.embargo"))
	return all
}
