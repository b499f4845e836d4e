package commands_test

import (
	"context"
	"strings"
	"testing"
)

// slashless are lines whose slash people leave out.
var slashless = []string{
	"pray nigeria", "pray for nigeria", "pray tomorrow", "country north korea", "news middle east", "verse john 3:16", "settings silent on",
	"subscribe 7am lagos", "schedule pause", "schedule 2 pause", "unsubscribe 1", "community create", "moderators", "card nigeria", "announce status",
	"Pray Nigeria", "COUNTRY iran", "pray narnia", "verse narnia 3",
}

// TestALineNeedsNoSlashInPrivate: what stands behind a command's name means the same with
// the slash and without, also where it is wrong.
func TestALineNeedsNoSlashInPrivate(t *testing.T) {
	for _, line := range slashless {
		with, without := newTalk(t), newTalk(t)
		with.private("7")
		without.private("7")
		want, got := plain(with.say("/"+line)), plain(without.say(line))
		if got != want {
			t.Errorf("%q is answered\n%s\nand with its slash\n%s", line, got, want)
		}
	}
}

// TestALineWithoutItsSlashIsForOthersInAGroup: people pray and tell news among themselves.
func TestALineWithoutItsSlashIsForOthersInAGroup(t *testing.T) {
	k := newTalk(t)
	k.group("7", "moderator")
	for _, line := range slashless {
		if r := k.say(line); !r.Empty() {
			t.Errorf("%q is answered\n%s", line, plain(r))
		}
	}
}

// TestAQuestionIsAnsweredBeforeALineWithoutItsSlash: "news" may be a part of the answer.
func TestAQuestionIsAnsweredBeforeALineWithoutItsSlash(t *testing.T) {
	nobody := func(k *talk) { _ = k.store.Forget(context.Background(), k.req.Chat) }
	for want, meanwhile := range map[string]func(*talk){"Send to 1 chat": func(*talk) {}, "nobody would receive it": nobody} {
		for _, text := range []string{"News of our church: we meet at eight.", "Pray for Nigeria every day at 7.", "Amen", "stop", "Nigeria"} {
			k := newTalk(t)
			k.private("7")
			k.say("/subscribe 07:00 Lagos")
			k.say("/announce")
			meanwhile(k)
			if said := plain(k.say(text)); !strings.Contains(said, want) {
				t.Errorf("%q is answered\n%s", text, said)
			}
		}
	}
}
