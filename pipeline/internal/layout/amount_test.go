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

// TestAmountsOverColumnsAlign: a number over several columns stands under those of the
// last of them and never leaves its cell; one over words, and words, stay where they are.
func TestAmountsOverColumnsAlign(t *testing.T) {
	row := func(cells ...*ast.Cell) *ast.Row { return &ast.Row{Cells: cells} }
	one := func(s string) *ast.Cell { return cellOf(s, 1, 1) }
	for _, c := range []struct {
		text  string
		align ast.Align
		under bool
	}{
		{"83,5", ast.AlignDefault, true}, {"1.250", ast.AlignDefault, true}, {"83,5", ast.AlignRight, true},
		{"samen", ast.AlignDefault, false}, {"8,123456", ast.AlignDefault, false},
	} {
		table := &ast.Table{Cols: []ast.Align{ast.AlignDefault, c.align, c.align}, Body: []*ast.Row{
			row(one("Noord"), one("12,5"), one("9,25")), row(one("Zuid"), one("1.234"), one("17,5")), row(one("Beide"), cellOf(c.text, 1, 2)),
		}}
		book, _, _ := set(t, &ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: []ast.Block{table}}, "page.css")
		sign, at := geom.Length(-1), geom.Length(0)
		var edge, end geom.Length
		for _, f := range book.Pages[0].Fragments {
			switch {
			case f.Rule != nil:
				edge = max(edge, f.Rule.Right())
			case f.Run == nil:
			case f.Run.Text == "17,5":
				a, _ := parseAmount(f.Run.Text, false)
				_, sign, _ = a.places([]Fragment{f}, false)
			case f.Run.Text == c.text:
				a, _ := parseAmount(f.Run.Text, false)
				_, at, end = a.places([]Fragment{f}, false)
			}
		}
		if near := at-sign < geom.Pt/10 && sign-at < geom.Pt/10; near != c.under {
			t.Errorf("%q: the sign stands at %v, those of the column at %v", c.text, at, sign)
		}
		if end > edge {
			t.Errorf("%q: it ends at %v, the table at %v", c.text, end, edge)
		}
	}
}
