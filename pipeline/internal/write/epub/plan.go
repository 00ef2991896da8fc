package epub

import (
	"cmp"
	"fmt"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/resolve"
)

// planUnits divides the book: each generated part and each chapter is a file;
// what stands outside chapters is gathered in files between them. Files that came
// out too long are divided by the sizes of what they had; nil is for none.
func (bk *book) planUnits(sizes map[ast.Node]int) {
	bk.divide()
	bk.settleRegions()
	leaflet := bk.isLeaflet()
	for _, b := range bk.doc.Blocks {
		switch n := b.(type) {
		case *ast.Matter:
			bk.addMatter(n)
		case *ast.Section:
			bk.addSection(n, leaflet)
		default:
			last := bk.lastUnit()
			if last == nil || last.matter != nil || isSection(last.blocks[0]) {
				last = bk.addText(bk.doc.Meta.Title)
			}
			last.blocks = append(last.blocks, b)
		}
	}
	if sizes != nil {
		bk.split(sizes)
	}
	for _, u := range bk.units {
		bk.planNotes(u)
	}
	bk.planUncalled()
	for _, u := range bk.units {
		bk.planPlaces(u)
	}
}

// addSection adds a file for a chapter. A chapter joins the one before it where
// that has a heading alone, and in a leaflet while the file is not too long.
func (bk *book) addSection(s *ast.Section, leaflet bool) {
	last, size := bk.lastUnit(), bk.doc.In(s).Size
	joins := last != nil && last.matter == nil && last.region == bk.regionOf(s) &&
		(leaflet && last.size+size <= leafletFile || isHeadingAlone(last.blocks))
	if !joins {
		last = bk.addText(s.Heading())
		last.region = bk.regionOf(s)
	}
	last.blocks = append(last.blocks, s)
	last.size += size
}

// regionOf is a chapter's region by EPUB's structural semantics vocabulary.
func (bk *book) regionOf(s *ast.Section) string {
	return cmp.Or(string(s.Region), bk.regions[s], "bodymatter")
}

// A leaflet is a paper of many chapters no longer than a paragraph, such as
// questions with their answers: a page of its own for each would be a nuisance.
const (
	leafletChapters = 8     // at least
	leafletChapter  = 1000  // bytes of text that a chapter has there on average, at most
	leafletFile     = 30000 // bytes of text in one file
)

func (bk *book) isLeaflet() bool {
	sections, size := 0, 0
	for _, b := range bk.doc.Blocks {
		if isSection(b) {
			sections++
			size += bk.doc.In(b).Size
		}
	}
	return sections >= leafletChapters && size <= sections*leafletChapter
}

func isHeadingAlone(blocks []ast.Block) bool {
	if len(blocks) != 1 {
		return false
	}
	s, ok := blocks[0].(*ast.Section)
	return ok && len(s.Blocks) == 0
}

func (bk *book) addMatter(n *ast.Matter) {
	if last := bk.lastUnit(); isList(n) && last != nil && last.file == navFile {
		last.blocks = append(last.blocks[:len(last.blocks):len(last.blocks)], n) // where reading systems look for it (EPUB 3.3, 7.4.6)
		return
	}
	u := &unit{matter: n, blocks: n.Blocks, title: ast.PlainText(n.Title), region: "frontmatter"}
	switch n.Role {
	case ast.TOC:
		u.file = navFile
	case ast.TitlePage:
		u.file, u.title = "titlepage.xhtml", bk.doc.Meta.Title
	default:
		u.file = string(n.Role) + ".xhtml"
		if bk.files > 0 {
			u.region = "backmatter"
		}
	}
	bk.addUnit(u)
}

// addText adds a file for a part of the text proper. Files sort by name in
// reading order.
func (bk *book) addText(title string) *unit {
	bk.files++
	return bk.addUnit(&unit{file: textFile(bk.files), title: title, region: "bodymatter"})
}

func textFile(n int) string { return fmt.Sprintf("chapter-%03d.xhtml", n) }

func (bk *book) addUnit(u *unit) *unit {
	bk.units = append(bk.units, u)
	return u
}

func (bk *book) lastUnit() *unit {
	if len(bk.units) == 0 {
		return nil
	}
	return bk.units[len(bk.units)-1]
}

func isSection(b ast.Block) bool {
	_, ok := b.(*ast.Section)
	return ok
}

// planPlaces records where each identifier will be.
func (bk *book) planPlaces(u *unit) {
	for _, h := range bk.heldBy(u) {
		bk.placeHeld(h, u.file)
	}
	for _, n := range u.notes {
		bk.place(n.Dest(), u.file)
		bk.placeHeld(bk.doc.In(n), u.file)
	}
}

// heldBy is what stands in u without its notes.
func (bk *book) heldBy(u *unit) []*resolve.Held {
	if u.parts != nil {
		return []*resolve.Held{bk.doc.Gather(u.walk)}
	}
	var out []*resolve.Held
	for _, b := range u.outermost() {
		out = append(out, bk.doc.In(b))
	}
	return out
}

func (bk *book) placeHeld(held *resolve.Held, file string) {
	for _, id := range held.IDs {
		bk.place(id, file)
	}
	for _, ref := range held.Calls {
		bk.place(bk.doc.CallID(ref), file)
	}
}

func (bk *book) place(id, file string) {
	if _, taken := bk.places[id]; id != "" && !taken {
		bk.places[id] = file
	}
}
