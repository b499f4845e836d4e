package commands_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/reply"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/load"
	"prayerbot/content/scripture"
)

// read is what a point with these references says of the Bible.
func read(t *testing.T, references string) []reply.Block {
	t.Helper()
	text := "extends: true\npoints:\n- id: ng-verse\n  title: A point with a verse\n  text: " +
		strings.Repeat("Pray for those in Nigeria who read the words that stand beneath. ", 3) + "\n  scripture: [" + references + "]\n"
	library, err := load.Library(content.Builtin(), fstest.MapFS{"countries/nigeria.yaml": {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	k := newTalk(t)
	k.world.library = func() *content.Library { return library }
	var found []reply.Block
	for _, b := range k.say("/start p_ng-verse").Blocks {
		if b.Kind == reply.Verse || b.Kind == reply.Links {
			found = append(found, b)
		}
	}
	return found
}

const passages = "https://www.biblegateway.com/passage/?search="

// verse is a block of words that stand in the World English Bible.
func verse(text, reference, search string) reply.Block {
	return reply.Block{Kind: reply.Verse, Text: text, Items: []reply.Item{{Text: reference, Link: passages + search + "&version=WEB", Note: "World English Bible"}}}
}

// further are references that stand without their words.
func further(items ...reply.Item) reply.Block {
	return reply.Block{Kind: reply.Links, Text: "To read:", Items: items}
}

func TestTheVerseStandsUnderThePoint(t *testing.T) {
	wept := verse("Jesus wept.", "John 11:35", "John+11%3A35")
	for references, want := range map[string][]reply.Block{
		"John 11:35":            {wept},
		"John 11:35, Psalm 117": {wept, further(reply.Item{Text: "Psalm 117", Link: passages + "Psalm+117&version=WEB"})},
		// Only the first verse is short enough.
		"John 11:35-44": {wept, further(reply.Item{Text: "John 11:35-44", Link: passages + "John+11%3A35-44&version=WEB"})},
		// The translation lacks the verse, or it is too long.
		"Acts 8:37":              {further(reply.Item{Text: "Acts 8:37", Link: passages + "Acts+8%3A37&version=WEB"})},
		"Acts 8:37, John 11:35":  {wept, further(reply.Item{Text: "Acts 8:37", Link: passages + "Acts+8%3A37&version=WEB"})},
		"Esther 8:9, John 11:35": {wept, further(reply.Item{Text: "Esther 8:9", Link: passages + "Esther+8%3A9&version=WEB"})},
	} {
		if diff := cmp.Diff(want, read(t, references)); diff != "" {
			t.Errorf("%s: %s", references, diff)
		}
	}
}

// inEveryLanguage is a talk whose core knows every language in which there are
// verses, though most of its sentences may be English there.
func inEveryLanguage(t *testing.T) *talk {
	t.Helper()
	var extra []words.Extra
	catalogue := func(extra ...words.Extra) *words.Catalogue {
		c, err := words.New(extra...)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	for _, tag := range scripture.Languages() {
		if !slices.Contains(catalogue().Languages(), tag) {
			extra = append(extra, words.Extra{Tag: tag, Sentences: []byte("verse:\n  example: " + tag + "\n")})
		}
	}
	k := newTalk(t)
	k.config.Catalogue = catalogue(extra...)
	k.restart(t)
	return k
}

// cites is the block of words that an answer shows, as one line.
func cites(answer reply.Reply) string {
	for _, b := range answer.Blocks {
		if b.Kind == reply.Verse {
			return b.Items[0].Text + " (" + b.Items[0].Note + "): " + b.Text
		}
	}
	return ""
}

func TestAVerseIsReadAndShownInTheLanguageOfTheChat(t *testing.T) {
	for _, tt := range []struct{ language, typed, want string }{
		{"en", "/verse john 3.16", "John 3:16 (World English Bible): For God so loved"},
		{"es", "/verse juan 3:16", "Juan 3:16 (Reina-Valera 1909): Porque de tal manera amó Dios"},
		{"es", "/verse John 3:16", "Juan 3:16 (Reina-Valera 1909): Porque de tal manera amó Dios"},
		{"es", "/verse salmo 23", "Salmo 23 (Reina-Valera 1909): JEHOVÁ es mi pastor"},
		{"fr", "/verse Psaume 51:12", "Psaume 51:12 (Louis Segond 1910): O Dieu! crée en moi un coeur pur"},
		{"pt-BR", "/verse joão 3.16", "João 3:16 (Bíblia Livre): Porque Deus amou ao mundo"},
		{"de", "/verse Johannes 3,16", "Johannes 3,16 (Lutherbibel 1912): Also hat Gott die Welt geliebt"},
		{"de", "/verse Psalm 51,12", "Psalm 51,12 (Lutherbibel 1912): Schaffe in mir, Gott"},
		{"it", "/verse Giovanni 3:16", "Giovanni 3:16 (Riveduta 1927): Poiché Iddio ha tanto amato"},
		{"ko", "/verse 요한복음 3장 16절", "요한복음 3:16 (개역한글): 하나님이 세상을 이처럼"},
		{"ar", "/verse يوحنا ٣:١٦", "يوحنا 3:16 (ترجمة فان دايك): ل"},
		{"ru", "/verse Пс 22:1", "Псалом 22:1 (Синодальный перевод): Господь - Пастырь мой"},
		{"ru", "/verse Psalm 23:1", "Псалом 22:1 (Синодальный перевод): Господь - Пастырь мой"},
		{"zh-Hans", "/verse 约翰福音3:16", "约翰福音 3:16 (和合本): 「 神爱世人"},
	} {
		k := inEveryLanguage(t)
		k.req.Language = tt.language
		answer := k.say(tt.typed)
		if got := cites(answer); !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s: %s is answered %q, want %q", tt.language, tt.typed, got, tt.want)
		}
	}
}

func TestAVerseThatATranslationLacksIsNotShownInEnglish(t *testing.T) {
	for language, want := range map[string]string{"pt": "Atos 8:37", "ko": "사도행전 8:37", "zh-Hans": "使徒行传 8:37"} {
		k := inEveryLanguage(t)
		k.req.Language = language
		answer := k.say("/verse Acts 8:37")
		if len(answer.Blocks) != 1 || answer.Blocks[0].Kind != reply.Links || answer.Blocks[0].Items[0].Text != want {
			t.Errorf("%s: the answer is %+v", language, answer.Blocks)
		}
	}
}

// TestTheExamplesAreVersesOfTheLanguage reads what the bot says to type.
func TestTheExamplesAreVersesOfTheLanguage(t *testing.T) {
	catalogue, err := words.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range catalogue.Languages() {
		voice, in := catalogue.In(tag), scripture.In(tag)
		example := voice.Say("verse.example")
		ref, err := in.Parse(example)
		if err != nil || in.Write(ref) != example {
			t.Errorf("%s: %q is no reference as it is written there: %v", tag, example, err)
		}
		for _, key := range []string{"problem.verse", "param.verse_reference"} {
			if said := voice.Say(key, words.With{"Text": ""}); !strings.Contains(said, example) {
				t.Errorf("%s: %q has no %q", tag, said, example)
			}
		}
	}
}

func TestTheDeliveryShowsTheVerseThatPrayShows(t *testing.T) {
	for _, language := range scripture.Languages() {
		k := inEveryLanguage(t)
		k.req.Language = language
		k.say("/subscribe 07:00 lagos")
		if len(k.chat(t).Subscriptions) == 0 {
			t.Fatalf("%s: nothing is subscribed to", language)
		}
		sub, shown := k.chat(t).Subscriptions[0], 0
		for range 4 {
			slot, ok := sub.Next(k.req.Now)
			if !ok {
				t.Fatalf("%s: nothing comes", language)
			}
			k.req.Now, sub.Last = slot.Due, slot.Date
			delivered, err := k.core.Daily(t.Context(), k.chat(t), sub, slot, slot.Due)
			if asked := cites(k.say("/pray")); err != nil || cites(delivered) != asked {
				t.Errorf("%s: /pray shows %q, the delivery %q, %v", language, asked, cites(delivered), err)
			}
			if strings.Contains(cites(delivered), "World English Bible") != (language == scripture.English && cites(delivered) != "") {
				t.Errorf("%s: the delivery shows %q", language, cites(delivered))
			}
			if cites(delivered) != "" {
				shown++
			}
		}
		if shown == 0 {
			t.Errorf("%s: no verse is shown", language)
		}
	}
}

// In a group of another language a reference is read in that of who asks too.
func TestAReferenceIsReadInTheLanguageOfWhoAsks(t *testing.T) {
	k := newTalk(t)
	k.group("7", "member")
	k.req.Language = "fr"
	for _, line := range []string{"/verse Psaume 46:2", "/verse Psalm 46:1"} {
		if got := plain(k.say(line)); !strings.Contains(got, "46:") || strings.Contains(got, "Jean 3:16") {
			t.Errorf("%s: %s", line, got)
		}
	}
}
