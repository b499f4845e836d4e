package pray

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/content"
)

// CalendarCommand is the row of /calendar, which is there where the bot has pages.
func CalendarCommand() session.Command {
	return session.Command{Row: reply.Row{Name: "calendar", Role: reply.Anyone}, Run: calendar, Shows: true}
}

// calendar gives the asker the address of the calendar of what the chat prays for. It
// names the selection and nothing of the chat.
func calendar(ctx context.Context, s *session.Session) (reply.Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	sel, err := praysFor(ctx, s.Env, chat, chat.PraysFor())
	if err != nil {
		return reply.Reply{}, err
	}
	address := s.Page(s.Language, "/calendar.ics") + forSelection(sel)
	answer := reply.Reply{
		Title:      s.Say("calendar.title"),
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: s.Say("calendar.how")}, {Kind: reply.Copy, Items: []reply.Item{{Text: address}}}},
		Visibility: reply.ForAsker,
	}
	if s.Request.Copies && len(address) <= reply.MaxCopied {
		answer.Buttons = [][]reply.Button{{{Label: s.Say("button.copy_address"), Copies: address}}}
	}
	return answer, nil
}

// forSelection is what an address says of a selection; "" is the whole world.
func forSelection(sel content.Selection) string {
	if sel.Whole() {
		return ""
	}
	return "?for=" + strings.Join(slices.Concat(sel.Countries, sel.Regions, sel.Lists), ",")
}

// whatsApp passes the page of an item on over WhatsApp, where there are pages and the
// chat does not want to be told openly; false where it cannot.
func whatsApp(ctx context.Context, s *session.Session, about item) (reply.Button, bool) {
	chat, err := s.Chat(ctx)
	page := s.Page(s.Language, about.page)
	if err != nil || page == "" || chat.Discreet() {
		return reply.Button{}, false
	}
	text := session.Label(about.title) + "\n" + page
	return reply.Button{Label: s.Say("button.whatsapp"), Link: "https://wa.me/?text=" + url.QueryEscape(text)}, true
}
