package feed

import (
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
)

// in writes a text in an encoding.
func in(t *testing.T, label, text string) string {
	t.Helper()
	e, _ := charset.Lookup(label)
	if e == nil {
		t.Fatal(label)
	}
	out, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(label, err)
	}
	return out
}

func feedWith(declaration, title string) string {
	return declaration + `<rss version="2.0"><channel><title>T</title><item><title>` + title + `</title><link>https://news.example/1</link></item></channel></rss>`
}

func TestAFeedIsReadInWhateverItIsWritten(t *testing.T) {
	const french, russian, chinese, japanese, korean = "Église “fermée” à N’Djaména – 5 €", "Пастор освобождён", "牧师被捕", "牧師が釈放された", "목사가 석방되었다"
	const named = `<?xml version="1.0" encoding="%"?>`
	says := func(label string) string { return strings.ReplaceAll(named, "%", label) }
	le := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	utf16, _ := le.NewEncoder().String(feedWith(says("utf-16"), french))
	bare16, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(feedWith("", russian))
	for _, tt := range []struct{ what, data, header, want string }{
		{"UTF-8", feedWith(says("UTF-8"), french), "", french},
		{"UTF-8 with a mark", "\uFEFF" + feedWith(says("UTF-8"), french), "text/xml; charset=iso-8859-1", french},
		{"UTF-8 that says it is Latin", feedWith(says("ISO-8859-1"), french), "", french},
		{"Windows-1252", in(t, "windows-1252", feedWith(says("windows-1252"), french)), "", french},
		{"Windows-1252 that says it is Latin-1", in(t, "windows-1252", feedWith(says("ISO-8859-1"), french)), "", french},
		{"Windows-1252 that says it is UTF-8", in(t, "windows-1252", feedWith(says("UTF-8"), french)), "application/rss+xml; charset=UTF-8", french},
		{"Windows-1252 that says nothing", in(t, "windows-1252", feedWith("", french)), "", french},
		{"Latin-1 in the header alone", in(t, "windows-1252", feedWith(`<?xml version="1.0"?>`, french)), "text/xml; charset=ISO-8859-1", french},
		{"UTF-8 with one old byte", strings.Replace(feedWith(says("UTF-8"), "Église à Lomé, caf#"), "#", "\xe9", 1), "", "Église à Lomé, café"},
		{"Latin-9", in(t, "iso-8859-15", feedWith(says("iso-8859-15"), "Œuvre à 5 €")), "", "Œuvre à 5 €"},
		{"KOI8-R", in(t, "koi8-r", feedWith(says("koi8-r"), russian)), "", russian},
		{"Windows-1251 in the header alone", in(t, "windows-1251", feedWith("", russian)), "text/xml;charset=windows-1251", russian},
		{"GBK", in(t, "gbk", feedWith(says("gb2312"), chinese)), "", chinese},
		{"Big5", in(t, "big5", feedWith(says("big5"), "牧師被捕")), "", "牧師被捕"},
		{"Shift-JIS", in(t, "shift_jis", feedWith(says("Shift_JIS"), japanese)), "", japanese},
		{"ISO-2022-JP", in(t, "iso-2022-jp", feedWith(says("iso-2022-jp"), japanese)), "", japanese},
		{"EUC-KR", in(t, "euc-kr", feedWith(says("euc-kr"), korean)), "", korean},
		{"UTF-16 with a mark", utf16, "", french},
		{"UTF-16 without a mark", bare16, "", russian},
		{"UTF-8 that says it is UTF-16", feedWith(says("utf-16"), french), "", french},
		{"an encoding that nobody knows", feedWith(says("x-martian"), french), "text/xml; charset=x-martian", french},
	} {
		t.Run(tt.what, func(t *testing.T) {
			r, err := Parse([]byte(tt.data), tt.header, base(t), now)
			if err != nil || len(r.Items) != 1 {
				t.Fatalf("got %+v, %v", r, err)
			}
			if got := r.Items[0].Title; got != tt.want {
				t.Errorf("got %q", got)
			}
		})
	}
}
