package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Who may read a file: its owner alone, or everybody, as content and units, which the
// bot reads as another user.
const (
	ownerOnly fs.FileMode = 0o600
	everybody fs.FileMode = 0o644
)

// writeWhole writes a file, on the disk when it returns, so that it is there whole or,
// after an error or a crash, as it was.
func writeWhole(name string, mode fs.FileMode, write func(io.Writer) error) (err error) {
	beside, err := os.CreateTemp(filepath.Dir(name), ".prayerbot-*") // for its owner alone until it is whole
	if err != nil {
		return fmt.Errorf("write a file: %w", err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(beside.Name())
		}
	}()
	if err = write(beside); err == nil {
		err = errors.Join(beside.Chmod(mode), beside.Sync())
	}
	if closed := beside.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(beside.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// writeText writes a text whole, and makes the folder of its file.
func writeText(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil { // #nosec G301 -- content may be read by everybody, and the bot is another user
		return fmt.Errorf("make the folder: %w", err)
	}
	return writeWhole(name, everybody, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}
