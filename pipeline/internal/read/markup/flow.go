package markup

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// flow gathers the blocks of an element. Text that stands between blocks is a
// paragraph of its own.
type flow struct {
	r   *reader
	out []ast.Block
	// pending are the inlines of the paragraph that is being read.
	pending *inlines
	// top tells that headings make sections here.
	top bool
	// lang is the language of what stands around.
	lang string
	// open are the lists that an item with a marker of its own may join.
	open []openList
	// code is the block that lines of code in paragraphs made last.
	code *ast.CodeBlock
	// wrap are the inline elements around the blocks, outermost first.
	wrap []*html.Node
}

// blocksIn reads the content of an element that stands in another block.
func (r *reader) blocksIn(n *html.Node, lang string) []ast.Block {
	if !is(n, "figure", "table") {
		r.await(n)
	}
	f := &flow{r: r, lang: lang}
	f.children(n)
	f.flush()
	f.mark(0, decoration(n))
	return r.joinCaptions(f.out)
}

func (f *flow) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		f.node(c)
		if f.pending != nil && abuts(c) {
			f.pending.add(&ast.Text{At: f.r.at(), Value: " "})
		}
	}
}

func (f *flow) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		f.inline(n)
	case html.ElementNode:
		f.element(n)
	}
}

func (f *flow) element(n *html.Node) {
	if why := f.r.leaveOut(n); why != "" {
		f.r.skip(n, why)
		return
	}
	switch {
	case isHeld(n):
		f.heldBlocks(n)
	case drawing(n):
		f.inline(n)
	case isBlock(n):
		number := f.onlyNumber()
		f.flush()
		f.panelLabel(n)
		f.r.enter(n)
		start := len(f.out)
		f.block(n)
		f.flush()
		if number {
			f.joinNumber(start)
		}
		f.mark(start, decoration(n))
	case holdsBlocks(n):
		f.flush()
		f.r.enter(n)
		f.r.sayOf(n)
		f.r.await(n)
		start := len(f.out)
		f.wrap = append(f.wrap, n)
		f.children(n)
		f.flush()
		f.wrap = f.wrap[:len(f.wrap)-1]
		f.mark(start, ast.MarkOfTag(n.Data))
		f.mark(start, decoration(n))
	default:
		f.inline(n)
	}
}

// holdsBlocks reports whether an inline element has blocks in it.
func holdsBlocks(n *html.Node) bool {
	found := false
	for c := n.FirstChild; c != nil && !found; c = c.NextSibling {
		walk(c, func(k *html.Node) bool {
			found = found || isBlock(k)
			return !found
		})
	}
	return found
}

func (f *flow) inline(n *html.Node) {
	if f.pending == nil {
		linked := slices.ContainsFunc(f.wrap, func(w *html.Node) bool { return w.Data == "a" })
		f.pending = &inlines{r: f.r, lang: f.lang, linked: linked}
	}
	f.pending.node(n)
}

// flush ends the paragraph that is being read.
func (f *flow) flush() {
	if f.pending == nil {
		return
	}
	whole := f.pending.list
	parts := paragraphs(whole)
	if f.pending = nil; len(parts) == 0 {
		f.r.hold(whole)
	}
	for _, list := range parts {
		f.paragraph(f.r.foreign(f.wrapped(list), f.lang))
	}
}

// wrapped gives a run the meaning of the inline elements around its block; of links
// the innermost counts.
func (f *flow) wrapped(list []ast.Inline) []ast.Inline {
	linked := false
	for _, w := range slices.Backward(f.wrap) {
		switch {
		case ast.MarkOfTag(w.Data) != "": // marks what it holds as a whole
		case linked && w.Data == "a":
			list = f.r.marked(w, list, f.lang)
		default:
			list = f.r.wrapped(w, list, f.lang)
			linked = linked || w.Data == "a"
		}
	}
	return list
}

// paragraphs cuts a run where two line breaks stand for an empty line, and
// leaves out what holds nothing but spaces.
func paragraphs(list []ast.Inline) [][]ast.Inline {
	var out [][]ast.Inline
	start, last := 0, -2 // last is the last line break
	end := func(i int) {
		if part := tidy(list[start:i:i]); visible(part) {
			out = append(out, withoutPadding(part))
		}
		start = i
	}
	for i, in := range list {
		switch {
		case isBreak(in) && last >= start && last == i-1:
			end(i)
			last = i
		case isBreak(in):
			last = i
		case isBlank(in) && last == i-1:
			last = i
		}
	}
	end(len(list))
	return out
}

// withoutPadding takes non-breaking spaces from the end of a run, which hold nothing
// to anything there, as those before a link back that went.
func withoutPadding(list []ast.Inline) []ast.Inline {
	for n := len(list); n > 0; n = len(list) {
		t, ok := list[n-1].(*ast.Text)
		if !ok {
			break
		}
		if t.Value = strings.TrimRight(t.Value, " \u00a0"); t.Value != "" {
			break
		}
		list = list[:n-1]
	}
	return list
}

func isBlank(in ast.Inline) bool {
	t, ok := in.(*ast.Text)
	return ok && strings.TrimSpace(t.Value) == ""
}

func isBreak(in ast.Inline) bool {
	_, ok := in.(*ast.LineBreak)
	return ok
}

