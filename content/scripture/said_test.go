package scripture

import "testing"

// TestAReferenceIsReadAsItIsSaid: the words for chapter and verse may stand before their
// numbers, in every language.
func TestAReferenceIsReadAsItIsSaid(t *testing.T) {
	for _, tt := range []struct{ tag, text, want string }{
		{"en", "Psalm 91 v 1", "Psalm 91:1"},
		{"en", "psalm 91 vs. 1", "Psalm 91:1"},
		{"en", "John chapter 3 verse 16", "John 3:16"},
		{"en", "1 john ch 4 verses 7-8", "1 John 4:7-8"},
		{"en", "Romans chapter 8", "Romans 8"},
		{"es", "Salmo 91 versículo 1", "Psalm 91:1"},
		{"es", "juan capitulo 3 versiculo 16", "John 3:16"},
		{"fr", "Jean chapitre 3 verset 16", "John 3:16"},
		{"pt", "João capítulo 3 versículo 16", "John 3:16"},
		{"de", "Johannes Kapitel 3 Vers 16", "John 3:16"},
		{"de", "Röm 8 Vers 28", "Romans 8:28"},
		{"it", "Giovanni capitolo 3 versetto 16", "John 3:16"},
		{"ru", "Иоанна глава 3 стих 16", "John 3:16"},
		{"ru", "Римлянам 8 ст. 28", "Romans 8:28"},
		{"ko", "요한복음 3장 16절", "John 3:16"},
		{"ar", "يوحنا الأصحاح 3 الآية 16", "John 3:16"},
		{"ar", "يوحنا ٣ عدد ١٦", "John 3:16"},
		{"zh-Hans", "约翰福音第3章第16节", "John 3:16"},
		{"zh-Hans", "约翰福音3章16节", "John 3:16"},
	} {
		ref, err := In(tt.tag).Parse(tt.text)
		if err != nil || ref.String() != tt.want {
			t.Errorf("%s: %q is no %s: %v", tt.tag, tt.text, tt.want, err)
		}
	}
	for _, text := range []string{"John 3 versions 16", "Romans verse", "chapter 3", "v 1"} {
		if ref, err := In("en").Parse(text); err == nil {
			t.Errorf("%q is %s", text, ref)
		}
	}
}
