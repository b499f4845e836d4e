package commands_test

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// TestWhatWasAnnouncedFromPrivateIsFoundThere has somebody follow in private, where
// their previews stand, what they announced in a group: as long as they lead it.
func TestWhatWasAnnouncedFromPrivateIsFoundThere(t *testing.T) {
	k := newTalk(t)
	k.req.Now = time.Date(2026, 11, 24, 13, 0, 0, 0, time.UTC)
	k.roles = map[string]reply.Role{"9": reply.Moderator, "10": reply.Moderator}
	k.group("9", "moderator")
	k.say("/subscribe 06:30 berlin")
	k.say("/announce We meet on Friday.")
	k.press("Send to 1 chat")
	status := func(person string) string {
		k.private(person)
		return plain(k.say("/announce status"))
	}
	if got := status("9"); !strings.Contains(got, "We meet on Friday.") {
		t.Errorf("they are told %q", got)
	}
	if got := plain(k.say("/announce log")); !strings.Contains(got, `telegram:9 sent "We meet on Friday." to 1 chat`) || !strings.Contains(got, "[Show the progress]") {
		t.Errorf("the log is %q", got)
	}
	k.req.Now = k.req.Now.Add(8 * 24 * time.Hour)
	if got := plain(k.say("/announce log")); !strings.Contains(got, "telegram:9 sent an announcement that is not kept any more to 1 chat") {
		t.Errorf("a week later the log is %q", got)
	}
	k.req.Now = k.req.Now.Add(-8 * 24 * time.Hour)
	if got := status("10"); strings.Contains(got, "We meet on Friday.") {
		t.Errorf("somebody else is told %q", got)
	}
	k.roles["9"] = reply.Anyone
	if got := status("9"); strings.Contains(got, "We meet on Friday.") {
		t.Errorf("who leads it no more is told %q", got)
	}
}

// A line of the log is a sentence, whoever it is about and whatever is kept of it.
func TestALineOfTheLogIsASentence(t *testing.T) {
	k := newTalk(t)
	k.private("1")
	for _, action := range []record.Action{record.ActionSent, record.ActionCancelled, record.ActionExpired, record.ActionSkipped, record.ActionEnded, record.ActionLapsed} {
		entry := record.AuditEntry{At: k.req.Now, Action: action, Announcement: "gone", To: record.Audience{Kind: record.ToEveryone}, Reach: 2}
		if err := k.store.AppendAudit(t.Context(), entry); err != nil {
			t.Fatal(err)
		}
	}
	for _, language := range k.core.Languages() {
		k.req.Language = language
		said := k.say("/announce log")
		if len(said.Blocks[0].Items) != 6 {
			t.Fatalf("%s: the log is\n%s", language, plain(said))
		}
		for _, item := range said.Blocks[0].Items {
			first, _ := utf8.DecodeRuneInString(unmarked.Replace(item.Text))
			if !unicode.IsLetter(first) || unicode.IsLower(first) || // a letter of Arabic is neither small nor large
				strings.Contains(item.Text, "{{") || strings.Contains(item.Text, "<no value>") {
				t.Errorf("%s: %s", language, item.Text)
			}
		}
	}
}

// TestWhoReachesNobodyIsNotAskedForAText: what would refuse an announcement whatever it
// says is said in place of the question.
func TestWhoReachesNobodyIsNotAskedForAText(t *testing.T) {
	for name, where := range map[string]func(*talk){
		"in private":             func(k *talk) { k.private("7") },
		"an operator in private": func(k *talk) { k.private("1") },
		"in a group":             func(k *talk) { k.group("9", "moderator") },
		"with a form":            func(k *talk) { k.group("9", "moderator"); k.req.Forms = true },
	} {
		k := newTalk(t)
		where(k)
		for _, line := range []string{"/announce", "/announce urgent nigeria"} {
			if said := plain(k.say(line)); !strings.Contains(said, "nobody would receive it") || k.last.Form != nil {
				t.Errorf("%s, %s is answered\n%s", name, line, said)
			}
		}
		k.say("/announce to:community")
		k.wantSaid(t, "You lead no community")
	}
}

// TestAFormMayReachWhereItsUsualReceiversAreNone: it lets one choose others.
func TestAFormMayReachWhereItsUsualReceiversAreNone(t *testing.T) {
	k := newTalk(t)
	k.private("1")
	k.say("/subscribe 07:00 Lagos")
	k.group("1", "moderator")
	k.req.Forms = true
	k.say("/announce")
	wantFields(t, "an operator", k.last, "kind notice* alert", "to here* everyone")
}
