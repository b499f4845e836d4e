package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/pace"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A bench is a platform that polls a fake Telegram.
type bench struct {
	t    *testing.T
	srv  *telegramtest.Server
	core *commandstest.Core
	*Platform
	asked int // how often somebody has asked whether all is well
}

const (
	ada   = int64(7)
	bola  = int64(8)
	group = int64(-1001)
)

// newBench makes a platform whose configuration is changed before it begins.
func newBench(t *testing.T, change ...func(*Config)) *bench {
	t.Helper()
	srv := telegramtest.New()
	t.Cleanup(srv.Close)
	t.Cleanup(func() {
		if broken := srv.Violations(); len(broken) > 0 {
			t.Errorf("the bot breaks Telegram's rules: %q", broken)
		}
	})
	srv.Person(ada)
	srv.Group(group, ada, bola)
	core := commandstest.New()
	cfg := Config{Token: telegramtest.Token, URL: srv.URL(), Core: core, Clock: clock.System{}, Log: slog.New(slog.DiscardHandler), Limits: &pace.Limits{}}
	for _, change := range change {
		change(&cfg)
	}
	p, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return &bench{t: t, srv: srv, core: core, Platform: p}
}

// run polls until the test ends.
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
}

// await waits until a condition holds, for a minute at most.
func (b *bench) await(what string, holds func() bool) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := b.srv.Await(ctx, holds); err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
}

// awaitText waits until the newest message of a chat holds a text.
func (b *bench) awaitText(chat int64, text string) telegramtest.Message {
	b.t.Helper()
	var newest telegramtest.Message
	b.await(text, func() bool {
		all := b.srv.Messages(chat)
		if len(all) == 0 {
			return false
		}
		newest = all[len(all)-1]
		return strings.Contains(newest.Text, text)
	})
	return newest
}

func TestCommandsAreUnderstoodInTheirForms(t *testing.T) {
	b := newBench(t)
	b.run()
	for _, tt := range []struct {
		chat         int64
		text, answer string
	}{
		{ada, "/pray nigeria", "You asked pray nigeria"},
		{ada, "/PRAY", "You asked pray"},
		{ada, "nigeria", "You asked  nigeria"},
		{ada, "/start j_CODE", "You asked start j_CODE"},
		{group, "/pray@Prayer_Test_Bot x", "You asked pray x"},
		{ada, "/panic", "Sorry."},
	} {
		b.srv.Say(tt.chat, ada, tt.text)
		b.awaitText(tt.chat, tt.answer)
	}
	before := len(b.core.Asked())
	b.srv.Say(group, ada, "good morning")
	b.srv.Say(group, ada, "/pray@other_bot")
	b.srv.Say(group, ada, "/last")
	b.awaitText(group, "You asked last")
	if n := len(b.core.Asked()) - before; n != 1 {
		t.Errorf("%d of three lines were taken, one is for the bot", n)
	}
}

func TestARequestSaysWhereItComesFrom(t *testing.T) {
	b := newBench(t)
	b.srv.Topic(group, 45)
	b.run()
	b.srv.Say(ada, ada, "/a")
	b.awaitText(ada, "asked a")
	if r := b.core.Last(); !r.Private || r.Chat.String() != "telegram:7" || r.GroupID != "" || r.Person != "7" || r.Role != reply.RoleUnknown || r.Language != "en" {
		t.Errorf("in private: %+v", r)
	}
	b.srv.SayIn(group, 45, bola, "/b")
	if m := b.awaitText(group, "asked b"); m.Thread != 45 || m.ReplyTo == 0 {
		t.Errorf("the answer stands in topic %d, replying to %d", m.Thread, m.ReplyTo)
	}
	if r := b.core.Last(); r.Private || r.Chat.String() != "telegram:-1001/45" || r.GroupID != "-1001" || r.Person != "8" {
		t.Errorf("in a topic: %+v", r)
	}
	b.srv.SayAnonymously(group, "/c")
	b.awaitText(group, "asked c")
	if r := b.core.Last(); r.Role != reply.Moderator || r.Person != "" {
		t.Errorf("anonymously: %+v", r)
	}
}

