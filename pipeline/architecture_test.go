package pipeline

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/qa/golden"
)

const architecture = "../docs/architecture.md"

var quoted = regexp.MustCompile("`([^`]+)`")

// The table of packages names every package of the module, and no other.
func TestArchitectureNamesEveryPackage(t *testing.T) {
	_, table, found := strings.Cut(golden.Read(t, architecture), "\n## Packages\n")
	table, _, ended := strings.Cut(table, "\n`pipeline/imports_test.go`")
	if !found || !ended {
		t.Fatalf("%s has no table of packages", architecture)
	}
	var rows []string
	for line := range strings.Lines(table) {
		cell, _, _ := strings.Cut(strings.TrimPrefix(line, "|"), "|")
		for _, name := range quoted.FindAllStringSubmatch(cell, -1) {
			rows = append(rows, name[1])
		}
	}
	used := map[string]bool{}
	for pkg := range packageImports(t, "..") {
		i := slices.IndexFunc(rows, func(row string) bool { return matches(row, pkg) })
		if i < 0 {
			t.Errorf("%s does not name the package %s", architecture, pkg)
			continue
		}
		used[rows[i]] = true
	}
	for _, row := range rows {
		if !used[row] {
			t.Errorf("%s names %s, where there is no package", architecture, row)
		}
	}
}

// What the page says of where to change what leads to files that are there.
func TestArchitectureLeadsToFiles(t *testing.T) {
	_, table, found := strings.Cut(golden.Read(t, architecture), "\n## Where to change what\n")
	if !found {
		t.Fatalf("%s does not say where to change what", architecture)
	}
	table, _, _ = strings.Cut(table, "\n## ")
	n := 0
	for _, name := range quoted.FindAllStringSubmatch(table, -1) {
		if !strings.Contains(name[1], "/") {
			continue // a command, a table, or a file beside one that is named
		}
		n++
		if _, err := os.Stat(filepath.Join("..", filepath.FromSlash(name[1]))); err != nil {
			t.Errorf("%s leads to %s, which is not there", architecture, name[1])
		}
	}
	if n < 10 {
		t.Errorf("%s leads to %d places, fewer than it answers questions", architecture, n)
	}
}
