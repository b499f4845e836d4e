package main

import (
	"context"
	"crypto/rand"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"prayerbot/bot/store/redisstore"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// firstChat is the key of the first chat: as long as those that Telegram gives
// today.
const firstChat = 5_000_000_000

// zones are those of the chats, in turn; their names are of ordinary length.
var zones = []string{"Africa/Lagos", "America/New_York", "Europe/Berlin", "Asia/Manila"}

// fillers is how many chats are saved at the same time: the store gathers what
// comes together into pipelines.
const fillers = 512

// fill saves n chats with one subscription each, just as the core saves them;
// due says when the i-th is due.
func fill(ctx context.Context, store *redisstore.Store, platform string, n int, due func(i int) time.Time) error {
	var wait sync.WaitGroup
	failed := make(chan error, fillers)
	for w := range fillers {
		wait.Go(func() {
			for i := w; i < n; i += fillers {
				at := due(i)
				if err := save(ctx, store, chat(platform, i, at), at); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	wait.Wait()
	select {
	case err := <-failed:
		return err
	default:
		return nil
	}
}

// save saves a chat. A server that was busy for long is asked again.
func save(ctx context.Context, store *redisstore.Store, chat record.Chat, due time.Time) error {
	next := randomText()
	for {
		err := store.SaveChat(ctx, chat, next, map[int]time.Time{1: due})
		if !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
			return err
		}
	}
}

// chat is the i-th chat, with a slot in the minute in which it is due. One in
// four prays for a region, the others for the whole world.
func chat(platform string, i int, due time.Time) record.Chat {
	zone := zones[i%len(zones)]
	location, err := time.LoadLocation(zone)
	if err != nil {
		panic(err) // the zones are in the program
	}
	local := due.In(location)
	s := record.Subscription{
		ID: 1, At: record.Wall(local.Hour()*60 + local.Minute()), Zone: zone,
		Since: due.Add(-30 * 24 * time.Hour), Last: content.DateOf(local).Add(-1),
	}
	if i%4 == 0 {
		s.Selection.Regions = []string{"west-africa"}
	}
	return record.Chat{
		ID:       record.ChatID{Platform: platform, Key: strconv.Itoa(firstChat + i)},
		Language: "en", Zone: zone, LastID: 1, Subscriptions: []record.Subscription{s},
	}
}

// randomText is what the core makes its keys of.
func randomText() string { return strings.ToLower(rand.Text()[:16]) }
