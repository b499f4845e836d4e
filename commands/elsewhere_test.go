package commands_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// The channels of a server: the one where somebody asks, and others.
const (
	home  = "110"
	other = "112"
	posts = "130"
)

// newServer is a talk with a moderator in a channel of a server with others.
func newServer(t *testing.T) *talk {
	t.Helper()
	k := newTalk(t)
	k.channel("9", "moderator", home, nil)
	k.req.Hears, k.roles["9"] = false, reply.Moderator
	k.places = map[string]reply.Place{
		other: {Kind: record.PlaceThreaded, Seen: true, Writes: true, Bot: reply.Powers{Known: true, Post: true}},
		posts: {Kind: record.PlaceForum, Seen: true, Writes: true, Bot: reply.Powers{Known: true, Post: true}},
	}
	return k
}

// use gives a command with options, as a platform names them.
func (k *talk) use(command string, options reply.Args) string {
	req := k.req
	req.Command, req.Args = command, options
	k.last, k.asker = k.core.Handle(context.Background(), req), req.Person
	return plain(k.last)
}

// times are how many subscriptions a channel has.
func (k *talk) times(t *testing.T, key string) int {
	t.Helper()
	chat, err := k.store.Chat(t.Context(), record.ChatID{Platform: "discord", Key: key})
	if err != nil {
		t.Fatal(err)
	}
	return len(chat.Subscriptions)
}

func TestACommandIsAboutTheChannelThatItNames(t *testing.T) {
	k := newServer(t)
	k.use("subscribe", reply.Args{"time": "07:00", "place": "=Africa/Lagos", "channel": other})
	if k.last.Blocks[0].Items[0].PlaceKey != other || k.last.Visibility != reply.ForAsker {
		t.Errorf("it does not say which channel:\n%s", plain(k.last))
	}
	k.press("Show the schedule")
	if got := plain(k.last); !strings.Contains(got, "1. 07:00") {
		t.Errorf("its button is about this channel:\n%s", got)
	}
	k.press("Pause")
	if got := k.use("schedule", reply.Args{"channel": other}); !strings.Contains(got, "Paused") || k.times(t, home) != 0 || k.times(t, other) != 1 {
		t.Errorf("it is not paused there:\n%s", got)
	}
	if got := k.use("status", nil); !strings.Contains(got, "Nothing is planned") {
		t.Errorf("this channel is told of the other:\n%s", got)
	}
	k.use("unsubscribe", reply.Args{"channel": other})
	if k.times(t, other) != 0 {
		t.Error("it was not ended there")
	}
}

func TestAQuestionAboutAnotherChannelGoesOnThere(t *testing.T) {
	k := newServer(t)
	k.use("subscribe", reply.Args{"time": "7", "for": "nigeria", "channel": other})
	for _, label := range []string{"07:00", "West Africa", "Nigeria"} {
		if got := plain(k.press(buttonLike(k.last, label))); strings.Contains(got, "THERE IS NO BUTTON") {
			break // not every question is asked
		}
	}
	if k.times(t, other)+k.times(t, home) == 0 {
		k.use("subscribe", reply.Args{"time": "07:00", "place": "brazil", "channel": other})
		k.press(buttonLike(k.last, "Manaus"))
	}
	if n := strings.Count(plain(k.last), "For the channel"); n != 1 {
		t.Errorf("it says %d times which channel it is about:\n%s", n, plain(k.last))
	}
	if k.times(t, other) != 1 || k.times(t, home) != 0 {
		t.Errorf("the answer went elsewhere:\n%s", plain(k.last))
	}
}

// buttonLike is the label of the first button that holds a text.
func buttonLike(r reply.Reply, text string) string {
	for _, row := range r.Buttons {
		for _, b := range row {
			if strings.Contains(b.Label, text) {
				return b.Label
			}
		}
	}
	return text
}

func TestWhatTheAskerDoesNotSeeIsAsIfItWereNotThere(t *testing.T) {
	k := newServer(t)
	k.places["113"] = reply.Place{Kind: record.PlaceThreaded, Writes: true, Bot: reply.Powers{Known: true, Post: true}}
	for _, command := range []string{"subscribe", "schedule", "status", "settings", "unsubscribe", "announce"} {
		hidden := k.use(command, reply.Args{"channel": "113"})
		if missing := k.use(command, reply.Args{"channel": "999"}); hidden != missing || !strings.Contains(hidden, "I know no such channel") {
			t.Errorf("/%s tells one from the other:\n%s\n%s", command, hidden, missing)
		}
	}
	k.private("9")
	if got := k.use("status", reply.Args{"channel": other}); !strings.Contains(got, "I know no other chat here of that name") {
		t.Errorf("in private there are channels:\n%s", got)
	}
}

