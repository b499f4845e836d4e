package commands_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// stop makes the platform refuse what goes to the chat that asks.
func (k *talk) stop(t *testing.T, cause record.StopCause) {
	t.Helper()
	if err := k.core.Stop(t.Context(), k.req.Chat, cause, k.req.Now); err != nil {
		t.Fatal(err)
	}
}

// resumed lets what waits in the chat that asks go on.
func (k *talk) resumed(t *testing.T, now time.Time) reply.Reply {
	t.Helper()
	r, err := k.core.Resume(t.Context(), k.req.Chat, now)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// warnings are the words of the bot's own that wait to be brought, as their readers see
// them, by whom they are for.
func (k *talk) warnings(t *testing.T) map[string]string {
	t.Helper()
	all, err := k.store.PendingFanOuts(t.Context(), "telegram", k.req.Now)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, a := range all {
		said[a.To.String()] = plain(k.core.Announced(a.Announcement, "en"))
	}
	return said
}

func TestWhatWasStoppedGoesOnByItself(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC) }
	for _, tt := range []struct {
		what          string
		stopped, back time.Time
		said          string
		due           time.Time
	}{
		{"at once", at(24, 13), at(24, 14), "", at(25, 6)},
		{"in the hour of the point", at(25, 6), at(25, 8), "I can write here again. The newest one follows now.", at(25, 8)},
		{"too late for the point", at(25, 6), at(25, 13), "I can write here again. One prayer point did not come meanwhile. The next one comes on Thursday 26 November, 07:00.", at(26, 6)},
		{"after some days", at(25, 4), at(28, 7), "I can write here again. 3 prayer points did not come meanwhile. The newest one follows now.", at(28, 7)},
	} {
		t.Run(tt.what, func(t *testing.T) {
			k := newTalk(t)
			k.group("9", "moderator")
			k.say("/subscribe 07:00 lagos")
			k.req.Now = tt.stopped
			k.stop(t, record.StopForbidden)
			if r := k.say("/status"); !r.Stopped || !strings.Contains(plain(r), "Give me the right to send messages") {
				t.Errorf("/status says %s", plain(r))
			}
			before := k.chat(t)
			if due := before.AllDue(tt.back); len(due) > 0 {
				t.Errorf("due while it is stopped: %v", due)
			}
			back := k.resumed(t, tt.back)
			text, _, _ := strings.Cut(plain(back), "\n")
			if text != tt.said {
				t.Errorf("it is said:\n%s\nwant:\n%s", text, tt.said)
			}
			after := k.chat(t)
			if due := after.Due(before, tt.back)[1]; !due.Equal(tt.due) || after.Stopped != "" {
				t.Errorf("it is due at %s, want %s", due, tt.due)
			}
			if again := k.resumed(t, tt.back); !again.Empty() {
				t.Errorf("it is said twice: %s", plain(again))
			}
		})
	}
}

func TestWhoHasAskedIsToldThatItStops(t *testing.T) {
	k := newTalk(t)
	k.group("9", "moderator")
	topic := record.ChatID{Platform: "telegram", Key: "-100/45"}
	k.req.Chat = topic
	k.say("/subscribe 07:00 lagos")
	if got := plain(k.press("Tell me if it stops")); !strings.Contains(got, "I will write to you in private") {
		t.Fatal(got)
	}
	if got := plain(k.say("/privacy")); !strings.Contains(got, "what comes at 07:00 stops") || !strings.Contains(got, "[Do not tell me: 07:00]") {
		t.Errorf("/privacy says %s", got)
	}
	k.req.Person = "8"
	if got := plain(k.say("/privacy")); strings.Contains(got, "what comes at 07:00 stops") {
		t.Errorf("somebody else reads %s", got)
	}
	k.roles["9"] = reply.Moderator
	k.stop(t, record.StopClosed)
	told := k.warnings(t)
	if got := told["person:telegram:9"]; len(told) != 1 || !strings.Contains(got, "what I brought there at 07:00") || !strings.Contains(got, "The topic is closed") {
		t.Fatalf("told: %v", told)
	}
	// Resume is for whoever leads there, and for nobody else.
	k.private("8")
	if got := plain(k.payload("1 again =" + topic.String())); !strings.Contains(got, "Only a moderator") {
		t.Errorf("somebody else: %s", got)
	}
	k.private("9")
	if got := plain(k.payload("1 again =" + topic.String())); !strings.Contains(got, "I try again from now on") {
		t.Errorf("who leads there: %s", got)
	}
	if chat, err := k.store.Chat(t.Context(), topic); err != nil || chat.Stopped != "" {
		t.Errorf("it is %q (%v)", chat.Stopped, err)
	}
}

