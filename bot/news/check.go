package news

import (
	"context"

	"prayerbot/content"
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
}

// Check asks for a feed once and says what would be kept of it. Its errors are
// for operators.
func (f *Fetcher) Check(ctx context.Context, address string) (Checked, error) {
	got, err := f.web.get(ctx, request{address: address, own: true})
	if err != nil {
		return Checked{}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	result, finds, skipped, err := f.read(content.Feed{Key: "check"}, got)
	if err != nil {
		return Checked{}, err
	}
	return Checked{result.Title, result.Language, got.moved, len(result.Items), unknown(finds, nil), skipped}, nil
}
