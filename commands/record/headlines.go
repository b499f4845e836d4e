package record

import (
	"context"
	"time"

	"prayerbot/content"
)

// A HeadlineQuery says which headlines are wanted. Its zero value is all.
type HeadlineQuery struct {
	Countries []string // Country.Key: about any of these; none is about anything
	// Languages are base languages ("pt"): in any of these, or in one that is
	// not known; none is in any.
	Languages []string
	From, To  time.Time // published from and up to, both included; zero is open
	// KeptAfter and KeptTo are when it was kept: after, and up to that instant;
	// zero is open.
	KeptAfter, KeptTo time.Time
	Limit             int // at most so many, the newest; 0 is none
}

// Headlines keeps the headlines of feeds.
type Headlines interface {
	// Headlines gives the headlines of a query, each once, the newest published
	// first.
	Headlines(ctx context.Context, q HeadlineQuery) ([]content.Headline, error)
}
