package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/licensecheck"
)

// moduleRow is a row of a table of modules: path, version, licence.
var moduleRow = regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (v[^ |]+) \\| ([^|]+) \\|")

// What docs/engine.md says of the modules that go.mod asks for is what go.mod and the
// texts of their licences say.
func TestModulesHaveTheLicencesThatAreSaid(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "engine.md"))
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, row := range moduleRow.FindAllStringSubmatch(string(page), -1) {
		said[row[1]] = row[2] + " " + row[3]
	}
	out, err := exec.Command("go", "list", "-m", "-f", "{{if not (or .Main .Indirect .Replace)}}{{.Path}} {{.Version}} {{.Dir}}{{end}}", "all").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		f := strings.Fields(line)
		if len(f) != 3 {
			continue
		}
		if found := f[1] + " " + licenceIn(t, f[2]); said[f[0]] != found {
			t.Errorf("docs/engine.md says %q of %s, which is %q", said[f[0]], f[0], found)
		}
		delete(said, f[0])
	}
	for module := range said {
		t.Errorf("docs/engine.md names %s, which go.mod does not ask for", module)
	}
}

// licenceIn recognises the licences of a module, and of what it holds copies of, by their
// text; each once, in order.
func licenceIn(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "LICENSE"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range licensecheck.Scan(text).Match {
		names = append(names, m.ID)
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ", ")
}