func TestButtonsAreAnsweredInTheirPlace(t *testing.T) {
	b := newBench(t)
	b.core.Answer("menu", reply.Reply{Title: "Menu", Buttons: [][]reply.Button{{{Label: "Edit", Do: "edit"}, {Label: "Toast", Do: "toast"}, {Label: "New", Do: "new"}}}})
	b.core.Answer("1 edit", reply.Reply{Title: "Edited", Visibility: reply.InPlace})
	toast := commandstest.Said("Thank you.")
	toast.Visibility = reply.ForAsker
	b.core.Answer("1 toast", toast)
	b.run()
	b.srv.Say(ada, ada, "/menu")
	b.awaitText(ada, "Menu")
	b.press(ada, "Toast")
	b.await("the toast", func() bool { return strings.Join(b.srv.Toasts(), "") == "Thank you." })
	b.press(ada, "New")
	b.awaitText(ada, "You asked 1 new")
	b.press(ada, "Edit")
	b.await("the edit", func() bool { return b.srv.Messages(ada)[0].Text == "Edited" })
	if n := len(b.srv.Messages(ada)); n != 2 {
		t.Errorf("there are %d messages, want the edited one and the new one", n)
	}
	b.await("all presses answered", func() bool { return b.srv.Unanswered() == 0 })
}

func (b *bench) press(chat int64, label string) {
	b.t.Helper()
	if err := b.srv.Press(ada, chat, label); err != nil {
		b.t.Fatal(err)
	}
}

func TestAPressSaysWhoseAnswerItStandsUnder(t *testing.T) {
	b := newBench(t)
	b.srv.BeginTopic(group, 45, ada)
	b.core.Answer("menu", reply.Reply{Title: "Menu", Buttons: [][]reply.Button{{{Label: "Go", Do: "go"}}}})
	b.run()
	deliver := func(key string) telegramtest.Message {
		r := reply.Reply{Title: "Delivery", Buttons: [][]reply.Button{{{Label: "Go", Do: "go"}}}}
		if _, err := b.Send(t.Context(), delivery.Message{Chat: record.ChatID{Platform: "telegram", Key: key}, Reply: r}); err != nil {
			t.Fatal(err)
		}
		return b.awaitText(group, "Delivery")
	}
	ask := func(say func()) telegramtest.Message {
		before := len(b.srv.Messages(group))
		say()
		b.await("the answer", func() bool { return len(b.srv.Messages(group)) > before })
		return b.srv.Messages(group)[before]
	}
	long := reply.Reply{Blocks: []reply.Block{{Kind: reply.Story, Text: strings.TrimSpace(strings.Repeat("A sentence. ", 600))}}, Buttons: [][]reply.Button{{{Label: "Go", Do: "go"}}}}
	b.core.Answer("story", long)
	for _, tt := range []struct {
		what   string
		m      telegramtest.Message
		person int64
		want   reply.Origin
	}{
		{"a delivery", deliver("-1001"), ada, reply.FromDelivery},
		{"a delivery in a topic, pressed by who began it", deliver("-1001/45"), ada, reply.FromDelivery},
		{"one's own answer", ask(func() { b.srv.Say(group, ada, "/menu") }), ada, reply.FromOwnAnswer},
		{"one's own answer in a topic", ask(func() { b.srv.SayIn(group, 45, bola, "/menu") }), bola, reply.FromOwnAnswer},
		{"somebody else's", ask(func() { b.srv.Say(group, ada, "/menu") }), bola, reply.FromOthersAnswer},
		{"somebody else's in a topic of one's own", ask(func() { b.srv.SayIn(group, 45, bola, "/menu") }), ada, reply.FromOthersAnswer},
		{"that of an anonymous admin", ask(func() { b.srv.SayAnonymously(group, "/menu") }), ada, reply.FromAnonymousAnswer},
	} {
		asked := len(b.core.Asked())
		b.srv.PressOf(tt.person, tt.m, "1 go")
		b.await("the press", func() bool { return b.srv.Unanswered() == 0 && len(b.core.Asked()) > asked })
		if got := b.core.Last(); got.Origin != tt.want || got.Quoted != "" {
			t.Errorf("%s: %v, want %v (%q)", tt.what, got.Origin, tt.want, got.Quoted)
		}
	}
	before := len(b.srv.Messages(group))
	b.srv.Say(group, ada, "/story")
	b.await("two parts", func() bool { return len(b.srv.Messages(group)) == before+2 })
	for _, m := range b.srv.Messages(group)[before:] {
		if m.ReplyTo == 0 {
			t.Error("the part with the buttons does not say whose answer it is")
		}
	}
}

