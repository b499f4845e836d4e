package announce

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
)

// arrow is a line of the picture in the package comment.
var arrow = regexp.MustCompile(`(?m)^//\t([a-z, ]+?) +--([a-z]+)-+> ([a-z]+)`)

func TestThePictureOfThePhasesIsWhatTheRulesSay(t *testing.T) {
	comment, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	drawn, ruled := map[string]string{}, map[string]string{}
	for _, m := range arrow.FindAllStringSubmatch(string(comment), -1) {
		for _, from := range strings.Split(m[1], ", ") {
			drawn[from+" "+m[2]] = m[3]
		}
	}
	for _, p := range record.Phases() {
		for _, e := range record.Events() {
			if next, ok := p.After(e); ok {
				ruled[fmt.Sprint(p, " ", e)] = string(next)
			}
		}
	}
	if diff := cmp.Diff(ruled, drawn); diff != "" {
		t.Error(diff)
	}
}
