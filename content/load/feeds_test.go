package load

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTheBuiltInFeedsAreThere(t *testing.T) {
	on, general := 0, 0
	for _, f := range loaded(t).Feeds {
		if f.On {
			on++
		}
		if f.General {
			general++
		}
		if !strings.HasPrefix(f.Address, "https://") || f.Home == "" || f.Language == "" {
			t.Errorf("%s is not complete: %+v", f.Key, f)
		}
	}
	if n := len(loaded(t).Feeds); n != 27 || on != 23 || general != 8 {
		t.Errorf("of %d feeds %d are on and %d general", n, on, general)
	}
}

func TestAnOperatorsListIsRead(t *testing.T) {
	feeds, err := Feeds("my.yaml", []byte(`- {key: ours, publisher: Ours, address: "http://news.example/feed?format=rss&x=1"}
- {key: theirs, publisher: Theirs, home: https://theirs.example, address: https://theirs.example/rss, language: pt-BR, terms: CC0, general: true, on: false}
`))
	if err != nil {
		t.Fatal(err)
	}
	if f := feeds[0]; !f.On || f.General || f.Home != "" || f.Address != "http://news.example/feed?format=rss&x=1" {
		t.Errorf("got %+v", f)
	}
	if f := feeds[1]; f.On || !f.General || f.Language != "pt-BR" || f.Terms != "CC0" {
		t.Errorf("got %+v", f)
	}
}

func TestEveryFaultOfAListOfFeedsIsSaid(t *testing.T) {
	const ours = "- {key: ours, publisher: Ours, address: https://ours.example/feed}\n"
	for _, tt := range []struct{ what, list, want string }{
		{"no list", "key: ours\n", "my.yaml:1: The file must be a list."},
		{"nothing", "[]\n", "my.yaml: The list names no feed."},
		{"an unknown name", "- {key: ours, publisher: Ours, url: https://ours.example}\n", `my.yaml:1: The name "url" is not known here.`},
		{"no address", "- {key: ours, publisher: Ours}\n", `my.yaml:1: "address" is missing.`},
		{"a wrong key", ours + "- {key: My Feed, publisher: P, address: https://p.example}\n", `my.yaml:2: The key "My Feed" has the wrong form.`},
		{"a long key", "- {key: " + strings.Repeat("a", 41) + ", publisher: P, address: https://p.example}\n", "has the wrong form. Use words of a-z and 0-9 joined by dashes, at most 40 characters."},
		{"a key twice", ours + "- {key: ours, publisher: P, address: https://p.example}\n", `my.yaml:2: The key "ours" comes twice.`},
		{"an address twice", ours + "- {key: p, publisher: P, address: https://ours.example/feed}\n", "my.yaml:2: The address comes twice."},
		{"another scheme", "- {key: p, publisher: P, address: ftp://p.example}\n", `my.yaml:1: "address" is not an address of the web.`},
		{"no host", "- {key: p, publisher: P, address: https:///feed}\n", `my.yaml:1: "address" is not an address of the web.`},
		{"a password", "- {key: p, publisher: P, address: https://me:secret@p.example}\n", `my.yaml:1: "address" holds a user name or password.`},
		{"no language", "- {key: p, publisher: P, address: https://p.example, language: klingonese}\n", `my.yaml:1: "klingonese" is not a language.`},
		{"neither on nor off", "- {key: p, publisher: P, address: https://p.example, on: maybe}\n", `my.yaml:1: "on" is neither true nor false.`},
	} {
		t.Run(tt.what, func(t *testing.T) {
			feeds, err := Feeds("my.yaml", []byte(tt.list))
			var faults FaultsError
			if !errors.As(err, &faults) || feeds != nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want %s", err, tt.want)
			}
			if faults[0].Remedy == "" {
				t.Error("there is no remedy")
			}
			if strings.Contains(err.Error(), "secret") {
				t.Error("the password is repeated")
			}
		})
	}
}

func TestALaterTreeMayHaveItsOwnFeeds(t *testing.T) {
	none, err := Library(good())
	if err != nil || len(none.Feeds) != 0 {
		t.Fatalf("a tree without feeds has %d, %v", len(none.Feeds), err)
	}
	over := fstest.MapFS{"feeds.yaml": &fstest.MapFile{Data: []byte("- {key: ours, publisher: Ours, address: https://ours.example/feed}\n")}}
	library, err := Library(good(), over)
	if err != nil || len(library.Feeds) != 1 {
		t.Fatalf("got %v, %v", library, err)
	}
	over["feeds.yaml"].Data = []byte("- {key: ours}\n")
	if _, err := Library(good(), over); err == nil || !strings.Contains(err.Error(), `feeds.yaml:1: "address" is missing.`) {
		t.Errorf("got %v", err)
	}
}
