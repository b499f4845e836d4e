package bot_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store"
	"prayerbot/bot/telegram/telegramtest"
)

var update = flag.Bool("update", false, "write the transcripts anew")

// A scene is a conversation of a group of five, two of whom are moderators. It is
// written down as a transcript: what somebody does, and what has changed on the
// screens of whom.
type scene struct {
	*town
	out    strings.Builder
	seen   func() []sight
	quiet  func() bool // nothing that was done waits for its answer
	before map[string]sight
}

// A sight is something that is on a screen.
type sight struct {
	id   string
	text string // who sees it where, and how it begins
	rest string // all else of it
}

// names are those of the people, by their numbers on either platform.
var names = map[string]string{
	fmt.Sprint(ada): "Ada", fmt.Sprint(cleo): "Cleo", fmt.Sprint(bola): "Bola", "41": "Dayo", "42": "Efe",
	admin: "Ada", deputy: "Cleo", member: "Bola", "13": "Dayo", "14": "Efe",
}

const (
	dayo = int64(41)
	efe  = int64(42)
)

// does writes down what somebody does, and then what changes until something
// holds.
func (s *scene) does(what string, act func() error, until func() bool) {
	s.Helper()
	fmt.Fprintf(&s.out, "\n%s\n", what)
	if err := act(); err != nil {
		s.Fatalf("%s: %v", what, err)
	}
	s.awaitTicking("the answer to: "+what, func() bool { return until() && s.quiet() })
	now := map[string]sight{}
	for _, one := range s.seen() {
		now[one.id] = one
		switch before, was := s.before[one.id]; {
		case !was:
			fmt.Fprintf(&s.out, "    + %s\n", one.text)
		case before != one:
			fmt.Fprintf(&s.out, "    ~ %s\n", one.text)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.before)) {
		if _, is := now[id]; !is {
			fmt.Fprintf(&s.out, "    - %s\n", s.before[id].text)
		}
	}
	s.before = now
}

// random is what differs from run to run.
var random = regexp.MustCompile(`start=[jn]_[a-z2-7]+`)

// shows compares the transcript with the one that is kept.
func (s *scene) shows(name string) {
	s.Helper()
	got := strings.TrimPrefix(random.ReplaceAllString(s.out.String(), "start=CODE"), "\n")
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			s.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		s.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		s.Error(diff)
	}
}

// begins is how a message begins, with its buttons.
func begins(text string, labels []string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	for _, label := range labels {
		first += " [" + label + "]"
	}
	return first
}

// onTelegramScene is a group of Telegram.
func onTelegramScene(t *testing.T, open func() store.Store) *scene {
	s := &scene{town: newTown(t, open), before: map[string]sight{}}
	for _, person := range []int64{cleo, bola, dayo, efe} {
		s.telegram.Person(person)
	}
	s.telegram.Group(group, ada, cleo, bola, dayo, efe)
	s.telegram.Admin(group, ada)
	s.telegram.Admin(group, cleo)
	s.seen = s.seenOnTelegram
	s.quiet = func() bool { return s.telegram.Unanswered() == 0 && s.telegram.Unacknowledged() == 0 }
	s.start()
	return s
}

// seenOnTelegram is all that stands in chats or over them.
func (s *scene) seenOnTelegram() (all []sight) {
	for _, chat := range []int64{group, ada, cleo, bola, dayo, efe} {
		for _, m := range s.telegram.Messages(chat) {
			where := "everyone"
			if chat > 0 {
				where = names[fmt.Sprint(chat)] + " alone"
			} else if asker := s.telegram.Said(m.ReplyTo); asker != 0 {
				where += ", as an answer to " + names[fmt.Sprint(asker)]
			}
			text := where + ": " + begins(m.Text, telegramLabels(m))
			all = append(all, sight{fmt.Sprintf("%012d", m.ID), text, m.HTML})
		}
	}
	for _, person := range []int64{ada, cleo, bola, dayo, efe} {
		for _, m := range s.telegram.Ephemerals(group, person) {
			text := names[fmt.Sprint(person)] + " alone, in the group: " + begins(m.Text, buttonLabels(m.Buttons))
			all = append(all, sight{fmt.Sprintf("alone %012d", m.ID), text, m.HTML})
		}
	}
	for i, text := range s.telegram.Toasts() {
		if text != "" {
			all = append(all, sight{id: fmt.Sprint("toast ", i), text: "over the chat: " + begins(text, nil)})
		}
	}
	for i, address := range s.telegram.Opened() {
		all = append(all, sight{id: fmt.Sprint("opened ", i), text: "it opens " + address})
	}
	return all
}

func telegramLabels(m telegramtest.Message) []string { return buttonLabels(m.Buttons) }

func buttonLabels(rows [][]telegramtest.Button) (all []string) {
	for _, row := range rows {
		for _, b := range row {
			all = append(all, b.Label)
		}
	}
	return all
}

// onDiscordScene is a channel of Discord.
func onDiscordScene(t *testing.T, open func() store.Store, change ...func(*town)) *scene {
	s := &scene{town: newTown(t, open), before: map[string]sight{}}
	s.discord.Member(guild, deputy, 32)
	for _, person := range []string{member, "13", "14"} {
		s.discord.Member(guild, person, 0)
	}
	for _, change := range change {
		change(s.town)
	}
	s.seen = s.seenOnDiscord
	s.quiet = func() bool { return true }
	s.start()
	return s
}

// seenOnDiscord is all that the channel shows, to whom it shows it.
func (s *scene) seenOnDiscord() (all []sight) {
	for _, m := range s.discord.Messages(channel) {
		where := "everyone"
		switch {
		case m.Flags&(1<<6) != 0:
			where = names[m.Asked] + " alone"
		case m.Asked != "":
			where += ", as an answer to " + names[m.Asked]
		}
		text := m.Text
		if m.Title != "" {
			text = m.Title
		}
		all = append(all, sight{m.ID, where + ": " + begins(text, discordLabels(m)), m.Text})
	}
	return all
}

func discordLabels(m discordtest.Message) (all []string) {
	for _, row := range m.Buttons {
		for _, b := range row {
			all = append(all, b.Label)
		}
	}
	return all
}
