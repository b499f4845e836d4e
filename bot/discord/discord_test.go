package discord

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A bench is a platform with a session at a fake Discord.
type bench struct {
	t    *testing.T
	srv  *discordtest.Server
	core *commandstest.Core
	log  *logged
	*Platform
}

const (
	guild   = "100"
	channel = "110"
	thread  = "111"
	private = "120"
	owner   = "7"
	admin   = "8"
	member  = "9"
)

// newBench makes a platform whose configuration is changed before it begins.
func newBench(t *testing.T, change ...func(*Config)) *bench {
	t.Helper()
	srv := discordtest.New()
	t.Cleanup(func() {
		srv.Close()
		if broken := srv.Violations(); len(broken) > 0 {
			t.Errorf("Discord has refused %v", broken)
		}
	})
	srv.Guild(guild, owner, channel, thread)
	srv.Member(guild, admin, 32)
	srv.Member(guild, member, 1024)
	srv.DM(private, member)
	b := &bench{t: t, srv: srv, core: commandstest.New(), log: &logged{}}
	cfg := Config{Token: discordtest.Token, URL: srv.URL(), Core: b.core, Clock: clock.System{}, Log: slog.New(slog.NewTextHandler(b.log, nil))}
	for _, change := range change {
		change(&cfg)
	}
	p, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	b.Platform = p
	b.waits(time.Hour) // what is slow here is the machine
	b.receiver.looks.after = time.Millisecond
	return b
}

// waits makes both sides wait for answers to interactions.
func (b *bench) waits(within time.Duration) {
	b.receiver.answerer.within = within
	b.srv.AnswerWithin(within)
}

// logged keeps what is logged.
type logged struct {
	mu   sync.Mutex
	text strings.Builder
}

func (r *logged) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.Write(p)
}

func (r *logged) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.String()
}

// run keeps a session until the test ends.
func (b *bench) run() {
	b.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx, func() bool { return true }) }()
	b.t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			b.t.Error(err)
		}
	})
	b.await("a session", func() bool { return b.srv.Connected() == 1 })
}

func (b *bench) await(what string, holds func() bool) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := b.srv.Await(ctx, holds); err != nil {
		b.t.Fatalf("%s: %v\n%s", what, err, b.log)
	}
}

// soon waits until something holds that the server cannot see.
func (b *bench) soon(what string, holds func() bool) {
	b.t.Helper()
	if !clock.Await(time.Minute, 5*time.Millisecond, holds) {
		b.t.Fatalf("%s did not come\n%s", what, b.log)
	}
}

// command uses a slash command and waits for the answer.
func (b *bench) command(person, where, name string, options map[string]string) discordtest.Message {
	b.t.Helper()
	i, err := b.srv.Command(person, where, name, options)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.answer(i)
}

func (b *bench) answer(i *discordtest.Interaction) discordtest.Message {
	b.t.Helper()
	var m *discordtest.Message
	b.await("an answer", func() bool { m = b.srv.Answer(i); return m != nil })
	return *m
}

func (b *bench) press(person, label string) discordtest.Message {
	b.t.Helper()
	i, err := b.srv.Press(person, channel, label)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.answer(i)
}

func TestASlashCommandBecomesTheLineThatTheCoreReads(t *testing.T) {
	b := newBench(t)
	b.run()
	if m := b.command(member, channel, "pray", map[string]string{"country": "north korea"}); !strings.Contains(m.Text, "You asked pray") || m.Flags != 0 {
		t.Errorf("the answer is %+v", m)
	}
	if r := b.core.Last(); r.Args["country"] != "north korea" || r.Line != "" {
		t.Errorf("the core read %q and %q", r.Args, r.Line)
	}
	if m := b.command(member, channel, "panic", nil); m.Text != "Sorry." {
		t.Errorf("after a panic the answer is %q", m.Text)
	}
}

