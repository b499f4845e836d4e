package redisstore

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// The keys. What stands in braces is the hash tag: keys that one script
// changes share it, so that they live together in a Cluster.
//
//	pb:{<platform>}:chat:<chat>     HASH    a chat with its ledger; encode_chat.go says which fields
//	pb:{<platform>}:due             ZSET    daily deliveries by ms
//	pb:{<platform>}:notices         ZSET    deliveries of announcements by ms
//	pb:{<platform>}:tries           HASH    delivery in flight or failed: "due tries parts unknown token"
//	pb:{<platform>}:lease           STRING  the newest lease, for a repeat of it
//	pb:{<platform>}:answer:<call>   STRING  what a script answered, for a repeat of it; scripts.go says which
//	pb:{<platform>}:pause           STRING  until when, in ms, the platform asks everyone to wait
//	pb:{<platform>}:space:<space>   SET     the subscribed chats of a server or group
//	pb:{<platform>}:copies:<id>     HASH    an announcement's copies: chat to "state|id id", "" is waiting
//	pb:{<platform>}:counts:<id>     HASH    how many copies there are of each state
//	pb:{<platform>}:dead            STREAM  dead letters
//	pb:{announcements}:<id>         HASH    an announcement
//	pb:{announcements}              ZSET    those that were sent by ms
//	pb:{announcements}/scheduled    ZSET    those that are to be sent by ms
//	pb:{announcements}/drafts/<c>   SET     what was drafted in a chat
//	pb:{announcements}/trail        ZSET    who did what, by ms
//	pb:{announcements}/trail/<to>   ZSET    the same of one audience
//	pb:{announcements}/recent/<to>  ZSET    those to one audience in the last hour by ms
//	pb:platforms                    SET     the platforms that have chats
//	pb:recalls                      HASH    what is withdrawn: id or key to "ms|announcement|person"
//	pb:{concerns}:<day>             HASH    what readers say is wrong: item to announcement, "item|reason" to how many
//	pb:question:<mark>              STRING  what somebody was asked, as JSON
//	pb:marksalt                     STRING  the salt of the marks in the log
//	pb:probe                        STRING  what Ping wrote last
//	pb:restoring                    STRING  there while an archive comes in
//	pb:form                         STRING  the form of all this; migrate.go says how
//	pb:salt:<day>                   STRING  the secret of a day
//	pb:prayed:<day>:<scope>         SET     the marks of a day and scope
//	pb:post:<lock>                  STRING  who holds a lock
func chatKey(platform, chat string) string     { return of(platform) + "chat:" + chat }
func dueKey(platform string) string            { return of(platform) + "due" }
func noticesKey(platform string) string        { return of(platform) + "notices" }
func triesKey(platform string) string          { return of(platform) + "tries" }
func leaseKey(platform string) string          { return of(platform) + "lease" }
func answerKey(platform, call string) string   { return of(platform) + "answer:" + call }
func pauseKey(platform string) string          { return of(platform) + "pause" }
func groupKey(platform, groupID string) string { return of(platform) + "space:" + groupID }
func copiesKey(platform, id string) string     { return of(platform) + "copies:" + id }
func countsKey(platform, id string) string     { return of(platform) + "counts:" + id }
func deadKey(platform string) string           { return of(platform) + "dead" }
func announcementKey(id string) string         { return confirmedKey + ":" + id }
func saltKey(day string) string                { return "pb:salt:" + day }
func prayedKey(day, scope string) string       { return "pb:prayed:" + day + ":" + scope }
func concernsKey(day content.Date) string      { return of(concernsTag) + day.String() }
func questionKey(mark string) string           { return "pb:question:" + mark }
func lockKey(name string) string               { return "pb:post:" + name }

func draftsKey(from record.ChatID) string { return confirmedKey + "/drafts/" + from.String() }

func recentKey(to record.Audience) string { return confirmedKey + "/recent/" + to.String() }

