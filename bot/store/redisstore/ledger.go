package redisstore

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// The ledger stands in the chat's own hash, because a key of its own would cost
// more than all that it holds: the newest lines in field a, the older ones in
// field b, each field short enough for Redis to keep the hash in its short form
// (64 bytes). A line is
//
//	<subscription><outcome><date>,<time>[,<reason>];
//
// such as "1Sg19,go0;": the outcome is a capital letter, the date counts the days
// since 1970-01-01 and the time the seconds since that day began in UTC, both to
// the base of 36. Of an announcement the date is empty, and the time counts
// from 1970.

// newestLines is how many lines field a holds.
const newestLines = 4

// letters are the outcomes in short; another one is written in capitals.
var letters = map[record.Outcome]string{
	record.OutcomeSent: "S", record.OutcomeLate: "L", record.OutcomeMissed: "M", record.OutcomeFailed: "F",
}

const base = 36

// encodeEntry writes a line of the ledger. Its time is to the second.
func encodeEntry(e record.LedgerEntry) string {
	letter := letters[e.Outcome]
	if letter == "" {
		letter = strings.ToUpper(string(e.Outcome))
	}
	day, second := "", e.At.Unix()
	if !e.Date.IsZero() {
		day, second = strconv.FormatInt(int64(e.Date.Days()), base), second-startOf(e.Date).Unix()
	}
	line := strconv.Itoa(e.Subscription) + letter + day + "," + strconv.FormatInt(second, base)
	if e.Reason != "" {
		line += "," + strings.ReplaceAll(e.Reason, ";", "")
	}
	return line + ";"
}

// startOf is when a date begins in UTC.
func startOf(d content.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// lineForm is the form of a line: subscription, outcome, date, time, reason.
var lineForm = regexp.MustCompile(`^([0-9]+)([A-Z]+)([0-9a-z]*),(-?[0-9a-z]+)(?:,(.*))?$`)

// decodeEntry reads what encodeEntry wrote, without the semicolon.
func decodeEntry(line string) (record.LedgerEntry, error) {
	parts := lineForm.FindStringSubmatch(line)
	if parts == nil {
		return record.LedgerEntry{}, fmt.Errorf("a line of the ledger is of no known form")
	}
	r := reader{}
	e := record.LedgerEntry{Subscription: r.number(parts[1]), Outcome: outcome(parts[2]), Reason: parts[5]}
	second := r.short(parts[4])
	if parts[3] != "" {
		days := r.short(parts[3])
		if days > mostDays {
			return record.LedgerEntry{}, fmt.Errorf("a line of the ledger is of no year of four figures")
		}
		e.Date = content.Date{Year: 1970, Month: time.January, Day: 1}.Add(int(days))
		second += startOf(e.Date).Unix()
	}
	if e.At = time.Unix(second, 0).UTC(); !record.SoundTime(e.At) {
		return record.LedgerEntry{}, fmt.Errorf("a line of the ledger is of no year of four figures")
	}
	return e, r.err
}

// outcome reads what encodeEntry wrote of an outcome.
func outcome(letter string) record.Outcome {
	for o, l := range letters {
		if l == letter {
			return o
		}
	}
	return record.Outcome(strings.ToLower(letter))
}

// short reads a number to the base of 36.
func (r *reader) short(s string) int64 {
	n, err := strconv.ParseInt(s, base, 64)
	r.note(err)
	return n
}

// Log is the ledger of a chat, newest first.
func (s chats) Log(ctx context.Context, id record.ChatID) ([]record.LedgerEntry, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	fields, err := s.client.HMGet(ctx, chatKey(id.Platform, id.Key), "a", "b").Result()
	if wrongType(err) {
		return nil, s.unreadable.Error("chat", chatKey(id.Platform, id.Key))
	}
	if err != nil {
		return nil, err
	}
	var log []record.LedgerEntry
	for _, field := range fields {
		lines, _ := field.(string)
		entries, unread := decodeLedger(lines)
		if log = append(log, entries...); unread > 0 {
			s.unreadable.Note("line of a ledger", chatKey(id.Platform, id.Key))
		}
	}
	return log, nil
}

// decodeLedger reads the lines of a ledger, and counts those that cannot be read.
func decodeLedger(lines string) (log []record.LedgerEntry, unread int) {
	for line := range strings.SplitSeq(strings.TrimSuffix(lines, ";"), ";") {
		if line == "" {
			continue
		}
		e, err := decodeEntry(line)
		if err != nil {
			unread++
			continue
		}
		log = append(log, e)
	}
	return log, unread
}
