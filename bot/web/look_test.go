package web_test

import (
	"encoding/base64"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"prayerbot/bot/web"
)

// looked are the pages that are looked at.
var looked = []string{"", "today", "days/2026-12-25", "months/2026-12", "countries", "countries/kp", "news", "occasions", "points/kp-camps", "privacy", "terms", "sources", "nowhere"}

// TestThePagesInABrowser looks at every kind of page, on a telephone and on a desk, in
// languages that are written in different ways, light, and in English dark too.
func TestThePagesInABrowser(t *testing.T) {
	b := openBrowser(t)
	axe := axeCore(t)
	server := httptest.NewUnstartedServer(nil)
	s := newStage(t, builtin(t), func(c *web.Config) { c.URL = "http://" + server.Listener.Addr().String() })
	server.Config.Handler = s.site
	server.Start()
	defer server.Close()
	for _, tag := range []string{"en", "ar", "zh-Hans"} {
		if !slices.Contains(s.core.Languages(), tag) {
			t.Logf("the bot does not speak %s yet", tag)
			continue
		}
		for _, path := range looked {
			b.look(server.URL, tag, path, "light", axe)
			if tag == "en" {
				b.look(server.URL, tag, path, "dark", axe)
			}
		}
	}
}

// TestWhatKeepsPeopleFromReadingIsFound sees that axe finds what it is there for.
func TestWhatKeepsPeopleFromReadingIsFound(t *testing.T) {
	b := openBrowser(t)
	axe := axeCore(t)
	if axe == "" {
		t.Skip("axe-core is not here")
	}
	b.open("data:text/html,<title>A</title><img src='/a.png'><p style='color:%23eee'>pale</p>")
	if found := b.hindered(axe); len(found) < 2 {
		t.Errorf("axe finds %v in a page that is hard to read", found)
	}
}

// look looks at one page: nothing stands out to the side, on a telephone and on a desk,
// nothing is said on the console but that a missing page is missing, nothing is asked of
// others, and axe finds nothing.
func (b *browser) look(root, tag, path, scheme, axe string) {
	b.t.Helper()
	name := strings.Join([]string{tag, strings.ReplaceAll(path, "/", "-"), scheme}, " ")
	b.do("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{{"name": "prefers-color-scheme", "value": scheme}}}, nil)
	b.open(root + "/" + tag + "/" + path)
	for _, width := range []int{1280, 320} {
		b.do("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}, nil)
		var wide int
		if b.run("document.documentElement.scrollWidth", &wide); wide > width {
			b.t.Errorf("%s is %d pixels wide on a screen of %d", name, wide, width)
		}
		b.keep(name, width)
	}
	if axe != "" {
		for _, found := range b.hindered(axe) {
			b.t.Errorf("%s: %s", name, found)
		}
	}
	console, asked := b.heard()
	if path == "nowhere" {
		console = slices.DeleteFunc(console, func(line string) bool { return strings.Contains(line, "404") })
	}
	if len(console) > 0 {
		b.t.Errorf("%s says %q", name, console)
	}
	for _, url := range asked {
		if !strings.HasPrefix(url, root+"/") {
			b.t.Errorf("%s asks for %s", name, url)
		}
	}
}

// hindered is what axe finds in the page.
func (b *browser) hindered(axe string) []string {
	b.t.Helper()
	b.run("window.axe ? 0 : (() => {"+axe+"; return 0})()", nil)
	var found []string
	b.run("axe.run().then(r => r.violations.map(v => v.id + ' (' + v.help + '): ' + v.nodes.slice(0, 3).map(n => n.html).join(' ')))", &found)
	return found
}

// keep writes what is seen to the folder that PRAYERBOT_SHOTS names, to look at.
func (b *browser) keep(name string, width int) {
	folder := os.Getenv("PRAYERBOT_SHOTS")
	if folder == "" {
		return
	}
	var shot struct{ Data string }
	b.do("Page.captureScreenshot", map[string]any{"format": "png"}, &shot)
	png, err := base64.StdEncoding.DecodeString(shot.Data)
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, strings.ReplaceAll(name, " ", "_")+"_"+map[bool]string{true: "small", false: "wide"}[width < 600]+".png"), png, 0o644)
	}
	if err != nil {
		b.t.Error(err)
	}
}

// axeVersion is the release of axe-core that looks at the pages.
const axeVersion = "axe-core@4.10.3"

// axeCore is the script that finds what keeps people from reading a page; "" where it
// cannot be fetched, which is said.
func axeCore(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	fetch := exec.CommandContext(t.Context(), "npm", "pack", axeVersion, "--silent", "--pack-destination", folder)
	if out, err := fetch.CombinedOutput(); err != nil {
		t.Logf("axe-core could not be fetched, so it did not look at the pages: %v %s", err, out)
		return ""
	}
	packed, _ := filepath.Glob(filepath.Join(folder, "axe-core-*.tgz"))
	if len(packed) != 1 {
		t.Fatalf("axe-core came as %v", packed)
	}
	script, err := exec.CommandContext(t.Context(), "tar", "-xzOf", packed[0], "package/axe.min.js").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(script)
}

// pdfPage is a page of a PDF.
var pdfPage = regexp.MustCompile(`/Type\s*/Page[^s]`)

// TestAMonthFitsOnOnePage prints months in every language, as a browser does.
func TestAMonthFitsOnOnePage(t *testing.T) {
	b := openBrowser(t)
	s := newStage(t, builtin(t))
	server := httptest.NewServer(s.site)
	defer server.Close()
	for _, tag := range s.core.Languages() {
		for _, path := range []string{"months/2026-12", "months/2026-05?for=world-watch-list", "months/2026-10"} {
			b.open(server.URL + "/" + tag + "/" + path)
			var sheet struct{ Data string }
			b.do("Page.printToPDF", map[string]any{"preferCSSPageSize": true}, &sheet)
			pdf, err := base64.StdEncoding.DecodeString(sheet.Data)
			if n := len(pdfPage.FindAll(pdf, -1)); err != nil || n != 1 {
				t.Errorf("%s %s takes %d pages (%v)", tag, path, n, err)
			}
		}
	}
}