func TestARequestSaysWhereItComesFrom(t *testing.T) {
	b := newBench(t)
	b.run()
	for _, tt := range []struct {
		person, where string
		want          reply.Request
	}{
		{member, channel, reply.Request{GroupID: guild, Role: reply.Anyone}},
		{admin, thread, reply.Request{GroupID: guild, Role: reply.Moderator}},
		{member, private, reply.Request{Private: true, Role: reply.Anyone}},
	} {
		b.command(tt.person, tt.where, "pray", nil)
		r := b.core.Last()
		if r.Person != tt.person || r.Chat != (record.ChatID{Platform: "discord", Key: tt.where}) || r.GroupID != tt.want.GroupID || r.Private != tt.want.Private || r.Role != tt.want.Role || r.Language != "en-US" {
			t.Errorf("%s in %s: %+v", tt.person, tt.where, r)
		}
	}
}

func TestAnswersGoWhereTheyBelong(t *testing.T) {
	b := newBench(t)
	buttons := [][]reply.Button{{{Label: "Edit", Do: "edit"}, {Label: "Thank", Do: "thank"}, {Label: "New", Do: "new"}}}
	b.core.Answer("pray", reply.Reply{Title: "Menu", Buttons: buttons})
	b.core.Answer("1 edit", reply.Reply{Title: "Edited", Visibility: reply.InPlace, Buttons: buttons})
	b.core.Answer("1 thank", reply.Reply{Title: "Thank you", Visibility: reply.ForAsker})
	b.core.Answer("announce", reply.Reply{Title: "Preview", Visibility: reply.Private})
	b.run()
	menu := b.command(member, channel, "pray", nil)
	if m := b.press(member, "Thank"); m.Flags != ephemeral || m.Title != "Thank you" {
		t.Errorf("a whisper is %+v", m)
	}
	if m := b.press(member, "New"); m.Flags != 0 || m.ID == menu.ID {
		t.Errorf("a fresh answer is %+v", m)
	}
	if m := b.press(member, "Edit"); m.ID != menu.ID || m.Title != "Edited" || m.Edited != 1 {
		t.Errorf("in its place stands %+v", m)
	}
	if m := b.command(admin, channel, "announce", map[string]string{"text": "x"}); m.Flags != ephemeral {
		t.Errorf("a secret is %+v", m)
	}
}

func TestAPressSaysWhoseAnswerItStandsUnder(t *testing.T) {
	b := newBench(t)
	buttons := [][]reply.Button{{{Label: "Go", Do: "go"}}}
	b.core.Answer("pray", reply.Reply{Title: "Menu", Buttons: buttons})
	b.core.Answer("subscribe", reply.Reply{Title: "Quiet", Buttons: buttons, Visibility: reply.ForAsker})
	long := commandstest.Said(strings.TrimSpace(strings.Repeat("A sentence. ", 800)))
	long.Visibility = reply.InPlace
	b.core.Answer("1 long", long)
	b.run()
	if _, err := b.Send(t.Context(), delivery.Message{Chat: record.ChatID{Platform: "discord", Key: channel}, Reply: reply.Reply{Title: "Point", Buttons: buttons}, Nonce: "n"}); err != nil {
		t.Fatal(err)
	}
	delivery := b.srv.Messages(channel)[0]
	open := b.command(member, channel, "pray", nil)
	hidden := b.command(member, channel, "subscribe", map[string]string{"time": "7"})
	for _, tt := range []struct {
		what   string
		m      discordtest.Message
		person string
		want   reply.Origin
	}{
		{"a delivery", delivery, member, reply.FromDelivery},
		{"one's own answer", open, member, reply.FromOwnAnswer},
		{"somebody else's", open, admin, reply.FromOthersAnswer},
		{"one that the asker alone sees", hidden, member, reply.FromOwnAnswer},
	} {
		i, err := b.srv.PressOf(tt.person, tt.m, "1 go")
		if err != nil {
			t.Fatal(err)
		}
		b.answer(i)
		if got := b.core.Last().Origin; got != tt.want {
			t.Errorf("%s: %v, want %v", tt.what, got, tt.want)
		}
	}
	if _, err := b.srv.PressOf(admin, hidden, "1 go"); err == nil {
		t.Error("somebody else sees what is ephemeral")
	}
	i, err := b.srv.PressOf(member, open, "1 long")
	if err != nil {
		t.Fatal(err)
	}
	if m := b.answer(i); m.Flags != ephemeral {
		t.Error("what does not fit one's own answer is put behind it for all")
	}
}

