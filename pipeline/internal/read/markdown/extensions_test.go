package markdown_test

import (
	"os"
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/markdown"
	printer "octavo/pipeline/internal/write/markdown"
)

// TestEveryExtensionHasItsColumn feeds a source for every extension of pandoc's
// Markdown and holds that what extensions.tsv says of it is what becomes of it.
// What is said may become read; it may not become silent.
func TestEveryExtensionHasItsColumn(t *testing.T) {
	rows := map[string][]string{}
	for _, line := range strings.Split(readFile(t, "testdata/extensions.tsv"), "\n") {
		if cells := strings.Split(line, "\t"); len(cells) == 4 && line[0] != '#' {
			rows[cells[0]] = cells[1:]
		}
	}
	newline := strings.NewReplacer(`\\`, `\`, `\n`, "\n")
	for _, name := range strings.Fields(readFile(t, "testdata/pandoc-extensions.txt")) {
		row, ok := rows[name]
		if !ok {
			t.Errorf("the extension %s is in no row of extensions.tsv", name)
			continue
		}
		source, want := newline.Replace(row[1]), newline.Replace(row[2])
		var log diag.Log
		doc, err := markdown.Read("m.md", []byte(source), &log)
		if err != nil {
			t.Fatal(err)
		}
		said := log.Count(diag.Diagnostic.Doubtful) > 0
		got := printer.Print(doc)
		shown := strings.ReplaceAll(got, `\`, "")
		switch row[0] {
		case "read", "pass":
			if said || !strings.Contains(got, want) {
				t.Errorf("%s is %s:\n%s\ngives\n%s\nwant %q; said: %v", name, row[0], source, got, want, log.All())
			}
		case "said":
			if !said && strings.Contains(shown, strings.ReplaceAll(want, `\`, "")) {
				t.Errorf("of %s nothing is said, and its signs stand in print:\n%s\ngives\n%s", name, source, got)
			}
		default:
			t.Errorf("%s is in the column %q", name, row[0])
		}
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
