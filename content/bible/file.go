package bible

import (
	"bufio"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"

	"prayerbot/content/scripture"
)

// A file is a head of lines and then the books, each compressed on its own with
// DEFLATE:
//
//	prayerbot bible 1
//	en
//	World English Bible
//	56784 204532 9c1de3f0    for each of the 66 books: its compressed and its
//	...                      plain length in bytes, and its CRC-32 (IEEE)
//
// In a book every verse ends with "\n" and every chapter with "\f"; an empty
// verse is one that the translation lacks, and "^" one that it joins to the verse
// before. Chapters and verses are counted as English Bibles count them, and the
// title of a psalm is part of none.
const headLine = "prayerbot bible 1"

const (
	endOfVerse   = '\n'
	endOfChapter = '\f'
)

// joined is what stands for a verse that is part of the one before.
const joined = "^"

// maxBook is the longest text of a book in bytes, four times that of the Psalms
// in English and twice that of Arabic: a damaged head must not ask for all memory.
const maxBook = 1 << 20

var errNoBook = errors.New("there is no such book")

// A span says where a book lies in its file.
type span struct {
	at, size int64 // bytes, compressed
	plain    int   // bytes of the text
	sum      uint32
}

// read takes up a file of size bytes: its head, and not its books.
func read(file io.ReaderAt, size int64) (*Bible, error) {
	head := bufio.NewReader(io.NewSectionReader(file, 0, size))
	b, at := &Bible{file: file, kept: &kept}, int64(0)
	for i := range 3 + scripture.Books {
		line, err := head.ReadString('\n')
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		at += int64(len(line))
		if err := b.headLine(i, strings.TrimSuffix(line, "\n")); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	for i := range b.books {
		b.books[i].at = at
		at += b.books[i].size
	}
	if at != size {
		return nil, fmt.Errorf("the file has %d bytes, its head says %d", size, at)
	}
	return b, nil
}

// headLine reads line i of the head, from 0.
func (b *Bible) headLine(i int, line string) error {
	switch i {
	case 0:
		if line != headLine {
			return fmt.Errorf("it is not %q", headLine)
		}
	case 1:
		b.Tag = line
	case 2:
		b.Name = line
	default:
		s := &b.books[i-3]
		if _, err := fmt.Sscanf(line, "%d %d %x", &s.size, &s.plain, &s.sum); err != nil {
			return err
		}
		if s.size < 0 || s.size > maxBook || s.plain < 0 || s.plain > maxBook {
			return fmt.Errorf("a book has %d and %d bytes", s.size, s.plain)
		}
	}
	return nil
}

// book decompresses a book by its number, from 1.
func (b *Bible) book(number int) (string, error) {
	if number < 1 || number > len(b.books) {
		return "", errNoBook
	}
	s := b.books[number-1]
	in := flate.NewReader(bufio.NewReader(io.NewSectionReader(b.file, s.at, s.size)))
	var text strings.Builder
	text.Grow(s.plain)
	sum := crc32.NewIEEE()
	if _, err := io.CopyN(io.MultiWriter(&text, sum), in, int64(s.plain)); err != nil {
		return "", fmt.Errorf("book %d: %w", number, err)
	}
	if got := sum.Sum32(); got != s.sum {
		return "", fmt.Errorf("book %d: the checksum is %08x, not %08x", number, got, s.sum)
	}
	return text.String(), nil
}

// Check reads all books and says which are damaged.
func (b *Bible) Check() error {
	var all []error
	for i := range b.books {
		_, err := b.book(i + 1)
		all = append(all, err)
	}
	return errors.Join(all...)
}

// verseOf finds a verse in the text of its book; "" where there is none.
func verseOf(book string, place scripture.Place) string {
	chapter := part(book, place.Chapter, endOfChapter)
	return part(chapter, place.Verse, endOfVerse)
}

// part is the nth part of a text, from 1, of those that end with a sign; ""
// where there are fewer.
func part(text string, n int, end byte) string {
	for ; n > 1; n-- {
		i := strings.IndexByte(text, end)
		if i < 0 {
			return ""
		}
		text = text[i+1:]
	}
	if i := strings.IndexByte(text, end); i >= 0 && n == 1 {
		return text[:i]
	}
	return ""
}
