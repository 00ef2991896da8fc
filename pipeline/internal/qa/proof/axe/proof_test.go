// Package axe_test has axe-core, in headless Chromium, prove that the review
// page of every case is accessible.
package axe_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"octavo/pipeline"
	"octavo/pipeline/internal/qa/proof"
)

// engine is axe-core as ./check installs it, with Ace.
var engine = filepath.Join(proof.Cache(), "ace", "node_modules", "@daisy", "axe-core-for-ace", "axe.min.js")

func TestMain(m *testing.M) {
	_, missing := exec.LookPath("chromium")
	if missing == nil {
		_, missing = os.Stat(engine)
	}
	proof.Main(m, missing)
}

// TestReviewPagesAreAccessible looks at every page once: a text has the same one whatever
// its PDFs keep to.
func TestReviewPagesAreAccessible(t *testing.T) {
	seen := map[string]bool{}
	for _, job := range proof.Jobs(t) {
		t.Run(job.Name, func(t *testing.T) {
			page := reviewPage(t, job)
			if seen[string(page)] {
				return
			}
			seen[string(page)] = true
			for _, v := range violations(t, page) {
				t.Error(v)
			}
		})
	}
}

// A page with a fault is refused, so that an engine that did not run is
// noticed.
func TestFaultyPageIsRefused(t *testing.T) {
	page := []byte(`<!DOCTYPE html><html><head><title>x</title></head><body><img src="data:,"></body></html>`)
	if len(violations(t, page)) == 0 {
		t.Error("a page without language and text alternative was passed")
	}
}

func reviewPage(t *testing.T, job pipeline.Job) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := pipeline.Review(t.Context(), &b, job, false); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// probe runs axe and leaves what it found in the page.
const probe = `axe.run(document, {resultTypes: ["violations"]}).then(function (r) {
	var out = document.createElement("pre");
	out.id = "axe-result";
	out.textContent = encodeURIComponent(JSON.stringify(r.violations.map(function (v) {
		return {id: v.id, help: v.help, target: String(v.nodes[0].target), count: v.nodes.length};
	})));
	document.body.appendChild(out);
});`

var resultPattern = regexp.MustCompile(`<pre id="axe-result">([^<]*)</pre>`)

// violations lets axe look at the page in Chromium, offline.
func violations(t *testing.T, page []byte) []string {
	t.Helper()
	script, err := os.ReadFile(engine)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	with := fmt.Appendf(nil, "%s<script>%s</script><script>%s</script>", page, script, probe)
	file := filepath.Join(dir, "page.html")
	if err := os.WriteFile(file, with, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir="+filepath.Join(dir, "profile"),
		"--virtual-time-budget=60000", "--window-size=1280,900", "--dump-dom", "file://"+file)
	dom, err := cmd.Output()
	if err != nil {
		t.Fatalf("chromium: %v", err)
	}
	return decode(t, resultPattern.FindSubmatch(dom))
}

func decode(t *testing.T, match [][]byte) []string {
	t.Helper()
	if match == nil {
		t.Fatal("axe left no result: it did not run")
	}
	var found []struct {
		ID, Help, Target string
		Count            int
	}
	plain, err := url.PathUnescape(string(match[1]))
	if err == nil {
		err = json.Unmarshal([]byte(plain), &found)
	}
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range found {
		out = append(out, fmt.Sprintf("%s: %s (%d, first at %s)", f.ID, f.Help, f.Count, f.Target))
	}
	return out
}
