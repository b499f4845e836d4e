package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// link is the first of an item's links that leads to a page of the web,
// without tracking parameters; "" where none does.
func (r *reader) link(links []string) string {
	for _, link := range links {
		link = tidy(link)
		if link == "" || len(link) > MaxLink {
			continue
		}
		u, err := url.Parse(strings.ReplaceAll(link, " ", "%20"))
		if err != nil {
			continue
		}
		if r.base != nil {
			u = r.base.ResolveReference(u)
		}
		if !ofTheWeb(u) || !asciiHost(u) {
			continue
		}
		untrack(u)
		if s := u.String(); len(s) <= MaxLink {
			return s
		}
	}
	return ""
}

// absolute is an identity that is a link too; "" where it is only a name.
func absolute(id string) string {
	id = strings.TrimSpace(id)
	if strings.HasPrefix(id, "https://") || strings.HasPrefix(id, "http://") {
		return id
	}
	return ""
}

// ofTheWeb tells whether a link may be shown. One with a user name pretends to
// lead elsewhere.
func ofTheWeb(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil
}

// asciiHost writes a host in other letters as the network knows it, "xn--...":
// messengers refuse such links, or lead them elsewhere. False where it is no host.
func asciiHost(u *url.URL) bool {
	name := u.Hostname()
	if isASCII(name) {
		return true
	}
	ascii, err := idna.Lookup.ToASCII(name)
	if err != nil {
		return false
	}
	if port := u.Port(); port != "" {
		ascii += ":" + port
	}
	u.Host = ascii
	return true
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
}

// guid is an item's identity within its feed: what the feed gives, where that is
// a name of its own; else its link, with what the feed gives.
func guid(given, link string) string {
	switch g := tidy(given); {
	case telling(g):
		return short(g)
	case emptyGUID(g):
		return short(link)
	default:
		return short(g + " " + link)
	}
}

// short is an identity that is bounded: a longer one is hashed.
func short(g string) string {
	if len(g) <= MaxGUID {
		return g
	}
	sum := sha256.Sum256([]byte(g))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// telling tells whether an identity is one that no other item will bear: an
// address, a name in a scheme, or a number of some length.
func telling(g string) bool {
	if u, err := url.Parse(g); err == nil && u.Scheme != "" && (strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Opaque != "") {
		return true
	}
	digits := 0
	for i := range len(g) {
		if digit(g[i]) {
			digits++
		}
	}
	return digits >= 3 || digits > 0 && len(g) >= 12 || len(g) >= 24
}

// emptyGUID tells whether an identity says that there is none.
func emptyGUID(g string) bool {
	switch strings.ToLower(strings.Trim(g, "[](){}<>.-_ ")) {
	case "", "n/a", "na", "none", "null", "nil", "undefined", "unknown", "guid", "id", "0":
		return true
	}
	return false
}

// CanonicalLink is the form of a link by which two links to one page are known
// as the same: without tracking parameters, fragment, default port, user,
// "www.", trailing slash and AMP's additions, host in lower case, always https.
// It is for comparing, not for showing. What is no link comes back trimmed.
func CanonicalLink(link string) string {
	link = strings.TrimSpace(link)
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return link
	}
	for inner := u; inner != nil; inner = fromCache(u) {
		u = inner
		u.Host, u.Path, u.RawPath = host(u), plainPath(u.Path), ""
	}
	untrack(u)
	u.Scheme, u.User, u.Fragment, u.RawFragment, u.ForceQuery = "https", nil, "", "", false
	return u.String()
}

// fromCache finds the page behind the plain address of an AMP cache; nil where
// the address is none.
func fromCache(u *url.URL) *url.URL {
	rest, ok := u.EscapedPath(), false
	switch {
	case strings.HasSuffix(u.Host, ".cdn.ampproject.org"):
		rest, ok = strings.CutPrefix(rest, "/c/")
		if !ok {
			rest, ok = strings.CutPrefix(rest, "/v/")
		}
	case u.Host == "google.com":
		rest, ok = strings.CutPrefix(rest, "/amp/")
	}
	if !ok {
		return nil
	}
	inner, err := url.Parse("https://" + strings.TrimPrefix(rest, "s/"))
	if err != nil || !strings.Contains(inner.Hostname(), ".") {
		return nil
	}
	inner.RawQuery = u.RawQuery
	return inner
}

// host is the host in lower case without what means the same site.
func host(u *url.URL) string {
	name := strings.TrimRight(strings.ToLower(u.Hostname()), ".")
	for {
		front, rest, _ := strings.Cut(name, ".")
		if front != "www" && front != "amp" && front != "m" || !strings.Contains(rest, ".") {
			break
		}
		name = rest
	}
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		name += ":" + port
	}
	return name
}

// plainPath is a path without dots, double and trailing slashes, and the names
// of AMP pages and of a folder's first page.
func plainPath(p string) string {
	p = path.Clean("/" + p)
	for {
		before := p
		folder, name := path.Split(p)
		switch strings.ToLower(name) {
		case "amp", "index.html", "index.htm", "index.php", "amp.html":
			p = path.Clean(folder)
		default:
			if stem, ok := strings.CutSuffix(name, ".amp.html"); ok && stem != "" {
				p = folder + stem + ".html"
			}
		}
		if p == before {
			break
		}
	}
	if p == "/" {
		return ""
	}
	return p
}

// untrack takes the parameters out that only say where a reader came from, and
// puts the others in order.
func untrack(u *url.URL) {
	if u.RawQuery == "" {
		return
	}
	values := u.Query()
	for name, value := range values {
		if tracks(strings.ToLower(name), strings.ToLower(strings.Join(value, " "))) {
			delete(values, name)
		}
	}
	u.RawQuery = values.Encode()
}

// trackers are the parameters of analytics, newsletters and social networks.
var trackers = map[string]bool{
	"fbclid": true, "gclid": true, "dclid": true, "gbraid": true, "wbraid": true, "msclkid": true, "yclid": true, "twclid": true,
	"ttclid": true, "li_fat_id": true, "igsh": true, "igshid": true, "mc_cid": true, "mc_eid": true, "mkt_tok": true, "_ga": true,
	"_gl": true, "_hsenc": true, "_hsmi": true, "s_cid": true, "cmpid": true, "cmp": true, "ncid": true, "ref_src": true, "ref_url": true,
	"spm": true, "sr_share": true, "share": true, "cn-reloaded": true, "replytocom": true, "amp": true, "__twitter_impression": true, "rss": true,
}

// tracks tells whether a parameter only says where a reader came from.
func tracks(name, value string) bool {
	for _, front := range []string{"utm_", "pk_", "mtm_", "piwik_", "matomo_", "hsa_", "vero_", "oly_", "ns_", "at_", "wt_"} {
		if strings.HasPrefix(name, front) {
			return true
		}
	}
	switch name {
	case "ref", "source", "src", "from", "feed", "via":
		return value == "rss" || value == "feed" || value == "twitter" || value == "facebook" || value == "newsletter" || value == "email"
	case "outputtype", "format":
		return value == "amp"
	case "m": // Blogger's page for small screens
		return value == "0" || value == "1"
	}
	return trackers[name]
}
