package docx

import (
	"fmt"
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// para is a paragraph that is being read.
type para struct {
	f      *flow
	place  int
	style  string
	props  paraProps // its own
	base   runProps  // of its style
	pieces []office.Piece
	// sequence is the name of a sequence that numbers the paragraph: a caption.
	sequence string
	// after are the entries that follow it: text boxes and pictures beside the text.
	after []office.Entry
	// endsSection is set for the last paragraph of a section.
	endsSection bool
	// rule is set for a line drawn across the page.
	rule bool
	// names are the anchors in it.
	names []string
}

// paragraph reads a paragraph.
func (f *flow) paragraph(n *office.Node) {
	onePPr(n)
	props := readParaProps(n.Kid("w:pPr"))
	p := &para{f: f, place: n.Place, style: props.style, props: props, base: f.r.styles.paragraph(props.style).run}
	p.endsSection = n.Kid("w:pPr", "w:sectPr") != nil
	p.pieces, f.carry = f.carry, nil
	p.content(n, f.around)
	mark := n.Kid("w:pPr", "w:rPr")
	if f.r.endDeleted(mark) || isDropCap(n) {
		f.carry = p.pieces
		f.r.anchors.Reopen(p.names)
		f.entries = append(f.entries, p.after...)
		return
	}
	f.inContents("\n")
	f.addParagraph(p)
	if p.endsSection {
		f.r.notes.section(n.Kid("w:pPr", "w:sectPr"))
	}
}

// onePPr joins the properties of a paragraph that has them more than once, as some
// programs write them: the last one to say a thing is heard.
func onePPr(n *office.Node) {
	var whole *office.Node
	for _, k := range n.Kids {
		switch {
		case k.Name != "w:pPr":
		case whole == nil:
			whole = k
		default:
			whole.Kids = append(k.Kids[:len(k.Kids):len(k.Kids)], whole.Kids...)
			k.Kids = nil
		}
	}
}

// isDropCap reports whether a paragraph is the large letter with which the next one
// begins (17.3.1.11).
func isDropCap(n *office.Node) bool {
	v := n.Kid("w:pPr", "w:framePr").Attr("w:dropCap")
	return v == "drop" || v == "margin"
}

// addParagraph adds the entry that a paragraph is, and what follows it.
func (f *flow) addParagraph(p *para) {
	p.names = append(f.r.anchors.Open(), p.names...)
	var number *office.Number
	if !p.endsSection || len(p.pieces) > 0 { // Word hides an empty paragraph that only ends a section
		number = f.count(p)
	}
	f.betweenFrames(p)
	list := office.Inlines(slices.Clone(p.pieces)) // lines of code keep their spaces
	office.SettleFormulas(list)
	switch {
	case list == nil && p.rule, f.top && number == nil && list != nil && f.r.IsRule(p.place, list):
		f.r.anchors.Reopen(p.names)
		f.entries = append(f.entries, office.Entry{Block: &ast.Break{At: p.at()}})
	case list == nil:
		f.r.anchors.Reopen(p.names)
	default:
		e := f.entry(p, list, number)
		if e.Block != nil {
			f.r.anchors.Bind(p.names, e.Block)
			e.Frame = f.frameOf(p, e)
			e.Row = f.tabRow(p, e)
			f.entries = append(f.entries, e)
		} else {
			f.r.anchors.Reopen(p.names)
		}
	}
	f.entries = append(f.entries, p.after...)
}

func (p *para) at() ast.At { return p.f.r.At(p.place) }

// entry gives what a paragraph with text is; its Block is nil for one that became
// metadata or was left out.
func (f *flow) entry(p *para, list []ast.Inline, number *office.Number) office.Entry {
	role := f.r.styles.role(p.style)
	e := office.Entry{Indent: f.indent(p, number), Cover: role == office.RoleCover}
	level := f.level(p)
	switch {
	case role == office.RoleContents:
		f.r.contentsLeftOut(p.place, ast.PlainText(list))
		return e
	case role == office.RoleTitle && f.r.takesTitle(p, list, false), role == office.RoleSubtitle && f.r.takesTitle(p, list, true):
		return e
	case role == office.RoleTitle && level == 0:
		level = 1
	}
	if p.isPrintedEntry(ast.PlainText(list)) {
		f.r.contentsLines = append(f.r.contentsLines, ast.PlainText(list))
		return e
	}
	if level == 0 && role == office.RoleText && f.top {
		styled := p.style != "" && p.style != f.r.styles.normal
		if level = f.r.promised.Level(p.names, ast.PlainText(list), number, styled); level > 0 {
			f.r.Info(p.place, office.CodeHeading, 0.9, fmt.Sprintf("%q is a heading: the printed contents name it", ast.PlainText(list)))
		}
	}
	if level > 0 && (office.IsSentence(list) || p.props.outline >= 0 && !f.r.styles.isHeadingByName(p.style) && office.IsRunning(ast.PlainText(list))) {
		f.r.Info(p.place, office.CodeHeading, 0.75, "a long paragraph with the level of a heading is none: it ends as a sentence does")
		level = 0
	}
	switch {
	case level > 0 && role != office.RoleCaption && (p.sequence == "" || office.CaptionKind(p.sequence, ast.PlainText(list)) == ""): // sequences count parts of acts, too
		e.Block = f.r.Heading(p.place, p.at(), list, level, number, f.top)
		if f.top {
			f.r.heads++
		}
		return e
	case role == office.RoleCaption || p.sequence != "" && office.StartsWithSequence(list, p.sequence):
		e.Caption, e.Of = true, office.CaptionKind(p.sequence, ast.PlainText(list))
	case number != nil && number.Silent:
		e.Item = &office.Number{Silent: true, Indent: e.Indent}
	case number != nil && number.Text+string(number.Numerals) != "" && number.Numerals != office.NoNumber:
		number.Indent = e.Indent
		e.Number = number
	case number != nil && number.Text != "": // a label without a number
		list = ast.JoinText(append([]ast.Inline{&ast.Text{At: p.at(), Value: number.Text + " "}}, list...))
	}
	e.Block = role.Block(p.at(), list, p.pieces)
	if _, terms := e.Block.(*ast.DefList); terms {
		return e
	}
	if q, ok := e.Block.(*ast.Paragraph); ok {
		f.r.looks[q] = p.look(f.r.bodySize)
	}
	if _, figure := e.Block.(*ast.Figure); figure {
		e.Caption = false
	}
	return e
}

// level gives the level of a heading, from 1; 0 for other text. A paragraph's own
// outline level goes before that of its style.
func (f *flow) level(p *para) int {
	if o := p.props.outline; o >= 0 {
		if o >= bodyText {
			return 0
		}
		return o + 1
	}
	return f.r.styles.headingLevel(p.style)
}

// count gives the number that a paragraph shows, and counts it, with or without
// text, as Word does.
func (f *flow) count(p *para) *office.Number {
	st := f.r.styles.paragraph(p.style)
	id, at := p.props.num, p.props.level
	if id == "" {
		id = st.para.num
	}
	if id == "" || id == "0" {
		return nil
	}
	if at < 0 && p.props.num == "" {
		at = st.para.level
		if at <= 0 {
			at = f.r.numbering.levelOf(id, first(p.style, f.r.styles.normal))
		}
	}
	n := f.r.numbering.next(id, max(at, 0))
	if n == nil {
		return nil
	}
	n.List = id
	if n.Text == "" && n.Numerals != office.Bullets && !n.Silent {
		return nil
	}
	if format := f.r.numbering.level(id, n.Level); format != nil && !format.known {
		f.r.unknownFormat(p.place, format.shownAs)
	}
	return n
}

// unknownFormat says once that numbers of a kind are shown otherwise.
func (r *reader) unknownFormat(place int, format string) {
	if key := "numbers:" + format; !r.seen[key] {
		r.seen[key] = true
		r.Warn(place, office.CodeList, fmt.Sprintf("numbers of the kind %q are shown in decimals, here and elsewhere", format), "number the list in another way, or write its numbers by hand")
	}
}

// indent is where a paragraph's text begins: by its own indent, that of its list,
// that of its style.
func (f *flow) indent(p *para, number *office.Number) int {
	style := f.r.styles.paragraph(p.style).para.indent
	byList := noIndent
	if number != nil {
		byList = number.Indent
	}
	order := []int{p.props.indent, style, byList}
	if p.props.num != "" {
		order = []int{p.props.indent, byList, style}
	}
	for _, k := range order {
		if k != noIndent {
			return k
		}
	}
	return 0
}
