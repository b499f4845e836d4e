package reply_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/reply"
)

func TestAPictureIsCheckedAndSaysWhatIsToBeSeen(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	p, err := reply.NewPicture(b.Bytes(), "A church", "The church in spring.", "Picture: Somebody")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"A church", "The church in spring.", "Picture: Somebody"}, p.Texts(true)); diff != "" {
		t.Error(diff)
	}
	if _, err := reply.NewPicture([]byte("GIF89a"), "A church", "", ""); err == nil {
		t.Error("a GIF is taken")
	}
	for what, bad := range map[string]reply.Picture{
		"without alt":      {Data: b.Bytes()},
		"without source":   {Alt: "A church"},
		"of two sources":   {Alt: "A church", Data: b.Bytes(), Link: "https://example.org/a.jpg"},
		"not by https":     {Alt: "A church", Link: "http://example.org/a.jpg"},
		"with a long text": {Alt: "A church", Data: b.Bytes(), Caption: strings.Repeat("a", reply.MaxCaption+1)},
	} {
		if bad.Check() == nil {
			t.Errorf("a picture %s is taken", what)
		}
	}
}

func TestACountStandsBehindItsLabel(t *testing.T) {
	for count, want := range map[int]string{0: "I prayed", 12: "I prayed · 12"} {
		if got := (reply.Button{Label: "I prayed", Count: count}).Text(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAnotherNumberTakesThePlaceOfTheOneThatIsShown(t *testing.T) {
	for _, tt := range []struct {
		shown string
		n     int
		want  string
	}{
		{"I prayed", 3, "I prayed · 3"},
		{"I prayed · 3", 12, "I prayed · 12"},
		{"I prayed · 12", 0, "I prayed"},
		{"Psalm 3 · 4 verses", 5, "Psalm 3 · 4 verses · 5"},
	} {
		if got := reply.Recount(tt.shown, tt.n); got != tt.want {
			t.Errorf("%q with %d is %q", tt.shown, tt.n, got)
		}
	}
}
