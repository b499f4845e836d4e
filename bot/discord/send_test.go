package discord

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

func point() delivery.Message {
	return delivery.Message{Chat: record.ChatID{Platform: "discord", Key: channel}, Reply: commandstest.Said("Point"), Nonce: delivery.Nonce("s/1/110", "2026-11-24")}
}

func TestFailuresOfDeliveriesAreSorted(t *testing.T) {
	for _, tt := range []struct {
		what  string
		setup func(*discordtest.Server)
		want  func(error) bool
	}{
		{"accepted", func(*discordtest.Server) {}, func(err error) bool { return err == nil }},
		{"deleted", func(s *discordtest.Server) { s.DeleteChannel(channel, false) }, isGone(record.StopDeleted)},
		{"forbidden", func(s *discordtest.Server) { s.Forbid(channel) }, isGone(record.StopForbidden)},
		{"no server in common any more", fault(discordtest.Fault{Status: 403, Code: 50278}), isGone(record.StopBlocked)},
		{"a voice channel", fault(discordtest.Fault{Status: 400, Code: 50008}), isGone(record.StopForbidden)},
		{"an archived thread", fault(discordtest.Fault{Status: 400, Code: 50083}), isGone(record.StopClosed)},
		{"a locked thread", fault(discordtest.Fault{Status: 400, Code: 160005}), isGone(record.StopClosed)},
		{"many old messages were edited", fault(discordtest.Fault{Status: 400, Code: 30046}), isWait(oldEditsWait, false)},
		{"403 as HTML", fault(discordtest.Fault{Status: 403, Body: "<html>you are blocked</html>"}), isWait(adapter.DefaultRetryAfter, true)},
		{"blocked", fault(discordtest.Fault{Status: 403, Code: 50007}), isGone(record.StopBlocked)},
		{"a bare 403", fault(discordtest.Fault{Status: 403}), mayPass},
		{"a bare 404", fault(discordtest.Fault{Status: 404}), mayPass},
		{"401", fault(discordtest.Fault{Status: 401}), isWait(adapter.UnauthorizedPause, true)},
		{"429 of the channel", fault(discordtest.Fault{Status: 429, RetryAfter: 7}), isWait(7*time.Second, false)},
		{"429 of all", fault(discordtest.Fault{Status: 429, RetryAfter: 3, Global: true}), isWait(3*time.Second, true)},
		{"429 as HTML", fault(discordtest.Fault{Status: 429, Body: "<html>slow down</html>"}), isWait(adapter.DefaultRetryAfter, true)},
		{"500", fault(discordtest.Fault{Status: 500}), isUnknown},
		{"502 as HTML", fault(discordtest.Fault{Status: 502, Body: "<html>"}), isUnknown},
		{"502, accepted", fault(discordtest.Fault{Status: 502, Accept: true}), isUnknown},
		{"reset before acceptance", fault(discordtest.Fault{Reset: true}), isUnknown},
		{"reset after acceptance", fault(discordtest.Fault{Reset: true, Accept: true}), isUnknown},
		{"refused", fault(discordtest.Fault{Status: 400, Code: 50035}), func(err error) bool {
			var refused *delivery.RefusedError
			return errors.As(err, &refused)
		}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			b := newBench(t)
			tt.setup(b.srv)
			_, err := b.Send(context.Background(), point())
			if !tt.want(err) {
				t.Errorf("got %T %v", err, err)
			}
			if err != nil && strings.Contains(err.Error(), discordtest.Token) {
				t.Error("the error shows the token")
			}
		})
	}
}

// What is for a person alone goes to their private channel, which is asked for.
func TestAPersonAloneIsFound(t *testing.T) {
	for _, tt := range []struct {
		what, person string
		setup        func(*discordtest.Server)
		want         func(error) bool
	}{
		{"they can be reached", member, func(*discordtest.Server) {}, func(err error) bool { return err == nil }},
		{"they share no server with the bot", "99", func(*discordtest.Server) {}, isGone(record.StopBlocked)},
		{"the channel is not said", member, func(s *discordtest.Server) { s.Fail(discordtest.Fault{Path: "/users/@me/channels", Status: 500}) }, mayPass},
		{"Discord asks to wait", member, func(s *discordtest.Server) {
			s.Fail(discordtest.Fault{Path: "/users/@me/channels", Status: 429, RetryAfter: 7})
		}, isWait(7*time.Second, false)},
	} {
		t.Run(tt.what, func(t *testing.T) {
			b := newBench(t)
			tt.setup(b.srv)
			m := point()
			m.Chat.Key, m.Alone = tt.person, true
			_, err := b.Send(context.Background(), m)
			if !tt.want(err) {
				t.Errorf("got %T %v", err, err)
			}
			if n := len(b.srv.Messages(private)); err == nil && n != 1 || err != nil && n != 0 {
				t.Errorf("%d messages came", n)
			}
		})
	}
}

