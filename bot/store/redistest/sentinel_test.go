package redistest

import (
	"strings"
	"testing"
)

func TestAReplicaTakesOverWithWhatItHas(t *testing.T) {
	g := StartGuarded(t)
	g.Master.say("SET promise kept", "+OK")
	await(t, "the replica has it", func() bool { return strings.Contains(g.Replica.ask("GET promise"), "kept") })
	g.Master.Kill()
	g.AwaitFailover()
	g.Replica.say("GET promise", "$4\r\nkept")
	g.Replica.say("SET another promise", "+OK")
}

func TestAServerComesBackWithWhatItHadOnItsDisk(t *testing.T) {
	s := Start(t, "--appendfsync", "always")
	s.say("SET promise kept", "+OK")
	s.Kill()
	s.Restart()
	s.say("GET promise", "$4\r\nkept")
}

func TestAFrozenServerIsSilentUntilItThaws(t *testing.T) {
	s := Start(t)
	s.Freeze()
	if s.answers() {
		t.Error("a frozen server answered")
	}
	s.Thaw()
	await(t, "it answers", s.answers)
}
