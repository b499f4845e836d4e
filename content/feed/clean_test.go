package feed

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestForeignTextBecomesPlain(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Plain text.", "Plain text."},
		{"  two \n\t spaces\u00a0here ", "two spaces here"},
		{"<p>One</p><p>Two<br/>three</p>", "One Two three"},
		{"a <b>bo</b>ld wo<i>rd</i>", "a bold word"},
		{"&lt;b&gt;bold&lt;/b&gt; &amp;amp; more", "bold & more"},
		{"Church &amp;amp;amp; State", "Church & State"},
		{"It&#8217;s &ldquo;here&rdquo;", "It’s “here”"},
		{"It&amp;#8217;s", "It’s"},
		{"fewer than 5 < 10 & 7 > 3", "fewer than 5 < 10 & 7 > 3"},
		{"they <3 it", "they <3 it"},
		{"<script>alert(1)</script>x<style>y{}</style>", "x"},
		{"<figure><img src=a><figcaption>Credit</figcaption></figure>Text", "Text"},
		{`<a href="javascript:alert(1)" onclick="x()">link</a>`, "link"},
		{"<!-- note -->shown", "shown"},
		{"half a <b tag", "half a"},
		{"right\u202eleft\u2066\u200b\ufeff\u00ad", "rightleft"},
		{"bell\x07 nul\x00 esc\x1b[31m", "bell nul esc[31m"},
		{"line\u2028next", "line next"},
		{"\U000E0041tag\uE000\uFFFF\uFFFD", "tag"},
		{"می\u200cروم 👨\u200d👩\u200d👧", "می\u200cروم 👨\u200d👩\u200d👧"},
		{"e\u0301glise", "église"},
		{"z" + strings.Repeat("\u0334", 40) + "!", "z" + strings.Repeat("\u0334", 4) + "!"},
		{"invalid \xff bytes", "invalid bytes"},
		{"@everyone <@123>", "@everyone <@123>"},
		{"", ""},
	} {
		if got := Clean(tt.text); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestATitleKeepsWhatOnlyLooksLikeATag(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Intent: &lt;a&gt; as &lt;area&gt;; attendance &lt; 50 in &gt; 3 churches", "Intent: <a> as <area>; attendance < 50 in > 3 churches"},
		{"How <pray> became <go>", "How <pray> became <go>"},
		{"&amp;lt;dir&amp;gt; of churches", "<dir> of churches"},
		{"A <b>bold</b> word", "A bold word"},
		{"&lt;i&gt;Slanted&lt;/i&gt;", "Slanted"},
		{"Two<br>lines", "Two lines"},
		{`<a href="https://a.example/">Linked</a>`, "Linked"},
		{"&lt;script&gt;alert(1)&lt;/script&gt;Plain", "Plain"},
	} {
		if got := plainTitle(tt.text); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestWhatASiteAddsIsLeftOut(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{`They sang.<p>The post <a href="x">They sang</a> appeared first on <a href="y">Lamp News</a>.</p>`, "They sang."},
		{"Ils ont chanté. L’article Ils ont chanté est apparu en premier sur Lampe.", "Ils ont chanté."},
		{"They sang [&#8230;]", "They sang…"},
		{"They sang [...]", "They sang…"},
		{"They sang Read more", "They sang…"},
		{"They sang. Continue reading &#8594;", "They sang."},
		{"They sang… Read the full story »", "They sang…"},
		{"The post office in Jos reopened.", "The post office in Jos reopened."},
		{"He will read more Scripture.", "He will read more Scripture."},
	} {
		if got := body(tt.text, maxHTML); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestTextsAreCutWhereAReaderWouldPause(t *testing.T) {
	for _, tt := range []struct {
		text string
		most int
		want string
	}{
		{"Short.", 20, "Short."},
		{"One two three four.", 12, "One two…"},
		{"One two, three four.", 10, "One two…"},
		{"It ended here. And it went on for long.", 24, "It ended here. …"},
		{"He said “Stay here.” And it went on for long.", 30, "He said “Stay here.” …"},
		{"The Rev. John Smith of the U.S. and others went on.", 33, "The Rev. John Smith of the U.S.…"},
		{"Word" + strings.Repeat("x", 50), 10, "Wordxxxxx…"},
		{"第一句话。第二句话很长很长很长很长。", 10, "第一句话。第二句话…"},
		{"第一句话在这里。第二句话很长很长很长很长。", 13, "第一句话在这里。 …"},
		{"", 10, ""},
	} {
		got := shorten(tt.text, tt.most)
		if got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.text, got, tt.want)
		}
		if n := utf8.RuneCountInString(got); n > tt.most {
			t.Errorf("%q has %d characters", got, n)
		}
	}
}

func TestATitleLosesItsPublisher(t *testing.T) {
	for _, tt := range []struct{ title, feed, want string }{
		{"Church reopens - Lamp News", "Lamp News", "Church reopens"},
		{"Church reopens | Lamp News", "Lamp News", "Church reopens"},
		{"Church reopens Lamp News", "Lamp News", "Church reopens Lamp News"},
		{"Lamp News", "Lamp News", "Lamp News"},
		{"- Lamp News", "Lamp News", "- Lamp News"},
		{"Church reopens", "", "Church reopens"},
	} {
		if got := WithoutPublisher(tt.title, tt.feed); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.title, got, tt.want)
		}
	}
}

// shown tells what is wrong with a text that a reader is to see.
func shown(text string) string {
	switch {
	case !utf8.ValidString(text):
		return "is not valid"
	case strings.ContainsFunc(text, func(r rune) bool { return hidden(r) || unicode.IsControl(r) }):
		return "holds a hidden character"
	case text != strings.TrimSpace(text) || strings.Contains(text, "  "):
		return "has stray spaces"
	}
	return ""
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"<p>One &amp;lt;b&amp;gt; two</p>", "a < b > c &#x202e; d", "<![CDATA[x]]> <script>", "&amp;amp;amp;amp;lt;", "e\u0301\u0301\u0301", "x\u2028\u2029y", "<a href='x", "&#0;&#55357;&#x110000;"} {
		f.Add(seed, 50)
	}
	f.Fuzz(func(t *testing.T, text string, most int) {
		clean := Clean(text)
		if wrong := shown(clean); wrong != "" {
			t.Errorf("%q becomes %q, which %s", text, clean, wrong)
		}
		most = 3 + (most%1000+1000)%1000
		if short := shorten(clean, most); utf8.RuneCountInString(short) > most || shown(short) != "" {
			t.Errorf("%q is shortened to %q", clean, short)
		}
		body(text, most)
	})
}
