// Package xmllint_test has xmllint prove the sidecars of archive packages by the
// schema of MDTO.
package xmllint_test

import (
	"bytes"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"octavo/pipeline/internal/qa/proof"
)

var schema = filepath.Join(proof.Cache(), "..", "judges", "mdto", "MDTO-XML1.0.1.xsd")

func TestMain(m *testing.M) { proof.Main(m, installed()) }

func installed() error {
	if _, err := exec.LookPath("xmllint"); err != nil {
		return fmt.Errorf("xmllint (Debian: libxml2-utils)")
	}
	return nil
}

// validate has xmllint say which of the files are valid; "" where all are.
func validate(t *testing.T, files []string) string {
	t.Helper()
	var said bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "xmllint", append([]string{"--noout", "--nonet", "--schema", schema}, files...)...)
	cmd.Stderr = &said
	if err := cmd.Run(); err == nil && strings.Count(said.String(), " validates\n") == len(files) {
		return ""
	}
	return said.String()
}

func TestSidecarsAreValid(t *testing.T) {
	for _, dir := range proof.Packages(t) {
		files := proof.Within(t, dir, ".MDTO.xml")
		if len(files) < 13 {
			t.Errorf("%s: %d sidecars", dir, len(files))
		}
		if said := validate(t, files); said != "" {
			t.Error(said)
		}
	}
}

func TestBrokenSidecarsAreRefused(t *testing.T) {
	dir := proof.Packages(t)[0]
	object := proof.Within(t, dir, "2023.MDTO.xml")[0]
	file := proof.Within(t, dir, ".pdf.bestand.MDTO.xml")[0]
	for _, c := range []struct{ file, old, new string }{
		{object, "<waardering>", "<waarde>"},
		{object, "<taal>nl</taal>", "<taal>het Nederlands</taal>"},
		{file, "<omvang>", "<omvang>x"},
		{file, "T04:05:06Z", ""},
		{file, "isRepresentatieVan", "heeftRepresentatie"},
	} {
		whole := ""
		proof.Edit(t, c.file, func(s string) string { whole = s; return strings.ReplaceAll(s, c.old, c.new) })
		if said := validate(t, []string{c.file}); said == "" {
			t.Errorf("xmllint took %s with %q for %q", filepath.Base(c.file), c.new, c.old)
		}
		proof.Edit(t, c.file, func(string) string { return whole })
	}
}
