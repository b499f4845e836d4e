package load

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// good is a small tree without a fault.
func good() fstest.MapFS {
	tree := fstest.MapFS{}
	for path, text := range map[string]string{
		"sources.yaml":   "- key: factbook\n  publisher: CIA World Factbook\n  edition: \"2026\"\n",
		"regions.yaml":   "- {key: east-asia, name: East Asia}\n",
		"lists.yaml":     "- {key: wwl, name: the List, of: [world_watch_list]}\n",
		"occasions.yaml": "- key: easter\n  name: Easter Day\n  rule: {type: easter_offset, calendar: western, days: 0}\n",
		"ambiguous.yaml": "- {word: Korea, means: [KP, KR]}\n",
		"countries/north-korea.yaml": `key: KP
iso3: PRK
name: North Korea
region: east-asia
aliases: [DPRK]
source: factbook
report:
  capital: Pyongyang
points:
  - id: kp-one
    title: One
    text: >-
      North Korea has many hills, and the people who live between them know the winter
      well. Ask God to keep every family warm, and to bring them good news from far away.
    scripture: [Romans 8:28]
`,
		"countries/south-korea.yaml":  "key: KR\niso3: KOR\nname: South Korea\nregion: east-asia\nsource: factbook\n",
		"lists/world-watch-list.yaml": "fact: world_watch_list\nsource: factbook\nentries:\n  KP: {rank: 1, value: Rank 1}\n",
		"names/fr.txt":                "# French\nKP Corée du Nord\n",
		"posts/a-post.md":             "---\ncountry: KP\ndate: 2026-11-24\nkind: news\ntitle: T\nexcerpt: E.\npublisher: P\nsource: factbook\n---\nText.\n",
	} {
		tree[path] = &fstest.MapFile{Data: []byte(text)}
	}
	return tree
}

func TestAGoodTreeHasNoFault(t *testing.T) {
	if _, err := Library(good()); err != nil {
		t.Fatal(err)
	}
}

