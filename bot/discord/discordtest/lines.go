package discordtest

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// identify begins a session anew.
func (s *gateway) identify(c *session, shard *[2]int) *offence {
	if shard == nil {
		shard = &[2]int{0, 1}
	} else {
		s.shardsSeen = append(s.shardsSeen, *shard)
	}
	if s.identifies >= s.starts {
		s.credentials.tokenLost = true
	}
	switch {
	case shard[0] < 0 || shard[1] < 1 || shard[0] >= shard[1]:
		return &offence{4010, "Invalid shard."}
	case shard[1] < s.shards:
		return &offence{4011, "Sharding required."}
	case s.rateLimits.limits && s.tooSoon(shard[0]%s.concurrency):
		s.offences = append(s.offences, "a session began too soon after another")
		c.write(frame{Op: 9, Data: false})
		return nil
	}
	s.identifies++
	c.line = &line{id: fmt.Sprintf("session-%d", s.identifies), shard: *shard}
	s.lines[c.line.id] = c.line
	c.write(c.line.next("READY", map[string]any{
		"v": 9, "session_id": c.line.id, "user": map[string]any{"id": BotID, "username": "Prayer", "bot": true},
		"guilds": []any{}, "application": map[string]any{"id": BotID}, "shard": c.line.shard,
		"resume_gateway_url": strings.TrimSuffix(s.socket(), socketPath) + resumePath,
	}))
	s.watch(c)
	return nil
}

// tooSoon tells whether a session began a moment ago through the same gate, of
// which there are as many as sessions may begin at once, and notes this one.
func (s *gateway) tooSoon(gate int) bool {
	now := time.Now()
	last, began := s.started[gate]
	if began && now.Sub(last) < startSpan {
		return true
	}
	s.started[gate] = now
	return false
}

// resume goes on where a cut connection has ended, with what was lost.
func (s *gateway) resume(c *session, id string, sequence int) *offence {
	known := s.lines[id]
	op := 0
	if len(s.resumeOps) > 0 {
		op, s.resumeOps = s.resumeOps[0], s.resumeOps[1:]
	}
	switch {
	case op >= 4000:
		c.close(op, "no")
		return nil
	case op != 0:
		c.write(frame{Op: op, Data: false})
		return nil
	case known == nil:
		c.write(frame{Op: 9, Data: false})
		return nil
	case sequence > known.sequence:
		return &offence{4007, "Invalid seq."}
	}
	s.resumes++
	s.detach(known)
	c.line = known
	for _, e := range known.events {
		if e.Sequence > sequence {
			c.write(e)
		}
	}
	c.write(known.next("RESUMED", map[string]any{}))
	s.watch(c)
	return nil
}

// detach cuts the connection that a line has: it goes on on another one.
func (s *gateway) detach(l *line) {
	for c := range s.sessions {
		if c.line == l {
			c.line = nil
			c.conn.Close()
		}
	}
}

// next is the line's next event; it is kept for a resume.
func (l *line) next(kind string, data any) frame {
	l.sequence++
	f := frame{Op: 0, Type: kind, Sequence: l.sequence, Data: data}
	if kind != "READY" && kind != "RESUMED" {
		l.events = append(l.events, f)
	}
	return f
}

// dispatch sends an event to every line whose shard has the guild; "" is a
// private channel, which the first shard has.
func (s *gateway) dispatch(guild, kind string, data any) {
	number, _ := strconv.ParseInt(guild, 10, 64)
	for _, l := range s.lines {
		if int(number>>22)%l.shard[1] != l.shard[0] {
			continue
		}
		f := l.next(kind, data)
		for c := range s.sessions {
			if c.line == l {
				c.write(f)
			}
		}
	}
}
