package commands_test

import (
	"strings"
	"testing"

	"prayerbot/commands/reply"
)

// TestTheWordOfThePlatformIsSaid: where the place of many is a server, no answer calls it a
// group, and elsewhere none speaks of a server.
func TestTheWordOfThePlatformIsSaid(t *testing.T) {
	words := map[string][2]string{"en": {"server", "group"}, "de": {"Server", "Gruppe"}, "es": {"servidor", "grupo"}, "fr": {"serveur", "groupe"}, "it": {"server", "gruppo"}, "pt": {"servidor", "grupo"}, "ko": {"서버", "그룹"}, "ar": {"السيرفر", "المجموعة"}, "ru": {"сервер", "групп"}, "zh-Hans": {"服务器", "群组"}}
	for language, word := range words {
		for _, servers := range []bool{true, false} {
			k := newTalk(t)
			k.group("8", "member")
			k.req.Language, k.req.GroupLanguage, k.req.Servers = language, language, servers
			is, other := word[0], word[1]
			if !servers {
				is, other = other, is
			}
			for _, line := range []string{"/start", "/subscribe 07:00 Lagos", "/schedule", "/settings"} {
				if said := plain(k.say(line)); strings.Contains(said, other) || line[1] == 's' && line != "/start" && !strings.Contains(said, is) {
					t.Errorf("%s, servers %t: %s is answered\n%s", language, servers, line, said)
				}
			}
			k.req.Role = reply.Moderator
			k.say("/subscribe 07:00 Lagos")
			if said := plain(k.say("/announce We meet.")); strings.Contains(strings.Split(said, "|")[0], other) || !strings.Contains(said, is) {
				t.Errorf("%s, servers %t: a preview says\n%s", language, servers, said)
			}
		}
	}
}

// TestAnotherChatThatIsNotThereIsNamedAsWhatItIs: in private there is no server, and no list
// to choose from.
func TestAnotherChatThatIsNotThereIsNamedAsWhatItIs(t *testing.T) {
	for name, where := range map[string]func(*talk){"in private": func(k *talk) { k.private("7") }, "in a private chat of Discord": func(k *talk) { k.private("7"); k.req.Servers = true }, "in a group": func(k *talk) { k.group("9", "moderator") }} {
		k := newTalk(t)
		where(k)
		if said := plain(k.say("/status 3")); strings.Contains(said, "server") || !strings.Contains(said, "Type /status alone for this one.") {
			t.Errorf("%s: %s", name, said)
		}
	}
}
