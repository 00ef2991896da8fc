// Package siegfried_test has siegfried prove the formats that archive packages name,
// by the signatures of the PRONOM register.
package siegfried_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"octavo/pipeline/internal/qa/proof"
)

// home is the folder in which ./check installs it with its signatures.
var home = filepath.Join(proof.Cache(), "siegfried")

func TestMain(m *testing.M) {
	proof.Main(m, proof.Missing(filepath.Join("siegfried", "default.sig"), "siegfried, which Go's module proxy brings"))
}

// identified gives the codes of the PRONOM register that siegfried finds for each file
// of a folder.
func identified(t *testing.T, folder string) map[string][]string {
	t.Helper()
	signatures, err := filepath.Abs(filepath.Join(home, "default.sig"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), filepath.Join(home, "sf"), "-sig", signatures, "-json", folder).Output()
	var found struct {
		Files []struct {
			Name    string `json:"filename"`
			Matches []struct {
				ID string `json:"id"`
			} `json:"matches"`
		} `json:"files"`
	}
	if err == nil {
		err = json.Unmarshal(out, &found)
	}
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string][]string{}
	for _, f := range found.Files {
		for _, m := range f.Matches {
			codes[f.Name] = append(codes[f.Name], m.ID)
		}
	}
	return codes
}

var code = regexp.MustCompile(`<bestandsformaat>[\s\S]*?<begripCode>(.*?)</begripCode>`)

// disagreements are the files whose sidecar names another format than siegfried, and
// how many files were looked at.
func disagreements(t *testing.T, folder string) (faults []string, looked int) {
	for name, found := range identified(t, folder) {
		sidecar, err := os.ReadFile(name + ".bestand.MDTO.xml")
		if err != nil {
			continue // a sidecar, or a file of the bag
		}
		looked++
		said := code.FindSubmatch(sidecar)
		if said == nil || strings.Join(found, " ") != string(said[1]) {
			faults = append(faults, filepath.Base(name)+": the sidecar names "+string(said[1])+", siegfried "+strings.Join(found, " "))
		}
	}
	return faults, looked
}

func TestFormatsAreThoseOfPRONOM(t *testing.T) {
	for _, dir := range proof.Packages(t) {
		faults, looked := disagreements(t, dir)
		if looked < 11 {
			t.Errorf("%s: only %d files", dir, looked)
		}
		for _, f := range faults {
			t.Error(f)
		}
	}
}

func TestFalseFormatsAreFound(t *testing.T) {
	dir := proof.Packages(t)[0]
	proof.Edit(t, proof.Within(t, dir, ".epub.bestand.MDTO.xml")[0], func(s string) string { return strings.Replace(s, "fmt/483", "fmt/484", 1) })
	proof.Edit(t, proof.Within(t, dir, ".pdf")[0], func(s string) string { return strings.ReplaceAll(s, "pdfaid:", "pdfbid:") })
	if faults, _ := disagreements(t, dir); len(faults) != 2 {
		t.Errorf("of two false formats were found: %q", faults)
	}
}
