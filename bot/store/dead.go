package store

import (
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"slices"
	"strings"
	"time"

	"prayerbot/bot/doctor"
	"prayerbot/bot/outbox"
)

// A Dead is a record that was set aside: it cannot be read, or is a delivery that
// was given up. Its key may name a chat, so it is shown on the machine alone.
type Dead struct {
	Kind, Mark string // as in the log
	Key        string
	Reason     string    // why a delivery was given up; "" for what cannot be read
	At         time.Time // zero where that is not known
	// Delivery is what was given up; nil is what cannot be read.
	Delivery *outbox.Delivery
	// Place is where it lies, for the store alone.
	Place Place
}

// A Place is where a store keeps something: under a key, or in a part of what is
// there; "" is the whole.
type Place struct{ Key, Part string }

// ErrHeld is the error of Retry where the delivery is on its way at this moment.
var ErrHeld = errors.New("it is on its way at this moment")

// markOf is the mark of a key under a salt.
func markOf(salt, key string) string {
	sum := sha256.Sum256([]byte(salt + key))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:markLength])
}

// SaltSize is the length of the salt of the marks, in characters.
const SaltSize = 26

// DeadResult says in one result how much was set aside; the marks lead to the
// records, and no key is named.
func DeadResult(all []Dead) doctor.Result {
	if len(all) == 0 {
		return doctor.Well("nothing was set aside")
	}
	var marks []string
	for _, d := range all[:min(len(all), mostMarks)] {
		marks = append(marks, d.Kind+" "+d.Mark)
	}
	slices.Sort(marks)
	return doctor.Warn("set aside: %s", strings.Join(slices.Compact(marks), ", ")).With("Type prayerbot dead show MARK on this machine to see what it is.")
}

// mostMarks is how many marks are named at most.
const mostMarks = 10
