package discord

import (
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

// answerWithin is how long Discord waits for the answer to an interaction, from
// the moment in which somebody pressed or typed
// (https://discord.com/developers/docs/interactions/receiving-and-responding).
const answerWithin = 3 * time.Second

// replyMargin is what is set aside of it for the way of the answer.
const replyMargin = 500 * time.Millisecond

// left is how long an interaction may still be answered, by its own time; zero
// or less is too late.
func (a *answerer) left(i *discordgo.Interaction) time.Duration {
	made, ok := madeAt(i.ID)
	if !ok {
		return a.within
	}
	return a.within - max(0, a.wire.Now().Sub(made)-a.ahead.by())
}

// Discord's numbers begin with the milliseconds since the first second of 2015.
// None that counts is older than the bot, so a smaller one tells no time.
const (
	discordEpoch = 1_420_070_400_000 // in milliseconds of Unix
	firstYear    = 2020
)

// madeAt is when one of Discord's numbers was made; false where it does not
// tell.
func madeAt(id string) (time.Time, bool) {
	number, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	at := time.UnixMilli(int64(number>>22) + discordEpoch)
	return at, at.Year() >= firstYear
}

// An offset is how far the machine's clock is ahead of Discord's, by what Discord
// says of the time with each answer.
type offset struct{ nanoseconds atomic.Int64 }

// clockError is what a difference means nothing below: Discord tells whole
// seconds, and an answer takes its time.
const clockError = 2 * time.Second

func (o *offset) note(res *http.Response, now time.Time) {
	date, err := http.ParseTime(res.Header.Get("Date"))
	if err != nil {
		return
	}
	ahead := now.Sub(date.Add(time.Second / 2))
	if ahead.Abs() < clockError {
		ahead = 0
	}
	o.nanoseconds.Store(int64(ahead))
}

func (o *offset) by() time.Duration { return time.Duration(o.nanoseconds.Load()) }
