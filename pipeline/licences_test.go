package pipeline

import (
	"maps"
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
var moduleRow = regexp.MustCompile("(?m)^\\| `([^`]+)`[^|]* \\| (v[^ |]+) \\| ([^|]+) \\|")

// A moduleFact is what is said of a module, or found: its version and the names
// of its licences by SPDX, in order.
type moduleFact struct{ version, licence string }

// saidOfModules reads the table of modules in a file of the repository.
func saidOfModules(t *testing.T, file string) map[string]moduleFact {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", file))
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]moduleFact{}
	for _, row := range moduleRow.FindAllStringSubmatch(string(text), -1) {
		names := strings.Split(strings.TrimSpace(row[3]), " or ")
		slices.Sort(names)
		said[row[1]] = moduleFact{row[2], strings.Join(names, " or ")}
	}
	return said
}

// goList runs go list and gives its lines, each split at spaces.
func goList(t *testing.T, args ...string) [][]string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list"}, args...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var lines [][]string
	for line := range strings.Lines(string(out)) {
		if fields := strings.Fields(line); len(fields) > 0 {
			lines = append(lines, fields)
		}
	}
	return lines
}

// licenceOf recognises the licence files in a module's folder by their text.
func licenceOf(t *testing.T, dir string) string {
	t.Helper()
	var files []string
	for _, name := range []string{"LICEN[CS]E*", "COPYING*"} {
		found, err := filepath.Glob(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	names := map[string]bool{}
	for _, file := range files {
		if strings.Contains(file, "THIRD-PARTY") {
			continue // of what the module holds copies of
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range licensecheck.Scan(text).Match {
			names[m.ID] = true
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(names)), " or ")
}

// Every module that the program is built from is named in THIRD_PARTY.md, and no
// other.
func TestEveryLinkedModuleIsNamed(t *testing.T) {
	linked := map[string]bool{}
	for _, f := range goList(t, "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", "../cmd/octavo") {
		linked[f[0]] = true
	}
	said := slices.Sorted(maps.Keys(saidOfModules(t, "THIRD_PARTY.md")))
	if want := slices.Sorted(maps.Keys(linked)); !slices.Equal(said, want) {
		t.Errorf("THIRD_PARTY.md names %v, linked are %v", said, want)
	}
}

// Every module that go.mod asks for, and each tool of the check, has its row
// with its reason in the README, and no other has.
func TestEveryRequiredModuleIsNamed(t *testing.T) {
	want := map[string]bool{}
	for _, f := range goList(t, "-m", "-f", "{{if not (or .Main .Indirect)}}{{.Path}}{{end}}", "all") {
		want[f[0]] = true
	}
	for _, f := range goList(t, "-f", "{{with .Module}}{{.Path}}{{end}}", "tool") {
		want[f[0]] = true
	}
	said := slices.Sorted(maps.Keys(saidOfModules(t, "README.md")))
	if want := slices.Sorted(maps.Keys(want)); !slices.Equal(said, want) {
		t.Errorf("README.md names %v, required are %v", said, want)
	}
}

// What README and THIRD_PARTY.md say of a module's version and licence is what
// go.mod and the text of its licence say.
func TestModulesHaveTheLicencesThatAreSaid(t *testing.T) {
	for _, file := range []string{"README.md", "THIRD_PARTY.md"} {
		for path, said := range saidOfModules(t, file) {
			t.Run(file+" "+path, func(t *testing.T) {
				f := goList(t, "-m", "-f", "{{.Version}} {{.Dir}}", path)[0]
				if len(f) < 2 {
					t.Skipf("left out: the licence of %s, which is not in Go's module cache; ./check brings it there", path)
				}
				if found := (moduleFact{f[0], licenceOf(t, f[1])}); found != said {
					t.Errorf("%s says %v of %s, which is %v", file, said, path, found)
				}
			})
		}
	}
}
