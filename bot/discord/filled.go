package discord

import (
	"encoding/json"
	"slices"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A component is a part of a form that was sent off, whatever it is: a field, or
// what holds fields (a row, a label).
type component struct {
	Type       int             `json:"type"`
	ID         string          `json:"custom_id"`
	Value      json.RawMessage `json:"value"`  // a text, a key or null, a yes or a no
	Values     json.RawMessage `json:"values"` // keys
	Components []component     `json:"components"`
	Component  *component      `json:"component"`
}

// filled is what a form was sent off with.
type filled struct {
	text   string
	chosen reply.Args // nil where the form asked for no choice
}

// readForm reads what was written into a form, and chosen there.
func readForm(raw json.RawMessage) (payload string, f filled, err error) {
	var data struct {
		ID         string      `json:"custom_id"`
		Components []component `json:"components"`
	}
	if err := json.Unmarshal(raw, &data); err != nil || data.ID == "" {
		return "", filled{}, errMalformed
	}
	if err := f.take(component{Components: data.Components}); err != nil {
		return "", filled{}, err
	}
	return data.ID, f, nil
}

// take reads a component and those within it.
func (f *filled) take(c component) error {
	if err := f.takeField(c); err != nil {
		return err
	}
	if c.Component != nil {
		if err := f.take(*c.Component); err != nil {
			return err
		}
	}
	for _, inner := range c.Components {
		if err := f.take(inner); err != nil {
			return err
		}
	}
	return nil
}

// takeField reads a component that is a field; any other holds nothing itself.
func (f *filled) takeField(c component) error {
	switch c.Type {
	case formOneOf:
		key, err := keyOf(c.Value)
		return f.choose(c.ID, key, err)
	case formSomeOf:
		keys, err := keysOf(c.Values)
		return f.choose(c.ID, keys, err)
	case formCheckbox:
		value, err := yesOf(c.Value)
		return f.choose(c.ID, value, err)
	}
	var text string
	if c.ID == textField && f.text == "" && json.Unmarshal(c.Value, &text) == nil {
		f.text = text
	}
	return nil
}

// choose notes what was chosen in a field, if it could be read, and the field is no
// other one's.
func (f *filled) choose(name, value string, err error) error {
	if _, twice := f.chosen[name]; err != nil || name == "" || twice {
		return errMalformed
	}
	if f.chosen == nil {
		f.chosen = reply.Args{}
	}
	f.chosen[name] = value
	return nil
}

// keyOf reads the one that was chosen; "" where none was.
func keyOf(raw json.RawMessage) (string, error) {
	if isNull(raw) {
		return "", nil
	}
	var key string
	if json.Unmarshal(raw, &key) != nil || !isKey(key) {
		return "", errMalformed
	}
	return key, nil
}

// keysOf reads those that were chosen; none is "".
func keysOf(raw json.RawMessage) (string, error) {
	var keys []string
	if isNull(raw) {
		return "", nil
	}
	if json.Unmarshal(raw, &keys) != nil || len(keys) > reply.MaxOptions || slices.ContainsFunc(keys, func(key string) bool { return !isKey(key) }) {
		return "", errMalformed
	}
	return reply.JoinKeys(keys), nil
}

// yesOf reads a yes or a no.
func yesOf(raw json.RawMessage) (string, error) {
	var yes bool
	switch {
	case json.Unmarshal(raw, &yes) != nil:
		return "", errMalformed
	case yes:
		return record.On, nil
	}
	return record.Off, nil
}

// isNull tells whether something was left out, or is null.
func isNull(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// isKey tells whether a text can be the key of an option.
func isKey(key string) bool { return key != "" && !strings.Contains(key, reply.KeySeparator) }
