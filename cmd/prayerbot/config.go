package main

import (
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"prayerbot/bot/discord"
	"prayerbot/bot/telegram"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// Config is everything that can be set. Each field's help says what it means;
// the text of --help is made from it.
type Config struct {
	TelegramToken     secret `kong:"-"`
	DiscordToken      secret `kong:"-"`
	TelegramTokenFile string `name:"telegram-token-file" env:"TELEGRAM_TOKEN_FILE" placeholder:"FILE" help:"File that holds the Telegram token, instead of TELEGRAM_TOKEN."`
	TelegramURL       string `name:"telegram-api-url" env:"TELEGRAM_API_URL" placeholder:"URL" help:"Address of a Bot API server of your own; the public one if empty."`
	WebhookURL        string `name:"telegram-webhook-url" env:"TELEGRAM_WEBHOOK_URL" placeholder:"URL" help:"https address to which Telegram brings what people say; the bot asks for it if empty."`
	WebhookListen     string `name:"telegram-webhook-listen" env:"TELEGRAM_WEBHOOK_LISTEN" default:"127.0.0.1:8443" placeholder:"ADDRESS" help:"Address at which the bot takes in what is brought to TELEGRAM_WEBHOOK_URL, without TLS (default: 127.0.0.1:8443)."`
	WebhookReplace    string `name:"telegram-webhook-replace" env:"TELEGRAM_WEBHOOK_REPLACE" default:"false" placeholder:"true|false" help:"Whether a webhook that another program has set for the Telegram token is removed (default: false)."`
	Descriptions      string `name:"telegram-description" env:"TELEGRAM_DESCRIPTION" default:"fill" placeholder:"fill|write|keep" help:"Whether the bot describes itself on Telegram: fill (where nobody has written anything), write (always) or keep (never) (default: fill)."`
	DiscordTokenFile  string `name:"discord-token-file" env:"DISCORD_TOKEN_FILE" placeholder:"FILE" help:"File that holds the Discord token, instead of DISCORD_TOKEN."`
	DiscordURL        string `name:"discord-api-url" env:"DISCORD_API_URL" placeholder:"URL" help:"Scheme and host that replace those of the public API."`
	PublicKey         string `name:"discord-public-key" env:"DISCORD_PUBLIC_KEY" placeholder:"KEY" help:"Public key of the Discord application, where Discord posts interactions instead of sending them over the gateway; none if empty."`
	Interactions      string `name:"discord-interactions-listen" env:"DISCORD_INTERACTIONS_LISTEN" default:"127.0.0.1:8444" placeholder:"ADDRESS" help:"Address at which the bot takes in interactions that Discord posts, without TLS (default: 127.0.0.1:8444)."`
	Redis             string `name:"redis-url" env:"REDIS_URL" placeholder:"URL" help:"Redis server that keeps everything; the embedded file if empty."`
	Data              string `name:"data" env:"PRAYERBOT_DATA" default:"${data}" placeholder:"FOLDER" help:"Folder of the embedded file (default: ${data})."`
	BackupTo          string `name:"backup-recipient" env:"PRAYERBOT_BACKUP_RECIPIENT" placeholder:"KEY" help:"Public key of age (age1...): the running bot writes a copy of all that it keeps once a day, encrypted to it, and keeps 14; none if empty."`
	Backups           string `name:"backup-folder" env:"PRAYERBOT_BACKUP_FOLDER" placeholder:"FOLDER" help:"Folder of those copies (default: backups in the folder of the embedded file)."`
	Content           string `name:"content" env:"PRAYERBOT_CONTENT" placeholder:"FOLDER" help:"Folder laid over the built-in content."`
	Operators         string `name:"operators" env:"PRAYERBOT_OPERATORS" placeholder:"LIST" help:"People who may announce to every chat, and are told what readers find wrong: telegram:123,discord:456."`
	InDoubt           string `name:"telegram-unknown" env:"PRAYERBOT_TELEGRAM_UNKNOWN" default:"resend" placeholder:"resend|drop" help:"What to do with a Telegram message whose outcome is unknown after a crash: resend (it may come twice) or drop (it may be lost) (default: resend)."`
	Feeds             string `name:"feeds" env:"PRAYERBOT_FEEDS" placeholder:"FILE" help:"File of news feeds used instead of the built-in list; +FILE is used beside that list, none fetches no news."`
	FeedsEvery        string `name:"feeds-every" env:"PRAYERBOT_FEEDS_EVERY" default:"30m" placeholder:"TIME" help:"How often each news feed is fetched, from 5m to 24h (default: 30m)."`
	FeedsPrivate      string `name:"feeds-private" env:"PRAYERBOT_FEEDS_PRIVATE" default:"false" placeholder:"true|false" help:"Whether the hosts of the list of news feeds may stand in private networks (default: false)."`
	Contact           string `name:"contact" env:"PRAYERBOT_CONTACT" placeholder:"ADDRESS" help:"Web or mail address that publishers' servers are told, for complaints; none if empty."`
	HTTP              string `name:"http" env:"PRAYERBOT_HTTP" placeholder:"ADDRESS" help:"Address for /healthz, /readyz and /metrics, such as 127.0.0.1:8080; off if empty."`
	Profile           string `name:"pprof" env:"PRAYERBOT_PPROF" default:"false" placeholder:"true|false" help:"Whether the address of PRAYERBOT_HTTP, which has to be one of this machine alone, also serves /debug/pprof/: where time and memory go (default: false)."`
	Web               string `name:"web" env:"PRAYERBOT_WEB" placeholder:"ADDRESS" help:"Address at which the bot shows its pages, without TLS, such as 127.0.0.1:8090; off if empty."`
	PublicURL         string `name:"public-url" env:"PRAYERBOT_PUBLIC_URL" placeholder:"URL" help:"https address at which those pages are seen from outside, such as https://pray.example.org."`
	LogSpec           string `name:"log" env:"PRAYERBOT_LOG" default:"info" placeholder:"LEVEL[,json]" help:"What is logged: debug, info, warn or error, as text or, with ,json behind it, as JSON (default: info)."`

	operators []record.UserID
	level     slog.Level
	json      bool
	every     time.Duration
	ownFeeds  []content.Feed // the operator's own list
	beside    bool           // it is used beside the built-in one
}

// configFaults is everything that is wrong with a configuration, each in one
// sentence without any secret.
type configFaults []string

func (f configFaults) Error() string { return strings.Join(f, "\n") }

// A configCheck reads and checks what is set, a method for what belongs together; note
// is told of each fault, in one sentence.
type configCheck struct{ *Config }

// check reads what needs reading and says all faults at once.
func (c *Config) check(env func(string) string) error {
	var faults configFaults
	note := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	c.TelegramToken = token(note, env, "TELEGRAM_TOKEN", c.TelegramTokenFile, telegramTokenForm)
	c.DiscordToken = token(note, env, "DISCORD_TOKEN", c.DiscordTokenFile, discordTokenForm)
	parts := configCheck{c}
	checkURL(note, "TELEGRAM_API_URL", c.TelegramURL)
	checkURL(note, "DISCORD_API_URL", c.DiscordURL)
	parts.checkWebhook(note)
	parts.checkInteractions(note)
	parts.checkRedis(note)
	parts.checkOperators(note)
	parts.checkLog(note)
	parts.checkNews(note)
	parts.checkBackups(note)
	parts.checkPages(note)
	if c.InDoubt != "resend" && c.InDoubt != "drop" {
		note("PRAYERBOT_TELEGRAM_UNKNOWN is neither resend nor drop. Write one of them.")
	}
	if c.Content != "" {
		if info, err := os.Stat(c.Content); err != nil || !info.IsDir() {
			note("PRAYERBOT_CONTENT is not a folder. Name a folder with countries and posts, or leave it empty.")
		}
	}
	parts.checkHealth(note)
	if c.Redis == "" && c.Data == "" {
		note("There is no folder for the data. Set PRAYERBOT_DATA, or REDIS_URL.")
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}

// checkHealth reads where the bot tells how it is. Profiles are for whoever is on this
// machine alone.
func (c configCheck) checkHealth(note func(string, ...any)) {
	if !checkListen(note, "PRAYERBOT_HTTP", c.HTTP, "127.0.0.1:8080") {
		return
	}
	switch c.Profile {
	case "", "false":
	case "true":
		host, _, _ := net.SplitHostPort(c.HTTP)
		if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			note("PRAYERBOT_PPROF is true, and PRAYERBOT_HTTP is not an address of this machine alone. Set PRAYERBOT_HTTP to such as 127.0.0.1:8080.")
		}
	default:
		note("PRAYERBOT_PPROF is neither true nor false. Write one of them.")
	}
}

// checkListen refuses what is no address to listen at, and tells whether it is one; ""
// is.
func checkListen(note func(string, ...any), name, value, example string) bool {
	if value == "" {
		return true
	}
	_, port, err := net.SplitHostPort(value)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil {
		note("%s is not an address. Write a host and a port from 0 to 65535, such as %s.", name, example)
	}
	return err == nil
}

// checkURL refuses what is no http address. The value itself is not said: it
// may hold a secret.
func checkURL(note func(string, ...any), name, value string) {
	if value == "" {
		return
	}
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		note("%s is not an http or https address. Write it such as https://api.example.org.", name)
	}
}

