package commands_test

import (
	"strings"
	"testing"

	"prayerbot/commands/reply"
)

func TestAPointIsCopiedForABulletin(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	point := k.say("/pray nigeria")
	k.press("More")
	r := k.press("Copy for a bulletin")
	if r.Visibility != reply.ForAsker || len(r.Blocks) != 2 || r.Blocks[1].Kind != reply.Copy {
		t.Fatalf("it is %+v", r)
	}
	text := r.Blocks[1].Copied()
	for _, part := range []string{"Nigeria: ", point.Blocks[0].Text, "To read: ", "Prayer point for Tuesday 24 November 2026."} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
	if strings.Contains(text, "🇳🇬") {
		t.Error("a flag does not print")
	}
	k.say("/pray nigeria tomorrow")
	k.press("More")
	if text := k.press("Copy for a bulletin").Blocks[1].Copied(); !strings.Contains(text, "Wednesday 25 November 2026") {
		t.Errorf("of tomorrow's point it is\n%s", text)
	}
	k.group("20", "member")
	if r := k.say("/start b_" + strings.TrimPrefix(point.Start, "p_")); r.Visibility != reply.ForAsker {
		t.Errorf("in a group it is for %v", r.Visibility)
	}
	if r := k.say("/copy nothing"); !strings.Contains(plain(r), "There is") && !strings.Contains(plain(r), "point") {
		t.Errorf("of no point it says %s", plain(r))
	}
	k.say("/country nigeria")
	if r := k.press("More"); strings.Contains(plain(r), "Copy for a bulletin") {
		t.Error("a report is no point to copy")
	}
}

func TestALinkAsksForATimeOrALookAtAPoint(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.say("/settings Lagos")
	if said := plain(k.say("/start s_0700")); !strings.Contains(said, "You will receive a prayer point at 07:00, every day.") {
		t.Errorf("it says %s", said)
	}
	if said := plain(k.say("/start s_2460")); strings.Contains(said, "You will receive") {
		t.Errorf("a time that is none: %s", said)
	}
	k.group("20", "member")
	if said := plain(k.say("/start s_0700")); !strings.Contains(said, "moderator") {
		t.Errorf("a member of a group: %s", said)
	}
	for start, opens := range map[string]bool{"": false, "true": false, "s_0700": true, "J_abcde23456": true, "c_NG": true, "b_ng-camps": true} {
		if reply.Opens(start) != opens {
			t.Errorf("%q: %t", start, !opens)
		}
	}
}
