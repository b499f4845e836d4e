package scripture

import "testing"

// TestAReferenceIsReadAsItIsSaidAloud: the words for chapter and verse stand where the signs
// do else.
func TestAReferenceIsReadAsItIsSaidAloud(t *testing.T) {
	for _, c := range []struct{ tag, text, want string }{
		{"de", "Johannes 16 Vers 33", "John 16:33"},
		{"de", "Johannes Kapitel 16, Vers 33", "John 16:33"},
		{"de", "Johannes 16. Kapitel Vers 33", ""},
		{"de", "Römer 8, Verse 35-39", "Romans 8:35-39"},
		{"ru", "Послание к Римлянам 8 глава 35 стих", "Romans 8:35"},
		{"ru", "от Иоанна, глава 16 стих 33", "John 16:33"},
		{"ru", "Римлянам 8-я глава, 35-й стих", "Romans 8:35"},
		{"en", "John chapter 3 verse 16", "John 3:16"},
		{"fr", "Jean chapitre 3 verset 16", "John 3:16"},
		{"es", "Juan capítulo 3 versículo 16", "John 3:16"},
		{"it", "Giovanni capitolo 3 versetto 16", "John 3:16"},
		{"en", "John 3:16", "John 3:16"},
		{"ko", "요한복음 3장 16절", "John 3:16"},
	} {
		ref, err := In(c.tag).Parse(c.text)
		got := ""
		if err == nil {
			got = ref.String()
		}
		if got != c.want {
			t.Errorf("%s: %q is %q, want %q (%v)", c.tag, c.text, got, c.want, err)
		}
	}
}