func TestAPressInAGroupPostsNothing(t *testing.T) {
	b := newBench(t)
	const group = int64(-1009) // a supergroup has messages for one person
	b.srv.BasicGroup(group, ada, bola)
	buttons := [][]reply.Button{{{Label: "Go", Do: "go"}}}
	long := strings.TrimSpace(strings.Repeat("A sentence. ", 600))
	for name, r := range map[string]reply.Reply{
		"link":   {Title: "Report", Visibility: reply.ForAsker, Start: "c_NG", Buttons: buttons},
		"toast":  {Title: "Schedule", Blocks: []reply.Block{{Text: long}}, Visibility: reply.ForAsker, Buttons: buttons},
		"long":   {Title: "Story", Blocks: []reply.Block{{Text: long}}, Visibility: reply.InPlace, Start: "s_x"},
		"secret": {Title: "Codes", Visibility: reply.Private, Aside: "Told."},
	} {
		b.core.Answer("1 "+name, r)
	}
	b.core.Answer("menu", reply.Reply{Title: "Menu", Buttons: buttons})
	b.run()
	b.srv.Say(group, ada, "/menu")
	m := b.awaitText(group, "Menu")
	for _, data := range []string{"1 link", "1 toast", "1 long", "1 secret"} {
		b.srv.PressOf(ada, m, data)
		b.await(data, func() bool { return b.srv.Unanswered() == 0 })
	}
	if all := b.srv.Messages(group); len(all) != 1 || all[0].Edited != 0 {
		t.Errorf("the group reads %+v", all)
	}
	want := []string{"https://t.me/prayer_test_bot?start=c_NG", "https://t.me/prayer_test_bot?start=s_x"}
	if got := b.srv.Opened(); !slices.Equal(got, want) {
		t.Errorf("opened: %v", got)
	}
	if toasts := b.srv.Toasts(); !strings.HasPrefix(toasts[1], "Schedule\nA sentence.") || toasts[3] != "Told." {
		t.Errorf("the toasts are %q", toasts)
	}
	b.awaitText(ada, "Codes")
}

func TestAChannelHasLinksInsteadOfButtons(t *testing.T) {
	b := newBench(t)
	const channel = int64(-1003)
	b.srv.Channel(channel, ada, bola)
	r := reply.Reply{Title: "Point", Blocks: []reply.Block{{Text: "Pray."}, {Text: "Press Pause.", Chooses: true}}, Buttons: [][]reply.Button{
		{{Label: "I prayed", Do: "prayed x"}}, {{Label: "Report", Do: "country =NG"}, {Label: "News", Do: "news =NG 2"}},
		{{Label: "Pause", Do: "schedule pause 1"}}, {{Label: "Web", Link: "https://example.org"}},
	}}
	for range 2 { // it is asked for once what kind of chat it is
		if _, err := b.Send(t.Context(), delivery.Message{Chat: record.ChatID{Platform: "telegram", Key: "-1003"}, Reply: r}); err != nil {
			t.Fatal(err)
		}
	}
	const own = "https://t.me/prayer_test_bot?start="
	want := [][]telegramtest.Button{
		{{Label: "I prayed", Data: "1 prayed x"}}, {{Label: "Report", URL: own + "c_NG"}, {Label: "News", URL: own + "n_NG_2"}}, {{Label: "Web", URL: "https://example.org"}},
	}
	for _, m := range b.srv.Messages(channel) {
		if fmt.Sprint(m.Buttons) != fmt.Sprint(want) || m.Text != "Point\n\nPray." {
			t.Errorf("it says %q, and the buttons are %v", m.Text, m.Buttons)
		}
	}
	if n := b.srv.Calls("getChat"); n != 1 {
		t.Errorf("it was asked %d times", n)
	}
	if _, err := b.Send(t.Context(), delivery.Message{Chat: record.ChatID{Platform: "telegram", Key: "-1001"}, Reply: r}); err != nil {
		t.Fatal(err)
	}
	if m := b.awaitText(group, "Point"); m.Buttons[1][0].Data != "1 country =NG" || !strings.Contains(m.Text, "Press Pause.") {
		t.Errorf("a group's buttons are %v", m.Buttons)
	}
}

func TestASecretIsToldInPrivateOrNotAtAll(t *testing.T) {
	b := newBench(t)
	b.core.Answer("secret", reply.Reply{Title: "Preview", Visibility: reply.Private, Aside: "Told.", AsideFailed: "Start me first."})
	b.run()
	b.srv.Say(group, ada, "/secret")
	b.awaitText(group, "Told.")
	b.awaitText(ada, "Preview")
	b.srv.Say(group, bola, "/secret")
	b.awaitText(group, "Start me first.")
	for _, m := range b.srv.Messages(group) {
		if strings.Contains(m.Text, "Preview") {
			t.Error("the secret stands in the group")
		}
	}
}

