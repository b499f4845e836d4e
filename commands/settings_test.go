package commands_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// TestEverySettingIsShownAndSetInEachWay walks over the table: a row that is
// added later is tried as well.
func TestEverySettingIsShownAndSetInEachWay(t *testing.T) {
	for _, row := range record.Settings() {
		if row.Name == record.SettingZone { // its values are all places
			continue
		}
		k := newTalk(t)
		if len(row.Kinds) > 0 {
			k.req.Kind = row.Kinds[0]
		}
		k.say("/settings")
		name := plain(k.press(buttonTo(k.last, "settings "+string(row.Name))))
		if strings.Contains(name, "[setting") {
			t.Errorf("%s lacks words:\n%s", row.Name, name)
		}
		for _, value := range slices.Backward(offered(k.last, row.Name)) {
			k.say("/settings " + string(row.Name))
			k.press(buttonTo(k.last, "settings "+string(row.Name)+" "+value))
			k.isSet(t, row.Name, value, "a button")
			k.choose(row.Name, row.Default())
			k.say("/settings " + string(row.Name) + " " + strings.ToUpper(value))
			k.isSet(t, row.Name, value, "what is typed")
			k.choose(row.Name, row.Default())
			for _, choice := range k.complete(row.Name, value) {
				req := k.req
				req.Command, req.Args = "settings", reply.Args{"setting": string(row.Name), "value": choice.Value}
				k.core.Handle(context.Background(), req)
				k.isSet(t, row.Name, choice.Value, "an option")
				if strings.Contains(choice.Label, "[") {
					t.Errorf("%s %s lacks words", row.Name, choice.Value)
				}
			}
		}
	}
}

// buttonTo is the label of the button with a command line.
func buttonTo(r reply.Reply, line string) string {
	for _, row := range r.Buttons {
		for _, b := range row {
			if b.Do == line {
				return b.Label
			}
		}
	}
	return "to " + line
}

// offered are the values that a page has buttons for.
func offered(r reply.Reply, name record.Setting) (values []string) {
	for _, row := range r.Buttons {
		for _, b := range row {
			if value, is := strings.CutPrefix(b.Do, "settings "+string(name)+" "); is {
				values = append(values, value)
			}
		}
	}
	return values
}

func (k *talk) choose(name record.Setting, value string) {
	k.say("/settings " + string(name) + " " + value)
}

func (k *talk) complete(name record.Setting, typed string) []reply.Choice {
	req := k.req
	req.Args = reply.Args{"setting": string(name)}
	return k.core.Complete(context.Background(), req, "settings", "value", typed)
}

func (k *talk) isSet(t *testing.T, name record.Setting, value, by string) {
	t.Helper()
	chat := k.chat(t)
	if got := chat.Setting(name); got != value {
		t.Errorf("%s by %s is %q, want %q", name, by, got, value)
	}
	row, _ := name.Row()
	if len(chat.Settings) > 0 && value == row.Default() {
		t.Errorf("%s by %s keeps its default", name, by)
	}
}

func TestWhatIsTypedForASetting(t *testing.T) {
	for _, tt := range []struct {
		line string
		name record.Setting
		want string
	}{
		{"/settings Lagos", record.SettingZone, "Africa/Lagos"},
		{"/settings zone Lagos", record.SettingZone, "Africa/Lagos"},
		{"/settings time zone Lagos", record.SettingZone, "Africa/Lagos"},
		{"/settings language english", record.SettingLanguage, "en"},
		{"/settings quiet 22:00 to 7am", record.SettingQuiet, "22:00-07:00"},
		{"/settings Quiet hours from 21:30 until 06:00", record.SettingQuiet, "21:30-06:00"},
		{"/settings quiet 1pm-2pm", record.SettingQuiet, "13:00-14:00"},
		{"/settings discreet ON", record.SettingDiscreet, record.On},
	} {
		k := newTalk(t)
		k.say(tt.line)
		if chat := k.chat(t); chat.Setting(tt.name) != tt.want {
			t.Errorf("%s sets %q, want %q:\n%s", tt.line, chat.Setting(tt.name), tt.want, plain(k.last))
		}
	}
}

func TestWhatDoesNotFitASettingChangesNothing(t *testing.T) {
	for line, want := range map[string]string{
		"/settings discreet perhaps":         "It may be: Off and On.",
		"/settings quiet 22:00":              "does not fit the setting Quiet hours",
		"/settings quiet 22:00 to 22:00":     "does not fit",
		"/settings language klingon":         "does not fit",
		"/settings nowhereville":             "I know no place",
		"/settings count on, says somebody":  "does not fit",
		"/settings silent\non":               "",
		"/settings news shown":               "It may be: On and Off.",
		"/settings verse a-very-long-answer": "It may be: Shown and Linked.",
	} {
		k := newTalk(t)
		if got := plain(k.say(line)); !strings.Contains(got, want) {
			t.Errorf("%s is answered by\n%s", line, got)
		}
		if chat := k.chat(t); len(chat.Settings) > 0 && want != "" {
			t.Errorf("%s sets %v", line, chat.Settings)
		}
	}
}

func TestOnlyAModeratorChangesASetting(t *testing.T) {
	for _, row := range record.Settings() {
		k := newTalk(t)
		k.group("8", "member")
		if got := plain(k.say("/settings")); !strings.Contains(got, "Settings of this chat") {
			t.Errorf("a member sees\n%s", got)
		}
		for _, line := range []string{"/settings " + string(row.Name), "/settings " + string(row.Name) + " on"} {
			if got := plain(k.say(line)); !strings.Contains(got, "Only a moderator") {
				t.Errorf("%s is answered to a member by\n%s", line, got)
			}
		}
	}
}
