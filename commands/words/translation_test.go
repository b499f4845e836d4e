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

// englishOf are the sentences of English that one of a translation may stand for: its
// own, and that of many where it is a form in which the language counts.
func englishOf(english map[string]string, file, name string) (all []string) {
	if text, is := english[name]; is {
		all = append(all, text)
	}
	at := strings.LastIndexByte(name, '.')
	if form, more := name[at+1:], pluralForms(file); len(more) > 0 && (form == "one" || slices.Contains(more, form)) {
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
			if _, is := translated[name]; !is && !(onlyOther(file) && strings.HasSuffix(name, ".one")) {
				t.Errorf("%s lacks %s", file, name)
			}
			for _, form := range pluralForms(file) {
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
			comparePlaces(t, file, name, text, models)
		}
	}
}

// comparePlaces compares what is filled into a sentence, and its commands, with those of
// English that it may stand for.
func comparePlaces(t *testing.T, file, name, text string, models []string) {
	t.Helper()
	said := saysNumber(file, name[strings.LastIndexByte(name, '.')+1:])
	for _, part := range []*regexp.Regexp{placeholder, commandSaid} {
		got := found(part, text)
		same := func(model string) bool {
			want := found(part, model)
			if said && !slices.Contains(got, "{{.N}}") {
				want = slices.DeleteFunc(want, func(place string) bool { return place == "{{.N}}" })
			}
			return slices.Equal(want, got)
		}
		if len(models) > 0 && !slices.ContainsFunc(models, same) {
			t.Errorf("%s: %s has %v, which English has not: %s", file, name, got, models)
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
	"zh-Hans": {
		{regexp.MustCompile(`["«»„「」]`), "other quotes than “ ”"},
		{regexp.MustCompile(`“[^”]*(“|$)|(^|”)[^“]*”`), "a quote that “ or ” does not open or close"},
		{regexp.MustCompile(`\p{Han} ?[,.:;?()]|[,:;?()] ?\p{Han}`), "a sign that is not of full width"},
		{regexp.MustCompile(`[，。：；？、（）“”] | [，。：；？、（）”]`), "a space beside a sign of full width"},
		{regexp.MustCompile(`\p{Han}[A-Za-z/]|[A-Za-z]\p{Han}`), "no space between Chinese and Latin letters"},
		{regexp.MustCompile(`\p{Han} [0-9]+(个|项|则|年|月|周|天|次|人|字|分)`), "a space before a number that counts"},
		{regexp.MustCompile(`上帝|您|祢|祂|迫害`), "another word than the one that the head of the file names"},
	},
	"ar": {
		{regexp.MustCompile(`["“”„]`), "other quotes than « »"},
		{regexp.MustCompile(`« | »`), "a space within the quotes"},
		{regexp.MustCompile(`«[^»]*(«|$)|(^|»)[^«]*»`), "a quote that « or » does not open or close"},
		{regexp.MustCompile(`[\p{Arabic}»)][,;?]|\s[،؛؟]`), "a sign of another language, or a space before one"},
		{regexp.MustCompile(`[،؛؟][^\s»)]`), "a sign without a space behind it"},
		{regexp.MustCompile(`[٠-٩۰-۹]`), "another digit than those that are shown"},
		{regexp.MustCompile(`[\x{064C}\x{064E}\x{0650}\x{0652}]|\x{0640}[^ ا]`), "a vowel sign that nobody needs, or a stroke"},
		{regexp.MustCompile(`[بكلفس]0`), "a word that is joined to what is filled in"},
		{regexp.MustCompile(`(^|[^\pL\pM])(اضغط|اضغطي|اكتب|اكتبي|اختر|حاول|انتظر|عليك|لك|منك|إليك|عندك)([^\pL\pM]|$)`), "another form of address than the plural"},
		{regexp.MustCompile(`[^\pL\pM][وف]?(أيضا|أبدا|شيئا|جدا|معا|دائما|مشرفا|عضوا|مطلوبا|يوميا|لاحقا|حالا|وسما|رمزا|موعدا)([^\pL\pM]|$)`), "a word without its tanwin"},
		{regexp.MustCompile(`[تي]صلو[نا]|لم يصل أحد`), "to pray that is read as to arrive"},
		{regexp.MustCompile(`خادم|خوادم`), "a word that in a church is somebody who serves"},
	},
	"ko": {
		{regexp.MustCompile(`["«»„‘’「」]`), "other quotes than “ ”"},
		{regexp.MustCompile(`“\s|\s”`), "a space within the quotes"},
		{regexp.MustCompile(`“[^”]*(“|$)|(^|”)[^“]*”`), "a quote that “ or ” does not open or close"},
		{regexp.MustCompile(`[은는이가을를과와로]\((은|는|이|가|을|를|과|와|으로|로)\)|\((이|으)\)`), "two particles to choose from"},
		{regexp.MustCompile(`[0”](은|는|이|가|을|를|과|와|으로|로|이라는|라는|이라고|라고|이나|이랑|랑|였|이었|이여|여)(\P{L}|$)`), "a particle that changes with the sound of what is filled in"},
		{regexp.MustCompile(`/[a-z]+( [a-z]+)*(은|는|이|가|을|를|과|와|으로|로|에|의)(\P{L}|$)`), "a particle that is joined to a command"},
		{regexp.MustCompile(`[^다요오까0]\.( |$)[^가-힣0-9]*$|(한다|했다|된다|있다|없다)\.`), "a sentence that is not polite"},
		{regexp.MustCompile(`(^|\P{L})(당신|(너|너를|너의|네가|니가)(\P{L}|$)|너희|하느님)`), "another word for you or God"},
		{regexp.MustCompile(`[가-힣] [,.?:]|[,?][가-힣]`), "a space before a sign, or none behind it"},
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
			if name == "community.reserved" {
				pieces = strings.Split(text, ", ")
			} else if strings.HasPrefix(name, "place.") {
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
	ar := c.In("ar")
	for n, want := range map[int]string{0: "لم يصلّ أحد اليوم حتى الآن.", 1: "صلى اليوم شخص واحد.", 2: "صلى اليوم شخصان.", 3: "صلى اليوم 3 أشخاص.", 11: "صلى اليوم 11 شخصًا.", 100: "صلى اليوم 100 شخص.", 1103: "صلى اليوم 1,103 أشخاص."} {
		if got := words.Plain(ar.Count("prayed.everywhere", n)); got != words.Plain(want) {
			t.Errorf("%d: %q", n, got)
		}
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
