package scripture

import (
	"slices"
	"strings"
	"testing"
)

// tongues are the tags of all languages.
var tongues = []string{"ar", "de", "en", "es", "fr", "it", "ko", "pt", "ru", "zh-Hans"}

func TestEveryLanguageNamesEveryBook(t *testing.T) {
	tags := Languages()
	slices.Sort(tags)
	if !slices.Equal(tags, tongues) {
		t.Fatalf("there are %v", tags)
	}
	for _, tag := range tags {
		l := In(tag)
		if l.Tag() != tag || len(l.cited) != Books || !strings.HasPrefix(l.reader, "https://") {
			t.Errorf("%s is %s with %d books and the reader %q", tag, l.Tag(), len(l.cited), l.reader)
		}
		cited := map[string]bool{}
		for number, name := range l.cited {
			if cited[name] || l.find(name) != number+1 {
				t.Errorf("%s: %q is book %d and %d", tag, name, number+1, l.find(name))
			}
			cited[name] = true
		}
	}
}

func TestNoNameMeansTwoBooks(t *testing.T) {
	for tag, text := range namesOf() {
		of, number := map[string]int{}, 0
		for line := range strings.Lines(text) {
			first, rest, _ := strings.Cut(strings.TrimSpace(line), ";")
			if strings.HasPrefix(line, "#") || first == "reader" || first == "between" {
				continue
			}
			number++
			for _, name := range append(strings.Split(rest, ","), first) {
				if was := of[accented(name)]; was != 0 && was != number || plain(name) == "" {
					t.Errorf("%s: %q is book %d and book %d", tag, name, was, number)
				}
				of[accented(name)] = number
			}
		}
	}
}

func TestATagFindsItsLanguage(t *testing.T) {
	for tag, want := range map[string]string{
		"": "en", "en": "en", "en-GB": "en", "xx": "en", "vi": "en", "pt-BR": "pt", "pt": "pt",
		"zh": "zh-Hans", "zh-CN": "zh-Hans", "zh-Hans": "zh-Hans", "de-AT": "de", "ar-EG": "ar",
	} {
		if got := In(tag).Tag(); got != want {
			t.Errorf("%q is %s, want %s", tag, got, want)
		}
	}
}

