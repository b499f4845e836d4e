package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/doctor"
	"prayerbot/bot/store/boltstore"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// examined runs the doctor in this process and returns what it prints.
func examined(t *testing.T, args ...string) (code int, said string) {
	t.Helper()
	var out, faults bytes.Buffer
	code = start(surroundings{Context: t.Context(), in: strings.NewReader(""), out: &out, err: &faults}, append([]string{"doctor"}, args...))
	return code, out.String()
}

// clean unsets all variables of the bot, but for its data in a folder of the
// test.
func clean(t *testing.T) {
	t.Helper()
	for name := range variableNames() {
		t.Setenv(name, "")
	}
	t.Setenv("PRAYERBOT_DATA", t.TempDir())
	t.Setenv("PRAYERBOT_TELEGRAM_UNKNOWN", "resend")
	t.Setenv("PRAYERBOT_FEEDS_EVERY", "30m")
	t.Setenv("PRAYERBOT_LOG", "info")
}

func TestAMisspelledVariableIsNamed(t *testing.T) {
	for _, tt := range []struct {
		env  []string
		want []string
	}{
		{[]string{"TELEGRAM_TOKEN=x", "PRAYERBOT_LOG=info", "HOME=/root", "PATH=/bin", "LANG=C"}, nil},
		{[]string{"TELEGARM_TOKEN=hunter2"}, []string{"TELEGARM_TOKEN is not known; did you mean TELEGRAM_TOKEN?"}},
		{[]string{"TELEGRAM_TOKN=hunter2"}, []string{"TELEGRAM_TOKN is not known; did you mean TELEGRAM_TOKEN?"}},
		{[]string{"telegram_token=hunter2"}, []string{"telegram_token is not known; did you mean TELEGRAM_TOKEN?"}},
		{[]string{"TELEGRAM_BOT_TOKEN=hunter2"}, []string{"TELEGRAM_BOT_TOKEN is not known; did you mean TELEGRAM_TOKEN?"}},
		{[]string{"PRAYERBOT_TELEGRAM_TOKEN=hunter2"}, []string{"PRAYERBOT_TELEGRAM_TOKEN is not known; did you mean TELEGRAM_TOKEN?"}},
		{[]string{"DISCORD_TOKEN_FIEL=hunter2"}, []string{"DISCORD_TOKEN_FIEL is not known; did you mean DISCORD_TOKEN_FILE?"}},
		{[]string{"REDIS_URI=hunter2"}, []string{"REDIS_URI is not known; did you mean REDIS_URL?"}},
		{[]string{"PRAYER_BOT_DATA=hunter2"}, []string{"PRAYER_BOT_DATA is not known; did you mean PRAYERBOT_DATA?"}},
		{[]string{"PRAYERBOT_CHATTER=hunter2"}, []string{"PRAYERBOT_CHATTER is not known"}},
		{[]string{"TELEGRAM_TOKEN2=old", "TELEGRAM_TOKEN=new", "TELEGRAM_TOKEN_OLD=x"}, nil},
		{[]string{"TELEGRAM_TOKN="}, nil},
		{[]string{"PRAYERBOT_SERVICE_HOST=10.0.0.1", "PRAYERBOT_PORT=tcp://10.0.0.1:80", "PRAYERBOT_PORT_80_TCP_ADDR=x", "REDIS_SERVICE_PORT=6379", "REDIS_PORT=tcp://x"}, nil},
		{[]string{"PRAYERBOT_TRIAL_CRASH=leased:1", "PRAYERBOT_SOAK=1"}, nil},
		{[]string{"REDIS_PASSWORD=x", "DISCORD_WEBHOOK=x", "TELEGRAM_CHAT_ID=1"}, nil},
	} {
		if diff := cmp.Diff(tt.want, misspelled(tt.env)); diff != "" {
			t.Errorf("%v: %s", tt.env, diff)
		}
	}
}

func TestWhoMayReadATokensFile(t *testing.T) {
	for _, tt := range []struct {
		mode os.FileMode
		want string
	}{
		{0o600, ""}, {0o400, ""}, {0o440, ""}, {0o640, ""},
		{0o644, "TELEGRAM_TOKEN_FILE can be read by everybody on this machine"},
		{0o604, "TELEGRAM_TOKEN_FILE can be read by everybody on this machine"},
		{0o660, "TELEGRAM_TOKEN_FILE can be changed by others than its owner"},
		{0o666, "TELEGRAM_TOKEN_FILE can be changed by others than its owner"},
	} {
		path := filepath.Join(t.TempDir(), "token")
		if err := os.WriteFile(path, []byte(goodTelegram), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, tt.mode); err != nil {
			t.Fatal(err)
		}
		c := fine()
		c.TelegramTokenFile = path
		got := (&patient{config: &c}).tokenFiles(t.Context())
		if tt.want == "" && got.State != doctor.OK || tt.want != "" && (got.State != doctor.Warning || got.Found != tt.want) {
			t.Errorf("%o: %+v", tt.mode, got)
		}
	}
}

