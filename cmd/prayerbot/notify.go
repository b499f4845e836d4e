package main

import (
	"context"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	"prayerbot/bot/clock"
)

// A supervisor is who started the program and wants to hear how it is: systemd, over
// the socket of sd_notify(3). The zero supervisor is nobody.
type supervisor struct {
	socket string        // its address; "" is nobody
	every  time.Duration // how often it has to hear that the program lives; 0 is never
}

// supervisedBy reads who listens out of the environment.
func supervisedBy(env func(string) string) supervisor {
	s := supervisor{socket: env("NOTIFY_SOCKET")}
	if !strings.HasPrefix(s.socket, "/") && !strings.HasPrefix(s.socket, "@") {
		return supervisor{}
	}
	if pid := env("WATCHDOG_PID"); pid != "" && pid != strconv.Itoa(os.Getpid()) {
		return s // it is meant for another process
	}
	if micros, err := strconv.ParseInt(env("WATCHDOG_USEC"), 10, 64); err == nil && micros > 0 {
		s.every = time.Duration(micros) * time.Microsecond
	}
	return s
}

// tell tells the supervisor something, such as READY=1. Whether it hears that changes
// nothing.
func (s supervisor) tell(state string) {
	if s.socket == "" {
		return
	}
	c, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: s.socket, Net: "unixgram"})
	if err != nil {
		return
	}
	defer c.Close()
	_, _ = c.Write([]byte(state))
}

// assure tells the supervisor that the program lives, until the context ends, as long
// as what it is asked for each time comes back, well or not: one that hangs says
// nothing more, and is started again.
func (s supervisor) assure(ctx context.Context, c clock.Clock, ask func(context.Context) error) {
	if s.every == 0 {
		return
	}
	for c.Sleep(ctx, s.every/2) == nil {
		_ = ask(ctx)
		s.tell("WATCHDOG=1")
	}
}