func TestWhatWasSaidBeforeIsAToastOrNothing(t *testing.T) {
	b := newBench(t)
	again := commandstest.Said("Please wait.")
	again.Visibility, again.Again = reply.ForAsker, true
	b.core.Answer("pray", reply.Reply{Title: "Menu", Buttons: [][]reply.Button{{{Label: "More", Do: "more"}}}})
	b.core.Answer("1 more", again)
	b.core.Answer("slow", again)
	b.run()
	b.srv.Say(group, ada, "/pray")
	b.awaitText(group, "Menu")
	if err := b.srv.Press(ada, group, "More"); err != nil {
		t.Fatal(err)
	}
	b.await("a toast", func() bool { return slices.Contains(b.srv.Toasts(), "Please wait.") })
	b.srv.Say(group, ada, "/slow")
	b.srv.Say(group, ada, "/last")
	b.awaitText(group, "You asked last")
	if n := len(b.srv.Messages(group)); n != 2 {
		t.Errorf("%d messages stand in the group, want 2", n)
	}
}

func TestOneMalformedUpdateDoesNotBlockItsNeighbours(t *testing.T) {
	b := newBench(t)
	b.srv.Say(ada, ada, "/before")
	b.srv.Raw(map[string]any{"message": "not a message"})
	b.srv.Raw(map[string]any{"message": map[string]any{"chat": map[string]any{"id": "seven"}}})
	b.srv.Say(ada, ada, "/after")
	b.run()
	b.awaitText(ada, "asked after")
	b.await("everything is acknowledged", func() bool { return b.srv.Unacknowledged() == 0 })
}

func TestTroubleWhilePollingPasses(t *testing.T) {
	b := newBench(t, func(cfg *Config) { cfg.Webhook.Replace = true })
	b.srv.SetWebhook("https://old.example.org/hook")
	b.srv.Fail("getUpdates", telegramtest.Fault{Reset: true})
	b.run()
	b.srv.Say(ada, ada, "/pray")
	b.awaitText(ada, "asked pray")
}

