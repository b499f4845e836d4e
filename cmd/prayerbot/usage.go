package main

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// helpWidth is the widest that a page of help is, in columns: a terminal may be
// wider, a line to read may not.
const helpWidth = 90

// settingsGroup is the key of the group of flags that every command has; it
// stands in the tag of commandLine.Config.
const settingsGroup = "settings"

// parser reads the command line of a program in its surroundings.
func parser(world surroundings, line *commandLine) (*kong.Kong, error) {
	return kong.New(line,
		kong.Name("prayerbot"), kong.Description(description),
		kong.Writers(world.out, world.err), kong.Exit(func(code int) { panic(leave(code)) }),
		kong.Vars{"data": defaultData(), "version": "prayerbot " + version()},
		kong.ExplicitGroups([]kong.Group{{Key: settingsGroup, Title: "Settings, the same for every command:"}}),
		kong.Bind(world, &line.Config), kong.ConfigureHelp(kong.HelpOptions{Compact: true, FlagsLast: true, WrapUpperBound: helpWidth}),
	)
}

// asFlags are the arguments with "help", which people type as a command, as the
// flag that it is: prayerbot help doctor is prayerbot doctor --help.
func asFlags(args []string) []string {
	if len(args) > 0 && args[0] == "help" {
		return append(slices.Clone(args[1:]), "--help")
	}
	return args
}

// refuseSecrets refuses a password on the command line, where every list of
// processes shows it. The value itself is not said.
func refuseSecrets(trace *kong.Context) error {
	for _, at := range trace.Path {
		if at.Flag == nil || at.Flag.Name != "redis-url" || at.Resolved {
			continue
		}
		given, _ := trace.FlagValue(at.Flag).(string)
		if u, err := url.Parse(given); err != nil || u.User != nil {
			return configFaults{"--redis-url with a password would be shown by every list of processes. Set the variable REDIS_URL instead."}
		}
	}
	return nil
}

// examples are what somebody may type, by command, for its page of help.
var examples = map[string][]string{
	"setup":            {"prayerbot setup", "prayerbot setup --file our.env", "sudo prayerbot setup --systemd"},
	"announce":         {`prayerbot announce --to everyone --at "2026-12-24 19:00" "We pray together tonight."`, `prayerbot announce --to region:middle-east --kind urgent --country Iran "Pray for those who were arrested today."`},
	"content recall":   {"prayerbot content recall ng-widows"},
	"backup":           {"prayerbot backup prayerbot.backup", "prayerbot backup --recipient age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p - > prayerbot.backup.age"},
	"restore":          {"prayerbot restore prayerbot.backup", "prayerbot restore --replace --identity key.txt prayerbot.backup.age"},
	"chats":            {"prayerbot chats"},
	"check":            {"prayerbot check", "prayerbot check our-content --stale"},
	"translate status": {"prayerbot translate status es"},
	"translate export": {"prayerbot translate export pt pt.po"},
	"translate import": {"prayerbot translate import pt pt.po our-content"},
	"new country":      {"prayerbot new country Nigeria our-content"},
	"new post":         {`prayerbot new post "A church opens again" our-content --country Sudan`},
	"preview":          {"prayerbot preview our-content/posts/2026-11-28-a-church-opens-again.md"},
	"calendar":         {`prayerbot calendar --month 2026-12 --for "Nigeria, Middle East"`, "prayerbot calendar --format ics"},
	"card":             {"prayerbot card nigeria --lang es --out nigeria.png", "prayerbot card egypt --of report --out egypt.png"},
	"doctor":           {"prayerbot doctor", "prayerbot doctor --json"},
	"dead show":        {"prayerbot dead show k3f9qa"},
	"dead retry":       {"prayerbot dead retry k3f9qa"},
	"dead drop":        {"prayerbot dead drop k3f9qa"},
	"feeds":            {"prayerbot feeds", "prayerbot feeds --check https://example.org/feed"},
	"health":           {"prayerbot health --http 127.0.0.1:8080"},
	"completion":       {"prayerbot completion bash > /etc/bash_completion.d/prayerbot", "prayerbot completion fish > ~/.config/fish/completions/prayerbot.fish"},
}

// addExamples writes the examples into the help of each command.
func addExamples(app *kong.Application) error {
	used := 0
	for _, leaf := range app.Leaves(true) {
		lines, is := examples[commandName(leaf)]
		if !is {
			continue
		}
		used++
		leaf.Detail = strings.TrimSpace(leaf.Detail + "\n\nFor example:\n\n    " + strings.Join(lines, "\n    "))
	}
	if used != len(examples) {
		return fmt.Errorf("%d examples belong to no command", len(examples)-used)
	}
	return nil
}

// commandName is how a command is typed behind the name of the program.
func commandName(n *kong.Node) string {
	var names []string
	for ; n != nil && n.Type == kong.CommandNode; n = n.Parent {
		names = append(names, n.Name)
	}
	slices.Reverse(names)
	return strings.Join(names, " ")
}

// helpFor is what to type for help with a command line that could not be read: that of
// the command, where one was.
func helpFor(err error) string {
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context != nil {
		if node := wrong.Context.Selected(); node != nil && commandName(node) != "run" { // which is taken where no command is named
			return "prayerbot " + commandName(node) + " --help"
		}
	}
	return "prayerbot --help"
}
