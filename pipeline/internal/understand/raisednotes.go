package understand

import (
	"slices"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	chars "octavo/pipeline/internal/text"
)

// pairRaised finds the notes of a structured document whose calls are raised
// figures or signs without a link, where a run of texts with their numbers proves
// it, as the notes of plain text are found. What finds no note stays as it is.
func pairRaised(s *state) {
	if !hasRaised(s.doc) {
		return
	}
	g := &raisedScan{}
	g.blocks(&s.doc.Blocks)
	own := &state{doc: s.doc, log: s.log}
	for _, u := range g.units {
		own.lines = append(own.lines, u.line)
	}
	scan := newCallScan(own.lines)
	g.keepRaised(scan)
	pairs := g.takeable(own.settle(scan, own.candidates()))
	own.reportOrphans(pairs, scan)
	if len(pairs) == 0 {
		return
	}
	g.makeNotes(own, pairs)
	s.doc.Notes = append(s.doc.Notes, own.notes...)
	g.removeNotes(own)
}

// raisedUnit is a run of text of the tree as a line: a paragraph or a part of
// one, or what can hold calls but is no note.
type raisedUnit struct {
	line  *line
	list  []ast.Inline
	marks []raisedMark
	// p is the paragraph, in the row of blocks it stands in; nil where the run
	// cannot be a note. parts counts the units it was cut into.
	p     *ast.Paragraph
	row   *[]ast.Block
	parts int
}

// raisedMark is a place of a unit's text that is raised.
type raisedMark struct {
	from, to   int
	node       ast.Inline // *ast.Super, or *ast.Text
	at, length int        // of the label in the node's text
}

// raisedScan gathers the units of a document.
type raisedScan struct {
	units []*raisedUnit
	calls map[ast.Inline][]placedCall
	gone  map[*ast.Paragraph]bool
}

// placedCall is a call at a place of a node's text.
type placedCall struct {
	at, length int
	ref        *ast.NoteRef
}

// hasRaised reports whether a raised figure or sign stands in the document.
func hasRaised(doc *ast.Document) bool {
	found := false
	ast.WalkBlocks(doc.Blocks, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Super:
			found = found || raisedLabel(n) != "" || raisedList(n) != nil
		case *ast.Text:
			found = found || strings.ContainsFunc(n.Value, func(r rune) bool { return raisedDigit(r) >= 0 || raisedLetter(r) != 0 })
		}
		return !found
	})
	return found
}

// raisedLabel is the number or sign that a raised run is, brackets aside; "" is
// none.
func raisedLabel(n *ast.Super) string {
	label := strings.Trim(ast.PlainText(n.Inlines), " ()[]")
	if isDigits(label) && len(label) <= maxNoteDigits && label[0] != '0' || label != "" && signAt(label) == label || isLetterLabel(label) && superior(label) != "" {
		return label
	}
	return ""
}

// blocks gathers the units of a row of blocks.
func (g *raisedScan) blocks(row *[]ast.Block) {
	for _, b := range *row {
		switch b := b.(type) {
		case *ast.Section:
			g.add(b.Title, nil, nil, 1)
			g.blocks(&b.Blocks)
		case *ast.Paragraph:
			parts := raisedParts(b.Inlines)
			for _, list := range parts {
				g.add(list, b, row, len(parts))
			}
		default:
			first := len(g.units)
			ast.WalkBlocks([]ast.Block{b}, func(n ast.Node) bool {
				if p, ok := n.(*ast.Paragraph); ok {
					g.add(p.Inlines, nil, nil, 1)
				}
				return true
			})
			if isTable(b) {
				for _, u := range g.units[first:] {
					u.line.claim = &claim{table: true}
				}
			}
		}
	}
}

func (g *raisedScan) add(list []ast.Inline, p *ast.Paragraph, row *[]ast.Block, parts int) {
	u := &raisedUnit{list: list, p: p, row: row, parts: parts}
	var b strings.Builder
	u.write(&b, list)
	u.line = &line{text: b.String(), blank: 1, member: p == nil}
	if len(list) > 0 {
		u.line.pos = list[0].Pos()
	}
	if strings.TrimSpace(u.line.text) != "" {
		g.units = append(g.units, u)
	}
}