func TestARightIsAskedAgainAtEachAct(t *testing.T) {
	k := newServer(t)
	k.use("subscribe", reply.Args{"time": "07:00", "place": "=Africa/Lagos", "channel": other})
	k.use("schedule", reply.Args{"channel": other})
	place := k.places[other]
	place.Seen = false
	k.places[other] = place
	if got := plain(k.press("Pause")); !strings.Contains(got, "I know no such channel") {
		t.Errorf("who does not see it any more has paused it:\n%s", got)
	}
	place.Seen, place.Writes = true, false
	k.places[other] = place
	if got := k.use("schedule", reply.Args{"channel": other, "do": "change", "which": "1", "time": "08:00"}); !strings.Contains(got, "You may not write in that channel") {
		t.Errorf("who may not write there any more has changed it:\n%s", got)
	}
	if got := k.use("announce", reply.Args{"channel": other, "text": "We meet."}); !strings.Contains(got, "You may not write in that channel") {
		t.Errorf("who may not write there announces there:\n%s", got)
	}
	place.Writes = true
	k.places[other] = place
	if got := k.use("announce", reply.Args{"channel": other, "text": "We meet."}); !strings.Contains(got, "Preview") {
		t.Fatalf("there is no preview:\n%s", got)
	}
	place.Writes = false
	k.places[other] = place
	if got := plain(k.press(buttonLike(k.last, "Send to 1 chat"))); !strings.Contains(got, "You may not write in that channel") {
		t.Errorf("who may not write there any more has sent it:\n%s", got)
	}
}

func TestMissingRightsAreNamedBeforeAnythingIsSaved(t *testing.T) {
	k := newServer(t)
	k.req.Bot = reply.Powers{Known: true, Lacks: reply.RightSend | reply.RightEmbed}
	asked := reply.Args{"time": "07:00", "place": "=Africa/Lagos", "for": "nigeria"}
	got := k.use("subscribe", asked)
	for _, want := range []string{"Send Messages", "Embed Links", "[Try again]", "[Save anyway]", "[Cancel]"} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %q:\n%s", want, got)
		}
	}
	k.req.Bot.Post, k.req.Bot.Lacks = true, reply.RightEmbed
	if got := plain(k.press("Try again")); strings.Contains(got, "Send Messages") || !strings.Contains(got, "Embed Links") || k.times(t, home) != 0 {
		t.Errorf("it did not look again:\n%s", got)
	}
	if got := plain(k.press("Save anyway")); !strings.Contains(got, "Nigeria") || k.times(t, home) != 1 {
		t.Errorf("it is not saved as it was asked for:\n%s", got)
	}
	if got := k.use("status", nil); !strings.Contains(got, "I lack these permissions") || !strings.Contains(got, "Embed Links") {
		t.Errorf("the status does not name it:\n%s", got)
	}
	k.use("schedule", reply.Args{"do": "pause"})
	if got := k.use("schedule", reply.Args{"do": "resume"}); !strings.Contains(got, "[Save anyway]") {
		t.Errorf("it goes on without a look:\n%s", got)
	}
	k.req.Bot.Lacks = 0
	if got := plain(k.press("Try again")); !strings.Contains(got, "go on") {
		t.Errorf("it does not go on:\n%s", got)
	}
	k.req.Barred = true
	if got := k.use("schedule", reply.Args{"do": "resume"}); !strings.Contains(got, "You may not write") {
		t.Errorf("who may not write here sets it up:\n%s", got)
	}
}

func TestAForumAsksForATagOnlyWhereItHasTo(t *testing.T) {
	tags := []reply.Tag{{Key: "1", Name: "Nigeria"}, {Key: "2", Name: "Mali"}}
	for _, tt := range []struct {
		what   string
		tagged bool
		tags   []reply.Tag
		asks   string // what the bot says instead of saving
		press  string
		want   string
	}{
		{"it needs none", false, tags, "", "", ""},
		{"one is for any prayer", true, append(tags[:1:1], reply.Tag{Key: "3", Name: "prayer"}), "", "", ""},
		{"none is for any prayer", true, tags, "Which tag shall the posts have", "Mali", "2"},
		{"it has none", true, nil, "it has none that I may use", "", ""},
	} {
		k := newServer(t)
		place := k.places[posts]
		place.Tagged, place.Tags = tt.tagged, tt.tags
		k.places[posts] = place
		got := k.use("subscribe", reply.Args{"time": "07:00", "place": "=Africa/Lagos", "channel": posts})
		if asked := k.times(t, posts) == 0; asked != (tt.asks != "") || !strings.Contains(got, tt.asks) {
			t.Errorf("%s:\n%s", tt.what, got)
		}
		if tt.press != "" {
			k.press(tt.press)
		}
		chat, err := k.store.Chat(t.Context(), record.ChatID{Platform: "discord", Key: posts})
		tag, is := chat.Forum()
		if err != nil || tag != tt.want || is != (tt.asks == "" || tt.press != "") {
			t.Errorf("%s: the tag is %q %t %v", tt.what, tag, is, err)
		}
	}
}

