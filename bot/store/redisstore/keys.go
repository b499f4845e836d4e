package redisstore

import (
	"strconv"
	"strings"
	"time"

	"prayerbot/content"
)

// The keys. What stands in braces is the hash tag: keys that one script
// changes share it, so that they live together in a Cluster.
//
//	pb:{<platform>}:chat:<chat>     HASH    a chat with its ledger; form.go says which fields
//	pb:{<platform>}:log:<chat>      LIST    what an earlier version wrote of its ledger, newest first
//	pb:{<platform>}:due             ZSET    delivery by ms
//	pb:{<platform>}:tries           HASH    delivery in flight or failed: "due tries parts unknown token"
//	pb:{<platform>}:lease           STRING  the newest lease, for a repeat of it
//	pb:{<platform>}:pause           STRING  until when, in ms, the platform asks everyone to wait
//	pb:{<platform>}:space:<space>   SET     the subscribed chats of a server or group
//	pb:{<platform>}:posted:<id>     SET     the chats that an announcement was posted to
//	pb:{<platform>}:dead            STREAM  what was set aside
//	pb:{announcements}:<id>         HASH    an announcement
//	pb:{announcements}              ZSET    the confirmed ones by ms
//	pb:platforms                    SET     the platforms that have chats
//	pb:salt:<day>                   STRING  the secret of a day
//	pb:prayed:<day>:<scope>         SET     the marks of a day and scope
//	pb:post:<post>                  STRING  who holds a post
func chatKey(platform, chat string) string   { return of(platform) + "chat:" + chat }
func logKey(platform, chat string) string    { return of(platform) + "log:" + chat }
func dueKey(platform string) string          { return of(platform) + "due" }
func triesKey(platform string) string        { return of(platform) + "tries" }
func leaseKey(platform string) string        { return of(platform) + "lease" }
func pauseKey(platform string) string        { return of(platform) + "pause" }
func spaceKey(platform, space string) string { return of(platform) + "space:" + space }
func postedKey(platform, id string) string   { return of(platform) + "posted:" + id }
func deadKey(platform string) string         { return of(platform) + "dead" }
func announcementKey(id string) string       { return confirmedKey + ":" + id }
func saltKey(day string) string              { return "pb:salt:" + day }
func prayedKey(day, scope string) string     { return "pb:prayed:" + day + ":" + scope }
func postKey(post string) string             { return "pb:post:" + post }

const (
	confirmedKey = "pb:{announcements}"
	platformsKey = "pb:platforms"
)

func of(platform string) string { return "pb:{" + platform + "}:" }

// millis writes an instant; "" is the zero time.
func millis(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strconv.FormatInt(t.UnixMilli(), 10)
}

// instant reads what millis wrote.
func instant(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	ms, err := strconv.ParseInt(s, 10, 64)
	return time.UnixMilli(ms).UTC(), err
}

// days writes a date; "" is no date.
func days(d content.Date) string {
	if d.IsZero() {
		return ""
	}
	return strconv.Itoa(d.Days())
}

// date reads what days wrote.
func date(s string) (content.Date, error) {
	if s == "" {
		return content.Date{}, nil
	}
	n, err := strconv.Atoi(s)
	return content.Date{Year: 1970, Month: time.January, Day: 1}.Add(n), err
}

func flag(on bool) string {
	if on {
		return "1"
	}
	return "0"
}

// list reads names that were joined by commas.
func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}