// checkWebhook reads how Telegram is to bring what people say.
func (c configCheck) checkWebhook(note func(string, ...any)) {
	if u, err := url.Parse(c.WebhookURL); c.WebhookURL != "" && (err != nil || u.Scheme != "https" || u.Host == "" || u.Fragment != "") {
		note("TELEGRAM_WEBHOOK_URL is not an https address. Write it such as https://bot.example.org/telegram, or leave it empty.")
	}
	checkListen(note, "TELEGRAM_WEBHOOK_LISTEN", c.WebhookListen, "127.0.0.1:8443")
	switch c.WebhookReplace {
	case "", "true", "false":
	default:
		note("TELEGRAM_WEBHOOK_REPLACE is neither true nor false. Write one of them.")
	}
	switch c.Descriptions {
	case "", "fill", "write", "keep":
	default:
		note("TELEGRAM_DESCRIPTION is neither fill nor write nor keep. Write one of them.")
	}
}

// checkInteractions reads how Discord is to bring what people do.
func (c configCheck) checkInteractions(note func(string, ...any)) {
	if _, err := discord.ReadPublicKey(c.PublicKey); c.PublicKey != "" && err != nil {
		note("DISCORD_PUBLIC_KEY is no public key: 64 characters of 0 to 9 and a to f. Copy it again from your application's page General Information.")
	}
	checkListen(note, "DISCORD_INTERACTIONS_LISTEN", c.Interactions, "127.0.0.1:8444")
}