func fault(f discordtest.Fault) func(*discordtest.Server) {
	f.Path = "/messages"
	return func(s *discordtest.Server) { s.Fail(f) }
}

func isGone(cause record.StopCause) func(error) bool {
	return func(err error) bool {
		var gone *delivery.GoneError
		return errors.As(err, &gone) && gone.Cause == cause
	}
}

func isWait(d time.Duration, everyone bool) func(error) bool {
	return func(err error) bool {
		var wait *delivery.RetryAfterError
		return errors.As(err, &wait) && wait.For == d && wait.Everyone == everyone
	}
}

func isUnknown(err error) bool {
	var unknown *delivery.InDoubtError
	return errors.As(err, &unknown)
}

// mayPass: an error that the outbox tries again, because nothing went out.
func mayPass(err error) bool {
	var (
		gone    *delivery.GoneError
		wait    *delivery.RetryAfterError
		refused *delivery.RefusedError
	)
	return err != nil && !isUnknown(err) && !errors.As(err, &gone) && !errors.As(err, &wait) && !errors.As(err, &refused)
}

func TestAServerThatIsNotThereMayPass(t *testing.T) {
	b := newBench(t)
	b.srv.Close()
	if _, err := b.Send(context.Background(), point()); !mayPass(err) {
		t.Errorf("got %v", err)
	}
}

