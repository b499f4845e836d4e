package discord

import (
	"strconv"
	"testing"
	"time"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

func TestAServerThatIsLeftIsStoppedAndGoesOn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run()
	server := inDiscord(guild)
	b.srv.Event("GUILD_DELETE", `{"id":"100","unavailable":true}`)
	b.srv.Event("GUILD_DELETE", `{"id":"200"}`)
	b.soon("the other one is noted", func() bool { return b.core.Stopped(inDiscord("200")) == record.StopBlocked })
	if b.core.Stopped(server) != "" {
		t.Error("a server that is not available for a while is left")
	}
	b.srv.Event("GUILD_DELETE", `{"id":"100"}`)
	b.soon("it is noted", func() bool { return b.core.Stopped(server) == record.StopBlocked })
	b.srv.Event("GUILD_CREATE", `{"id":"100","joined_at":"2020-01-01T00:00:00Z"}`)
	b.srv.Event("GUILD_CREATE", `{"id":"200","joined_at":"`+time.Now().UTC().Format(time.RFC3339)+`"}`)
	b.soon("the other one goes on", func() bool { return b.core.Stopped(inDiscord("200")) == "" })
	if b.core.Stopped(server) == "" {
		t.Error("a server that the bot has been in for long goes on at each start")
	}
	b.srv.Event("GUILD_CREATE", `{"id":"100","joined_at":"`+time.Now().UTC().Format(time.RFC3339)+`"}`)
	b.soon("it goes on", func() bool { return b.core.Stopped(server) == "" })
}

// A server is told of anew at each start: what has changed there meanwhile is looked at.
func TestWhatWasRegainedWhileTheBotWasAwayIsSeenAtTheStart(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.core.Stop(t.Context(), inDiscord(channel), record.StopForbidden, time.Now())
	b.run()
	b.srv.Event("GUILD_CREATE", `{"id":"100","joined_at":"2020-01-01T00:00:00Z"}`)
	b.soon("it goes on", func() bool { return b.core.Stopped(inDiscord(channel)) == "" })
	b.await("the word of it", func() bool { return len(b.srv.Messages(channel)) > 0 })
}

// Who adds the bot to a server reads who it is, once, where Discord itself speaks there.
func TestAServerIsGreetedOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.core.Answer("start", reply.Reply{Title: "Welcome", Blocks: []reply.Block{{Text: "I am a bot."}}, Buttons: [][]reply.Button{{{Label: "Pray", Do: "pray"}}}})
	b.run()
	added := func(ago time.Duration) {
		b.srv.Event("GUILD_CREATE", `{"id":"100","preferred_locale":"de","joined_at":"`+time.Now().Add(-ago).UTC().Format(time.RFC3339Nano)+`"}`)
	}
	pause := func() {
		b.srv.Event("GUILD_DELETE", `{"id":"100"}`) // behind the others
		b.soon("they are dealt with", func() bool { return b.core.Stopped(inDiscord(guild)) != "" })
		b.core.Resume(t.Context(), inDiscord(guild), time.Now())
	}
	added(0)
	pause()
	if n := len(b.srv.Messages(channel)); n != 0 {
		t.Fatalf("a server without such a channel reads %d messages", n)
	}
	b.srv.System(guild, channel)
	added(greetWithin + time.Minute)
	pause()
	for range 3 { // sessions begin anew
		added(time.Second)
	}
	pause()
	all := b.srv.Messages(channel)
	if len(all) != 1 || len(all[0].Buttons) != 1 {
		t.Fatalf("it reads %+v", all)
	}
	if r := b.core.Last(); r.Command != "start" || r.Language != "de" || r.Chat != inDiscord(channel) || r.Person != "" || r.Private {
		t.Errorf("the core was asked %+v", r)
	}
}

