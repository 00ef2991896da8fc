package epub

import (
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/wording"
)

// divide finds what the book's divisions are by their titles and levels. A numbered
// section is a chapter whatever it is called, save what no chapter is; only what
// holds sections is a part, and what a part holds are chapters.
func (bk *book) divide() {
	bk.divisions = map[*ast.Section]string{}
	words := wording.DivisionsFor(bk.lang)
	for _, b := range bk.doc.Blocks {
		s, ok := b.(*ast.Section)
		if !ok {
			continue
		}
		kind := kindOfSection(s, words)
		if kind == "part" {
			bk.dividePart(s, words)
		}
		bk.divisions[s] = kind
	}
}

func (bk *book) dividePart(part *ast.Section, words *wording.Divisions) {
	for _, b := range part.Blocks {
		if s, ok := b.(*ast.Section); ok {
			if bk.divisions[s] = kindOfSection(s, words); bk.divisions[s] == "" || bk.divisions[s] == "part" {
				bk.divisions[s] = "chapter"
			}
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
	if kind == "part" && !holdsSections(s) {
		return ""
	}
	return kind
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
	var chapters []*ast.Section
	for _, b := range bk.doc.Blocks {
		if s, ok := b.(*ast.Section); ok {
			chapters = append(chapters, s)
		}
	}
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