func TestWhoLeadsNoMoreIsForgottenInsteadOfTold(t *testing.T) {
	k := newTalk(t)
	k.group("9", "moderator")
	k.say("/subscribe 19:00 lagos")
	topic := record.ChatID{Platform: "telegram", Key: "-100/45"}
	k.req.Chat = topic
	k.say("/subscribe 07:00 lagos")
	k.press("Tell me if it stops")
	k.stop(t, record.StopClosed) // nobody calls 9 a moderator any more
	told := k.warnings(t)
	if got := told["direct:telegram:-100"]; len(told) != 1 || !strings.Contains(got, "In another place of this group") || strings.Contains(got, "45") {
		t.Fatalf("told: %v", told)
	}
	chat, err := k.store.Chat(t.Context(), topic)
	if err != nil || chat.Subscriptions[0].Warns != "" {
		t.Errorf("the number is kept: %+v (%v)", chat.Subscriptions, err)
	}
	k.group("8", "member")
	if got := plain(k.say("/status")); !strings.Contains(got, "Elsewhere in this group") || !strings.Contains(got, "What I brought at 07:00 does not come any more. The topic is closed.") {
		t.Errorf("/status elsewhere says %s", got)
	}
}

func TestAGroupIsStoppedWithItsTopics(t *testing.T) {
	k := newTalk(t)
	k.group("9", "moderator")
	group := k.req.Chat
	var chats []record.ChatID
	for _, key := range []string{"-100", "-100/45", "-100/46"} {
		k.req.Chat.Key = key
		k.say("/subscribe 07:00 lagos")
		chats = append(chats, k.req.Chat)
	}
	k.stop(t, record.StopClosed) // the last one
	if err := k.core.StopGroup(t.Context(), group, record.StopBlocked, k.req.Now); err != nil {
		t.Fatal(err)
	}
	if told := k.warnings(t); len(told) != 1 || told["direct:telegram:-100"] == "" { // of the closed one alone
		t.Errorf("a group that is gone is told %v", told)
	}
	said, err := k.core.ResumeGroup(t.Context(), group, false, k.req.Now.Add(24*time.Hour))
	if err != nil || len(said) != 3 {
		t.Errorf("said: %v (%v)", said, err)
	}
	for _, id := range chats {
		if chat, err := k.store.Chat(t.Context(), id); err != nil || chat.Stopped != "" {
			t.Errorf("%s is %q (%v)", id, chat.Stopped, err)
		}
	}
}

// A closed topic goes on with its group where the bot may write in closed ones too, and
// only there.
func TestAClosedTopicGoesOnWhereTheBotMayWriteThereToo(t *testing.T) {
	for _, may := range []bool{false, true} {
		k := newTalk(t)
		k.group("9", "moderator")
		group := k.req.Chat
		for key, cause := range map[string]record.StopCause{"-100/45": record.StopClosed, "-100/46": record.StopDeleted} {
			k.req.Chat.Key = key
			k.say("/subscribe 07:00 lagos")
			k.stop(t, cause)
		}
		said, err := k.core.ResumeGroup(t.Context(), group, may, k.req.Now.Add(24*time.Hour))
		closed, _ := k.store.Chat(t.Context(), record.ChatID{Platform: "telegram", Key: "-100/45"})
		gone, _ := k.store.Chat(t.Context(), record.ChatID{Platform: "telegram", Key: "-100/46"})
		if err != nil || (closed.Stopped == "") != may || (len(said) == 1) != may || gone.Stopped != record.StopDeleted {
			t.Errorf("%t: it is %q and %q, and %v is said (%v)", may, closed.Stopped, gone.Stopped, said, err)
		}
	}
}

