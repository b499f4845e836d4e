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
		{"en", "Psalm 91 v 1", "Psalm 91:1"},
		{"en", "psalm 91 vs. 1", "Psalm 91:1"},
		{"en", "1 john ch 4 verses 7-8", "1 John 4:7-8"},
		{"en", "Romans chapter 8", "Romans 8"},
		{"es", "Salmo 91 versículo 1", "Psalm 91:1"},
		{"es", "juan capitulo 3 versiculo 16", "John 3:16"},
		{"pt", "João capítulo 3 versículo 16", "John 3:16"},
		{"de", "Johannes Kapitel 3 Vers 16", "John 3:16"},
		{"de", "Röm 8 Vers 28", "Romans 8:28"},
		{"ru", "Иоанна глава 3 стих 16", "John 3:16"},
		{"ru", "Римлянам 8 ст. 28", "Romans 8:28"},
		{"ar", "يوحنا الأصحاح 3 الآية 16", "John 3:16"},
		{"ar", "يوحنا ٣ عدد ١٦", "John 3:16"},
		{"zh-Hans", "约翰福音第3章第16节", "John 3:16"},
		{"zh-Hans", "约翰福音3章16节", "John 3:16"},
		{"en", "John 3 versions 16", ""},
		{"en", "Romans verse", ""},
		{"en", "chapter 3", ""},
		{"en", "v 1", ""},
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
