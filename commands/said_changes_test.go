package commands_test

import (
	"context"
	"strings"
	"testing"
)

// TestWhatComesBackIsChangedBySentences leaves days out, moves to the clock of another place
// and reads a verse by sentences of several languages.
func TestWhatComesBackIsChangedBySentences(t *testing.T) {
	for _, one := range []struct {
		tag, text string
		days      int // by bits, Sunday is 1; 0 is every day
		zone      string
	}{
		{"zh-Hans", "周末就别发了", 62, "Europe/Berlin"},
		{"zh-Hans", "礼拜天不用发", 126, "Europe/Berlin"},
		{"zh-Hans", "搬到墨尔本啦 以后按这边的时间发", 0, "Australia/Melbourne"},
		{"ko", "수욜은 빼주세요", 119, "Europe/Berlin"},
		{"ko", "저 지금 토론토예요 시차 맞춰주세요", 0, "America/Toronto"},
		{"ar", "ما عدا الجمعة لو سمحت", 95, "Europe/Berlin"},
		{"ar", "انا بتوقيت ديترويت مو بيروت", 0, "Europe/Berlin"}, // it is asked
		{"en", "not on sundays please", 126, "Europe/Berlin"},
	} {
		l := newSentences(t, one.tag)
		l.fresh()
		l.say("/subscribe 07:00 Europe/Berlin")
		l.say(one.text)
		chat, _ := l.store.Chat(context.Background(), l.req.Chat)
		if len(chat.Subscriptions) != 1 || int(chat.Subscriptions[0].Days) != one.days || chat.Subscriptions[0].Zone != one.zone {
			t.Errorf("%s %q: %+v\n%s", one.tag, one.text, chat.Subscriptions, plain(l.last))
		}
	}
}

// TestFewerDaysStayWithinThoseThatAre leaves a day out of some.
func TestFewerDaysStayWithinThoseThatAre(t *testing.T) {
	l := newSentences(t, "zh-Hans")
	l.fresh()
	l.say("/subscribe 07:00 Europe/Berlin on weekdays")
	l.say("周三不用发")
	chat, _ := l.store.Chat(context.Background(), l.req.Chat)
	if len(chat.Subscriptions) != 1 || int(chat.Subscriptions[0].Days) != 62-8 {
		t.Errorf("%+v\n%s", chat.Subscriptions, plain(l.last))
	}
}

// TestAVerseIsReadWithinASentence asks for a verse as one asks a person.
func TestAVerseIsReadWithinASentence(t *testing.T) {
	for _, one := range []struct{ tag, text, title string }{
		{"ko", "히브리서 13장 3절 말씀 찾아주라", "히브리서 13:3"},
		{"zh-Hans", "罗马书八章28节怎么说的", "罗马书 8:28"},
		{"ar", "اقرالي مزمور 91", "مزمور 91"},
	} {
		l := newSentences(t, one.tag)
		l.fresh()
		if answer := l.say(one.text); !strings.Contains(plain(answer), one.title) {
			t.Errorf("%s %q: %s", one.tag, one.text, plain(answer))
		}
	}
}
