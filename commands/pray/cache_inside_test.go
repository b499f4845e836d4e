package pray

import (
	"reflect"
	"testing"
	"time"

	"prayerbot/commands/reply"
	"prayerbot/content"
)

// changed are all keys that differ from a key in one field, by the field's name.
func changed(t *testing.T, k cacheKey) map[string]cacheKey {
	t.Helper()
	all := map[string]cacheKey{}
	var walk func(name string, at []int, of reflect.Type)
	walk = func(name string, at []int, of reflect.Type) {
		for i := range of.NumField() {
			field, path := of.Field(i), append(at[:len(at):len(at)], i)
			if field.Type.Kind() == reflect.Struct && field.Type != reflect.TypeFor[time.Time]() {
				walk(name+field.Name+".", path, field.Type)
				continue
			}
			other := k
			set(t, reflect.ValueOf(&other).Elem().FieldByIndex(path))
			all[name+field.Name] = other
		}
	}
	walk("", nil, reflect.TypeFor[cacheKey]())
	return all
}

// set gives a field another value, also one that is not exported.
func set(t *testing.T, v reflect.Value) {
	t.Helper()
	v = reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
	switch x := v.Addr().Interface().(type) {
	case *string:
		*x += "x"
	case *bool:
		*x = !*x
	case *time.Time:
		*x = x.Add(time.Minute)
	case **content.Library:
		*x = &content.Library{}
	default:
		if v.CanInt() {
			v.SetInt(v.Int() + 1)
			return
		}
		t.Fatalf("a key has a field of the type %v, which this test cannot change", v.Type())
	}
}

func TestChatsThatDifferInAnythingShareNoReply(t *testing.T) {
	k := cacheKey{zone: "UTC", due: time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)}
	keys := changed(t, k)
	if len(keys) < 10 {
		t.Fatalf("a key has %d fields", len(keys))
	}
	var cache ReplyCache
	for name, other := range keys {
		if other == k {
			t.Errorf("%s does not tell keys apart", name)
		}
		cache.replies = nil
		cache.keep(k, reply.Reply{Title: "theirs"})
		cache.keep(other, reply.Reply{Title: "ours"})
		if got := cache.of(t.Context(), nil, k); got.Title != "theirs" {
			t.Errorf("a chat whose %s differs is told what is for another", name)
		}
	}
}

func TestASelectionComesBackFromItsKey(t *testing.T) {
	for _, s := range []content.Selection{
		{},
		{Countries: []string{"KP", "NG"}},
		{Regions: []string{"middle-east"}},
		{Countries: []string{"KP"}, Regions: []string{"middle-east", "west-africa"}, Lists: []string{"cpc"}},
	} {
		if got := packed(s).unpacked(); !got.Equal(s) {
			t.Errorf("%v comes back as %v", s, got)
		}
	}
}
