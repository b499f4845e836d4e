package bot_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A room is a package of the program: what it may import of the others, and what
// its tests may import besides. Its tests may always import the room itself.
type room struct {
	imports []string
	tests   []string
}

// rooms is the law of imports, a row a package. A package without a row is a
// fault, and so is a row without a package.
var rooms = map[string]room{
	"content":             {tests: []string{"content/load"}},
	"content/picture":     {},
	"content/card":        {tests: []string{"content", "content/load"}},
	"content/load":        {imports: []string{"content", "content/picture", "content/scripture"}, tests: []string{"content/search"}},
	"content/translation": {imports: []string{"content", "content/load"}},
	"content/search":      {imports: []string{"content", "content/gazetteer"}, tests: []string{"content/load"}},
	"content/scripture":   {},
	"content/bible":       {imports: []string{"content/scripture"}, tests: []string{"content", "content/load"}},
	"content/gazetteer":   {imports: []string{"content"}},
	"content/places":      {imports: []string{"content", "content/gazetteer"}},
	"content/feed":        {imports: []string{"content", "content/gazetteer", "content/search"}, tests: []string{"content/load"}},

	// The conversations are tested with the embedded store, which is real.
	"commands": {
		imports: []string{
			"content", "content/search", "commands/record", "commands/reply", "commands/words", "commands/session",
			"commands/pray", "commands/schedule", "commands/community", "commands/announce", "commands/recall", "commands/settings",
		},
		tests: []string{"content/card", "content/load", "content/places", "content/scripture", "commands/words/wordstest", "bot/store/archive", "bot/store/boltstore", "bot/news", "bot/discord", "bot/telegram"},
	},
	"commands/record":          {imports: []string{"content"}, tests: []string{"content/places"}},
	"commands/reply":           {imports: []string{"content/picture", "content/search", "commands/record"}},
	"commands/words":           {imports: []string{"content", "commands/record"}},
	"commands/words/wordstest": {imports: []string{"commands/words"}}, // tests alone import it
	"commands/session":         {imports: []string{"content", "content/card", "content/places", "content/search", "commands/record", "commands/reply", "commands/words"}},
	"commands/pray":            feature("content/card", "content/gazetteer", "content/search", "content/scripture", "content/bible").testedWith("content/load"),
	"commands/schedule":        feature("content/gazetteer", "content/places", "content/search"),
	"commands/community":       feature(),
	"commands/announce":        feature("content/search"),
	"commands/recall":          feature(),
	"commands/settings":        feature(),
	"commands/commandstest":    {imports: []string{"commands/record", "commands/reply"}},

	"bot/adapter":      {imports: []string{"content/picture", "commands/reply", "bot/clock", "bot/delivery", "bot/guard", "bot/pace"}},
	"bot/adapter/fake": {},
	"bot/ops":          {},
	"bot/backup":       {imports: []string{"bot/clock", "bot/store/archive"}, tests: []string{"bot/store", "bot/store/boltstore", "bot/store/redisstore", "bot/store/redistest", "bot/store/storetest"}},
	"bot/clock":        {},
	"bot/cardcache":    {imports: []string{"content/card", "commands/reply", "bot/clock"}},
	"bot/control":      {},
	"bot/memory":       {imports: []string{"bot/clock"}},
	"bot/doctor":       {},
	"bot/delivery":     {imports: []string{"commands/record", "commands/reply"}},
	"bot/guard":        {},
	"bot/pace":         {imports: []string{"commands/record", "bot/clock", "bot/delivery"}},
	"bot/testhooks":    {},
	"bot/leader":       {imports: []string{"bot/clock", "bot/outage"}},
	"bot/outage":       {},
	"bot/contentwatch": {imports: []string{"content", "content/load", "bot/clock", "bot/ops"}},
	"bot/news": {
		imports: []string{"content", "content/feed", "bot/clock", "bot/ops"},
		tests:   []string{"content/load", "commands/record", "bot/store", "bot/store/boltstore", "bot/store/redisstore", "bot/store/redistest"},
	},
	"bot/outbox": {
		imports: []string{"content", "commands/record", "commands/reply", "bot/clock", "bot/delivery", "bot/guard", "bot/testhooks", "bot/ops", "bot/pace"},
		tests:   []string{"content/load", "commands", "commands/recall", "bot/news", "bot/store", "bot/store/boltstore", "bot/store/redisstore", "bot/store/redistest"},
	},
	"bot/telegram": {
		imports: []string{"commands/record", "commands/reply", "bot/adapter", "bot/clock", "bot/delivery", "bot/doctor", "bot/guard", "bot/outage", "bot/testhooks", "bot/pace"},
		tests:   []string{"commands/commandstest", "bot/telegram/telegramtest"},
	},
	"bot/telegram/telegramtest": {imports: []string{"content/picture", "bot/adapter/fake"}},
	"bot/discord": {
		imports: []string{"commands/record", "commands/reply", "bot/adapter", "bot/clock", "bot/delivery", "bot/discord/gateway", "bot/doctor", "bot/guard", "bot/outage", "bot/testhooks", "bot/pace"},
		tests:   []string{"commands/commandstest", "bot/discord/discordtest"},
	},
	"bot/discord/gateway":     {imports: []string{"bot/adapter", "bot/clock", "bot/guard", "bot/outage"}, tests: []string{"bot/discord/discordtest"}},
	"bot/discord/discordtest": {imports: []string{"content/picture", "bot/adapter/fake"}},
	"bot/web":                 {imports: []string{"content", "commands/pray", "commands/reply", "bot/clock"}, tests: []string{"content/card", "content/load", "commands", "commands/record", "bot/store/boltstore"}},
	"bot/terminal":            {imports: []string{"commands/record", "commands/reply", "bot/adapter", "bot/clock", "bot/delivery", "bot/pace"}, tests: []string{"commands/commandstest"}},
	"bot/store":               {imports: []string{"commands/record", "bot/doctor", "bot/leader", "bot/news", "bot/outbox", "bot/store/archive"}},
	"bot/store/archive":       {imports: []string{"commands/record", "bot/news", "bot/outbox"}, tests: []string{"bot/store/boltstore"}},
	"bot/store/boltstore": {
		imports: []string{"content", "commands/record", "bot/doctor", "bot/news", "bot/outage", "bot/outbox", "bot/store", "bot/store/archive"},
		tests:   []string{"bot/store/storetest"},
	},
	"bot/store/redisstore": {
		imports: []string{"content", "commands/record", "bot/doctor", "bot/news", "bot/outbox", "bot/store", "bot/store/archive"},
		tests:   []string{"commands", "bot/clock", "bot/delivery", "bot/pace", "bot/store/redistest", "bot/store/storetest"},
	},
	"bot/store/storetest": {imports: []string{"content", "content/load", "commands", "commands/record", "commands/reply", "commands/words", "bot/clock", "bot/delivery", "bot/news", "bot/outbox", "bot/store", "bot/store/archive"}},
	"bot/store/redistest": {},
	"bot/trials":          {tests: []string{"content", "commands/*", "bot/*"}},
	"bot":                 {imports: []string{"commands", "commands/record", "commands/reply", "bot/adapter", "bot/clock", "bot/delivery", "bot/guard", "bot/leader", "bot/ops", "bot/outbox", "bot/pace", "bot/store"}, tests: []string{"commands/words", "content", "content/card", "content/load", "content/search", "bot/*"}},

	"cmd/atlas":     {},
	"cmd/gazetteer": {imports: []string{"content"}},
	"cmd/prayerbot": {imports: []string{"content", "content/bible", "content/card", "content/load", "content/places", "content/search", "content/translation", "commands", "commands/announce", "commands/recall", "commands/record", "commands/reply", "bot", "bot/*", "deploy"}},
	"deploy":        {},
}

