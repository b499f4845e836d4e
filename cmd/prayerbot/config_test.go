package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const goodTelegram = "123456789:AAabcdefghijklmnopqrstuvwxyz0123456"

// fine is a configuration without fault.
func fine() Config { return Config{Data: "data", InDoubt: "resend", LogSpec: "info"} }

const oneFeed = "- key: one\n  publisher: One\n  address: https://example.org/feed\n"

func noEnv(string) string { return "" }

func TestEachFaultIsOneSentence(t *testing.T) {
	file := func(text string) string {
		path := filepath.Join(t.TempDir(), "token")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, tt := range []struct {
		what   string
		change func(*Config)
		want   string // of the fault; "" is none
	}{
		{"nothing is wrong", func(*Config) {}, ""},
		{"a token in a file", func(c *Config) { c.TelegramTokenFile = file(goodTelegram + "\n") }, ""},
		{"a file that is not there", func(c *Config) { c.TelegramTokenFile = "nowhere" }, "TELEGRAM_TOKEN_FILE cannot be read"},
		{"an empty file", func(c *Config) { c.DiscordTokenFile = file(" \n") }, "DISCORD_TOKEN_FILE is an empty file"},
		{"a huge file", func(c *Config) { c.DiscordTokenFile = file(strings.Repeat("x", maxTokenFile+1)) }, "cannot be read"},
		{"no policy", func(c *Config) { c.InDoubt = "perhaps" }, "neither resend nor drop"},
		{"no folder", func(c *Config) { c.Data = "" }, "Set PRAYERBOT_DATA, or REDIS_URL"},
		{"Redis instead of a folder", func(c *Config) { c.Data, c.Redis = "", "redis://localhost" }, ""},
		{"Sentinel", func(c *Config) { c.Redis = "redis+sentinel://localhost/0?master_name=m" }, ""},
		{"no address of Redis", func(c *Config) { c.Redis = "localhost:6379" }, "REDIS_URL is not a Redis address"},
		{"operators", func(c *Config) { c.Operators = "telegram:123, discord:456" }, ""},
		{"an operator on no platform", func(c *Config) { c.Operators = "irc:1" }, "names nobody"},
		{"JSON", func(c *Config) { c.LogSpec = "debug,json" }, ""},
		{"an unknown form", func(c *Config) { c.LogSpec = "info,xml" }, "unknown form"},
		{"an unknown level", func(c *Config) { c.LogSpec = "info+3" }, "unknown level"},
		{"another interval", func(c *Config) { c.FeedsEvery = "2h30m" }, ""},
		{"an interval that is not polite", func(c *Config) { c.FeedsEvery = "1m" }, "PRAYERBOT_FEEDS_EVERY is not a time from 5m to 24h"},
		{"an interval that is no time", func(c *Config) { c.FeedsEvery = "30" }, "PRAYERBOT_FEEDS_EVERY is not a time"},
		{"no feeds", func(c *Config) { c.Feeds = "none" }, ""},
		{"feeds in a file", func(c *Config) { c.Feeds = file(oneFeed) }, ""},
		{"feeds in a file beside the others", func(c *Config) { c.Feeds = "+" + file(oneFeed) }, ""},
		{"feeds in a file that is too large", func(c *Config) { c.Feeds = file(oneFeed + strings.Repeat("#", maxFeedsFile)) }, "PRAYERBOT_FEEDS cannot be read"},
		{"a feed without an address", func(c *Config) { c.Feeds = file("- key: one\n  publisher: One\n") }, "PRAYERBOT_FEEDS: token:1"},
		{"pages", func(c *Config) { c.Web, c.PublicURL = "127.0.0.1:8090", "https://pray.example.org/" }, ""},
		{"pages on this machine alone", func(c *Config) { c.Web, c.PublicURL = ":8090", "http://127.0.0.1:8090" }, ""},
		{"pages that nobody sees", func(c *Config) { c.Web = "127.0.0.1:8090" }, "Set PRAYERBOT_PUBLIC_URL"},
		{"pages that are nowhere", func(c *Config) { c.PublicURL = "https://pray.example.org" }, "Set PRAYERBOT_WEB"},
		{"pages without a port", func(c *Config) { c.Web, c.PublicURL = "localhost", "https://pray.example.org" }, "PRAYERBOT_WEB is not an address"},
		{"pages without a certificate", func(c *Config) { c.Web, c.PublicURL = ":8090", "http://pray.example.org" }, "PRAYERBOT_PUBLIC_URL is not an https address"},
		{"pages in a folder", func(c *Config) { c.Web, c.PublicURL = ":8090", "https://example.org/pray" }, "PRAYERBOT_PUBLIC_URL is not an https address without a path"},
		{"a webhook", func(c *Config) { c.WebhookURL, c.WebhookListen = "https://bot.example.org/telegram", ":8443" }, ""},
		{"a webhook without a certificate", func(c *Config) { c.WebhookURL = "http://bot.example.org" }, "TELEGRAM_WEBHOOK_URL is not an https address"},
		{"a webhook that nothing is said of", func(c *Config) { c.WebhookURL = "bot.example.org/telegram" }, "TELEGRAM_WEBHOOK_URL is not an https address"},
		{"a webhook's port alone", func(c *Config) { c.WebhookListen = "8443" }, "TELEGRAM_WEBHOOK_LISTEN is not an address"},
		{"a public key that is none", func(c *Config) { c.PublicKey = "hunter2" }, "DISCORD_PUBLIC_KEY is no public key"},
		{"a port for interactions alone", func(c *Config) { c.Interactions = "8444" }, "DISCORD_INTERACTIONS_LISTEN is not an address"},
		{"another program's webhook, perhaps", func(c *Config) { c.WebhookReplace = "yes" }, "TELEGRAM_WEBHOOK_REPLACE is neither true nor false"},
		{"a description, perhaps", func(c *Config) { c.Descriptions = "no" }, "TELEGRAM_DESCRIPTION is neither fill nor write nor keep"},
		{"private addresses, perhaps", func(c *Config) { c.FeedsPrivate = "yes" }, "neither true nor false"},
		{"a mail address", func(c *Config) { c.Contact = "bot@example.org" }, ""},
		{"a web address", func(c *Config) { c.Contact = "https://example.org/bot" }, ""},
		{"a contact that would break a header", func(c *Config) { c.Contact = "bot@example.org\nX: y" }, "PRAYERBOT_CONTACT"},
		{"a contact that is none", func(c *Config) { c.Contact = "me" }, "PRAYERBOT_CONTACT"},
		{"a port alone", func(c *Config) { c.HTTP = ":8080" }, ""},
		{"profiles for this machine", func(c *Config) { c.HTTP, c.Profile = "127.0.0.1:8080", "true" }, ""},
		{"profiles for localhost", func(c *Config) { c.HTTP, c.Profile = "localhost:8080", "true" }, ""},
		{"profiles for everybody", func(c *Config) { c.HTTP, c.Profile = "0.0.0.0:8080", "true" }, "not an address of this machine alone"},
		{"profiles nowhere", func(c *Config) { c.Profile = "true" }, "not an address of this machine alone"},
		{"profiles, perhaps", func(c *Config) { c.Profile = "yes" }, "PRAYERBOT_PPROF is neither true nor false"},
		{"a port that there is not", func(c *Config) { c.HTTP = "127.0.0.1:99999" }, "PRAYERBOT_HTTP is not an address"},
		{"a port that is no number", func(c *Config) { c.WebhookListen = ":nowhere" }, "TELEGRAM_WEBHOOK_LISTEN is not an address"},
		{"a negative port", func(c *Config) { c.Interactions = "127.0.0.1:-1" }, "DISCORD_INTERACTIONS_LISTEN is not an address"},
		{"no port", func(c *Config) { c.HTTP = "localhost" }, "PRAYERBOT_HTTP is not an address"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			c := fine()
			tt.change(&c)
			err := c.check(noEnv)
			var faults configFaults
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (!errors.As(err, &faults) || len(faults) != 1 || !strings.Contains(faults[0], tt.want)):
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestATokenIsSetOnce(t *testing.T) {
	c := fine()
	c.TelegramTokenFile = "somewhere"
	err := c.check(func(name string) string {
		return map[string]string{"TELEGRAM_TOKEN": goodTelegram}[name]
	})
	if err == nil || !strings.Contains(err.Error(), "both set") || strings.Contains(err.Error(), goodTelegram) {
		t.Errorf("got %v", err)
	}
}

func TestASecretNeverShows(t *testing.T) {
	c := fine()
	if err := c.check(func(name string) string {
		return map[string]string{"TELEGRAM_TOKEN": goodTelegram}[name]
	}); err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "token", c.TelegramToken, "config", c)
	data, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{fmt.Sprint(c), fmt.Sprintf("%+v %#v %s %q", c, c, c.TelegramToken, c.TelegramToken), log.String(), string(data)} {
		if strings.Contains(shown, goodTelegram) {
			t.Errorf("it shows in %s", shown)
		}
	}
	if c.TelegramToken.reveal() != goodTelegram {
		t.Error("the token was changed")
	}
}
