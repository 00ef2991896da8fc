package layout

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/style"
)

// number gives the sheets their numbers and labels. From one reset of the
// counter to the next the labels have one kind of numerals: that of the first
// folio that is printed there. Where none is, before pages that are counted anew, the
// numerals are Roman, so that no two pages have one label.
func (d *divider) number(b *Book) {
	for from := 0; from < len(d.sheets); {
		to := from + 1
		for to < len(d.sheets) && d.sheets[to].from() == 0 {
			to++
		}
		run := d.sheets[from:to]
		first, kind := max(run[0].from(), 1), numerals(run)
		if kind == "" && to < len(d.sheets) {
			kind = string(ast.LowerRoman)
		}
		for i := range run {
			run[i].number = first + i
			run[i].label = numeral(run[i].number, kind)
		}
		b.number, b.numerals = run[len(run)-1].number, kind
		from = to
	}
}

// from is the number that a sheet is to have; 0 goes on counting.
func (s *sheet) from() int {
	for i := range s.rows {
		if r := s.rows[i].rare; r != nil && r.from > 0 {
			return r.from
		}
	}
	return 0
}

// numerals are those of the first folio on the sheets, "" where there is none.
func numerals(sheets []sheet) string {
	for i := range sheets {
		for _, box := range sheets[i].page.Boxes {
			for _, item := range box.Style.Content {
				if item.Kind == style.PageNumber {
					return item.Text
				}
			}
		}
	}
	return ""
}

// numeral writes n in CSS's numerals.
func numeral(n int, kind string) string { return ast.FormatNumeral(ast.ListStyle(kind), n) }

// Pad adds blank pages behind a book's last until their number is a multiple of
// signature, the pages of a folded sheet. They are counted on, without head or
// folio.
func Pad(b *Book, signature int) {
	for signature > 1 && len(b.Pages)%signature != 0 {
		last := b.Pages[len(b.Pages)-1]
		b.number++
		b.Pages = append(b.Pages, Page{Label: numeral(b.number, b.numerals), Size: last.Size, Press: last.Press})
	}
}