// feature is the row of a feature, which stands on the session and knows no other
// feature.
func feature(more ...string) room {
	return room{imports: append([]string{"content", "commands/record", "commands/reply", "commands/words", "commands/session"}, more...)}
}

// testedWith is the room whose tests may import more.
func (r room) testedWith(more ...string) room {
	r.tests = append(r.tests, more...)
	return r
}

// floors are the four floors from the ground up. A room imports nothing of a
// floor above its own.
var floors = []string{"content", "commands", "bot", "cmd"}

// onlyImporter says which rooms alone may import a library, their tests too.
var onlyImporter = map[string][]string{
	"github.com/bwmarrin/discordgo":      {"bot/discord"},
	"github.com/go-telegram/bot":         {"bot/telegram"},
	"github.com/redis/go-redis/v9":       {"bot/store/redisstore", "bot/trials"}, // the trials spoil its records
	"go.etcd.io/bbolt":                   {"bot/store/boltstore"},
	"github.com/gorilla/websocket":       {"bot/discord/gateway", "bot/discord/discordtest", "bot/web"}, // its tests drive a browser
	"golang.org/x/term":                  {"bot/terminal"},
	"github.com/go-text/typesetting":     {"content/card"},
	"golang.org/x/image":                 {"content/card"},
	"github.com/alecthomas/kong":         {"cmd/prayerbot"},
	"github.com/mmcdole/gofeed":          {"content/feed", "bot/web"}, // its tests read what the pages offer
	"github.com/microcosm-cc/bluemonday": {"content/feed"},
	"github.com/arran4/golang-ical":      {"cmd/prayerbot", "bot/web"},
	"code.dny.dev/ssrf":                  {"bot/news"},
	"filippo.io/age":                     {"bot/backup", "cmd/prayerbot"}, // tests make keys
}

