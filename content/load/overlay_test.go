package load

import (
	"strings"
	"testing"
	"testing/fstest"

	"prayerbot/content"
	"prayerbot/content/search"
)

// over lays files over the small good tree.
func over(t *testing.T, files map[string]string) (*content.Library, error) {
	t.Helper()
	return Library(good(), folder(files))
}

func folder(files map[string]string) fstest.MapFS {
	tree := fstest.MapFS{}
	for path, text := range files {
		tree[path] = &fstest.MapFile{Data: []byte(text)}
	}
	return tree
}

// overBuiltin lays files over the content that ships, which must be without
// fault then.
func overBuiltin(t *testing.T, files map[string]string) *content.Library {
	t.Helper()
	library, err := Library(content.Builtin(), folder(files))
	if err != nil {
		t.Fatal(err)
	}
	return library
}

// aPoint is a point that has no fault.
const aPoint = `
    title: A point
    scripture: [Romans 8:28]
    text: >-
      North Korea has many hills, and the people who live between them know the winter
      well. Ask God to keep every family warm, and to bring them good news from far away.
`

func TestALaterTreeReplaces(t *testing.T) {
	library, err := over(t, map[string]string{
		"countries/north-korea.yaml": "key: KP\niso3: PRK\nname: North Korea\nregion: east-asia\nsource: factbook\nsummary: Ours.\n",
		"notes/readme.txt":           "not content",
		"countries/.hidden.yaml":     "not content",
		"countries/draft.yaml~":      "not content",
	})
	if err != nil {
		t.Fatal(err)
	}
	if c := library.Country("KP"); c.Summary != "Ours." || len(c.Points) != 0 {
		t.Errorf("got %+v", c)
	}
}

func TestAFileMayChangeOnlyWhatItNames(t *testing.T) {
	library := overBuiltin(t, map[string]string{
		"sources.yaml": "- key: ours\n  publisher: Our Mission\n  edition: \"2026\"\n  link: https://mission.example\n",
		"countries/north-korea.yaml": "extends: true\naliases: [Chosun]\nreport:\n  project: {value: Radio, source: ours}\n" +
			"  fund: {value: Our Fund, source: {publisher: Our Mission, edition: \"2026\"}}\n" +
			"points:\n  - id: kp-ours" + aPoint + "  - id: kp-camps" + aPoint + "  - {id: kp-leader, hide: true}\n",
	})
	before, c := loaded(t).Country("KP"), library.Country("KP")
	facts := map[content.FactKind]content.Fact{}
	for _, f := range c.Facts {
		facts[f.Kind] = f
	}
	if facts[content.FactProject].Value != "Radio" || facts[content.FactProject].Source.Publisher != "Our Mission" || facts[content.FactFund].Value != "Our Fund" {
		t.Errorf("the project is %+v, the fund %+v", facts[content.FactProject], facts[content.FactFund])
	}
	if len(c.Facts) != len(before.Facts) || facts[content.FactCapital].Value != "Pyongyang" || c.Summary != before.Summary {
		t.Error("the rest of the report was changed")
	}
	if search.Find(library, "Chosun").Countries[0] != c || search.Find(library, "DPRK").Countries[0] != c {
		t.Error("the aliases are not joined")
	}
	if len(c.Points) != len(before.Points) || library.Point("kp-camps").Title != "A point" || library.Point("kp-ours") == nil || library.Point("kp-leader") != nil {
		t.Errorf("there are %d points of %d", len(c.Points), len(before.Points))
	}
	for _, p := range c.Points {
		if p.Country != c {
			t.Errorf("%s belongs to another country", p.ID)
		}
	}
}

func TestAHiddenCountryVanishesEverywhere(t *testing.T) {
	library := overBuiltin(t, map[string]string{"countries/north-korea.yaml": "hide: true\n", "countries/south-korea.yaml": "hide: true\n"})
	if library.Country("KP") != nil || len(library.Countries) != 198 {
		t.Errorf("there are %d countries", len(library.Countries))
	}
	for _, r := range library.Regions {
		for _, c := range r.Countries {
			if c.Key == "KP" {
				t.Error("the picker shows it")
			}
		}
	}
	for _, name := range []string{"North Korea", "Corée du Nord", "KP", "korea"} {
		if found := search.Find(library, name); len(found.Countries) > 0 {
			t.Errorf("%q finds %v", name, keys(found.Countries))
		}
	}
	for i := range 730 {
		if p := onDay(library, november.Add(i), content.Selection{}); p.Country != nil && p.Country.Key == "KP" {
			t.Fatalf("%s comes", p.ID)
		}
	}
	for _, list := range library.Lists {
		for _, c := range list.Countries {
			if c.Key == "KP" {
				t.Errorf("%s names it", list.Name)
			}
		}
	}
	if posts := library.Headlines(content.Selection{Countries: []string{"KP"}}, november); len(posts) > 0 {
		t.Errorf("%d posts are left", len(posts))
	}
}

func TestARegionGoesWithItsLastCountry(t *testing.T) {
	files := map[string]string{}
	for _, c := range loaded(t).Region("north-america").Countries {
		files["countries/"+c.Slug+".yaml"] = "hide: true\n"
	}
	library := overBuiltin(t, files)
	if library.Region("north-america") != nil || search.Find(library, "North America").Region != nil {
		t.Error("an empty region is left")
	}
	if p := onDay(library, november, content.Selection{Regions: []string{"north-america"}}); p != nil {
		t.Errorf("%s comes to those who prayed for it", p.ID)
	}
}