func TestALongAnswerGoesOnBehind(t *testing.T) {
	b := newBench(t)
	b.core.Answer("pray", reply.Reply{Blocks: []reply.Block{{Kind: reply.Story, Text: strings.TrimSpace(strings.Repeat("A sentence. ", 800))}}, Visibility: reply.ForAsker})
	b.run()
	b.command(member, channel, "pray", nil)
	b.await("three parts", func() bool { return len(b.srv.Messages(channel)) == 3 })
	for _, m := range b.srv.Messages(channel) {
		if m.Flags != ephemeral {
			t.Error("a part is seen by all")
		}
	}
}

func TestValuesAreSuggestedWhileSomebodyTypes(t *testing.T) {
	b := newBench(t)
	b.run()
	i, err := b.srv.Type(member, channel, "pray", "country", "no")
	if err != nil {
		t.Fatal(err)
	}
	b.await("suggestions", func() bool { return slices.Equal(b.srv.Suggested(i), []string{"one", "two"}) })
}

func TestCommandsAreRegisteredOnlyWhenTheyDiffer(t *testing.T) {
	b := newBench(t)
	ctx := context.Background()
	for range 3 {
		if err := b.receiver.introduce(ctx); err != nil {
			t.Fatal(err)
		}
	}
	all, puts := b.srv.Commands()
	if puts != 1 || len(all) != 6 {
		t.Fatalf("%d commands were written %d times", len(all), puts)
	}
	for _, c := range all {
		if forModerators := c.Permissions != nil && *c.Permissions == "32"; forModerators != (c.Name == "forget") {
			t.Errorf("%s is shown to holders of %v", c.Name, c.Permissions)
		}
		if !slices.Contains(c.Types, 1) {
			t.Errorf("%s cannot be installed by a person", c.Name)
		}
		if elsewhere := slices.Contains(c.Contexts, 2); elsewhere != (c.Name == "pray" || c.Name == "panic" || c.Type == 3) {
			t.Errorf("%s can be used between people: %v", c.Name, elsewhere)
		}
	}
}

func TestHealthIsThatOfTheSession(t *testing.T) {
	b := newBench(t)
	if err := b.Healthy(t.Context()); err != nil {
		t.Errorf("a process that stands by is ill: %v", err)
	}
	b.run()
	b.soon("health", func() bool { return b.Healthy(t.Context()) == nil })
	b.srv.AnswerResume(7)
	b.srv.Unreachable(true)
	b.srv.DropGateway()
	b.soon("its illness", func() bool { return b.Healthy(t.Context()) != nil })
}

// As long as Discord has not answered since the start, the bot is not ready, and its
// sessions are counted once there are any.
func TestItIsNotReadyBeforeDiscordAnswers(t *testing.T) {
	b := newBench(t)
	b.srv.Fail(discordtest.Fault{Lasting: true, Status: 502})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx, func() bool { return true }) }()
	b.soon("that it is not ready", func() bool {
		err := b.Healthy(ctx)
		return err != nil && strings.Contains(err.Error(), "has not answered since the start")
	})
	b.soon("that it was asked in vain", func() bool { return strings.Contains(b.log.String(), "Discord does not answer yet") })
	if open, wanted, left := b.Sessions(); open != 0 || wanted != 1 || left != -1 {
		t.Errorf("%d of %d sessions are open, and %d are left", open, wanted, left)
	}
	b.srv.AllowStarts(77, time.Hour)
	b.srv.ClearFaults()
	b.soon("that it is ready", func() bool { return b.Healthy(ctx) == nil })
	if open, wanted, left := b.Sessions(); open != 1 || wanted != 1 || left != 77 {
		t.Errorf("%d of %d sessions are open, and %d are left", open, wanted, left)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if text := b.log.String(); !strings.Contains(text, "Discord answers again") {
		t.Errorf("that Discord answers again is not said:\n%s", text)
	}
}

func TestADroppedSessionIsTakenUpAgain(t *testing.T) {
	b := newBench(t)
	b.run()
	b.srv.DropGateway()
	b.await("the session is resumed", func() bool { _, resumed := b.srv.Sessions(); return resumed == 1 && b.srv.Connected() == 1 })
	b.command(member, channel, "pray", nil)
}

