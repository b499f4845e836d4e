// Package translation looks after the content in other languages: what is done,
// stale or missing, whether a text can be a translation of its English, and one
// file for a translator to work in.
//
// It judges only what can be counted or looked up: numbers, names, lengths,
// signs, words of a glossary. Whether a text says what the English says is for a
// person who reads it. It reads the trees that it is given and writes nothing;
// there is nothing that a crash could leave half-done.
package translation
