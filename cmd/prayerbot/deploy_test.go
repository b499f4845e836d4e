package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"prayerbot/bot/ops"
)

// numbersShown are the numbers of a bot in which everything has happened once, each with the
// names of its labels.
func numbersShown(t *testing.T) map[string][]string {
	t.Helper()
	m := ops.NewMetrics()
	m.Build("v1", time.Unix(1, 0))
	m.Platform("telegram", func() bool { return false })
	m.Gateway(func() (int, int, int) { return 1, 1, 1 })
	m.Leads("telegram", true)
	m.Depth("telegram", 1, 1, 1)
	m.Oldest("telegram", time.Second)
	m.Subscriptions("telegram", 1)
	m.Handled("telegram", "pray", time.Second)
	m.Stored(time.Second, true)
	m.FeedFetched("one", "ok")
	m.FeedKept("one", 1)
	m.FeedSkipped("one", "old", 1)
	m.FeedFails("one", time.Second)
	answer := httptest.NewRecorder()
	m.Handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	all := map[string][]string{}
	for _, m := range regexp.MustCompile(`(?m)^([a-z_]+)(?:\{(.*)\})? `).FindAllStringSubmatch(answer.Body.String(), -1) {
		for _, label := range regexp.MustCompile(`([a-z]+)="`).FindAllStringSubmatch(m[2], -1) {
			all[m[1]] = append(all[m[1]], label[1])
		}
		all[m[1]] = append(all[m[1]], "job", "instance") // Prometheus adds them
	}
	return all
}

var selectorForm = regexp.MustCompile(`\b(prayerbot_[a-z_]+|process_[a-z_]+)(?:\{([^}]*)\})?`)

// wantShown complains of what an expression selects that no bot shows.
func wantShown(t *testing.T, known map[string][]string, where, expression string) (selected []string) {
	t.Helper()
	for _, m := range selectorForm.FindAllStringSubmatch(expression, -1) {
		selected = append(selected, m[1])
		labels, is := known[m[1]]
		if !is {
			t.Errorf("%s names %s, which there is not", where, m[1])
		}
		for _, label := range regexp.MustCompile(`([a-z]+)(?:=|!=|=~)"`).FindAllStringSubmatch(m[2], -1) {
			if !slices.Contains(labels, label[1]) {
				t.Errorf("%s: %s has no label %s", where, m[1], label[1])
			}
		}
	}
	return selected
}

// ruleFile is a file of rules; what it does not know is a fault.
type ruleFile struct {
	Groups []struct {
		Name  string
		Rules []struct {
			Alert, Expr, For string
			Labels           struct{ Severity string }
			Annotations      struct{ Summary, Todo string }
		}
	}
}

// Each alert selects numbers that there are, is of a severity, and says what happened
// and what to do, each in one sentence at least.
func TestEveryAlertNamesNumbersThatThereAreAndWhatToDo(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "deploy/alerts.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var file ruleFile
	if err := yaml.Load(text, &file, yaml.WithKnownFields()); err != nil {
		t.Fatal(err)
	}
	known, names := numbersShown(t), map[string]bool{}
	for _, rule := range file.Groups[0].Rules {
		if !strings.Contains(rule.Expr, "up{") && len(wantShown(t, known, rule.Alert, rule.Expr)) == 0 {
			t.Errorf("%s looks at nothing", rule.Alert)
		}
		if names[rule.Alert] || !strings.HasPrefix(rule.Alert, "Prayerbot") {
			t.Errorf("%s stands there twice, or is called otherwise", rule.Alert)
		}
		names[rule.Alert] = true
		if rule.Labels.Severity != "page" && rule.Labels.Severity != "warning" {
			t.Errorf("%s is of the severity %q", rule.Alert, rule.Labels.Severity)
		}
		if !strings.HasSuffix(rule.Annotations.Summary, ".") || len(rule.Annotations.Todo) < 20 {
			t.Errorf("%s says %+v", rule.Alert, rule.Annotations)
		}
		for _, call := range calls("`" + rule.Annotations.Todo + "`") {
			if called, above := subcommands(t); !slices.ContainsFunc(append(called, above...), func(name string) bool {
				return call == name || strings.HasPrefix(call, name+" ") || strings.HasPrefix(name, call)
			}) {
				t.Errorf("%s names prayerbot %s, which the program does not know", rule.Alert, call)
			}
		}
	}
	tried, err := os.ReadFile(filepath.Join(root, "deploy/alerts.test.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for name := range names {
		if strings.Count(string(tried), "alertname: "+name+"\n") == 0 {
			t.Errorf("alerts.test.yaml does not try %s", name)
		}
	}
}

// Where promtool is there, it tries the alerts: a bot that is well is silent, and each
// fault is told of.
func TestPromtoolTriesTheAlerts(t *testing.T) {
	promtool, err := exec.LookPath("promtool")
	if err != nil {
		t.Skip("promtool is not there (Debian: apt-get install prometheus)")
	}
	cmd := exec.CommandContext(t.Context(), promtool, "test", "rules", "alerts.test.yaml")
	cmd.Dir = filepath.Join(root, "deploy")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// dashboard is what is used of Grafana's form.
type dashboard struct {
	Title, UID string
	Panels     []struct {
		ID                       int
		Title, Description, Type string
		GridPos                  struct{ X, Y, W, H int }
		Targets                  []struct{ RefID, Expr string }
	}
}

// The dashboard shows numbers that there are, all but those that stand behind another,
// and each panel says what it shows. No panel covers another.
func TestTheDashboardShowsEveryNumber(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "deploy/dashboard.json"))
	if err != nil {
		t.Fatal(err)
	}
	var d dashboard
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	known, drawn, covered := numbersShown(t), map[string]bool{}, map[[2]int]string{}
	for _, p := range d.Panels {
		if p.Title == "" || !strings.HasSuffix(p.Description, ".") || len(p.Targets) == 0 {
			t.Errorf("panel %d says %q, %q", p.ID, p.Title, p.Description)
		}
		for _, target := range p.Targets {
			for _, name := range wantShown(t, known, p.Title, target.Expr) {
				drawn[name] = true
			}
		}
		for x := range p.GridPos.W {
			for y := range p.GridPos.H {
				at := [2]int{p.GridPos.X + x, p.GridPos.Y + y}
				if covered[at] != "" || at[0] >= 24 {
					t.Fatalf("%s covers %s, or stands beside the page", p.Title, covered[at])
				}
				covered[at] = p.Title
			}
		}
	}
	for name := range known {
		if strings.HasPrefix(name, "prayerbot_") && !strings.HasSuffix(name, "_sum") && !strings.HasSuffix(name, "_count") && !drawn[name] {
			t.Errorf("no panel shows %s", name)
		}
	}
}
