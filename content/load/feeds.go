package load

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"prayerbot/content"
)

// Feeds reads an operator's list of feeds: the same form as feeds.yaml.
// The name is only for the error, which is a FaultsError with everything that is
// wrong. A list that names no feed is a fault.
func Feeds(name string, data []byte) ([]content.Feed, error) {
	t := newTrees()
	t.files[name] = []version{{data: data}}
	ld := &feedReader{trees: t, parts: &content.Parts{}}
	feeds := ld.feedsOf(name)
	if len(feeds) == 0 && len(t.faults) == 0 {
		t.at(0, name).fault(0, "The list names no feed.", "Add one; to fetch none of them, write on: false.")
	}
	if len(t.faults) > 0 {
		return nil, t.faults.Sorted()
	}
	return feeds, nil
}

// A feedReader reads the lists of feeds.
type feedReader struct {
	trees *trees
	parts *content.Parts
}

// readFeeds reads feeds.yaml. A tree without that file has no feeds.
func (ld *feedReader) readFeeds() {
	if len(ld.trees.files["feeds.yaml"]) > 0 {
		ld.parts.Feeds = ld.feedsOf("feeds.yaml")
	}
}

// feedsOf reads a list of feeds. One of a later tree replaces that with its key.
func (ld *feedReader) feedsOf(p string) []content.Feed {
	seen := seenKeys{}
	var feeds []content.Feed
	for _, s := range ld.trees.entries(p, "key", "publisher", "home", "address", "language", "terms", "general", "on") {
		feed := content.Feed{
			Key: s.required("key"), Publisher: s.required("publisher"), Home: s.text("home"), Address: s.required("address"),
			Language: s.text("language"), Terms: s.text("terms"), General: s.flag("general", false), On: s.flag("on", true),
		}
		feedSection{s}.checkFeed(feed)
		if feed.Key != "" && seen.repeats(s, feed.Key) {
			s.fault(s.lineOf("key"), fmt.Sprintf("The key %q comes twice.", feed.Key), "Give each feed its own key.")
		}
		feeds = slices.DeleteFunc(feeds, func(f content.Feed) bool { return f.Key != "" && f.Key == feed.Key })
		feedSection{s}.checkTaken(feeds, feed)
		feeds = append(feeds, feed)
	}
	return feeds
}

// flag is a true or false, the other value where the field is not there.
func (s section) flag(name string, otherwise bool) bool {
	switch value := strings.ToLower(s.text(name)); value {
	case "":
		return otherwise
	case "true", "false":
		return value == "true"
	}
	s.fault(s.lineOf(name), fmt.Sprintf("%q is neither true nor false.", name), "Write true or false.")
	return otherwise
}

// maxFeedKey keeps a feed's key short enough for stored keys and metrics.
const maxFeedKey = 40

// A feedSection is the section of one feed.
type feedSection struct{ section }

// checkFeed refuses a feed that could not be fetched or shown.
func (s feedSection) checkFeed(f content.Feed) {
	if f.Key != "" && (!wordForm.MatchString(f.Key) || len(f.Key) > maxFeedKey) {
		s.fault(s.lineOf("key"), fmt.Sprintf("The key %q has the wrong form.", f.Key), fmt.Sprintf("Use words of a-z and 0-9 joined by dashes, at most %d characters.", maxFeedKey))
	}
	s.checkLength("publisher", f.Publisher, 1, 60)
	s.checkLength("terms", f.Terms, 1, 200)
	s.checkWeb("address", f.Address)
	s.checkWeb("home", f.Home)
	if f.Language != "" {
		if _, err := language.Parse(f.Language); err != nil {
			s.fault(s.lineOf("language"), fmt.Sprintf("%q is not a language.", f.Language), "Write its code, such as en or pt-BR.")
		}
	}
}

// checkTaken refuses an address that the list has already.
func (s feedSection) checkTaken(feeds []content.Feed, f content.Feed) {
	if f.Address != "" && slices.ContainsFunc(feeds, func(other content.Feed) bool { return other.Address == f.Address }) {
		s.fault(s.lineOf("address"), "The address comes twice.", "Keep one of the two feeds.")
	}
}

// checkWeb refuses what is no plain address of the web. Feeds may still be
// http: some publishers have nothing else. The address is not repeated in the
// fault, because an operator's own may hold a secret.
func (s feedSection) checkWeb(name, address string) {
	if address == "" {
		return
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		s.fault(s.lineOf(name), fmt.Sprintf("%q is not an address of the web.", name), "Write one that begins with https:// or http://.")
	case u.User != nil:
		s.fault(s.lineOf(name), fmt.Sprintf("%q holds a user name or password.", name), "Write it without them.")
	}
}
