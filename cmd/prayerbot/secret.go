package main

import (
	"log/slog"
	"regexp"
	"strings"
)

// A secret is a token. However it is printed or logged, it does not show.
type secret string

const hiddenSecret = "(hidden)"

// String hides the secret.
func (s secret) String() string { return hiddenSecret }

// GoString hides the secret from %#v.
func (s secret) GoString() string { return hiddenSecret }

// LogValue hides the secret from the log.
func (s secret) LogValue() slog.Value { return slog.StringValue(hiddenSecret) }

// MarshalText hides the secret from JSON and YAML.
func (s secret) MarshalText() ([]byte, error) { return []byte(hiddenSecret), nil }

// reveal is the secret itself, for the one who needs it.
func (s secret) reveal() string { return string(s) }

// The forms of tokens, so that a mistake is told before a platform refuses it.
var (
	telegramTokenForm = regexp.MustCompile(`^\d+:[A-Za-z0-9_-]{20,}$`)
	discordTokenForm  = regexp.MustCompile(`^[A-Za-z0-9_.-]{20,}$`)
)

// maxTokenFile bounds what is read of a token's file, in bytes.
const maxTokenFile = 4096

// token reads a token from its variable or its file. "" is none.
func token(note func(string, ...any), env func(string) string, name, file string, form *regexp.Regexp) secret {
	value := strings.TrimSpace(env(name))
	if file != "" {
		if value != "" {
			note("%s and %s_FILE are both set. Keep one of them.", name, name)
			return ""
		}
		data, err := readAtMost(file, maxTokenFile)
		if err != nil {
			note("%s_FILE cannot be read. Name a file that holds the token and nothing else.", name)
			return ""
		}
		value = strings.TrimSpace(string(data))
		if value == "" {
			note("%s_FILE is an empty file. Put the token into it.", name)
			return ""
		}
	}
	if value != "" && !form.MatchString(value) {
		note("%s does not look like a token. Copy it again, whole and without quotes, %s.", name, whereFrom(name))
		return ""
	}
	return secret(value)
}

// renewal reads a token's file again, which may have been replaced since; "" is
// a file that holds none. Without a file it is nil.
func renewal(file string, form *regexp.Regexp) func() string {
	if file == "" {
		return nil
	}
	return func() string {
		data, err := readAtMost(file, maxTokenFile)
		value := strings.TrimSpace(string(data))
		if err != nil || !form.MatchString(value) {
			return ""
		}
		return value
	}
}

func whereFrom(name string) string {
	if strings.HasPrefix(name, "TELEGRAM") {
		return "from @BotFather on Telegram"
	}
	return "from your application's page Bot on Discord"
}
