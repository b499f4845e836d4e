package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// The name of what is to be read, where it leads to nothing or to what it cannot mean, is
// a wrong value. What is wrong inside a file is not, nor that one cannot be written.

// openNamed opens a file that somebody has named; instead says which to name.
func openNamed(name, instead string) (*os.File, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, configFaults{fmt.Sprintf("There is no file %s. %s", name, instead)}
	case err == nil && info.IsDir():
		return nil, configFaults{fmt.Sprintf("%s is a folder. %s", name, instead)}
	}
	return os.Open(name) // #nosec G304 -- the operator names it
}

// isFolder tells whether a name leads to a folder.
func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
