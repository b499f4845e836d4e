package trials_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// program is the path of the bot as it is tried.
var program string

// TestMain builds the program once.
func TestMain(m *testing.M) {
	flag.Parse()
	// The trials wait far more than they work, so more of them run at once than
	// the machine has processors.
	if err := flag.Set("test.parallel", "12"); err != nil {
		panic(err)
	}
	folder, err := os.MkdirTemp("", "trials")
	if err != nil {
		panic(err)
	}
	program = filepath.Join(folder, "prayerbot")
	build := exec.Command("go", "build", "-tags", "trial", "-o", program, "prayerbot/cmd/prayerbot")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "the program cannot be built: %v\n%s", err, out)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

// A form is how much is tried.
type form struct {
	people     int           // on each platform, where the bot or its store is killed
	kills      int           // of the bot
	storeKills int           // of the store
	storeIce   time.Duration // how long the store is frozen
	botIce     time.Duration // how long a bot is frozen
	crowd      int           // on each platform, where replicas share the work
	wait       bool          // a lease runs out by itself; else the clock is moved past it
	all        bool          // every point of a crash is tried on each store
	patience   time.Duration // the longest wait for anything
}

// trial is the form that runs.
var trial = func() form {
	if os.Getenv("PRAYERBOT_SOAK") != "" {
		return form{3000, 30, 5, 30 * time.Second, 90 * time.Second, 3000, true, true, 10 * time.Minute}
	}
	return form{400, 6, 2, 6 * time.Second, 20 * time.Second, 600, false, false, 2 * time.Minute}
}()
