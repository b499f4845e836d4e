package commands_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/news"
	"prayerbot/bot/store/boltstore"
	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
	"prayerbot/content/load"
)

var update = flag.Bool("update", false, "write the transcripts anew")

// builtin is the content that ships with the program, loaded once.
var builtin = func() func() *content.Library {
	library, err := load.Library(content.Builtin())
	if err != nil {
		panic(err)
	}
	return func() *content.Library { return library }
}()

// A talk is one conversation with a core on a real embedded store.
type talk struct {
	core  *commands.Core
	store *boltstore.Store
	// What the core was made with; world can be changed while it runs.
	config commands.Config
	world  *world
	req    reply.Request
	last   reply.Reply
	asker  string                 // who has typed last, and so presses buttons of their own answer
	roles  map[string]reply.Role  // by person: what the platform would say
	groups map[string]string      // by chat: the group to which it belongs; the others are channels
	linked map[string]string      // by chat: the one that the platform joins to it
	places map[string]reply.Place // by chat: what the platform would say; those that are not there are not seen
	pings  map[string]string      // by role: what the platform would say of a ping; those that are not there are gone
}

func newTalk(t testing.TB) *talk {
	t.Helper()
	store, err := boltstore.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	k := &talk{store: store, roles: map[string]reply.Role{}, groups: map[string]string{}, linked: map[string]string{}}
	n := 0
	k.world = &world{Store: store, Rights: k, library: builtin}
	k.config = commands.Config{
		Library:   func() *content.Library { return k.world.library() },
		Store:     k.world,
		Rights:    k.world,
		Operators: []record.UserID{{Platform: "telegram", Key: "1"}},
		Random:    func() string { n++; return fmt.Sprintf("%08d-random", n) },
	}
	k.restart(t)
	k.private("7")
	k.req.Now = time.Date(2026, 11, 24, 13, 5, 0, 0, time.UTC)
	return k
}

// restart makes the core anew, as config says now.
func (k *talk) restart(t testing.TB) {
	t.Helper()
	core, err := commands.New(k.config)
	if err != nil {
		t.Fatal(err)
	}
	k.core = core
}

// A world is all that a core asks, so that it can change while the core runs.
type world struct {
	record.Store
	reply.Rights
	library func() *content.Library
}

// Role answers as the platform would.
func (k *talk) Role(_ context.Context, _ record.ChatID, _, person string) (reply.Role, error) {
	return max(k.roles[person], reply.Anyone), nil
}

// Nature answers as the platform would.
func (k *talk) Nature(_ context.Context, chat record.ChatID) (reply.Nature, error) {
	if group := k.groups[chat.Key]; group != "" {
		return reply.Nature{GroupID: group, Linked: k.linked[chat.Key]}, nil
	}
	return reply.Nature{Channel: true, GroupID: chat.Key, Linked: k.linked[chat.Key]}, nil
}

// Nature asks the platform, where that can be asked.
func (w *world) Nature(ctx context.Context, chat record.ChatID) (reply.Nature, error) {
	natures, can := w.Rights.(reply.Natures)
	if !can {
		return reply.Nature{}, nil
	}
	return natures.Nature(ctx, chat)
}

// Place answers as the platform would.
func (k *talk) Place(_ context.Context, chat record.ChatID, _, _ string) (reply.Place, error) {
	place := k.places[chat.Key]
	place.Chat = chat
	return place, nil
}

// Place asks the platform, where that can be asked.
func (w *world) Place(ctx context.Context, chat record.ChatID, groupID, person string) (reply.Place, error) {
	places, can := w.Rights.(reply.Places)
	if !can {
		return reply.Place{}, nil
	}
	return places.Place(ctx, chat, groupID, person)
}

// private is a person alone with the bot.
func (k *talk) private(person string) {
	k.req = reply.Request{Chat: record.ChatID{Platform: "telegram", Key: person}, Private: true, Locates: true, Hears: true, Person: person, Now: k.req.Now}
}

// group is a person in a group whose role the platform states.
func (k *talk) group(person, role string) {
	roles := map[string]reply.Role{"member": reply.Anyone, "moderator": reply.Moderator, "asked": reply.RoleUnknown}
	k.req = reply.Request{
		Chat: record.ChatID{Platform: "telegram", Key: "-100"}, GroupID: "-100", Hears: true,
		Person: person, Role: roles[role], Now: k.req.Now,
	}
}

