package archive

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
)

// ErrNotArchive is the error of what is no archive at all.
var ErrNotArchive = errors.New("this is no backup of prayerbot: give a file that prayerbot backup has made")

// ErrCut is the error of an archive that ends before its end, or whose checksum is
// another.
var ErrCut = errors.New("this backup is cut short or damaged: nothing of it was taken. Take another one")

// A NewerError is the error of an archive of a newer version.
type NewerError struct{ Found int }

func (e *NewerError) Error() string {
	return fmt.Sprintf("a newer prayerbot has made this backup (version %d, and this one knows version %d): use the newer program", e.Found, Version)
}

// longestLine bounds a line, in bytes: whatever a record may hold is far shorter.
const longestLine = 16 << 20

// A Reader reads an archive.
type Reader struct {
	Header Header
	lines  *bufio.Scanner
	sum    hash.Hash
	n      int
}

// NewReader reads the header. The errors are ErrNotArchive, ErrCut and *NewerError.
func NewReader(from io.Reader) (*Reader, error) {
	zip, err := gzip.NewReader(from)
	if err != nil {
		return nil, ErrNotArchive
	}
	r := &Reader{lines: bufio.NewScanner(zip), sum: sha256.New()}
	r.lines.Buffer(nil, longestLine)
	line, err := r.next()
	if err != nil {
		return nil, err
	}
	if json.Unmarshal(line, &r.Header) != nil || r.Header.Prayerbot != title || r.Header.Version < 1 {
		return nil, ErrNotArchive
	}
	if r.Header.Version > Version {
		return nil, &NewerError{r.Header.Version}
	}
	r.add(line)
	return r, nil
}

// Read is the next record; io.EOF behind the last one of an archive that is whole.
func (r *Reader) Read() (Item, error) {
	line, err := r.next()
	if err != nil {
		return Item{}, err
	}
	var item Item
	if bytes.HasPrefix(line, []byte(`{"end":`)) {
		return item, r.end(line)
	}
	if err := json.Unmarshal(line, &item); err != nil {
		return item, ErrCut
	}
	r.add(line)
	r.n++
	return item, nil
}

// end is io.EOF where the end is that of what was read.
func (r *Reader) end(line []byte) error {
	var is end
	if json.Unmarshal(line, &is) != nil || is.Records != r.n || is.SHA256 != hex.EncodeToString(r.sum.Sum(nil)) {
		return ErrCut
	}
	if r.lines.Scan() || r.lines.Err() != nil { // the checksum of gzip stands behind it
		return ErrCut
	}
	return io.EOF
}

func (r *Reader) next() ([]byte, error) {
	if !r.lines.Scan() {
		return nil, ErrCut
	}
	return r.lines.Bytes(), nil
}

func (r *Reader) add(line []byte) {
	r.sum.Write(line)
	r.sum.Write([]byte{'\n'})
}
