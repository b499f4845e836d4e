package boltstore

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"prayerbot/bot/store"
	"prayerbot/bot/store/storetest"
)

// junk are values that no store has written.
var junk = []string{"", "?", "{", "null", "[]", "{}", "0", `"x"`, "\x00\xff\xfe", `{"At":5,"ID":7,"i":1,"t":{}}`, `[{"At":"x"}]`}

// strange are keys that no store has written.
var strange = []string{"?", "\x00", "telegram\x00", "telegram\x00x", "telegram\x00\x00\x00\x00\x00\x00\x00\x00\x01", "telegram\x00\x00\x00\x00\x00\x00\x00\x00\x01junk", "telegram\x00\x00\x00\x00\x00\x00\x00\x00\x01s/1/nobody", "telegram\x00s/x/7", "\x00x"}

// each is how many values of each bucket are tried.
var each = func() int {
	if os.Getenv("PRAYERBOT_SOAK") != "" {
		return 1000
	}
	return 3
}()

// Junk in any bucket, in the place of any value or under any key, holds up
// nothing but what it stands for.
func TestJunkAnywhereHoldsUpNoOther(t *testing.T) {
	v := &world{T: t, folder: copied(t, filepath.Join("testdata", "form3.db"))}
	v.reset(slog.New(slog.DiscardHandler))
	data, err := os.ReadFile(filepath.Join("testdata", "form3.db"))
	if err != nil {
		t.Fatal(err)
	}
	v.data = data
	storetest.RunPoisons(t, storetest.Victim{Poisons: v.poisons(), Reset: v.reset})
}

// A world is the file of form 3, again and again.
type world struct {
	*testing.T
	folder string
	data   []byte
	s      *Store
}

func (v *world) reset(log *slog.Logger) store.Store {
	if v.s != nil {
		v.s.Close()
		if err := os.WriteFile(filepath.Join(v.folder, fileName), v.data, 0o600); err != nil {
			v.Fatal(err)
		}
	}
	s, err := Open(v.folder, Log(log), func(s *Store) { s.db.NoSync, s.db.MaxBatchDelay = true, 0 })
	if err != nil {
		v.Fatal(err)
	}
	v.s = s
	v.Cleanup(func() { s.Close() })
	return s
}

// poisons go over every bucket and every value of the file.
func (v *world) poisons() (all []storetest.Poison) {
	err := v.s.db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, bucket *bbolt.Bucket) error {
			if _, known := kinds[string(name)]; !known {
				v.Errorf("nothing is known of the bucket %s", name)
			}
			for _, key := range strange {
				all = append(all, v.poison(string(name), key, "", ""))
			}
			tried := 0
			return bucket.ForEach(func(key, was []byte) error {
				if tried++; tried > each {
					return nil
				}
				for _, value := range junk {
					all = append(all, v.poison(string(name), string(key), value, string(was)))
				}
				for _, value := range storetest.SomeTwisted(string(was), tried) {
					p := v.poison(string(name), string(key), value, string(was))
					all = append(all, storetest.Twist(fmt.Sprintf("%s %q", name, key), string(was), value, p.Put))
				}
				return nil
			})
		})
	})
	if err != nil {
		v.Fatal(err)
	}
	return all
}

func (v *world) poison(bucket, key, value, was string) storetest.Poison {
	return storetest.Poison{What: fmt.Sprintf("%s %q is %q, was %s", bucket, key, value, was), Put: func() {
		err := v.s.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte(bucket)).Put([]byte(key), []byte(value)) })
		if err != nil {
			v.Fatal(err)
		}
	}}
}
