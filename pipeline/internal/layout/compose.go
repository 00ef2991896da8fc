package layout

import (
	"fmt"
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
)

// composer plans blocks: it notes which paragraphs there are to set (jobs,
// which can run in any order) and how to make rows of them afterwards (ops,
// which run one after another).
type composer struct {
	p    *paginator
	jobs []func()
	ops  []func(*emitter)
	// shrink maps styles to smaller ones, for tables that are too wide.
	shrink func(*style.Computed) *style.Computed
	said   bool         // TooDeep has been reported
	width  geom.Length  // of the paragraph at hand, 0 where it is not known
	root   []ast.Inline // of the paragraph at hand
	inner  bool         // what is planned stands in a box or cell
	cell   bool         // what is planned stands in a cell
	free   bool         // what is planned keeps to no grid
}

// frame is where blocks stand: from x, counted from the page's left margin.
type frame struct{ x, width geom.Length }

func (f frame) right() geom.Length { return f.x + f.width }

// leastWidth is the narrowest column that text is set in.
const leastWidth = 40 * geom.Pt

func (c *composer) op(f func(*emitter)) { c.ops = append(c.ops, f) }

// of returns the style of a part of a node.
func (c *composer) of(n ast.Node, p element.Part) *style.Computed {
	return c.scaled(c.p.style.Of(n, p))
}

func (c *composer) scaled(st *style.Computed) *style.Computed {
	if c.shrink == nil {
		return st
	}
	return c.shrink(st)
}

// box plans a block box: its margins, rules and padding, and in it what inner
// plans.
func (c *composer) box(n ast.Node, st *style.Computed, f frame, inner func(frame)) {
	if st.Display == "none" {
		return
	}
	if st.Page != "" && st.Page != c.p.style.Body().Page {
		c.p.checkPage(st.Page)
		f.width = min(f.width, c.p.measure(st.Page)-f.x)
	}
	in := c.inset(n, f, st)
	c.op(func(e *emitter) {
		e.begin(st)
		e.line(f, st.Border.Top, st)
		e.pad(st.Padding.Top)
	})
	inner(in)
	c.op(func(e *emitter) {
		if st.Padding.Bottom > 0 || st.Border.Bottom.Width > 0 {
			e.flushMarkers()
		}
		e.pad(st.Padding.Bottom)
		if st.Border.Bottom.Width > 0 {
			e.keep = true
			e.line(f, st.Border.Bottom, st)
			e.keep = false // a page may end below the rule
		}
		e.end(st)
	})
}

// inset narrows f by the box's edges. Where that leaves no room for text the
// box has no indent; so blocks may be nested to any depth.
func (c *composer) inset(n ast.Node, f frame, st *style.Computed) frame {
	left := st.Margin.Left + st.Padding.Left
	in := frame{f.x + left, f.width - left - st.Margin.Right - st.Padding.Right}
	if in.width >= leastWidth || in.width >= f.width {
		return in
	}
	if !c.said {
		c.said = true
		c.p.log.Add(diag.Diagnostic{Code: TooDeep, Severity: diag.Warning, Pos: n.Pos(), Rule: "indent",
			Message: "no width is left for the indents of blocks nested this deeply", Hint: "nest fewer lists or quotations"})
	}
	return f
}

// line adds a rule across f that stays with what follows.
func (e *emitter) line(f frame, b style.Border, st *style.Computed) {
	if b.Width == 0 {
		return
	}
	e.add(row{height: b.Width, frags: []Fragment{ruleAt(f.x, 0, f.width, b.Width, b.Color)}}, st)
	e.keep = true
}

func (c *composer) blocks(list []ast.Block, f frame) {
	for _, b := range list {
		c.block(b, f)
	}
}

// parts plans the parts of a document, and notes where its own text ends.
func (c *composer) parts(list []ast.Block, f frame) {
	for _, b := range list {
		c.block(b, f)
		if _, generated := b.(*ast.Matter); !generated {
			c.op(func(e *emitter) { e.flushMarkers(); e.text = len(e.rows) })
		}
	}
}

