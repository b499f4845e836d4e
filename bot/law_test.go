package bot_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayImport says which rooms of the house each room may import, itself and
// what lies below it in the same room aside. It is the table of the floors: cmd on
// bot, bot on commands, commands on content.
var mayImport = map[string][]string{
	"content":                   {},
	"content/load":              {"content", "content/scripture"},
	"content/search":            {"content"},
	"content/scripture":         {},
	"content/places":            {},
	"content/feed":              {"content", "content/places"},
	"commands":                  {"content", "content/places", "content/search", "commands/words"},
	"commands/words":            {},
	"commands/commandstest":     {"commands"},
	"bot/ops":                   {},
	"bot/clock":                 {},
	"bot/hooks":                 {},
	"bot/contentwatch":          {"content", "content/load", "bot/clock", "bot/ops"},
	"bot/news":                  {"content", "content/feed", "bot/clock", "bot/ops"},
	"bot/outbox":                {"commands", "content", "bot/ops", "bot/clock", "bot/hooks"},
	"bot/telegram":              {"commands", "bot/outbox", "bot/clock", "bot/hooks"},
	"bot/telegram/telegramtest": {},
	"bot/discord":               {"commands", "bot/outbox", "bot/clock", "bot/hooks"},
	"bot/discord/discordtest":   {},
	"bot/terminal":              {"commands", "bot/outbox", "bot/clock"},
	"bot/store":                 {"commands", "bot/news", "bot/outbox"},
	"bot/store/boltstore":       {"bot/store", "bot/news", "bot/outbox", "commands", "content"},
	"bot/store/redisstore":      {"bot/store", "bot/news", "bot/outbox", "commands", "content"},
	"bot/store/storetest":       {"bot/store", "bot/news", "bot/outbox", "commands", "content"},
	"bot/store/redistest":       {},
	"bot/trials":                {},
	"bot":                       {"commands", "bot/outbox", "bot/clock", "bot/ops", "bot/store"},
	"cmd/prayerbot":             nil, // all
}

// onlyImporter says which rooms alone may import a library.
var onlyImporter = map[string][]string{
	"github.com/bwmarrin/discordgo":      {"bot/discord"},
	"github.com/go-telegram/bot":         {"bot/telegram"},
	"github.com/redis/go-redis/v9":       {"bot/store/redisstore"},
	"go.etcd.io/bbolt":                   {"bot/store/boltstore"},
	"github.com/gorilla/websocket":       {"bot/discord", "bot/discord/discordtest"},
	"golang.org/x/term":                  {"bot/terminal"},
	"github.com/alecthomas/kong":         {"cmd/prayerbot"},
	"github.com/mmcdole/gofeed":          {"content/feed"},
	"github.com/microcosm-cc/bluemonday": {"content/feed"},
	"github.com/arran4/golang-ical":      {"cmd/prayerbot"},
}

// noWorld is what content and commands must not reach, however far away.
var noWorld = []string{"net/http", "os/exec", "database/sql", "github.com/bwmarrin/discordgo", "github.com/go-telegram/bot", "github.com/redis/go-redis/v9", "go.etcd.io/bbolt"}

type listed struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,Deps", "prayerbot/...").Output()
	if err != nil {
		t.Fatal("go list:", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestTheHouseStandsOnFourFloors(t *testing.T) {
	for _, p := range packages(t) {
		room := strings.TrimPrefix(p.ImportPath, "prayerbot/")
		allowed, known := mayImport[room]
		if !known {
			t.Errorf("the room %s is not in the table: say what it may import", room)
		}
		for _, imported := range p.Imports {
			below, ours := strings.CutPrefix(imported, "prayerbot/")
			if ours && allowed != nil && !slices.Contains(allowed, below) {
				t.Errorf("%s must not import %s", room, below)
			}
			if owners, fenced := onlyImporter[libraryOf(imported)]; fenced && !slices.Contains(owners, room) {
				t.Errorf("%s imports %s, which is for %v alone", room, imported, owners)
			}
		}
	}
}

// libraryOf is the fenced library that an import belongs to; "" is none.
func libraryOf(imported string) string {
	for library := range onlyImporter {
		if imported == library || strings.HasPrefix(imported, library+"/") {
			return library
		}
	}
	return ""
}

func TestTheCoreDoesNotTouchTheWorld(t *testing.T) {
	for _, p := range packages(t) {
		room := strings.TrimPrefix(p.ImportPath, "prayerbot/")
		floor, _, _ := strings.Cut(room, "/")
		if floor != "content" && floor != "commands" {
			continue
		}
		for _, far := range noWorld {
			if slices.Contains(p.Deps, far) {
				t.Errorf("%s reaches %s", room, far)
			}
		}
		if slices.Contains(p.Imports, "os") {
			t.Errorf("%s imports os, which is the world", room)
		}
	}
}