func TestAWrongTokenIsSaidWithoutShowingIt(t *testing.T) {
	b := newBench(t)
	wrong := "987654321:AAwrong-token_wrong-token_wrong00"
	p, err := New(Config{Token: wrong, URL: b.srv.URL(), Core: b.core, Clock: clock.System{}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	err = p.Run(context.Background(), func() bool { return true })
	if err == nil || strings.Contains(err.Error(), wrong) || !strings.Contains(err.Error(), "BotFather") {
		t.Errorf("got %v", err)
	}
}

func TestTheMenusShowTheTableToThoseWhomItIsFor(t *testing.T) {
	b := newBench(t)
	ctx := context.Background()
	if err := b.poller.registrar.updateMenus(ctx); err != nil {
		t.Fatal(err)
	}
	for scope, want := range map[string]bool{"default": false, "all_private_chats": true, "all_group_chats": false, "all_chat_administrators": true} {
		if got := strings.Contains(b.srv.Menu(scope), "announce"); got != want || !strings.Contains(b.srv.Menu(scope), "pray") {
			t.Errorf("the menu of %s is %s", scope, b.srv.Menu(scope))
		}
	}
	if !strings.Contains(b.srv.MenuIn("all_private_chats", "de"), "pray") {
		t.Error("there is no menu in German")
	}
	sets := b.srv.Calls("setMyCommands")
	if err := b.poller.registrar.updateMenus(ctx); err != nil || b.srv.Calls("setMyCommands") != sets {
		t.Errorf("menus that are right are set again: %v", err)
	}
}

func TestHealthIsThatOfThePoll(t *testing.T) {
	b := newBench(t)
	if err := b.Healthy(t.Context()); err != nil {
		t.Errorf("a process that stands by is ill: %v", err)
	}
	b.poller.running.Store(true)
	if b.Healthy(t.Context()) == nil {
		t.Error("without updates it is well")
	}
	b.run()
	b.srv.Say(ada, ada, "/pray")
	b.awaitText(ada, "asked pray")
	if err := b.Healthy(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestMembershipIsNoted(t *testing.T) {
	b := newBench(t)
	b.run()
	b.srv.Block(ada)
	b.srv.Migrate(group, -1002, true)
	b.srv.Say(-1002, ada, "/done")
	b.awaitText(-1002, "asked done")
	// Each chat's news is dealt with in a queue of its own.
	b.await("the word that the bot was blocked", func() bool {
		return b.core.Stopped(record.ChatID{Platform: "telegram", Key: "7"}) == record.StopBlocked
	})
	b.await("the word that the group has moved", func() bool {
		return b.core.Moved(record.ChatID{Platform: "telegram", Key: "-1001"}).Key == "-1002"
	})
}

func TestANewGroupIsGreeted(t *testing.T) {
	b := newBench(t)
	b.run()
	b.srv.Unblock(group)
	b.awaitText(group, "You asked start")
}

func TestRolesAreAskedAtTheMoment(t *testing.T) {
	b := newBench(t)
	b.srv.Admin(group, bola)
	chat := record.ChatID{Platform: "telegram", Key: "-1001/45"}
	for person, want := range map[string]reply.Role{"7": reply.Anyone, "8": reply.Moderator, "99": reply.Anyone} {
		if role, err := b.Role(context.Background(), chat, "", person); err != nil || role != want {
			t.Errorf("%s is %v, %v", person, role, err)
		}
	}
	b.srv.Demote(group, bola)
	if role, _ := b.Role(context.Background(), chat, "", "8"); role != reply.Anyone {
		t.Error("a former administrator is still a moderator")
	}
}

func TestFailuresOfDeliveriesAreSorted(t *testing.T) {
	for _, tt := range []struct {
		what  string
		setup func(*telegramtest.Server)
		want  func(error) bool
	}{
		{"accepted", func(*telegramtest.Server) {}, func(err error) bool { return err == nil }},
		{"blocked", func(s *telegramtest.Server) { s.BlockSilently(ada) }, isGone(record.StopBlocked)},
		{"muted", func(s *telegramtest.Server) { s.Mute(ada) }, isGone(record.StopForbidden)},
		{"moved", func(s *telegramtest.Server) { s.Migrate(ada, -1009, false) }, func(err error) bool {
			var moved *delivery.MovedError
			return errors.As(err, &moved) && moved.To.Key == "-1009"
		}},
		{"429", fault(telegramtest.Fault{Status: 429, RetryAfter: 7}), isWait(7*time.Second, true)},
		{"429 as HTML", fault(telegramtest.Fault{Status: 429, Body: "<html>slow down</html>"}), isWait(adapter.DefaultRetryAfter, true)},
		{"500", fault(telegramtest.Fault{Status: 500}), isUnknown},
		{"502 as HTML, accepted", fault(telegramtest.Fault{Status: 502, Body: "<html>", Accept: true}), isUnknown},
		{"reset before acceptance", fault(telegramtest.Fault{Reset: true}), isUnknown},
		{"reset after acceptance", fault(telegramtest.Fault{Reset: true, Accept: true}), isUnknown},
		{"200 that is no JSON", fault(telegramtest.Fault{Status: 200, Body: "ok"}), isUnknown},
		{"refused", fault(telegramtest.Fault{Status: 400}), func(err error) bool {
			var refused *delivery.RefusedError
			return errors.As(err, &refused)
		}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			b := newBench(t)
			tt.setup(b.srv)
			_, err := b.Send(context.Background(), delivery.Message{Chat: record.ChatID{Platform: "telegram", Key: "7"}, Reply: commandstest.Said("Point")})
			if !tt.want(err) {
				t.Errorf("got %T %v", err, err)
			}
			if err != nil && strings.Contains(err.Error(), telegramtest.Token) {
				t.Error("the error shows the token")
			}
		})
	}
}

func fault(f telegramtest.Fault) func(*telegramtest.Server) {
	return func(s *telegramtest.Server) { s.Fail("sendMessage", f) }
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

func TestAServerThatIsNotThereMayPass(t *testing.T) {
	b := newBench(t)
	b.srv.Close()
	_, err := b.Send(context.Background(), delivery.Message{Chat: record.ChatID{Platform: "telegram", Key: "7"}, Reply: commandstest.Said("Point")})
	if err == nil || isUnknown(err) {
		t.Errorf("got %v", err)
	}
	if strings.Contains(err.Error(), telegramtest.Token) {
		t.Error("the error shows the token")
	}
}

func TestALongStoryComesInPartsAndGoesOnWhereItStopped(t *testing.T) {
	b := newBench(t)
	long := reply.Reply{Title: "Story", Blocks: []reply.Block{{Kind: reply.Story, Text: strings.TrimSpace(strings.Repeat("A sentence & more. ", 400))}}}
	m := delivery.Message{Chat: record.ChatID{Platform: "telegram", Key: "7"}, Reply: long}
	b.srv.Fail("sendMessage", telegramtest.Fault{Status: 0, Accept: true, Hang: time.Nanosecond})
	if _, err := b.Send(context.Background(), m); !isUnknown(err) {
		t.Fatalf("got %v", err)
	}
	m.Skip = 1
	if _, err := b.Send(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	all := b.srv.Messages(ada)
	if len(all) != 2 || !strings.HasSuffix(all[0].Text, ".") {
		t.Errorf("there are %d messages", len(all))
	}
}
