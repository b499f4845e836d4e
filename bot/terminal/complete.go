package terminal

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"prayerbot/commands/reply"
)

// mostShown is how many texts are listed of which one may be meant.
const mostShown = 12

// completing is what the editor asks at each key: Tab completes what stands before the
// cursor as far as it is clear, and lists what it may be where it is not.
func (t *Terminal) completing(ctx context.Context) func(line string, pos int, key rune) (string, int, bool) {
	return func(line string, pos int, key rune) (string, int, bool) {
		if key != '\t' {
			return "", 0, false
		}
		before, begun, all := t.candidates(ctx, line[:pos])
		text := common(all)
		switch {
		case len(all) == 0:
			return line, pos, true
		case len(all) > 1 && utf8.RuneCountInString(text) <= utf8.RuneCountInString(begun):
			t.list(all)
			return line, pos, true
		case len(all) == 1:
			text += " "
		}
		return before + text + line[pos:], len(before + text), true
	}
}

// candidates are the texts that may stand in place of the last one before the cursor,
// what was typed of it, and what stands before it.
func (t *Terminal) candidates(ctx context.Context, typed string) (before, begun string, all []string) {
	command, rest, behind := strings.Cut(typed, " ")
	if !behind {
		slash := typed[:len(typed)-len(strings.TrimPrefix(typed, "/"))]
		begun = strings.TrimPrefix(typed, "/")
		return slash, begun, beginning(begun, t.commands())
	}
	begun = strings.TrimLeft(rest, " ")
	return strings.TrimSuffix(typed, begun), begun, beginning(begun, t.values(ctx, strings.TrimPrefix(command, "/"), begun))
}

// commands are the names of all commands.
func (t *Terminal) commands() (names []string) {
	for _, row := range t.cfg.Core.Table("en") {
		names = append(names, row.Name)
	}
	return names
}

// values are what the core suggests for the first parameter of a command that has
// suggestions.
func (t *Terminal) values(ctx context.Context, command, typed string) (all []string) {
	defer func() {
		if recover() != nil {
			all = nil
		}
	}()
	rows := t.cfg.Core.Table("en")
	row := slices.IndexFunc(rows, func(r reply.Row) bool { return strings.EqualFold(r.Name, command) })
	if row < 0 {
		return nil
	}
	param := slices.IndexFunc(rows[row].Params, func(p reply.Param) bool { return p.Suggests })
	if param < 0 {
		return nil
	}
	for _, choice := range t.cfg.Core.Complete(ctx, t.asking(), rows[row].Name, rows[row].Params[param].Name, typed) {
		all = append(all, clean(choice.Label))
	}
	return all
}

// beginning are those of texts that begin with what was typed, in whatever case.
func beginning(typed string, all []string) []string {
	return slices.DeleteFunc(all, func(s string) bool {
		return utf8.RuneCountInString(s) < utf8.RuneCountInString(typed) || !strings.EqualFold(string([]rune(s)[:utf8.RuneCountInString(typed)]), typed)
	})
}

// common is what texts begin with together.
func common(all []string) string {
	if len(all) == 0 {
		return ""
	}
	same := []rune(all[0])
	for _, s := range all[1:] {
		n := 0
		for _, r := range s {
			if n == len(same) || same[n] != r {
				break
			}
			n++
		}
		same = same[:n]
	}
	return string(same)
}

// list shows what may be meant, above the line that is typed.
func (t *Terminal) list(all []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	more := ""
	if len(all) > mostShown {
		all, more = all[:mostShown], "   …"
	}
	for _, line := range wrap(strings.Join(all, "   ")+more, t.style.width) {
		fmt.Fprintln(t.out, line)
	}
}
