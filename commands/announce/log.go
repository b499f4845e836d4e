package announce

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// maxLog is how many lines of the audit log are shown.
const maxLog = 25

// auditEntries are the lines of the audit log that are for the asker, newest first: all for
// an operator, else those of this place and of the community. Who leads it by a
// join code sees of those only their own, for a line names a person.
func auditEntries(ctx context.Context, s *session.Session) ([]record.AuditEntry, error) {
	audiences, community, err := auditAudiences(ctx, s)
	if err != nil {
		return nil, err
	}
	whole := record.Audience{Kind: record.ToCommunity, Key: community.ID}
	var all []record.AuditEntry
	for _, to := range audiences {
		entries, err := s.Store().AuditLog(ctx, to, s.Request.Now, maxLog)
		if err != nil {
			return nil, fmt.Errorf("read the audit log: %w", err)
		}
		if to == whole && !s.Owns(community) {
			entries = slices.DeleteFunc(entries, func(entry record.AuditEntry) bool { return entry.Person != s.User().String() })
		}
		all = append(all, entries...)
	}
	mine, err := ownEntries(ctx, s)
	if err != nil {
		return nil, err
	}
	all = append(all, mine...)
	slices.SortStableFunc(all, func(x, y record.AuditEntry) int { return y.At.Compare(x.At) })
	return all[:min(len(all), maxLog)], nil
}

// maxSearched is how many lines of the whole audit log are looked through for
// somebody's own.
const maxSearched = 500

// ownEntries are the lines about what somebody announced themselves, wherever it
// went, for their private chat: previews stand there, whichever group they are for.
// An operator is shown all lines anyway.
func ownEntries(ctx context.Context, s *session.Session) ([]record.AuditEntry, error) {
	if !s.Request.Private || s.Request.Person == "" || s.IsOperator() {
		return nil, nil
	}
	entries, err := s.Store().AuditLog(ctx, record.Audience{}, s.Request.Now, maxSearched)
	if err != nil {
		return nil, fmt.Errorf("read the audit log: %w", err)
	}
	own := func(entry record.AuditEntry) bool { return entry.Person == s.User().String() }
	seen := func(entry record.AuditEntry) bool {
		return entry.To == (record.Audience{Kind: record.ToChat, Key: s.Request.Chat.String()})
	}
	return slices.DeleteFunc(entries, func(entry record.AuditEntry) bool { return !own(entry) || seen(entry) }), nil
}

// auditAudiences are those whose audit log is for the asker, with the community that
// is among them; the zero Audience, which is all, for an operator.
func auditAudiences(ctx context.Context, s *session.Session) ([]record.Audience, record.Community, error) {
	audiences := []record.Audience{{Kind: record.ToChat, Key: s.Request.Chat.String()}}
	if s.Request.GroupID != "" {
		audiences = append(audiences, thisGroup(s))
	}
	community, is, err := home(ctx, s, s.Request.Chat)
	if err != nil {
		return nil, community, err
	}
	if is {
		audiences = append(audiences, record.Audience{Kind: record.ToCommunity, Key: community.ID})
	}
	if s.IsOperator() {
		audiences = []record.Audience{{}}
	}
	return audiences, community, nil
}

// announceLog shows who did what with announcements.
func announceLog(ctx context.Context, s *session.Session) (reply.Reply, error) {
	entries, err := auditEntries(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	if len(entries) == 0 {
		return reply.Reply{}, s.Problem("announce.none")
	}
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	var items []reply.Item
	named := map[string]string{}
	for _, entry := range entries {
		if named[entry.Announcement] == "" {
			if named[entry.Announcement], err = firstWords(ctx, s, entry.Announcement); err != nil {
				return reply.Reply{}, err
			}
		}
		items = append(items, reply.Item{Label: s.Moment(entry.At, chat.Location()), Text: auditLine(s, entry, named[entry.Announcement])})
	}
	return reply.Reply{
		Title: s.Say("announce.log"),
		Blocks: []reply.Block{
			{Kind: reply.List, Items: items},
			{Kind: reply.Note, Text: s.Say("announce.log_kept", words.With{"Zone": session.ZoneText(chat.Location())})},
		},
		Buttons:     logButtons(s),
		Visibility:  reply.Private,
		Aside:       s.ToChat("announce.aside_log"),
		AsideFailed: s.ToChat("announce.aside_failed"),
	}, nil
}

// logButtons lead on to what was announced from a private chat; elsewhere the log
// is told apart from its chat, where a button would ask for another one's.
func logButtons(s *session.Session) [][]reply.Button {
	if !s.Request.Private {
		return nil
	}
	return [][]reply.Button{{{Label: s.Say("button.progress"), Do: "announce status"}}}
}

// firstWords name an announcement by how its text begins, as long as that is kept.
func firstWords(ctx context.Context, s *session.Session, id string) (string, error) {
	a, err := s.Store().Announcement(ctx, id, s.Request.Now)
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		return "", fmt.Errorf("read an announcement: %w", err)
	}
	text := strings.Join(strings.Fields(a.Text), " ")
	if text == "" || a.Expired(s.Request.Now) {
		return s.Say("announce.some"), nil
	}
	return s.Say("announce.named", words.With{"Text": session.Label(text)}), nil
}

// auditLine writes one line of the audit log about an announcement that is named.
func auditLine(s *session.Session, entry record.AuditEntry, named string) string {
	person := entry.Person
	if person == "" {
		person = s.Say("announce.machine")
	}
	line := s.Count("deed."+string(entry.Action), entry.Reach, words.With{
		"Person": person, "What": named, "Audience": audienceName(s, entry.To),
	})
	if entry.Person != "" && strings.HasPrefix(line, entry.Person) {
		return line // a platform's own name of somebody is written as it is
	}
	first, n := utf8.DecodeRuneInString(line)
	return string(unicode.ToUpper(first)) + line[n:]
}
