package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/bot/terminal"
)

// onFakes makes the setup ask the strict platforms.
func onFakes(t *testing.T) (*telegramtest.Server, *discordtest.Server) {
	t.Helper()
	clean(t)
	telegram, discord := telegramtest.New(), discordtest.New()
	t.Cleanup(telegram.Close)
	t.Cleanup(discord.Close)
	t.Setenv("TELEGRAM_API_URL", telegram.URL())
	t.Setenv("DISCORD_API_URL", discord.URL())
	return telegram, discord
}

// setUp answers the questions of prayerbot setup, a line each.
func setUp(t *testing.T, file string, answers ...string) (code int, said string) {
	t.Helper()
	var out bytes.Buffer
	typed := ""
	if len(answers) > 0 {
		typed = strings.Join(answers, "\n") + "\n"
	}
	code = start(surroundings{Context: t.Context(), in: strings.NewReader(typed), out: &out, err: &out}, []string{"setup", "--file", file})
	for _, token := range []string{telegramtest.Token, discordtest.Token, "hunter2"} {
		if strings.Contains(out.String(), token) {
			t.Errorf("a secret is shown:\n%s", &out)
		}
	}
	return code, out.String()
}

// contains looks for each text.
func contains(t *testing.T, said string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing in\n%s", want, said)
		}
	}
}

func TestSetupWritesTheEnvironmentFile(t *testing.T) {
	telegram, discord := onFakes(t)
	file := filepath.Join(t.TempDir(), "our bot.env")
	code, said := setUp(t, file, telegramtest.Token, discordtest.Token, "", "telegram:7, discord:8", "rediss://bot:hunter2&$x@localhost:6379/0")
	if code != exitFine {
		t.Errorf("code %d", code)
	}
	contains(t, said,
		"It is the token of Prayer, @"+telegramtest.BotName+".", "- Inline mode is on.", "- Privacy mode is on, as it should be.", "https://t.me/"+telegramtest.BotName+"?startgroup=start",
		"It is the token of Prayer.\n- Public Bot is on", "- Privileged Gateway Intents are off", "- Interactions Endpoint URL, on the page General Information, is empty",
		"https://discord.com/oauth2/authorize?client_id=900&permissions=274878024704&scope=bot+applications.commands",
		file+" is written, and its owner alone can read it.", "set -a; . '"+file+"'; set +a; prayerbot\n", "sudo install -m 600 '"+file+"' /etc/prayerbot.env\n", "sudo /usr/local/bin/prayerbot setup --systemd\n",
	)
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the file is %v, %v", info, err)
	}
	// A shell reads what was answered.
	shell := exec.CommandContext(t.Context(), "sh", "-c", `set -a; . "$0"; set +a; env`, file)
	shell.Env = []string{"PATH=" + os.Getenv("PATH")}
	env, err := shell.Output()
	if err != nil {
		t.Fatal(err)
	}
	contains(t, string(env),
		"TELEGRAM_TOKEN="+telegramtest.Token+"\n", "TELEGRAM_API_URL="+telegram.URL()+"\n",
		"DISCORD_TOKEN="+discordtest.Token+"\n", "DISCORD_API_URL="+discord.URL()+"\n",
		"PRAYERBOT_OPERATORS=telegram:7, discord:8\n", "REDIS_URL=rediss://bot:hunter2&$x@localhost:6379/0\n",
	)
	if strings.Contains(string(env), "PRAYERBOT_DATA") {
		t.Errorf("a folder was asked for beside Redis:\n%s", env)
	}
}

// With what was answered the doctor finds nothing wrong.
func TestTheDoctorIsContentWithWhatSetupWrote(t *testing.T) {
	onFakes(t)
	file, folder := filepath.Join(t.TempDir(), "prayerbot.env"), t.TempDir()
	if code, said := setUp(t, file, telegramtest.Token, "", "", "", folder); code != exitFine {
		t.Fatalf("code %d:\n%s", code, said)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(text), "\n") {
		if name, value, is := strings.Cut(line, "="); is {
			t.Setenv(name, value)
		}
	}
	if os.Getenv("PRAYERBOT_DATA") != folder {
		t.Errorf("the file says\n%s", text)
	}
	if code, said := examined(t); code != exitFine || !strings.Contains(said, "it lets @"+telegramtest.BotName+" in") {
		t.Errorf("code %d:\n%s", code, said)
	}
}

