package discord

import (
	"fmt"
	"strings"
	"testing"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/record"
)

// kinds are the events that an application with the intent of guilds may get,
// and some that are none.
var kinds = []string{
	"INTERACTION_CREATE", "CHANNEL_DELETE", "THREAD_DELETE", "CHANNEL_CREATE", "CHANNEL_UPDATE", "GUILD_CREATE", "GUILD_UPDATE",
	"GUILD_DELETE", "GUILD_ROLE_CREATE", "THREAD_LIST_SYNC", "THREAD_CREATE", "MESSAGE_CREATE", "RESUMED", "NO_SUCH_EVENT", "",
}

// shapes are data that no event has.
var shapes = map[string]string{
	"no data":          ``,
	"null":             `null`,
	"an empty object":  `{}`,
	"a list":           `[]`,
	"a text":           `"x"`,
	"a number":         `-1e308`,
	"null everywhere":  `{"id":null,"type":null,"token":null,"data":null,"member":null,"user":null,"guild_id":null,"channel_id":null,"message":null,"guilds":[null],"channels":[null],"threads":[null],"members":[null],"roles":[null]}`,
	"wrong everywhere": `{"id":{"a":1},"type":"x","token":7,"data":"x","member":[],"user":3,"guild_id":[],"channel_id":{},"message":9,"guilds":{},"channels":7,"threads":"x"}`,
	"nested deeply":    `{"id":"1","data":` + strings.Repeat(`[`, 20_000) + strings.Repeat(`]`, 20_000) + `}`,
	"long":             `{"id":"` + strings.Repeat("9", 1<<20) + `"}`,
	"no JSON":          `{"id":`,
}

// interactions are malformed beyond what shapes tells: id and token are right, so
// that they can be answered. %s stands for these two.
var interactions = map[string]string{
	"a command without data":            `{%s,"type":2,"channel_id":"110"}`,
	"a command whose data is null":      `{%s,"type":2,"channel_id":"110","data":null}`,
	"a command whose data is empty":     `{%s,"type":2,"channel_id":"110","data":{}}`,
	"a command whose data is a list":    `{%s,"type":2,"channel_id":"110","data":[1]}`,
	"options that are a text":           `{%s,"type":2,"channel_id":"110","data":{"name":"pray","options":"x"}}`,
	"a name that is a number":           `{%s,"type":2,"channel_id":"110","data":{"name":7}}`,
	"a button without data":             `{%s,"type":3,"channel_id":"110"}`,
	"a button whose data is null":       `{%s,"type":3,"channel_id":"110","data":null}`,
	"a button without an id":            `{%s,"type":3,"channel_id":"110","data":{"component_type":2}}`,
	"a button whose id is a number":     `{%s,"type":3,"channel_id":"110","data":{"custom_id":5}}`,
	"a form without data":               `{%s,"type":5,"channel_id":"110"}`,
	"a form whose components are wrong": `{%s,"type":5,"channel_id":"110","data":{"custom_id":"1 x","components":{"a":1}}}`,
	"a member that is a list":           `{%s,"type":2,"channel_id":"110","guild_id":"100","member":[],"data":{"name":"pray"}}`,
	"rights that are a list":            `{%s,"type":2,"channel_id":"110","guild_id":"100","member":{"permissions":[]},"data":{"name":"pray"}}`,
	"no channel":                        `{%s,"type":2,"data":{"name":"pray"}}`,
	"a channel that is a path":          `{%s,"type":2,"channel_id":"../1","data":{"name":"pray"}}`,
}

// odd interactions lack what the bot can do without: they are answered as any.
var odd = map[string]string{
	"options that are null":       `{%s,"type":2,"channel_id":"110","data":{"name":"pray","options":null}}`,
	"an option that is null":      `{%s,"type":2,"channel_id":"110","data":{"name":"pray","options":[null]}}`,
	"an option without a value":   `{%s,"type":2,"channel_id":"110","data":{"name":"pray","options":[{"name":"country"}]}}`,
	"an option that is an object": `{%s,"type":2,"channel_id":"110","data":{"name":"pray","options":[{"name":"country","value":{}}]}}`,
	"a member without a user":     `{%s,"type":2,"channel_id":"110","guild_id":"100","member":{},"data":{"name":"pray"}}`,
	"nobody":                      `{%s,"type":2,"channel_id":"110","guild_id":"100","data":{"name":"pray"}}`,
	"a message that is strange":   `{%s,"type":3,"channel_id":"110","message":{"id":"5","flags":64,"embeds":7},"data":{"custom_id":"1 pray"}}`,
	"components that are new":     `{%s,"type":3,"channel_id":"110","message":{"id":"5","components":[{"type":99}]},"data":{"custom_id":"1 pray"}}`,
	"a form with a label":         `{%s,"type":5,"channel_id":"110","data":{"custom_id":"1 x","components":[{"type":18,"component":{"type":4,"custom_id":"text","value":"y"}}]}}`,
	"a form of nothing":           `{%s,"type":5,"channel_id":"110","data":{"custom_id":"1 x","components":[null]}}`,
}