// write writes the text of a run with superior figures for what is raised.
func (u *raisedUnit) write(b *strings.Builder, list []ast.Inline) {
	for _, in := range list {
		from := b.Len()
		switch n := in.(type) {
		case *ast.Super:
			label := raisedLabel(n)
			switch list := raisedList(n); {
			case label != "":
				b.WriteString(superior(label))
				u.marks = append(u.marks, raisedMark{from, b.Len(), n, 0, b.Len() - from})
			case list != nil:
				u.writeList(b, n, list)
			default:
				u.write(b, n.Inlines)
			}
		case *ast.Text:
			b.WriteString(n.Value)
			for at := 0; at < len(n.Value); {
				_, size := utf8.DecodeRuneInString(n.Value[at:])
				if n.Value[at] >= utf8.RuneSelf {
					if label, length := raisedAt(n.Value[at:]); label != "" {
						u.marks = append(u.marks, raisedMark{from + at, from + at + length, n, at, length})
						size = length
					}
				}
				at += size
			}
		case *ast.LineBreak:
			b.WriteByte(' ')
		case *ast.Code:
			b.WriteString(strings.Repeat("x", len(n.Value)))
		default:
			u.write(b, ast.Children(in))
		}
	}
}

// keepRaised leaves no places for calls but those that are raised as a whole.
func (g *raisedScan) keepRaised(scan *callScan) {
	kept := scan.sites[:0]
	for _, site := range scan.sites {
		if g.markAt(&site) != nil {
			site.id = len(kept)
			if number := lastWord(site.line.text[:site.from]); digitsEnd(number, 0) > 0 && digitsEnd(number, 0) == len(number) && !isYear(number) {
				site.weight = exponent
			}
			kept = append(kept, site)
		}
	}
	scan.sites = kept
}

// exponent is the weight of a raised number behind another number.
const exponent = 0.5

// markAt is the raised mark that a place for a call is.
func (g *raisedScan) markAt(site *callSite) *raisedMark {
	u := g.units[site.index]
	for i := range u.marks {
		if m := &u.marks[i]; m.from == site.from && m.to == site.to {
			return m
		}
	}
	return nil
}

// takeable are the pairs with a call whose note is a paragraph, or a part of one
// of which all parts are notes, in a run with others or raised itself.
func (g *raisedScan) takeable(pairs []notePair) []notePair {
	called := map[*ast.Paragraph]int{}
	fit := func(p notePair) bool {
		u := g.units[p.def.numberLine]
		_, ok := cutFront(u.list, p.def.textAt)
		return len(p.calls) > 0 && ok && u.p != nil && p.def.textLine == p.def.numberLine && p.def.place >= placePart
	}
	pairs = slices.DeleteFunc(pairs, func(p notePair) bool { return !fit(p) })
	for _, p := range pairs {
		called[g.units[p.def.numberLine].p]++
	}
	return slices.DeleteFunc(pairs, func(p notePair) bool {
		u := g.units[p.def.numberLine]
		return called[u.p] != u.parts
	})
}

// makeNotes makes the notes of the pairs, puts their calls into the text and
// reports them.
func (g *raisedScan) makeNotes(own *state, pairs []notePair) {
	g.calls, g.gone = map[ast.Inline][]placedCall{}, map[*ast.Paragraph]bool{}
	ids := map[string]int{}
	for _, n := range own.doc.Notes {
		ids[n.Label] = max(ids[n.Label], 1)
	}
	for _, p := range pairs {
		u := g.units[p.def.numberLine]
		note := &ast.Note{At: u.p.At, ID: uniqueID(ids, p.def.label), Label: p.def.label}
		list, _ := cutFront(u.list, p.def.textAt)
		own.dropBrackets(u.list[0])
		note.Blocks = []ast.Block{&ast.Paragraph{At: u.p.At, Inlines: trimRun(list)}}
		own.notes = append(own.notes, note)
		g.gone[u.p] = true
		for i, c := range p.calls {
			m := g.markAt(c)
			ref := &ast.NoteRef{At: ast.At{Src: m.node.Pos()}, Label: p.def.label, Note: note}
			g.calls[m.node] = append(g.calls[m.node], placedCall{m.at, m.length, ref})
			own.reportPair(p, c, i == 0)
			own.dropBrackets(m.node)
		}
	}
	ast.MapInlines(own.doc.Blocks, g.placeCalls)
	for _, n := range own.notes {
		ast.MapInlines(n.Blocks, g.placeCalls)
	}
}