func TestTheClockIsComparedWithThePlatforms(t *testing.T) {
	asked := ""
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked += r.Method + r.URL.String() + r.Header.Get("Authorization") + " "
		http.Redirect(w, r, "/elsewhere", http.StatusFound)
	}))
	t.Cleanup(srv.Close)
	for _, tt := range []struct {
		ahead time.Duration
		state doctor.State
		found string
	}{
		{0, doctor.OK, "it agrees with that of Telegram"},
		{5 * time.Second, doctor.OK, "it agrees"},
		{time.Minute, doctor.Warning, "ahead of that of Telegram"},
		{-time.Minute, doctor.Warning, "behind that of Telegram"},
		{2 * time.Hour, doctor.Fault, "points come at the wrong time"},
	} {
		c := fine()
		c.TelegramToken, c.TelegramURL = goodTelegram, srv.URL
		p := &patient{config: &c, now: func() time.Time { return time.Now().Add(tt.ahead) }}
		if got := p.clock(t.Context()); got.State != tt.state || !strings.Contains(got.Found, tt.found) {
			t.Errorf("%v: %+v", tt.ahead, got)
		}
	}
	if asked != strings.Repeat("HEAD/ ", 5) {
		t.Errorf("asked %s", asked)
	}
	c := fine()
	alone := &patient{config: &c, now: func() time.Time { return noon }}
	if got := alone.clock(t.Context()); got.State != doctor.OK || !strings.Contains(got.Found, "none to compare it with") {
		t.Errorf("alone: %+v", got)
	}
}

func TestTheDoctorLeavesWithACodeThatScriptsCanRead(t *testing.T) {
	for _, tt := range []struct {
		what, name, value string
		code              int
		want              string
	}{
		{"nothing is wrong", "PRAYERBOT_LOG", "info", exitFine, "ok       configuration: it is complete\n"},
		{"a warning", "TELEGRAM_TOKN", "hunter2", exitFine, "warning  variables: TELEGRAM_TOKN is not known; did you mean TELEGRAM_TOKEN?\n         Correct the name, or remove the variable.\n"},
		{"a wrong configuration", "PRAYERBOT_LOG", "loud", exitUsage, "fault    configuration: PRAYERBOT_LOG names an unknown level."},
		{"a folder that is none", "PRAYERBOT_CONTENT", "/nowhere", exitUsage, "fault    content: /nowhere: The folder cannot be read"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			clean(t)
			t.Setenv(tt.name, tt.value)
			code, said := examined(t)
			if code != tt.code || !strings.Contains(said, tt.want) || strings.Contains(said, "hunter2") {
				t.Errorf("code %d:\n%s", code, said)
			}
		})
	}
}

func TestTheDoctorSpeaksJSON(t *testing.T) {
	clean(t)
	t.Setenv("TELEGRAM_TOKN", "hunter2")
	code, said := examined(t, "--json")
	var got struct {
		State  string
		Checks []struct{ Name, State, Found, Remedy string }
	}
	if err := json.Unmarshal([]byte(said), &got); err != nil || code != exitFine {
		t.Fatalf("code %d, %v: %s", code, err, said)
	}
	names := map[string]string{}
	for _, c := range got.Checks {
		names[c.Name] = c.State
		if (c.State == "ok") != (c.Remedy == "") {
			t.Errorf("%+v has no remedy, or needs none", c)
		}
	}
	want := map[string]string{
		"configuration": "ok", "variables": "warning", "token files": "ok", "content": "ok",
		"clock": "ok", "store": "ok", "restore": "ok", "copies": "ok", "set aside": "ok", "stale lines": "ok", "readers": "ok", "news feeds": "ok", "platforms": "ok",
	}
	if diff := cmp.Diff(want, names); diff != "" || got.State != "warning" {
		t.Errorf("%s: %s", got.State, diff)
	}
}

