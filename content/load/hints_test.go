package load

import (
	"strings"
	"testing"
	"testing/fstest"
)

// laidOver is a file of an editor's own over the good tree.
func laidOver(files map[string]string) (hints FaultsError, err error) {
	own := fstest.MapFS{}
	for p, text := range files {
		own[p] = &fstest.MapFile{Data: []byte(text)}
	}
	_, hints, err = Checked(good(), own)
	return hints, err
}

// ownPoint is a point of an editor's own, with a text of two sentences.
func ownPoint(id, begins string) string {
	return "  - id: " + id + "\n    title: Ours\n    text: >-\n      " + begins + "\n      They have lived between the hills for a very long time. Ask God to keep each family\n      warm in the winter, and to bring them good news from far away.\n    scripture: [Romans 8:28]\n"
}

const ownPost = "---\ncountry: KP\ndate: 2026-12-01\nkind: news\ntitle: T\nexcerpt: E.\npublisher: P\nsource: factbook\n---\nText.\n"

func TestWhatIsLostIsAFault(t *testing.T) {
	const nk = "countries/north-korea.yaml"
	for _, tt := range []struct{ what, path, text, want string }{
		{"two new points with one id", nk, "extends: true\npoints:\n" + ownPoint("kp-new", "North Koreans are many.") + ownPoint("kp-new", "North Koreans are few."), nk + ":10: The point id kp-new comes twice in this file."},
		{"one that is replaced twice", nk, "extends: true\npoints:\n" + ownPoint("kp-one", "North Koreans are many.") + ownPoint("kp-one", "North Koreans are few."), nk + ":10: The point id kp-one comes twice in this file."},
		{"one that is hidden and given", nk, "extends: true\npoints:\n  - {id: kp-one, hide: true}\n" + ownPoint("kp-one", "North Koreans are few."), nk + ":4: The point id kp-one comes twice in this file."},
		{"a post with two points of one id", "posts/2026-12-01-x.md", strings.Replace(ownPost, "source: factbook\n", "source: factbook\npoints:\n"+ownPoint("kp-new", "North Koreans are many.")+ownPoint("kp-new", "North Koreans are few."), 1), "The point id kp-new comes twice."},
		{"a folder with a slip", "countires/north-korea.yaml", "extends: true\n", "countires: The folder's name is wrong. Name it countries."},
		{"a folder with capitals", "Posts/2026-12-01-x.md", ownPost, "Posts: The folder's name is wrong. Name it posts."},
		{"lists with a slip", "lsits/x.yaml", "fact: x\n", "lsits: The folder's name is wrong. Name it lists."},
		{"a folder in the singular", "country/north-korea.yaml", "extends: true\n", "country: The folder's name is wrong. Name it countries."},
		{"an occasion that is on", "occasions.yaml", "- {key: ours, name: Ours, on: true, rule: {type: fixed, month: 5, day: 5}}\n", `occasions.yaml:1: The occasion "ours" is on and has no points.`},
		{"an empty country", nk, "", nk + ":1: The file is empty."},
		{"a country of comments", nk, "# nothing\n", nk + ":1: The file is empty."},
		{"an empty post", "posts/2026-12-01-x.md", "\n", "posts/2026-12-01-x.md:1: The file is empty."},
		{"a post without an end of its fields", "posts/2026-12-01-x.md", "---\ncountry: KP\nText.\n", "posts/2026-12-01-x.md:1: The front matter has no end."},
		{"a double quote that is not closed", nk, "extends: true\nsummary: \"Ours\npoints: []\n", nk + ":2: A quote is opened here and not closed."},
		{"a single quote that is not closed", nk, "extends: true\nname: North Korea\nsummary: 'Ours\n", nk + ":3: A quote is opened here and not closed."},
		{"one before another quote", nk, "extends: true\nname: \"North Korea\nsummary: \"Ours\"\n", nk + ":2: A quote is opened here and not closed."},
		{"one in a list", nk, "extends: true\naliases:\n  - \"Ours\n  - Yours\n", nk + ":3: A quote is opened here and not closed."},
		{"one in a post", "posts/2026-12-01-x.md", strings.Replace(ownPost, "title: T", "title: \"T", 1), "posts/2026-12-01-x.md:5: A quote is opened here and not closed."},
	} {
		t.Run(tt.what, func(t *testing.T) {
			if _, err := laidOver(map[string]string{tt.path: tt.text}); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

func TestAnEditorIsToldWhatToLookAt(t *testing.T) {
	const nk, post = "countries/north-korea.yaml", "posts/2026-12-01-x.md"
	saying := func(text string) string { return strings.Replace(ownPost, "excerpt: E.", "excerpt: \""+text+"\"", 1) }
	for _, tt := range []struct{ what, path, text, want string }{
		{"a point without its country", nk, "extends: true\npoints:\n" + ownPoint("kp-new", "The people here are many."), nk + ":5: The point does not name North Korea."},
		{"a point with its country", nk, "extends: true\npoints:\n" + ownPoint("kp-new", "North Korea's people are many."), ""},
		{"a point with its capital", nk, "extends: true\npoints:\n" + ownPoint("kp-new", "The people of Pyongyang are many."), ""},
		{"a draft", nk, "extends: true\ndraft: true\npoints:\n" + ownPoint("kp-new", "The people here are many."), ""},
		{"an occasion without points", "occasions.yaml", "- {key: ours, name: Ours, rule: {type: fixed, month: 5, day: 5}}\n", `occasions.yaml:1: The occasion "ours" has no points.`},
		{"another date than the name", post, strings.Replace(ownPost, "date: 2026-12-01", "date: 2026-12-10", 1), post + ":3: The date is 2026-12-10, and the file's name says 2026-12-01."},
		{"the same date", post, ownPost, ""},
		{"a folder of notes", "notes/notes.md", "x", "notes: The folder is not read."},
		{"a folder of pictures alone", "pictures/one.jpg", "x", ""},
		{"a folder of another name", "pictures/notes.md", "x", "pictures: The folder is not read."},
		{"a folder in a folder", "posts/2026/2026-12-01-x.md", ownPost, "posts/2026: The folder is not read."},
		{"a post beside the folders", "2026-12-01-x.md", ownPost, "2026-12-01-x.md: The file is not read here."},
		{"a list with the other ending", "occasions.yml", "[]", "occasions.yml: The file is not read here."},
		{"Norway without quotes", "countries/norway.yaml", "key: NO\niso3: NOR\nname: Norway\nregion: east-asia\nsource: factbook\n", "countries/norway.yaml:1: NO is Norway here, and means no to other programs."},
		{"Norway with quotes", "countries/norway.yaml", "key: \"NO\"\niso3: NOR\nname: Norway\nregion: east-asia\nsource: factbook\n", ""},
		{"a number to call", post, saying("Call +234 803 555 0199 to help."), post + `:6: "excerpt" holds what looks like a telephone number.`},
		{"one of a place", post, saying("Ask at 0803 555 0199."), "a telephone number"},
		{"one in brackets", post, saying("Ask at (020) 7946 0958."), "a telephone number"},
		{"one behind a word", post, saying("WhatsApp: 803 555 0199"), "a telephone number"},
		{"a mail address", post, saying("Write to pastor@church.example."), "an e-mail address"},
		{"one in words", post, saying("Write to pastor (at) church (dot) example."), "an e-mail address"},
		{"coordinates", post, saying("They meet at 9.0765, 7.3986 each week."), "coordinates"},
		{"degrees", post, saying("They meet at 9°04'N 7°23'E each week."), "coordinates"},
		{"a code of maps", post, saying("They meet at 6FR5V9PX+QV each week."), "coordinates"},
		{"a house", post, saying("They meet at 12 Church Road each week."), "a postal address"},
		{"a house behind its street", post, saying("They meet in Hauptstraße 5 each week."), "a postal address"},
		{"a box", post, saying("Write to P.O. Box 77, Kano."), "a postal address"},
		{"numbers", post, saying("On 2026-12-01, 1,200,000 people in 12 villages (about 35.5%) and 2,500 more; John 3:16, from 1996-2003; 40°C; 400 000 of 5 000 000."), ""},
		{"a thousand and a road", post, saying("In 2024 Open Doors said that 20 roads were closed, and 300 families lost 450 houses."), ""},
	} {
		t.Run(tt.what, func(t *testing.T) {
			hints, err := laidOver(map[string]string{tt.path: tt.text})
			if err != nil {
				t.Fatal(err)
			}
			if tt.want == "" && len(hints) > 0 || !strings.Contains(hints.Error(), tt.want) {
				t.Errorf("got %v, want %q", hints, tt.want)
			}
			for _, hint := range hints {
				if hint.Remedy == "" {
					t.Error("there is no remedy")
				}
			}
		})
	}
}

// A text that is broken elsewhere is not said to have an open quote.
func TestAnotherFaultOfYAMLIsNoOpenQuote(t *testing.T) {
	for _, text := range []string{
		"extends: true\nsummary: >-\n  'Twas long ago.\n  \"Not yet,\" they said.\nname: North: Korea\n",
		"extends: true\nsummary: \"Over two\n  lines.\"\nname: North: Korea\n",
		"extends: true\naliases: [\"a\", 'b']\n  name: x\n",
	} {
		if _, err := laidOver(map[string]string{"countries/north-korea.yaml": text}); err == nil || strings.Contains(err.Error(), "quote is opened") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
