package commands_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/words"
)

// translatedTranscripts are the files of conversations in another language than
// English, each in the folder of its language.
func translatedTranscripts(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no transcripts", err)
	}
	return files
}

// TestTranscriptsInLanguages holds conversations with people whose app is in another
// language than English, as TestTranscripts does.
func TestTranscriptsInLanguages(t *testing.T) {
	for _, file := range translatedTranscripts(t) {
		name, _ := strings.CutPrefix(strings.TrimSuffix(file, ".txt"), "testdata/")
		t.Run(name, func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := replay(t, string(want))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(want), got); diff != "" && !*update {
				t.Error(diff)
			}
		})
	}
}

// TestTranscriptsInLanguagesHoldNoSentenceInEnglish looks in what the bot says for pieces of
// the English catalogue; what content is not translated may stay.
func TestTranscriptsInLanguagesHoldNoSentenceInEnglish(t *testing.T) {
	data, err := words.English()
	if err != nil {
		t.Fatal(err)
	}
	sentences, _, _ := strings.Cut(string(data), "\ngrammar:")
	var pieces []string
	for line := range strings.Lines(sentences) {
		_, text, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for _, piece := range filled.Split(strings.Trim(text, `"`), -1) {
			if piece = strings.TrimSpace(piece); len(strings.Fields(piece)) > 1 && len(piece) > 8 && piece != "Voice of the Martyrs" && !strings.HasPrefix(line, "#") {
				pieces = append(pieces, piece)
			}
		}
	}
	if len(pieces) < 500 {
		t.Fatal("there is nothing to look for", len(pieces))
	}
	for _, file := range translatedTranscripts(t) {
		said, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(said)) {
			for _, piece := range pieces {
				kept := slices.Contains(keptNames[filepath.Base(filepath.Dir(file))], piece)
				if !kept && strings.IndexByte(">!?@#", line[0]) < 0 && strings.Contains(line, piece) && !strings.Contains(line, "http") {
					t.Errorf("%s says in English %q: %s", file, piece, line)
				}
			}
		}
	}
}

// keptNames are the names in English by which a language calls what it speaks of: Porte
// Aperte publishes the list in Italy under the name that it has in English.
var keptNames = map[string][]string{"it": {"World Watch List"}}

// filled is where a sentence is filled in.
var filled = regexp.MustCompile(`\{\{[^}]*\}\}`)