// A restore that was stopped is a fault, and copies that are wanted and do not come are
// named.
func TestTheDoctorKnowsOfCopiesAndHalfRestores(t *testing.T) {
	clean(t)
	folder := filledFolder(t, "7")
	keys, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PRAYERBOT_BACKUP_RECIPIENT", keys.Recipient().String())
	copies := filepath.Join(folder, "backups")
	for _, tt := range []struct {
		age  time.Duration
		says string
	}{{0, "warning  copies: there is none yet"}, {72 * time.Hour, "warning  copies: the newest is of "}, {time.Hour, "ok       copies: the newest is of "}} {
		if tt.age > 0 {
			name := time.Now().Add(-tt.age).UTC().Format("prayerbot-20060102T150405Z.backup.age")
			if err := errors.Join(os.MkdirAll(copies, 0o700), os.WriteFile(filepath.Join(copies, name), nil, 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		if _, said := examined(t); !strings.Contains(said, tt.says) || !strings.Contains(said, "ok       restore: ") {
			t.Errorf("%q is missing:\n%s", tt.says, said)
		}
	}
	s, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.BeginImport(t.Context()), s.Close()); err != nil {
		t.Fatal(err)
	}
	if code, said := examined(t); code != exitFailed || !strings.Contains(said, "fault    restore: a restore into this store was stopped") {
		t.Errorf("code %d:\n%s", code, said)
	}
}

// Every row that finds a fault or a warning says what to do, and no two have
// the same name.
func TestTheTableOfChecks(t *testing.T) {
	c := fine()
	c.TelegramToken, c.DiscordToken, c.HTTP = goodTelegram, "abcdefghijklmnopqrstuvwxyz", "127.0.0.1:1"
	seen := map[string]bool{}
	for _, row := range (&patient{config: &c, store: &storeVisit{config: &c}}).checks() {
		if row.Run == nil || seen[row.Name] || row.Remedy == "" && row.Name != "platforms" {
			t.Errorf("%s: without a run or a remedy, or twice", row.Name)
		}
		seen[row.Name] = true
	}
}

// complaint is a line that says that something is not well.
var complaint = regexp.MustCompile(`(?m)^(fault|warning) `)

func TestTheDoctorDoesNotDisturbARunningBot(t *testing.T) {
	clean(t)
	folder := os.Getenv("PRAYERBOT_DATA")
	if code, said := examined(t); code != exitFine || !strings.Contains(said, "ok       store: there is none yet") || boltstore.Exists(folder) {
		t.Errorf("code %d:\n%s", code, said)
	}
	running, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	code, said := examined(t)
	if code != exitFine || !strings.Contains(said, "ok       store: a running bot has the embedded file in use") || complaint.MatchString(said) {
		t.Errorf("code %d:\n%s", code, said)
	}
	running.Close()
	if code, said := examined(t); code != exitFine || !strings.Contains(said, "ok       store: the data file is whole") {
		t.Errorf("code %d:\n%s", code, said)
	}
}

// What readers say is shown by item and day, and an old file is left as it is.
func TestTheDoctorTellsWhatReadersSay(t *testing.T) {
	clean(t)
	folder := os.Getenv("PRAYERBOT_DATA")
	kept, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	today := content.DateOf(time.Now().UTC())
	for _, reason := range []record.ConcernReason{record.ConcernOld, record.ConcernHarm, record.ConcernHarm} {
		if _, err := kept.CountConcern(t.Context(), today, "kp-camps", reason, "word"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := kept.CountConcern(t.Context(), today, "=KP", record.ConcernTranslation, "word"); err != nil {
		t.Fatal(err)
	}
	kept.Close()
	_, said := examined(t)
	for _, want := range []string{
		"warning  readers: readers said that something is wrong:",
		today.String() + " kp-camps: not true any more 1, could harm someone 2",
		today.String() + " KP: wrong translation 1",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing in\n%s", want, said)
		}
	}
}

func TestTheDoctorLooksAtAnOldFileAndLeavesIt(t *testing.T) {
	clean(t)
	folder := os.Getenv("PRAYERBOT_DATA")
	old, err := os.ReadFile("../../bot/store/boltstore/testdata/form1.db")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "prayerbot.db")
	if err := os.WriteFile(path, old, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, said := examined(t); !strings.Contains(said, "warning  store: what is stored is of form 1: the next start of the bot brings it to form") {
		t.Error(said)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, old) {
		t.Error("the file was changed")
	}
}

// Stale lines are counted, and a few of their countries named: those of a folder
// of one's own are for its editors.
func TestTheDoctorNamesStaleLines(t *testing.T) {
	p := &patient{config: &Config{}, library: builtin(t), now: func() time.Time { return time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC) }}
	if r := p.staleLines(t.Context()); r.State != doctor.OK || !strings.Contains(r.Found, "may have changed, as readers are told: ") || !strings.Contains(r.Found, " more countries") {
		t.Errorf("got %+v", r)
	}
	folder := t.TempDir()
	text := "extends: true\nreport:\n  chief_of_state:\n    leaders: [{name: Our Leader, title: president, as_of: \"2024-05\"}]\n    source: {publisher: Our Mission, edition: \"2024\"}\n"
	if err := errors.Join(os.Mkdir(folder+"/countries", 0o755), os.WriteFile(folder+"/countries/nigeria.yaml", []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
	ours, err := loadContent(folder)
	if err != nil {
		t.Fatal(err)
	}
	p.config, p.library = &Config{Content: folder}, ours
	if r := p.staleLines(t.Context()); r.State != doctor.Warning || r.Found != "in your own folder leaders have to be looked up anew (1): Nigeria" {
		t.Errorf("got %+v", r)
	}
	p.config, p.library = &Config{}, &content.Library{}
	if r := p.staleLines(t.Context()); r.State != doctor.OK || !strings.Contains(r.Found, "younger") {
		t.Errorf("got %+v", r)
	}
}

// TestTheDoctorTriesAFolderThatIsNotThereYet: /proc is one in which not even root makes
// a folder.
func TestTheDoctorTriesAFolderThatIsNotThereYet(t *testing.T) {
	t.Setenv("REDIS_URL", "")
	for folder, well := range map[string]bool{filepath.Join(t.TempDir(), "a", "b"): true, "/proc/a/b": false} {
		t.Setenv("PRAYERBOT_DATA", folder)
		_, said := programOn(t, "", "doctor")
		if got := strings.Contains(said, "ok       store: there is none yet"); got != well || !well && !strings.Contains(said, "nothing can be written in /proc") {
			t.Errorf("%s: it says\n%s", folder, said)
		}
		if _, err := os.Stat(folder); err == nil {
			t.Errorf("%s was made", folder)
		}
	}
}

// TestTheDoctorWarnsOfABotThatIsNotThere: its address is set, so one is meant to run.
func TestTheDoctorWarnsOfABotThatIsNotThere(t *testing.T) {
	begunStore(t)
	_, said := programOn(t, "", "doctor", "--http", "127.0.0.1:1")
	if !strings.Contains(said, "warning  running bot: none answers at PRAYERBOT_HTTP") || !strings.Contains(said, "Start it") {
		t.Errorf("it says\n%s", said)
	}
	if _, said = programOn(t, "", "health", "--http", "127.0.0.1:1"); !strings.Contains(said, "no bot answers at 127.0.0.1:1: start one with PRAYERBOT_HTTP=127.0.0.1:1") || strings.Contains(said, "Get \"") {
		t.Errorf("health says\n%s", said)
	}
}

// TestAWrongLineLeadsToTheHelpOfItsCommand: the help of all is five screens.
func TestAWrongLineLeadsToTheHelpOfItsCommand(t *testing.T) {
	for line, want := range map[string]string{
		"backup --fle x": "Type prayerbot backup --help", "announce Pray.": "Type prayerbot announce --help",
		"content recall": "Type prayerbot content recall --help", "docter": "Type prayerbot --help",
	} {
		code, said := programOn(t, "", strings.Fields(line)...)
		if code != exitUsage || !strings.Contains(said, want+" to see") || strings.Contains(said, "?.") {
			t.Errorf("%s leaves with %d and says %s", line, code, said)
		}
	}
}

// TestNothingThatWasSetAsideIsSaid: an empty screen may as well be a fault.
func TestNothingThatWasSetAsideIsSaid(t *testing.T) {
	begunStore(t)
	if code, said := programOn(t, "", "dead"); code != exitFine || said != "Nothing was set aside.\n" {
		t.Errorf("it leaves with %d and says %q", code, said)
	}
}

// TestARestoreNamesTheStoreThatItEmpties: with a wrong folder it would be the live one.
func TestARestoreNamesTheStoreThatItEmpties(t *testing.T) {
	folder := begunStore(t)
	file := filepath.Join(t.TempDir(), "b")
	later := time.Now().AddDate(0, 0, 20).Format("2006-01-02 15:04")
	programOn(t, "", "announce", "--to", "everyone", "--at", later, "--yes", "Pray.")
	if code, said := programOn(t, "", "backup", file); code != exitFine {
		t.Fatal(said)
	}
	for _, args := range [][]string{{"restore", file}, {"restore", "--replace", file}} {
		if code, said := programOn(t, "no\n", args...); code == exitFine || !strings.Contains(said, "the store in "+folder) {
			t.Errorf("%v leaves with %d and says %s", args, code, said)
		}
	}
}
