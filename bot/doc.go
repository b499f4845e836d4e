// Package bot starts everything and stops everything: for each platform the
// intake of what people say and the courier that brings what is due, each held
// by one process at a time.
//
// It never decides what to say. When the context ends, couriers stop leasing,
// finish what is in flight and settle it; on a crash the store knows what was
// in flight, and the next process goes on there.
package bot
