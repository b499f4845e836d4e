// Package settings answers /settings: a panel of what a chat has set, made from
// the table of settings in package record.
//
// A new setting is one row of that table, its words and its effect; nothing here
// names a setting but those that take more than a closed list. It never sends
// and never decides what a setting does. A change is stored in one atomic step,
// so a crash leaves it whole or not made.
package settings
