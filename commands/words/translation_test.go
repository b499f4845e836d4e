package words_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"prayerbot/commands/words"
)

// sentencesOf are the sentences of a language's file by group, name and form of the
// plural: "button.send.one".
func sentencesOf(t *testing.T, file string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var groups map[string]any
	if err := yaml.Load(data, &groups); err != nil {
		t.Fatal(err)
	}
	delete(groups, "grammar")
	all := map[string]string{}
	var walk func(name string, value any)
	walk = func(name string, value any) {
		if inner, is := value.(map[string]any); is {
			for key, one := range inner {
				walk(strings.TrimPrefix(name+"."+key, "."), one)
			}
			return
		}
		text, is := value.(string)
		if !is {
			t.Errorf("%s: %s is no text: %v", file, name, value)
		}
		all[name] = text
	}
	walk("", groups)
	return all
}

// translations are the files of the languages that are translated.
func translations(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(files, func(file string) bool { return file == "en.yaml" })
}

var (
	placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)
	commandSaid = regexp.MustCompile(`/[a-z]+\b`)
)

// found are the parts of a text, each once, in order.
func found(part *regexp.Regexp, text string) []string {
	all := part.FindAllString(text, -1)
	slices.Sort(all)
	return slices.Compact(all)
}

// ownForms are names that a language may have in another form beside those of English.
var ownForms = regexp.MustCompile(`^(month_alone|weekday_each)\.\d+$`)

// pluralForms are the forms in which languages count, beside those of English; "other"
// is then that of fractions, and "one" may count more than one.
var pluralForms = map[string][]string{"ru.yaml": {"few", "many"}}

// englishOf are the sentences of English that one of a translation may stand for: its
// own, and that of many where it is a form in which the language counts.
func englishOf(english map[string]string, file, name string) (all []string) {
	if text, is := english[name]; is {
		all = append(all, text)
	}
	at := strings.LastIndexByte(name, '.')
	if form := name[at+1:]; pluralForms[file] != nil && (form == "one" || slices.Contains(pluralForms[file], form)) {
		if text, is := english[name[:at]+".other"]; is {
			all = append(all, text)
		}
	}
	return all
}

func TestATranslationHasTheKeysPlaceholdersAndCommandsOfEnglish(t *testing.T) {
	english := sentencesOf(t, "en.yaml")
	for _, file := range translations(t) {
		translated := sentencesOf(t, file)
		for name := range english {
			if _, is := translated[name]; !is {
				t.Errorf("%s lacks %s", file, name)
			}
			for _, form := range pluralForms[file] {
				if base, is := strings.CutSuffix(name, ".other"); is && translated[base+"."+form] == "" {
					t.Errorf("%s lacks %s.%s", file, base, form)
				}
			}
		}
		for name, text := range translated {
			models := englishOf(english, file, name)
			if len(models) == 0 && !ownForms.MatchString(name) {
				t.Errorf("%s has %s, which English has not", file, name)
			}
			for _, part := range []*regexp.Regexp{placeholder, commandSaid} {
				got := found(part, text)
				if len(models) > 0 && !slices.ContainsFunc(models, func(model string) bool { return slices.Equal(found(part, model), got) }) {
					t.Errorf("%s: %s has %v, which English has not: %s", file, name, got, models)
				}
			}
		}
	}
}

// A language that has a form of its own of a month or a weekday has it of each.
func TestANameInAnotherFormIsThereOfEach(t *testing.T) {
	for _, file := range translations(t) {
		counts := map[string]int{}
		for name := range sentencesOf(t, file) {
			if form := ownForms.FindStringSubmatch(name); form != nil {
				counts[form[1]]++
			}
		}
		for form, n := range counts {
			if want := map[string]int{"month_alone": 12, "weekday_each": 7}[form]; n != want {
				t.Errorf("%s has %s of %d, want %d", file, form, n, want)
			}
		}
	}
}

// englishWords are small words of English. They are whole words: "not" stands in "notícias", before a letter that is none of ASCII.
var englishWords = regexp.MustCompile(`(?i)(?:^|\P{L})(the|of|and|is|are|you|your|this|that|with|not|what|which|chat's|it|or|was|will|can|have|every|prayer|day|country|church)(?:\P{L}|$)`)

// ownWords are those of them that a language has too, by its file.
var ownWords = map[string][]string{
	"de.yaml": {"was", "will"},
}

// keptEnglish are the words that stay as they are typed to the bot.
var keptEnglish = regexp.MustCompile(`/[a-z]+( (pause|resume|change|now|create|join|leave|for|code|new|rename|two|on|off|transfer|close|takeover|stop|status|skip|end|edit|ask|urgent|yes|undo|add|remove|silent|quiet))*|\b[a-z]+:[A-Za-z0-9:-]+`)

