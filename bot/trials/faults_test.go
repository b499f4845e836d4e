package trials_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/record"
)

// faulty is an environment in which everything befalls the platforms at once.
type faulty struct{ *environment }

// An end is how a delivery must end: how often it has come, what the chat's
// ledger says of it, and why the chat gets nothing more; "" is that it does.
type end struct {
	copies  int
	outcome record.Outcome
	stopped record.StopCause
}

var (
	once      = end{1, record.OutcomeSent, ""}
	twice     = end{2, record.OutcomeSent, ""} // it cannot be known, and nothing is to be lost
	dropped   = end{0, record.OutcomeFailed, ""}
	unknown   = end{1, record.OutcomeFailed, ""} // it came, and nobody could know
	blocked   = end{0, record.OutcomeFailed, record.StopBlocked}
	deleted   = end{0, record.OutcomeFailed, record.StopDeleted}
	forbidden = end{0, record.OutcomeFailed, record.StopForbidden}
)

// page is what a proxy before a platform says.
const page = "<html><body><h1>Bad Gateway</h1></body></html>"

// fates are what happens to the deliveries of one chat each, all at the same
// time: on Telegram where what is in doubt is sent again, where it is dropped,
// and on Discord.
var fates = []struct {
	what                    string
	telegram                telegramtest.Fault
	discord                 discordtest.Fault
	resend, drop, onDiscord end
}{
	{
		"500, not accepted",
		telegramtest.Fault{Status: 500}, discordtest.Fault{Status: 500}, once, dropped, once,
	}, {
		"502 with a page, accepted",
		telegramtest.Fault{Status: 502, Body: page, Accept: true}, discordtest.Fault{Status: 502, Body: page, Accept: true}, twice, unknown, once,
	}, {
		"cut before it was accepted",
		telegramtest.Fault{Reset: true}, discordtest.Fault{Reset: true}, once, dropped, once,
	}, {
		"cut after it was accepted",
		telegramtest.Fault{Reset: true, Accept: true}, discordtest.Fault{Reset: true, Accept: true}, twice, unknown, once,
	}, {
		"accepted, and then silence",
		telegramtest.Fault{Hang: 2 * time.Minute}, discordtest.Fault{Hang: 2 * time.Minute, Accept: true}, twice, unknown, once,
	}, {
		"429 for this chat alone",
		telegramtest.Fault{}, discordtest.Fault{Status: 429, RetryAfter: 2}, once, once, once,
	}, {
		"blocked, deleted",
		telegramtest.Fault{Status: 403, Body: `{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}`},
		discordtest.Fault{Status: 404, Code: 10003}, blocked, blocked, deleted,
	}, {
		"no server in common any more",
		telegramtest.Fault{}, discordtest.Fault{Status: 403, Code: 50278}, once, once, blocked,
	}, {
		"a page that forbids",
		telegramtest.Fault{Status: 403, Body: page}, discordtest.Fault{Status: 403, Body: page}, once, once, once,
	}, {
		"no right to write",
		telegramtest.Fault{Status: 400, Body: `{"ok":false,"error_code":400,"description":"Bad Request: not enough rights to send text messages to the chat"}`},
		discordtest.Fault{Status: 403, Code: 50013}, forbidden, forbidden, forbidden,
	}, {
		"a 404 that says nothing of the channel",
		telegramtest.Fault{}, discordtest.Fault{Status: 404}, once, once, once,
	},
}

func TestWhateverHappensToOneDeliveryEndsAsItShould(t *testing.T) {
	t.Parallel()
	for _, inDoubt := range []string{"resend", "drop"} {
		t.Run(inDoubt, func(t *testing.T) {
			t.Parallel()
			w := faulty{onFile(t)}
			w.inDoubt = inDoubt
			w.seed(len(fates) + 60)
			for i := range fates {
				w.befall(i)
			}
			beside := faulty{onFile(t)}
			beside.seed(len(fates) + 60)
			b := w.start()
			beside.start()
			// Nobody else waits for them: a request that hangs does so for 20 seconds.
			w.race(20*time.Second, func() bool { return w.haveTheirs(len(fates), w.people) }, beside.everybody)
			w.await("all has come that comes", w.fulfilled)
			w.stop(b)
			if n := w.ledger().words; n != stops() {
				t.Errorf("%d words tell that something stopped, want %d", n, stops())
			}
			for i, f := range fates {
				w.judge(f.what, person(i), w.endOnTelegram(i))
				w.judge(f.what, channel(i), f.onDiscord)
			}
		})
	}
}

