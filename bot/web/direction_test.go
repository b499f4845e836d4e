package web_test

import (
	"net/http"
	"testing"
)

// TestATextRunsInItsOwnDirection reads pages in Arabic, of which some is not translated.
func TestATextRunsInItsOwnDirection(t *testing.T) {
	s := newStage(t, builtin(t))
	for path, want := range map[string]string{"/ar/countries/kp": "rtl", "/ar/privacy": "rtl", "/en/countries/kp": "ltr", "/zh-Hans/countries/kp": "ltr"} {
		for n := range s.page(path, http.StatusOK).Descendants() {
			if n.Data == "h1" && attr(n, "dir") != want {
				t.Errorf("the title of %s runs %s, want %s", path, attr(n, "dir"), want)
			}
		}
	}
	directions := map[string]bool{}
	for n := range s.page("/ar/countries/gr", http.StatusOK).Descendants() {
		if n.Data == "p" {
			directions[attr(n, "dir")] = true
		}
	}
	if !directions["rtl"] || !directions["ltr"] {
		t.Errorf("paragraphs of Arabic and English run %v", directions)
	}
}
