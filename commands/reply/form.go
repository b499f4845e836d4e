package reply

import "strings"

// A Form asks at once for a text of several lines, for choices, or for both.
type Form struct {
	Title string // what sending it off does; at most 45 characters
	Label string // what to write; at most 45 characters; "" asks for no text
	Do    string // the command line, without slash, that the text and the choices are added to
	Value string // what stands there already
	Most  int    // characters
	Place string // the key of the chat that it is about, as a Button's; "" is the one that asks
	// Fields are the choices, below the text; at most MaxFields, and without a text one at
	// least.
	Fields []Field
}

// MaxFields is how many choices a form holds beside its text: Discord takes five
// components.
const MaxFields = 4

// Payload is what a platform hands back with the text.
func (a Form) Payload() string {
	if a.Place != "" {
		return PayloadVersion + PlaceMark + a.Place + " " + a.Do
	}
	return PayloadVersion + a.Do
}

// A Field is a choice in a form.
type Field struct {
	Name    string // of the parameter that takes what is chosen
	Label   string // at most 45 characters
	Note    string // what it means, at most 100 characters; "" is nothing
	Kind    FieldKind
	Options []Option // 2 to MaxOptions, of SomeOf 1; of YesNo none
	Yes     bool     // of YesNo: it is chosen already
}

// FieldKind says how many of its options a field takes, and so what it gives its parameter.
type FieldKind int

// The kinds of fields.
const (
	OneOf  FieldKind = iota // one option, always: its key
	SomeOf                  // at least one option: their keys, as JoinKeys writes them
	AnyOf                   // SomeOf, or none: ""
	YesNo                   // record.On or record.Off
)

// An Option is what can be chosen in a field.
type Option struct {
	Key    string // without KeySeparator, at most 100 bytes
	Label  string // at most 100 characters
	Note   string // at most 100 characters; "" is nothing
	Chosen bool   // already
}

// MaxOptions is how many options a field has: Discord's limit of its groups.
const MaxOptions = 10

// KeySeparator stands between the keys of what was chosen.
const KeySeparator = ","

// JoinKeys writes the keys of what was chosen.
func JoinKeys(keys []string) string { return strings.Join(keys, KeySeparator) }

// SplitKeys reads what JoinKeys writes.
func SplitKeys(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, KeySeparator)
}
