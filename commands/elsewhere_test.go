package commands_test

import (
	"context"
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
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
	k := newServer(t)
	k.places["113"] = reply.Place{Kind: record.PlaceThreaded, Writes: true, Bot: reply.Powers{Known: true, Post: true}}
	for _, command := range []string{"subscribe", "schedule", "status", "settings", "unsubscribe", "announce"} {
		hidden := k.use(command, reply.Args{"channel": "113"})
		if missing := k.use(command, reply.Args{"channel": "999"}); hidden != missing || !strings.Contains(hidden, "I know no such channel") {
			t.Errorf("/%s tells one from the other:\n%s\n%s", command, hidden, missing)
		}
	}
	k.private("9")
	if got := k.use("status", reply.Args{"channel": other}); !strings.Contains(got, "I know no such channel") {
		t.Errorf("in private there are channels:\n%s", got)
	}
}

func TestARightIsAskedAgainAtEachAct(t *testing.T) {
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
	k := newServer(t)
	k.use("subscribe", reply.Args{"time": "14:10", "place": "=Africa/Lagos"})
	k.req.Now = k.req.Now.Add(40 * 60e9)
	if got := k.use("status", nil); !strings.Contains(got, "Overdue since") {
		t.Errorf("it is not told:\n%s", got)
	}
}