// say types a line, as on a platform with text commands.
func (k *talk) say(line string) reply.Reply {
	req := k.req
	if strings.HasPrefix(line, "/") {
		req.Command, _, req.Line = reply.ParseLine(line)
	} else {
		req.Line = line
	}
	k.last, k.asker = k.core.Handle(context.Background(), req), req.Person
	return k.last
}

// noButton begins what a transcript says where a button is pressed that is not there.
const noButton = "THERE IS NO BUTTON "

// unmarked is a text without the marks of direction, which nobody sees on a button.
var unmarked = strings.NewReplacer("\u2068", "", "\u2069", "")

// press presses the button of the last reply with a label.
func (k *talk) press(label string) reply.Reply {
	for _, row := range k.last.Buttons {
		for _, b := range row {
			if unmarked.Replace(b.Label) == unmarked.Replace(label) {
				return k.payload(b.Payload())
			}
		}
	}
	return reply.Reply{Title: noButton + label}
}

func (k *talk) payload(p string) reply.Reply {
	req := k.req
	req.Payload, req.Origin = p, reply.FromOthersAnswer
	if req.Person == k.asker {
		req.Origin = reply.FromOwnAnswer
	}
	k.last = k.core.Handle(context.Background(), req)
	return k.last
}

// share sends a location, "6.45 3.4", as the button for it does.
func (k *talk) share(t *testing.T, text string) reply.Reply {
	t.Helper()
	req := k.req
	req.Location = &reply.Location{}
	if _, err := fmt.Sscan(text, &req.Location.Lat, &req.Location.Lon); err != nil {
		t.Fatal(err)
	}
	k.last, k.asker = k.core.Handle(context.Background(), req), req.Person
	return k.last
}

// step does one line of a transcript and returns what the bot says.
func (k *talk) step(t *testing.T, mark byte, text string) string {
	switch mark {
	case '>':
		return plain(k.say(text))
	case '!':
		return plain(k.press(text))
	case '?':
		return plain(k.payload(text))
	case '*':
		return plain(k.share(t, text))
	case '@':
		if said, is := k.event(t, text); is {
			return said
		}
		k.set(t, text)
	}
	return ""
}

// event is what a platform tells of the chat, and what the bot says to that: "@ stop
// closed", "@ resume", "@ told", which are the bot's own words that wait to be brought.
func (k *talk) event(t *testing.T, text string) (said string, is bool) {
	cause, stops := strings.CutPrefix(text, "stop ")
	switch {
	case stops:
		k.stop(t, record.StopCause(cause))
	case text == "resume":
		k.last = k.resumed(t, k.req.Now)
		said = plain(k.last)
	case text == "told":
		for _, to := range slices.Sorted(maps.Keys(k.warnings(t))) {
			said += "for " + to + "\n" + k.warnings(t)[to] + "\n"
		}
		said = strings.TrimRight(said, "\n")
	default:
		return "", false
	}
	return said, true
}

// channel is a person in a channel of a Discord server, with the roles given.
func (k *talk) channel(person, role, key string, roles []string) {
	k.group(person, role)
	k.req.Chat, k.req.GroupID, k.req.RoleIDs, k.req.Servers = record.ChatID{Platform: "discord", Key: key}, "100", append([]string{}, roles...), true
}

// set changes who speaks, in which language, the time, or what is in the news:
// "@ private 7", "@ group 8 moderator", "@ group 8 moderator -200",
// "@ channel 9 member 110 71" (the last a role), "@ language pt-BR",
// "@ nameless" (who leads the group without showing who they are), "@ linked -300 -100" (a channel and its discussion group),
// "@ broadcast" (a channel's own post), "@ isgroup -200/3 -200" (a chat and its group, for what is set up from elsewhere),
// "@ asked 9 moderator" (what the platform says of somebody), "@ picks",
// "@ time 2026-11-24T13:05:00Z", "@ news 3h en NG,CM Somebody: The title".
func (k *talk) set(t *testing.T, text string) {
	fields := strings.Fields(text)
	switch {
	case len(fields) == 2 && fields[0] == "private":
		k.private(fields[1])
	case len(fields) == 3 && fields[0] == "group":
		k.group(fields[1], fields[2])
	case len(fields) == 2 && fields[0] == "language":
		k.req.Language = fields[1]
	case len(fields) > 4 && fields[0] == "news":
		k.hear(t, fields[1], fields[2], fields[3], strings.Join(fields[4:], " "))
	case len(fields) == 4 && fields[0] == "group":
		k.group(fields[1], fields[2])
		k.req.Chat.Key = fields[3]
		k.req.GroupID, _, _ = strings.Cut(fields[3], "/")
	case len(fields) >= 4 && fields[0] == "channel":
		k.channel(fields[1], fields[2], fields[3], fields[4:])
	case len(fields) == 3 && fields[0] == "asked":
		k.roles[fields[1]] = map[string]reply.Role{"member": reply.Anyone, "moderator": reply.Moderator}[fields[2]]
	case text == "nameless":
		k.group("", "moderator")
	case text == "broadcast":
		k.broadcast()
	case len(fields) == 3 && fields[0] == "linked":
		k.linked[fields[1]], k.linked[fields[2]] = fields[2], fields[1]
	case len(fields) == 3 && fields[0] == "isgroup":
		k.groups[fields[1]] = fields[2]
	case text == "picks":
		k.req.Picks = true
	case text == "copies":
		k.req.Copies = true
	case len(fields) == 2 && fields[0] == "time":
		now, err := time.Parse(time.RFC3339, fields[1])
		if err != nil {
			t.Fatal(err)
		}
		k.req.Now = now
	default:
		t.Fatalf("a transcript says @ %s", text)
	}
}

