package announce

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// maxAnnouncement is the longest announcement in characters: with its title
// and its note it stays one message on Telegram (4,096) and on Discord (4,096
// in an embed), even where every character has to be escaped on Discord twice
// as long.
const maxAnnouncement = 1800

// AnnounceCommand is the row of /announce.
func AnnounceCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: "announce", Role: reply.Moderator, Private: true, Params: []reply.Param{
			{Name: argText, Long: true}, {Name: argUrgent}, {Name: argTo},
			verbs().Param("announce_"), {Name: argWhich}, {Name: argWhen}, {Name: argKind, Inner: true}, {Name: argPing, Inner: true}, session.ChatParam(),
		}},
		Suggest: map[string]session.Suggest{argUrgent: session.SuggestCountries, argWhen: session.SuggestTimes},
		Read:    read, Verbs: verbs(),
	}
}

// newDraft keeps a draft of what was written and shows it in private, with the
// number of chats that it would reach. Nothing is sent before it is confirmed.
func newDraft(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if verb := verbInText(s); verb != nil {
		return verb.Run(ctx, s)
	}
	if err := s.Named("announce"); err != nil {
		return reply.Reply{}, err
	}
	country, unsure := urgentFor(s)
	if country == nil && s.Arg(argUrgent) == "" {
		country = alertedOf(s)
	}
	asked := country == nil && (s.Arg(argUrgent) != "" || s.Arg(argKind) == kindAlert)
	switch {
	case asked && (written(s.Arg(argText)) == "" || knownOtherwise(s, unsure)):
		return reply.Reply{}, noCountry(s)
	case written(s.Arg(argText)) == "":
		return askNew(ctx, s, country)
	}
	if err := mayReach(s); err != nil {
		return reply.Reply{}, err
	}
	draft := draftOf(s, country)
	draft.ID = newID(s.Env)
	if err := pings(s, &draft, s.Arg(argPing) == record.On); err != nil {
		return reply.Reply{}, err
	}
	if err := checkText(s, draft.Text); err != nil {
		return reply.Reply{}, err
	}
	if err := choose(ctx, s, &draft, s.Arg(argTo)); err != nil {
		return reply.Reply{}, err
	}
	times, err := timesOf(ctx, s, draft, asked)
	if err != nil {
		return reply.Reply{}, err
	}
	if len(times) == 1 {
		draft = times[0]
	}
	if err := mustReach(ctx, s, draft); err != nil {
		return reply.Reply{}, err
	}
	if asked {
		return askCountry(ctx, s, draft, unsure)
	}
	if err := s.Store().SaveDraft(ctx, draft); err != nil {
		return reply.Reply{}, fmt.Errorf("keep a draft: %w", err)
	}
	if len(times) > 1 {
		return askTimes(ctx, s, draft, times)
	}
	return preview(ctx, s, draft, reply.Private)
}

// askNew asks for the text of an announcement. What would refuse it whatever it says is
// said before anybody writes one.
func askNew(ctx context.Context, s *session.Session, country *content.Country) (reply.Reply, error) {
	if err := mayReach(s); err != nil {
		return reply.Reply{}, err
	}
	draft := draftOf(s, country)
	if err := choose(ctx, s, &draft, s.Arg(argTo)); err != nil {
		return reply.Reply{}, err
	}
	times, err := timesOf(ctx, s, draft, true)
	if err == nil {
		err = mustReachSome(ctx, s, draft)
	}
	if err != nil {
		return reply.Reply{}, err
	}
	return askText(ctx, s, country, times)
}

// mustReach refuses what nobody would receive.
func mustReach(ctx context.Context, s *session.Session, draft record.Announcement) error {
	n, err := s.Store().Audience(ctx, draft)
	switch {
	case err != nil:
		return fmt.Errorf("count the chats: %w", err)
	case n == 0:
		return s.Problem("announce.preview_none")
	}
	return nil
}

// mustReachSome is mustReach for a draft of which a form may still choose who receives it:
// it is refused where nobody would, whatever is chosen there.
func mustReachSome(ctx context.Context, s *session.Session, draft record.Announcement) error {
	none := mustReach(ctx, s, draft)
	if none == nil || !s.Request.Forms {
		return none
	}
	to, err := receiverField(ctx, s)
	if err != nil {
		return err
	}
	for _, option := range to.Options {
		other := draft
		if choose(ctx, s, &other, option.Key) == nil && mustReach(ctx, s, other) == nil {
			return nil
		}
	}
	return none
}

