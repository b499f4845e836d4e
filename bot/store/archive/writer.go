package archive

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"time"
)

// A Header is the first line.
type Header struct {
	Prayerbot string    `json:"prayerbot"` // "backup"
	Version   int       `json:"version"`
	Made      time.Time `json:"made"`
	// Key is that of the marks in the list of the forgotten.
	Key string `json:"key"`
}

// title is what Header.Prayerbot says.
const title = "backup"

// end is the last line.
type end struct {
	End     bool   `json:"end"`
	Records int    `json:"records"`
	SHA256  string `json:"sha256"` // of all lines before, in hexadecimal
}

// A Writer writes an archive.
type Writer struct {
	zip  *gzip.Writer
	sum  hash.Hash
	n    int
	line *json.Encoder
}

// NewWriter begins an archive with its header.
func NewWriter(to io.Writer, made time.Time, key string) (*Writer, error) {
	zip := gzip.NewWriter(to)
	w := &Writer{zip: zip, sum: sha256.New()}
	w.line = json.NewEncoder(io.MultiWriter(zip, w.sum))
	if err := w.line.Encode(Header{Prayerbot: title, Version: Version, Made: made.UTC(), Key: key}); err != nil {
		return nil, fmt.Errorf("write a backup: %w", err)
	}
	return w, nil
}

// Write writes a record.
func (w *Writer) Write(item Item) error {
	line, err := json.Marshal(item)
	if err == nil && len(line) >= longestLine {
		err = fmt.Errorf("a record of %d bytes is too long", len(line))
	}
	if err == nil {
		err = w.line.Encode(json.RawMessage(line))
	}
	if err != nil {
		return fmt.Errorf("write a backup: %w", err)
	}
	w.n++
	return nil
}

// Records is how many were written.
func (w *Writer) Records() int { return w.n }

// Close writes the end. It does not close what it writes to.
func (w *Writer) Close() error {
	if err := w.line.Encode(end{End: true, Records: w.n, SHA256: hex.EncodeToString(w.sum.Sum(nil))}); err != nil {
		return fmt.Errorf("write a backup: %w", err)
	}
	if err := w.zip.Close(); err != nil {
		return fmt.Errorf("write a backup: %w", err)
	}
	return nil
}
