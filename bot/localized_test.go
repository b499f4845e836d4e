package bot_test

import (
	"testing"

	"prayerbot/bot/store"
)

// Discord, which counts of each text the longest, takes all commands in all languages.
func TestDiscordDescribesEveryCommandInEveryLanguage(t *testing.T) {
	onBothStores(t, describedCommands)
}

// ofMessage is the type of a command in the menu of a message: nobody types its name,
// which says what it does.
const ofMessage = 3

func describedCommands(t *testing.T, open func() store.Store) {
	w := newParish(t, open)
	w.start()
	all, _ := w.discord.Commands()
	if len(all) == 0 {
		t.Fatal("there are no commands")
	}
	for _, c := range all {
		for _, locale := range []string{"de", "es-ES", "es-419", "fr", "it", "ko", "pt-BR", "ru", "zh-CN"} {
			said := c.Descriptions
			if c.Type == ofMessage {
				said = c.Names
			}
			if said[locale] == "" {
				t.Errorf("/%s is not described in %s", c.Name, locale)
			}
			for _, o := range c.Options {
				if o.Descriptions[locale] == "" {
					t.Errorf("%s of /%s is not described in %s", o.Name, c.Name, locale)
				}
			}
		}
	}
}
