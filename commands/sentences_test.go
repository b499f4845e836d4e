package commands_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A lastQuestion is a store that remembers which question was kept last.
type lastQuestion struct {
	record.Store
	asked *record.Question
}

// SaveQuestion remembers the question.
func (s *lastQuestion) SaveQuestion(ctx context.Context, mark string, q record.Question) error {
	s.asked = &q
	return s.Store.SaveQuestion(ctx, mark, q)
}

// TestASentenceIsUnderstood reads whole sentences as members of a church type them, most of
// them written by people who never saw the program, in every language. Behind each stands
// what is meant: the command with what it is about, or what a set-up has understood.
func TestASentenceIsUnderstood(t *testing.T) {
	files, err := filepath.Glob("testdata/sentences/*.tsv")
	if err != nil || len(files) != len(translatedLanguages)+1 {
		t.Fatal("there are no sentences", files, err)
	}
	for _, file := range files {
		tag := strings.TrimSuffix(filepath.Base(file), ".tsv")
		t.Run(tag, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			l := newSentences(t, tag)
			n := 0
			for line := range strings.Lines(string(data)) {
				text, meaning, is := strings.Cut(strings.TrimSpace(line), "\t")
				if !is || line[0] == '#' {
					continue
				}
				n++
				if got := l.understood(text, meaning); got != meaning {
					t.Errorf("%q means %q, want %q\n%s", text, got, meaning, plain(l.last))
				}
			}
			if n < 60 {
				t.Errorf("there are only %d sentences", n)
			}
		})
	}
}

// translatedLanguages are the languages beside English.
var translatedLanguages = []string{"ar", "de", "es", "fr", "it", "ko", "pt", "ru", "zh-Hans"}

// sentences are what people type, each one in a chat of its own.
type sentences struct {
	*talk
	tag   string
	asked *lastQuestion
	n     int
}

func newSentences(t *testing.T, tag string) *sentences {
	k := newTalk(t)
	s := &sentences{talk: k, tag: tag, asked: &lastQuestion{Store: k.store}}
	k.world.Store = s.asked
	k.restart(t)
	return s
}

// fresh begins a chat of a person who has asked for nothing yet.
func (s *sentences) fresh() {
	s.n++
	now := s.req.Now
	s.private("s" + strconv.Itoa(s.n))
	s.req.Now, s.req.Language = now, s.tag
	s.asked.asked = nil
}

// understood is what the bot makes of a sentence, in the words of the meaning: what ends,
// pauses or moves a subscription is said where there is one.
func (s *sentences) understood(text, meaning string) string {
	kind, about, _ := strings.Cut(meaning, " ")
	s.fresh()
	held := slices.Contains([]string{"pause", "resume", "stop", "time", "days"}, kind) || kind == "schedule" && about != ""
	if held {
		s.say("/subscribe 07:00 Europe/Berlin")
	}
	if kind == "resume" {
		s.say("/schedule pause")
	}
	s.asked.asked = nil
	answer := s.say(text)
	chat, _ := s.store.Chat(context.Background(), s.req.Chat)
	asked := s.asked.asked
	courtesy := slices.Contains([]string{"hello", "thanks", "yes", "no"}, kind)
	switch {
	case courtesy && s.answers(kind, about, answer):
		return meaning
	case asked != nil && (asked.Command == "setup" || asked.Command == "subscribe" || asked.Command == "schedule"):
		return setupText(*asked, answer)
	case held:
		return heldText(chat)
	case chat.Language != "":
		return "language " + chat.Language
	}
	if s.answers(kind, about, answer) {
		return meaning
	}
	return "another thing"
}

// setupText is what a set-up has understood when it asks for more.
func setupText(q record.Question, answer reply.Reply) string {
	text := q.Command
	for _, name := range []string{"time", "on", "place", "for", "also", "what", "cannot"} {
		if value := strings.ReplaceAll(q.Args[name], "=", ""); value != "" && !(name == "what" && value == "prayer") {
			text += " " + name + "=" + value
		}
	}
	if q.Param == "time" && q.Args["time"] == "" && len(answer.Buttons) > 0 {
		text += " time?" + answer.Buttons[0][0].Label
	}
	return text
}

// heldText is the state of the subscription of a chat that had one at 07:00.
func heldText(chat record.Chat) string {
	switch {
	case len(chat.Subscriptions) == 0:
		return "stop"
	case chat.Subscriptions[0].Paused:
		return "pause"
	case !chat.Subscriptions[0].PausedTo.IsZero():
		return "pause " + chat.Subscriptions[0].PausedTo.String()
	case chat.Subscriptions[0].At != record.Wall(7*60):
		return "time " + chat.Subscriptions[0].At.String()
	case chat.Subscriptions[0].Days != 0:
		return "days " + strconv.Itoa(int(chat.Subscriptions[0].Days))
	}
	return "resume"
}

// answers tells whether an answer is the one that a command gives in the same language.
func (s *sentences) answers(command, about string, answer reply.Reply) bool {
	param := map[string]string{"pray": "country", "country": "name", "news": "place"}[command]
	s.fresh()
	req := s.req
	if req.Command = command; param != "" {
		req.Args = reply.Args{}
		if about != "" {
			req.Args[param] = "=" + strings.ReplaceAll(about, ",", ",=")
		}
	}
	if slices.Contains([]string{"hello", "thanks", "yes", "no", "goodbye"}, command) {
		req.Command, req.Line = "", command
	}
	want := s.core.Handle(context.Background(), req)
	return want.Title == answer.Title && len(want.Buttons) == len(answer.Buttons) && strings.HasSuffix(plain(answer), lastLine(plain(want)))
}

func lastLine(text string) string { return text[strings.LastIndexByte(text, '\n')+1:] }
