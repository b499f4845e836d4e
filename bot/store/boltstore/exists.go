package boltstore

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Exists tells whether a folder holds the file of a store, without opening it.
// A file that cannot be looked at counts.
func Exists(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, fileName))
	return !errors.Is(err, fs.ErrNotExist)
}
