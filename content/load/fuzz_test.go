package load

import (
	"errors"
	"testing"

	"prayerbot/content"
)

// overlaid are the files that a fuzzed text takes the place of, in turn.
var overlaid = []string{
	"countries/north-korea.yaml", "countries/new.yaml", "posts/a-post.md", "posts/new.md", "occasions.yaml", "regions.yaml", "lists.yaml",
	"lists/world-watch-list.yaml", "names/fr.txt", "names/de.txt", "ambiguous.yaml", "sources.yaml", "feeds.yaml", "lang/de/points.yaml", "README.md",
}

// Whatever an operator's folder holds, the content is loaded, or every fault is
// named with its file; and what is loaded can be used on every day.
func FuzzOverlay(f *testing.F) {
	f.Add(byte(0), []byte("extends: true\nsummary: Ours.\n"))
	f.Fuzz(func(t *testing.T, which byte, data []byte) {
		library, err := over(t, map[string]string{overlaid[int(which)%len(overlaid)]: string(data)})
		var faults FaultsError
		switch {
		case err != nil && (!errors.As(err, &faults) || len(faults) == 0 || library != nil):
			t.Errorf("it fails with %T %v", err, err)
		case err == nil && library == nil:
			t.Error("there is neither a library nor a fault")
		case err == nil:
			today := content.Date{Year: 2026, Month: 11, Day: 29}
			for n := range 3 {
				library.Daily(today.Add(n*100), content.Selection{}, today)
			}
		}
		for _, fault := range faults {
			if fault.In("", "folder") == "" {
				t.Error("a fault says nothing")
			}
		}
	})
}

// A list of feeds is read, or every fault in it is named.
func FuzzFeedList(f *testing.F) {
	f.Add([]byte("- {key: ours, publisher: Ours, address: https://ours.example/feed}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		feeds, err := Feeds("feeds.yaml", data)
		if (err == nil) != (len(feeds) > 0) {
			t.Errorf("%d feeds, %v", len(feeds), err)
		}
		for _, one := range feeds {
			if one.Key == "" || one.Address == "" || one.Publisher == "" {
				t.Errorf("%+v lacks something", one)
			}
		}
	})
}