func TestNoEnglishIsLeftInATranslation(t *testing.T) {
	english := sentencesOf(t, "en.yaml")
	for _, file := range translations(t) {
		for name, text := range sentencesOf(t, file) {
			plain := keptEnglish.ReplaceAllString(placeholder.ReplaceAllString(text, ""), "")
			for _, found := range englishWords.FindAllStringSubmatch(plain, -1) {
				if !slices.Contains(ownWords[file], strings.ToLower(found[1])) {
					t.Errorf("%s: %s has the English word %q: %s", file, name, found[1], text)
				}
			}
			if text == english[name] && len(strings.Fields(plain)) > 1 && strings.IndexFunc(plain, isLower) >= 0 {
				t.Errorf("%s: %s is that of English: %s", file, name, text)
			}
		}
	}
}

func isLower(r rune) bool { return r >= 'a' && r <= 'z' }

// A typography is how a language writes its signs.
type typography struct {
	wrong *regexp.Regexp
	why   string
}

// typographies are the rules of all languages ("") and of single ones.
var typographies = map[string][]typography{
	"": {
		{regexp.MustCompile(`!|¡`), "an exclamation mark"},
		{regexp.MustCompile(`\s{2}|^\s|\s$`), "a space too many"},
		{regexp.MustCompile(` [,.;]( |$)`), "a space before a sign"},
		{regexp.MustCompile("[*_`<>]"), "markup"},
	},
	"de": {
		{regexp.MustCompile(`["”«»‹›]`), "other quotes than „ “"},
		{regexp.MustCompile(`„\s|\s“`), "a space within the quotes"},
		{regexp.MustCompile(`„[^“]*(„|$)|(^|“)[^„]*“`), "a quote that „ or “ does not open or close"},
		{regexp.MustCompile(`[0-9}]%| %`), "a percent sign without a space that holds it"},
		{regexp.MustCompile(`[\p{Ll},] (Sie|Ihnen|Ihr(e[mnrs]?)?|Du|Dir|Dich|Dein(e[mnrs]?)?)(\P{L}|$)`), "another form of address than du"},
	},
	"pt": {
		{regexp.MustCompile(`["«»„‘]`), "other quotes than “ ”"},
		{regexp.MustCompile(`“ | ”`), "a space within the quotes"},
		{regexp.MustCompile(`[0-9}] %`), "a percent sign with a space"},
		{regexp.MustCompile(`[¿¡]| [?:]`), "a sign of another language, or a space before one"},
	},
	"it": {
		{regexp.MustCompile(`["“”„‘]`), "other quotes than « »"},
		{regexp.MustCompile(`«\s|\s»`), "a space within the quotes"},
		{regexp.MustCompile(`«[^»]*(«|$)|(^|»)[^«]*»`), "a quote that « or » does not open or close"},
		{regexp.MustCompile(`\pL'|'\pL`), "a straight apostrophe"},
		{regexp.MustCompile(`’\s`), "a space behind an apostrophe"},
		{regexp.MustCompile(`[¿¡]|\s[?:%]`), "a sign of another language, or a space before one"},
		{regexp.MustCompile(`\pL[,;?]\pL`), "a sign without a space behind it"},
		{regexp.MustCompile(`(^|\P{L})(qual’è|E’|(?i:perchè|poichè|finchè|affinchè|nè|sè|pò|stà|quì|quà|sù|un’altro|un’annuncio))(\P{L}|$)`), "an accent or an apostrophe that is wrong"},
		{regexp.MustCompile(`(?i)(^|\P{L})(il|del|dello|della|al|allo|alla|dal|dalla|nel|nella|sul|sulla) [aeiouàèéìòù]\pL*`), "an article that loses its vowel"},
		{regexp.MustCompile(`(?i)(^|\P{L})(il|del|al|dal|sul) 0`), "an article before a number, with which it changes"},
		{regexp.MustCompile(`[\p{Ll},] (Lei|Suo|Sua|Suoi|Sue|Le|Voi|Vostr[oaie])(\P{L}|$)|(?i:(^|\P{L})(voi|vostr[oaie]|scrivete|premete|potete|volete)(\P{L}|$))`), "another form of address than tu"},
	},
	"ru": {
		{regexp.MustCompile(`["“”„]`), "other quotes than « »"},
		{regexp.MustCompile(`«\s|\s»`), "a space within the quotes"},
		{regexp.MustCompile(`«[^»]*(«|$)|(^|»)[^«]*»`), "a quote that « or » does not open or close"},
		{regexp.MustCompile(`\p{Cyrillic}[a-zA-Z]|[a-zA-Z]\p{Cyrillic}`), "letters of two scripts in one word"},
		{regexp.MustCompile(`[^\x{202F}]%`), "no narrow space before a percent sign"},
		{regexp.MustCompile(`[\pL0»] - |–`), "another dash than —"},
		{regexp.MustCompile(`[¿¡]|\s[?:]`), "a sign of another language, or a space before one"},
		{regexp.MustCompile(`[\p{Ll},] (Вы|Вас|Вам|Вами|Ваш\p{L}*)(\P{L}|$)|(?i:(^|\P{L})(ты|тебя|тебе|тобой|твой|твоя|твоё|твои|твоего)(\P{L}|$))`), "another form of address than вы"},
		{regexp.MustCompile(`(?i)(^|\P{L})(еще|ее|нее|мое|твое|свое|чем-нибудь еще|приведет|найдет|придет|уйдет|идет|дойдет|пришлет|ведет|ждет|живет|живем|нем|причем|вперед|темный|сестер|четверг[а-я]*ё)(\P{L}|$)`), "ё without its dots"},
	},
	"es": {
		{regexp.MustCompile(`["“”„]`), "other quotes than « »"},
		{regexp.MustCompile(`« | »`), "a space within the quotes"},
		{regexp.MustCompile(`(^|[.:] )[^¿?]*\?`), "a question that ¿ does not open"},
		{regexp.MustCompile(`¿[^?]*$`), "a question that ? does not close"},
		{regexp.MustCompile(`[0-9}]%`), "a percent sign without a space"},
	},
	"fr": {
		{regexp.MustCompile(`["“”„]`), "other quotes than « »"},
		{regexp.MustCompile(`«[^\x{202F}]|[^\x{202F}]»`), "no narrow space within the quotes"},
		{regexp.MustCompile(`[^\x{202F}][;?%]`), "no narrow space before a sign"},
		{regexp.MustCompile(`[^\x{202F}0-9a-z]:`), "no narrow space before a colon"},
		{regexp.MustCompile(`[0-9\pL]:( |$)`), "a colon without a space"},
		{regexp.MustCompile(`\pL'\pL`), "a straight apostrophe"},
		{regexp.MustCompile(`(^|\P{L})E(glise|tat|crivez)`), "a capital letter without its accent"},
		{regexp.MustCompile(`(?i)(^|\P{L})(tu|ton|ta|tes|toi)(\P{L}|$)`), "tu for a person"},
	},
}

