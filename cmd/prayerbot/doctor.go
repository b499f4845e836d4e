package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"prayerbot/bot/doctor"
	"prayerbot/content"
)

// doctorCommand looks at everything that the bot needs.
type doctorCommand struct {
	JSON bool `name:"json" help:"Print the findings as JSON."`
}

// checkTime bounds one check.
const checkTime = 10 * time.Second

// Run prints the table of checks. It leaves with 0 where there is no fault,
// with 2 where the configuration is wrong, else with 1; a warning is no fault.
func (d doctorCommand) Run(world surroundings, c *Config) error {
	p := newPatient(c)
	findings := doctor.Examine(world, p.checks(), checkTime)
	p.close()
	if d.JSON {
		if err := writeFindings(world.out, findings); err != nil {
			return err
		}
	} else {
		printFindings(world.out, findings)
	}
	switch {
	case doctor.Worst(findings) < doctor.Fault:
		return nil
	case p.faults != nil:
		return illnessError{exitUsage}
	}
	return illnessError{exitFailed}
}

// An illnessError says that the doctor found a fault, and with which code to
// leave.
type illnessError struct{ code int }

func (illnessError) Error() string { return "something is wrong, as said above" }

func writeFindings(out io.Writer, findings []doctor.Finding) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		State  doctor.State     `json:"state"`
		Checks []doctor.Finding `json:"checks"`
	}{doctor.Worst(findings), findings})
}

// printFindings prints a finding a line, and below it what to do.
func printFindings(out io.Writer, findings []doctor.Finding) {
	const indent = "\n         "
	for _, f := range findings {
		text := f.Name + ": " + f.Found
		if f.Remedy != "" {
			text += "\n" + f.Remedy
		}
		fmt.Fprintf(out, "%-8s %s\n", f.State, strings.ReplaceAll(text, "\n", indent))
	}
}

// A patient is what the checks look at, and what one of them learns that
// another needs.
type patient struct {
	config  *Config
	env     []string // name=value, as os.Environ gives them
	now     func() time.Time
	faults  error // of the configuration
	library *content.Library
	store   *storeVisit
}

func newPatient(c *Config) *patient {
	p := &patient{config: c, env: os.Environ(), now: systemClock().Now}
	p.faults = c.check(os.Getenv)
	p.store = &storeVisit{config: c}
	return p
}

// checks is the table. A row may use what the rows above it have learned.
func (p *patient) checks() []doctor.Check {
	all := []doctor.Check{
		{Name: "configuration", Remedy: "Set what is named; prayerbot --help says what each may be.", Run: p.configuration},
		{Name: "variables", Remedy: "Correct the name, or remove the variable.", Run: p.variables},
		{Name: "token files", Remedy: "Let nobody but the bot read it: chmod 600 FILE.", Run: p.tokenFiles},
		{Name: "content", Remedy: "Correct what is named; prayerbot check looks again.", Run: p.contents},
		{Name: "clock", Remedy: "Let the machine keep its time, such as with systemd-timesyncd or chrony.", Run: p.clock},
		{Name: "store", Remedy: "Nothing can be delivered until the store answers.", Run: p.storeAnswers},
		{Name: "restore", Remedy: "Type prayerbot restore --replace FILE again.", Run: p.restored},
		{Name: "copies", Remedy: "Its log says why; see that PRAYERBOT_BACKUP_FOLDER can be written and that the bot runs.", Run: p.copies},
		{Name: "set aside", Remedy: "prayerbot dead lists it.", Run: p.setAside},
		{Name: "stale lines", Remedy: "prayerbot check --stale lists them; look each up and put the new date into its file.", Run: p.staleLines},
		{Name: "readers", Remedy: "Look at each text: correct it, or withdraw it with prayerbot content recall ID.", Run: p.concerns},
		{Name: "news feeds", Remedy: "Look at their addresses with prayerbot feeds, or turn them off with PRAYERBOT_FEEDS.", Run: p.newsFeeds},
		{Name: "platforms", Run: p.platforms},
	}
	if p.faults == nil {
		all = append(all, p.platformChecks()...)
	}
	if p.config.HTTP != "" {
		all = append(all, doctor.Check{Name: "running bot", Remedy: "Its log says more.", Run: p.runningBot})
	}
	return all
}

// close gives back what the checks have opened.
func (p *patient) close() { p.store.close() }