// outside is what content and commands must not import themselves: files, the
// environment, the network.
var outside = []string{"os", "os/exec", "os/signal", "os/user", "net", "net/http", "io/ioutil", "syscall", "database/sql"}

// farOutside is what they must not reach through any other package either. (os
// is reached by all that prints.)
var farOutside = []string{
	"net", "net/http", "os/exec", "database/sql",
	"github.com/bwmarrin/discordgo", "github.com/go-telegram/bot", "github.com/redis/go-redis/v9", "go.etcd.io/bbolt",
}

// clocks are the names of package time that read the machine's clock or zone,
// or wait for it. In content and commands not even a test uses them.
var clocks = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "Local"}

// A source is a file of the program.
type source struct {
	room string
	path string
	test bool
	file *ast.File
}

// imports are what the file imports, rooms without the name of the module.
func (s source) imports() []string {
	var all []string
	for _, spec := range s.file.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		all = append(all, strings.TrimPrefix(name, module))
	}
	return all
}

const module = "prayerbot/"

// sources are all Go files of the module, whatever they are built for.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := fs.WalkDir(os.DirFS(".."), ".", func(p string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && p != "." && (entry.Name()[0] == '.' || entry.Name() == "testdata" || hasModule(p)):
			return fs.SkipDir
		case path.Ext(p) != ".go":
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", p), nil, parser.SkipObjectResolution)
		all = append(all, source{room: path.Dir(p), path: p, test: strings.HasSuffix(p, "_test.go"), file: file})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// hasModule tells whether a folder is a module of its own.
func hasModule(folder string) bool {
	_, err := os.Stat(filepath.Join("..", folder, "go.mod"))
	return err == nil
}

// ours tells whether an import is a room.
func ours(imported string) bool {
	floor, _, _ := strings.Cut(imported, "/")
	return slices.Contains(floors, floor) || floor == "deploy"
}

// allows tells whether a list of rooms has this one: by its name, or by that of
// a room above it and a star.
func allows(list []string, room string) bool {
	return slices.ContainsFunc(list, func(allowed string) bool {
		above, all := strings.CutSuffix(allowed, "*")
		return allowed == room || all && strings.HasPrefix(room, above)
	})
}