func TestPostsAreReplacedAndHidden(t *testing.T) {
	post := "---\ncountry: KP\ndate: 2026-11-24\nkind: news\ntitle: Ours\nexcerpt: E.\npublisher: P\nsource: factbook\n---\nText.\n"
	for what, tt := range map[string]struct{ text, title string }{
		"replaced": {post, "Ours"}, "hidden": {"---\nhide: true\n---", ""}, "a draft": {strings.Replace(post, "kind", "draft: true\nkind", 1), "T"},
	} {
		library, err := over(t, map[string]string{"posts/a-post.md": tt.text})
		if err != nil {
			t.Fatal(err)
		}
		got := library.Post("a-post")
		if (got == nil) != (tt.title == "") || got != nil && got.Title != tt.title {
			t.Errorf("%s: the post is %+v", what, got)
		}
	}
}

func TestOccasionsAreAddedChangedAndHidden(t *testing.T) {
	library := overBuiltin(t, map[string]string{"occasions.yaml": `
- {key: red-wednesday, rule: {type: dates, dates: [2026-11-25]}}
- {key: stephen, on: true}
- {key: libya-martyrs, hide: true}
- key: ours
  name: Our Day
  on: true
  rule: {type: fixed, month: 12, day: 25}
  points:
  - id: day-ours` + aPoint})
	for text, want := range map[string]string{
		"2026-11-18": "", "2026-11-25": "red-wednesday", "2026-12-26": "stephen", "2027-02-15": "",
		"2026-12-25": "ours", // it goes before Christmas
	} {
		date, err := content.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if p := onDay(library, date, content.Selection{}); p.Occasion != nil {
			got = p.Occasion.Key
		}
		if got != want {
			t.Errorf("on %s is %q, want %q", date, got, want)
		}
	}
	if name := library.Occasion("red-wednesday").Name; name != "Red Wednesday" {
		t.Errorf("the name became %q", name)
	}
	if library.Point("day-libya-martyrs") != nil || library.Occasion("libya-martyrs") != nil {
		t.Error("the hidden occasion is there")
	}
}

func TestADraftIsCheckedAndLeftOut(t *testing.T) {
	files := map[string]string{
		"countries/atlantis.yaml":    "draft: true\nkey: ZZ\niso3: ZZZ\nname: Atlantis\nregion: east-asia\nsource: factbook\n",
		"countries/north-korea.yaml": "draft: true\nextends: true\nsummary: Ours.\n",
	}
	library, err := over(t, files)
	if err != nil {
		t.Fatal(err)
	}
	if library.Country("ZZ") != nil || library.Country("KP").Summary != "" || library.Drafts != 2 {
		t.Errorf("%d drafts are counted, or one counts", library.Drafts)
	}
	files["countries/atlantis.yaml"] += "points:\n  - id: zz-one\n    title: One\n"
	if _, err := over(t, files); err == nil || !strings.Contains(err.Error(), `"text" is missing`) {
		t.Errorf("the draft is not checked: %v", err)
	}
}

func TestFaultsOfAFolderSayWhichFolder(t *testing.T) {
	const whole = "key: ZZ\niso3: ZZZ\nname: Atlantis\nregion: east-asia\nsource: factbook\n"
	for _, tt := range []struct{ what, path, text, want string }{
		{"nothing to extend", "countries/atlantis.yaml", "extends: true\n", "countries/atlantis.yaml:1: There is no country of this file name to extend."},
		{"nothing to hide", "countries/atlantis.yaml", "hide: true\n", "countries/atlantis.yaml:1: There is nothing of this file name to hide."},
		{"no post to hide", "posts/other.md", "---\nhide: true\n---\n", "posts/other.md:2: There is nothing of this file name to hide."},
		{"no point to hide", "countries/north-korea.yaml", "extends: true\npoints:\n  - {id: kp-none, hide: true}\n", `countries/north-korea.yaml:3: There is no point "kp-none" to hide.`},
		{"no occasion to hide", "occasions.yaml", "- {key: lent, hide: true}\n", "occasions.yaml:1: There is no such occasion to hide."},
		{"another's key", "countries/north-korea.yaml", "extends: true\nkey: KR\n", `countries/north-korea.yaml:2: The key "KR" is not that of North Korea.`},
		{"a key under another name", "countries/korea-north.yaml", strings.Replace(whole, "ZZ\n", "KP\n", 1), "to change North Korea, name the file north-korea.yaml."},
		{"a fact without source", "countries/north-korea.yaml", "extends: true\nreport:\n  fund: Ours\n", `countries/north-korea.yaml:3: The fact "fund" has no source.`},
		{"a file that is not known", "projects.yaml", "- {}\n", "projects.yaml: There is no such file in the content."},
		{"a folder that is nearly right", "country/atlantis.yaml", whole, "country: The folder's name is wrong. Name it countries."},
		{"a file's name", "countries/At Lantis.yaml", whole, "countries/At Lantis.yaml: The file's name has the wrong form."},
		{"a word that is neither", "countries/north-korea.yaml", "extends: yes please\n", `"yes please" is neither true nor false.`},
		{"a name of a list", "lists.yaml", "- {key: ours, name: North Korea, of: [world_watch_list]}\n", `lists.yaml: The name "North Korea" of the list ours belongs to North Korea too.`},
		{"an entry twice", "occasions.yaml", "- {key: easter}\n- {key: easter}\n", `occasions.yaml:2: The key "easter" is taken`},
	} {
		_, err := over(t, map[string]string{tt.path: tt.text})
		faults, ok := err.(FaultsError)
		if !ok || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", tt.what, err, tt.want)
			continue
		}
		for _, f := range faults {
			if f.Tree != 1 || f.Remedy == "" {
				t.Errorf("%s: the fault %+v is not the folder's", tt.what, f)
			}
		}
	}
}
