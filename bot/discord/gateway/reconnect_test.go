package gateway_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestALostSessionIsResumedAtOnceHoweverOften(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run()
	ways := []func(){b.srv.DropGateway, b.srv.AskToReconnect, func() { b.srv.Payload(`{"op":9,"d":true}`) }, func() { b.srv.CloseSessions(4000) }}
	var longest time.Duration
	for n := range 12 {
		before := len(b.pauses.since(0))
		began := time.Now()
		ways[n%len(ways)]()
		b.counts(1, n+1)
		longest = max(longest, time.Since(began))
		if waited := b.pauses.since(before); len(waited) > 0 {
			t.Errorf("before resume %d it paused for %v", n+1, waited)
		}
	}
	t.Logf("the longest of 12 resumes in a row took %s", longest.Round(time.Millisecond))
	if n := b.srv.ResumedElsewhere(); n != 0 {
		t.Errorf("%d were not resumed where READY asks for it", n)
	}
	b.blameless()
}

func TestWhatWasMissedIsHandedOnOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run()
	for n := range 5 {
		b.srv.Event(fmt.Sprintf("BEFORE_%d", n), `{}`)
		b.srv.DropGateway()
		b.srv.DeleteChannel(fmt.Sprintf("11%d", n), true) // while nobody is connected
		b.counts(1, n+1)
		b.srv.Event(fmt.Sprintf("AFTER_%d", n), `{}`)
	}
	b.soon("all events", func() bool { return len(b.names()) >= 15 })
	for n := range 5 {
		want := []string{fmt.Sprintf("BEFORE_%d", n), "CHANNEL_DELETE", fmt.Sprintf("AFTER_%d", n)}
		if got := b.names()[3*n : 3*n+3]; strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("it handed on %v, want %v", got, want)
		}
	}
}

func TestEachCloseCodeHasItsFateAndItsSentence(t *testing.T) {
	t.Parallel()
	for code, tt := range map[int]struct {
		resumes bool
		says    string
	}{
		1000: {true, "has closed the connection"},
		1001: {true, "has closed the connection"},
		1011: {true, "has closed the connection"},
		4000: {true, "does not know what went wrong"},
		4001: {true, "opcode"},
		4002: {true, "could not read"},
		4003: {false, "before the session was open"},
		4005: {true, "twice"},
		4007: {false, "has not sent"},
		4008: {true, "too much"},
		4009: {false, "timed out"},
		4999: {true, "has closed the connection"},
	} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.run()
			b.srv.CloseSessions(code)
			if tt.resumes {
				b.counts(1, 1)
			} else {
				b.counts(2, 0)
			}
			if text := b.log.String(); !strings.Contains(text, tt.says) || !strings.Contains(text, fmt.Sprintf("code=%d", code)) {
				t.Errorf("the log says %s", text)
			}
			b.blameless()
		})
	}
}

func TestAResumeThatIsAnsweredOtherwise(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		what           string
		answers        []int
		begun, resumed int
	}{
		{"another connection is asked for", []int{7}, 1, 1},
		{"another connection is asked for, three times", []int{7, 7, 7}, 1, 1},
		{"the session is over", []int{9}, 2, 0},
		{"the gateway does not know what went wrong, once", []int{4000}, 1, 1},
		{"the gateway does not know what went wrong, again and again", []int{4000, 4000}, 2, 0},
		{"the session has timed out", []int{4009}, 2, 0},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.run()
			b.srv.AnswerResume(tt.answers...)
			b.srv.DropGateway()
			b.counts(tt.begun, tt.resumed)
			b.blameless()
		})
	}
}

func TestOnlyWhatComesToNothingIsPausedFor(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run()
	before := len(b.pauses.since(0))
	b.srv.Unreachable(true)
	b.srv.DropGateway()
	b.soon("six pauses", func() bool { return len(b.pauses.since(before)) >= 6 })
	waited := b.pauses.since(before)
	if waited[0] > time.Second || waited[5] < 8*time.Second {
		t.Errorf("it paused for %v", waited)
	}
	for _, d := range waited {
		if d > time.Minute {
			t.Errorf("it paused for %v", d)
		}
	}
	b.srv.Unreachable(false)
	b.counts(1, 1)
	before = len(b.pauses.since(0))
	b.srv.DropGateway()
	b.counts(1, 2)
	if again := b.pauses.since(before); len(again) > 0 {
		t.Errorf("after a session that was open it paused for %v", again)
	}
}

func TestASessionThatIsLostAtOnceAgainAndAgainIsPausedFor(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.begin()
	for n := range 5 {
		b.await("a session", func() bool { begun, _ := b.srv.Sessions(); return begun == n+1 && b.srv.Connected() == 1 })
		b.srv.Invalidate()
	}
	b.counts(6, 0)
	longest := time.Duration(0)
	for _, d := range b.pauses.since(0) {
		longest = max(longest, d)
	}
	if longest <= 5*time.Second {
		t.Errorf("a loop that takes a session of the day at each turn pauses for %s at most", longest)
	}
	b.blameless()
}

func TestAReadyThatNamesNoSessionIsBegunAnewNextTime(t *testing.T) {
	t.Parallel()
	for _, data := range []string{`null`, `{}`, `[]`, `{"session_id":7}`, `{"session_id":""}`} {
		b := newBench(t)
		b.run()
		b.srv.Event("READY", data)
		b.srv.DropGateway()
		b.counts(2, 0)
		b.blameless()
	}
}
