package session

import "prayerbot/commands/words"

// Voices are what the bot says, in all of its languages.
type Voices struct {
	catalogue *words.Catalogue
	pages     string // the address of the pages on the web; "" is none
}

// VoiceIn says sentences in a language.
func (v *Voices) VoiceIn(language string) words.Voice { return v.catalogue.In(language) }

// Speaks tells whether the catalogue has a language.
func (v *Voices) Speaks(language string) bool { return v.catalogue.Speaks(language) }

// IsLabel tells whether a button's label names nothing: see words.
func (v *Voices) IsLabel(text string) bool { return v.catalogue.IsLabel(text) }

// Languages are those of the catalogue, English first.
func (v *Voices) Languages() []string { return v.catalogue.Languages() }

// Page is the address of a page ("/points/kp-camps") in the language that comes nearest
// to one; "" where there are no pages.
func (v *Voices) Page(language, path string) string {
	if v.pages == "" {
		return ""
	}
	return v.pages + "/" + v.catalogue.Nearest(language) + path
}