func TestReferencesAreReadAndWrittenAsTheLanguageHasThem(t *testing.T) {
	for _, tt := range []struct{ tag, typed, english, written string }{
		{"es", "juan 3:16", "John 3:16", "Juan 3:16"},
		{"es", "Jn 3.16", "John 3:16", "Juan 3:16"},
		{"es", "1 Juan 4:8", "1 John 4:8", "1 Juan 4:8"},
		{"es", "I Juan 4:8", "1 John 4:8", "1 Juan 4:8"},
		{"es", "1ª Corintios 13", "1 Corinthians 13", "1 Corintios 13"},
		{"es", "Salmos 23", "Psalm 23", "Salmo 23"},
		{"es", "genesis 1, 1", "Genesis 1:1", "Génesis 1:1"},
		{"es", "Judas 24-25", "Jude 24-25", "Judas 24-25"},
		{"es", "Mateo 5:43-6:4", "Matthew 5:43-6:4", "Mateo 5:43-6:4"},
		{"es", "John 3:16", "John 3:16", "Juan 3:16"},
		{"es", "Jonás 1:17", "Jonah 1:17", "Jonás 1:17"},
		{"fr", "Jean 3.16", "John 3:16", "Jean 3:16"},
		{"fr", "1 Jean 4:8", "1 John 4:8", "1 Jean 4:8"},
		{"fr", "Psaume 51:12", "Psalm 51:10", "Psaume 51:12"},
		{"fr", "Ps 23", "Psalm 23", "Psaume 23"},
		{"fr", "Esaïe 9:5", "Isaiah 9:6", "Ésaïe 9:5"},
		{"fr", "Joël 2:28", "Joel 2:28", "Joël 2:28"},
		{"fr", "Psaume 46", "Psalm 46", "Psaume 46"},
		{"pt", "João 3:16", "John 3:16", "João 3:16"},
		{"pt", "joao 3.16-17", "John 3:16-17", "João 3:16-17"},
		{"pt", "Jo 3:16", "John 3:16", "João 3:16"},
		{"pt", "Jó 1:1", "Job 1:1", "Jó 1:1"},
		{"ar", "رؤ 22: 21", "Revelation 22:21", "رؤيا يوحنا 22:21"},
		{"ar", "رو 8: 28", "Romans 8:28", "رومية 8:28"},
		{"pt", "1 Co 13.4–7", "1 Corinthians 13:4-7", "1 Coríntios 13:4-7"},
		{"pt", "Salmos 51:10", "Psalm 51:10", "Salmo 51:10"},
		{"de", "Johannes 3,16", "John 3:16", "Johannes 3,16"},
		{"de", "Joh 3,16-18", "John 3:16-18", "Johannes 3,16-18"},
		{"de", "1. Johannes 4,8", "1 John 4:8", "1. Johannes 4,8"},
		{"de", "1.Joh 4,8", "1 John 4:8", "1. Johannes 4,8"},
		{"de", "1 Mose 32,1", "Genesis 31:55", "1. Mose 32,1"},
		{"de", "Psalm 51,12", "Psalm 51:10", "Psalm 51,12"},
		{"de", "Psalm 51,1", "Psalm 51:1", "Psalm 51,3"}, // the title
		{"de", "Ps 51,1-3", "Psalm 51:1", "Psalm 51,3"},
		{"de", "Psalm 46", "Psalm 46", "Psalm 46"},
		{"de", "Jesaja 9,5", "Isaiah 9:6", "Jesaja 9,5"},
		{"de", "Joel 3,1", "Joel 2:28", "Joel 3,1"},
		{"de", "Joel 2,28", "Joel 2:28", "Joel 3,1"}, // as English Bibles count
		{"de", "Joel 4", "Joel 3", "Joel 4"},
		{"de", "Maleachi 3", "Malachi 3-4", "Maleachi 3"},
		{"de", "Micha 5,1", "Micah 5:2", "Micha 5,1"},
		{"de", "Apg 19,40", "Acts 19:40-41", "Apostelgeschichte 19,40"},
		{"de", "1. Samuel 20,42-21,1", "1 Samuel 20:42", "1. Samuel 20,42-21,1"},
		{"de", "Hiob 19,25", "Job 19:25", "Hiob 19,25"},
		{"it", "Giovanni 3:16", "John 3:16", "Giovanni 3:16"},
		{"it", "Gv 3,16", "John 3:16", "Giovanni 3:16"},
		{"it", "Salmi 51:10", "Psalm 51:10", "Salmo 51:10"},
		{"it", "Isaia 9:5", "Isaiah 9:6", "Isaia 9:5"},
		{"it", "1 Corinzi 13", "1 Corinthians 13", "1 Corinzi 13"},
		{"ko", "요한복음 3:16", "John 3:16", "요한복음 3:16"},
		{"ko", "요 3장 16절", "John 3:16", "요한복음 3:16"},
		{"ko", "요한일서 4:8", "1 John 4:8", "요한일서 4:8"},
		{"ko", "요한1서 4:8", "1 John 4:8", "요한일서 4:8"},
		{"ko", "시편 23편", "Psalm 23", "시편 23"},
		{"ko", "시편 23편 1-3절", "Psalm 23:1-3", "시편 23:1-3"},
		{"ko", "고후 13:13", "2 Corinthians 13:14", "고린도후서 13:13"},
		{"ar", "يوحنا 3: 16", "John 3:16", "يوحنا 3:16"},
		{"ar", "يوحنا ٣:١٦", "John 3:16", "يوحنا 3:16"},
		{"ar", "مزمور 23", "Psalm 23", "مزمور 23"},
		{"ar", "مزمور 67:1-2", "Psalm 67:1-2", "مزمور \u206867:1-2\u2069"},
		{"ar", "مزمور \u206867:1-2\u2069", "Psalm 67:1-2", "مزمور \u206867:1-2\u2069"},
		{"ar", "المزامير ٢٣", "Psalm 23", "مزمور 23"},
		{"ar", "1 كورنثوس 13", "1 Corinthians 13", "كورنثوس الأولى 13"},
		{"ru", "Иоанна 3:16", "John 3:16", "От Иоанна 3:16"},
		{"ru", "Ин. 3:16", "John 3:16", "От Иоанна 3:16"},
		{"ru", "1-е Иоанна 4:8", "1 John 4:8", "1-е Иоанна 4:8"},
		{"ru", "1 Иоанна 4:8", "1 John 4:8", "1-е Иоанна 4:8"},
		{"ru", "1Ин 4:8", "1 John 4:8", "1-е Иоанна 4:8"},
		{"ru", "Псалом 22", "Psalm 23", "Псалом 22"},
		{"ru", "Пс 22:1", "Psalm 23:1", "Псалом 22:1"},
		{"ru", "Псалом 50:12", "Psalm 51:10", "Псалом 50:12"},
		{"ru", "Псалтирь 90", "Psalm 91", "Псалом 90"},
		{"ru", "Псалом 9", "Psalm 9-10", "Псалом 9"},
		{"ru", "Psalm 10", "Psalm 10", "Псалом 9:22-39"},
		{"ru", "Psalm 116", "Psalm 116", "Псалом 114-115"},
		{"ru", "Даниил 3", "Daniel 3:1-4:3", "Даниил 3"},
		{"ru", "Psalm 23", "Psalm 23", "Псалом 22"},
		{"ru", "Римлянам 14:24", "Romans 16:25", "К Римлянам 14:24"},
		{"ru", "Romans 16", "Romans 16", "К Римлянам 16"},
		{"ru", "Рим 14", "Romans 14", "К Римлянам 14"},
		{"zh-Hans", "约翰福音3:16", "John 3:16", "约翰福音 3:16"},
		{"zh-Hans", "约翰福音３：１６", "John 3:16", "约翰福音 3:16"},
		{"zh-Hans", "约3章16节", "John 3:16", "约翰福音 3:16"},
		{"zh-Hans", "约翰一书 4:8", "1 John 4:8", "约翰一书 4:8"},
		{"zh-Hans", "诗篇23篇", "Psalm 23", "诗篇 23"},
		{"zh-Hans", "约翰福音三章十六节", "John 3:16", "约翰福音 3:16"},
		{"zh-Hans", "约翰福音三章16节", "John 3:16", "约翰福音 3:16"},
		{"zh-Hans", "诗篇二十三篇", "Psalm 23", "诗篇 23"},
		{"zh-Hans", "诗篇二十三", "Psalm 23", "诗篇 23"},
		{"zh-Hans", "诗篇一百一十九篇一百零五节", "Psalm 119:105", "诗篇 119:105"},
		{"zh-Hans", "约翰一书四章八节", "1 John 4:8", "约翰一书 4:8"},
		{"zh-Hans", "哥林多前书十三章四至七节", "1 Corinthians 13:4-7", "哥林多前书 13:4-7"},
		{"zh-Hans", "罗马书8章28到30节", "Romans 8:28-30", "罗马书 8:28-30"},
		{"en", "John 3.16", "John 3:16", "John 3:16"},
		{"en", "1 John 4, 8", "1 John 4:8", "1 John 4:8"},
		{"en", "Psalm 117:1-2", "Psalm 117:1-2", "Psalm 117:1-2"},
	} {
		l := In(tt.tag)
		ref, err := l.Parse(tt.typed)
		if err != nil || ref.String() != tt.english {
			t.Errorf("%s: %q is %v, %v, want %s", tt.tag, tt.typed, name(ref), err, tt.english)
			continue
		}
		if got := l.Write(ref); got != tt.written {
			t.Errorf("%s: %q is written %q, want %q", tt.tag, tt.typed, got, tt.written)
		}
	}
}