// well asks as anybody does, and wants the answer.
func (b *bench) well(after string) {
	b.t.Helper()
	if m := b.command(member, thread, "pray", nil); !strings.Contains(m.Text, "You asked pray") {
		b.t.Fatalf("after %s the answer is %q", after, m.Text)
	}
}

func TestNoEventEndsTheProcess(t *testing.T) {
	b := newBench(t)
	b.run()
	for _, kind := range kinds {
		for _, data := range shapes {
			b.srv.Event(kind, data)
		}
		b.well("malformed " + kind)
	}
	b.srv.Event("INTERACTION_CREATE", `{"id":"`+strings.Repeat("9", 16<<20)+`"}`)
	b.well("what is too long to be read")
	for _, text := range []string{``, `null`, `[]`, `"x"`, `{}`, `{"op":"x"}`, `{"op":0}`, `{"op":0,"t":7,"s":"x"}`, `{"op":99,"d":{}}`, `{"op":11,"d":[]}`, `{"op":10,"d":null}`, `{"op":0,"s":-5,"t":"X","d":null}`} {
		b.srv.Payload(text)
		b.well(fmt.Sprintf("the payload %q", text))
	}
	if begun, resumed := b.srv.Sessions(); begun != 1 || resumed != 0 {
		t.Errorf("the session was begun %d times and resumed %d times", begun, resumed)
	}
}

func TestAMalformedReadyOpensASession(t *testing.T) {
	for _, data := range []string{`null`, `{}`, `[]`, `{"session_id":7}`, `{"session_id":"x","guilds":[null],"user":null}`, `{"session_id":"x","resume_gateway_url":"http://elsewhere"}`} {
		b := newBench(t)
		b.run()
		b.srv.Event("READY", data)
		b.well("READY " + data)
	}
}

func TestWhoeverCanBeAnsweredIsAnswered(t *testing.T) {
	b := newBench(t)
	b.run()
	for what, form := range interactions {
		if m := b.emit(form); m.Text != "Sorry." || m.Flags != ephemeral {
			t.Errorf("%s: the answer is %+v", what, m)
		}
	}
	for what, form := range odd {
		if m := b.emit(form); !strings.Contains(m.Text, "You asked") {
			t.Errorf("%s: the answer is %q", what, m.Text)
		}
	}
	b.well("these")
}

// emit sends an interaction and waits for its answer.
func (b *bench) emit(form string) discordtest.Message {
	b.t.Helper()
	i := b.srv.Interaction(channel, member)
	b.srv.Event("INTERACTION_CREATE", fmt.Sprintf(form, fmt.Sprintf(`"id":%q,"application_id":%q,"token":%q,"version":1`, i.ID, discordtest.BotID, i.Token)))
	return b.answer(i)
}

func TestAMalformedDeletionStopsNobody(t *testing.T) {
	b := newBench(t)
	b.run()
	for _, data := range []string{`null`, `{}`, `{"id":""}`, `{"id":7}`, `{"id":"x:y"}`, `{"id":null}`} {
		b.srv.Event("CHANNEL_DELETE", data)
		b.srv.Event("THREAD_DELETE", data)
	}
	b.soon("what is said of them", func() bool { return strings.Count(b.log.String(), "could not be read") == 12 })
	if cause := b.core.Stopped(record.ChatID{Platform: "discord"}); cause != "" {
		t.Errorf("a channel without a name was stopped: %s", cause)
	}
}

func TestAPanicOnTheWayEndsNothing(t *testing.T) {
	b := newBench(t)
	b.core.PanicAt("stop", "complete")
	b.run()
	b.srv.DeleteChannel(channel, true)
	i, err := b.srv.Type(member, thread, "pray", "country", "no")
	if err != nil {
		t.Fatal(err)
	}
	b.await("an answer without suggestions", func() bool { s := b.srv.Suggested(i); return s != nil && len(s) == 0 })
	b.soon("both panics are said", func() bool { return strings.Count(b.log.String(), "could not be dealt with") == 2 })
	b.well("the panics")
}
