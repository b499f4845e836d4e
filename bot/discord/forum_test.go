package discord

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// inForum is a point for a forum.
func inForum() delivery.Message {
	m := point()
	m.Chat.Key, m.GroupID, m.Post = forum, guild, true
	m.Reply.Title, m.Reply.Dated = "Nigeria: Pray", "24 November 2026"
	m.Reply.Topics = []string{"Nigeria", "West Africa", "Prayer"}
	return m
}

// again is a repeat of a delivery that was in doubt.
func (b *bench) again(m delivery.Message) delivery.Message {
	m.First = b.client.clock.Now()
	return m
}

func TestAForumGetsAPost(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		what   string
		tags   []string
		needed bool
		chosen int // the number of the tag that was chosen for all; -1 is none
		change func(*delivery.Message)
		name   string
		want   string // the number of the tag that it has; "" is none
	}{
		{"without tags", nil, false, -1, nil, "Nigeria: Pray · 24 November 2026", ""},
		{"the country's tag", []string{"Prayer", "west africa", " nigeria "}, true, -1, nil, "Nigeria: Pray · 24 November 2026", "02"},
		{"the region's tag", []string{"Prayer", "west africa"}, false, -1, nil, "Nigeria: Pray · 24 November 2026", "01"},
		{"the tag that was chosen", []string{"News", "Moderators", "Other"}, true, 2, nil, "Nigeria: Pray · 24 November 2026", "02"},
		{"one that is chosen and moderated by now", []string{"News", "Moderators"}, false, 1, nil, "Nigeria: Pray · 24 November 2026", ""},
		{"a long title", nil, false, -1, func(m *delivery.Message) { m.Reply.Title = strings.Repeat("long ", 30) }, "", ""},
		{"discreet", nil, false, -1, func(m *delivery.Message) { m.Reply.Discreet = "A message" }, "A message · 24 November 2026", ""},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.srv.Forum(guild, forum, tt.needed, tt.tags...)
			b.srv.Moderate(forum, "Moderators")
			m := inForum()
			if tt.chosen >= 0 {
				m.Tag = fmt.Sprintf("%s%02d", forum, tt.chosen)
			}
			if tt.change != nil {
				tt.change(&m)
			}
			ids, err := b.Send(t.Context(), m)
			posts := b.srv.Posts(forum)
			if err != nil || len(posts) != 1 || len(ids) != 1 || ids[0] != posts[0].ID+"/"+posts[0].ID {
				t.Fatalf("%v: the posts are %+v, and the messages %q", err, posts, ids)
			}
			got := strings.TrimPrefix(strings.Join(posts[0].Applied, ","), forum)
			if got != tt.want || tt.name != "" && posts[0].Name != tt.name || !strings.HasSuffix(posts[0].Name, "2026") && tt.name == "" {
				t.Errorf("the post is %q with the tag %q", posts[0].Name, got)
			}
			if all := b.srv.Messages(posts[0].ID); len(all) != 1 || !strings.Contains(all[0].Text, "Point") {
				t.Errorf("it holds %+v", all)
			}
		})
	}
}