// auditLogKey is the audit log of an audience; of all for the zero Audience.
func auditLogKey(to record.Audience) string {
	if to.Kind == "" {
		return confirmedKey + "/trail"
	}
	return confirmedKey + "/trail/" + to.String()
}

// queueKey is the queue of a delivery: daily points and announcements are drawn
// apart.
func queueKey(d outbox.Delivery) string {
	if d.Daily() {
		return dueKey(d.Chat.Platform)
	}
	return noticesKey(d.Chat.Platform)
}

const (
	confirmedKey = "pb:{announcements}"
	scheduledKey = confirmedKey + "/scheduled"
	platformsKey = "pb:platforms"
	recallsKey   = "pb:recalls"
	probeKey     = "pb:probe"
	markSaltKey  = "pb:marksalt"
)

// The keys of communities, moderator roles and rate limits.
//
//	pb:{community}:one:<id>            HASH    a community
//	pb:{community}:codes               HASH    join code to id
//	pb:{community}:owners              HASH    id to owner
//	pb:{community}:of:<id>:<platform>  SET     its chats; a chat's own record has the last word
//	pb:{community}:dissolved           SET     the ids of those whose chats are still to be freed
//	pb:{<platform>}:badges:<group>      SET     the roles that make moderators
//	pb:{<platform>}:knock:<mark>       STRING  who asks how often: "n until silent"
func communityKey(id string) string            { return "pb:{community}:one:" + id }
func membersKey(id, platform string) string    { return "pb:{community}:of:" + id + ":" + platform }
func rolesKey(platform, groupID string) string { return of(platform) + "badges:" + groupID }
func rateKey(platform, mark string) string     { return of(platform) + "knock:" + mark }

const (
	codesKey     = "pb:{community}:codes"
	ownersKey    = "pb:{community}:owners"
	dissolvedKey = "pb:{community}:dissolved"
)

// The keys of the news. All of them live together.
//
//	pb:{news}:headlines     HASH  a headline's id to its JSON
//	pb:{news}:marks         HASH  mark to the ids that bear it, newest kept first
//	pb:{news}:all           ZSET  all headlines by when published in ms: "language|kept in ms|id"
//	pb:{news}:of:<country>  ZSET  the same of one country
//	pb:{news}:countries     SET   the countries that have headlines
//	pb:{news}:feeds         HASH  feed to what is known of it, as JSON
//	pb:{news}:answer:<call> STRING  what news_keep.lua answered, for a repeat of it
const (
	newsTag        = "news"
	headlinesKey   = "pb:{news}:headlines"
	marksKey       = "pb:{news}:marks"
	allKey         = "pb:{news}:all"
	inTheNewsKey   = "pb:{news}:countries"
	feedsKey       = "pb:{news}:feeds"
	newsOfBeginKey = "pb:{news}:of:"
)

func newsOfKey(country string) string { return newsOfBeginKey + country }

// formKey holds the number of the stored form: "1", and "1>2" while the step
// to form 2 is being made.
const formKey = "pb:form"

// asidePrefix is what a key begins with that was set aside. The hash tag of the
// key stays what it was, so that both live together in a Cluster.
const asidePrefix = "pb-aside:"

// asideKey is where a key goes that is set aside.
func asideKey(key string) string {
	if strings.Contains(key, "{") {
		return asidePrefix + key
	}
	return asidePrefix + "{" + key + "}"
}

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
	if t := time.UnixMilli(ms).UTC(); err != nil || record.SoundTime(t) {
		return t, err
	}
	return time.Time{}, errors.New("a time in no year of four figures")
}

// days writes a date; "" is no date.
func days(d content.Date) string {
	if d.IsZero() {
		return ""
	}
	return strconv.Itoa(d.Days())
}

// mostDays is how far from 1970 a date may lie: three thousand years.
const mostDays = 1_100_000

// date reads what days wrote.
func date(s string) (content.Date, error) {
	if s == "" {
		return content.Date{}, nil
	}
	n, err := strconv.Atoi(s)
	if n < -mostDays || n > mostDays {
		return content.Date{}, errors.New("a date in no year of four figures")
	}
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