func (c *composer) block(b ast.Block, f frame) {
	st := c.of(b, element.Box)
	switch n := b.(type) {
	case *ast.Section:
		c.section(n, st, f)
	case *ast.Matter:
		c.matter(n, st, f)
	case *ast.Paragraph:
		c.box(n, st, f, func(in frame) {
			if st.StringSet != "" {
				c.op(func(e *emitter) { e.name(st, ast.PlainText(n.Inlines)) })
			}
			c.inlines(n.Inlines, st, in, nil)
		})
	case *ast.List:
		c.box(n, st, f, func(in frame) { c.list(n, in) })
	case *ast.DefList:
		c.box(n, st, f, func(in frame) { c.defList(n, in) })
	case *ast.Table:
		c.table(n, st, f)
	case *ast.Figure:
		c.figure(n, st, f)
	case *ast.BlockQuote:
		c.box(n, st, f, func(in frame) { c.blocks(n.Blocks, in) })
	case *ast.Box:
		c.aside(n, st, f)
	case *ast.CodeBlock:
		c.box(n, st, f, func(in frame) { c.code(n, st, in) })
	case *ast.Break:
		c.thematicBreak(n, st, f)
	case *ast.Contents:
		c.box(n, st, f, func(in frame) { c.entries(n.Entries, in) })
	default:
		c.p.fail(fmt.Errorf("%s: layout: no setting is known for %T", b.Pos(), b))
	}
}

func (c *composer) section(n *ast.Section, st *style.Computed, f frame) {
	c.op(func(e *emitter) { e.endStay(n.Level) })
	c.box(n, st, f, func(in frame) {
		h := c.of(n, element.Title)
		c.box(n, h, in, func(in frame) { c.heading(n, h, in) })
		c.op(func(e *emitter) { e.stay(n.Level) })
		c.blocks(n.Blocks, in)
	})
}

// heading sets number and title; a floating number hangs in the margin.
func (c *composer) heading(n *ast.Section, st *style.Computed, f frame) {
	text := n.Heading()
	c.op(func(e *emitter) {
		e.lead(n.ID, f)
		e.name(st, text)
		e.heads = true
	})
	var lead []piece
	if n.Number != "" {
		ns := c.of(n, element.Number)
		number := piece{text: n.Number + n.Sep, style: ns, content: c.p.tree.Content(n, structure.Number), loc: ast.Loc{Node: n}}
		if ns.Float && c.p.hangs(n.Number, ns) {
			c.mark([]piece{number}, ns, f.x)
		} else {
			lead = []piece{number}
		}
	}
	c.title(n.Title, st, f, lead)
}

// title plans the inlines of a heading, whose height is its own.
func (c *composer) title(list []ast.Inline, st *style.Computed, f frame, lead []piece) {
	free := c.free
	c.free = true
	c.inlines(list, st, f, lead)
	c.free = free
}

// hangs reports whether a number is short enough for the margin: "3." is,
// "Hoofdstuk 3" is not.
func (p *paginator) hangs(number string, st *style.Computed) bool {
	l := p.plain(number, st, nil)
	return lineWidth(&l)+st.FontSize.Scale(markerGap) <= -st.Margin.Left
}

// lead puts a destination on the next row, for what stands in f.
func (e *emitter) lead(name string, f frame) {
	if name != "" {
		e.dests = append(e.dests, spot{name, f.x})
	}
}

// name puts a running string on the next row; the last of a name holds.
func (e *emitter) name(st *style.Computed, text string) {
	if st.StringSet == "" {
		return
	}
	e.strings = slices.DeleteFunc(e.strings, func(s namedString) bool { return s.name == st.StringSet })
	e.strings = append(e.strings, namedString{st.StringSet, text})
}

func (c *composer) matter(n *ast.Matter, st *style.Computed, f frame) {
	c.free = true
	defer func() { c.free = false }()
	c.box(n, st, f, func(in frame) {
		c.op(func(e *emitter) { e.lead(n.ID, in) })
		if len(n.Title) > 0 {
			h := c.of(n, element.Title)
			c.op(func(e *emitter) { e.name(h, ast.PlainText(n.Title)) })
			c.box(n, h, in, func(in frame) { c.title(n.Title, h, in, nil) })
			defer c.op(func(e *emitter) { e.name(h, "") }) // what follows is not its text
		}
		c.blocks(n.Blocks, in)
	})
}

// thematicBreak draws a short rule in the middle.
func (c *composer) thematicBreak(n *ast.Break, st *style.Computed, f frame) {
	c.op(func(e *emitter) {
		e.begin(st)
		w := st.Width
		if w == 0 {
			w = f.width
		}
		e.add(row{height: st.Border.Top.Width, start: ast.Loc{Node: n},
			frags: []Fragment{ruleAt(f.x+(f.width-w)/2, 0, w, st.Border.Top.Width, st.Border.Top.Color)}}, st)
		e.end(st)
	})
}