func TestASettingIsOfferedWhereItDoesSomething(t *testing.T) {
	k := newServer(t)
	k.req.Kind = record.PlaceThreaded
	if got := k.use("settings", nil); !strings.Contains(got, "[Thread]") || strings.Contains(got, "[Publish]") {
		t.Errorf("the panel is\n%s", got)
	}
	if got := k.use("settings", reply.Args{"setting": "publish", "value": "on"}); !strings.Contains(got, "does nothing in a place such as this") {
		t.Errorf("it is set:\n%s", got)
	}
	k.req.Bot = reply.Powers{Known: true, Post: true, NoThreads: true}
	if got := k.use("settings", reply.Args{"setting": "thread", "value": "on"}); !strings.Contains(got, "Create Public Threads") {
		t.Errorf("the right is not named:\n%s", got)
	}
}

func TestAPointThatIsOverdueIsInTheStatus(t *testing.T) {
	k := newServer(t)
	k.use("subscribe", reply.Args{"time": "14:10", "place": "=Africa/Lagos"})
	k.req.Now = k.req.Now.Add(40 * 60e9)
	if got := k.use("status", nil); !strings.Contains(got, "Overdue since") {
		t.Errorf("it is not told:\n%s", got)
	}
}

// atHome is the time of what comes to the channel where somebody asks about another:
// an answer that names it is about the wrong one.
const atHome = "05:55"

// aboutAnother are commands about another channel, by which every answer is seen whose
// buttons may be about it.
var aboutAnother = []struct {
	what    string
	command string
	options reply.Args
	planned int // how many times the other channel has before
}{
	{"the schedule of one that has nothing", "schedule", nil, 0},
	{"the schedule of one time", "schedule", nil, 1},
	{"the schedule of several", "schedule", nil, 2},
	{"a time is set up", "subscribe", reply.Args{"time": "07:00", "place": "=Africa/Lagos"}, 0},
	{"a time is set up without a place", "subscribe", reply.Args{"time": "07:00"}, 0},
	{"a set-up", "setup", nil, 0},
	{"one of several is ended", "unsubscribe", nil, 2},
	{"the only one is ended", "unsubscribe", nil, 1},
	{"the status", "status", nil, 1},
	{"the settings", "settings", nil, 1},
	{"a setting", "settings", reply.Args{"setting": "silent"}, 1},
	{"the zone", "settings", reply.Args{"setting": "zone"}, 1},
	{"an announcement", "announce", reply.Args{"text": "We meet."}, 1},
}

// aboutOther asks a command about the other channel, which has some times of its own.
func aboutOther(t *testing.T, command string, options reply.Args, planned int) *talk {
	t.Helper()
	k := newServer(t)
	k.use("subscribe", reply.Args{"time": atHome, "place": "=Asia/Manila"})
	for _, at := range []string{"08:00", "09:00"}[:planned] {
		k.use("subscribe", reply.Args{"time": at, "place": "=Africa/Lagos", "channel": other})
	}
	asked := reply.Args{"channel": other}
	maps.Copy(asked, options)
	k.use(command, asked)
	return k
}

