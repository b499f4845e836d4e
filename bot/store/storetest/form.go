package storetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"

	"prayerbot/bot/store"
)

// ReadAsItWas checks that everything in a store that holds a copy of a world is
// read as it was when the world was written: as a file says. Fields that there
// were not then may be there, and empty.
func ReadAsItWas(t *testing.T, s store.Store, path string) {
	t.Helper()
	want, err := os.ReadFile(path) // #nosec G304 -- a test names the file
	if err != nil {
		t.Fatal(err)
	}
	got, err := Snapshot(t.Context(), s)
	if err != nil {
		t.Error(err)
	}
	var then, now map[string]any
	if err := errors.Join(json.Unmarshal(want, &then), json.Unmarshal([]byte(got), &now)); err != nil {
		t.Fatal(err)
	}
	if len(then) < 90 {
		t.Errorf("%s tells only of %d records", path, len(then))
	}
	for _, name := range slices.Sorted(maps.Keys(then)) {
		if diff := differs(then[name], now[name]); diff != "" {
			t.Errorf("%s: %s: %s", path, name, diff)
		}
	}
}

// givenByAStep are the fields that a step gives to what was there before it.
var givenByAStep = []string{"Joined"}

// differs says where a value is another than it was; "" is nowhere.
func differs(then, now any) string {
	switch then := then.(type) {
	case map[string]any:
		now, _ := now.(map[string]any)
		for _, key := range slices.Sorted(maps.Keys(now)) {
			if _, was := then[key]; !was && !nothing(now[key]) && !slices.Contains(givenByAStep, key) {
				return fmt.Sprintf("%s was not there and is %v", key, now[key])
			}
		}
		for _, key := range slices.Sorted(maps.Keys(then)) {
			if diff := differs(then[key], now[key]); diff != "" {
				return key + ": " + diff
			}
		}
		return ""
	case []any:
		now, _ := now.([]any)
		if len(then) != len(now) {
			return fmt.Sprintf("there were %d and are %d", len(then), len(now))
		}
		for i := range then {
			if diff := differs(then[i], now[i]); diff != "" {
				return fmt.Sprintf("%d: %s", i, diff)
			}
		}
		return ""
	}
	if reflect.DeepEqual(then, now) || nothing(then) && nothing(now) {
		return ""
	}
	return fmt.Sprintf("it was %v and is %v", then, now)
}

// nothing tells whether a value is empty.
func nothing(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		return !slices.ContainsFunc(slices.Collect(maps.Values(v)), func(v any) bool { return !nothing(v) })
	case []any:
		return len(v) == 0
	case string:
		return v == "" || v == time.Time{}.Format(time.RFC3339) || v == "0000-00-00"
	}
	return v == nil || reflect.ValueOf(v).IsZero()
}
