package bible

import (
	"embed"
	"io"
	"io/fs"
	"sync"
)

//go:embed *.bible
var builtin embed.FS

//go:embed README.md
var notice string

// Notice says which translations are built in, and by which terms.
func Notice() string { return notice }

// Open finds the translation of a language by its tag; false where none is built
// in. It is one Bible for all who ask.
func Open(tag string) (*Bible, bool) {
	b, ok := all()[tag]
	return b, ok
}

// all takes up the heads of what is built in. A damaged one is left out; the
// tests see to it that there is none.
var all = sync.OnceValue(func() map[string]*Bible {
	found := map[string]*Bible{}
	names, _ := fs.Glob(builtin, "*.bible")
	for _, name := range names {
		if b, err := open(builtin, name); err == nil {
			found[b.Tag] = b
		}
	}
	return found
})

// errNotAtRandom is what a file system answers that reads only from the start.
var errNotAtRandom = &fs.PathError{Op: "read at", Err: fs.ErrInvalid}

// open takes up one file. It stays open as long as the Bible is used.
func open(from fs.FS, name string) (*Bible, error) {
	file, err := from.Open(name)
	if err != nil {
		return nil, err
	}
	at, ok := file.(io.ReaderAt)
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, errNotAtRandom
	}
	return read(at, info.Size())
}