// Whatever is pressed under an answer about another channel leaves the one alone where
// it was asked, and tells nothing of it.
func TestEveryButtonUnderAnAnswerAboutAnotherChannelIsAboutThatOne(t *testing.T) {
	covered := map[string]bool{}
	for _, tt := range aboutAnother {
		t.Run(tt.what, func(t *testing.T) {
			covered[tt.command] = true
			k := aboutOther(t, tt.command, tt.options, tt.planned)
			first, _ := k.store.Chat(t.Context(), record.ChatID{Platform: "discord", Key: home})
			pressed := map[string]bool{}
			var pressAll func(r reply.Reply, depth int)
			pressAll = func(r reply.Reply, depth int) {
				for _, b := range slices.Concat(r.Buttons...) {
					command, _, _ := reply.ParseLine(b.Do)
					if b.Link != "" || pressed[b.Do] || command == "pray" || command == "news" || command == "country" { // they look at the world
						continue
					}
					pressed[b.Do] = true
					if long := len(b.Payload()) - len(other) + len("1234567890123456789"); long > reply.MaxPlaced {
						t.Errorf("%q carries %d bytes", b.Do, long)
					}
					said := k.payload(b.Payload())
					if strings.Contains(plain(said), atHome) {
						t.Errorf("%q is about the channel where it was asked:\n%s", b.Do, plain(said))
					}
					if now, _ := k.store.Chat(t.Context(), first.ID); now.Revision != first.Revision {
						t.Fatalf("%q has changed the channel where it was asked", b.Do)
					}
					if depth > 1 {
						pressAll(said, depth-1)
					}
				}
			}
			pressAll(k.last, 3)
			if len(pressed) == 0 && tt.command != "unsubscribe" {
				t.Errorf("it has no buttons:\n%s", plain(k.last))
			}
		})
	}
	k := newServer(t)
	for _, row := range k.core.Table("en") {
		if slices.ContainsFunc(row.Params, func(p reply.Param) bool { return p.IsChat }) && !covered[row.Name] {
			t.Errorf("nothing is asked of /%s about another channel", row.Name)
		}
	}
}

// What the buttons of a time do is done in the channel that was looked at.
func TestTheButtonsOfATimeActInTheChannelThatIsLookedAt(t *testing.T) {
	for _, tt := range []struct {
		presses []string
		done    func(record.Chat) bool
	}{
		{[]string{"Change 1", "End it", "Yes, end it"}, func(c record.Chat) bool { return len(c.Subscriptions) == 0 }},
		{[]string{"Change 1", "Pause for a week"}, func(c record.Chat) bool { return c.Subscriptions[0].PausedTo.Year != 0 }},
	} {
		k := aboutOther(t, "schedule", nil, 1)
		for _, label := range tt.presses {
			k.press(buttonLike(k.last, label))
		}
		there, _ := k.store.Chat(t.Context(), record.ChatID{Platform: "discord", Key: other})
		if !tt.done(there) || k.times(t, home) != 1 {
			t.Errorf("%q:\n%s", tt.presses, plain(k.last))
		}
	}
	k := aboutOther(t, "subscribe", reply.Args{"time": "07:00", "place": "=Africa/Lagos"}, 0)
	k.press("Tell me if it stops")
	there, _ := k.store.Chat(t.Context(), record.ChatID{Platform: "discord", Key: other})
	here, _ := k.store.Chat(t.Context(), record.ChatID{Platform: "discord", Key: home})
	if there.Subscriptions[0].Warns != "9" || here.Subscriptions[0].Warns != "" {
		t.Errorf("who is told of what: %+v and %+v", there.Subscriptions, here.Subscriptions)
	}
}

// What a set-up step by step has to ask before it saves goes on with all that was chosen.
func TestASetUpGoesOnAfterAQuestionOfItsPlace(t *testing.T) {
	k := newServer(t)
	place := k.places[posts]
	place.Tagged, place.Tags = true, []reply.Tag{{Key: "1", Name: "Nigeria"}, {Key: "2", Name: "Mali"}}
	place.Bot.Lacks = reply.RightEmbed
	k.places[posts] = place
	k.use("setup", reply.Args{"channel": posts})
	for _, label := range []string{"07:00", "Africa", "West Africa", "Ghana", "The whole world", "Without a sound", "Yes, begin", "Save anyway", "Mali"} {
		k.press(buttonLike(k.last, label))
	}
	chat, err := k.store.Chat(t.Context(), record.ChatID{Platform: "discord", Key: posts})
	tag, _ := chat.Forum()
	if err != nil || len(chat.Subscriptions) != 1 || tag != "2" || chat.Setting(record.SettingSilent) != record.On {
		t.Errorf("%+v with the tag %q: %v\n%s", chat.Subscriptions, tag, err, plain(k.last))
	}
}