// hear keeps a headline that was published some time ago, and was kept at once.
func (k *talk) hear(t *testing.T, ago, language, countries, text string) {
	t.Helper()
	since, err := time.ParseDuration(ago)
	if err != nil {
		t.Fatal(err)
	}
	publisher, title, _ := strings.Cut(text, ": ")
	h := content.Headline{
		ID: strings.ReplaceAll(title, " ", "-"), Title: title, Publisher: publisher, Language: language, Excerpt: "What happened.",
		Link: "https://example.org/" + language, Published: k.req.Now.Add(-since), Kept: k.req.Now.Add(-since),
	}
	if countries != "-" {
		h.Countries = strings.Split(countries, ",")
	}
	if _, err := k.store.Keep(context.Background(), []news.Find{{Headline: h}}); err != nil {
		t.Fatal(err)
	}
}

// plain writes a reply as a transcript shows it.
func plain(r reply.Reply) string {
	var b strings.Builder
	if r.Visibility != reply.ForChat {
		fmt.Fprintf(&b, "(%s)\n", map[reply.Visibility]string{reply.InPlace: "in place", reply.ForAsker: "whisper", reply.Private: "secret"}[r.Visibility])
	}
	if r.Discreet != "" {
		fmt.Fprintf(&b, "(discreet: %s)\n", r.Discreet)
	}
	if r.Title != "" {
		fmt.Fprintf(&b, "= %s =\n", r.Title)
	}
	for _, block := range r.Blocks {
		if block.Reply != nil {
			fmt.Fprintln(&b, "| "+strings.ReplaceAll(plain(*block.Reply), "\n", "\n| "))
		}
		if block.Text != "" {
			fmt.Fprintln(&b, block.Text)
		}
		for _, item := range block.Items {
			fmt.Fprintln(&b, "  "+strings.Join(strings.Fields(item.Label+" "+item.Text+" "+parens(item.Note)+" "+parens(item.Link)), " "))
		}
	}
	if r.AskLocation != "" {
		fmt.Fprintf(&b, "(beside it: %s)\n<%s>\n", r.LocationHow, r.AskLocation)
	}
	for _, row := range r.Buttons {
		for _, button := range row {
			fmt.Fprintf(&b, "[%s] ", button.Label)
		}
		fmt.Fprintln(&b)
	}
	return strings.TrimRight(b.String(), "\n")
}

func parens(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

// TestTranscripts holds conversations as people have them. A line with > is
// typed, ! presses a button, ? sends a raw payload, * shares a location, @ says who speaks and when.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no transcripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := replay(t, string(want))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(want), got); diff != "" && !*update {
				t.Error(diff)
			}
		})
	}
}

// replay does what the marked lines of a transcript say and writes what comes.
func replay(t *testing.T, script string) string {
	k := newTalk(t)
	var out strings.Builder
	lines := bufio.NewScanner(strings.NewReader(script))
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "#"):
			fmt.Fprintln(&out, line)
		case len(line) > 2 && strings.IndexByte(">!?@*", line[0]) >= 0 && line[1] == ' ':
			fmt.Fprintln(&out, line)
			said := k.step(t, line[0], line[2:])
			if label := twice(k.last); label != "" {
				t.Errorf("%s is answered with two buttons %q", line, label)
			}
			if strings.Contains(said, noButton) {
				t.Errorf("%s presses what is not there", line)
			}
			if said != "" {
				fmt.Fprintf(&out, "%s\n\n", said)
			}
		}
	}
	return out.String()
}
