package content

// A Feed is where a publisher's headlines come from.
type Feed struct {
	Key       string // "morning-star-news": part of stored keys and metrics, so it never changes
	Publisher string // as shown beside each headline
	Home      string // the publisher's page for readers
	Address   string // the feed itself: http or https
	Language  string // BCP 47: "en"; an item may name its own
	Terms     string // under what terms the items are shown; "" where none are recorded: the publisher's own
	General   bool   // carries other news too: keep only what feed.AboutPersecution holds for
	On        bool   // off: kept in the list, never fetched
}
