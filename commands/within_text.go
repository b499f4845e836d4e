package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/pray"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// partSigns part the sentences of a text.
const partSigns = ".!?;,…\n"

// prayedWithin counts somebody who says an amen within other words that ask for nothing:
// "Lord, have mercy on them. Amen"; false where there is none.
func (c *conversation) prayedWithin(ctx context.Context, s *session.Session, text string) (reply.Reply, bool, error) {
	if !s.Request.Private || len(text) > session.MaxArg || !saysPrayed(s, text) {
		return reply.Reply{}, false, nil
	}
	s.EndQuestion(ctx)
	answer, err := pray.Prayed(ctx, s)
	return answer, true, err
}

// saysPrayed tells whether the first or the last sentence of a text is an amen, and none of
// its words leads to anything else.
func saysPrayed(s *session.Session, text string) bool {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(partSigns, r) })
	if len(parts) < 2 || !s.Own.MeansPrayed(parts[0]) && !s.Own.MeansPrayed(parts[len(parts)-1]) {
		return false
	}
	gist := s.Own.ReadGist(text)
	return gist.Wish.Clock == nil && gist.Wish.Days == nil && !slices.ContainsFunc(gist.Lines, func(line string) bool {
		return !slices.Contains([]string{"pray", "thanks", "hello", "goodbye", "yes"}, line)
	})
}
