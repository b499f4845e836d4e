package discord

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

// asking is a form with a text and a choice of every kind.
func asking() *reply.Form {
	some := []reply.Option{{Key: "a", Label: "First", Note: "The first of all", Chosen: true}, {Key: "b", Label: "Second"}}
	one := []reply.Option{{Key: "x", Label: "This"}, {Key: "y", Label: "That", Chosen: true}}
	return &reply.Form{
		Title: "Write it", Label: "The text", Do: "announce", Most: 1800,
		Fields: []reply.Field{
			{Name: "one", Label: "Which?", Kind: reply.OneOf, Options: one}, {Name: "some", Label: "Which ones?", Note: "One at least", Kind: reply.SomeOf, Options: some},
			{Name: "any", Label: "And which?", Kind: reply.AnyOf, Options: some}, {Name: "yes", Label: "Shall I?", Kind: reply.YesNo, Yes: true},
		},
	}
}

func TestAFormInDiscordsForm(t *testing.T) {
	data, err := json.MarshalIndent(formOf(*asking()), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "form.json.golden", string(data)+"\n")
	if err := Fits(reply.Reply{Form: asking()}); err != nil {
		t.Error(err)
	}
}

// What is chosen comes to the core by the names of the parameters, as keys.
func TestWhatIsChosenInAFormIsRead(t *testing.T) {
	for what, tt := range map[string]struct {
		chosen discordtest.Chosen
		want   reply.Args
	}{
		"as it was":      {nil, reply.Args{"one": "y", "some": "a", "any": "a", "yes": "on"}},
		"something else": {discordtest.Chosen{"one": {"x"}, "some": {"b", "a"}, "any": {"b"}, "yes": {}}, reply.Args{"one": "x", "some": "b,a", "any": "b", "yes": "off"}},
		"as little":      {discordtest.Chosen{"any": {}, "yes": discordtest.Yes}, reply.Args{"one": "y", "some": "a", "any": "", "yes": "on"}},
	} {
		b := newBench(t)
		b.run()
		b.core.Answer("pray", reply.Reply{Blocks: commandstest.Said("Type it.").Blocks, Form: asking()})
		i, err := b.srv.Command(member, channel, "pray", nil)
		if err != nil {
			t.Fatal(err)
		}
		b.await("a form", func() bool { return b.srv.Opened(i) != nil })
		if !b.core.Last().Forms {
			t.Errorf("%s: the core is not told that it has forms", what)
		}
		sent, err := b.srv.Fill(b.srv.Opened(i), "We meet.", tt.chosen)
		if err != nil {
			t.Fatal(err)
		}
		b.await("an answer", func() bool { return b.srv.Answer(sent) != nil })
		if r := b.core.Last(); r.Payload != "1 announce" || r.Text != "We meet." || !maps.Equal(r.Chosen, tt.want) {
			t.Errorf("%s: asked was %+v", what, r)
		}
	}
}

// A form without choices says so.
func TestAFormOfATextAloneChoosesNothing(t *testing.T) {
	_, f, err := readForm([]byte(`{"custom_id":"1 announce","components":[{"type":18,"id":1,"component":{"type":4,"id":2,"custom_id":"text","value":"on"}}]}`))
	if err != nil || f.text != "on" || f.chosen != nil {
		t.Errorf("it is read as %+v, %v", f, err)
	}
}

// What is not of Discord's form is no choice, and nothing of it is taken.
func TestAMalformedChoiceIsRefused(t *testing.T) {
	for what, field := range map[string]string{
		"a number":           `{"type":21,"custom_id":"one","value":7}`,
		"two of one":         `{"type":21,"custom_id":"one","value":["x","y"]}`,
		"an empty key":       `{"type":21,"custom_id":"one","value":""}`,
		"a key of two":       `{"type":21,"custom_id":"one","value":"x,y"}`,
		"no list":            `{"type":22,"custom_id":"some","values":"a"}`,
		"numbers":            `{"type":22,"custom_id":"some","values":[1]}`,
		"too many":           `{"type":22,"custom_id":"some","values":["` + strings.Repeat(`a","`, 10) + `a"]}`,
		"a yes in words":     `{"type":23,"custom_id":"yes","value":"true"}`,
		"no yes and no no":   `{"type":23,"custom_id":"yes"}`,
		"one without a name": `{"type":23,"value":true}`,
		"one that is twice":  `{"type":23,"custom_id":"yes","value":true}},{"type":18,"component":{"type":23,"custom_id":"yes","value":true}`,
	} {
		if _, f, err := readForm([]byte(`{"custom_id":"1 announce","components":[{"type":18,"component":` + field + `}]}`)); err == nil {
			t.Errorf("%s is read as %+v", what, f)
		}
	}
	for what, field := range map[string]string{"none of one": `{"type":21,"custom_id":"one","value":null}`, "none of some": `{"type":22,"custom_id":"one","values":[]}`} {
		if _, f, err := readForm([]byte(`{"custom_id":"1 announce","components":[{"type":18,"component":` + field + `}]}`)); err != nil || !maps.Equal(f.chosen, reply.Args{"one": ""}) {
			t.Errorf("%s is read as %+v, %v", what, f, err)
		}
	}
}

func TestWhatDoesNotFitInAChoiceIsNamed(t *testing.T) {
	options := func(n int) (all []reply.Option) {
		for range n {
			all = append(all, reply.Option{Key: "k", Label: "L"})
		}
		return all
	}
	long := strings.Repeat("x", 101)
	for what, f := range map[string]reply.Field{
		"the label of a choice":   {Label: strings.Repeat("L", 46), Options: options(2)},
		"the note of a choice":    {Note: long, Options: options(2)},
		"1 of at least 2 options": {Kind: reply.OneOf, Options: options(1)},
		"the options of a choice": {Kind: reply.SomeOf, Options: options(11)},
		"an option":               {Kind: reply.SomeOf, Options: []reply.Option{{Key: "k", Label: long}}},
		"the note of an option":   {Kind: reply.SomeOf, Options: []reply.Option{{Key: "k", Label: "L", Note: long}}},
		"the key of an option":    {Kind: reply.SomeOf, Options: []reply.Option{{Key: long, Label: "L"}}},
		`the key "a,b"`:           {Kind: reply.SomeOf, Options: []reply.Option{{Key: "a,b", Label: "L"}}},
		"2 options are chosen":    {Kind: reply.OneOf, Options: []reply.Option{{Key: "a", Label: "A", Chosen: true}, {Key: "b", Label: "B", Chosen: true}}},
		"the choices of a form":   {},
	} {
		form := reply.Form{Title: "T", Do: "announce", Fields: []reply.Field{f}}
		if what == "the choices of a form" {
			form.Fields = make([]reply.Field, 5)
		}
		if err := Fits(reply.Reply{Form: &form}); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("of what is too much of %s it says %v", what, err)
		}
	}
}
