package odt

import (
	"fmt"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// para is a paragraph that is being read.
type para struct {
	f     *flow
	node  *office.Node
	style string
	// base are the properties of the style that a person chose; what differs from them
	// is emphasis. props are those of the paragraph.
	base, props textProps
	pieces      []office.Piece
	// blank tells that white space at this place says nothing more.
	blank    bool
	sequence string
	// after are the entries that follow it: text boxes and pictures beside the text.
	after []office.Entry
	names []string
}

func (f *flow) newPara(n *office.Node, style string) *para {
	s := f.r.styles
	return &para{f: f, node: n, style: style, blank: true, base: s.text("paragraph", s.named("paragraph", style)).over(s.defaults),
		props: s.text("paragraph", style).over(s.defaults)}
}

func (p *para) at() ast.At { return p.f.r.At(p.node.Place) }

// paragraph reads a paragraph or a heading.
func (f *flow) paragraph(n *office.Node) {
	p := f.newPara(n, n.Attr("text:style-name"))
	if id := n.Attr("xml:id"); id != "" {
		p.names = append(p.names, id)
	}
	if p.props.hidden == on {
		f.r.hide(n)
	} else {
		p.content(n, context{props: p.props, deleted: f.deleted})
	}
	f.add(p)
}

// add adds the entry that a paragraph is, and what follows it.
func (f *flow) add(p *para) {
	p.names = append(f.r.anchors.Open(), p.names...)
	if f.r.styles.frame("paragraph", p.style) == "" {
		f.boxes++
	}
	number := f.count(p)
	list := office.Inlines(slices.Clone(p.pieces)) // lines of code keep their spaces
	office.SettleFormulas(list)
	switch {
	case list == nil && f.r.styles.role(p.style) == office.RoleRule, f.top && f.list == nil && list != nil && f.r.IsRule(p.node.Place, list):
		f.r.anchors.Reopen(p.names)
		f.entries = append(f.entries, office.Entry{Block: &ast.Break{At: p.at()}})
	case list == nil:
		f.r.anchors.Reopen(p.names)
		if number != nil && f.list != nil { // what follows in the item has its number
			f.list.pending = number
		}
	default:
		if e := f.entry(p, list, number); e.Block != nil {
			f.r.anchors.Bind(p.names, e.Block)
			e.Frame = f.frameOf(p, e)
			e.Row = f.tabRow(p, e)
			f.entries = append(f.entries, e)
		} else {
			f.r.anchors.Reopen(p.names)
		}
	}
	for _, e := range p.after {
		f.entries = append(f.entries, f.within(e))
	}
}

// count gives the number that a paragraph shows, and counts it, with or without text.
func (f *flow) count(p *para) *office.Number {
	o := f.list
	switch {
	case o == nil && p.node.Name == "text:h":
		return f.outlineNumber(p)
	case o == nil:
		return nil
	case !o.fresh:
		n := o.pending
		o.pending = nil
		return n
	}
	n := o.begin()
	n.Indent = f.indent(p, n.Indent)
	f.r.checkFormat(p, o.style.level(o.at))
	return n
}

// outlineNumber gives the number of a heading by the outline's numbers, unless its
// style is of another list, or of none. Word gives headings lists that number as the
// outline does, and means one.
func (f *flow) outlineNumber(p *para) *office.Number {
	list, named := "", false
	f.r.styles.chain("paragraph", p.style, func(st *style) bool {
		list, named = st.list, st.hasList
		return named
	})
	at := f.level(p) - 1
	if named && list == "" || at < 0 || at >= levels || p.node.Attr("text:is-list-header") == "true" {
		return nil
	}
	style, counter := f.r.styles.outline, f.r.lists.outline
	if other := f.r.styles.lists[list]; other != nil && !other.numbersAs(style, at) {
		style, counter = other, f.r.lists.ofStyle(list)
	}
	start := ""
	if p.node.Attr("text:restart-numbering") == "true" {
		start = first(p.node.Attr("text:start-value"), "1")
	}
	f.r.checkFormat(p, style.level(at))
	return counter.next(style, at, start)
}

// checkFormat says once that numbers of a kind are shown otherwise.
func (r *reader) checkFormat(p *para, l *level) {
	if key := "numbers:" + l.shownAs; !l.known && !r.seen[key] {
		r.seen[key] = true
		r.Warn(p.node.Place, office.CodeList, fmt.Sprintf("numbers of the kind %q are shown in decimals, here and elsewhere", l.shownAs), "number the list in another way, or write its numbers by hand")
	}
}

// indent is where a paragraph's text begins: as its style says, else as its list.
func (f *flow) indent(p *para, byList int) int {
	if st := f.r.styles.byKey["paragraph:"+p.style]; st != nil && st.automatic {
		if n, ok := twips(st.node.Kid("style:paragraph-properties").Attr("fo:margin-left")); ok && (n > 0 || byList == noIndent) {
			return n
		}
	}
	return byList
}

// level gives the level of a heading, from 1; 0 for other text. An item that is a paragraph
// has but the look of the style: as a heading LibreOffice would write it text:h.
func (f *flow) level(p *para) int {
	switch {
	case p.node.Name == "text:h":
		return max(number(p.node.Attr("text:outline-level"), 1), 1)
	case f.list != nil && f.list.style.level(f.list.at).format == office.Bullets:
		return 0
	}
	return f.r.styles.headingLevel(p.style)
}

// entry gives what a paragraph with text is; its Block is nil for one that became
// metadata or was left out.
func (f *flow) entry(p *para, list []ast.Inline, number *office.Number) office.Entry {
	var e office.Entry
	role, level := f.r.styles.role(p.style), f.level(p)
	switch {
	case role == office.RoleContents && f.top:
		f.r.Drop(p.node.Place, office.CodeContents, 0.9, ast.PlainText(list), "a line of printed contents was left out; the editions have their own")
		return e
	case (role == office.RoleTitle || role == office.RoleSubtitle) && f.top && f.r.heads == 0 && f.list == nil && f.r.title.Take(p.node.Place, list, role == office.RoleSubtitle):
		return e
	case role == office.RoleTitle && level == 0:
		level = 1
	case role == office.RoleText && level == 0 && f.top:
		level = f.promisedLevel(p, list, number)
	}
	if level > 0 && (office.IsSentence(list) || f.r.styles.headingLevel(p.style) == 0 && office.IsRunning(ast.PlainText(list))) {
		f.r.Info(p.node.Place, office.CodeHeading, 0.75, "a long paragraph with the level of a heading is none: it ends as a sentence does")
		level = 0
	}
	if level > 0 && p.sequence == "" && role != office.RoleCaption {
		e.Block = f.r.Heading(p.node.Place, p.at(), list, level, number, f.top)
		if f.top {
			f.r.heads++
		}
		if f.list != nil {
			f.list.item = nil
		}
		return e
	}
	if figure := p.captioned(list, role); figure != nil {
		return f.within(office.Entry{Block: figure})
	}
	return f.textEntry(p, list, role, number)
}

// textEntry is an item, a caption or other text.
func (f *flow) textEntry(p *para, list []ast.Inline, role office.Role, number *office.Number) office.Entry {
	e := office.Entry{Indent: max(f.indent(p, noIndent), 0), Cover: role == office.RoleCover}
	shown := number != nil && number.Text+string(number.Numerals) != "" && number.Numerals != office.NoNumber
	switch {
	case isCaptionLine(p, list, role):
		e.Caption, e.Of = true, office.CaptionKind(p.sequence, ast.PlainText(list))
	case shown && f.list != nil:
		e.Number, e.Indent = number, number.Indent
	case number != nil && number.Text != "": // a label without a number
		list = ast.JoinText(append([]ast.Inline{&ast.Text{At: p.at(), Value: number.Text + " "}}, list...))
	}
	e.Block = role.Block(p.at(), list, p.pieces)
	if q, ok := e.Block.(*ast.Paragraph); ok {
		f.r.looks[q], f.r.smallest[q] = p.look(role)
	} else {
		e.Caption = false
	}
	if e.Number == nil && !e.Caption {
		e = f.within(e)
	}
	return e
}

func isCaptionLine(p *para, list []ast.Inline, role office.Role) bool {
	return role == office.RoleCaption || p.sequence != "" && office.StartsWithSequence(list, p.sequence)
}

// captioned makes a figure of a paragraph that holds a picture and its caption, as
// LibreOffice sets them into one frame; nil for another.
func (p *para) captioned(list []ast.Inline, role office.Role) *ast.Figure {
	if !isCaptionLine(p, list, role) && role != office.RoleCaption {
		return nil
	}
	var rest []office.Piece
	var img *ast.Image
	for _, k := range p.pieces {
		if i, ok := k.Node.(*ast.Image); ok {
			if img != nil {
				return nil
			}
			img = i
			continue
		}
		rest = append(rest, k)
	}
	if img == nil {
		return nil
	}
	return &ast.Figure{At: p.at(), Image: img, Caption: trimBreaks(office.Inlines(rest))}
}

// trimBreaks takes line ends off both ends.
func trimBreaks(list []ast.Inline) []ast.Inline {
	for len(list) > 0 {
		if _, ok := list[0].(*ast.LineBreak); !ok {
			break
		}
		list = list[1:]
	}
	for len(list) > 0 {
		if _, ok := list[len(list)-1].(*ast.LineBreak); !ok {
			break
		}
		list = list[:len(list)-1]
	}
	return list
}

// look is how a paragraph stands out as a whole, and the size of its smallest letters.
func (p *para) look(role office.Role) (look ast.Look, smallest int) {
	any, bold := false, true
	for _, k := range p.pieces {
		if strings.TrimSpace(k.Text) == "" {
			continue
		}
		if !any || k.Size < smallest {
			smallest = k.Size
		}
		any = true
		bold = bold && (k.StandsOut() || p.base.bold == on || !office.HasWords(k.Text))
	}
	return ast.Look{Bold: any && (bold || role == office.RoleTableHead)}, smallest
}

// enlarge tells the paragraphs whose letters are all larger than most letters of the text.
func (r *reader) enlarge() {
	body := 0
	for size, n := range r.sizes {
		if most := r.sizes[body]; n > most || n == most && size < body {
			body = size
		}
	}
	for p, size := range r.smallest {
		look := r.looks[p]
		look.Large, look.Size = body > 0 && size*10 > body*11, size
		r.looks[p] = look
	}
}