func TestEveryRoomImportsWhatItsRowAllows(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range sources(t) {
		row, known := rooms[s.room]
		if !known {
			t.Errorf("%s: the room %s has no row: say what it may import", s.path, s.room)
			continue
		}
		seen[s.room] = true
		for _, imported := range s.imports() {
			allowed := allows(row.imports, imported) || s.test && (imported == s.room || allows(row.tests, imported))
			if ours(imported) && !allowed {
				t.Errorf("%s must not import %s", s.path, imported)
			}
		}
	}
	for name := range maps.Keys(rooms) {
		if !seen[name] {
			t.Errorf("the row %s is of no room", name)
		}
	}
}

func TestTheHouseStandsOnFourFloors(t *testing.T) {
	floorOf := func(room string) int {
		floor, _, _ := strings.Cut(room, "/")
		return slices.Index(floors, floor)
	}
	for name, row := range rooms {
		for _, imported := range row.imports {
			if floorOf(imported) > floorOf(name) {
				t.Errorf("%s may import %s, which is of a floor above it", name, imported)
			}
		}
	}
}

func TestALibraryHasItsOwnImporter(t *testing.T) {
	for _, s := range sources(t) {
		for _, imported := range s.imports() {
			if owners, fenced := onlyImporter[libraryOf(imported)]; fenced && !slices.Contains(owners, s.room) {
				t.Errorf("%s imports %s, which is for %v alone", s.path, imported, owners)
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

// pure tells whether a room is of a floor that must not touch the world.
func pure(room string) bool {
	floor, _, _ := strings.Cut(room, "/")
	return floor == "content" || floor == "commands"
}

func TestContentAndCommandsDoNotTouchTheWorld(t *testing.T) {
	for _, s := range sources(t) {
		if !pure(s.room) {
			continue
		}
		for _, imported := range s.imports() {
			if !s.test && slices.Contains(outside, imported) {
				t.Errorf("%s imports %s, which is the world", s.path, imported)
			}
		}
		for _, clock := range clocksIn(s.file) {
			t.Errorf("%s uses time.%s: time is an argument", s.path, clock)
		}
	}
}

// clocksIn are the clocks that a file uses, whatever it calls package time.
func clocksIn(file *ast.File) []string {
	name := ""
	for _, spec := range file.Imports {
		if spec.Path.Value == `"time"` {
			if name = "time"; spec.Name != nil {
				name = spec.Name.Name
			}
		}
	}
	var used []string
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && slices.Contains(clocks, sel.Sel.Name) {
			if of, ok := sel.X.(*ast.Ident); ok && of.Name == name {
				used = append(used, sel.Sel.Name)
			}
		}
		return true
	})
	return used
}

func TestContentAndCommandsDoNotReachTheWorld(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", "{{.ImportPath}} {{join .Deps \" \"}}", module+"content/...", module+"commands/...").Output()
	if err != nil {
		t.Fatal("go list:", err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) < 2 {
		t.Fatalf("go list names no packages:\n%s", out)
	}
	for _, line := range lines {
		fields := strings.Fields(line)
		for _, reached := range fields[1:] {
			if slices.Contains(farOutside, reached) {
				t.Errorf("%s reaches %s", fields[0], reached)
			}
		}
	}
}

// TestCommandsStartNoGoroutine holds what the tests of commands rest on: they run
// without the race detector, because nothing there runs beside anything else.
// TestManyAskOneCoreAtOnce asks it from several goroutines, with the detector.
func TestCommandsStartNoGoroutine(t *testing.T) {
	read := 0
	err := filepath.WalkDir("../commands", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return err
		}
		read++
		ast.Inspect(file, func(n ast.Node) bool {
			if starts(n) {
				t.Errorf("%s starts a goroutine", name)
			}
			return true
		})
		return nil
	})
	if err != nil || read < 100 {
		t.Fatal("there is nothing to read", err, read)
	}
}

// starts tells whether a piece of code starts a goroutine: go, the method Go of a
// group, or a test beside others.
func starts(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GoStmt:
		return true
	case *ast.SelectorExpr:
		return n.Sel.Name == "Go" || n.Sel.Name == "Parallel" || n.Sel.Name == "RunParallel"
	}
	return false
}
