package load

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"prayerbot/content"
)

// wordsPerMinute is how fast people read on a small screen.
const wordsPerMinute = 200

// maxPostKey keeps "news read <key>" within a button's 64 bytes.
const maxPostKey = 48

// A postReader reads the posts.
type postReader struct {
	trees     *trees
	parts     *content.Parts
	sources   *sourceReader
	points    *pointReader
	countries *countryReader
}

// readPosts reads the Markdown posts.
func (ld *postReader) readPosts() {
	for _, p := range ld.trees.filesIn("posts") {
		for _, v := range slices.Backward(ld.trees.files[p]) {
			f := ld.trees.at(v.tree, p)
			post, draft := ld.readPost(f, v.data)
			if draft {
				ld.parts.Drafts++
				continue
			}
			if post != nil {
				ld.addPost(f, post)
			}
			break
		}
	}
}

func (ld *postReader) addPost(f file, post *content.Post) {
	ld.parts.Posts = append(ld.parts.Posts, post)
	for _, point := range post.Points {
		ld.points.addPoint(f, point)
	}
}

// readPost reads front matter and paragraphs. It is nil where there is no
// post, where its country is hidden, and where the post itself is.
func (ld *postReader) readPost(f file, data []byte) (post *content.Post, draft bool) {
	front, body, ok := splitFront(data)
	if len(bytes.TrimSpace(data)) == 0 {
		f.fault(1, "The file is empty.", "Fill it in or remove it; prayerbot new post writes a template.")
		return nil, false
	}
	if !ok {
		what := "The file does not begin with front matter."
		if bytes.HasPrefix(data, []byte("---\n")) || bytes.HasPrefix(data, []byte("---\r\n")) {
			what = "The front matter has no end."
		}
		f.fault(1, what, "Begin the file with ---, the fields, and --- again.")
		return nil, false
	}
	f.shift = 1
	top := f.parse(front)
	if top == nil {
		return nil, false
	}
	s := f.section(top, postFields...)
	s.draft = s.yes("draft")
	if s.yes("hide") {
		ld.checkHide(s)
		return nil, false
	}
	post = ld.newPost(s, body)
	if post.Country == nil {
		post = nil
	}
	return post, s.draft
}

// checkHide refuses to hide what is not there.
func (ld *postReader) checkHide(s section) {
	if ld.trees.files[s.path][0].tree == s.tree {
		s.fault(s.lineOf("hide"), "There is nothing of this file name to hide.", "Name the file as the one that shall be hidden.")
	}
}

// postFields are what the front matter of a post may hold.
var postFields = []string{
	"country", "date", "kind", "title", "excerpt", "credit", "caption", "publisher", "link", "source", "image", "alt",
	"embargo", "expires", "urgent", "from", "until", "names", "points", "hide", "draft",
}

// newPost reads a post that is shown.
func (ld *postReader) newPost(s section, body []byte) *content.Post {
	post := &content.Post{
		Key: strings.TrimSuffix(path.Base(s.path), ".md"), Kind: content.PostKind(s.required("kind")), Title: s.required("title"),
		Excerpt: s.required("excerpt"), Credit: s.text("credit"), Caption: s.text("caption"),
		Publisher: s.required("publisher"), Link: s.text("link"), Text: paragraphs(body),
	}
	post.Source, post.Picture = ld.sources.sourceOf(s), ld.picture(s)
	ld.postCountry(s, post)
	postSection{s}.checkPost(post)
	for _, n := range s.items("points") {
		point := ld.points.readCountryPoint(s.section(n, pointFields...), countryOf(post, s))
		point.Post = post
		post.Points = append(post.Points, point)
	}
	postSection{s}.postTimes(post)
	post.ReadingMinutes = readingMinutes(post)
	return post
}

// readingMinutes is how long a post and its points take to read.
func readingMinutes(p *content.Post) int {
	n := 0
	for _, text := range p.Text {
		n += len(strings.Fields(text))
	}
	for _, point := range p.Points {
		n += len(strings.Fields(point.Text))
	}
	return max(1, (n+wordsPerMinute/2)/wordsPerMinute)
}

// countryOf is the post's country; where there is none of that key, one that
// stands in, so that the rest of the post can be checked.
func countryOf(p *content.Post, s section) *content.Country {
	if p.Country != nil {
		return p.Country
	}
	return &content.Country{Key: s.text("country")}
}

// splitFront parts front matter from the text behind it.
func splitFront(data []byte) (front, body []byte, ok bool) {
	data = append(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), '\n')
	rest, ok := bytes.CutPrefix(data, []byte("---\n"))
	if !ok {
		return nil, nil, false
	}
	return bytes.Cut(rest, []byte("\n---\n"))
}

// paragraphs parts a text at its empty lines.
func paragraphs(body []byte) []string {
	var all []string
	for _, p := range strings.Split(string(body), "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			all = append(all, p)
		}
	}
	return all
}

// postCountry finds the country and the date of a post.
func (ld *postReader) postCountry(s section, post *content.Post) {
	key := s.text("country")
	if key == "" && !s.draft {
		s.fault(s.lineOf("country"), `"country" is missing.`, "Add country: and the key of the country that the post is about, such as NG.")
	}
	post.Country = ld.countries.country(s, s.lineOf("country"), key)
	if s.required("date") != "" {
		post.Date = s.date("date")
	}
	checkFileDate(s, post.Date)
}

// dated is the beginning of a file's name that says a date.
var dated = regexp.MustCompile(`^(\d{4}-\d{1,2}-\d{1,2})(-|$)`)

// checkFileDate tells of a date that is another one than the file's name says.
func checkFileDate(s section, date content.Date) {
	name := strings.TrimSuffix(path.Base(s.path), ".md")
	found := dated.FindStringSubmatch(name)
	if found == nil || date.IsZero() || found[1] == date.String() {
		return
	}
	s.hint(s.lineOf("date"), fmt.Sprintf("The date is %s, and the file's name says %s.", date, found[1]), "Correct the one that is wrong.")
}

// A postSection is the head of a post.
type postSection struct{ section }

// checkPost refuses what no platform could show.
func (s postSection) checkPost(post *content.Post) {
	if post.Kind != content.PostPrayer && post.Kind != content.PostNews {
		s.fault(s.lineOf("kind"), fmt.Sprintf("The kind %q is not known.", post.Kind), "Write prayer or news.")
	}
	if len(post.Key) > maxPostKey || !wordForm.MatchString(post.Key) {
		s.fault(0, "The file's name is too long or has the wrong form.", fmt.Sprintf("Use at most %d of a-z, 0-9 and dashes.", maxPostKey))
	}
	s.checkLength("title", post.Title, 1, 100)
	s.checkLength("excerpt", post.Excerpt, 1, 280)
	s.checkLink("link", post.Link)
	if len(post.Text) == 0 {
		s.fault(0, "The post has no text.", "Write paragraphs below the front matter.")
	}
	for _, p := range post.Text {
		if !utf8.ValidString(p) {
			s.fault(0, "The text is not valid UTF-8.", "Save it as UTF-8.")
		}
		s.checkText(0, "text", p)
	}
}
