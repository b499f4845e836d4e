package feed

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"

	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"
)

// readXML reads RSS, RDF or Atom, item by item.
func (r *reader) readXML(text []byte) error {
	doc, err := split(text)
	if errors.Is(err, ErrWebPage) {
		return r.pageError(text)
	}
	if err != nil {
		return err
	}
	r.Title, r.Language = doc.about()
	r.skip(CutOff, doc.cut)
	r.skip(TooLarge, doc.large)
	r.skip(TooMany, doc.further)
	for i, item := range doc.items {
		if r.full() {
			r.skip(TooMany, len(doc.items)-i)
			break
		}
		d, ok := doc.read(item)
		if !ok {
			r.skip(BrokenMarkup, 1)
			continue
		}
		r.take(d)
	}
	return nil
}

// about reads the feed's own title and language.
func (doc *document) about() (title, language string) {
	head := repaired(append(bytes.Clone(doc.head), doc.close...))
	if !sane(head) {
		return "", ""
	}
	if doc.atom {
		if f, err := new(atom.Parser).Parse(bytes.NewReader(head)); err == nil {
			return plainTitle(f.Title), languageTag(f.Language)
		}
		return "", ""
	}
	f, err := new(rss.Parser).Parse(bytes.NewReader(head))
	if err != nil {
		return "", ""
	}
	if f.Language == "" && f.DublinCoreExt != nil {
		f.Language = first(f.DublinCoreExt.Language)
	}
	return plainTitle(f.Title), languageTag(f.Language)
}

// langAttr is the language that an item itself names.
var langAttr = regexp.MustCompile(`^<[^>]*\sxml:lang\s*=\s*["']([A-Za-z0-9_-]+)["']`)

// read reads one item within the tags that are open around it.
func (doc *document) read(item []byte) (draft, bool) {
	d, ok := doc.parse(repaired(item))
	if m := langAttr.FindSubmatch(item); m != nil {
		d.language = string(m[1])
	}
	return d, ok
}

func (doc *document) parse(item []byte) (draft, bool) {
	if !sane(item) {
		return draft{}, false
	}
	whole := bytes.NewReader(bytes.Join([][]byte{doc.open, item, doc.close}, nil))
	if doc.atom {
		f, err := new(atom.Parser).Parse(whole)
		if err != nil || len(f.Entries) != 1 {
			return draft{}, false
		}
		return atomDraft(f.Entries[0]), true
	}
	f, err := new(rss.Parser).Parse(whole)
	if err != nil || len(f.Items) != 1 {
		return draft{}, false
	}
	return rssDraft(f.Items[0]), true
}

func rssDraft(item *rss.Item) draft {
	d := draft{title: item.Title, summary: item.Description, content: item.Content}
	d.links = append(d.links, extension(item.Extensions, "feedburner", "origLink"))
	d.links = append(d.links, item.Links...)
	if item.Source != nil {
		d.publisher = item.Source.Title
	}
	if d.summary == "" && d.content == "" {
		d.summary = described(item.Extensions)
	}
	if g := item.GUID; g != nil {
		d.guid = g.Value
		if !strings.EqualFold(g.IsPermalink, "false") {
			d.links = append(d.links, absolute(g.Value))
		}
	}
	for _, link := range item.Extensions["atom"]["link"] {
		if rel := link.Attrs["rel"]; rel == "" || rel == "alternate" {
			d.links = append(d.links, link.Attrs["href"])
		}
	}
	d.parsed, d.published = append(d.parsed, item.PubDateParsed), append(d.published, item.PubDate)
	for _, c := range item.Categories {
		d.categories = append(d.categories, c.Value)
	}
	if dc := item.DublinCoreExt; dc != nil {
		d.published = append(d.published, dc.Date...)
		d.categories = append(d.categories, dc.Subject...)
		d.language = first(dc.Language)
		if d.title == "" {
			d.title = first(dc.Title)
		}
		if d.summary == "" {
			d.summary = first(dc.Description)
		}
	}
	for _, name := range []string{"published", "updated"} {
		d.published = append(d.published, extension(item.Extensions, "atom", name))
	}
	return d
}

func atomDraft(e *atom.Entry) draft {
	d := draft{guid: e.ID, title: e.Title, summary: e.Summary}
	if e.Content != nil {
		d.content = e.Content.Value
	}
	if d.summary == "" && d.content == "" {
		d.summary = described(e.Extensions)
	}
	if e.Source != nil {
		d.publisher = e.Source.Title
	}
	d.links = append(d.links, extension(e.Extensions, "feedburner", "origLink"))
	for _, link := range e.Links {
		if link.Rel == "alternate" || link.Rel == "" {
			d.links = append(d.links, link.Href)
		}
	}
	d.links = append(d.links, absolute(e.ID))
	d.parsed = append(d.parsed, e.PublishedParsed, e.UpdatedParsed)
	d.published = append(d.published, e.Published, e.Updated)
	for _, c := range e.Categories {
		switch {
		case strings.Contains(c.Scheme, "/kind#"): // Blogger's word for what an entry is
		case c.Label != "":
			d.categories = append(d.categories, c.Label)
		default:
			d.categories = append(d.categories, c.Term)
		}
	}
	return d
}

// described is what a feed of films or pictures says of an item; "" where it says
// nothing.
func described(all ext.Extensions) string {
	if text := extension(all, "media", "description"); text != "" {
		return text
	}
	for _, group := range all["media"]["group"] {
		if found := group.Children["description"]; len(found) > 0 {
			return found[0].Value
		}
	}
	return ""
}

// extension is the value of a foreign element; "" where there is none.
func extension(all ext.Extensions, prefix, name string) string {
	if found := all[prefix][name]; len(found) > 0 {
		return found[0].Value
	}
	return ""
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}