func TestAPostInDoubtIsLookedForFirst(t *testing.T) {
	t.Parallel()
	lost := discordtest.Fault{Path: "/threads", Method: "POST", Reset: true, Accept: true}
	for _, tt := range []struct {
		what   string
		first  discordtest.Fault
		before func(b *bench)
		posts  int
		fine   bool
	}{
		{"it is there", lost, func(*bench) {}, 1, true},
		{"it never came", discordtest.Fault{Path: "/threads", Method: "POST", Reset: true}, func(*bench) {}, 1, true},
		{"nobody says what is open", lost, func(b *bench) { b.srv.Fail(discordtest.Fault{Path: "/threads/active", Status: 500}) }, 1, false},
		{"nobody says what stands in it", lost, func(b *bench) { b.srv.Fail(discordtest.Fault{Path: "/messages", Method: "GET", Status: 500}) }, 1, false},
		{"what stands in it may not be read", lost, func(b *bench) { b.srv.Hide(forum) }, 1, true},
		{"somebody else's has its name", lost, func(b *bench) {
			b.srv.Retitle(b.srv.Posts(forum)[0].ID, "Another")
		}, 2, true},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.srv.Forum(guild, forum, false)
			b.srv.Fail(tt.first)
			m := inForum()
			if _, err := b.Send(t.Context(), m); !isUnknown(err) {
				t.Fatalf("the first try gives %v", err)
			}
			tt.before(b)
			_, err := b.Send(t.Context(), b.again(m))
			if n := len(b.srv.Posts(forum)); n != tt.posts || (err == nil) != tt.fine {
				t.Errorf("there are %d posts, and it gives %v", n, err)
			}
		})
	}
}

// Two subscriptions may bring the same to a forum or a channel: what one has brought is
// not taken for the other's.
func TestWhatAnotherDeliveryHasBroughtIsNotItsOwn(t *testing.T) {
	t.Parallel()
	threaded := point()
	threaded.Thread = true
	for what, m := range map[string]delivery.Message{"in a forum": inForum(), "in a channel": point(), "with a thread": threaded} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.srv.Forum(guild, forum, false)
			ids, err := b.Send(t.Context(), m)
			if err != nil {
				t.Fatal(err)
			}
			next := m
			next.Nonce, next.Others = delivery.Nonce("the next"), ids
			next.First = b.client.clock.Now().Add(-nonceWindow - time.Second)
			for range 2 { // its own is found
				own, err := b.Send(t.Context(), next)
				if err != nil || len(own) != 1 || strings.TrimSuffix(own[0], threadMark) == strings.TrimSuffix(ids[0], threadMark) {
					t.Errorf("beside %q it is %q: %v", ids, own, err)
				}
				b.srv.Forget()
			}
			where := b.srv.Messages(channel)
			if n := len(where) + len(b.srv.Posts(forum)); n != 2 {
				t.Errorf("there are %d", n)
			}
		})
	}
}

// Between request and answer a bot is killed fifty times, and another takes up what
// was on its way: the odd requests had arrived.
func TestFiftyKillsMakeNoPostTwice(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Forum(guild, forum, false)
	for i := range 50 {
		m := inForum()
		m.Reply = commandstest.Said(fmt.Sprint("Point ", i))
		m.Reply.Title, m.Reply.Dated = "Pray", "24 November 2026" // all alike but for what they say
		b.srv.Fail(discordtest.Fault{Path: "/threads", Method: "POST", Reset: true, Accept: i%2 == 1})
		if _, err := b.Send(t.Context(), m); !isUnknown(err) {
			t.Fatalf("try %d gives %v", i, err)
		}
		next, err := New(Config{Token: discordtest.Token, URL: b.srv.URL(), Core: b.core, Clock: b.client.clock, Log: b.client.log})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := next.Send(t.Context(), b.again(m)); err != nil {
			t.Fatalf("the repeat of %d gives %v", i, err)
		}
	}
	seen := map[string]int{}
	for _, p := range b.srv.Posts(forum) {
		for _, m := range b.srv.Messages(p.ID) {
			seen[m.Text]++
		}
	}
	for text, n := range seen {
		if n != 1 {
			t.Errorf("%q stands there %d times", text, n)
		}
	}
	if len(seen) != 50 {
		t.Errorf("there are %d of 50", len(seen))
	}
}

