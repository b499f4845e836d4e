package news

import (
	"context"

	"prayerbot/content"
	"prayerbot/content/feed"
)

// A Checked is what one address answered, for an operator who thinks of adding
// it. Nothing of it is kept.
type Checked struct {
	Title    string // as the feed calls itself
	Language string // as the feed says; "" does not say
	Moved    string // where the address has moved for good; "" is nowhere
	Items    int
	Finds    []Find         // what would be kept, the newest first
	Skipped  map[string]int // items that would not be, by reason
	Comments bool           // it is the feed of what readers wrote below stories
	General  bool           // the list has it as a feed that carries other news too, so its finds are filtered
	Concern  int            // items that speak of faith under pressure, which are what would be kept of a general feed
}

// A PageError says that an address is a web page that names its feed.
type PageError = feed.PageError

// Check asks for a feed once and says what would be kept of it. Its errors are
// for operators.
func (f *Fetcher) Check(ctx context.Context, address string) (Checked, error) {
	got, err := f.web.get(ctx, request{address: address, own: true})
	if err != nil {
		return Checked{}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	listed := f.listed(address)
	result, finds, skipped, err := f.read(listed, got)
	if err != nil {
		return Checked{}, err
	}
	checked := Checked{
		Title: result.Title, Language: result.Language, Moved: got.moved, Items: len(result.Items), Finds: unknown(finds, nil), Skipped: skipped,
		General: listed.General, Comments: result.Skipped[feed.Comment] > len(result.Items),
	}
	listed.General = true
	concern, _ := sifter{listed, f.classifier, result.Language, f.cfg.Clock.Now()}.sift(result.Items)
	checked.Concern = len(concern)
	return checked, nil
}

// listed is the feed of an address as the list has it; one of no name where the
// list has none.
func (f *Fetcher) listed(address string) content.Feed {
	for _, one := range f.cfg.Feeds() {
		if one.Address == address {
			return one
		}
	}
	return content.Feed{Key: "check"}
}