func TestAChannelGoesOnOnceTheBotMayWriteThere(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		what string
		tell func(b *bench)
	}{
		{"the channel is changed", func(b *bench) { b.srv.Event("CHANNEL_UPDATE", `{"id":"110","guild_id":"100","type":0}`) }},
		{"its category is changed", func(b *bench) { b.srv.Event("CHANNEL_UPDATE", `{"id":"109","guild_id":"100","type":4}`) }},
		{"a role is gone", func(b *bench) { b.srv.Event("GUILD_ROLE_DELETE", `{"guild_id":"100","role_id":"71"}`) }},
		{"a role is changed", func(b *bench) { b.srv.Event("GUILD_ROLE_UPDATE", `{"guild_id":"100","role":{"id":"71"}}`) }},
		{"the bot's roles are changed", func(b *bench) { b.srv.Event("GUILD_MEMBER_UPDATE", `{"guild_id":"100","user":{"id":"900"}}`) }},
		{"somebody speaks to the bot", func(b *bench) {
			b.core.Answer("pray", reply.Reply{Title: "Point", Stopped: true})
			b.command(member, channel, "pray", nil)
		}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.run()
			b.srv.Deny(channel, discordtest.SendMessages)
			m := point()
			m.GroupID = guild
			if _, err := b.Send(t.Context(), m); !isGone(record.StopForbidden)(err) {
				t.Fatal(err)
			}
			b.core.Stop(t.Context(), inDiscord(channel), record.StopForbidden, time.Now())
			tt.tell(b) // too early
			b.srv.Event("MESSAGE_CREATE", `{}`)
			b.soon("the bot has looked", func() bool { return b.srv.Calls("/guilds/100") > 0 || tt.what == "somebody speaks to the bot" })
			if b.core.Stopped(inDiscord(channel)) == "" {
				t.Error("it goes on too early")
			}
			b.srv.Deny(channel, 0)
			tt.tell(b)
			b.soon("it goes on", func() bool { return b.core.Stopped(inDiscord(channel)) == "" })
			b.await("the word of it", func() bool { return len(b.srv.Messages(channel)) > 0 })
		})
	}
}

// A thread has the rights of its channel, and waits beyond a restart.
func TestAThreadGoesOnOnceItsChannelLetsTheBotIn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Thread(guild, channel, "150")
	b.run()
	b.core.Stop(t.Context(), inDiscord("150"), record.StopForbidden, time.Now())
	b.srv.Deny(channel, discordtest.SendInThreads)
	b.srv.Event("CHANNEL_UPDATE", `{"id":"110","guild_id":"100","type":0}`)
	b.soon("the bot has looked", func() bool { return b.srv.Calls("/guilds/100") > 0 })
	if b.core.Stopped(inDiscord("150")) == "" {
		t.Error("it goes on too early")
	}
	b.srv.Deny(channel, 0)
	b.srv.Event("CHANNEL_UPDATE", `{"id":"110","guild_id":"100","type":0}`)
	b.soon("it goes on", func() bool { return b.core.Stopped(inDiscord("150")) == "" })
}

// Whoever speaks in a locked thread does not open it for the bot.
func TestALockedThreadWaitsUntilItIsUnlocked(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Thread(guild, channel, "150")
	b.srv.Archive("150", true)
	b.run()
	m := point()
	m.GroupID, m.Chat.Key = guild, "150"
	if _, err := b.Send(t.Context(), m); !isGone(record.StopClosed)(err) {
		t.Fatal(err)
	}
	b.core.Stop(t.Context(), inDiscord("150"), record.StopClosed, time.Now())
	b.core.Answer("pray", reply.Reply{Title: "Point", Stopped: true})
	for range 2 {
		b.command(member, "150", "pray", nil)
	}
	b.soon("the bot has looked", func() bool { return b.srv.Calls("/guilds/100") > 0 })
	b.srv.Event("THREAD_UPDATE", `{"id":"150","guild_id":"100","type":11}`)
	b.soon("the bot has looked again", func() bool { return b.srv.Calls("/guilds/100") > 2 })
	if b.core.Stopped(inDiscord("150")) == "" {
		t.Error("it goes on while it is locked")
	}
	b.srv.Unlock("150")
	b.srv.Event("THREAD_UPDATE", `{"id":"150","guild_id":"100","type":11}`)
	b.soon("it goes on", func() bool { return b.core.Stopped(inDiscord("150")) == "" })
}

