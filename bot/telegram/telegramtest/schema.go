package telegramtest

import (
	"bytes"
	_ "embed" // the schema
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// schemaFile is the part of Telegram's published schema that a bot like this one
// can use: methods with their fields, and the types that these hold. It is made of
// the whole one by TestTheSchemaIsGenerated.
//
//go:embed schema.json
var schemaFile []byte

// A schema is what requests have to be like.
type schema struct {
	Version string             `json:"version"`
	Methods map[string]fields  `json:"methods"`
	Types   map[string]variant `json:"types"`
}

// fields are those of a method or a type, by their names.
type fields map[string]field

// A field is what may stand in one place.
type field struct {
	Types    []string `json:"types"` // one of these: "Integer", "Array of String", a name in Types
	Required bool     `json:"required,omitempty"`
	Is       string   `json:"is,omitempty"` // the only text that it holds; "" is any
	Min      int      `json:"min,omitempty"`
	Max      int      `json:"max,omitempty"`  // 0 is no limit
	Unit     unit     `json:"unit,omitempty"` // of Min and Max
}

// A unit is what a limit counts.
type unit string

const (
	characters unit = "characters" // in UTF-16
	parsed     unit = "parsed"     // characters after the entities are parsed: whoever parses them counts
	bytesUnit  unit = "bytes"
	number     unit = "number" // the value itself
)

// A variant is a type: with fields of its own, or one of other types.
type variant struct {
	Fields fields   `json:"fields,omitempty"`
	OneOf  []string `json:"one_of,omitempty"`
}

var published = sync.OnceValue(func() schema {
	var s schema
	if err := json.Unmarshal(schemaFile, &s); err != nil {
		panic("telegramtest: schema.json: " + err.Error())
	}
	return s
})

// check says what is wrong with a request; nil where its form is right. Files
// that are sent beside it are no fields.
func (s schema) check(method string, p params) error {
	allowed := s.Methods[method]
	for _, name := range slices.Sorted(maps.Keys(allowed)) {
		if _, given := p[name]; allowed[name].Required && !given {
			return fmt.Errorf("%s is missing", name)
		}
	}
	for name, raw := range p {
		f, known := allowed[name]
		if !known && p.attached(name) {
			continue
		} else if !known {
			return fmt.Errorf("the field %s is not known", name)
		}
		if err := s.checkField(name, f, raw); err != nil {
			return err
		}
	}
	return nil
}

// attached tells whether a field is a file that another one names.
func (p params) attached(name string) bool {
	for _, raw := range p {
		if bytes.Contains(raw, []byte(`"attach://`+name+`"`)) {
			return true
		}
	}
	return false
}

// checkField says what is wrong with a value, and where it stands.
func (s schema) checkField(name string, f field, raw json.RawMessage) error {
	var wrong error
	for _, t := range f.Types {
		err := s.checkType(t, raw)
		var limit limitError
		if err == nil || errors.As(err, &limit) {
			wrong = err
			break
		}
		wrong = err
	}
	var limit limitError
	switch {
	case errors.As(wrong, &limit):
		return wrong
	case wrong != nil:
		return fmt.Errorf("can't parse %s: %w", name, wrong)
	case name == "chat_id" && raw[0] == '"' && !strings.HasPrefix(string(raw), `"@`):
		return fmt.Errorf("can't parse %s: a name begins with @", name)
	}
	return f.checkValue(name, raw)
}

// A limitError says that a value has its form and is too long or too short.
type limitError string

func (e limitError) Error() string { return string(e) }

// knownLimits are Telegram's own words for some limits.
var knownLimits = map[string]limitError{"callback_data": "BUTTON_DATA_INVALID", "command": "BOT_COMMAND_INVALID"}

// checkValue looks at the limits of a value of the right type.
func (f field) checkValue(name string, raw json.RawMessage) error {
	var text string
	var n int
	isText := json.Unmarshal(raw, &text) == nil
	switch {
	case f.Is != "" && text != f.Is:
		return fmt.Errorf("can't parse %s: it is not %q", name, f.Is)
	case f.Max == 0, f.Unit == parsed:
		return nil
	case f.Unit == number:
		json.Unmarshal(raw, &n)
	case !isText:
		return nil
	case f.Unit == bytesUnit:
		n = len(text)
	default:
		n = utf16Len(text)
	}
	if n >= f.Min && n <= f.Max {
		return nil
	}
	if known, is := knownLimits[name]; is {
		return known
	}
	return limitError(fmt.Sprintf("%s is of %d %s, from %d to %d may be", name, n, f.Unit, f.Min, f.Max))
}

// checkType says why a value is none of a type.
func (s schema) checkType(t string, raw json.RawMessage) error {
	if inner, isArray := strings.CutPrefix(t, "Array of "); isArray {
		return s.checkArray(inner, raw)
	}
	fits := map[string]func(json.RawMessage) bool{
		"Integer": isA[int64], "Float": isA[float64], "Boolean": isA[bool], "String": isA[string], "InputFile": isA[string],
	}[t]
	switch {
	case fits != nil && fits(raw):
		return nil
	case fits != nil:
		return errors.New("it is no " + t)
	}
	return s.checkObject(t, raw)
}

func (s schema) checkArray(of string, raw json.RawMessage) error {
	var all []json.RawMessage
	if json.Unmarshal(raw, &all) != nil || all == nil {
		return errors.New("it is no list")
	}
	for _, one := range all {
		if err := s.checkType(of, one); err != nil {
			return err
		}
	}
	return nil
}

// checkObject looks at a value of a type with fields, or of one of several.
func (s schema) checkObject(t string, raw json.RawMessage) error {
	v, known := s.Types[t]
	if !known {
		return errors.New("the schema has no " + t)
	}
	if len(v.OneOf) > 0 {
		return s.checkField(t, field{Types: v.OneOf}, raw)
	}
	var object params
	if json.Unmarshal(raw, &object) != nil || object == nil {
		return errors.New("it is no object")
	}
	for name, f := range v.Fields {
		if _, given := object[name]; f.Required && !given {
			return fmt.Errorf("%s of %s is missing", name, t)
		}
	}
	for name, value := range object {
		f, known := v.Fields[name]
		if !known {
			return fmt.Errorf("%s has no %s", t, name)
		}
		if err := s.checkField(name, f, value); err != nil {
			return err
		}
	}
	return nil
}

// isA tells whether JSON holds a value of a type.
func isA[T any](raw json.RawMessage) bool {
	var value T
	return string(raw) != "null" && json.Unmarshal(raw, &value) == nil
}

// isText tells whether a field of a method holds a text or a file alone, which a
// form gives as it is.
func (s schema) isText(method, name string) bool {
	f, known := s.Methods[method][name]
	return !known || !slices.ContainsFunc(f.Types, func(t string) bool { return t != "String" && t != "InputFile" })
}
