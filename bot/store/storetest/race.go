//go:build race

package storetest

// raced tells whether the race detector watches.
const raced = true
