package commands_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"prayerbot/bot/store/boltstore"
	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
	"prayerbot/content/load"
)

// A core needs content, a store and a source of random texts. A request goes in,
// with the time at which it was made; a reply comes out, in blocks of plain text
// to which each platform adds its markup.
func Example() {
	folder, err := os.MkdirTemp("", "prayerbot")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	store, err := boltstore.Open(folder)
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close()
	library, err := load.Library(content.Builtin())
	if err != nil {
		log.Fatal(err)
	}
	core, err := commands.New(commands.Config{
		Library: func() *content.Library { return library },
		Store:   store,
		Random:  func() string { return strings.ToLower(rand.Text()[:16]) },
	})
	if err != nil {
		log.Fatal(err)
	}

	answer := core.Handle(context.Background(), reply.Request{
		Chat: record.ChatID{Platform: "terminal", Key: "1"}, Private: true, Person: "1",
		Now:     time.Date(2026, time.November, 24, 13, 5, 0, 0, time.UTC),
		Command: "subscribe", Line: "7am lagos for Nigeria",
	})
	for _, block := range answer.Blocks {
		if block.Text != "" {
			fmt.Println(block.Text)
		}
		for _, item := range block.Items {
			fmt.Println("-", strings.TrimSpace(item.Label+" "+item.Text))
		}
	}
	for _, row := range answer.Buttons {
		for _, button := range row {
			fmt.Printf("[%s] %s\n", button.Label, button.Do)
		}
	}
	// Output:
	// - For Nigeria
	// - Time zone Africa/Lagos
	// The next three
	// - Wednesday 25 November, 07:00
	// - Thursday 26 November, 07:00
	// - Friday 27 November, 07:00
	// It is 14:05 there now. Is it 14:05 where you are?
	// Type /schedule to change or pause it, /unsubscribe to end it.
	// [Yes, it is 14:05] schedule
	// [No, choose another place] place #1
}