func TestALongPostGoesOnInItsThread(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Forum(guild, forum, false)
	m := inForum()
	m.Reply.Blocks = []reply.Block{{Kind: reply.Story, Text: strings.TrimSpace(strings.Repeat("A sentence. ", 600))}}
	b.srv.Fail(discordtest.Fault{Path: "/messages", Method: "POST", Status: 429, RetryAfter: 1})
	_, err := b.Send(t.Context(), m)
	var partly *delivery.PartialError
	if !errors.As(err, &partly) || partly.Sent != 1 {
		t.Fatalf("got %v", err)
	}
	m.Skip = 1
	ids, err := b.Send(t.Context(), m)
	posts := b.srv.Posts(forum)
	if err != nil || len(posts) != 1 || len(ids) != 1 || !strings.HasPrefix(ids[0], posts[0].ID+"/") || len(b.srv.Messages(posts[0].ID)) != 2 {
		t.Fatalf("%v: %q in %+v", err, ids, posts)
	}
	b.srv.Retitle(posts[0].ID, "Gone")
	var refused *delivery.RefusedError
	if _, err := b.Send(t.Context(), m); !errors.As(err, &refused) {
		t.Errorf("without its post the rest gives %v", err)
	}
}

func TestAPostIsTakenBack(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		what    string
		granted int64
		before  func(b *bench, thread string)
		deleted bool
		locked  bool
	}{
		{"where the bot manages threads", discordtest.ManageThreads, nil, true, false},
		{"where it does not", 0, nil, false, false},
		{"where somebody has answered", discordtest.ManageThreads, func(b *bench, thread string) { b.srv.Write(member, thread, "Amen") }, false, true},
		{"where it cannot see who has", discordtest.ManageThreads, func(b *bench, _ string) { b.srv.Hide(forum) }, false, true},
		{"where it is archived", 0, func(b *bench, thread string) { b.srv.Archive(thread, false) }, false, false},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.srv.Forum(guild, forum, false)
			m := inForum()
			ids, err := b.Send(t.Context(), m)
			if err != nil {
				t.Fatal(err)
			}
			thread := b.srv.Posts(forum)[0].ID
			b.srv.Grant(thread, tt.granted)
			if tt.before != nil {
				tt.before(b, thread)
			}
			err = b.Delete(t.Context(), m.Chat, ids)
			var refused *delivery.RefusedError
			if tt.deleted {
				if _, there := b.srv.Channel(thread); err != nil || there {
					t.Errorf("it is still there: %v", err)
				}
				return
			}
			if !errors.As(err, &refused) {
				t.Fatalf("got %v", err)
			}
			m.Reply, m.Close = reply.Reply{Title: "This was taken back"}, true
			if err := b.Edit(t.Context(), m, ids); err != nil {
				t.Fatal(err)
			}
			now, _ := b.srv.Channel(thread)
			if all := b.srv.Messages(thread); !now.Archived || now.Locked != tt.locked || now.Name != "This was taken back" || all[0].Title != "This was taken back" || strings.Contains(all[0].Text, "Point") {
				t.Errorf("it is %+v with %+v", now, all)
			}
		})
	}
}

// The thread under a message that is taken back may hold what others have written: it
// stays, and says no more what it was about.
func TestTheThreadUnderWhatIsTakenBackLosesItsName(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		what   string
		back   func(b *bench, m delivery.Message, ids []string) error
		called string
	}{
		{"it is deleted", func(b *bench, m delivery.Message, ids []string) error {
			return b.Delete(b.t.Context(), m.Chat, ids)
		}, "…"},
		{"a note takes its place", func(b *bench, m delivery.Message, ids []string) error {
			m.Reply, m.Close = reply.Reply{Title: "This was taken back"}, true
			return b.Edit(b.t.Context(), m, ids)
		}, "This was taken back"},
	} {
		for _, archived := range []bool{false, true} {
			t.Run(fmt.Sprint(tt.what, archived), func(t *testing.T) {
				t.Parallel()
				b := newBench(t)
				m := point()
				m.Thread, m.Reply.Title, m.Reply.Dated = true, "Nigeria: Pray", "24 November 2026"
				ids, err := b.Send(t.Context(), m)
				if err != nil {
					t.Fatal(err)
				}
				under := b.srv.Posts(channel)[0].ID
				b.srv.Write(member, under, "Amen")
				if archived {
					b.srv.Archive(under, false)
				}
				b.srv.Fail(discordtest.Fault{Path: "/channels/" + under, Method: "PATCH", Status: 500})
				if err := tt.back(b, m, ids); !mayPass(err) && !isUnknown(err) {
					t.Errorf("where the thread cannot be changed at this moment it gives %v", err)
				}
				if err := tt.back(b, m, ids); err != nil {
					t.Fatal(err)
				}
				now, there := b.srv.Channel(under)
				if !there || now.Name != tt.called || !now.Archived || len(b.srv.Messages(under)) != 1 {
					t.Errorf("it is %+v", now)
				}
				for _, m := range b.srv.Messages(channel) {
					if strings.Contains(m.Title+m.Text, "Point") {
						t.Errorf("the channel shows %+v", m)
					}
				}
			})
		}
	}
}

