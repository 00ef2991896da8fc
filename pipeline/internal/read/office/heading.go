package office

import (
	"fmt"

	"octavo/pipeline/internal/ast"
)

// HeadingNames are the names of styles of headings in small letters and without their
// level, as word processors show them in their languages: alternatives of an expression.
const HeadingNames = `heading|kop|überschrift|ueberschrift|titre|título|encabezado|titolo|rubrik|overskrift|nagłówek|nadpis|címsor|titlu|naslov|otsikko|pealkiri|virsraksts|antraštė|başlık|заголовок|заглавие|επικεφαλίδα|标题|標題|見出し|제목`

// maxLevel is the deepest level of a section.
const maxLevel = 6

// Heading makes the head of a section of list, of a level from 1 and with the number
// that the document counts, nil for none. Where no section may open, inside a table, a
// note or a box, it is a strong paragraph.
func (r *Report) Heading(place int, at ast.At, list []ast.Inline, level int, number *Number, opens bool) ast.Block {
	list = Unmarked(list)
	s := &ast.Section{At: at, Level: min(level, maxLevel), Title: list}
	if number != nil && number.Numerals != Bullets {
		s.Number, s.Sep = number.Text, " "
	}
	if s.Number == "" {
		s.Number, s.Sep, s.Title = ast.SplitTitle(list)
	}
	if opens {
		if level > maxLevel {
			r.Info(place, CodeHeading, 0.9, fmt.Sprintf("the heading %q is of level %d in the document and of level %d here", s.Heading(), level, maxLevel))
		}
		return s
	}
	if s.Number != "" {
		list = append([]ast.Inline{&ast.Text{At: at, Value: s.Number + s.Sep}}, s.Title...)
	}
	r.Info(place, CodeHeading, 0.8, fmt.Sprintf("the heading %q stands inside a table, note or box and is a strong paragraph", s.Heading()))
	return &ast.Paragraph{At: at, Inlines: []ast.Inline{&ast.Strong{At: at, Inlines: ast.JoinText(list)}}}
}
