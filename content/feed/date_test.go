package feed

import (
	"fmt"
	"testing"
	"time"
)

func TestDatesAreReadInEveryFormThatIsSeen(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Mon, 23 Nov 2026 10:00:00 +0000", "2026-11-23T10:00:00Z"},
		{"Mon, 23 Nov 2026 10:00:00 GMT", "2026-11-23T10:00:00Z"},
		{"Mon, 23 Nov 2026 10:00:00 EST", "2026-11-23T15:00:00Z"},
		{"23 Nov 2026 10:00 +0200", "2026-11-23T08:00:00Z"},
		{"Monday, November 23, 2026", "2026-11-23T00:00:00Z"},
		{"November 23, 2026", "2026-11-23T00:00:00Z"},
		{"2026-11-23", "2026-11-23T00:00:00Z"},
		{"20261123", "2026-11-23T00:00:00Z"},
		{"2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z"},
		{"2026-11-23T10:00:00.123+05:30", "2026-11-23T04:30:00Z"},
		{"2026-11-23T10:00:00.1234567", "2026-11-23T10:00:00Z"},
		{"2026-11-23T10:00:00+0530", "2026-11-23T04:30:00Z"},
		{"2026-11-23 10:00:00", "2026-11-23T10:00:00Z"},
		{"2026-11-23 10:00:00 UTC", "2026-11-23T10:00:00Z"},
		{"20261123T100000Z", "2026-11-23T10:00:00Z"},
		{"1795428000", "2026-11-23T10:00:00Z"},
		{"1795428000123", "2026-11-23T10:00:00Z"},
		{"lun., 23 nov. 2026 10:00:00 +0100", "2026-11-23T09:00:00Z"},
		{"23 novembre 2026", "2026-11-23T00:00:00Z"},
		{"lundi 1er juin 2026 à 8h30", "2026-06-01T08:30:00Z"},
		{"23 de noviembre de 2026", "2026-11-23T00:00:00Z"},
		{"5 août 2026", "2026-08-05T00:00:00Z"},
		{"3. März 2026 14:05", "2026-03-03T14:05:00Z"},
		{"12 dezembro 2025", "2025-12-12T00:00:00Z"},
		{"Mon, 11/23/2026 - 10:00", "2026-11-23T10:00:00Z"},
		{"Tue, 11/10/2026 - 10:00", "2026-11-10T10:00:00Z"},
		{"10/11/2026 10:00", "2026-11-10T10:00:00Z"},
		{"Mon, 23 Nov 2026", "2026-11-23T00:00:00Z"},
		{" \n Mon, 23 Nov 2026 10:00:00 +0000 \n", "2026-11-23T10:00:00Z"},
		{"Sun, 15 Nov 2026 03:15 PM", "2026-11-15T15:15:00Z"},
		{"Nov 15, 2026 12:05 a.m. EST", "2026-11-15T05:05:00Z"},
		{"15 Nov 2026, 3pm", "2026-11-15T15:00:00Z"},
		{"Monday, November 23, 2026 - 21:05", "2026-11-23T21:05:00Z"},
		{"November 23rd, 2026 9:05 PM PST", "2026-11-24T05:05:00Z"},
		{"Mon, 23 Nov 2026 10:00:00 IST", "2026-11-23T04:30:00Z"},
		{"Mon, 23 Nov 2026 10:00:00 EAT", "2026-11-23T07:00:00Z"},
		{"Mon, 23 Nov 2026 10:00:00 GMT+0100 (CET)", "2026-11-23T09:00:00Z"},
		{"Mon, 23 Nov 2026 10:00:00 AEDT", "2026-11-22T23:00:00Z"},
		{"2026-11-23 10:00 PKT", "2026-11-23T05:00:00Z"},
		{"pon, 23 lis 2026 21:05:00 +0100", "2026-11-23T20:05:00Z"},
		{"śr., 7 paź 2026 8:00:00 +0200", "2026-10-07T06:00:00Z"},
		{"Пн, 23 ноя 2026 21:05:00 +0300", "2026-11-23T18:05:00Z"},
		{"5 мая 2026 10:00", "2026-05-05T10:00:00Z"},
		{"Ke, 28 Lok 2026 11:34:37 +0000", "2026-10-28T11:34:37Z"},
		{"12 Ağustos 2026 10:00 +0300", "2026-08-12T07:00:00Z"},
		{"Sen, 5 Agu 2026 10:00:00 +0700", "2026-08-05T03:00:00Z"},
		{"ma 2 mrt 2026 10:00", "2026-03-02T10:00:00Z"},
		{"5 травня 2026 10:00", "2026-05-05T10:00:00Z"},
		{"martedì 3 febbraio 2026 alle 9:00", "2026-02-03T09:00:00Z"},
		{"seg, 12 out 2026 10:00:00 -0300", "2026-10-12T13:00:00Z"},
		{"Mi, 7 Okt 2026 10:00 MESZ", "2026-10-07T08:00:00Z"},
		{"mån 5 maj 2026 10:00", "2026-05-05T10:00:00Z"},
		{"7. října 2026 10:00", "2026-10-07T10:00:00Z"},
		{"23 نوفمبر 2026 10:00", "2026-11-23T10:00:00Z"},
		{"2026年11月23日 10:00", "2026-11-23T10:00:00Z"},
		{"2026년 11월 23일 오후 3:15", "2026-11-23T15:15:00Z"},
		{"23.11.2026 21:05", "2026-11-23T21:05:00Z"},
		{"23.11.2026, 21.05 Uhr", "2026-11-23T21:05:00Z"},
		{"2026/11/23 21:05", "2026-11-23T21:05:00Z"},
		{"11/10/2026 3:15 PM", "2026-10-11T15:15:00Z"},
		// A little ahead is now, far ahead and before all feeds is not known.
		{"Wed, 25 Nov 2026 10:00:00 +0000", "2026-11-24T12:00:00Z"},
		{"Tue, 24 Nov 2026 23:00:00 -1200", "2026-11-24T12:00:00Z"},
		{"2027-11-23T10:00:00Z", "0001-01-01T00:00:00Z"},
		{"Thu, 01 Jan 1970 00:00:00 +0000", "0001-01-01T00:00:00Z"},
		{"0000-00-00 00:00:00", "0001-01-01T00:00:00Z"},
		{"99999999999", "0001-01-01T00:00:00Z"},
		{"32 novembre 2026", "0001-01-01T00:00:00Z"},
		{"yesterday", "0001-01-01T00:00:00Z"},
		{"", "0001-01-01T00:00:00Z"},
	} {
		data := fmt.Sprintf(`<rss><channel><item><title>T</title><link>https://a.example/</link><pubDate>%s</pubDate></item></channel></rss>`, tt.text)
		r, err := Parse([]byte(data), "", nil, now)
		if err != nil || len(r.Items) != 1 {
			t.Fatal(r, err)
		}
		if got := r.Items[0].Published.Truncate(time.Second).Format(time.RFC3339); got != tt.want {
			t.Errorf("%q is read as %s, want %s", tt.text, got, tt.want)
		}
	}
}

