package commands_test

import (
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

func TestEveryReplySaysWhatItIs(t *testing.T) {
	k := newTalk(t)
	for _, row := range k.core.Table("en") {
		for _, args := range []string{"", " nigeria", " atlantis", " 07:00 Lagos", " congo"} {
			if got := k.say("/" + row.Name + args); got.Accent == reply.NoAccent {
				t.Errorf("/%s%s has no accent:\n%s", row.Name, args, plain(got))
			}
		}
	}
}

func TestWhatIsAskedAndWhatIsWrongIsToldApart(t *testing.T) {
	k := newTalk(t)
	for line, want := range map[string]reply.Accent{
		"/pray": reply.AccentPoint, "/country nigeria": reply.AccentReport, "/news": reply.AccentNews, "/pray atlantis": reply.AccentProblem,
		"/subscribe": reply.AccentQuestion, "/country congo": reply.AccentQuestion, "/status": reply.AccentReport,
	} {
		if got := k.say(line); got.Accent != want {
			t.Errorf("%s has the accent %d, not %d", line, got.Accent, want)
		}
	}
	for kind, want := range map[record.AnnouncementKind]reply.Accent{record.KindNotice: reply.AccentAnnouncement, record.KindUrgent: reply.AccentAlert} {
		a := record.Announcement{Kind: kind, Country: "NG", Text: "Pray."}
		if got := k.core.Announced(a, ""); got.Accent != want {
			t.Errorf("an announcement of kind %q has the accent %d", kind, got.Accent)
		}
	}
}
