package announce

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// DeskCommand is what the buttons of previews and of the status do.
func DeskCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: "desk", Role: reply.Anyone, Params: []reply.Param{{Name: argPress, Inner: true}, session.ButtonChatParam()}},
		Run: desk, Hidden: true,
	}
}

// What a button of the desk does; it is the first word of its line, which lies in
// chats, so it never changes.
const (
	pressSend       = "send"
	pressSendNow    = "now"
	pressCancel     = "cancel"
	pressStatus     = "status"
	pressStop       = "stop"
	pressAskRetract = "back"
	pressRetract    = "retract"
	pressReword     = "reword"
	pressShow       = "show"
	pressEdit       = "edit"
	pressAskWhen    = "when"
	pressAt         = "at"
	pressAtOnce     = "soon"
	pressNotice     = "notice"
	pressUrgent     = "urgent"
	pressAlert      = "alert"   // urgent, for a draft that asked which country
	pressCountry    = "country" // asks for that country in a form
	pressPing       = "ping"
	pressTo         = "to"
	pressEvery      = "every"
	pressUntil      = "until"
	pressSkip       = "skip"
	pressUnskip     = "unskip"
	pressAskEnd     = "over"
	pressEnd        = "end"
)

// argPress is what a button of the desk carries.
const argPress = "press"

// A deskPress is what a button of the desk does: a verb, the announcement, and for a
// draft the edition that was seen. More may follow.
type deskPress struct {
	verb    string
	id      string
	edition int
	more    string
}

// readPress reads "send abc2defg 1".
func readPress(line string) deskPress {
	var m deskPress
	m.verb, line = reply.CutWord(line)
	m.id, line = reply.CutWord(line)
	number, more := reply.CutWord(line)
	if n, err := strconv.Atoi(number); err == nil {
		m.edition, line = n, more
	}
	m.more = line
	return m
}

// pressLine writes the line that readPress reads.
func pressLine(a record.Announcement, verb string, more ...string) string {
	return strings.Join(append([]string{"desk", verb, a.ID, strconv.Itoa(a.Edition)}, more...), " ")
}

// desk is what the buttons of previews and of the status do. Who may, is found
// out at this moment, not when the button was shown.
func desk(ctx context.Context, s *session.Session) (reply.Reply, error) {
	m := readPress(s.Arg(argPress))
	announcement, err := s.Store().Announcement(ctx, m.id, s.Request.Now)
	if errors.Is(err, record.ErrNotFound) {
		return s.Replace("announce.gone"), nil
	}
	if err != nil {
		return reply.Reply{}, fmt.Errorf("read an announcement: %w", err)
	}
	if announcement.State == record.StateRecurring || announcement.State == record.StateEnded {
		return newest(ctx, s, m.id, reply.InPlace, func() (reply.Reply, error) { return deskSeries(ctx, s, m, announcement) })
	}
	if !announcement.Sent() {
		return newest(ctx, s, m.id, reply.InPlace, func() (reply.Reply, error) { return deskDraft(ctx, s, m, announcement) })
	}
	if err := mayManage(ctx, s, announcement); err != nil {
		return reply.Reply{}, err
	}
	switch m.verb {
	case pressSend, pressSendNow, pressCancel:
		return tooLate(ctx, s, announcement)
	case pressStatus:
		return refreshed(ctx, s, announcement, m.more)
	}
	return steer(ctx, s, m, announcement)
}

// steer does what its author, or who decides, asks for with what was sent.
func steer(ctx context.Context, s *session.Session, m deskPress, announcement record.Announcement) (reply.Reply, error) {
	if err := maySteer(ctx, s, announcement); err != nil {
		return reply.Reply{}, err
	}
	switch m.verb {
	case pressStop:
		return stopSending(ctx, s, announcement)
	case pressAskRetract:
		return askRetract(s, announcement), nil
	case pressRetract:
		return retract(ctx, s, announcement, m.more == "note")
	case pressReword:
		return askCorrection(ctx, s, announcement), nil
	}
	return reply.Reply{}, s.Problem("problem.button")
}

// deskDraft is desk for what was not sent. A button of an older preview shows
// the newest instead, whatever it would have done.
func deskDraft(ctx context.Context, s *session.Session, m deskPress, draft record.Announcement) (reply.Reply, error) {
	if err := mayDecide(ctx, s, draft); err != nil {
		return reply.Reply{}, err
	}
	scheduled := draft.State == record.StateScheduled
	switch {
	case draft.State == record.StateCancelled:
		return s.Replace("announce.gone"), nil
	case m.verb == pressStatus && scheduled:
		return scheduledReply(ctx, s, draft)
	case m.edition != draft.Edition:
		return changed(ctx, s, draft, reply.InPlace)
	case m.verb == pressCancel:
		return cancel(ctx, s, draft)
	case scheduled && (m.verb == pressSend || m.verb == pressShow): // it stays as it was agreed
		return scheduledReply(ctx, s, draft)
	case m.verb == pressSend:
		return send(ctx, s, draft)
	case s.User().String() != draft.Person:
		return reply.Reply{}, s.Problem("problem.not_yours")
	case scheduled && m.verb == pressSendNow:
		return sendNow(ctx, s, draft)
	}
	return reshape(ctx, s, m, draft)
}

// changed shows the newest edition to somebody who pressed a button of an
// older one.
func changed(ctx context.Context, s *session.Session, draft record.Announcement, show reply.Visibility) (reply.Reply, error) {
	answer, err := draftReply(ctx, s, draft, show)
	answer.Blocks = append([]reply.Block{{Kind: reply.Paragraph, Text: s.Say("announce.changed")}}, answer.Blocks...)
	return answer, err
}

// draftReply shows what was not sent: a preview, or when it will be sent.
func draftReply(ctx context.Context, s *session.Session, draft record.Announcement, show reply.Visibility) (reply.Reply, error) {
	if draft.State == record.StateDraft {
		return preview(ctx, s, draft, show)
	}
	answer, err := scheduledReply(ctx, s, draft)
	if show == reply.Private {
		return s.Privately(answer, err)
	}
	return answer, err
}

// newest does something with a draft. Where somebody else was faster, it shows
// what they have made of it.
func newest(ctx context.Context, s *session.Session, id string, show reply.Visibility, do func() (reply.Reply, error)) (reply.Reply, error) {
	answer, err := do()
	if !errors.Is(err, record.ErrStale) {
		return answer, err
	}
	draft, err := found(ctx, s, id)
	switch {
	case err != nil:
		return reply.Reply{}, err
	case draft.Sent():
		return tooLate(ctx, s, draft)
	case draft.State == record.StateCancelled:
		return reply.Reply{}, s.Problem("announce.gone")
	}
	may := mayDecide
	if draft.State == record.StateRecurring || draft.State == record.StateEnded {
		may = mayManage
	}
	if err := may(ctx, s, draft); err != nil {
		return reply.Reply{}, err
	}
	return changed(ctx, s, draft, show)
}
