package trials_test

import (
	"context"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/telegram/telegramtest"
)

// unhurried is how long all healthy deliveries may take: at the platforms' pace it
// is a third of that, and one request that hangs would already take longer.
const unhurried = 25 * time.Second

func TestADeliveryThatAlwaysFailsDelaysNoOther(t *testing.T) {
	t.Parallel()
	const healthy = 200
	for _, tt := range []struct {
		what     string
		telegram telegramtest.Fault
		discord  discordtest.Fault
	}{
		{"it hangs", telegramtest.Fault{Hang: 5 * time.Minute}, discordtest.Fault{Hang: 5 * time.Minute}},
		{"it is refused with 500", telegramtest.Fault{Status: 500}, discordtest.Fault{Status: 500}},
		{"it is refused with 400", telegramtest.Fault{Status: 400}, discordtest.Fault{Status: 400, Code: 50035}},
		{"its connection is cut", telegramtest.Fault{Reset: true}, discordtest.Fault{Reset: true}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			w := onFile(t)
			// Those that fail are due first.
			w.seedAt(1, time.Now().Add(-2*time.Minute))
			w.seed(healthy)
			tt.telegram.Chat, tt.telegram.Lasting = firstPerson, true
			tt.discord.Path, tt.discord.Lasting = "/channels/"+channel(0).Key+"/messages", true
			w.telegram.Fail("sendMessage", tt.telegram)
			w.discord.Fail(tt.discord)
			beside := onFile(t)
			beside.seed(healthy)
			w.start()
			beside.start()
			w.await("the first goes out of both", func() bool { return w.accepted() > 0 && beside.accepted() > 0 })
			served := func(w *environment) bool { return w.telegram.Accepted() >= healthy && w.discord.Accepted() >= healthy }
			w.race(unhurried, func() bool { return served(w) }, func() bool { return served(beside) })
		})
	}
}

// race waits until something holds in an environment and in an undisturbed one beside it,
// and fails where the first takes longer than it may: longer than most and, on a
// machine where the undisturbed one takes long too, twice as long as that one.
func (w *environment) race(most time.Duration, mine, undisturbed func() bool) {
	w.Helper()
	var took, beside time.Duration
	began := time.Now()
	w.await("both environments have theirs", func() bool {
		if took == 0 && mine() {
			took = time.Since(began)
		}
		if beside == 0 && undisturbed() {
			beside = time.Since(began)
		}
		return took > 0 && beside > 0
	})
	w.Logf("it took %s, and in the environment beside %s", took.Round(10*time.Millisecond), beside.Round(10*time.Millisecond))
	if most = max(most, 2*beside); took > most {
		w.Errorf("it took %s, and may take %s", took, most)
	}
}

// Records that nobody can read, such as after a hand has slipped in redis-cli,
// end no process and take nothing from all others.
func TestWhatCannotBeReadHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	const broken, healthy = 3, 60
	store := server(t)
	w := onRedis(t, store.URL())
	w.seedAt(broken, time.Now().Add(-2*time.Minute))
	w.seed(healthy)
	options, err := redis.ParseURL(store.URL())
	if err != nil {
		t.Fatal(err)
	}
	client := redis.NewClient(options)
	defer client.Close()
	for _, platform := range []string{"telegram", "discord"} {
		tag := "pb:{" + platform + "}:"
		chat := func(i int) string {
			if platform == "telegram" {
				return person(i).Key
			}
			return channel(i).Key
		}
		for _, command := range [][]any{
			{"HSET", tag + "chat:" + chat(0), "", "junk"},
			{"HSET", tag + "chat:" + chat(1), "1", "junk"},
			{"SET", tag + "chat:" + chat(2), "junk"},
			{"HSET", tag + "tries", "s/1/" + chat(0), "junk"},
			{"ZADD", tag + "due", "1", "junk"},
			{"HSET", tag + "lease", "junk", "junk"},
			{"HSET", tag + "pause", "junk", "junk"},
		} {
			client.Del(context.Background(), tag+"lease")
			if command[0] == "SET" {
				client.Del(context.Background(), command[1].(string))
			}
			if err := client.Do(context.Background(), command...).Err(); err != nil {
				t.Fatal(command, err)
			}
		}
	}
	b := w.start()
	w.await("all others have theirs", func() bool { return len(w.ledger().lost("")) <= 2*(broken-1) })
	w.stop(b)
	for _, id := range w.ledger().lost("") {
		if id != person(1) && id != person(2) && id != channel(1) && id != channel(2) {
			t.Errorf("%v has nothing", id)
		}
	}
	if twice := w.ledger().twice(""); len(twice) > 0 {
		t.Errorf("twice in %d chats, such as %v", len(twice), twice[0])
	}
}
