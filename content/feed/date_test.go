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