// Several chats of a group that are stopped together are one word to a person, which
// counts them, and whose button lets all of them go on.
func TestSeveralChatsThatAreStoppedTogetherAreOneWord(t *testing.T) {
	k := newTalk(t)
	k.group("9", "moderator")
	group := k.req.Chat
	var chats []record.ChatID
	for i, key := range []string{"-100", "-100/45", "-100/46"} {
		k.req.Chat.Key = key
		k.say([]string{"/subscribe 07:00 lagos", "/subscribe 19:00 lagos", "/subscribe 07:00 lagos"}[i])
		k.press("Tell me if it stops")
		chats = append(chats, k.req.Chat)
	}
	k.group("8", "moderator")
	k.req.Chat.Key = "-100/46"
	k.say("/subscribe 21:00 lagos")
	k.press("Tell me if it stops")
	k.roles["8"], k.roles["9"] = reply.Moderator, reply.Moderator
	if err := k.core.StopGroup(t.Context(), group, record.StopForbidden, k.req.Now); err != nil {
		t.Fatal(err)
	}
	told := k.warnings(t)
	if got := told["person:telegram:9"]; len(told) != 2 || !strings.Contains(got, "in 3 places") || !strings.Contains(got, "at 07:00, 19:00 and 21:00") {
		t.Errorf("who is told of three: %s", got)
	}
	if got := told["person:telegram:8"]; strings.Contains(got, "places") || !strings.Contains(got, "21:00") {
		t.Errorf("who is told of one: %s", got)
	}
	k.private("7")
	if got := plain(k.payload("1 again =*telegram:-100")); !strings.Contains(got, "Only a moderator") {
		t.Errorf("somebody else: %s", got)
	}
	k.private("9")
	if got := plain(k.payload("1 again =*telegram:-100")); !strings.Contains(got, "I try again from now on") {
		t.Errorf("who leads there: %s", got)
	}
	for _, id := range chats {
		if chat, err := k.store.Chat(t.Context(), id); err != nil || chat.Stopped != "" {
			t.Errorf("%s is %q (%v)", id, chat.Stopped, err)
		}
	}
}

// deaf is a platform that does not answer about one chat.
type deaf struct {
	reply.Rights
	about string
}

func (d deaf) Role(ctx context.Context, chat record.ChatID, groupID, person string) (reply.Role, error) {
	if chat.Key == d.about {
		return reply.RoleUnknown, errors.New("it does not answer")
	}
	return d.Rights.Role(ctx, chat, groupID, person)
}

// One chat about which the platform does not answer keeps no other from going on, and
// what is not stopped, or is gone, stays as it is.
func TestOneChatThatCannotBeAskedAboutHoldsUpNoOther(t *testing.T) {
	k := newTalk(t)
	k.group("9", "moderator")
	revisions := map[string]string{}
	for key, cause := range map[string]record.StopCause{"-100": record.StopForbidden, "-100/45": record.StopForbidden, "-100/46": "", "-100/47": record.StopDeleted, "-100/48": record.StopForbidden} {
		k.req.Chat.Key = key
		k.say("/subscribe 07:00 lagos")
		if cause != "" {
			k.stop(t, cause)
		}
		revisions[key] = k.chat(t).Revision
	}
	k.roles["9"] = reply.Moderator
	k.config.Rights = deaf{k.world, "-100"}
	k.restart(t)
	k.private("9")
	if got := plain(k.payload("1 again =*telegram:-100")); !strings.Contains(got, "I try again from now on") {
		t.Errorf("it is said:\n%s", got)
	}
	for key, before := range revisions {
		chat, err := k.store.Chat(t.Context(), record.ChatID{Platform: "telegram", Key: key})
		changed := key == "-100/45" || key == "-100/48"
		if err != nil || (chat.Revision != before) != changed || changed && chat.Stopped != "" {
			t.Errorf("%s is %q, and was changed: %t (%v)", key, chat.Stopped, chat.Revision != before, err)
		}
	}
	for key, want := range map[string]string{"-100": "Something went wrong", "-100/47": "A moderator can set up another one", "-100/46": "I try again from now on"} {
		if got := plain(k.payload("1 again =telegram:" + key)); !strings.Contains(got, want) {
			t.Errorf("of %s alone it is said:\n%s", key, got)
		}
	}
}