// dropBrackets records the brackets that a raised number had around it.
func (s *state) dropBrackets(in ast.Inline) {
	n, ok := in.(*ast.Super)
	if !ok || raisedLabel(n) == "" {
		return
	}
	if rest := strings.Replace(ast.PlainText(n.Inlines), raisedLabel(n), "", 1); strings.TrimSpace(rest) != "" {
		s.left(decision{codeMarker, "the brackets around the number of a note", "brackets", 0.95}, n.Pos(), rest)
	}
}

// placeCalls puts calls in the place of what is raised in a run.
func (g *raisedScan) placeCalls(list []ast.Inline) []ast.Inline {
	var out []ast.Inline
	for _, in := range list {
		calls := g.calls[in]
		t, isText := in.(*ast.Text)
		sup, isRaised := in.(*ast.Super)
		switch {
		case len(calls) == 0:
			out = append(out, in)
		case isText:
			out = append(out, withCalls(t.Value, calls, func(from, to int) ast.Inline { return &ast.Text{At: t.At, Value: t.Value[from:to]} })...)
		case isRaised && raisedList(sup) != nil:
			text := ast.PlainText(sup.Inlines)
			out = append(out, withCalls(text, calls, func(from, to int) ast.Inline {
				return &ast.Super{At: sup.At, Inlines: []ast.Inline{&ast.Text{At: sup.At, Value: text[from:to]}}}
			})...)
		default:
			out = append(out, calls[0].ref)
		}
	}
	return out
}

// withCalls is a text with calls in it, what stands between them made by part.
func withCalls(text string, calls []placedCall, part func(from, to int) ast.Inline) []ast.Inline {
	var out []ast.Inline
	slices.SortFunc(calls, func(a, b placedCall) int { return a.at - b.at })
	at := 0
	for _, c := range calls {
		if c.at > at {
			out = append(out, part(at, c.at))
		}
		out, at = append(out, c.ref), c.at+c.length
	}
	if at < len(text) {
		out = append(out, part(at, len(text)))
	}
	return out
}

// removeNotes takes the paragraphs that became notes out of the text, with the
// rules and the heading over nothing but these.
func (g *raisedScan) removeNotes(own *state) {
	for _, u := range g.units {
		if u.row != nil && g.gone[u.p] {
			*u.row = g.withoutNotes(*u.row)
		}
	}
	own.doc.Blocks = own.withoutEmptied(own.doc.Blocks, g)
}

// withoutNotes is a row without the paragraphs that became notes and the rules
// above them.
func (g *raisedScan) withoutNotes(row []ast.Block) []ast.Block {
	kept := row[:0]
	for _, b := range row {
		if p, ok := b.(*ast.Paragraph); !ok || !g.gone[p] {
			kept = append(kept, b)
			continue
		}
		for n := len(kept); n > 0 && isBreak(kept[n-1]); n-- {
			kept = kept[:n-1]
		}
	}
	return kept
}

func isBreak(b ast.Block) bool { _, ok := b.(*ast.Break); return ok }

// withoutEmptied leaves out the sections of a row from which all text went to
// notes.
func (s *state) withoutEmptied(row []ast.Block, g *raisedScan) []ast.Block {
	emptied := map[*[]ast.Block]bool{}
	for _, u := range g.units {
		if u.row != nil && g.gone[u.p] && len(*u.row) == 0 {
			emptied[u.row] = true
		}
	}
	var clear func([]ast.Block) []ast.Block
	clear = func(row []ast.Block) []ast.Block {
		return slices.DeleteFunc(row, func(b ast.Block) bool {
			sec, ok := b.(*ast.Section)
			if !ok {
				return false
			}
			if emptied[&sec.Blocks] {
				s.left(decision{codeMarker, "nothing but notes under it, which go to their calls", "a heading over notes", 0.90}, sec.Src, chars.OneLine(sec.Heading()))
				return true
			}
			sec.Blocks = clear(sec.Blocks)
			return false
		})
	}
	return clear(row)
}