// A forum that asks for a tag is stopped once, and waits until one fits.
func TestAForumWithoutATagThatFitsIsStoppedOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Forum(guild, forum, true, "News")
	b.run()
	if _, err := b.Send(t.Context(), inForum()); !isGone(record.StopUntagged)(err) {
		t.Fatal(err)
	}
	b.core.Stop(t.Context(), inDiscord(forum), record.StopUntagged, time.Now())
	b.srv.Event("CHANNEL_UPDATE", `{"id":"130","guild_id":"100","type":15}`)
	b.soon("the bot has looked", func() bool { return b.srv.Calls("/guilds/100") > 0 })
	if b.core.Stopped(inDiscord(forum)) == "" {
		t.Error("it goes on without a tag")
	}
	b.srv.Forum(guild, forum, false, "News")
	b.srv.Event("CHANNEL_UPDATE", `{"id":"130","guild_id":"100","type":15}`)
	b.soon("it goes on", func() bool { return b.core.Stopped(inDiscord(forum)) == "" })
}

// Who had kept the bot out and speaks to it again is written to again.
func TestAPrivateChatGoesOnOnceThePersonSpeaks(t *testing.T) {
	t.Parallel()
	for what, speak := range map[string]func(b *bench){
		"by a message": func(b *bench) { b.srv.Say(member, private, "hello", nil) },
		"by a command": func(b *bench) { b.command(member, private, "pray", nil) },
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.run()
			b.core.Stop(t.Context(), inDiscord(private), record.StopBlocked, time.Now())
			for _, to := range []string{"", "pray"} {
				b.core.Answer(to, reply.Reply{Title: "Hello", Stopped: true})
			}
			speak(b)
			b.soon("it goes on", func() bool { return b.core.Stopped(inDiscord(private)) == "" })
			b.await("the word of it", func() bool { return len(b.srv.Messages(private)) == 2 })
		})
	}
}

func TestTheSystemChannelIsThatOfTheServer(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	if _, is := b.Common(t.Context(), inDiscord(channel), guild); is {
		t.Error("a server without one has one")
	}
	b.srv.System(guild, channel)
	if id, is := b.Common(t.Context(), inDiscord(thread), guild); !is || id != inDiscord(channel) {
		t.Errorf("it is %v", id)
	}
	for _, right := range []int64{discordtest.ViewChannel, discordtest.SendMessages, discordtest.EmbedLinks} {
		b.srv.Deny(channel, right)
		if _, is := b.Common(t.Context(), inDiscord(thread), guild); is {
			t.Error("one where the bot cannot write is named")
		}
	}
}

// Whatever is asked of Discord is paced like a message.
func TestQuestionsAreAskedAtThePaceOfMessages(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.System(guild, channel)
	for what, ask := range map[string]func(){
		"a role":              func() { b.Role(t.Context(), inDiscord(channel), guild, admin) },
		"a channel":           func() { b.Place(t.Context(), inDiscord(channel), guild, admin) },
		"the system's":        func() { b.Common(t.Context(), inDiscord(channel), guild) },
		"a server that waits": func() { b.receiver.returned(inDiscord(channel), guild) },
	} {
		b.core.Stop(t.Context(), inDiscord(channel), record.StopForbidden, time.Now())
		b.Pacer().Pause(time.Now().Add(time.Hour))
		before := b.srv.Calls("")
		ask()
		if n := b.srv.Calls("") - before; n != 0 {
			t.Errorf("%s is asked by %d requests while Discord asks to wait", what, n)
		}
	}
}

