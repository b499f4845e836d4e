package commands_test

import (
	"context"
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// TestEveryAnswerOfADiscreetChatIsDiscreet walks over the table: a command that
// is added later is asked as well, with what fits it and what does not.
func TestEveryAnswerOfADiscreetChatIsDiscreet(t *testing.T) {
	k := newTalk(t)
	k.choose(record.SettingDiscreet, record.On)
	k.say("/subscribe 07:00 Lagos for Nigeria")
	lines := []string{"nigeria", "nothing at all", "/nosuchcommand", "amen"}
	for _, row := range k.core.Table("") {
		for _, args := range []string{"", " nigeria", " west africa", " narnia", " status", " yes", " 07:00 Lagos", " We pray for Nigeria"} {
			lines = append(lines, "/"+row.Name+args)
		}
	}
	for _, line := range lines {
		k.isDiscreet(t, line, k.say(line))
		if strings.HasPrefix(line, "/forget yes") {
			k.choose(record.SettingDiscreet, record.On)
		}
		for _, row := range k.last.Buttons {
			for _, b := range row {
				if !strings.HasPrefix(b.Do, "forget yes") && !strings.HasPrefix(b.Do, "settings discreet off") {
					k.isDiscreet(t, line+" "+b.Do, k.core.Handle(context.Background(), k.pressed(b)))
				}
			}
		}
	}
	k.isDiscreet(t, "an old button", k.payload("0 country NG"))
	k.world.Store = unreadableStore{k.world.Store}
	k.isDiscreet(t, "a store that fails", k.say("/country nigeria"))
}

// unreadableStore is a store that reads no chat.
type unreadableStore struct{ record.Store }

func (unreadableStore) Chat(context.Context, record.ChatID) (record.Chat, error) {
	return record.Chat{}, &record.UnreadableError{Kind: "chat", Mark: "x"}
}

func (unreadableStore) Recalls(context.Context) ([]record.Recall, error) { return nil, nil }

func (k *talk) pressed(b reply.Button) reply.Request {
	req := k.req
	req.Payload, req.Origin = b.Payload(), reply.FromOwnAnswer
	return req
}

// isDiscreet checks what shows of a reply: its line, its buttons and the title of
// its form.
func (k *talk) isDiscreet(t *testing.T, what string, r reply.Reply) {
	t.Helper()
	if r.Empty() && r.Form == nil {
		return
	}
	shows := []string{r.Discreet}
	for _, row := range r.Buttons {
		for _, b := range row {
			shows = append(shows, b.Label)
			if b.Link != "" {
				t.Errorf("%s: a button opens %s", what, b.Link)
			}
		}
	}
	if r.Form != nil {
		shows = append(shows, r.Form.Title)
		for _, field := range r.Form.Fields {
			for _, o := range field.Options {
				shows = append(shows, o.Label, o.Note)
			}
		}
	}
	if r.Discreet == "" || !r.Silent {
		t.Errorf("%s is answered openly:\n%s", what, plain(r))
	}
	for _, text := range shows {
		for _, c := range builtin().Countries {
			if strings.Contains(text, c.Name) || strings.Contains(text, flagOf(c)) {
				t.Errorf("%s shows %q", what, text)
			}
		}
	}
}

// TestEveryDeliveryToADiscreetChatIsDiscreet has every kind of delivery, and
// what stands in the place of an announcement in each of its states.
func TestEveryDeliveryToADiscreetChatIsDiscreet(t *testing.T) {
	k := newTalk(t)
	k.set(t, "news 3h en NG Somebody: What happened")
	k.say("/subscribe 07:00 Lagos for Nigeria")
	k.choose(record.SettingDiscreet, record.On)
	chat := k.chat(t)
	slot := record.Slot{Date: content.DateOf(k.req.Now), Due: k.req.Now}
	ctx := context.Background()
	daily, err := k.core.Daily(ctx, chat, chat.Subscriptions[0], slot, k.req.Now.Add(record.LateAfter*2))
	if err != nil {
		t.Fatal(err)
	}
	digest, _, err := k.core.Digest(ctx, chat, chat.Subscriptions[0], slot, k.req.Now)
	if err != nil || digest.Empty() {
		t.Fatal("there is no digest", err)
	}
	kinds := map[string]reply.Reply{"the point": daily, "the news": digest}
	for _, state := range record.Phases() {
		for _, kind := range []record.Announcement{{Text: "Pray."}, {Kind: record.KindUrgent, Country: "NG", Text: "Pray."}, {To: record.Audience{Kind: record.ToEveryone}, Text: "x"}} {
			kind.State = record.AnnouncementState(state)
			kinds["announced, "+string(state)+kind.Country] = k.core.Announced(kind, "")
			kinds["retracted, "+string(state)+kind.Country] = k.core.Retracted(kind, "")
		}
	}
	for what, r := range kinds {
		before := plain(r)
		k.isDiscreet(t, what, k.core.Delivered(r, chat, k.req.Now))
		if plain(r) != before {
			t.Errorf("%s is changed for others", what)
		}
		if open := k.core.Delivered(r, record.Chat{}, k.req.Now); open.Discreet != "" || open.Silent || plain(open) != before {
			t.Errorf("%s is discreet where nobody asked for it", what)
		}
	}
}

// What is told in private from an open group is discreet where the private chat
// is.
func TestAPrivateAnswerIsAsThePrivateChatHasChosen(t *testing.T) {
	k := newTalk(t)
	k.private("9")
	k.choose(record.SettingDiscreet, record.On)
	k.group("9", "moderator")
	k.say("/subscribe 07:00 Lagos")
	if r := k.say("/announce We meet."); r.Visibility != reply.Private || r.Discreet == "" {
		t.Errorf("the preview is shown openly:\n%s", plain(r))
	}
	if r := k.say("/country nigeria"); r.Discreet != "" {
		t.Error("the group is discreet")
	}
}