// name is a reference, or what says that there is none.
func name(r Ref) string {
	if r.book == nil {
		return "none"
	}
	return r.String()
}

func TestWhatNoLanguageHasIsNoReference(t *testing.T) {
	for _, tt := range []struct{ tag, text string }{
		{"es", "Juan 22:1"}, {"es", "Tomás 1:1"}, {"es", "Juan"}, {"es", "3:16"}, {"es", ""}, {"es", "Juan 3:16; Hechos 9:1"},
		{"de", "Psalm 151"}, {"de", "Joel 5"}, {"de", "Johannes 3,17-16"}, {"ru", "Пс 151"}, {"ru", "Псалом 22:40"},
		{"ru", "Притчи 4:28"}, {"ko", "요한복음 30장"}, {"zh-Hans", "约翰福音"}, {"ar", "يوحنا 30"}, {"es", "Juan 3:0"},
	} {
		if ref, err := In(tt.tag).Parse(tt.text); err == nil {
			t.Errorf("%s: %q is %s", tt.tag, tt.text, ref)
		}
	}
}

func TestWhatALanguageWritesItReads(t *testing.T) {
	for _, tag := range tongues {
		l := In(tag)
		for number := 1; number <= Books; number++ {
			for place := range Whole(number) {
				one := Ref{book: numbered(number), chapter: place.Chapter, verse: place.Verse}
				own := l.numbering.Own(place)
				if len(own) == 0 || l.numbering.moves(place) && (l.numbering.english[verseAt(own[0])] != verseAt(place) || l.numbering.last[verseAt(own[0])] != verseAt(place)) {
					continue // it is written with another one, or not at all
				}
				if again, err := l.Parse(l.Write(one)); err != nil || again != one {
					t.Fatalf("%s: %s is written %q, which is %s, %v", tag, one, l.Write(one), name(again), err)
				}
			}
		}
	}
}

