package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// writeWhole writes a file so that it is there whole or, after an error or a
// crash, as it was.
func writeWhole(name string, write func(io.Writer) error) (err error) {
	beside, err := os.CreateTemp(filepath.Dir(name), ".prayerbot-*")
	if err != nil {
		return fmt.Errorf("write a file: %w", err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(beside.Name())
		}
	}()
	if err = write(beside); err == nil {
		err = beside.Chmod(0o644) // content may be read by everybody, and the bot is another user
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
	return writeWhole(name, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}
