package storetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// Twisted are texts that differ from a stored one in a single place: in JSON a
// value of the same kind stands there that nobody would write, in a line one of
// its parts is another. They can be taken apart as what was stored, so only
// whoever looks at what they mean finds out.
func Twisted(stored string) []string {
	decoder := json.NewDecoder(strings.NewReader(stored))
	decoder.UseNumber()
	var tree any
	if decoder.Decode(&tree) == nil && !decoder.More() && strings.ContainsAny(stored, "{[") {
		return twistedJSON(tree)
	}
	return twistedLine(stored)
}

// The values that take the place of another of their kind.
var (
	twistedNumbers = []string{"-5", "0", "1440", "99999999", "9007199254740993", "1e300"}
	twistedTexts   = []string{"", "?", "-5", "\x00", "telegram:", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-11-24T12:00:00+23:59", strings.Repeat("x", 5000)}
	twistedParts   = []string{"", "?", "-5", "0", "1440", "99999999999999999999", "9223372036854775807", "\x00"}
)

// twistedJSON twists each value of a tree, one at a time.
func twistedJSON(tree any) (all []string) {
	root := []any{tree}
	twistEach(func(v any) { root[0] = v }, tree, func() {
		var text bytes.Buffer
		lines := json.NewEncoder(&text)
		lines.SetEscapeHTML(false)
		if lines.Encode(root[0]) == nil {
			all = append(all, strings.TrimSpace(text.String()))
		}
	})
	return all
}

// twistEach puts others in the place of a value and of all in it, one at a time,
// and calls done for each.
func twistEach(set func(any), v any, done func()) {
	try := func(others ...any) {
		for _, other := range others {
			set(other)
			done()
		}
		set(v)
	}
	switch v := v.(type) {
	case map[string]any:
		try(nil, map[string]any{})
		for _, key := range slices.Sorted(maps.Keys(v)) {
			twistEach(func(other any) { v[key] = other }, v[key], done)
		}
	case []any:
		try(nil, []any{}, append(slices.Clone(v), v...))
		for i := range v {
			twistEach(func(other any) { v[i] = other }, v[i], done)
		}
	case json.Number:
		for _, n := range twistedNumbers {
			try(json.Number(n))
		}
	case string:
		for _, text := range twistedTexts {
			try(text)
		}
	case bool:
		try(!v)
	}
}

// twistedLine twists each part of a line, whatever parts them.
func twistedLine(line string) (all []string) {
	for _, sign := range []string{"|", " ", ",", ";", ":", "&", "/"} {
		parts := strings.Split(line, sign)
		if len(parts) == 1 && sign != "|" {
			continue
		}
		for i, was := range parts {
			for _, other := range twistedParts {
				if parts[i] = other; other != was {
					all = append(all, strings.Join(parts, sign))
				}
			}
			parts[i] = was
		}
		all = append(all, line+sign, line+sign+line)
	}
	return slices.Compact(all)
}

// twistStride leaves out most ways of twisting a value, as stride does of all
// poisons; the soak tries all.
const twistStride = 3

// SomeTwisted are some of Twisted, beginning at another one for each n; with
// PRAYERBOT_SOAK all of them.
func SomeTwisted(stored string, n int) (some []string) {
	all := Twisted(stored)
	if os.Getenv("PRAYERBOT_SOAK") != "" {
		return all
	}
	for i := n % twistStride; i < len(all); i += twistStride {
		some = append(some, all[i])
	}
	return some
}

// Twist is a poison whose place and value are said shortly.
func Twist(place, was, is string, put func()) Poison {
	return Poison{What: fmt.Sprintf("%s is %.200q, was %s", place, is, was), Put: put}
}
