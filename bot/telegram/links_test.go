package telegram

import (
	"testing"

	"prayerbot/bot/telegram/telegramtest"
)

func TestAnInviteOpensTheBot(t *testing.T) {
	b := newBench(t)
	person, group := b.Invite(t.Context(), "j_abcde23456")
	if person != "https://t.me/"+telegramtest.BotName+"?start=j_abcde23456" || group != "https://t.me/"+telegramtest.BotName+"?startgroup=j_abcde23456" {
		t.Errorf("got %s and %s", person, group)
	}
	b.srv.Close()
	if again, _ := b.Invite(t.Context(), "x"); again != "https://t.me/"+telegramtest.BotName+"?start=x" {
		t.Errorf("once known, it is %s", again)
	}
}

func TestWhereTelegramIsSilentThereIsNoInvite(t *testing.T) {
	b := newBench(t)
	b.srv.Close()
	if person, group := b.Invite(t.Context(), "x"); person != "" || group != "" {
		t.Errorf("got %s and %s", person, group)
	}
}
