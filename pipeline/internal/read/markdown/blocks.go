package markdown

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/attributes"
	chars "octavo/pipeline/internal/text"
)

// block is a node of goldmark's tree that holds blocks.
type block = gast.Node

// blocks converts the children of a node. Headings are sections only in the
// document itself (top).
func (r *reader) blocks(parent block, top bool) []ast.Block {
	var out []ast.Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if r.raw.taken[n] {
			continue
		}
		if list, ok := n.(*gast.List); ok && r.lineAttrs(n).has(tocList) {
			r.dropContents(list)
			continue
		}
		r.outer(n)
		before := len(out)
		made, last, named := r.block(out, n, top)
		r.titleBelow(made[min(before, len(made)):], n)
		if out, n = made, last; named {
			r.nameBlock(out[min(before, len(out)):])
		}
	}
	return out
}

// outer keeps the attributes of the line above a block for what is made of it; a heading
// reads its own, and so does a list its name.
func (r *reader) outer(n block) {
	if n.Kind() == gast.KindHeading {
		return
	}
	if n.Kind() != gast.KindList {
		r.await(r.takeLineID(n), r.pos(r.offset(n)))
	}
	r.passLineAttrs(n)
}

// block adds what is made of a node to out. It returns the last node that this took, and
// whether names that wait are those of what was added.
func (r *reader) block(out []ast.Block, n block, top bool) (made []ast.Block, last block, named bool) {
	switch n := n.(type) {
	case *gast.Paragraph, *gast.TextBlock:
		made, last = r.textBlock(out, n, top)
		return made, last, true
	case *gast.HTMLBlock:
		made, last = r.runAt(out, n, top)
		if last == nil {
			made, last = r.htmlBlock(made, n, top), n
		}
		return made, last, true
	case *gast.FencedCodeBlock:
		if f := r.mathFence(n); f != nil {
			return append(out, f), n, false
		}
		if made, named = r.directive(out, n); !named {
			made = r.fencedCode(made, n, top)
		}
		return made, n, true
	case *gast.Heading:
		return r.heading(out, n, top), n, true
	case *div:
		return r.div(out, n, top), n, true
	}
	return r.whole(out, n), n, true
}

// textBlock adds what is made of a paragraph of any kind, and returns the last node of it.
func (r *reader) textBlock(out []ast.Block, n block, top bool) (made []ast.Block, last block) {
	if top {
		r.slips(n)
	}
	if l, last := r.looseList(n); l != nil {
		return append(out, l), last
	}
	if words, l := r.innerList(n); l != nil {
		return append(append(out, words...), l), n
	}
	return r.paragraph(out, n), n
}

// whole adds what is made of a node of which it matters neither where it stands nor what
// stands behind it.
func (r *reader) whole(out []ast.Block, n block) []ast.Block {
	switch n := n.(type) {
	case *gast.List:
		return append(out, r.list(n))
	case *gast.Blockquote:
		return r.quotation(out, n)
	case *admonition:
		return r.admonition(out, n)
	case *gast.CodeBlock:
		return append(out, &ast.CodeBlock{At: r.at(r.offset(n)), Text: r.codeText(n)})
	case *codeTag:
		return append(out, r.codeOfTag(n))
	case *commentBlock:
		return r.commentLines(out, n)
	case *programLines:
		return r.leaveLines(out, n)
	case *mathBlock:
		return r.mathBlock(out, n)
	case *gast.ThematicBreak:
		return append(out, &ast.Break{At: r.at(r.offset(n))})
	case *east.Table:
		return r.addTable(out, r.table(n))
	case *drawnTable:
		return r.addTable(out, r.drawn(n))
	case *example:
		return r.example(out, n)
	case *lineBlock:
		return append(out, r.lineBlock(n)...)
	case *east.DefinitionList:
		return r.defList(out, n)
	}
	return out
}

// offset is where a block begins in the source.
func (r *reader) offset(n gast.Node) int {
	if n.Type() == gast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	if p := n.Pos(); p >= 0 {
		return p
	}
	if c := n.FirstChild(); c != nil {
		return r.offset(c)
	}
	return 0
}

// paragraph adds a paragraph, a figure where an image with a description
// stands alone, or a table's caption to the table before it.
func (r *reader) paragraph(out []ast.Block, n gast.Node) []ast.Block {
	if r.isCommand(n) || r.isModule(n) || r.isRemark(n) || r.isLabel(n) || r.captioned(out, n) {
		return out
	}
	r.blockID(n)
	if f := r.figureTemplate(n); f != nil {
		return append(out, f)
	}
	if f := r.figure(n); f != nil {
		return append(out, f)
	}
	if l := r.fancyList(n); l != nil {
		return append(out, l)
	}
	if l := r.linkLines(n); l != nil {
		return append(out, l)
	}
	inlines := r.inlines(n)
	if len(inlines) == 0 {
		return out
	}
	return append(out, &ast.Paragraph{At: r.at(r.offset(n)), Inlines: inlines})
}

// heading adds a section without its content, which nest puts in.
func (r *reader) heading(out []ast.Block, n *gast.Heading, top bool) []ast.Block {
	at := r.at(r.offset(n))
	own := headingAttrs(n)
	own = own.with(r.lineAttrs(n))
	if !top {
		r.await(own.id, at.Src)
		number, sep, title := r.splitHeading(n, own)
		r.passBy(attributes.Heading, own, at.Src, title, ".unnumbered")
		return r.strongParagraph(out, at, number+sep, own.inLang(title))
	}
	id := r.awaited(own.id, at.Src)
	number, sep, title := r.splitHeading(n, own)
	r.passBy(attributes.Heading, own, at.Src, title)
	return append(out, &ast.Section{At: at, Level: n.Level, Number: number, Sep: sep, Title: own.inLang(title), ID: id, Region: r.region(n, own)})
}