// Where nothing waits, changes cost no search, until something is stopped there.
func TestAServerInWhichNothingWaitsIsNotSearchedEachTime(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.receiver.looks.after = lookAfter
	b.run()
	change := func() { b.srv.Event("CHANNEL_UPDATE", `{"id":"110","guild_id":"100","type":0}`) }
	for range 5 {
		change()
	}
	b.soon("it is searched", func() bool { return b.core.Looks() == 1 })
	m := point()
	m.GroupID = guild
	b.srv.Forbid(channel)
	if _, err := b.Send(t.Context(), m); !isGone(record.StopForbidden)(err) {
		t.Fatal(err)
	}
	for range 5 {
		change()
	}
	b.soon("it is searched once more", func() bool { return b.core.Looks() >= 2 })
	b.srv.Event("GUILD_DELETE", `{"id":"100"}`) // behind the others
	b.soon("the server is left", func() bool { return b.core.Stopped(inDiscord(guild)) != "" })
	if n := b.core.Looks(); n != 2 {
		t.Errorf("it was searched %d times", n)
	}
}

// The courier stores a stop after the try that found it: a look between the two does not
// make the server calm.
func TestAStopThatIsStoredLateIsSeen(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run()
	change := func() { b.srv.Event("CHANNEL_UPDATE", `{"id":"110","guild_id":"100","type":0}`) }
	b.srv.Forbid(channel)
	m := point()
	m.GroupID = guild
	if _, err := b.Send(t.Context(), m); !isGone(record.StopForbidden)(err) {
		t.Fatal(err)
	}
	change()
	b.soon("it is searched", func() bool { return b.core.Looks() == 1 })
	b.core.Stop(t.Context(), inDiscord(channel), record.StopForbidden, time.Now())
	b.srv.Deny(channel, 0)
	change()
	b.soon("it is searched again", func() bool { return b.core.Looks() == 2 })
}

func TestACalmServerIsLookedUpAnewInTime(t *testing.T) {
	now := time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)
	var c calm
	c.note("1", now)
	for after, want := range map[time.Duration]bool{-time.Second: false, 0: true, calmFor - 1: true, calmFor: false} {
		if c.is("1", now.Add(after)) != want {
			t.Errorf("after %s it is calm: %t", after, !want)
		}
	}
	c.stir("1", now)
	if c.is("1", now) || c.is("2", now) {
		t.Error("what was stopped, or never looked up, is calm")
	}
	// A stop is stored after it was noted, by who brings deliveries.
	for after, want := range map[time.Duration]bool{-time.Second: false, 0: false, time.Second: false, calmFor - 1: false, calmFor: true} {
		looked := now.Add(after)
		if c.note("1", looked); c.is("1", looked) != want {
			t.Errorf("looked up %s after a stop it is calm: %t", after, !want)
		}
	}
	c = calm{}
	for i := range mostCalm + 5 {
		c.note(strconv.Itoa(i), now)
	}
	if c.note("x", now.Add(calmFor)); len(c.since) != 1 || !c.is("x", now.Add(calmFor)) {
		t.Errorf("%d are remembered", len(c.since))
	}
}

// A channel that takes no cards does not go on because the bot may write there.
func TestAChannelWithoutCardsWaitsUntilItTakesThem(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run()
	b.srv.Deny(channel, discordtest.EmbedLinks)
	m := point()
	m.GroupID = guild
	if _, err := b.Send(t.Context(), m); !isGone(record.StopForbidden)(err) {
		t.Fatal(err)
	}
	b.core.Stop(t.Context(), inDiscord(channel), record.StopForbidden, time.Now())
	update := func() { b.srv.Event("CHANNEL_UPDATE", `{"id":"110","guild_id":"100","type":0}`) }
	for n := range 2 { // the second look begins after the first
		update()
		b.soon("the bot has looked", func() bool { return b.srv.Calls("/members/900") > n })
	}
	if b.core.Stopped(inDiscord(channel)) == "" {
		t.Error("it goes on without them")
	}
	b.srv.Deny(channel, 0)
	update()
	b.soon("it goes on", func() bool { return b.core.Stopped(inDiscord(channel)) == "" })
}
