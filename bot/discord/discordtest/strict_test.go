package discordtest

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
)

// post asks the server for something and returns the status and the answer.
func post(t *testing.T, s *Server, method, path, token string, body any) (int, string) {
	t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequest(method, s.URL()+"/api/v9"+path, strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot "+token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(text)
}

type fields map[string]any

// fine is a message that is right, with some fields changed.
func fine(changes fields) fields {
	m := fields{"embeds": []fields{{"description": "Point"}}, "allowed_mentions": fields{"parse": []string{}}}
	for k, v := range changes {
		m[k] = v
	}
	return m
}

func button(changes fields) fields {
	b := fields{"type": 2, "style": 2, "label": "Press", "custom_id": "1 help"}
	for k, v := range changes {
		b[k] = v
	}
	return b
}

func rowOf(buttons ...fields) []fields { return []fields{{"type": 1, "components": buttons}} }

func TestMessagesAreTakenStrictly(t *testing.T) {
	for _, tt := range []struct {
		what   string
		body   fields
		status int
	}{
		{"right", fine(nil), 200},
		{"with buttons", fine(fields{"components": rowOf(button(nil), button(fields{"custom_id": "2"}))}), 200},
		{"empty", fields{"allowed_mentions": fields{"parse": []string{}}}, 400},
		{"an empty embed", fine(fields{"embeds": []fields{{"description": ""}}}), 400},
		{"a long description", fine(fields{"embeds": []fields{{"description": strings.Repeat("x", 4097)}}}), 400},
		{"a long title", fine(fields{"embeds": []fields{{"title": strings.Repeat("x", 257)}}}), 400},
		{"that may ping", fields{"content": "hi"}, 400},
		{"that pings everyone", fine(fields{"allowed_mentions": fields{"parse": []string{"everyone"}}}), 400},
		{"with an unknown field", fine(fields{"colour": 1}), 400},
		{"with a long nonce", fine(fields{"nonce": strings.Repeat("x", 26)}), 400},
		{"enforcing no nonce", fine(fields{"enforce_nonce": true}), 400},
		{"the same id twice", fine(fields{"components": rowOf(button(nil), button(nil))}), 400},
		{"an empty label", fine(fields{"components": rowOf(button(fields{"label": ""}))}), 400},
		{"a long label", fine(fields{"components": rowOf(button(fields{"label": strings.Repeat("x", 81)}))}), 400},
		{"a link that has an id", fine(fields{"components": rowOf(button(fields{"style": 5, "url": "https://example.org"}))}), 400},
		{"an empty row", fine(fields{"components": rowOf()}), 400},
	} {
		t.Run(tt.what, func(t *testing.T) {
			s := New()
			defer s.Close()
			s.Guild("100", "7", "110")
			if status, text := post(t, s, "POST", "/channels/110/messages", Token, tt.body); status != tt.status {
				t.Errorf("the status is %d: %s", status, text)
			}
		})
	}
}

// part is a component of a message of components alone.
func part(kind int, changes fields) fields {
	p := fields{"type": kind}
	for k, v := range changes {
		p[k] = v
	}
	return p
}

// A message of components alone is taken within its own limits, as an answer and not by
// itself, and stays what it is.
func TestComponentsAreTakenStrictly(t *testing.T) {
	words := func(n int) fields { return part(10, fields{"content": strings.Repeat("x", n)}) }
	frame := func(parts ...fields) fields { return part(17, fields{"components": parts}) }
	laid := func(parts ...fields) fields {
		return fields{"flags": laidOut, "allowed_mentions": fields{"parse": []string{}}, "components": parts}
	}
	many := func(n int) (all []fields) {
		for range n {
			all = append(all, words(1))
		}
		return all
	}
	with := func(f fields, key string, value any) fields { f[key] = value; return f }
	for what, tt := range map[string]struct {
		body   fields
		status int
	}{
		"right":                    {laid(frame(words(5), part(14, fields{"divider": true, "spacing": 1}), rowOf(button(nil))[0])), 204},
		"forty":                    {laid(frame(many(39)...)), 204},
		"more than forty":          {laid(frame(many(40)...)), 400},
		"as much text as may be":   {laid(words(2000), words(2000)), 204},
		"more text":                {laid(words(2000), words(2001)), 400},
		"an empty text":            {laid(words(0)), 400},
		"an empty frame":           {laid(frame()), 400},
		"a frame in a frame":       {laid(frame(frame(words(1)))), 400},
		"with content":             {with(laid(words(1)), "content", "x"), 400},
		"with an embed":            {with(laid(words(1)), "embeds", []fields{{"description": "x"}}), 400},
		"without its flag":         {with(laid(words(1)), "flags", 0), 400},
		"nothing":                  {laid(), 400},
		"a button without a row":   {laid(button(nil)), 400},
		"a text in a row":          {laid(part(1, fields{"components": []fields{words(1)}})), 400},
		"the same id twice":        {laid(frame(rowOf(button(nil))[0]), rowOf(button(nil))[0]), 400},
		"a picture without words":  {laid(part(12, fields{"items": []fields{{"media": fields{"url": "https://example.org/a.png"}}}})), 400},
		"a picture that is absent": {laid(part(12, fields{"items": []fields{{"media": fields{"url": "attachment://a.png"}, "description": "A"}}})), 400},
		"a picture":                {laid(part(12, fields{"items": []fields{{"media": fields{"url": "https://example.org/a.png"}, "description": "A"}}})), 204},
		"an unknown part":          {laid(part(9, nil)), 400},
		"a ping":                   {with(laid(words(1)), "allowed_mentions", fields{"parse": []string{"everyone"}}), 400},
	} {
		s := New()
		s.Guild("100", "7", "110")
		i := s.Interaction("110", "9")
		if status, text := post(t, s, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", "", fields{"type": 4, "data": tt.body}); status != tt.status {
			t.Errorf("%s: the status is %d: %s", what, status, text)
		}
		if status, _ := post(t, s, "POST", "/channels/110/messages", Token, tt.body); status != 400 {
			t.Errorf("%s: sent by itself, the status is %d", what, status)
		}
		if m := s.Answer(i); m != nil {
			if status, _ := post(t, s, "PATCH", "/webhooks/900/"+i.Token+"/messages/@original", "", fine(nil)); status != 400 {
				t.Errorf("%s: the flag was taken off with the status %d", what, status)
			}
			if status, text := post(t, s, "PATCH", "/webhooks/900/"+i.Token+"/messages/@original", "", laid(words(1))); status != 200 {
				t.Errorf("%s: it was not changed: %d %s", what, status, text)
			}
		}
		s.Close()
	}
}

func TestCommandsAreTakenStrictly(t *testing.T) {
	option := func(name string, required bool) fields {
		return fields{"type": 3, "name": name, "description": "d", "required": required}
	}
	for _, tt := range []struct {
		what   string
		body   []fields
		status int
	}{
		{"right", []fields{{"type": 1, "name": "pray", "description": "d", "options": []fields{option("a", true), option("b", false)}}}, 200},
		{"required last", []fields{{"type": 1, "name": "pray", "description": "d", "options": []fields{option("a", false), option("b", true)}}}, 400},
		{"upper case", []fields{{"type": 1, "name": "Pray", "description": "d"}}, 400},
		{"no description", []fields{{"type": 1, "name": "pray", "description": ""}}, 400},
		{"in languages", []fields{{"type": 1, "name": "pray", "description": "d", "description_localizations": fields{"es-419": "otra", "de": "andere"}}}, 200},
		{"in one that there is not", []fields{{"type": 1, "name": "pray", "description": "d", "description_localizations": fields{"es": "otra"}}}, 400},
		{"too long in one", []fields{{"type": 1, "name": "pray", "description": "d", "description_localizations": fields{"de": strings.Repeat("x", 101)}}}, 400},
		{"a name too long in one", []fields{{"type": 1, "name": "pray", "description": "d", "name_localizations": fields{"de": strings.Repeat("x", 33)}}}, 400},
		{"an option too long in one", []fields{{"type": 1, "name": "pray", "description": "d", "options": []fields{{"type": 3, "name": "a", "description": "d", "description_localizations": fields{"de": strings.Repeat("x", 101)}}}}}, 400},
		{"a choice too long in one", []fields{{"type": 1, "name": "pray", "description": "d", "options": []fields{{"type": 3, "name": "a", "description": "d", "choices": []fields{{"name": "n", "value": "v", "name_localizations": fields{"de": strings.Repeat("x", 101)}}}}}}}, 400},
		{"too much in all", []fields{{"type": 1, "name": "pray", "description": "d", "options": manyOptions(25, strings.Repeat("x", 100))}}, 400},
		{"as much as there may be", []fields{{"type": 1, "name": "pray", "description": "d", "options": manyOptions(25, strings.Repeat("x", 90))}}, 200},
		{"twice", []fields{{"type": 1, "name": "pray", "description": "d"}, {"type": 1, "name": "pray", "description": "d"}}, 400},
	} {
		t.Run(tt.what, func(t *testing.T) {
			s := New()
			defer s.Close()
			if status, text := post(t, s, "PUT", "/applications/"+BotID+"/commands", Token, tt.body); status != tt.status {
				t.Errorf("the status is %d: %s", status, text)
			}
		})
	}
}

// manyOptions are options with choices, described by a text that is as long in another
// language alone.
func manyOptions(n int, text string) (all []fields) {
	for i := range n {
		choices := []fields{}
		for j := range 2 {
			choices = append(choices, fields{"name": "n", "value": string(rune('a' + j)), "name_localizations": fields{"fr": text}})
		}
		all = append(all, fields{"type": 3, "name": string(rune('a'+i)) + strings.Repeat("o", 24), "description": "d", "description_localizations": fields{"de": text}, "choices": choices})
	}
	return all
}

func TestTheServerKnowsWhoAsks(t *testing.T) {
	s := New()
	defer s.Close()
	s.Guild("100", "7", "110")
	for _, tt := range []struct {
		method, path, token string
		status              int
	}{
		{"GET", "/users/@me", Token, 200},
		{"GET", "/users/@me", "wrong", 401},
		{"GET", "/users/7", Token, 404},
		{"POST", "/channels/999/messages", Token, 404},
		{"POST", "/interactions/1/x/callback", "", 404},
	} {
		if status, text := post(t, s, tt.method, tt.path, tt.token, fine(nil)); status != tt.status {
			t.Errorf("%s %s: %d %s", tt.method, tt.path, status, text)
		}
	}
}

func TestANonceIsTakenOnceUntilItIsForgotten(t *testing.T) {
	s := New()
	defer s.Close()
	s.Guild("100", "7", "110")
	m := fine(fields{"nonce": "n", "enforce_nonce": true})
	for range 2 {
		post(t, s, "POST", "/channels/110/messages", Token, m)
	}
	if n := len(s.Messages("110")); n != 1 {
		t.Errorf("it was taken %d times", n)
	}
	s.Forget()
	post(t, s, "POST", "/channels/110/messages", Token, m)
	if n := len(s.Messages("110")); n != 2 {
		t.Errorf("after it was forgotten there are %d", n)
	}
}

func TestTheChannelsLimitHolds(t *testing.T) {
	s := New()
	defer s.Close()
	s.Guild("100", "7", "110")
	s.EnforceLimits()
	for i := range 6 {
		status, _ := post(t, s, "POST", "/channels/110/messages", Token, fine(nil))
		if want := map[bool]int{true: 200, false: 429}[i < 5]; status != want {
			t.Errorf("message %d: %d", i+1, status)
		}
	}
}

func TestChangesAreTakenStrictly(t *testing.T) {
	s := New()
	defer s.Close()
	s.Guild("100", "7", "110")
	made := func() string {
		_, text := post(t, s, "POST", "/channels/110/messages", Token, fine(nil))
		var m struct{ ID string }
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			t.Fatal(err)
		}
		return "/channels/110/messages/" + m.ID
	}
	gone := made()
	s.Remove("110")
	for _, tt := range []struct {
		what, method, path string
		body               fields
		status             int
	}{
		{"an edit", "PATCH", made(), fine(nil), 200},
		{"an edit with a nonce", "PATCH", made(), fine(fields{"nonce": "x"}), 400},
		{"an edit that may ping", "PATCH", made(), fields{"embeds": []fields{{"description": "x"}}}, 400},
		{"an edit of what is gone", "PATCH", gone, fine(nil), 404},
		{"a deletion", "DELETE", made(), nil, 204},
		{"a deletion of what is gone", "DELETE", gone, nil, 404},
		{"a message that pings and says so", "POST", "/channels/110/messages", fine(fields{"content": "@everyone", "allowed_mentions": fields{"parse": []string{"everyone"}}}), 200},
		{"a message that mentions and may not", "POST", "/channels/110/messages", fine(fields{"content": "@everyone"}), 400},
	} {
		if status, text := post(t, s, tt.method, tt.path, Token, tt.body); status != tt.status {
			t.Errorf("%s: the status is %d: %s", tt.what, status, text)
		}
	}
}
