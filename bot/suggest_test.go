package bot_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store"
)

// On Discord, what is suggested for a value comes from the setting that is
// chosen already.
func TestTheValuesOfASettingAreSuggested(t *testing.T) { onBothStores(t, settingValues) }

func settingValues(t *testing.T, open func() store.Store) {
	w := newParish(t, open)
	w.start()
	for setting, want := range map[string][]string{"discreet": {"off", "on"}, "verse": {"shown", "linked"}} {
		i := w.discord.Interaction(channel, admin)
		w.discord.Event("INTERACTION_CREATE", fmt.Sprintf(
			`{"id":%q,"application_id":%q,"token":%q,"version":1,"type":4,"channel_id":%q,"guild_id":%q,"member":{"user":{"id":%q},"permissions":"32","roles":[]},`+
				`"data":{"id":"1","name":"settings","type":1,"options":[{"name":"setting","type":3,"value":%q},{"name":"value","type":3,"value":"","focused":true}]}}`,
			i.ID, discordtest.BotID, i.Token, channel, guild, admin, setting))
		w.await("the suggestions", func() bool { return w.discord.Suggested(i) != nil })
		if diff := cmp.Diff(want, w.discord.Suggested(i)); diff != "" {
			t.Errorf("for %s: %s", setting, diff)
		}
	}
}
