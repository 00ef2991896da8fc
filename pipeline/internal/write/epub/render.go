package epub

import (
	"context"
	"fmt"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/element"
)

// renderer writes the body of one content document.
type renderer struct {
	markup
	bk   *book
	unit *unit
	// link is set inside an a element, which cannot hold another, naming inside
	// what else is named by its content.
	link, naming bool
	// written are the blocks and notes with their sizes.
	written []written
	// err is the first failure; writing goes on, the result is not used.
	err error
}

// render fills the bodies of all units, in reading order, which is the order
// of the page list.
func (bk *book) render(ctx context.Context) error {
	for _, u := range bk.units {
		if err := ctx.Err(); err != nil {
			return err
		}
		r := &renderer{bk: bk, unit: u}
		r.html = bk.flat
		r.write()
		if r.err != nil {
			return r.err
		}
		u.body, u.written = r.content(), r.written
	}
	if !bk.flat {
		bk.ensureNav()
	}
	bk.checkPages()
	return nil
}

func (r *renderer) write() {
	u := r.unit
	switch {
	case u.parts != nil:
		r.parts(u.parts)
	case u.matter == nil:
		r.blocks(u.blocks)
	case u.matter.Role == ast.TitlePage:
		r.titlePage(u.matter)
	case u.matter.Role == ast.TOC || isList(u.matter):
		r.blocks(u.blocks)
	case u.matter.Role == ast.Colophon:
		r.colophon(u.matter)
	default:
		r.fail(u.matter, "part")
	}
	r.notes(u.notes)
}

// fail records that a node is unknown to this writer.
func (r *renderer) fail(n ast.Node, kind string) {
	if r.err == nil {
		where := ""
		if n != nil && n.Pos().IsValid() {
			where = n.Pos().String() + ": "
		}
		r.err = fmt.Errorf("epub: %sunknown %s %T", where, kind, n)
	}
}

// parts writes what a file has of a text that goes over several.
func (r *renderer) parts(parts []*part) {
	for _, p := range parts {
		switch {
		case p.whole():
			r.block(p.block)
		case p.headed:
			r.divided(p.block.(*ast.Section), func() { r.parts(p.kids) })
			r.line()
		default:
			r.parts(p.kids)
		}
	}
}

// isAlone reports whether a section has the file to itself.
func (r *renderer) isAlone(s *ast.Section) bool {
	return len(r.unit.blocks) == 1 && r.unit.blocks[0] == ast.Block(s)
}

// titlePage writes the title as the heading and the rest as paragraphs.
func (r *renderer) titlePage(m *ast.Matter) {
	e := element.Of(m, element.Box)
	r.open(e.Tag, attrsOf(e, "id", xmlName(m.ID))...)
	r.line()
	r.blocks(m.Blocks)
	r.end(e.Tag)
	r.line()
}

func (r *renderer) colophon(m *ast.Matter) {
	e, title := element.Of(m, element.Box), xmlName(m.ID+"-title")
	r.open(e.Tag, append(attrsOf(e, "id", xmlName(m.ID)), "aria-labelledby", title)...)
	r.line()
	r.breaksInHeading(m, m.Title)
	r.wrap(r.bk.headingTag(element.Of(m, element.Title).Tag), m.Title, "id", title)
	r.line()
	r.blocks(m.Blocks)
	r.end(e.Tag)
	r.line()
}

// wrap writes inlines in an element.
func (r *renderer) wrap(tag string, inlines []ast.Inline, attrs ...string) {
	r.open(tag, attrs...)
	r.inlines(inlines)
	r.end(tag)
}

// warn logs a finding about a node of the document.
func (bk *book) warn(code diag.Code, n ast.Node, message, hint string) {
	bk.log.Add(diag.Diagnostic{
		Code: code, Severity: diag.Warning, Pos: n.Pos(), Rule: "epub", Message: message, Hint: hint,
	})
}

// refuse logs what keeps the publication from being made.
func (bk *book) refuse(code diag.Code, n ast.Node, message, hint string) {
	bk.failed = true
	bk.log.Add(diag.Diagnostic{
		Code: code, Severity: diag.Error, Pos: n.Pos(), Rule: "epub", Message: message, Hint: hint,
	})
}

// checkPages reports breaks whose text was not written.
func (bk *book) checkPages() {
	bk.seen.pages = len(bk.pageList)
	lost := make(map[string]ast.Node)
	for n, marks := range bk.marks {
		for _, m := range marks {
			if !m.written {
				lost[m.label] = n
			}
		}
	}
	for _, label := range sortedKeys(lost) {
		bk.refuse(CodePageLost, lost[label],
			fmt.Sprintf("page %s begins at something that is not in the %s", label, bk.kind()),
			"the layout and the text were made from different documents; this is a fault in the program")
	}
}
