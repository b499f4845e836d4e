package bot_test

import (
	"strings"
	"testing"

	"prayerbot/bot/store"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// The private channel of the operator on Discord.
const operatorDM = "121"

const wordOfConcern = "The reason: "

func TestTheOperatorsAreToldOnceADayThatSomethingIsWrong(t *testing.T) { onBothStores(t, concern) }

// concern lets a reader on either platform say that a point is wrong. The
// operators on both are told once, and nobody of who it was.
func concern(t *testing.T, open func() store.Store) {
	w := newParish(t, open)
	w.discord.DM(operatorDM, admin)
	w.operators = []record.UserID{{Platform: "telegram", Key: "7"}, {Platform: "discord", Key: admin}}
	w.start()
	point := w.library.Daily(content.Date{Year: 2026, Month: 11, Day: 24}, content.Selection{}, content.Date{Year: 2026, Month: 11, Day: 24})
	told := func() bool {
		return w.onTelegram(wordOfConcern) == 1 && w.onDiscord(operatorDM, wordOfConcern) == 1
	}

	w.says(bola, bola, "/start m_"+point.ID, point.Title, bola)
	w.taps(bola, bola, "Tell the editors", "What is wrong?")
	w.taps(bola, bola, "Could harm someone", "Thank you.")
	w.awaitTicking("the word on both platforms", told)

	w.uses(member, channel, "pray", nil, point.Title)
	w.press(member, channel, "More", "Is something wrong here?")
	w.press(member, channel, "Tell the editors", "What is wrong?")
	w.press(member, channel, "Not true any more", "Thank you.")
	w.says(bola, bola, "/start m_"+point.Country.Key, point.Country.Name, bola)
	w.taps(bola, bola, "Tell the editors", "What is wrong?")
	w.taps(bola, bola, "Wrong translation", "Thank you.")
	w.awaitTicking("the word of the report", func() bool {
		return w.onTelegram(wordOfConcern) == 2 && w.onDiscord(operatorDM, wordOfConcern) == 2
	})
	w.checkUnnamed(point.ID)
}

// checkUnnamed looks whether the operators are told of what, why, and not who.
func (w *town) checkUnnamed(id string) {
	w.Helper()
	var all string
	for _, m := range w.telegram.Messages(ada) {
		if strings.Contains(m.Text, wordOfConcern) {
			all += m.Text + "\n"
		}
	}
	for _, m := range w.discord.Messages(operatorDM) {
		if !strings.HasPrefix(m.Text, "||") || m.Content != "A reader says that something is wrong" {
			w.Errorf("it is not covered: %s %s", m.Content, m.Text)
		}
		all += m.Text + "\n"
	}
	for _, want := range []string{id, "Could harm someone", "Wrong translation"} {
		if strings.Count(all, want) < 2 {
			w.Errorf("%q is missing in %s", want, all)
		}
	}
	for _, never := range []string{"Not true any more", "30", member, channel} {
		if strings.Contains(strings.ReplaceAll(all, id, ""), never) {
			w.Errorf("they are told %q: %s", never, all)
		}
	}
}
