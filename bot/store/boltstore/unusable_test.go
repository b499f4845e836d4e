package boltstore

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

// remedied tells whether an error names the folder and says what to do.
func remedied(err error, folder string) bool {
	return err != nil && strings.Contains(err.Error(), folder) && strings.Contains(err.Error(), "Look whether its disk is full")
}

// A first start on a full disk leaves nothing that a later one takes for damaged.
func TestAFileThatCannotBeMadeIsNoDamagedOneLater(t *testing.T) {
	if alone(t) {
		return
	}
	folder, free := t.TempDir(), fillDisk(t)
	if _, err := Open(folder); !remedied(err, folder) {
		t.Errorf("it says %v", err)
	}
	free()
	s, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

// A start that cannot write what it has to says what to do.
func TestAFileThatCannotBeBroughtToItsFormSaysWhatToDo(t *testing.T) {
	if alone(t) {
		return
	}
	folder := t.TempDir()
	db, err := bbolt.Open(filepath.Join(folder, fileName), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	free := fillDisk(t)
	if _, err := Open(folder); !remedied(err, folder) {
		t.Errorf("it says %v", err)
	}
	free()
	s, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

// A folder that is none says so with what to do.
func TestAFolderThatIsNoneSaysWhatToDo(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(folder); !remedied(err, folder) {
		t.Errorf("it says %v", err)
	}
}
