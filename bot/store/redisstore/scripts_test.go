package redisstore

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"prayerbot/bot/store/redistest"
)

// Every script is read by the real server, and says above its code what it
// takes, what it returns and why a repeat does no harm.
func TestEveryScriptIsReadAndExplained(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	for name, script := range s.scripts {
		t.Run(name, func(t *testing.T) {
			if err := script.Load(t.Context(), s.client).Err(); err != nil {
				t.Error(err)
			}
			source, err := files.ReadFile("lua/" + name)
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range unexplained(string(source)) {
				t.Error(fault)
			}
		})
	}
}

func TestAScriptThatIsNotExplainedIsFound(t *testing.T) {
	explained := "-- Sets.\n--\n-- KEYS[1] STRING it\n-- ARGV[1..] values\n-- returns 1\n--\n-- A repeat sets the same.\n"
	for source, want := range map[string][]string{
		explained + "return redis.call('SET', KEYS[1], ARGV[2])":                                          nil,
		explained + "return redis.call('GET', KEYS[2])":                                                   {"KEYS[2] is used and not explained"},
		strings.ReplaceAll(explained, "[1..]", "[1]") + "return ARGV[2]":                                  {"ARGV[2] is used and not explained"},
		strings.ReplaceAll(explained, "-- KEYS[1] STRING it\n-- ARGV[1..] values\n", "") + "return #KEYS": {"KEYS is used and not explained"},
		strings.ReplaceAll(explained, "-- returns 1\n", ""):                                               {"it does not say what it returns"},
		strings.ReplaceAll(explained, "A repeat", "It"):                                                   {"it does not say why a repeat does no harm"},
	} {
		if got := unexplained(source); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}

var (
	argument  = regexp.MustCompile(`\b(KEYS|ARGV)\[(\d+)\]`)
	arguments = regexp.MustCompile(`\b(KEYS|ARGV)\b`)
	openEnded = regexp.MustCompile(`\b(KEYS|ARGV)\[(\d+)\.\.\]`)
)

// unexplained is what the comment above a script does not say of its code.
func unexplained(source string) []string {
	comment, code := parted(source)
	faults := map[string]bool{}
	for _, m := range arguments.FindAllString(code, -1) {
		if !strings.Contains(comment, m) {
			faults[m+" is used and not explained"] = true
		}
	}
	for _, m := range argument.FindAllStringSubmatch(code, -1) {
		if !strings.Contains(comment, m[0]) && !covered(comment, m[1], m[2]) && strings.Contains(comment, m[1]) {
			faults[m[0]+" is used and not explained"] = true
		}
	}
	if !strings.Contains(comment, "-- returns ") {
		faults["it does not say what it returns"] = true
	}
	if !strings.Contains(comment, "repeat") {
		faults["it does not say why a repeat does no harm"] = true
	}
	return slices.Sorted(maps.Keys(faults))
}

// covered tells whether an argument belongs to a row such as ARGV[4..].
func covered(comment, kind, number string) bool {
	for _, m := range openEnded.FindAllStringSubmatch(comment, -1) {
		if m[1] == kind && len(m[2]) <= len(number) && (len(m[2]) < len(number) || m[2] <= number) {
			return true
		}
	}
	return false
}

// parted is the comment above a script, and its code without comments.
func parted(source string) (comment, code string) {
	var above, below []string
	for line := range strings.Lines(source) {
		is := strings.HasPrefix(line, "--")
		switch {
		case is && len(below) == 0:
			above = append(above, line)
		default:
			line, _, _ = strings.Cut(line, "-- ")
			below = append(below, line)
		}
	}
	return strings.Join(above, ""), strings.Join(below, "")
}