func TestALinkLeadsToAReaderInTheLanguage(t *testing.T) {
	for _, tt := range []struct{ tag, ref, want string }{
		{"en", "John 11:35", "https://www.biblegateway.com/passage/?search=John+11%3A35&version=WEB"},
		{"es", "John 3:16-18", "https://www.bible.com/es/bible/149/JHN.3.16-18"},
		{"fr", "Psalm 51:10", "https://www.bible.com/fr/bible/93/PSA.51"},
		{"fr", "John 3:16", "https://www.bible.com/fr/bible/93/JHN.3.16"},
		{"fr", "Psalm 23", "https://www.bible.com/fr/bible/93/PSA.23"},
		{"pt", "Psalm 23", "https://www.bible.com/pt/bible/212/PSA.23"},
		{"de", "Psalm 51:10", "https://www.bibleserver.com/LUT/Psalm51%2C12"},
		{"de", "1 John 4:8", "https://www.bibleserver.com/LUT/1.Johannes4%2C8"},
		{"it", "Matthew 5:43-6:4", "https://www.bible.com/it/bible/122/MAT.5"},
		{"ko", "2 Corinthians 13:14", "https://www.bible.com/ko/bible/88/2CO.13.13"},
		{"ar", "Jude 24-25", "https://www.bible.com/ar/bible/13/JUD.1.24-25"},
		{"ru", "Psalm 23:1", "https://www.bible.com/ru/bible/400/PSA.22.1"},
		{"ru", "Psalm 105:15", "https://www.bible.com/ru/bible/400/PSA.104.15"},
		{"zh-Hans", "John 3:16", "https://www.bible.com/zh-CN/bible/48/JHN.3.16"},
	} {
		ref, err := Parse(tt.ref)
		if err != nil {
			t.Fatal(err)
		}
		if got := In(tt.tag).Link(ref); got != tt.want {
			t.Errorf("%s: %s leads to %s, want %s", tt.tag, tt.ref, got, tt.want)
		}
	}
}

func FuzzParseInALanguage(f *testing.F) {
	for _, seed := range []string{"Juan 3:16", "Johannes 3,16", "Пс 22:1", "요 3장 16절", "约3章16节", "1-е Иоанна 4:8", "يوحنا ٣:١٦", "Joel 4-5", "Psalm 51,1-3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, tag := range tongues {
			l := In(tag)
			ref, err := l.Parse(text)
			if err != nil {
				continue
			}
			if again, err := l.Parse(l.Write(ref)); err != nil || l.Write(again) != l.Write(ref) {
				t.Errorf("%s: %q reads as %s, written %q, which reads as %s, %v", tag, text, ref, l.Write(ref), name(again), err)
			}
		}
	})
}

// What other Bibles of a language count otherwise is read, and written as its own does.
func TestAVerseIsReadByTheNumberOfOtherBibles(t *testing.T) {
	for _, tt := range [][3]string{{"es", "3 Juan 15", "3 Juan 14"}, {"es", "3 Juan 1:15", "3 Juan 14"}, {"pt", "3 João 15", "3 João 14"}, {"es", "3 Juan 14", "3 Juan 14"}} {
		l := In(tt[0])
		if ref, err := l.Parse(tt[1]); err != nil || l.Write(ref) != tt[2] {
			t.Errorf("%s: %q is %q (%v), want %q", tt[0], tt[1], l.Write(ref), err, tt[2])
		}
	}
	if _, err := In("es").Parse("3 Juan 16"); err == nil {
		t.Error("there is a verse 16")
	}
}
