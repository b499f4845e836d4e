package memory

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// ofFiles is how many kilobytes of files are resident in this process.
func ofFiles(t *testing.T) (kilobytes int) {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "RssFile:")
	if _, err := fmt.Sscan(rest, &kilobytes); err != nil {
		t.Fatal(err)
	}
	return kilobytes
}

func TestPagesThatOnlyTheStartNeedsAreDropped(t *testing.T) {
	before := ofFiles(t)
	dropPages()
	if after := ofFiles(t); after >= before {
		t.Errorf("%d KB of files are resident, and %d were before", after, before)
	}
	process{}.giveBack() // and everything is there again
	if got := fmt.Sprintf("%x", "pages"); got != "7061676573" {
		t.Errorf("got %s", got)
	}
}

func TestOnlyWhatTheProgramsFileSaysForGoodIsDropped(t *testing.T) {
	const file = "/opt/my bots/prayerbot"
	for line, dropped := range map[string]bool{
		"00400000-015b2000 r-xp 00000000 fe:00 123                                /opt/my bots/prayerbot":    true,
		"015b2000-0466e000 r--p 011b2000 fe:00 123                                /opt/my bots/prayerbot":    true,
		"0466e000-047ff000 rw-p 0426e000 fe:00 123                                /opt/my bots/prayerbot":    false,
		"7f5c4f600000-7f5c4f700000 r--p 00000000 fe:00 124                        /opt/my bots/prayerbot.db": false,
		"7f5c4f600000-7f5c4f700000 rw-p 00000000 00:00 0 ":                                                   false,
		"7ffd5d9c5000-7ffd5d9c7000 r-xp 00000000 00:00 0                          [vdso]":                    false,
		"00400000-015b2000 r--s 00000000 fe:00 123                                /opt/my bots/prayerbot":    false,
		"": false,
	} {
		from, to, ok := unchanging(line, file)
		if ok != dropped || ok && from >= to {
			t.Errorf("%q: %x to %x, %v", line, from, to, ok)
		}
	}
	if from, to, _ := unchanging("00400000-015b2000 r-xp 00000000 fe:00 123 /a", "/a"); from != 0x400000 || to != 0x15b2000 {
		t.Errorf("it lies from %x to %x", from, to)
	}
}