// discord is what the platform is made of; whoever asks adds the core, the clock
// and the log.
func (c *Config) discord() discord.Config {
	key, _ := discord.ReadPublicKey(c.PublicKey) // check has read it: else there is none
	return discord.Config{Token: c.DiscordToken.reveal(), URL: c.DiscordURL, PublicKey: key, Listen: c.Interactions}
}

// webhook is how Telegram is to bring what people say.
func (c *Config) webhook() telegram.Webhook {
	return telegram.Webhook{URL: c.WebhookURL, Listen: c.WebhookListen, Replace: c.WebhookReplace == "true"}
}

// redisSchemes are the beginnings of an address that redisstore.Open takes.
var redisSchemes = []string{"redis", "rediss", "unix", "redis+sentinel", "rediss+sentinel", "redis+cluster", "rediss+cluster"}

func (c configCheck) checkRedis(note func(string, ...any)) {
	if c.Redis == "" {
		return
	}
	scheme, rest, ok := strings.Cut(c.Redis, "://")
	known := false
	for _, s := range redisSchemes {
		known = known || s == scheme
	}
	if !ok || !known || rest == "" {
		note("REDIS_URL is not a Redis address. Write it such as redis://localhost:6379/0, or leave it empty for the embedded file.")
	}
}

// checkOperators reads the list of people who run the bot.
func (c configCheck) checkOperators(note func(string, ...any)) {
	for _, entry := range strings.FieldsFunc(c.Operators, func(r rune) bool { return r == ',' || r == ' ' }) {
		id, err := record.ParseUserID(entry)
		if err != nil || id.Platform != "telegram" && id.Platform != "discord" && id.Platform != "terminal" {
			note("PRAYERBOT_OPERATORS holds an entry that names nobody. Write each as telegram:123 or discord:456, parted by commas.")
			return
		}
		c.operators = append(c.operators, id)
	}
}

func (c configCheck) checkLog(note func(string, ...any)) {
	level, form, _ := strings.Cut(c.LogSpec, ",")
	if form != "" && form != "json" && form != "text" {
		note("PRAYERBOT_LOG names an unknown form. Write info, or info,json.")
	}
	c.json = form == "json"
	if err := c.level.UnmarshalText([]byte(level)); err != nil || strings.ContainsAny(level, "+-") {
		note("PRAYERBOT_LOG names an unknown level. Write debug, info, warn or error.")
	}
}

// defaultData is the folder where programs of this person keep their data; ""
// where the system names none.
func defaultData() string {
	if folder := os.Getenv("XDG_DATA_HOME"); folder != "" {
		return filepath.Join(folder, "prayerbot")
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		if folder, err := os.UserConfigDir(); err == nil {
			return filepath.Join(folder, "prayerbot")
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(home, ".local", "share", "prayerbot")
}