// interactionsEndpoint is another program to which Discord posts interactions.
func interactionsEndpoint(t *testing.T) string {
	t.Helper()
	key, err := hex.DecodeString(discordtest.PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		signature, _ := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
		if !ed25519.Verify(key, append([]byte(r.Header.Get("X-Signature-Timestamp")), body...), signature) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		io.WriteString(w, `{"type":1}`)
	}))
	t.Cleanup(srv.Close)
	return srv.URL
}

func TestSetupNamesWhatToSwitch(t *testing.T) {
	telegram, discord := onFakes(t)
	telegram.Switch(false, false)
	discord.Switch(false, 1<<19)
	if err := discord.SetEndpoint(interactionsEndpoint(t)); err != nil {
		t.Fatal(err)
	}
	_, said := setUp(t, filepath.Join(t.TempDir(), "prayerbot.env"), telegramtest.Token, discordtest.Token, "", "", "", "")
	contains(t, said,
		"Inline mode is off. Send /setinline to @BotFather", "Privacy mode is off,", "Send /setprivacy to @BotFather and choose Enable.",
		"Public Bot is off, so you alone", "Switch off Presence Intent, Server Members Intent and Message Content Intent", "Interactions Endpoint URL is set",
	)
}

// A wrong answer is told in one sentence, and asked for again.
func TestSetupAsksAgain(t *testing.T) {
	onFakes(t)
	file := filepath.Join(t.TempDir(), "prayerbot.env")
	const other = "123456789:AAhunter2-token_of-nobody-00000000000"
	code, said := setUp(t, file, "hunter2", other, telegramtest.Token, "hunter2.of-nobody.000000000000", discordtest.Token, "pray.example.org", "", "somebody", "telegram:7", "localhost", "redis://a'b", "", "~it's~", "")
	if code != exitFine {
		t.Errorf("code %d:\n%s", code, said)
	}
	contains(t, said,
		"That does not look like a token. Copy it again, whole and without quotes, from @BotFather on Telegram.\n",
		"That cannot be used: the token was refused: copy the token again from @BotFather.\n",
		"That cannot be used: the token was refused: copy the token again from your application's page Bot.\n",
		"That is no address that begins with https://", "PRAYERBOT_OPERATORS holds an entry that names nobody.", "REDIS_URL is not a Redis address.", "It can hold neither ' nor \\.",
	)
	if text, err := os.ReadFile(file); err != nil || strings.Contains(string(text), "hunter2") || strings.Contains(string(text), "REDIS_URL") {
		t.Errorf("the file is %s, %v", text, err)
	}
	if code, said := setUp(t, file+"2", strings.Fields(strings.Repeat("hunter2 ", mostTries))...); code != exitFailed || !strings.Contains(said, "no answer to a question could be taken, so nothing was written") {
		t.Errorf("code %d:\n%s", code, said)
	}
}

// Wherever the input is cut, nothing is left.
func TestACutSetupWritesNothing(t *testing.T) {
	onFakes(t)
	whole := []string{telegramtest.Token, discordtest.Token, "", "telegram:7", "", ""}
	for n := range whole {
		folder := t.TempDir()
		code, said := setUp(t, filepath.Join(folder, "prayerbot.env"), whole[:n]...)
		if left, err := os.ReadDir(folder); code != exitFailed || err != nil || len(left) != 0 || !strings.Contains(said, "nothing was written") {
			t.Errorf("after %d answers: code %d, %v, %v\n%s", n, code, left, err, said)
		}
	}
}