// region is where a book's heading says that its section stands.
func (r *reader) region(n *gast.Heading, own attrs) ast.Region {
	for _, region := range []ast.Region{ast.FrontMatter, ast.BackMatter} {
		switch {
		case !own.has(string(region)):
		case n.Level == 1:
			return region
		default:
			r.add(diag.Warning, CodeAttrs, r.pos(r.offset(n)), fmt.Sprintf("only a heading of level 1 can be %s; the mark was left out", region), "take it away, or give the heading one #")
		}
	}
	return ""
}

// strongParagraph keeps a heading that stands where no section can.
func (r *reader) strongParagraph(out []ast.Block, at ast.At, lead string, title []ast.Inline) []ast.Block {
	if r.boxed > 0 {
		r.add(diag.Info, CodeHeading, at.Src, "a heading in a box heads nothing outside; it was taken for a strong paragraph", "")
	} else {
		r.add(diag.Warning, CodeHeading, at.Src, "a heading stands inside another block; it was taken for a strong paragraph",
			"move it out, or write it as **strong** text")
	}
	if lead != "" {
		title = append([]ast.Inline{&ast.Text{At: at, Value: lead}}, title...)
	}
	if len(title) == 0 {
		return out
	}
	return append(out, &ast.Paragraph{At: at, Inlines: []ast.Inline{&ast.Strong{At: at, Inlines: title}}})
}

// splitHeading takes the number from a heading, by its span or by
// ast.SplitNumber.
func (r *reader) splitHeading(n *gast.Heading, own attrs) (number, sep string, title []ast.Inline) {
	if s, ok := n.FirstChild().(*spanNode); ok && s.attrs.has("number") {
		number = ast.PlainText(r.siblings(s.FirstChild(), nil))
		n.RemoveChild(n, s)
		if s, ok := n.FirstChild().(*spanNode); ok && s.attrs.has("sep") {
			sep = ast.PlainText(r.siblings(s.FirstChild(), nil))
			n.RemoveChild(n, s)
			return number, sep, r.inlinesRaw(n)
		}
		title = r.inlinesRaw(n)
		if t, ok := firstText(title); ok && strings.HasPrefix(t.Value, " ") {
			return number, " ", ast.Trim(title)
		}
		return number, "", title
	}
	title = ast.AnchorsLast(r.inlines(n))
	if own.has("unnumbered") {
		return "", "", title
	}
	return ast.SplitTitle(title)
}

func firstText(list []ast.Inline) (*ast.Text, bool) {
	if len(list) == 0 {
		return nil, false
	}
	t, ok := list[0].(*ast.Text)
	return t, ok
}

func (r *reader) codeText(n gast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		b.Write(seg.Value(r.source))
	}
	return b.String()
}

// fencedCode adds a block of code, or what raw text in another format holds.
func (r *reader) fencedCode(out []ast.Block, n *gast.FencedCodeBlock, top bool) []ast.Block {
	at, info, text := r.at(r.offset(n)), r.info(n), r.codeText(n)
	if format, ok := strings.CutPrefix(info, "{="); ok && strings.HasSuffix(format, "}") {
		return r.rawBlock(out, at, strings.TrimSuffix(format, "}"), text, top)
	}
	if made := r.listing(at, info, text); made != nil {
		out = append(out, made)
	}
	return out
}

func (r *reader) info(n *gast.FencedCodeBlock) string {
	if n.Info == nil {
		return ""
	}
	return chars.OneLine(unescape(n.Info.Segment.Value(r.source)))
}

// defList adds a definition list. Goldmark makes a term of each line before a
// definition; they are one term here, its lines kept apart.
func (r *reader) defList(out []ast.Block, n *east.DefinitionList) []ast.Block {
	list := &ast.DefList{At: r.at(r.offset(n))}
	var item *ast.DefItem
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *east.DefinitionTerm:
			term := r.inlines(c)
			if item != nil && item.Defs == nil {
				item.Term = append(append(item.Term, &ast.LineBreak{}), term...)
				continue
			}
			item = &ast.DefItem{At: r.at(r.offset(c)), Term: term}
			list.Items = append(list.Items, item)
		case *east.DefinitionDescription:
			if def := r.blocks(c, false); len(def) > 0 && item != nil {
				item.Defs = append(item.Defs, def)
			}
		}
	}
	return append(out, splitDefs(list)...)
}

// splitDefs turns terms that nothing defines into paragraphs.
func splitDefs(list *ast.DefList) []ast.Block {
	var out []ast.Block
	var run *ast.DefList
	for _, it := range list.Items {
		switch {
		case len(it.Defs) == 0 && len(it.Term) > 0:
			out, run = append(out, &ast.Paragraph{At: it.At, Inlines: it.Term}), nil
		case len(it.Term) == 0:
			for _, def := range it.Defs {
				out = append(out, def...)
			}
			run = nil
		case run == nil:
			run = &ast.DefList{At: it.At, Items: []*ast.DefItem{it}}
			out = append(out, run)
		default:
			run.Items = append(run.Items, it)
		}
	}
	return out
}
