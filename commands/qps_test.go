package commands_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/words/wordstest"
)

// A bilingual is one conversation in English and in the made-up language at the same
// time: presses are named by their English labels.
type bilingual struct {
	english, qps *talk
	check        *bracketCheck
}

// adopted is a store whose chats have all taken the made-up language, so that
// none is written for that alone: the codes in both conversations are the same.
type adopted struct{ record.Store }

func (s adopted) Chat(ctx context.Context, id record.ChatID) (record.Chat, error) {
	chat, err := s.Store.Chat(ctx, id)
	if chat.Revision != "" {
		chat.Language = wordstest.Tag
	}
	return chat, err
}

func newBilingual(t *testing.T) *bilingual {
	p := &bilingual{newTalk(t), inManyLanguages(t), newBracketCheck()}
	p.qps.world.Store = adopted{p.qps.world.Store}
	p.qps.req.Language = wordstest.Tag
	return p
}

// step does one line of a transcript in both, and tells what the bot says.
func (p *bilingual) step(t *testing.T, mark byte, text string) (english, qps reply.Reply) {
	switch mark {
	case '@':
		if strings.HasPrefix(text, "language ") {
			return
		}
		if _, is := p.english.event(t, text); is {
			p.qps.event(t, text)
			if text == "resume" {
				return p.english.last, p.qps.last
			}
			return
		}
		p.english.set(t, text)
		p.qps.set(t, text)
		p.qps.req.Language = wordstest.Tag
		p.check.heard(text)
		return
	case '>':
		p.check.typed(text)
		return p.english.say(text), p.qps.say(text)
	case '?':
		return p.english.payload(text), p.qps.payload(text)
	case '*':
		return p.english.share(t, text), p.qps.share(t, text)
	}
	return p.press(t, text)
}

// press presses the button with an English label in both.
func (p *bilingual) press(t *testing.T, label string) (english, qps reply.Reply) {
	for i, row := range p.english.last.Buttons {
		for j, b := range row {
			if b.Label != label {
				continue
			}
			if i >= len(p.qps.last.Buttons) || j >= len(p.qps.last.Buttons[i]) {
				t.Fatalf("in the made-up language there is no button %q", label)
			}
			other := p.qps.last.Buttons[i][j]
			if other.Do != b.Do {
				t.Errorf("%q does %q and in the made-up language %q", label, b.Do, other.Do)
			}
			return p.english.payload(b.Payload()), p.qps.payload(other.Payload())
		}
	}
	t.Fatalf("there is no button %q", label)
	return
}

// shape is what a reply must have in every language.
func shape(r reply.Reply) string {
	text := fmt.Sprint(r.Title != "", r.Visibility, r.Form != nil, r.Aside != "", r.AsideFailed != "", r.Start)
	for _, b := range r.Blocks {
		text += fmt.Sprint("\n", b.Kind, b.Text != "", len(b.Items))
		for _, i := range b.Items {
			text += fmt.Sprint(" ", i.Label != "", i.Text != "", i.Note != "", i.Link, i.At)
		}
	}
	for _, row := range r.Buttons {
		for _, b := range row {
			text += "\n" + b.Do + b.Link
		}
	}
	return text
}

func TestTranscriptsInAMadeUpLanguage(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no transcripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			script, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p := newBilingual(t)
			lines := bufio.NewScanner(strings.NewReader(string(script)))
			for lines.Scan() {
				line := lines.Text()
				if len(line) < 3 || strings.IndexByte(">!?@*", line[0]) < 0 || line[1] != ' ' {
					continue
				}
				english, qps := p.step(t, line[0], line[2:])
				if shape(english) != shape(qps) {
					t.Errorf("%s answers\n%s\n%s\nand in the made-up language\n%s\n%s", line, shape(english), plain(english), shape(qps), plain(qps))
				}
				for _, fault := range p.check.reply(qps) {
					t.Errorf("%s: %s", line, fault)
				}
			}
		})
	}
}