func TestEveryFaultIsSaidWithFileLineAndRemedy(t *testing.T) {
	const nk = "countries/north-korea.yaml"
	for _, tt := range []struct{ what, path, old, new, want string }{
		{"an unknown name", nk, "iso3:", "iso33:", nk + `:2: The name "iso33" is not known here.`},
		{"a missing name", nk, "name: North Korea\n", "", nk + `:1: "name" is missing.`},
		{"a wrong key", nk, "key: KP", "key: kp", nk + ":1: The country's codes are not ISO codes."},
		{"an unknown region", nk, "region: east-asia", "region: mars", nk + `:4: There is no region "mars".`},
		{"an unknown source", nk, "source: factbook", "source: rumour", nk + `:6: There is no source "rumour".`},
		{"broken YAML", nk, "name: North Korea", "name: North: Korea", nk + ":3: The YAML cannot be read"},
		{"a wrong id", nk, "kp-one", "kr-one", nk + `:10: The id "kr-one" has the wrong form.`},
		{"a long title", nk, "title: One", "title: " + strings.Repeat("long ", 20), nk + `:11: "title" has 99 characters.`},
		{"a short text", nk, "North Korea has many hills, and the people who live between them know the winter", "Few words.", nk + `:12: "text" has 94 characters.`},
		{"one sentence", nk, "winter\n      well. Ask", "winter\n      well, ask", nk + ":12: The text has 1 sentences."},
		{"no verse", nk, "Romans 8:28", "Romans 17:1", nk + ":15: Romans has 16 chapters, not 17."},
		{"no reference", nk, "[Romans 8:28]", "[]", nk + ":15: There are 0 Scripture references."},
		{"markup", nk, "many hills", "many <b>hills</b>", nk + `:12: "text" holds markup.`},
		{"a hidden character", nk, "title: One", "title: \"One\\u202E\"", nk + `:11: "title" holds a hidden or control character.`},
		{"a fact's date", nk, "capital: Pyongyang", "capital: {value: Pyongyang, as_of: soon}", nk + ":8: The date of a fact is not a date."},
		{"a name that two share", nk, "DPRK", "South Korea", `The name "South Korea" belongs to North Korea too.`},
		{"a key that two share", "countries/south-korea.yaml", "key: KR", "key: KP", "countries/south-korea.yaml:1: The key KP belongs to North Korea already."},
		{"a country that is not there", "lists/world-watch-list.yaml", "KP:", "ZZ:", `lists/world-watch-list.yaml:4: There is no country "ZZ".`},
		{"a wrong rank", "lists/world-watch-list.yaml", "rank: 1", "rank: first", `lists/world-watch-list.yaml:4: "first" is not a rank.`},
		{"a name without country", "names/fr.txt", "KP ", "ZZ ", "names/fr.txt:2: The line does not name a country."},
		{"an ambiguous word that is not", "ambiguous.yaml", "[KP, KR]", "[KP]", `ambiguous.yaml:1: "korea" does not name several countries.`},
		{"a post's date", "posts/a-post.md", "2026-11-24", "yesterday", `posts/a-post.md:3: "yesterday" is not a date`},
		{"a post's kind", "posts/a-post.md", "kind: news", "kind: gossip", `posts/a-post.md:4: The kind "gossip" is not known.`},
		{"a post without front matter", "posts/a-post.md", "---\ncountry", "country", "posts/a-post.md:1: The file does not begin with front matter."},
		{"an empty post", "posts/a-post.md", "Text.\n", "", "posts/a-post.md: The post has no text."},
		{"an embargo's date", "posts/a-post.md", "kind: news", "kind: news\nembargo: soon", `posts/a-post.md:5: "soon" is not a date`},
		{"a post that expires too early", "posts/a-post.md", "kind: news", "kind: news\nembargo: 2026-12-01\nexpires: 2026-11-30", "posts/a-post.md:6: The post expires before it is shown."},
		{"an urgent post without an end", "posts/a-post.md", "kind: news", "kind: news\nurgent: true", "posts/a-post.md:5: An urgent post has no end."},
		{"an urgent post that ends too early", "posts/a-post.md", "kind: news", "kind: news\nurgent: true\nuntil: 2026-11-01", "posts/a-post.md:6: The urgent days end before they begin."},
		{"an urgent post without points", "posts/a-post.md", "kind: news", "kind: news\nurgent: true\nuntil: 2026-12-01", "posts/a-post.md:5: An urgent post has nothing to pray for."},
		{"a span without urgency", "posts/a-post.md", "kind: news", "kind: news\nuntil: 2026-12-01", "posts/a-post.md:2: A post with from or until is not marked as urgent."},
		{"a mark on names", "posts/a-post.md", "kind: news", "kind: news\nnames: hidden", `posts/a-post.md:5: "hidden" is not known as names.`},
		{"neither true nor false", "posts/a-post.md", "kind: news", "kind: news\nurgent: perhaps", `posts/a-post.md:5: "perhaps" is neither true nor false.`},
		{"a rule's kind", "occasions.yaml", "type: easter_offset", "type: moon", `occasions.yaml:3: "moon" is not known as type.`},
		{"a rule's number", "occasions.yaml", "days: 0", "days: many", `occasions.yaml:3: "many" is not a number for days.`},
		{"a rule's calendar", "occasions.yaml", "western", "lunar", `occasions.yaml:3: "lunar" is not known as calendar.`},
		{"a rule's day", "occasions.yaml", "{type: easter_offset, calendar: western, days: 0}", "{type: fixed, month: 2, day: 29}", "occasions.yaml:3: That day is not there every year."},
		{"a rule's weekday", "occasions.yaml", "{type: easter_offset, calendar: western, days: 0}", "{type: nth_weekday, month: 11, weekday: Sonntag, n: 1}", `occasions.yaml:3: "Sonntag" is not known as weekday.`},
		{"a rule without dates", "occasions.yaml", "{type: easter_offset, calendar: western, days: 0}", "{type: dates, dates: []}", "occasions.yaml:3: The rule names no date."},
		{"an occasion that is on without points", "occasions.yaml", "name: Easter Day", "name: Easter Day\n  on: true", `occasions.yaml:1: The occasion "easter" is on and has no points.`},
		{"an occasion's country", "occasions.yaml", "name: Easter Day", "name: Easter Day\n  countries: [ZZ]", `occasions.yaml:3: There is no country "ZZ".`},
		{"points of nobody", "occasions.yaml", "name: Easter Day", "name: Easter Day\n  points_of: lent", `occasions.yaml:3: There is no occasion "lent" above this one.`},
		{"a list's fact", "lists.yaml", "[world_watch_list]", "[capital]", `lists.yaml:1: "capital" is not the fact of a list.`},
		{"a list with a region's key", "lists.yaml", "key: wwl", "key: east-asia", `lists.yaml:1: The key "east-asia" is taken, or has the wrong form.`},
		{"a list of nobody", "lists.yaml", "[world_watch_list]", "[uscirf]", "lists.yaml:1: The list names no country."},
		{"a source twice", "sources.yaml", "- key", "- {key: factbook, publisher: P}\n- key", `sources.yaml:2: The source "factbook" comes twice.`},
	} {
		t.Run(tt.what, func(t *testing.T) {
			tree := good()
			before := string(tree[tt.path].Data)
			after := strings.Replace(before, tt.old, tt.new, 1)
			if after == before {
				t.Fatal("the tree was not changed")
			}
			tree[tt.path] = &fstest.MapFile{Data: []byte(after)}
			_, err := Library(tree)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
			var faults FaultsError
			if errors.As(err, &faults) && faults[0].Remedy == "" {
				t.Error("there is no remedy")
			}
		})
	}
}

func TestAllFaultsAreSaidAtOnceInOrder(t *testing.T) {
	tree := good()
	tree["countries/north-korea.yaml"].Data = []byte("key: kp\nname: X\n")
	tree["posts/a-post.txt"] = &fstest.MapFile{Data: []byte("x")}
	delete(tree, "sources.yaml")
	_, err := Library(tree)
	var faults FaultsError
	if !errors.As(err, &faults) || len(faults) < 6 {
		t.Fatalf("got %v", err)
	}
	for i := 1; i < len(faults); i++ {
		if faults[i].File < faults[i-1].File {
			t.Errorf("%s comes after %s", faults[i].File, faults[i-1].File)
		}
	}
}

func TestAFolderThatIsNotThereIsAFault(t *testing.T) {
	if _, err := Library(good(), missing{}); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("got %v", err)
	}
}

type missing struct{}

func (missing) Open(string) (fs.File, error) { return nil, fs.ErrNotExist }
