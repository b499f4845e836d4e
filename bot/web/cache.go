package web

import (
	"sync"
	"time"

	"prayerbot/content"
)

// A madePage is one that was rendered.
type madePage struct {
	status   int
	kind     string // its content type
	body     []byte
	tag      string    // its ETag
	modified time.Time // zero where it is not known
	language string    // as browsers are told; "" says none
}

// A cacheKey is all that a page is made of, beside the news and the addresses that
// bring the bot into a chat, which may be a minute old.
type cacheKey struct {
	place   place
	library *content.Library
	day     string
}

// The bounds of what is kept: of how many bytes, and how long. A page of a country has
// about 20 kB, so 16 MB are some 800 pages.
const (
	maxCached = 16 << 20
	keepFor   = time.Minute
)

// A pageCache keeps pages that were made lately. One that is full begins anew.
type pageCache struct {
	mu    sync.Mutex
	pages map[cacheKey]cachedPage
	bytes int
	// library is the one that was read of last, and since when it is in force here.
	library *content.Library
	since   time.Time
}

type cachedPage struct {
	page  *madePage
	until time.Time
}

func newPageCache() *pageCache { return &pageCache{pages: map[cacheKey]cachedPage{}} }

// get is a page of a key as of now; nil where none is kept.
func (c *pageCache) get(key cacheKey, now time.Time) *madePage {
	c.mu.Lock()
	defer c.mu.Unlock()
	kept := c.pages[key]
	if kept.page == nil || kept.until.Before(now) || kept.until.After(now.Add(keepFor)) {
		return nil
	}
	return kept.page
}

// put keeps a page, unless it is larger than a part of the bound.
func (c *pageCache) put(key cacheKey, page *madePage, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(page.body) > maxCached/8 {
		return
	}
	if c.bytes+len(page.body) > maxCached || len(c.pages) >= maxCachedPages {
		c.pages, c.bytes = map[cacheKey]cachedPage{}, 0
	}
	if old := c.pages[key]; old.page != nil {
		c.bytes -= len(old.page.body)
	}
	c.pages[key] = cachedPage{page, now.Add(keepFor)}
	c.bytes += len(page.body)
}

// maxCachedPages bounds the keys, for small pages.
const maxCachedPages = 4000
