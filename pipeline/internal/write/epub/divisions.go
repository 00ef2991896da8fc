package epub

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/wording"
)

// divide finds what the book's divisions are by their titles and levels. A numbered
// section is a chapter whatever it is called, save what no chapter is; what a part
// holds are chapters, and so is what follows the bare heading of one.
func (bk *book) divide() {
	bk.divisions = map[*ast.Section]string{}
	words := wording.DivisionsFor(bk.lang)
	sections := sectionsOf(bk.doc.Blocks)
	inPart := false
	for i, s := range sections {
		kind := kindOfSection(s, words)
		bare := kind == "part" && len(s.Blocks) == 0 && i+1 < len(sections) && isChapterOfPart(sections[i+1], words)
		switch {
		case bare:
			inPart = true
		case kind == "part" && holdsSections(s):
			inPart = false
			bk.dividePart(s, words)
		case kind == "part":
			kind = ""
		case kind != "":
			inPart = false
		case inPart:
			kind = "chapter"
		}
		bk.divisions[s] = kind
	}
}

// isChapterOfPart reports whether the section behind the bare heading of a part can be
// the part's first chapter.
func isChapterOfPart(s *ast.Section, words *wording.Divisions) bool {
	kind := kindOfSection(s, words)
	return kind != "part" && !slices.Contains(before, kind) && !slices.Contains(behind, kind)
}

func sectionsOf(blocks []ast.Block) []*ast.Section {
	var out []*ast.Section
	for _, b := range blocks {
		if s, ok := b.(*ast.Section); ok {
			out = append(out, s)
		}
	}
	return out
}

func (bk *book) dividePart(part *ast.Section, words *wording.Divisions) {
	for _, s := range sectionsOf(part.Blocks) {
		if bk.divisions[s] = kindOfSection(s, words); bk.divisions[s] == "" || bk.divisions[s] == "part" {
			bk.divisions[s] = "chapter"
		}
	}
}

// kindOfSection is what a section says that it is; "" where it does not say it.
func kindOfSection(s *ast.Section, words *wording.Divisions) string {
	kind := words.Kind(s.Heading())
	if kind == "" && s.Number != "" {
		switch kind = words.Kind(ast.PlainText(s.Title)); kind {
		case "bibliography", "glossary", "appendix":
		default:
			kind = ""
		}
	}
	if kind != "listing" {
		return kind
	}
	if endsInNumbers(s) {
		return "index"
	}
	return ""
}

// endsInNumbers reports whether most entries of a section, its paragraphs and items, end
// in the number of a page or section, as those of an index do. Four figures are a year.
func endsInNumbers(s *ast.Section) bool {
	entries, numbers := 0, 0
	ast.Walk(s, func(n ast.Node) bool {
		p, ok := n.(*ast.Paragraph)
		if !ok {
			return true
		}
		entries++
		text := strings.TrimRight(ast.PlainText(p.Inlines), " .")
		if n := len(text) - len(strings.TrimRightFunc(text, unicode.IsDigit)); 0 < n && n < 4 {
			numbers++
		}
		return false
	})
	return 2*numbers > entries
}

func holdsSections(s *ast.Section) bool {
	for _, b := range s.Blocks {
		if isSection(b) {
			return true
		}
	}
	return false
}

// before and behind are the kinds that stand around the text proper.
var (
	before = []string{"foreword", "preface", "acknowledgments"}
	behind = []string{"afterword", "appendix", "bibliography", "glossary", "index", "acknowledgments"}
)

// settleRegions has what stands before all chapters in the front matter, and what
// stands behind them in the back matter, where the source does not say it.
func (bk *book) settleRegions() {
	regions := map[*ast.Section]string{}
	chapters := sectionsOf(bk.doc.Blocks)
	is := func(s *ast.Section, kinds []string) bool { return slices.Contains(kinds, bk.divisions[s]) }
	first := 0
	for ; first < len(chapters) && is(chapters[first], before); first++ {
		regions[chapters[first]] = string(ast.FrontMatter)
	}
	for last := len(chapters) - 1; last > first && is(chapters[last], behind); last-- {
		regions[chapters[last]] = string(ast.BackMatter)
	}
	bk.regions = regions
}

// divisionLandmarks are the divisions that readers look for, the first of each kind.
func (bk *book) divisionLandmarks(landmark func(kind, file, id, label string)) {
	met := map[string]bool{}
	for _, b := range bk.doc.Blocks {
		s, ok := b.(*ast.Section)
		if kind := bk.divisions[s]; ok && isLandmark(kind) && !met[kind] {
			met[kind] = true
			landmark(kind, bk.places[s.ID], xmlName(s.ID), s.Heading())
		}
	}
}

// isLandmark reports whether a kind is one that the landmarks lead to.
func isLandmark(kind string) bool {
	return slices.Contains(before, kind) || slices.Contains(behind, kind)
}
