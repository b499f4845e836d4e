package feed

import (
	"net/url"
	"regexp"
	"strings"
)

// commentMark is the part of a link that leads to a comment on a page.
var commentMark = regexp.MustCompile(`^(comment|respond|discussion)([-_/=]?[0-9]|s?$)|^c[0-9]{6,}$`)

// commentTitle is how a comment is entitled by the programs that sites run on.
var commentTitle = regexp.MustCompile(`^(?i:(By|Par|Von|Por|Di|Da): |Comment (on|by) |Commentaires? sur |Kommentar (zu|von) |Comentario en |Comentário (em|sobre) |Commenti? su )`)

// isComment tells whether an item is what a reader wrote below a story.
func isComment(links []string, title string) bool {
	for _, link := range links {
		u, err := url.Parse(strings.TrimSpace(link))
		if err != nil || link == "" {
			continue
		}
		if commentMark.MatchString(u.Fragment) {
			return u.Fragment != "comments" && u.Fragment != "respond" || commentTitle.MatchString(title)
		}
	}
	return false
}

// alternate is a link of a page's head that leads to its feed.
var (
	linkTag  = regexp.MustCompile(`(?is)<(?:link|a)\s[^>]*>`)
	feedType = regexp.MustCompile(`(?i)type\s*=\s*["']?application/(rss|atom|rdf|feed)\+(xml|json)`)
	hrefAttr = regexp.MustCompile(`(?is)\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)
)

// pageError is what is wrong with a web page: that it is none of the feed, with
// the feed's address where the page names it. The feed of its comments is none.
func (r *reader) pageError(text []byte) error {
	for _, tag := range linkTag.FindAllString(string(text[:min(len(text), maxChunk)]), 500) {
		m := hrefAttr.FindStringSubmatch(tag)
		if m == nil || !feedType.MatchString(tag) || strings.Contains(strings.ToLower(tag), "comments") {
			continue
		}
		if address := r.link([]string{Clean(m[1] + m[2] + m[3])}); address != "" {
			return &PageError{address}
		}
	}
	return ErrWebPage
}