// mayReach refuses what is for another chat in which the asker may not write
// themselves, or the bot cannot.
func mayReach(s *session.Session) error {
	switch bot := s.Request.Bot; {
	case !s.Elsewhere():
		return nil
	case s.Request.Barred:
		return s.Problem("problem.barred")
	case bot.Mute():
		return s.Problem("problem.lacks", words.With{"Rights": s.RightNames(bot.Lacks)})
	}
	return nil
}

// timesOf are what a new draft may become by the time that was given with it; none
// where none was. One that is still to be asked for something has to be clear about
// its time.
func timesOf(ctx context.Context, s *session.Session, draft record.Announcement, clear bool) ([]record.Announcement, error) {
	when := s.Arg(argWhen)
	if when == "" {
		return nil, nil
	}
	times, err := setTimes(ctx, s, draft, when)
	if err == nil && clear && len(times) > 1 {
		err = s.Problem("problem.when_several", words.With{"Text": session.Quote(when)})
	}
	return times, err
}

// askText asks for the text, in a form where the platform has one. times is the one
// time that was given, or none.
func askText(ctx context.Context, s *session.Session, country *content.Country, times []record.Announcement) (reply.Reply, error) {
	line := "announce"
	if country != nil {
		line += " urgent " + reply.Keyed(country.Key)
	}
	if to := s.Arg(argTo); to != "" {
		line += " to:" + to
	}
	keys := reply.Args{session.Do: verbNew, argTo: audienceKey(s)}
	for _, when := range times {
		line += " when:" + timeKey(when)
		keys[argWhen] = timeKey(when)
	}
	if country != nil {
		keys[argUrgent] = reply.Keyed(country.Key)
	}
	asks, err := newForm(ctx, s, country, line)
	answer := reply.Reply{
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: s.Say("announce.text_ask")}},
		Visibility: reply.ForAsker,
		Form:       asks,
	}
	return s.Ask(ctx, answer, argText, keys, s.Say("announce.text_example")), err
}

// audienceKey names the audience that the asker named by its key; "" where they
// named none that there is.
func audienceKey(s *session.Session) string {
	to := s.Arg(argTo)
	if low := strings.ToLower(to); low == "" || low == "here" || low == "community" {
		return low
	}
	audience, err := ParseAudience(s.Env, to)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(string(audience.Kind)+":"+audience.Key, ":")
}

// written is the text of an announcement without what draws nothing.
func written(text string) string { return session.Clean(session.Visible(text)) }

// checkText refuses what cannot be an announcement.
func checkText(s *session.Session, text string) error {
	if n := utf8.RuneCountInString(text); n > maxAnnouncement {
		return s.Problem("problem.long_announcement", words.With{"N": s.Number(n), "Most": s.Number(maxAnnouncement)})
	}
	return nil
}

// draftOf is an announcement, without its id, to whom the asker announces unless they say
// otherwise: an operator alone with the bot to all, a moderator to the chats of
// the server or group.
func draftOf(s *session.Session, country *content.Country) record.Announcement {
	draft := record.Announcement{
		From: s.Request.Chat, GroupID: s.Request.GroupID, Alone: s.Request.Private, Person: s.User().String(),
		Text: written(s.Arg(argText)), State: record.StateDraft, Created: s.Request.Now,
	}
	if country != nil {
		draft.Kind, draft.Country = record.KindUrgent, country.Key
	}
	draft.To = usualReceivers(s)
	if draft.To.Kind != record.ToEveryone {
		draft.Speaker = groupName(s)
	}
	return draft
}

// usualReceivers are those of a draft unless the asker says otherwise.
func usualReceivers(s *session.Session) record.Audience {
	switch {
	case s.Elsewhere():
		return record.Audience{Kind: record.ToChat, Key: s.Request.Chat.String()}
	case s.IsOperator() && s.Request.Private:
		return record.Audience{Kind: record.ToEveryone}
	}
	return originOf(s)
}

// originOf is the server or group, or the chat alone, that asks.
func originOf(s *session.Session) record.Audience {
	return record.Announcement{From: s.Request.Chat, GroupID: s.Request.GroupID}.Origin()
}

// newID is a new announcement's: 8 characters, at least one of them a digit, so
// that no word of a text is taken for one.
func newID(env *session.Env) string {
	for {
		if id := env.Random()[:8]; strings.ContainsAny(id, "0123456789") {
			return id
		}
	}
}