func TestAPostThatIsGoneLeavesTheForum(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Forum(guild, forum, false)
	m := inForum()
	ids, err := b.Send(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	b.srv.DeleteChannel(b.srv.Posts(forum)[0].ID, false)
	var gone *delivery.GoneError
	var missing *delivery.MissingError
	if err := b.Edit(t.Context(), m, ids); errors.As(err, &gone) || !errors.As(err, &missing) {
		t.Errorf("a correction gives %v", err)
	}
	if err := b.Delete(t.Context(), m.Chat, ids); err != nil {
		t.Errorf("to delete it gives %v", err)
	}
	b.srv.DeleteChannel(forum, false)
	if _, err := b.Send(t.Context(), m); !isGone(record.StopDeleted)(err) {
		t.Errorf("without the forum it gives %v", err)
	}
}

func TestAThreadIsOpenedBeforeItIsWrittenTo(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Thread(guild, channel, "150")
	m := point()
	m.Chat.Key = "150"
	ids, err := b.Send(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	b.srv.Archive("150", false)
	if err := b.Edit(t.Context(), m, ids); err != nil {
		t.Errorf("a correction gives %v", err)
	}
	b.srv.Archive("150", false)
	m.Nonce = "another"
	if _, err := b.Send(t.Context(), m); err != nil {
		t.Errorf("in an archived thread it gives %v", err)
	}
	b.srv.Fail(discordtest.Fault{Path: "/channels/150", Method: "PATCH", Status: 500})
	b.srv.Archive("150", false)
	m.Nonce = "a third"
	if _, err := b.Send(t.Context(), m); !mayPass(err) {
		t.Errorf("where it cannot be opened at this moment it gives %v", err)
	}
	b.srv.Archive("150", true)
	if _, err := b.Send(t.Context(), m); !isGone(record.StopClosed)(err) {
		t.Errorf("in a locked thread it gives %v", err)
	}
}

func TestAMessageIsPublishedAndOpensAThread(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.News(guild, news)
	m := point()
	m.Chat.Key, m.Thread, m.Publish = news, true, true
	m.Reply.Title, m.Reply.Dated = "Nigeria: Pray", "24 November 2026"
	for range 2 { // the second is a repeat
		if _, err := b.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		m.First = time.Now()
	}
	threads := b.srv.Posts(news)
	if len(b.srv.Messages(news)) != 1 || !b.srv.Published(news) || len(threads) != 1 || threads[0].Name != "Nigeria: Pray · 24 November 2026" {
		t.Errorf("the threads are %+v", threads)
	}
	if text := b.log.String(); strings.Contains(text, "could not be") {
		t.Errorf("a repeat is called a failure: %s", text)
	}
	b.srv.Deny(news, discordtest.OpenThreads)
	m.Nonce, m.First = "another", time.Time{}
	if _, err := b.Send(t.Context(), m); err != nil {
		t.Errorf("where no thread can be opened the message gives %v", err)
	}
}
