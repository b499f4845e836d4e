package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The tables that ship hold extra.tsv as it is: putting it in again changes nothing.
func TestWhatIsKeptByHandIsInTheTables(t *testing.T) {
	const shipped = "../../content/gazetteer/data"
	out := t.TempDir()
	before := map[string][]byte{}
	for _, name := range []string{"places.tsv", "names.tsv"} {
		table, err := os.ReadFile(filepath.Join(shipped, name))
		if err != nil {
			t.Fatal(err)
		}
		before[name] = table
		if err := os.WriteFile(filepath.Join(out, name), table, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := merge(sources{out: out}); err != nil {
		t.Fatal(err)
	}
	for name, table := range before {
		merged, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(merged, table) {
			t.Errorf("%s is another one once extra.tsv is put in: %d bytes instead of %d", name, len(merged), len(table))
		}
	}
}
