package pipeline

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Every module that the program is built from is named with its licence and
// its exact version in THIRD_PARTY.md.
func TestEveryLinkedModuleIsNamedWithItsLicence(t *testing.T) {
	notice, err := os.ReadFile("../THIRD_PARTY.md")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}} {{.Version}}{{end}}", "../cmd/octavo").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		path, version, linked := strings.Cut(line, " v")
		if !linked || strings.Contains(version, "-") && strings.Contains(string(notice), "`"+path+"`") {
			continue // of this module, or without a release
		}
		if !strings.Contains(string(notice), "`"+path+"` "+version) {
			t.Errorf("THIRD_PARTY.md does not name `%s` %s", path, version)
		}
	}
}
