package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// completionCommand writes what a shell needs to complete a command line. It is
// made from the same model as the help, so that the two cannot differ.
type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"The shell: bash, zsh or fish."`
}

// Run writes the script to standard output.
func (c completionCommand) Run(world surroundings, k *kong.Kong) error {
	words := completions(k.Model.Node)
	switch c.Shell {
	case "fish":
		return fishScript(world.out, words)
	case "zsh":
		fmt.Fprint(world.out, "#compdef prayerbot\nautoload -U +X bashcompinit && bashcompinit\n")
	}
	return bashScript(world.out, words)
}

// A completion is a command with what may follow it.
type completion struct {
	command string   // "translate export"; "" is the program itself
	next    []string // commands below it
	flags   []option // of its own, then those of all
}

// An option is a flag with what it does.
type option struct{ name, help string }

// completions are all commands under a node, the node first.
func completions(n *kong.Node) []completion {
	c := completion{command: commandName(n)}
	var below []completion
	for _, child := range n.Children {
		if child.Hidden || child.Type != kong.CommandNode {
			continue
		}
		c.next = append(c.next, child.Name)
		below = append(below, completions(child)...)
	}
	for node := n; node != nil; node = node.Parent {
		for _, flag := range node.Flags {
			if !flag.Hidden {
				c.flags = append(c.flags, option{"--" + flag.Name, flag.Help})
			}
		}
	}
	return append([]completion{c}, below...)
}

// bashScript completes commands and flags; behind any other word, files.
func bashScript(out io.Writer, all []completion) error {
	var cases strings.Builder
	for _, c := range all {
		var flags []string
		for _, f := range c.flags {
			flags = append(flags, f.name)
		}
		fmt.Fprintf(&cases, "    %q) next=%q; flags=%q ;;\n", c.command, strings.Join(c.next, " "), strings.Join(flags, " "))
	}
	_, err := fmt.Fprintf(out, bashForm, cases.String())
	return err
}

// bashForm is the script; %s are the commands with what may follow each.
const bashForm = `_prayerbot() {
  local word=${COMP_WORDS[COMP_CWORD]} path="" next="" flags="" i
  _prayerbot_at() {
    case "$1" in
%s    *) return 1 ;;
    esac
  }
  _prayerbot_at ""
  for ((i = 1; i < COMP_CWORD; i++)); do
    if _prayerbot_at "${path:+$path }${COMP_WORDS[i]}"; then path="${path:+$path }${COMP_WORDS[i]}"; fi
  done
  case "$word" in
  -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
  *) COMPREPLY=($(compgen -W "$next" -- "$word")) ;;
  esac
}
complete -o default -F _prayerbot prayerbot
`

// fishScript completes commands and flags, each with what it does.
func fishScript(out io.Writer, all []completion) error {
	for _, c := range all {
		words := strings.Fields(c.command)
		when := "__fish_use_subcommand"
		if len(words) > 0 {
			when = "__fish_seen_subcommand_from " + words[len(words)-1]
		}
		for _, name := range c.next {
			if _, err := fmt.Fprintf(out, "complete -c prayerbot -n %s -a %s\n", fishQuoted(when), name); err != nil {
				return err
			}
		}
		for _, f := range c.flags {
			if _, err := fmt.Fprintf(out, "complete -c prayerbot -n %s -l %s -d %s\n", fishQuoted(when), strings.TrimPrefix(f.name, "--"), fishQuoted(f.help)); err != nil {
				return err
			}
		}
	}
	return nil
}

// fishQuoted is a text as fish reads it back.
func fishQuoted(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
}
