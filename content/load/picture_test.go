package load

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"prayerbot/content"
	"prayerbot/content/picture"
)

// drawn is a PNG of so many pixels each way, with a note that must not be passed
// on.
func drawn(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	const head = 8 + 25
	note := append([]byte{0, 0, 0, 7}, "tEXtGPS 52N\x00\x00\x00\x00"...)
	return append(append(bytes.Clone(b.Bytes()[:head]), note...), b.Bytes()[head:]...)
}

// postWith is a post whose front matter ends with more lines.
func postWith(lines string) string {
	return "---\ncountry: KP\ndate: 2026-11-24\nkind: news\ntitle: T\nexcerpt: E.\npublisher: P\nsource: factbook\n" + lines + "---\nText.\n"
}

// illustrated is a tree over the small good one with a post and files beside it.
func illustrated(t *testing.T, lines string, files map[string][]byte) (*content.Library, error) {
	t.Helper()
	tree := fstest.MapFS{"posts/a-picture-post.md": &fstest.MapFile{Data: []byte(postWith(lines))}}
	for name, data := range files {
		tree["posts/"+name] = &fstest.MapFile{Data: data}
	}
	return Library(good(), tree)
}

func TestAPostHasThePictureBesideIt(t *testing.T) {
	data := drawn(t, 40, 30)
	library, err := illustrated(t, "image: door.PNG\nalt: A church door\ncaption: The door in spring.\ncredit: Somebody\n", map[string][]byte{"door.PNG": data})
	if err != nil {
		t.Fatal(err)
	}
	post := library.Post("a-picture-post")
	p := post.Picture
	if p == nil || p.Alt != "A church door" || p.Link != "" || post.Caption != "The door in spring." || post.Credit != "Somebody" {
		t.Fatalf("it has %+v", p)
	}
	for range 2 {
		got, err := p.File.Bytes()
		if err != nil || picture.Type(got) != "image/png" || bytes.Contains(got, []byte("GPS")) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
	}
}

func TestAPictureMayBeAnAddress(t *testing.T) {
	library, err := illustrated(t, "image: https://example.org/door.jpg\nalt: A church door\n", nil)
	if err != nil {
		t.Fatal(err)
	}
	if p := library.Post("a-picture-post").Picture; p == nil || p.Link != "https://example.org/door.jpg" || p.File != nil {
		t.Errorf("it has %+v", p)
	}
}

func TestAPictureIsReadWhenItIsShown(t *testing.T) {
	file := &fstest.MapFile{Data: drawn(t, 40, 30)}
	tree := fstest.MapFS{"posts/a-picture-post.md": &fstest.MapFile{Data: []byte(postWith("image: a.png\nalt: A\n"))}, "posts/a.png": file}
	library, err := Library(good(), tree)
	if err != nil {
		t.Fatal(err)
	}
	p := library.Post("a-picture-post").Picture
	file.Data = drawn(t, 50, 20)
	got, err := p.File.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if c, _, err := image.DecodeConfig(bytes.NewReader(got)); err != nil || c.Width != 50 {
		t.Errorf("it is %+v, %v", c, err)
	}
	file.Data = file.Data[:60]
	if _, err := p.File.Bytes(); err == nil {
		t.Error("what is broken is given")
	}
	delete(tree, "posts/a.png")
	if _, err := p.File.Bytes(); err == nil {
		t.Error("what is not there is given")
	}
}

func TestAPictureThatDoesNotDecodeIsNotGiven(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	const head = 8 + 25
	data := append(bytes.Clone(b.Bytes()[:head]), "\x00\x00\x00\x02IDATxx\x00\x00\x00\x00\x00\x00\x00\x00IEND\xaeB`\x82"...)
	library, err := illustrated(t, "image: a.png\nalt: A\n", map[string][]byte{"a.png": data})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := library.Post("a-picture-post").Picture.File.Bytes(); err == nil {
		t.Error("it is given")
	}
}

func TestWhatIsWrongWithAPictureIsSaid(t *testing.T) {
	good := map[string][]byte{"a.png": drawn(t, 40, 30)}
	for name, tt := range map[string]struct {
		lines string
		files map[string][]byte
		want  string
	}{
		"no alt":            {"image: a.png\n", good, `posts/a-picture-post.md:2: "alt" is missing.`},
		"no image":          {"alt: A\n", good, "posts/a-picture-post.md:9: There is no picture of which alt"},
		"no file":           {"image: b.png\nalt: A\n", good, `posts/a-picture-post.md:9: There is no picture "b.png" beside the post.`},
		"another folder":    {"image: ../posts/a.png\nalt: A\n", good, `There is no picture "../posts/a.png" beside the post.`},
		"not https":         {"image: http://example.org/a.png\nalt: A\n", good, `posts/a-picture-post.md:9: "image" is not an https address.`},
		"a long alt":        {"image: a.png\nalt: " + strings.Repeat("a", 301) + "\n", good, `posts/a-picture-post.md:10: "alt" has 301 characters.`},
		"a long caption":    {"image: a.png\nalt: A\ncaption: " + strings.Repeat("a", 301) + "\n", good, `"caption" has 301 characters.`},
		"a long credit":     {"image: a.png\nalt: A\ncredit: " + strings.Repeat("a", 151) + "\n", good, `"credit" has 151 characters.`},
		"no picture at all": {"image: a.png\nalt: A\n", map[string][]byte{"a.png": []byte("<svg>")}, `The picture "a.png" cannot be shown: it is neither a JPEG nor a PNG.`},
		"too many bytes":    {"image: a.png\nalt: A\n", map[string][]byte{"a.png": append(drawn(t, 40, 30), make([]byte, picture.MaxBytes)...)}, `The picture "a.png" cannot be shown: it has more than 5 MB.`},
		"another ending":    {"", map[string][]byte{"a.gif": []byte("GIF89a")}, "posts/a.gif: The file's ending is wrong."},
	} {
		_, err := illustrated(t, tt.lines, tt.files)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAChangedPictureChangesTheStamp(t *testing.T) {
	tree := fstest.MapFS{"posts/a.png": &fstest.MapFile{Data: []byte("one")}}
	before := Stamp(tree)
	tree["posts/a.png"].Data = []byte("another")
	if Stamp(tree) == before {
		t.Error("it is the same")
	}
}
