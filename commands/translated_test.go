package commands_test

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"prayerbot/commands/reply"
	"prayerbot/commands/words/wordstest"
	"prayerbot/content"
	"prayerbot/content/load"
)

// madeUp are translations of all content into the made-up language of the tests:
// so what is shown past them shows.
type madeUp struct{}

func (madeUp) Languages() []string { return []string{wordstest.Tag} }

func (madeUp) Find(lang string, u content.Unit) (map[string]string, bool) {
	if lang != wordstest.Tag {
		return nil, false
	}
	texts := map[string]string{}
	for _, f := range u.Fields {
		texts[f.Name] = madeUpText(f.Text)
	}
	return texts, true
}

// madeUpText is a text of the content in the made-up language. No word of it is
// English, and it stands in no brackets: a button may cut it.
func madeUpText(text string) string { return vowels.Replace(text) }

var vowels = strings.NewReplacer("a", "á", "e", "é", "i", "í", "o", "ó", "u", "ú", "y", "ý", "A", "Á", "E", "É", "I", "Í", "O", "Ó", "U", "Ú")

// inMadeUp is the built-in content, which is there in the made-up language.
var inMadeUp = sync.OnceValue(func() *content.Library {
	parts := builtin().Parts
	parts.Translations = madeUp{}
	return content.New(parts)
})

// someSpanish is the built-in content with one point of every four in Spanish.
func someSpanish(t *testing.T) *content.Library {
	t.Helper()
	parts := builtin().Parts
	parts.Translations = someOf{}
	return content.New(parts)
}

type someOf struct{}

func (someOf) Languages() []string { return []string{"es"} }

func (someOf) Find(lang string, u content.Unit) (map[string]string, bool) {
	if lang != "es" || u.Hash() > "4" {
		return nil, false
	}
	texts := map[string]string{}
	for _, f := range u.Fields {
		texts[f.Name] = "Oh Dios: " + f.Text
	}
	return texts, true
}

// notes counts how often a reply says that some of it is in English.
func notes(r reply.Reply) int {
	return strings.Count(plain(r), "some of it is in English") + strings.Count(plain(r), "una parte está en inglés")
}

func TestContentComesInTheChatsLanguageAndSaysOnceWhatIsNot(t *testing.T) {
	k := newTalk(t)
	library := someSpanish(t)
	k.world.library = func() *content.Library { return library }
	k.req.Language = "es-MX"
	spanish, english := 0, 0
	for i := range 60 {
		date := k.date().Add(i)
		said := k.say("/pray " + date.String())
		want := 1
		if point := library.Daily(date, content.Selection{}, k.date()); point.Unit().Hash() <= "4" {
			spanish++
			if !strings.Contains(said.Title+said.Blocks[0].Text, "Oh Dios: ") {
				t.Errorf("%s: %s", date, plain(said))
			}
			whole := !strings.Contains(said.Title, ": ") || point.Occasion == nil || point.Occasion.NameUnit().Hash() <= "4"
			if whole && point.Post == nil {
				want = 0
			}
			if point.Post != nil {
				continue // the title of its story may be in English
			}
		} else {
			english++
		}
		if n := notes(said); n != want {
			t.Errorf("%s says %d times that some is in English, not %d: %s", date, n, want, plain(said))
		}
	}
	if spanish < 5 || english < 5 {
		t.Errorf("%d are in Spanish and %d in English", spanish, english)
	}
	for _, language := range []string{"", "en", "en-GB", "sv"} {
		k.req.Language = language
		if said := k.say("/country Chad"); notes(said) > 0 || strings.Contains(plain(said), "Oh Dios") {
			t.Errorf("in %q: %s", language, plain(said))
		}
	}
}

// A date is told in a language by the clock as it is by hand, whatever of it is
// translated.
func TestADeliveryIsInTheLanguageOfTheChat(t *testing.T) {
	k := newTalk(t)
	library := someSpanish(t)
	k.world.library = func() *content.Library { return library }
	k.req.Language, k.req.Private = "es", true
	k.say("/subscribe 7:00 UTC")
	k.sameAsAsked(t, 40)
}

func TestWhatIsOfAnotherEnglishIsNotShown(t *testing.T) {
	point := builtin().Country("TD").Points[0]
	entry := func(of string) fstest.MapFS {
		text := point.ID + ":\n  of: \"" + of + "\"\n  title: \"De som ber\"\n  text: >-\n    Herre, bevara de dina i Chad.\n"
		return fstest.MapFS{"lang/sv/countries/chad.yaml": {Data: []byte(text)}}
	}
	for of, want := range map[string]string{point.Unit().Hash(): "Herre, bevara de dina i Chad.", "00000000": point.Text} {
		library, err := load.Library(content.Builtin(), entry(of))
		if err != nil {
			t.Fatal(err)
		}
		k := newTalk(t)
		k.world.library = func() *content.Library { return library }
		k.req.Language = "sv"
		if said := k.payload(reply.PayloadVersion + "point " + point.ID); !strings.Contains(plain(said), want) {
			t.Errorf("of %s it says %s", of, plain(said))
		}
	}
}
