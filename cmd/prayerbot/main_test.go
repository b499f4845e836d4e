package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the scripts run the real program, as a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"prayerbot": main})
}

// TestConversations plays the scripts of testdata: what people type, and what
// the program says.
func TestConversations(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("PRAYERBOT_DATA", env.WorkDir+"/data")
			for _, name := range []string{"TELEGRAM_TOKEN", "DISCORD_TOKEN", "REDIS_URL", "PRAYERBOT_HTTP", "PRAYERBOT_OPERATORS", "PRAYERBOT_CONTENT"} {
				env.Setenv(name, "")
			}
			return nil
		},
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
	})
}
