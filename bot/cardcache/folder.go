package cardcache

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// A folder keeps cards as files, up to a number of bytes. A file is the checksum of
// a card and the card. nil keeps none.
type folder struct {
	path string
	most int64 // bytes

	mu sync.Mutex // held while it changes
}

// ending is that of the files.
const ending = ".card"

// read gives a card; nil where it is not there, or not whole.
func (f *folder) read(key string) []byte {
	if f == nil {
		return nil
	}
	data, err := os.ReadFile(f.name(key))
	if err != nil || len(data) <= sha256.Size {
		return nil
	}
	sum := sha256.Sum256(data[sha256.Size:])
	if !bytes.Equal(sum[:], data[:sha256.Size]) {
		return nil
	}
	return data[sha256.Size:]
}

func (f *folder) name(key string) string { return filepath.Join(f.path, key+ending) }

// write keeps a card, and lets the oldest go where there is no more room.
func (f *folder) write(key string, data []byte) error {
	if f == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := os.MkdirAll(f.path, 0o700); err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	if err := f.put(key, append(sum[:], data...)); err != nil {
		return err
	}
	return f.shrink()
}

// put writes a file under another name first, so that it is there whole or not at
// all.
func (f *folder) put(key string, data []byte) error {
	half, err := os.CreateTemp(f.path, "half-*"+ending)
	if err != nil {
		return err
	}
	_, err = half.Write(data)
	err = errors.Join(err, half.Close())
	if err == nil {
		err = os.Rename(half.Name(), f.name(key))
	}
	if err != nil {
		return errors.Join(err, os.Remove(half.Name()))
	}
	return nil
}

// shrink removes the oldest files until the rest fits.
func (f *folder) shrink() error {
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return err
	}
	var files []fs.FileInfo
	size := int64(0)
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() && strings.HasSuffix(info.Name(), ending) {
			files, size = append(files, info), size+info.Size()
		}
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	for _, info := range files {
		if size <= f.most {
			break
		}
		if err := os.Remove(filepath.Join(f.path, info.Name())); err != nil {
			return err
		}
		size -= info.Size()
	}
	return nil
}
