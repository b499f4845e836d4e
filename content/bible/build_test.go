package bible

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"prayerbot/content/scripture"
)

// sources are the translations that are built in, with the names of the files that
// they are made from.
var sources = []struct {
	Translation
	file string
}{
	{Translation{"ar", "ترجمة فان دايك"}, "ar-svd.tsv.gz"},
	{Translation{"de", "Lutherbibel 1912"}, "de-luther1912.tsv.gz"},
	{Translation{"en", "World English Bible"}, "en-web.tsv.gz"},
	{Translation{"es", "Reina-Valera 1909"}, "es-rv1909.tsv.gz"},
	{Translation{"fr", "Louis Segond 1910"}, "fr-lsg1910.tsv.gz"},
	{Translation{"it", "Riveduta 1927"}, "it-riveduta.tsv.gz"},
	{Translation{"ko", "개역한글"}, "ko-krv.tsv.gz"},
	{Translation{"pt", "Bíblia Livre"}, "pt-blivre.tsv.gz"},
	{Translation{"ru", "Синодальный перевод"}, "ru-synodal.tsv.gz"},
	{Translation{"zh-Hans", "和合本"}, "zh-Hans-cuv.tsv.gz"},
}

// A source is a translation as it was found: verses by their places.
type source map[scripture.Place]string

// readSource reads a file of lines such as "Ps.23.1<TAB>text", gzip. The codes of
// the books are OSIS'.
func readSource(t *testing.T, file string) source {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	all, in := source{}, bufio.NewScanner(lines)
	for in.Scan() {
		name, text, _ := strings.Cut(in.Text(), "\t")
		all[sourcePlace(t, name)] = text
	}
	if in.Err() != nil {
		t.Fatal(in.Err())
	}
	return all
}

// sourcePlace reads "Ps.23.1", whatever English Bibles count there.
func sourcePlace(t *testing.T, name string) scripture.Place {
	t.Helper()
	parts := strings.Split(name, ".")
	if len(parts) != 3 {
		t.Fatalf("%q is no place", name)
	}
	place := placeOf(t, parts[0]+" 1:1")
	var err, wrong error
	place.Chapter, err = strconv.Atoi(parts[1])
	place.Verse, wrong = strconv.Atoi(parts[2])
	if err != nil || wrong != nil {
		t.Fatalf("%q is no place", name)
	}
	return place
}

func placeOf(t *testing.T, text string) scripture.Place {
	t.Helper()
	for place := range refOf(t, text).Places() {
		return place
	}
	return scripture.Place{}
}

func refOf(t *testing.T, text string) scripture.Ref {
	t.Helper()
	ref, err := scripture.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

// speaker is the name of who speaks in the Song of Songs, a heading that the
// source has inside the verses.
var speaker = regexp.MustCompile(`(^|[.!?] )(?:Beloved|Lover|Friends|Brothers) ([A-Z])`)

// mendEnglish takes out of the source of the World English Bible what is no part
// of a verse, and puts the end of Romans 14 where English Bibles have it.
func mendEnglish(t *testing.T, all source) {
	t.Helper()
	last := placeOf(t, "Revelation 22:21")
	all[last] = before(t, all[last], " The following words used in the World English Bible")
	whole := all[placeOf(t, "Romans 14:23")]
	rest := strings.TrimPrefix(whole, before(t, whole, " Now to him who is able")+" ")
	all[placeOf(t, "Romans 14:23")] = before(t, whole, " Now to him who is able")
	all[placeOf(t, "Romans 16:25")] = before(t, rest, " but now is revealed")
	rest = strings.TrimPrefix(rest, all[placeOf(t, "Romans 16:25")]+" ")
	all[placeOf(t, "Romans 16:26")] = before(t, rest, " to the only wise God")
	all[placeOf(t, "Romans 16:27")] = strings.TrimPrefix(rest, all[placeOf(t, "Romans 16:26")]+" ")
	song := placeOf(t, "Song of Songs 1:1").Book
	for place, text := range all {
		if place.Book == song {
			all[place] = speaker.ReplaceAllString(text, "$1$2")
		}
	}
}

// before is what of a text stands before a mark that must be there.
func before(t *testing.T, text, mark string) string {
	t.Helper()
	head, _, ok := strings.Cut(text, mark)
	if !ok {
		t.Fatalf("%q is not in %.80q", mark, text)
	}
	return head
}

// encode writes a file from verses in the numbering of English Bibles.
func encode(t *testing.T, of Translation, all source) []byte {
	t.Helper()
	head, books := fmt.Sprintf("%s\n%s\n%s\n", headLine, of.Tag, of.Name), bytes.Buffer{}
	for number := 1; number <= scripture.Books; number++ {
		text := bookText(all, number)
		was := books.Len()
		out, err := flate.NewWriter(&books, flate.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write(text); err != nil || out.Close() != nil {
			t.Fatal("the book could not be compressed", err)
		}
		head += fmt.Sprintf("%d %d %08x\n", books.Len()-was, len(text), crc32.ChecksumIEEE(text))
	}
	return append([]byte(head), books.Bytes()...)
}

// bookText is a book as a file holds it.
func bookText(all source, number int) []byte {
	var text bytes.Buffer
	chapter := 0
	for place := range scripture.Whole(number) {
		if place.Chapter != chapter && chapter != 0 {
			text.WriteByte(endOfChapter)
		}
		chapter = place.Chapter
		text.WriteString(all[place])
		text.WriteByte(endOfVerse)
	}
	text.WriteByte(endOfChapter)
	return text.Bytes()
}

// TestTheFilesAreThoseOfTheirSources makes the files anew where UPDATE_BIBLE names
// the folder of the sources, and sees that each verse comes back as it stands there:
//
//	UPDATE_BIBLE=/path/to/sources go test -run Sources ./content/bible
func TestTheFilesAreThoseOfTheirSources(t *testing.T) {
	folder := os.Getenv("UPDATE_BIBLE")
	if folder == "" {
		t.Skip("UPDATE_BIBLE names no folder; the checksums are tested all the same")
	}
	for _, s := range sources {
		all := inEnglishPlaces(t, s.Tag, readSource(t, filepath.Join(folder, s.file)))
		data := encode(t, s.Translation, all)
		if err := os.WriteFile(s.Tag+".bible", data, 0o644); err != nil {
			t.Fatal(err)
		}
		b, err := read(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for place, text := range verses(t, b) {
			found++
			if all[place] != text {
				t.Errorf("%s: %v is %q, in the source %q", s.Tag, place, text, all[place])
			}
		}
		if found != len(all) {
			t.Errorf("%s: the file has %d verses, its source %d", s.Tag, found, len(all))
		}
	}
}
