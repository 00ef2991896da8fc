package markdown_test

import (
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/markdown"
	printer "octavo/pipeline/internal/write/markdown"
)

// TestTableDivisions reads divisions as people write them, and prints what came
// of them.
func TestTableDivisions(t *testing.T) {
	const table = "| a   | b   |\n| --- | --- |\n| c   | d   |\n"
	cases := []struct{ name, source, want string }{
		{"caption first", "::: {.table}\nCosts\n\n" + table + ":::\n", "::: {.table}\nCosts\n\n" + table + ":::\n"},
		{"longer fences", ":::: {.table headcols=1}\n" + table + "::::::\n", "::: {.table headcols=1}\n" + table + ":::\n"},
		{"pandoc's caption", table + "\n: Costs {#c}\n", "::: {#c .table}\nCosts\n\n" + table + ":::\n"},
		{"never closed", "::: {.table}\nCosts\n\n" + table, "::: {.table}\nCosts\n\n" + table + ":::\n"},
		{"no table inside", "::: {.table}\nCosts\n:::\n\nMore\n", "Costs\n\nMore\n"},
		{"another class", "::: {.note}\nCosts\n:::\n", "::: {.note}\nCosts\n:::\n"},
		{"in a list", "- ::: {.table}\n  Costs\n\n  | a   | b   |\n  | --- | --- |\n  | c   | d   |\n  :::\n", "- ::: {.table}\n  Costs\n\n  | a   | b   |\n  | --- | --- |\n  | c   | d   |\n  :::\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc, err := markdown.Read("a.md", []byte("Text\n\n"+c.source), &diag.Log{})
			if err != nil {
				t.Fatal(err)
			}
			if got := printer.Print(doc); got != "Text\n\n"+c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, "Text\n\n"+c.want)
			}
		})
	}
}