func TestEachShardThatIsRecommendedHasASession(t *testing.T) {
	b := newBench(t, hurries)
	b.srv.Shards(2)
	b.srv.Heartbeat(time.Second)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx, func() bool { return true }) }()
	b.await("two sessions", func() bool { return b.srv.Connected() == 2 })
	b.command(member, channel, "pray", nil)
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if ids := b.srv.ShardsSeen(); !slices.Equal(ids, [][2]int{{0, 2}, {1, 2}}) {
		t.Errorf("the sessions are %v", ids)
	}
}

// hurried is a clock on which nobody waits for a session to begin, or longer.
type hurried struct{ clock.System }

func hurries(cfg *Config) { cfg.Clock = hurried{} }

func (h hurried) Sleep(ctx context.Context, d time.Duration) error {
	if d > time.Second {
		d = 0
	}
	return h.System.Sleep(ctx, d)
}

func TestWhatComesWhileAnotherMayHaveThePlatformIsLeftToThat(t *testing.T) {
	b := newBench(t)
	open := make(chan bool, 1)
	open <- true
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	shut := make(chan struct{}, 1) // gets a word when somebody finds it closed
	isOpen := func() bool {
		is := <-open
		open <- is
		if !is {
			select {
			case shut <- struct{}{}:
			default:
			}
		}
		return is
	}
	go func() { done <- b.Run(ctx, isOpen) }()
	b.await("a session", func() bool { return b.srv.Connected() == 1 })
	<-open
	open <- false
	i, err := b.srv.Command(member, channel, "pray", nil)
	if err != nil {
		t.Fatal(err)
	}
	<-shut
	<-open
	open <- true
	b.command(member, channel, "pray", nil)
	if b.srv.Answer(i) != nil {
		t.Error("it was answered")
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestWhatCannotPassEndsTheRun(t *testing.T) {
	for code, want := range map[int]string{4004: "token", 4014: "intent", 4011: "sharding"} {
		b := newBench(t)
		b.srv.RefuseSessions(code)
		if err := b.Run(context.Background(), func() bool { return true }); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), discordtest.Token) {
			t.Errorf("close code %d: %v", code, err)
		}
	}
}

func TestAWrongTokenIsSaidWithoutShowingIt(t *testing.T) {
	const wrong = "wrong-token.wrong-token.wrong-token-000"
	b := newBench(t, func(cfg *Config) { cfg.Token = wrong })
	err := b.Run(context.Background(), func() bool { return true })
	if err == nil || !strings.Contains(err.Error(), "token was refused") || strings.Contains(err.Error()+b.log.String(), wrong) {
		t.Errorf("got %v", err)
	}
}

func TestADeletedChannelIsNoted(t *testing.T) {
	b := newBench(t)
	b.run()
	b.srv.DeleteChannel(channel, true)
	b.await("the stop", func() bool {
		b.command(member, thread, "pray", nil)
		return b.core.Stopped(record.ChatID{Platform: "discord", Key: channel}) == record.StopDeleted
	})
}

func TestAnAnswerThatFailsShowsNoToken(t *testing.T) {
	b := newBench(t)
	b.run()
	b.srv.Fail(discordtest.Fault{Path: "/callback", Status: 500})
	if _, err := b.srv.Command(member, channel, "pray", nil); err != nil {
		t.Fatal(err)
	}
	b.soon("the log", func() bool { return strings.Contains(b.log.String(), "could not be answered") })
	if text := b.log.String(); strings.Contains(text, "interaction-token") {
		t.Errorf("the log says %s", text)
	}
}

func TestRolesAreAskedAtTheMoment(t *testing.T) {
	b := newBench(t)
	for person, want := range map[string]reply.Role{owner: reply.Moderator, admin: reply.Moderator, member: reply.Anyone} {
		if role, err := b.Role(context.Background(), record.ChatID{}, guild, person); err != nil || role != want {
			t.Errorf("%s is %v, %v", person, role, err)
		}
	}
	if role, err := b.Role(context.Background(), record.ChatID{}, guild, "77"); role != reply.Anyone || err != nil {
		t.Errorf("a stranger is %v, %v", role, err)
	}
}