// What is there is written anew only where that is wanted.
func TestSetupAsksBeforeItReplaces(t *testing.T) {
	onFakes(t)
	file := filepath.Join(t.TempDir(), "prayerbot.env")
	if err := os.WriteFile(file, []byte("before"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, answer := range []string{"", "yes"} {
		code, said := setUp(t, file, answer)
		if text, err := os.ReadFile(file); code != exitFine || err != nil || string(text) != "before" || !strings.Contains(said, "stays as it is") {
			t.Errorf("%q: code %d, %s, %v:\n%s", answer, code, text, err, said)
		}
	}
	if code, said := setUp(t, file, "replace", "", "", "", "", ""); code != exitFine {
		t.Errorf("code %d:\n%s", code, said)
	}
	text, err := os.ReadFile(file)
	info, wrong := os.Stat(file)
	if err != nil || wrong != nil || strings.Contains(string(text), "before") || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %s, %v", text, info)
	}
	if code, said := setUp(t, filepath.Join(file, "deeper"), ""); code != exitFailed || !strings.Contains(said, "there is no folder") {
		t.Errorf("code %d:\n%s", code, said)
	}
}

func TestSetupInstallsTheUnit(t *testing.T) {
	telegram, _ := onFakes(t)
	units, file := t.TempDir(), filepath.Join(t.TempDir(), "100%.env")
	run := func(answers string) (said string) {
		t.Helper()
		var out bytes.Buffer
		prompt, err := terminal.NewPrompt(strings.NewReader(answers), &out)
		if err != nil {
			t.Fatal(err)
		}
		s := &settingUp{Prompt: prompt, world: surroundings{Context: t.Context()}, config: &Config{TelegramURL: telegram.URL()}, units: units, file: file}
		if err := s.all(); err != nil {
			out.WriteString(err.Error())
		}
		return out.String()
	}
	if said := run("\n\n\n\n"); !strings.HasSuffix(said, "a service needs the token of Telegram, of Discord, or of both, so nothing was written") {
		t.Errorf("without a token it says\n%s", said)
	}
	said := run(telegramtest.Token + "\n\n\n\n")
	if strings.Contains(said, telegramtest.Token) {
		t.Error("the token is shown")
	}
	contains(t, said, "keeps the file in /var/lib/prayerbot", "systemctl daemon-reload\n    systemctl enable --now prayerbot\n")
	name := filepath.Join(units, "prayerbot.service")
	unit, err := os.ReadFile(name)
	if err != nil || !strings.Contains(string(unit), "\nEnvironmentFile="+strings.Replace(file, "%", "%%", 1)+"\n") || !strings.Contains(string(unit), "\nDynamicUser=yes\n") {
		t.Errorf("the unit is %s, %v", unit, err)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("it is %v, %v", info, err)
	}
	if said := run("\n"); !strings.Contains(said, file+" stays as it is.") || strings.Contains(said, name+" is there already") {
		t.Errorf("the same unit is asked about:\n%s", said)
	}
	if err := os.WriteFile(name, []byte("edited"), 0o644); err != nil {
		t.Fatal(err)
	}
	run("\n\n")
	if text, _ := os.ReadFile(name); string(text) != "edited" {
		t.Errorf("an edited unit was replaced by %s", text)
	}
	run("\nreplace\n")
	if text, _ := os.ReadFile(name); !bytes.Equal(text, unit) {
		t.Errorf("the unit is %s", text)
	}
}

// What the setup does not ask about stays when a file is replaced, as it was written,
// and is named; what an answer contradicts goes.
func TestSetupKeepsWhatItDoesNotAskAbout(t *testing.T) {
	onFakes(t)
	file := filepath.Join(t.TempDir(), "prayerbot.env")
	before := "# by hand\nTELEGRAM_TOKEN_FILE=/run/old\nPRAYERBOT_HTTP=127.0.0.1:8080\nexport PRAYERBOT_CONTACT='bot@example.org'\n" +
		"DISCORD_TOKEN_FILE=/run/discord\nPRAYERBOT_OPERATORS=telegram:1\nREDIS_URL=redis://old:hunter2@x\nPRAYERBOT_DATA=/old\nPRAYERBOT_LOG=info\nPRAYERBOT_LOG=debug\n"
	if err := os.WriteFile(file, []byte(before), 0o644); err != nil {
		t.Fatal(err)
	}
	code, said := setUp(t, file, "replace", telegramtest.Token, "", "", "", "")
	if code != exitFine {
		t.Errorf("code %d", code)
	}
	contains(t, said, "Kept as it was, because nothing was asked about it: PRAYERBOT_HTTP, PRAYERBOT_CONTACT, DISCORD_TOKEN_FILE, PRAYERBOT_LOG.")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	contains(t, string(text), "\nTELEGRAM_TOKEN="+telegramtest.Token+"\n", "\nPRAYERBOT_HTTP=127.0.0.1:8080\n", "\nexport PRAYERBOT_CONTACT='bot@example.org'\n", "\nDISCORD_TOKEN_FILE=/run/discord\n", "\nPRAYERBOT_LOG=debug\n")
	for _, gone := range []string{"/run/old", "hunter2", "PRAYERBOT_OPERATORS", "PRAYERBOT_DATA", "by hand"} {
		if strings.Contains(string(text), gone) {
			t.Errorf("%s is still there:\n%s", gone, text)
		}
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info, err)
	}
}