// stops is how many channels of the server are stopped: another place is told of each.
func stops() (n int) {
	for _, f := range fates {
		if f.onDiscord.stopped != "" {
			n++
		}
	}
	return n
}

// befall prepares the fate of the i-th person and channel.
func (w faulty) befall(i int) {
	telegram, discord := fates[i].telegram, fates[i].discord
	telegram.Chat, discord.Path = int64(firstPerson+i), "/channels/"+channel(i).Key+"/messages"
	if telegram.Status != 0 || telegram.Reset || telegram.Hang > 0 {
		w.telegram.Fail("sendMessage", telegram)
	}
	w.discord.Fail(discord)
}

func (w faulty) endOnTelegram(i int) end {
	if w.inDoubt == "drop" {
		return fates[i].drop
	}
	return fates[i].resend
}

// haveTheirs tells whether some of those who were seeded have received
// something on both platforms.
func (w *environment) haveTheirs(from, to int) bool {
	l := w.ledger()
	for i := from; i < to; i++ {
		if len(l.by[person(i)])*len(l.by[channel(i)]) == 0 {
			return false
		}
	}
	return true
}

// fulfilled tells whether everything has come that its fate lets come.
func (w faulty) fulfilled() bool {
	l := w.ledger()
	if l.words < stops() {
		return false
	}
	for i, f := range fates {
		if len(l.by[person(i)]) < w.endOnTelegram(i).copies || len(l.by[channel(i)]) < f.onDiscord.copies {
			return false
		}
		// Of what is tried again on Discord, the ledger shows the first try alone.
		if f.onDiscord == once && w.discord.Calls("/channels/"+channel(i).Key+"/messages") < 2 {
			return false
		}
	}
	return true
}

// judge compares how a delivery has ended with how it should have.
func (w faulty) judge(what string, id record.ChatID, want end) {
	w.Helper()
	w.aside(func(ctx context.Context, kept store.Store) {
		chat, err := kept.Chat(ctx, id)
		if err != nil {
			w.Fatal(err)
		}
		log, err := kept.Log(ctx, id)
		if err != nil {
			w.Fatal(err)
		}
		got := end{copies: len(w.ledger().by[id]), stopped: chat.Stopped}
		if len(log) > 0 {
			got.outcome = log[0].Outcome
		}
		if got != want {
			w.Errorf("%s, on %s: it ended as %+v, want %+v", what, id.Platform, got, want)
		}
	})
}

func TestAGroupThatBecameASupergroupIsFollowed(t *testing.T) {
	t.Parallel()
	const before, after = int64(-4001), int64(-1004001)
	w := faulty{onFile(t)}
	w.telegram.Group(before, ada)
	id := func(chat int64) record.ChatID { return record.ChatID{Platform: "telegram", Key: fmt.Sprint(chat)} }
	w.save(daily(id(before), fmt.Sprint(before), time.Now()))
	w.telegram.Migrate(before, after, false)
	b := w.start()
	w.await("the supergroup has the point", func() bool { return len(w.telegram.Messages(after)) > 0 })
	w.stop(b)
	if n := len(w.telegram.Messages(after)); n != 1 {
		t.Errorf("it came %d times", n)
	}
	w.aside(func(ctx context.Context, kept store.Store) {
		old, err := kept.Chat(ctx, id(before))
		if err != nil || old.Revision != "" {
			t.Errorf("the old name is still there (%v)", err)
		}
		if log, err := kept.Log(ctx, id(after)); err != nil || len(log) != 1 {
			t.Errorf("the new name has %d entries (%v)", len(log), err)
		}
	})
}