func TestATranslationIsWrittenWithTheSignsOfItsLanguage(t *testing.T) {
	for _, file := range translations(t) {
		rules := slices.Concat(typographies[""], typographies[strings.TrimSuffix(file, ".yaml")])
		for name, text := range sentencesOf(t, file) {
			pieces := []string{text}
			if strings.HasPrefix(name, "place.") {
				pieces = strings.Split(text, "; ") // its lists are parted as in every language
			}
			for _, rule := range rules {
				for _, piece := range pieces {
					if at := rule.wrong.FindString(placeholder.ReplaceAllString(piece, "0")); at != "" {
						t.Errorf("%s: %s has %s: %s", file, name, rule.why, piece)
					}
				}
			}
		}
	}
}

// The platforms cut what is longer: buttons to be read whole, the descriptions of
// Discord, those of Telegram.
func TestATranslationFitsThePlatforms(t *testing.T) {
	limits := map[string]int{"button.": 40, "row.": 100, "param.": 100, "choice.": 100, "profile.long": 512, "profile.brief": 120, "join.form": 45, "announce.form": 45, "setting.value_": 40}
	for _, file := range translations(t) {
		for name, text := range sentencesOf(t, file) {
			for begin, limit := range limits {
				n := len([]rune(placeholder.ReplaceAllString(text, "")))
				if strings.HasPrefix(name, begin) && (n < 1 && !strings.Contains(text, "{{") || n > limit) {
					t.Errorf("%s: %s has %d characters of %d: %s", file, name, n, limit, text)
				}
			}
		}
	}
}

func TestATranslationCountsEveryNumber(t *testing.T) {
	c, err := words.New()
	if err != nil {
		t.Fatal(err)
	}
	english := sentencesOf(t, "en.yaml")
	for _, lang := range c.Languages() {
		v := c.In(lang)
		for name := range english {
			base, is := strings.CutSuffix(name, ".other")
			if !is {
				continue
			}
			for _, n := range []int{0, 1, 2, 5, 21, 1000, 1000000, 2500000} {
				if said := v.Count(base, n); strings.HasPrefix(said, "[") || lang != "en" && said == c.In("en").Count(base, n) && !strings.Contains(said, v.Number(n)) {
					t.Errorf("%s: %s of %d is %q", lang, base, n, said)
				}
			}
		}
	}
	if got := c.In("fr").Count("prayed.everywhere", 1234567); got != "1\u202f234\u202f567 personnes ont prié aujourd’hui." {
		t.Errorf("in French: %q", got)
	}
	es := c.In("es")
	for n, want := range map[int]string{1: "1 persona ha orado hoy.", 0: "0 personas han orado hoy.", 1000000: "1.000.000 personas han orado hoy."} {
		if got := es.Count("prayed.everywhere", n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
	ru := c.In("ru")
	for n, want := range map[int]string{
		1: "Сегодня молился 1 человек.", 3: "Сегодня молились 3 человека.", 5: "Сегодня молились 5 человек.", 11: "Сегодня молились 11 человек.",
		21: "Сегодня молился 21 человек.", 22: "Сегодня молились 22 человека.", 1234: "Сегодня молились 1\u202f234 человека.",
	} {
		if got := ru.Count("prayed.everywhere", n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}