// A forum in which no tag fits goes on once one does, and not before.
func TestAForumWithoutATagThatFitsGoesOnOnceItHasOne(t *testing.T) {
	need := []reply.Tag{{Key: "1", Name: "Nigeria"}}
	may := reply.Powers{Known: true, Post: true}
	asForum := func(tagged bool, more ...reply.Tag) reply.Place {
		return reply.Place{Kind: record.PlaceForum, Bot: may, Tagged: tagged, Tags: append(need, more...)}
	}
	mute, cardless, text := asForum(false), asForum(false), asForum(false)
	mute.Bot.Post, cardless.Bot.Lacks, text.Kind = false, reply.RightEmbed, record.PlaceThreaded
	for _, tt := range []struct {
		what  string
		place reply.Place
		goes  bool
	}{
		{"as it was", asForum(true), false},
		{"without the right to write", mute, false},
		{"without the right to show cards", cardless, false},
		{"it is no forum", text, false},
		{"it asks for none", asForum(false), true},
		{"it has one for any prayer", asForum(true, reply.Tag{Key: "2", Name: "prayer"}), true},
		{"it has the chosen one", asForum(true, reply.Tag{Key: "3", Name: "Other"}), true},
	} {
		k := newServer(t)
		place := k.places[posts]
		place.Tagged, place.Tags = true, append(need, reply.Tag{Key: "3", Name: "Other"})
		k.places[posts] = place
		k.use("subscribe", reply.Args{"time": "07:00", "place": "=Africa/Lagos", "channel": posts})
		k.press("Other")
		forum := record.ChatID{Platform: "discord", Key: posts}
		if err := k.core.Stop(t.Context(), forum, record.StopUntagged, k.req.Now); err != nil {
			t.Fatal(err)
		}
		if waiting, err := k.core.Waiting(t.Context(), record.ChatID{Platform: "discord", Key: k.req.GroupID}); err != nil || len(waiting) != 1 || waiting[0] != forum {
			t.Errorf("%s: those that wait are %v (%v)", tt.what, waiting, err)
		}
		tt.place.Chat = forum
		if _, err := k.core.Return(t.Context(), tt.place, k.req.Now); err != nil {
			t.Fatal(err)
		}
		if chat, _ := k.store.Chat(t.Context(), forum); (chat.Stopped == "") != tt.goes {
			t.Errorf("%s: it is stopped by %q", tt.what, chat.Stopped)
		}
	}
}

// What is deleted never comes back, so nobody asks about it again and again.
func TestAChatThatIsDeletedIsNotAmongThoseThatWait(t *testing.T) {
	k := newServer(t)
	k.use("subscribe", reply.Args{"time": "07:00", "place": "=Africa/Lagos"})
	for cause, want := range map[record.StopCause]int{record.StopForbidden: 1, record.StopBlocked: 1, record.StopClosed: 1, record.StopDeleted: 0} {
		if err := k.core.Stop(t.Context(), k.req.Chat, cause, k.req.Now); err != nil {
			t.Fatal(err)
		}
		waiting, err := k.core.Waiting(t.Context(), record.ChatID{Platform: "discord", Key: k.req.GroupID})
		if chat, _ := k.store.Chat(t.Context(), k.req.Chat); err != nil || chat.Stopped != cause || len(waiting) != want {
			t.Errorf("%s: those that wait are %v (%v)", cause, waiting, err)
		}
	}
}

// commons is a platform whose servers have a place for all.
type commons struct {
	reply.Rights
	common record.ChatID
}

func (c commons) Common(context.Context, record.ChatID, string) (record.ChatID, bool) {
	return c.common, true
}

// Where the place for all is stopped itself, another one that is subscribed is told.
func TestAnotherChatIsToldWhereTheCommonOneIsStopped(t *testing.T) {
	k := newTalk(t)
	k.group("9", "moderator")
	ids := []record.ChatID{k.req.Chat, {Platform: "telegram", Key: "-100/45"}, {Platform: "telegram", Key: "-100/46"}}
	for _, id := range ids {
		k.req.Chat = id
		k.say("/subscribe 07:00 lagos")
	}
	k.config.Rights = commons{k.world, ids[0]}
	k.restart(t)
	for _, id := range ids[:2] { // the common one first
		if err := k.core.Stop(t.Context(), id, record.StopForbidden, k.req.Now); err != nil {
			t.Fatal(err)
		}
	}
	told := k.warnings(t)
	if len(told) == 0 {
		t.Fatal("nobody is told")
	}
	for to := range told {
		if to == "direct:telegram:-100" {
			t.Errorf("a chat is told that cannot be written to: %v", told)
		}
	}
}

// A word that was stored without its cause is shown all the same.
func TestAWordThatAChatWasStoppedIsShownWithoutItsCause(t *testing.T) {
	k := newTalk(t)
	for _, text := range []string{"", " "} {
		if got := plain(k.core.Announced(record.Announcement{Kind: record.KindStopped, Text: text, Created: k.req.Now}, "en")); !strings.Contains(got, "does not come any more") {
			t.Errorf("%q is shown as %s", text, got)
		}
	}
}

// chatReads is a store that counts how often a chat is read.
type chatReads struct {
	record.Store
	reads int
}

func (c *chatReads) Chat(ctx context.Context, id record.ChatID) (record.Chat, error) {
	c.reads++
	return c.Store.Chat(ctx, id)
}

func TestWhatIsAnsweredWithSilenceReadsNoChat(t *testing.T) {
	k := newTalk(t)
	k.group("9", "member")
	store := &chatReads{Store: k.world.Store}
	k.world.Store = store
	if r := k.say("Good morning, everybody"); !r.Empty() || store.reads != 0 {
		t.Errorf("the chat is read %d times for %s", store.reads, plain(r))
	}
}
