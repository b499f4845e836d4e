package translation

import (
	"io/fs"
	"slices"

	"prayerbot/content"
	"prayerbot/content/load"
)

// A State is how a unit stands in a language.
type State string

// The states of a unit.
const (
	Done    State = "done"
	Stale   State = "stale" // there is a text, of another English than that of today
	Missing State = "missing"
)

// An Item is a unit and what a language has of it.
type Item struct {
	content.Unit
	State State
	Entry load.Entry // the zero Entry where it is missing
}

// A Set is all units of the content in one language.
type Set struct {
	Language load.Language
	Items    []Item
	Unknown  []load.Entry // of the last tree, that translate nothing that is there
	faults   load.FaultsError
}

// Read reads a language: the content that the trees make, and what they have of
// it. What is wrong with the form of a file is found by Faults; the error is what
// is wrong with how the language is said to be written.
func Read(library *content.Library, lang string, trees ...fs.FS) (*Set, error) {
	language, err := load.LanguageOf(lang, trees...)
	if err != nil {
		return nil, err
	}
	entries, faults := load.Entries(lang, trees...)
	set := &Set{Language: language, faults: faults}
	byKey := map[string][]load.Entry{}
	for _, e := range entries {
		byKey[e.Path+" "+e.ID] = append(byKey[e.Path+" "+e.ID], e)
	}
	for _, u := range library.Units() {
		key := u.Path + " " + u.ID
		set.Items = append(set.Items, itemOf(u, byKey[key]))
		delete(byKey, key)
	}
	for _, left := range byKey {
		if e := left[len(left)-1]; e.Tree == len(trees)-1 {
			set.Unknown = append(set.Unknown, e)
		}
	}
	return set, nil
}

// itemOf is a unit with the entry that is shown, else with the latest one.
func itemOf(u content.Unit, entries []load.Entry) Item {
	if len(entries) == 0 {
		return Item{u, Missing, load.Entry{}}
	}
	of := u.Hash()
	for _, e := range slices.Backward(entries) {
		if e.Of == of {
			return Item{u, Done, e}
		}
	}
	return Item{u, Stale, entries[len(entries)-1]}
}

// Count is how many units are in a state.
func (s *Set) Count(state State) (n int) {
	for _, item := range s.Items {
		if item.State == state {
			n++
		}
	}
	return n
}
