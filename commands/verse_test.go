package commands_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/reply"
	"prayerbot/content"
	"prayerbot/content/load"
)

// read is what a point with these references says of the Bible.
func read(t *testing.T, references string) []reply.Block {
	t.Helper()
	text := "extends: true\npoints:\n- id: ng-verse\n  title: A point with a verse\n  text: " +
		strings.Repeat("Pray for those in Nigeria who read the words that stand beneath. ", 3) + "\n  scripture: [" + references + "]\n"
	library, err := load.Library(content.Builtin(), fstest.MapFS{"countries/nigeria.yaml": {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	k := newTalk(t)
	k.world.library = func() *content.Library { return library }
	var found []reply.Block
	for _, b := range k.say("/start p_ng-verse").Blocks {
		if b.Kind == reply.Verse || b.Kind == reply.Links {
			found = append(found, b)
		}
	}
	return found
}

const passages = "https://www.biblegateway.com/passage/?search="

// verse is a block of words that stand in the World English Bible.
func verse(text, reference, search string) reply.Block {
	return reply.Block{Kind: reply.Verse, Text: text, Items: []reply.Item{{Text: reference, Link: passages + search + "&version=WEB", Note: "World English Bible"}}}
}

// further are references that stand without their words.
func further(items ...reply.Item) reply.Block {
	return reply.Block{Kind: reply.Links, Text: "To read:", Items: items}
}

func TestTheVerseStandsUnderThePoint(t *testing.T) {
	wept := verse("Jesus wept.", "John 11:35", "John+11%3A35")
	for references, want := range map[string][]reply.Block{
		"John 11:35":            {wept},
		"John 11:35, Psalm 117": {wept, further(reply.Item{Text: "Psalm 117", Link: passages + "Psalm+117&version=WEB"})},
		// Only the first verse is short enough.
		"John 11:35-44": {wept, further(reply.Item{Text: "John 11:35-44", Link: passages + "John+11%3A35-44&version=WEB"})},
		// The translation lacks the verse, or it is too long.
		"Acts 8:37":              {further(reply.Item{Text: "Acts 8:37", Link: passages + "Acts+8%3A37&version=WEB"})},
		"Acts 8:37, John 11:35":  {wept, further(reply.Item{Text: "Acts 8:37", Link: passages + "Acts+8%3A37&version=WEB"})},
		"Esther 8:9, John 11:35": {wept, further(reply.Item{Text: "Esther 8:9", Link: passages + "Esther+8%3A9&version=WEB"})},
	} {
		if diff := cmp.Diff(want, read(t, references)); diff != "" {
			t.Errorf("%s: %s", references, diff)
		}
	}
}