// Some names of clocks mean others in other parts of the world.
func TestAClockIsThatOfTheFeedsOwnPlace(t *testing.T) {
	for _, tt := range []struct{ text, language, topLevel, want string }{
		{"Mon, 23 Nov 2026 10:00:00 IST", "en-IN", "", "04:30"},
		{"Mon, 23 Nov 2026 10:00:00 IST", "he", "", "08:00"},
		{"Mon, 23 Nov 2026 10:00:00 IST", "en", "il", "08:00"},
		{"Mon, 23 Nov 2026 10:00:00 IST", "en-IE", "ie", "09:00"},
		{"Mon, 23 Nov 2026 10:00:00 CST", "en-US", "com", "16:00"},
		{"Mon, 23 Nov 2026 10:00:00 CST", "zh-TW", "", "02:00"},
		{"Mon, 23 Nov 2026 10:00:00 BST", "bn", "", "04:00"},
	} {
		if got := parseDate(tt.text, tt.language, tt.topLevel).Format("15:04"); got != tt.want {
			t.Errorf("%q in %q at %q is read as %s, want %s", tt.text, tt.language, tt.topLevel, got, tt.want)
		}
	}
}

func TestAnItemWithoutADateOfItsOwnMayHaveAnother(t *testing.T) {
	for _, data := range []string{
		`<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><title>T</title><link>https://a.example/</link><dc:date>2026-11-23T10:00:00Z</dc:date></item></channel></rss>`,
		`<rss xmlns:a="http://www.w3.org/2005/Atom"><channel><item><title>T</title><link>https://a.example/</link><pubDate>soon</pubDate><a:updated>2026-11-23T10:00:00Z</a:updated></item></channel></rss>`,
		`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><link href="https://a.example/"/><published>2099-01-01T00:00:00Z</published><updated>2026-11-23T10:00:00Z</updated></entry></feed>`,
		`{"items":[{"title":"T","url":"https://a.example/","date_modified":"2026-11-23T10:00:00Z"}]}`,
	} {
		r, err := Parse([]byte(data), "", nil, now)
		if err != nil || len(r.Items) != 1 || r.Items[0].Published.Format(time.RFC3339) != "2026-11-23T10:00:00Z" {
			t.Errorf("%s\nis read as %+v, %v", data, r, err)
		}
	}
}