func TestADeliveryThatIsRepeatedComesOnce(t *testing.T) {
	b := newBench(t)
	b.srv.Fail(discordtest.Fault{Path: "/messages", Reset: true, Accept: true})
	m := point()
	if _, err := b.Send(context.Background(), m); !isUnknown(err) {
		t.Fatalf("got %v", err)
	}
	m.First = b.client.clock.Now()
	if _, err := b.Send(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	if n := len(b.srv.Messages(channel)); n != 1 {
		t.Errorf("it came %d times", n)
	}
}

func TestPastTheWindowTheChannelIsReadBack(t *testing.T) {
	for _, tt := range []struct {
		what   string
		before func(b *bench)
		want   int
	}{
		{"it is there", func(b *bench) { b.sendOnce() }, 1},
		{"it is not there", func(b *bench) {}, 1},
		{"another is there", func(b *bench) { b.sendOther() }, 2},
		{"it is there but the bot may not read", func(b *bench) { b.sendOnce(); b.srv.Hide(channel) }, 2},
		{"the bot cannot learn who it is", func(b *bench) {
			b.sendOnce()
			b.srv.Fail(discordtest.Fault{Path: "/users/@me", Status: 500})
		}, 1},
		{"the reading fails", func(b *bench) {
			b.sendOnce()
			b.srv.Fail(discordtest.Fault{Path: "/messages", Status: 500})
		}, 1},
	} {
		t.Run(tt.what, func(t *testing.T) {
			b := newBench(t)
			tt.before(b)
			b.srv.Forget()
			m := point()
			m.Reply.Blocks = append(m.Reply.Blocks, reply.Block{Kind: reply.Note, Text: "This comes late."})
			m.First = b.inDoubt().First
			if _, err := b.Send(context.Background(), m); err != nil && !mayPass(err) {
				t.Fatal(err)
			}
			if n := len(b.srv.Messages(channel)); n != tt.want {
				t.Errorf("there are %d messages, want %d", n, tt.want)
			}
		})
	}
}

// inDoubt is the point as a repeat, past the time for which a nonce is known.
func (b *bench) inDoubt() delivery.Message {
	m := point()
	m.First = b.client.clock.Now().Add(-nonceWindow - time.Second)
	return m
}

func TestOnlyAReadingThatToldEndsADoubt(t *testing.T) {
	limited := discordtest.Fault{Path: "/messages", Status: 429, RetryAfter: 7}
	of := func(method string) discordtest.Fault { f := limited; f.Method = method; return f }
	for _, tt := range []struct {
		what   string
		before func(b *bench)
		absent bool
	}{
		{"it is not there, and the repeat has to wait", func(b *bench) { b.srv.Fail(of("POST")) }, true},
		{"the reading has to wait", func(b *bench) { b.srv.Fail(of("GET")) }, false},
		{"the bot has to wait before it learns who it is", func(b *bench) {
			b.srv.Fail(discordtest.Fault{Path: "/users/@me", Status: 429, RetryAfter: 7})
		}, false},
		{"the bot may not read", func(b *bench) { b.srv.Hide(channel); b.srv.Fail(of("POST")) }, false},
		{"too much was written since", func(b *bench) {
			for i := range readBack {
				other := point()
				other.Reply, other.Nonce = commandstest.Said(fmt.Sprint("Point ", i)), delivery.Nonce(fmt.Sprint(i))
				if _, err := b.Send(context.Background(), other); err != nil {
					b.t.Fatal(err)
				}
			}
			b.srv.Fail(of("POST"))
		}, false},
	} {
		t.Run(tt.what, func(t *testing.T) {
			b := newBench(t)
			tt.before(b)
			_, err := b.Send(context.Background(), b.inDoubt())
			var absent *delivery.AbsentError
			if got := errors.As(err, &absent); got != tt.absent {
				t.Errorf("that nothing was there before is %t: %v", got, err)
			}
			if !isWait(7*time.Second, false)(err) {
				t.Errorf("got %T %v", err, err)
			}
		})
	}
}

// TestReadingBackIsPaced has many deliveries in doubt at the same time, as after
// a crash.
func TestReadingBackIsPaced(t *testing.T) {
	const many = 40
	b := newBench(t)
	began := time.Now()
	var each sync.WaitGroup
	for i := range many {
		m := b.inDoubt()
		m.Chat.Key = fmt.Sprint(2000 + i)
		b.srv.Channels(guild, m.Chat.Key)
		each.Go(func() {
			if _, err := b.Send(context.Background(), m); err != nil {
				t.Error(err)
			}
		})
	}
	each.Wait()
	if took, least := time.Since(began), many*time.Second/perSecond/2; took < least {
		t.Errorf("they were read back within %s, and the pace asks for %s", took, least)
	}
	if n := b.srv.Calls("/users/@me"); n != 1 {
		t.Errorf("the bot asked %d times who it is", n)
	}
}

func (b *bench) sendOnce() {
	b.t.Helper()
	if _, err := b.Send(context.Background(), point()); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) sendOther() {
	b.t.Helper()
	other := point()
	other.Reply, other.Nonce = commandstest.Said("Another point"), delivery.Nonce("s/2/110", "2026-11-24")
	if _, err := b.Send(context.Background(), other); err != nil {
		b.t.Fatal(err)
	}
}

func TestALongStoryGoesOnWhereItStopped(t *testing.T) {
	b := newBench(t)
	m := point()
	m.Reply = reply.Reply{Title: "Story", Blocks: []reply.Block{{Kind: reply.Story, Text: strings.TrimSpace(strings.Repeat("A sentence. ", 600))}}}
	if _, err := b.Send(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	whole := b.srv.Messages(channel)
	b.srv.Forget()
	m.Skip = 1
	if _, err := b.Send(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	all := b.srv.Messages(channel)
	if len(whole) != 2 || len(all) != 3 || all[2].Text != whole[1].Text {
		t.Errorf("there were %d messages and then %d", len(whole), len(all))
	}
}

func TestTooManyInvalidRequestsMakeItRest(t *testing.T) {
	var b breaker
	now := time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)
	for range invalidMost {
		if b.rest(now) > 0 {
			t.Fatal("it rests too early")
		}
		b.count(now)
	}
	if got := b.rest(now.Add(time.Minute)); got != invalidSpan-time.Minute {
		t.Errorf("it rests for %s", got)
	}
	if b.rest(now.Add(invalidSpan)) != 0 {
		t.Error("it rests for ever")
	}
}
