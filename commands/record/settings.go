package record

import (
	"maps"
	"slices"
	"time"
)

// A Setting is the name of what a chat can choose, as it is typed and stored.
type Setting string

// The settings.
const (
	SettingZone     Setting = "zone"
	SettingLanguage Setting = "language"
	SettingVerse    Setting = "verse"
	SettingNews     Setting = "news"
	SettingPicture  Setting = "picture"
	SettingCount    Setting = "count"
	SettingSilent   Setting = "silent"
	SettingQuiet    Setting = "quiet"
	SettingDiscreet Setting = "discreet"
	SettingThread   Setting = "thread"
	SettingPublish  Setting = "publish"
	SettingPing     Setting = "ping"

	// settingForum is stored as a setting of a chat that is a forum, and chosen when
	// something is set up there: it is in no table.
	settingForum Setting = "forum"
)

// anyTag is stored of a forum for which no tag was chosen.
const anyTag = "any"

// Forum tells whether the chat is a forum, in which each delivery is a post of its
// own, and the key of the tag that was chosen for all; "" is none.
func (c *Chat) Forum() (tag string, is bool) {
	tag, is = c.Settings[string(settingForum)]
	if tag == anyTag {
		tag = ""
	}
	return tag, is
}

// MakeForum notes that the chat is a forum, with the tag that was chosen for all; ""
// is none.
func (c *Chat) MakeForum(tag string) {
	if tag == "" {
		tag = anyTag
	}
	c.Choose(settingForum, tag)
}

// The values of the closed lists.
const (
	On     = "on"
	Off    = "off"
	Shown  = "shown"
	Linked = "linked"
	Three  = "three" // from three on
	Auto   = "auto"  // the language of whoever asks
)

// A SettingRow is one line of the table of settings: the panel, what may be
// typed, what is stored and the tests come from it.
type SettingRow struct {
	Name    Setting
	Values  []string    // what is offered, the default first; nil: nothing is set until it is chosen
	Free    bool        // takes more than is offered; who reads what was typed says what
	Role    Role        // the least role that may change it
	Kinds   []PlaceKind // the only places where it does anything; nil is everywhere
	chooses func(*Chat) *string
}

// settings is the table, in the order of the panel.
var settings = []SettingRow{
	{Name: SettingZone, Free: true, Role: Moderator, chooses: func(c *Chat) *string { return &c.Zone }},
	{Name: SettingLanguage, Values: []string{Auto}, Free: true, Role: Moderator, chooses: func(c *Chat) *string { return &c.Language }},
	{Name: SettingVerse, Values: []string{Shown, Linked}, Role: Moderator},
	{Name: SettingNews, Values: []string{On, Off}, Role: Moderator},
	{Name: SettingPicture, Values: []string{Off, On}, Role: Moderator},
	{Name: SettingCount, Values: []string{Three, On, Off}, Role: Moderator},
	{Name: SettingSilent, Values: []string{Off, On}, Role: Moderator},
	{Name: SettingQuiet, Values: []string{Off, "21:00-06:00", "22:00-07:00", "23:00-08:00"}, Free: true, Role: Moderator},
	{Name: SettingDiscreet, Values: []string{Off, On}, Role: Moderator},
	{Name: SettingThread, Values: []string{Off, On}, Role: Moderator, Kinds: []PlaceKind{PlaceThreaded, PlaceFollowed}},
	{Name: SettingPublish, Values: []string{Off, On}, Role: Moderator, Kinds: []PlaceKind{PlaceFollowed}},
	{Name: SettingPing, Values: []string{Off}, Free: true, Role: Moderator, Kinds: []PlaceKind{PlaceThreaded, PlaceFollowed, PlaceThread, PlaceForum}},
}

// Settings is the table of settings, in the order of the panel. Nobody may
// change what it holds.
func Settings() []SettingRow { return settings }

// Row is the row of a setting; false where there is none of that name.
func (s Setting) Row() (SettingRow, bool) {
	i := slices.IndexFunc(settings, func(r SettingRow) bool { return r.Name == s })
	if i < 0 {
		return SettingRow{}, false
	}
	return settings[i], true
}

// In tells whether the setting does anything in a kind of place.
func (r SettingRow) In(kind PlaceKind) bool { return r.Kinds == nil || slices.Contains(r.Kinds, kind) }

// Default is the value of a chat that has chosen none; "" where there is none.
func (r SettingRow) Default() string {
	if len(r.Values) == 0 {
		return ""
	}
	return r.Values[0]
}

// Setting is the value of a setting in a chat. What is stored and is none of a
// closed list counts as the default.
func (c *Chat) Setting(name Setting) string {
	row, _ := name.Row()
	value := c.Settings[string(name)]
	if row.chooses != nil {
		value = *row.chooses(c)
	}
	if value == "" || !row.Free && !slices.Contains(row.Values, value) {
		return row.Default()
	}
	return value
}

// Choose sets a setting. Only what differs from the default is kept. The map of
// a chat that was copied is left as it was.
func (c *Chat) Choose(name Setting, value string) {
	row, _ := name.Row()
	if value == row.Default() {
		value = ""
	}
	if row.chooses != nil {
		*row.chooses(c) = value
		return
	}
	chosen := maps.Clone(c.Settings)
	if chosen == nil {
		chosen = map[string]string{}
	}
	chosen[string(name)] = value
	if value == "" {
		delete(chosen, string(name))
	}
	if len(chosen) == 0 {
		chosen = nil
	}
	c.Settings = chosen
}

// Discreet tells whether nothing that is shown in the chat may be read at a
// glance.
func (c *Chat) Discreet() bool { return c.Setting(SettingDiscreet) == On }

// PingRole is the id of the platform's role that a daily point pings; "" pings nobody. A
// discreet chat never pings.
func (c *Chat) PingRole() string {
	if role := c.Setting(SettingPing); role != Off && !c.Discreet() {
		return role
	}
	return ""
}

// SilentAt tells whether what the bot sends by itself at an instant comes
// without a sound.
func (c *Chat) SilentAt(now time.Time) bool {
	if c.Setting(SettingSilent) == On || c.Discreet() {
		return true
	}
	span, ok := ParseSpan(c.Setting(SettingQuiet))
	return ok && span.Has(now.In(c.Location()))
}