// One set-up waits at a time. The buttons of an earlier one, about another channel, do
// nothing with what was chosen since.
func TestTheButtonsOfAnEarlierSetUpSaveNothingChosenElsewhere(t *testing.T) {
	k := newServer(t)
	k.use("setup", reply.Args{"channel": other})
	for _, label := range []string{"07:00", "Africa", "West Africa", "Nigeria", "The whole world"} {
		k.press(buttonLike(k.last, label))
	}
	earlier := k.last
	k.use("setup", nil)
	for _, label := range []string{"21:00", "Africa", "West Africa", "Ghana"} {
		k.press(buttonLike(k.last, label))
	}
	k.last = earlier
	k.press(buttonLike(k.last, "Yes, begin"))
	if k.times(t, other) != 0 || k.times(t, home) != 0 {
		t.Errorf("it was saved:\n%s", plain(k.last))
	}
	if !strings.Contains(plain(k.last), "anew") && !strings.Contains(plain(k.last), "again") {
		t.Errorf("it is not said what to do:\n%s", plain(k.last))
	}
}

// The buttons of a question about one channel answer none about another.
func TestTheButtonsOfAQuestionActOnItsChannelAlone(t *testing.T) {
	for _, tt := range []struct{ zone, press string }{{"brazil", "Manaus"}, {"", "West Africa"}} {
		k := newServer(t)
		asks := func(options reply.Args) reply.Reply {
			options["time"], options["for"] = "07:00", "nigeria"
			if tt.zone != "" {
				options["place"] = tt.zone
			}
			k.use("subscribe", options)
			return k.last
		}
		earlier := asks(reply.Args{"channel": other})
		asks(reply.Args{})
		k.last = earlier
		got := plain(k.press(buttonLike(k.last, tt.press)))
		if k.times(t, home) != 0 || k.times(t, other) != 0 || !strings.Contains(got, "some time ago") {
			t.Errorf("%q sets up %d here and %d there:\n%s", tt.press, k.times(t, home), k.times(t, other), got)
		}
	}
}

// The page of what one time is for changes no other time, whose page was opened since.
func TestWhatATimeIsForIsChosenOnItsOwnPage(t *testing.T) {
	for _, tt := range []struct{ opens, press []string }{
		{[]string{"! Change 2: 08:00", "! Change what it is for"}, []string{"! The whole world"}},
		{[]string{"! Change 2: 08:00", "! Change what it is for", "! Regions", "! West Africa"}, []string{"! Go on with these"}},
		{[]string{"> /setup", "! 12:00"}, []string{"! Regions"}},
	} {
		k := newTalk(t)
		k.say("/subscribe 07:00 lagos for nigeria")
		k.say("/subscribe 08:00 lagos for egypt")
		k.goes(t, "> /schedule", "! Change 1: 07:00", "! Change what it is for", "! Regions", "! East Africa")
		earlier := k.last
		k.say("/schedule")
		k.goes(t, tt.opens...)
		since := k.last
		k.last = earlier
		if got := k.goes(t, "! Go on with these"); !strings.Contains(got, "some time ago") {
			t.Errorf("after %q the page of the other time does something:\n%s", tt.opens, got)
		}
		for _, sub := range k.chat(t).Subscriptions {
			if len(sub.Selection.Countries) != 1 || len(sub.Selection.Regions) > 0 {
				t.Errorf("%d is for %+v", sub.ID, sub.Selection)
			}
		}
		k.last = since
		if got := k.goes(t, tt.press...); strings.Contains(got, "some time ago") || strings.Contains(got, noButton) {
			t.Errorf("its own page does nothing:\n%s", got)
		}
	}
}

// What was stopped elsewhere is shown to those who see where it was, and to nobody else.
func TestStatusShowsAStoppedChannelToThoseWhoSeeIt(t *testing.T) {
	for what, tt := range map[string]struct {
		change func(*talk)
		key    string
	}{
		"who sees it":      {func(*talk) {}, other},
		"who does not":     {func(k *talk) { k.places[other] = reply.Place{} }, ""},
		"what is deleted":  {func(k *talk) { delete(k.places, other) }, ""},
		"who asks nowhere": {func(k *talk) { k.places = nil }, ""},
	} {
		k := newServer(t)
		k.use("subscribe", reply.Args{"time": "07:00", "place": "Lagos", "channel": other})
		if err := k.core.Stop(t.Context(), record.ChatID{Platform: "discord", Key: other}, record.StopForbidden, k.req.Now); err != nil {
			t.Fatal(err)
		}
		tt.change(k)
		said := k.use("status", nil)
		if !strings.Contains(said, "Elsewhere in this group") {
			t.Fatalf("%s: it is not told of:\n%s", what, said)
		}
		last := k.last.Blocks[len(k.last.Blocks)-1]
		if last.Items[0].PlaceKey != tt.key {
			t.Errorf("%s is shown %q", what, last.Items[0].PlaceKey)
		}
	}
}
