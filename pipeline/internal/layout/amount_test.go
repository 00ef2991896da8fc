package layout

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/meta"
)

// TestAmounts: what a number is, and where its decimal sign stands.
func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		text  string
		point bool
		whole string // before the decimal sign; "-" for no number
	}{
		{"1.234.567,89", false, "1.234.567"}, {"1.234", false, "1.234"}, {"12,5", false, "12"}, {"1,234", false, "1"},
		{"1,234.5", true, "1,234"}, {"1,234", true, "1,234"}, {"1.234", true, "1"}, {"12.5", false, "12"},
		{"€ 1.234,50", false, "€ 1.234"}, {"–12,5 %", false, "–12"}, {"(12,5)", false, "(12"}, {"1 234 567,8", false, "1 234 567"},
		{"2024", false, "2024"}, {"0,5", false, "0"}, {"0123", false, "-"}, {"01-02-2024", false, "-"}, {"12 maart", false, "-"},
		{"1.2.3", false, "-"}, {"", false, "-"}, {"–", false, "-"}, {"12-13", false, "-"},
	} {
		got := "-"
		if a, ok := parseAmount(c.text, c.point); ok {
			got = c.text[:a.at]
		}
		if got != c.whole {
			t.Errorf("%q: %q stands before the decimal sign, want %q", c.text, got, c.whole)
		}
	}
}

// TestAmountsAlign: decimal signs stand under each other, what stands for a number
// and the head end where the numbers end; a column of words is left as it is.
func TestAmountsAlign(t *testing.T) {
	rows := [][]string{{"12,5", "Een"}, {"1.234", "Twee"}, {"9,25", "3"}, {"–", "Vier"}}
	table := &ast.Table{Cols: make([]ast.Align, 2), Head: []*ast.Row{{Cells: []*ast.Cell{cellOf("Aantal", 1, 1), cellOf("Soort", 1, 1)}}}}
	for _, r := range rows {
		table.Body = append(table.Body, &ast.Row{Cells: []*ast.Cell{cellOf(r[0], 1, 1), cellOf(r[1], 1, 1)}})
	}
	book, _, _ := set(t, &ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: []ast.Block{table}}, "page.css")
	signs, starts, ends := map[geom.Length]bool{}, map[geom.Length]bool{}, map[geom.Length]bool{}
	for _, f := range book.Pages[0].Fragments {
		if f.Run == nil || f.Content == nil {
			continue
		}
		text := strings.TrimSpace(f.Run.Text)
		a, ok := parseAmount(text, false)
		switch {
		case ok && text != "3":
			_, at, to := a.places([]Fragment{f}, false)
			signs[at] = true
			if text == "9,25" {
				ends[to] = true
			}
		case text == "–" || text == "Aantal":
			ends[f.Run.X+inkWidth(f.Run)] = true
		default:
			starts[f.Run.X] = true
		}
	}
	if len(signs) != 1 || len(ends) != 1 || len(starts) != 1 {
		t.Errorf("decimal signs at %v, ends at %v, words from %v", signs, ends, starts)
	}
}
