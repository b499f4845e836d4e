package storetest

import (
	"fmt"
	"reflect"
	"strings"
	"time"
	"unsafe"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// A filler gives every field of a value, however deep, one that is not zero and
// differs from all others: a field that is added later is filled as well. What
// is tagged as not stored (json:"-") is left alone.
type filler struct{ n int }

// fill fills what p points to.
func (f *filler) fill(p any) { f.value(reflect.ValueOf(p).Elem()) }

func (f *filler) value(v reflect.Value) {
	f.n++
	if f.special(v) {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		f.fields(v)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.value(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		f.value(v.Index(0))
		f.value(v.Index(1))
	case reflect.Array:
		for i := range v.Len() {
			f.value(v.Index(i))
		}
	case reflect.Map:
		key, element := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		f.value(key)
		f.value(element)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, element)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.String:
		v.SetString(letters(f.n))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(1 + f.n%100))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(1 + f.n%100)) // #nosec G115 -- from 1 to 100
	case reflect.Float32, reflect.Float64:
		v.SetFloat(float64(f.n) + 0.5)
	default:
		panic(fmt.Sprintf("a stored type holds a %s, which no store can keep", v.Kind()))
	}
}

// special fills what has a form of its own; false for anything else.
func (f *filler) special(v reflect.Value) bool {
	var value any
	switch v.Interface().(type) {
	case time.Time:
		value = noon.Add(time.Duration(f.n) * time.Second)
	case content.Date:
		value = day(1).Add(f.n % 28)
	case record.ChatID:
		value = record.ChatID{Platform: "telegram", Key: fmt.Sprint(-1000 - f.n)}
	case record.Audience:
		value = record.Audience{Kind: record.ToRegion, Key: letters(f.n)}
	default:
		return false
	}
	v.Set(reflect.ValueOf(value))
	return true
}

// fields fills all fields of a struct, those that are not exported too.
func (f *filler) fields(v reflect.Value) {
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("json") == "-" {
			continue
		}
		f.value(open(v.Field(i)))
	}
}

// open makes a field one that can be read and set.
func open(v reflect.Value) reflect.Value {
	return reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Elem() // #nosec G103 -- tests fill fields that no package exports
}

// letters is a word of small letters alone: of the form of every name that is
// stored.
func letters(n int) string {
	var b strings.Builder
	b.WriteByte('v')
	for ; n > 0; n /= 26 {
		b.WriteByte(byte('a' + n%26))
	}
	return b.String()
}

// empty names the fields that are zero in what p points to, however deep, with
// their paths; what is tagged as not stored is left out.
func empty(p any) []string { return emptyIn("", reflect.ValueOf(p).Elem()) }

func emptyIn(path string, v reflect.Value) (paths []string) {
	_, isTime := v.Interface().(time.Time)
	_, isDate := v.Interface().(content.Date)
	switch {
	case v.IsZero():
		return []string{path}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			paths = append(paths, emptyIn(fmt.Sprintf("%s[%d]", path, i), v.Index(i))...)
		}
	case v.Kind() == reflect.Pointer:
		return emptyIn(path, v.Elem())
	case v.Kind() == reflect.Struct && !isTime && !isDate:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.Tag.Get("json") != "-" {
				paths = append(paths, emptyIn(path+"."+field.Name, open(v.Field(i)))...)
			}
		}
	}
	return paths
}
