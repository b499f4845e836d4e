package record

import (
	"testing"
	"time"
	_ "time/tzdata"
)

func TestOnlyWhatDiffersFromTheDefaultIsKept(t *testing.T) {
	for _, row := range Settings() {
		var chat Chat
		if got := chat.Setting(row.Name); got != row.Default() {
			t.Errorf("%s is %q in a new chat, want %q", row.Name, got, row.Default())
		}
		other := "Africa/Lagos"
		if len(row.Values) > 1 {
			other = row.Values[1]
		}
		before := chat
		chat.Choose(row.Name, other)
		if got := chat.Setting(row.Name); got != other {
			t.Errorf("%s is %q, want %q", row.Name, got, other)
		}
		if got := before.Setting(row.Name); got != row.Default() {
			t.Errorf("%s of a copy is %q", row.Name, got)
		}
		chat.Choose(row.Name, row.Default())
		if chat.Settings != nil || chat.Zone+chat.Language != "" {
			t.Errorf("%s keeps its default: %+v", row.Name, chat)
		}
	}
}

func TestAValueThatTheTableDoesNotHaveIsTheDefault(t *testing.T) {
	chat := Chat{Settings: map[string]string{"discreet": "perhaps", "verse": "sung", "later": "x"}}
	if chat.Discreet() || chat.Setting(SettingVerse) != Shown {
		t.Error("a value that is none of the list counts")
	}
	chat.Choose(SettingDiscreet, On)
	if chat.Settings["later"] != "x" || !chat.Discreet() {
		t.Errorf("a change leaves %v", chat.Settings)
	}
}

func TestWhatIsSilentAndWhen(t *testing.T) {
	at := func(clock string) time.Time {
		parsed, err := time.Parse(time.RFC3339, "2026-11-24T"+clock+":00Z")
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	for _, tt := range []struct {
		name        Setting
		value, zone string
		now         string // UTC
		want        bool
	}{
		{SettingSilent, Off, "", "03:00", false},
		{SettingSilent, On, "", "12:00", true},
		{SettingDiscreet, On, "", "12:00", true},
		{SettingQuiet, "22:00-07:00", "UTC", "21:59", false},
		{SettingQuiet, "22:00-07:00", "UTC", "22:00", true},
		{SettingQuiet, "22:00-07:00", "UTC", "06:59", true},
		{SettingQuiet, "22:00-07:00", "UTC", "07:00", false},
		{SettingQuiet, "13:00-14:00", "UTC", "13:30", true},
		{SettingQuiet, "13:00-14:00", "UTC", "14:00", false},
		{SettingQuiet, "22:00-07:00", "Africa/Lagos", "21:00", true},
		{SettingQuiet, "22:00-07:00", "Africa/Lagos", "06:00", false},
		{SettingQuiet, "07:00-07:00", "UTC", "07:00", false},
		{SettingQuiet, "7-8", "UTC", "07:30", false},
	} {
		chat := Chat{Zone: tt.zone}
		chat.Choose(tt.name, tt.value)
		if got := chat.SilentAt(at(tt.now)); got != tt.want {
			t.Errorf("%s %s in %q at %s: silent %t, want %t", tt.name, tt.value, tt.zone, tt.now, got, tt.want)
		}
	}
}
