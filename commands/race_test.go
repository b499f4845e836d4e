//go:build race

package commands_test

// raced tells whether the race detector watches.
const raced = true
