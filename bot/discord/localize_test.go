package discord

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/reply"
)

func TestCommandsAreDescribedInTheLanguagesOfTheCore(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for range 2 {
		if err := b.receiver.introduce(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	all, puts := b.srv.Commands()
	if puts != 1 {
		t.Errorf("they were written %d times", puts)
	}
	said := map[string]map[string]string{}
	for _, c := range all {
		if c.Names != nil {
			t.Errorf("/%s has other names: %v", c.Name, c.Names)
		}
		said[c.Name] = c.Descriptions
		for _, o := range c.Options {
			if o.Names != nil {
				t.Errorf("%s of /%s has other names: %v", o.Name, c.Name, o.Names)
			}
			said[c.Name+" "+o.Name] = o.Descriptions
			for _, choice := range o.Choices {
				said[c.Name+" "+o.Name+" "+choice.Value] = choice.Names
			}
		}
	}
	want := map[string]map[string]string{
		"pray": {"de": "Beten"}, "pray country": {"de": "Ein Land"}, "subscribe": nil, "subscribe time": nil, "subscribe role": nil,
		"subscribe channel": nil, "subscribe days": nil, "subscribe days weekdays": {"de": "Werktags"}, "announce": nil, "announce text": nil, "forget": nil, "panic": nil,
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Error(diff)
	}
}

// What is registered is compared in all languages: another description in one of them
// is written anew.
func TestADescriptionThatDiffersInOneLanguageIsWrittenAnew(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	r := b.receiver.registrar
	before := normal(r.slashCommands())
	r.core = summed{r.core}
	if normal(r.slashCommands()) == before {
		t.Error("what differs in German is taken for the same")
	}
}

// summed is a core that says one thing otherwise in German.
type summed struct{ Core }

func (s summed) Table(language string) []reply.Row {
	rows := s.Core.Table(language)
	if language == "de" {
		rows[0].Summary = "Bete"
	}
	return rows
}

func TestLanguagesGoByDiscordsNames(t *testing.T) {
	for language, want := range map[string]string{"en": "", "de": "de", "fr": "fr", "es": "es-ES es-419", "pt": "pt-BR", "zh-Hans": "zh-CN", "ar": "", "qps": "", "": ""} {
		var got []string
		for _, locale := range localesOf(language) {
			got = append(got, string(locale))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q is %q", language, got)
		}
	}
}