// visible reports whether a run holds more than spaces of any kind.
func visible(list []ast.Inline) bool {
	found := strings.TrimSpace(ast.PlainText(list)) != ""
	ast.WalkInlines(list, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.Image, *ast.NoteRef, *ast.Code, *ast.Formula:
			found = true
		}
		return !found
	})
	return found
}

func (f *flow) paragraph(list []ast.Inline) {
	if img, ok := list[len(list)-1].(*ast.Image); ok && len(ast.WithoutAnchors(list)) == 1 {
		f.r.hold(list)
		f.out = append(f.out, &ast.Figure{At: img.At, Image: img, ID: f.r.awaited()})
		return
	}
	if img, caption := ast.PictureWithCaption(list, isBreak); img != nil {
		f.r.sayCaption(img.At.Src, caption)
		f.add(&ast.Figure{At: img.At, Image: img, ID: f.r.awaited(), Caption: caption})
		return
	}
	list = f.r.anchored(list)
	f.add(&ast.Paragraph{At: f.r.firstAt(list), Inlines: list})
}

func (f *flow) add(b ast.Block) { f.out = append(f.out, b) }

// firstAt is the place of the first inline that has one.
func (r *reader) firstAt(list []ast.Inline) ast.At {
	for _, in := range list {
		if p := in.Pos(); p.IsValid() {
			return ast.At{Src: p}
		}
	}
	return r.at()
}

func (f *flow) block(n *html.Node) {
	outer := f.lang
	f.lang = f.r.langOf(n, f.lang)
	defer func() { f.lang = outer }()
	if kind, ok := noticeTable(n); ok {
		f.box(n, kind)
		return
	}
	if kind, ok := f.r.boxOf(n); ok {
		f.box(n, kind)
		return
	}
	if !isHeading(n) && !hasRole(n, "heading") && !is(n, "table", "figure") {
		f.r.await(n)
	}
	if f.byRole(n) || f.byClass(n) || f.wordItem(n) || f.officeCode(n) {
		return
	}
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		f.heading(n)
	case "ul", "ol", "menu", "dir":
		f.list(n)
	case "dl":
		f.defList(n)
	case "table":
		f.table(n)
	case "figure":
		f.figure(n)
	case "blockquote":
		if inner := f.r.blocksIn(n, f.lang); len(inner) > 0 {
			f.add(&ast.BlockQuote{At: f.r.at(), Blocks: inner})
		}
	case "pre", "listing", "xmp", "plaintext":
		f.pre(n)
	case "hr":
		f.add(&ast.Break{At: f.r.at()})
	case "summary":
		f.summary(n)
	default:
		if f.numberedRow(n) || f.markedPart(n) {
			return
		}
		before := len(f.out)
		f.children(n)
		f.flush()
		switch len(f.out) - before {
		case 0:
			f.loseDrawn(n)
		case 1:
			f.noteCaption(n)
			f.seeLook(n)
		case 2: // what stands alone with its caption has no other
			f.out = append(f.out[:before], f.r.joinCaptions(f.out[before:])...)
		}
	}
}

func (f *flow) heading(n *html.Node) {
	at := f.r.at()
	id := f.r.anchor(n)
	if id == "" && f.top {
		id = f.r.awaited()
	}
	if id != "" && !f.top {
		f.r.waiting = append(f.r.waiting, &ast.Anchor{At: at, ID: id})
	}
	title := unstrong(f.r.withoutWays(f.r.inlinesIn(n, f.lang)))
	if len(title) > 0 {
		if t, ok := title[0].(*ast.Text); ok { // editors hold empty headings open with a blank that stays
			t.Value = cmp.Or(strings.TrimLeft(t.Value, " \u00a0"), t.Value)
		}
	}
	if !f.top && len(title) == 0 {
		return
	}
	if !f.top {
		if f.r.boxed > 0 {
			f.r.add(diag.Info, CodeHeading, 0.95, "a heading in a box heads nothing outside; it was taken for a strong paragraph", "")
		} else {
			f.r.add(diag.Warning, CodeHeading, 1, "a heading stands inside another block; it was taken for a strong paragraph", "move it out of the table, list or note")
		}
		f.add(&ast.Paragraph{At: at, Inlines: []ast.Inline{&ast.Strong{At: at, Inlines: title}}})
		return
	}
	s := &ast.Section{At: at, Level: f.r.partLevel(n), ID: id}
	s.Number, s.Sep, s.Title = ast.SplitTitle(ast.AnchorsLast(title))
	if is(n, "h1") {
		f.r.firsts[s] = true
	}
	f.add(s)
}

// anchor gives the identifier for a section, table or figure: its own or that
// of an anchor in it, where a link of the page leads to it.
func (r *reader) anchor(n *html.Node) string {
	found := ""
	take := func(c *html.Node) bool {
		if is(c, "tr", "td", "th") && is(n, "table") {
			return false // cells have anchors of their own
		}
		for _, key := range []string{"id", "name"} {
			id := attr(c, key)
			if found == "" && id != "" && (r.wanted[id] || r.piece) && r.ids[id] == c && r.nameable(id) && !r.given[id] {
				found = id
			}
		}
		return found == ""
	}
	walk(n, take)
	for c := n; found == "" && c.Parent != nil && firstElement(c.Parent) == c; c = c.Parent {
		take(c.Parent)
	}
	if found == "" {
		return ""
	}
	r.given[found] = true
	return r.idName(found)
}

func firstElement(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			return c
		}
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return nil
		}
	}
	return nil
}
