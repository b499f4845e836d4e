package terminal

import (
	"os"
	"slices"
	"strings"
)

// mostKept is how many lines are kept of what was typed.
const mostKept = 200

// A history keeps what was typed, the newest first, in a file for its owner alone. Where
// the file cannot be written, it is kept until the conversation ends.
type history struct {
	path  string // "" is no file
	lines []string
}

// openHistory reads what was typed before.
func openHistory(path string) *history {
	h := &history{path: path}
	text, err := os.ReadFile(path)
	if err != nil {
		return h
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(clean(line)); line != "" {
			h.lines = append(h.lines, line)
		}
	}
	slices.Reverse(h.lines)
	h.lines = h.lines[:min(len(h.lines), mostKept)]
	return h
}

// Add keeps a line, but for an empty one and a repeat of the one before. Who asks to be
// forgotten is forgotten here too.
func (h *history) Add(line string) {
	line = strings.TrimSpace(clean(strings.ReplaceAll(line, "\n", " ")))
	switch {
	case strings.EqualFold(strings.TrimPrefix(line, "/"), "forget"):
		h.lines = nil
	case line == "" || len(h.lines) > 0 && h.lines[0] == line:
		return
	default:
		h.lines = append([]string{line}, h.lines[:min(len(h.lines), mostKept-1)]...)
	}
	h.write()
}

// Len and At are as the editor asks.
func (h *history) Len() int        { return len(h.lines) }
func (h *history) At(i int) string { return h.lines[i] }

// write writes the file, the oldest line first.
func (h *history) write() {
	if h.path == "" {
		return
	}
	var text strings.Builder
	for _, line := range slices.Backward(h.lines) {
		text.WriteString(line + "\n")
	}
	_ = os.WriteFile(h.path, []byte(text.String()), 0o600)
}
