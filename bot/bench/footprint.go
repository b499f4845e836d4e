package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/telegram/telegramtest"
)

// footprint is what the program itself takes: its file, the time until it answers, and
// its memory at rest.
func footprint(r *rig) []row {
	program := buildProgram(r)
	info, err := os.Stat(program)
	r.must(err)
	rows := []row{{"The program's file", fmt.Sprintf("%.1f MB", float64(info.Size())/1e6), "", "", "under 90 MB"}}
	return append(append(rows, starts(r, program)...), atRest(r, program)...)
}

// starts measures from the start of the process to the end of its first answer, in the
// terminal; the system has the program's file in memory by then.
func starts(r *rig, program string) []row {
	took := race{}
	for range 5 * r.size.rounds {
		began := time.Now()
		p := startProgram(r, program)
		p.ask("/pray")
		took.note("first", time.Since(began).Seconds()*1000)
		began = time.Now()
		p.ask("/pray")
		took.note("next", time.Since(began).Seconds()*1000)
		p.kill()
		took.note("work", float64((p.cmd.ProcessState.UserTime() + p.cmd.ProcessState.SystemTime()).Milliseconds()))
	}
	return []row{{
		"From the start to the first answer in the terminal", fmt.Sprintf("%.0f ms, %.0f ms of processor", took.median("first"), took.median("work")),
		fmt.Sprintf("the next answer: %.1f ms", took.median("next")), "", "at most 200 ms",
	}}
}

// ask types a line in the terminal and reads on until something has been answered.
func (p *instance) ask(line string) {
	_, err := fmt.Fprintln(p.in, line)
	p.must(err)
	_, err = p.out.Read(make([]byte, 1<<16))
	p.must(err)
}

// atRest measures the memory of a program that nobody talks with: in the terminal, on
// both platforms with pages, after it was asked in every language, and with many servers.
func atRest(r *rig, program string) []row {
	p := startProgram(r, program)
	p.ask("/pray")
	inTerminal := p.rested()
	woken := time.Now()
	p.ask("/pray")
	took := time.Since(woken)
	p.kill()
	o := newOutside(r, program)
	began := o.rested()
	o.askInAll()
	asked := o.rested()
	o.servers(2000, 40)
	return []row{
		{"Resident at rest, in the terminal", inTerminal.String(), fmt.Sprintf("the first answer after it: %.1f ms", took.Seconds()*1000), "", ""},
		{"Resident at rest, on both platforms with pages", began.String(), "", "", "at most 60 MB"},
		{"The same after a question in each language on each platform, and a page in each", asked.String(), "", "", "at most 60 MB"},
		{"The same with 2,000 servers of 40 channels", o.rested().String(), "", "", "at most 70 MB"},
	}
}

// rested is the memory of a process once it has been left alone.
func (p *instance) rested() memory {
	p.must(clock.System{}.Sleep(p, p.size.rest))
	return p.memory()
}

// An outside is the program between a Telegram, a Discord and readers of its pages.
type outside struct {
	*instance
	telegram *telegramtest.Server
	discord  *discordtest.Server
	web      string
}

// The people and places of the fake platforms.
const (
	guild, owner, channel = "100", "8", "110"
	manyAs                = 10_000 // the first person on Telegram
)

// spoken are the languages of the program.
var spoken = []string{"en", "es", "fr", "pt", "de", "it", "ko", "ar", "ru", "zh-Hans"}

func newOutside(r *rig, program string) *outside {
	o := &outside{telegram: telegramtest.New(), discord: discordtest.New(), web: freeAddress(r)}
	r.Cleanup(o.telegram.Close)
	r.Cleanup(o.discord.Close)
	o.discord.Guild(guild, owner, channel)
	o.discord.Member(guild, owner, 32)
	for i := range spoken {
		o.telegram.Person(manyAs + int64(i))
	}
	o.instance = startProgram(r, program, onPlatforms(o.telegram, o.discord, o.web)...)
	o.until("Discord has the commands", func() bool {
		commands, _ := o.discord.Commands()
		return len(commands) > 0 && o.discord.Connected() == 1
	})
	return o
}

// freeAddress is one of this machine at which nobody listens.
func freeAddress(r *rig) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	r.must(err)
	defer l.Close()
	return l.Addr().String()
}

// until waits for something that the platforms see.
func (o *outside) until(what string, holds func() bool) {
	if !clock.Await(time.Minute, 10*time.Millisecond, holds) {
		o.Fatalf("within a minute it did not come that %s", what)
	}
}

// askInAll asks for a point in every language, and opens a page in it.
func (o *outside) askInAll() {
	for i, lang := range spoken {
		id := manyAs + int64(i)
		from := map[string]any{"id": id, "is_bot": false, "first_name": "Somebody", "language_code": lang}
		for n, line := range []string{"/start", "/pray", "/country Nigeria", "/help"} {
			o.telegram.SayWith(id, id, line, map[string]any{"from": from})
			o.until("Telegram shows an answer", func() bool { return len(o.telegram.Messages(id)) > n })
		}
		for _, page := range []string{"today", "countries", "countries/ng"} {
			o.open("/" + lang + "/" + page)
		}
	}
	for _, name := range []string{"pray", "help"} {
		before := len(o.discord.Messages(channel))
		_, err := o.discord.Command(owner, channel, name, nil)
		o.must(err)
		o.until("Discord shows an answer", func() bool { return len(o.discord.Messages(channel)) > before })
	}
}

// open reads a page to its end.
func (o *outside) open(path string) {
	answer, err := http.Get("http://" + o.web + path)
	o.must(err)
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		o.Fatalf("%s answers %s", path, answer.Status)
	}
}

// servers tells the bot of servers with so many channels each, as Discord does at the
// start of a session.
func (o *outside) servers(n, channels int) {
	for i := range n {
		o.discord.Event("GUILD_CREATE", serverOf(1_000_000+i, channels))
	}
}

// serverOf is a server in Discord's form, as long as real ones are.
func serverOf(id, channels int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `{"id":"%d","name":"Church %d","joined_at":"2020-01-01T00:00:00Z","preferred_locale":"en-US","roles":[],"emojis":[],"channels":[`, id, id)
	for i := range channels {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"%d%02d","type":0,"name":"room-%d","topic":"Where this church meets between two Sundays.","position":%d,"permission_overwrites":[{"id":"%d","type":0,"allow":"0","deny":"1024"}],"flags":0,"parent_id":null,"nsfw":false,"rate_limit_per_user":0,"last_message_id":"1200000000000000000"}`, id, i, i, i, id)
	}
	b.WriteString(`]}`)
	return b.String()
}
