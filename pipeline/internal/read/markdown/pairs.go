package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	nethtml "golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/markup"
)

// rawNotes are the notes that raw HTML makes in Markdown, by links between call
// and note that lead to each other.
type rawNotes struct {
	calls map[gast.Node]*ast.Note // by the tag or link
	backs map[gast.Node]bool      // links back
	// taken are the blocks and items that are notes, or headings over nothing but
	// notes; inHTML holds the identifiers of the notes in a block of HTML.
	taken  map[gast.Node]bool
	inHTML map[gast.Node][]string
}

// pairRaw finds the notes that raw HTML makes, as those of a page are found: by
// the HTML that the text stands for.
func (r *reader) pairRaw(root gast.Node) {
	if !bytes.Contains(r.source, []byte(`#`)) || !bytes.Contains(r.source, []byte("id=")) && !bytes.Contains(r.source, []byte("name=")) && !linkedMarks(r.source) {
		return
	}
	k := &skeleton{r: r}
	k.children(root)
	pairs, heads := markup.FindPairs(r.name, k.out.Bytes(), r.log)
	r.raw = rawNotes{map[gast.Node]*ast.Note{}, map[gast.Node]bool{}, map[gast.Node]bool{}, map[gast.Node][]string{}}
	for _, p := range pairs {
		if k.holds(p) {
			r.rawPair(k, p)
		}
	}
	for _, key := range heads {
		if n := k.node(key); n != nil && len(r.raw.calls) > 0 {
			r.raw.taken[n] = true
			r.drop(diag.Info, markup.CodeNoteHead, r.pos(r.offset(n)), ast.PlainText(r.inlines(n)), "a heading over nothing but notes was left out; they go to their calls")
		}
	}
}

// linkedMarks reports whether a link within the text bears no more than a mark that holds
// a digit: [2](#b), [[2]](#b), [\[2\]](#b), [^2^](#b).
func linkedMarks(source []byte) bool {
	for {
		i := bytes.Index(source, []byte("](#"))
		if i < 0 {
			return false
		}
		words := bytes.TrimRight(source[max(0, i-len(`[\[200\]^*`)):i], `]\^*`)
		mark := bytes.TrimRight(words, "0123456789")
		if len(mark) < len(words) && len(mark) > 0 && bytes.IndexByte([]byte("[^*"), mark[len(mark)-1]) >= 0 {
			return true
		}
		source = source[i+len("](#"):]
	}
}

// withoutNoteRule takes the rule from the end of a text that stood over the notes.
func (r *reader) withoutNoteRule(blocks []ast.Block) []ast.Block {
	if last := len(blocks) - 1; last >= 0 && len(r.raw.calls) > 0 {
		if _, rule := blocks[last].(*ast.Break); rule {
			return blocks[:last]
		}
	}
	return blocks
}

// rawPair makes a note of a pair.
func (r *reader) rawPair(k *skeleton, p *markup.Pair) {
	n := k.node(p.Key)
	at := r.at(r.offset(n))
	base := markup.NoteID(p.Label)
	note := &ast.Note{At: at, ID: base, Label: p.Label}
	for i := 2; r.notes[note.ID] != nil; i++ {
		note.ID = fmt.Sprintf("%s-%d", base, i)
	}
	for _, key := range p.Backs {
		r.raw.backs[k.node(key)] = true
	}
	switch n := n.(type) {
	case *gast.HTMLBlock:
		note.Blocks = p.Read(at.Src.Line)
		r.raw.inHTML[n] = append(r.raw.inHTML[n], p.ID)
	case *gast.ListItem:
		note.Blocks = r.blocks(n, false)
	default:
		if list := r.inlines(n); len(list) > 0 {
			note.Blocks = []ast.Block{&ast.Paragraph{At: at, Inlines: list}}
		}
	}
	if n.Kind() != gast.KindHTMLBlock {
		r.takeRaw(n)
		r.cutMark(note, len(p.Backs) > 0)
	}
	if len(note.Blocks) == 0 {
		note.Blocks = []ast.Block{&ast.Paragraph{At: at, Inlines: []ast.Inline{&ast.Text{At: at, Value: p.Label}}}}
	}
	r.notes[note.ID] = note
	r.allNotes = append(r.allNotes, note)
	for _, key := range p.Calls {
		r.raw.calls[k.node(key)] = note
	}
}

// takeRaw takes a block out of the text, and the list around it where no item is
// left.
func (r *reader) takeRaw(n gast.Node) {
	r.raw.taken[n] = true
	if n.Kind() != gast.KindListItem {
		return
	}
	for c := n.Parent().FirstChild(); c != nil; c = c.NextSibling() {
		if !r.raw.taken[c] {
			return
		}
	}
	r.raw.taken[n.Parent()] = true
}

// cutMark takes a note's own mark from the front of its text.
func (r *reader) cutMark(note *ast.Note, backed bool) {
	if len(note.Blocks) == 0 {
		return
	}
	p, ok := note.Blocks[0].(*ast.Paragraph)
	if !ok {
		return
	}
	for len(p.Inlines) > 0 && ast.IsAnchor(p.Inlines[0]) { // what its calls lead to
		p.Inlines = p.Inlines[1:]
	}
	list, cut := markup.CutMark(p.Inlines, note.Label, backed)
	if cut != "" {
		r.drop(diag.Info, markup.CodeBacklink, note.Src, cut, "the note's own mark was left out")
	}
	if p.Inlines = solid(ast.Trim(list)); p.Inlines == nil {
		note.Blocks = note.Blocks[1:]
	}
}

// rawNote makes a call of the tag or link n, or leaves a link back out; it gives
// the node to go on with.
func (r *reader) rawNote(c *collector, n, end gast.Node) (gast.Node, bool) {
	note, back := r.raw.calls[n], r.raw.backs[n]
	if note == nil && !back {
		return nil, false
	}
	after := r.behind(n, end)
	pos := r.inlineAt(n).Src
	if raw, ok := n.(*gast.RawHTML); ok {
		pos = r.pos(raw.Segments.At(0).Start)
	}
	tags, words := r.printed(n, after)
	if back {
		r.drop(diag.Info, markup.CodeBacklink, pos, tags+words, "a note's link back to its call was left out")
		return after, true
	}
	c.add(&ast.NoteRef{At: ast.At{Src: pos}, Label: note.Label, Note: note})
	r.drop(diag.Info, markup.CodeNote, pos, tags+strings.Replace(words, note.Label, "", 1), "a link calls note "+note.ID)
	return after, true
}

// behind is the node behind an element of raw HTML, or behind a link.
func (r *reader) behind(n, end gast.Node) gast.Node {
	raw, ok := n.(*gast.RawHTML)
	if !ok {
		return n.NextSibling()
	}
	name, _ := tagName(r.segments(raw))
	depth := 0
	for c := n; c != nil && c != end; c = c.NextSibling() {
		tag, ok := c.(*gast.RawHTML)
		if !ok {
			continue
		}
		switch other, kind := tagName(r.segments(tag)); {
		case other != name:
		case kind == nethtml.StartTagToken:
			depth++
		case kind == nethtml.EndTagToken:
			if depth--; depth == 0 {
				return c.NextSibling()
			}
		}
	}
	return end
}

// printed gives the tags and the words from a node up to another.
func (r *reader) printed(n, after gast.Node) (tags, words string) {
	for c := n; c != nil && c != after; c = c.NextSibling() {
		if tag, ok := c.(*gast.RawHTML); ok {
			tags += r.segments(tag)
			continue
		}
		inner := &collector{}
		r.inline(inner, c)
		words += ast.PlainText(inner.done())
	}
	return tags, words
}

// skeleton writes the HTML that a text in Markdown stands for, as far as notes
// ask for it, with keys that tell the nodes.
type skeleton struct {
	r     *reader
	out   bytes.Buffer
	nodes []gast.Node
}

func (k *skeleton) key(n gast.Node) int {
	k.nodes = append(k.nodes, n)
	return len(k.nodes) - 1
}

// node is the node of a key, nil where there is none.
func (k *skeleton) node(key string) gast.Node {
	i, err := strconv.Atoi(key)
	if err != nil || i >= len(k.nodes) {
		return nil
	}
	return k.nodes[i]
}

// holds reports whether a pair is one of nodes: a call is a tag or a link in the
// text, and the note a paragraph, an item or in a block of HTML.
func (k *skeleton) holds(p *markup.Pair) bool {
	switch n := k.node(p.Key); {
	case n == nil:
		return false
	case n.Kind() != gast.KindHTMLBlock && n.Kind() != gast.KindParagraph && n.Kind() != gast.KindListItem:
		return false
	}
	for _, key := range p.Calls {
		if n := k.node(key); n == nil || n.Kind() != gast.KindRawHTML && n.Kind() != gast.KindLink {
			return false
		}
	}
	return true
}

func (k *skeleton) children(n gast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		k.write(c)
	}
}

// write writes a node. A block of HTML that is no whole structure stands as text.
func (k *skeleton) write(n gast.Node) {
	switch n := n.(type) {
	case *gast.Paragraph:
		k.element("p", n)
	case *gast.Heading:
		k.element(fmt.Sprintf("h%d", n.Level), n)
	case *gast.List:
		k.element("ul", n)
	case *gast.ListItem:
		k.element("li", n)
	case *gast.TextBlock:
		k.children(n)
	case *gast.HTMLBlock:
		raw := k.r.codeText(n)
		if markup.Whole([]byte(raw)) {
			k.out.Write(markup.Keyed([]byte(raw), k.key(n)))
		} else {
			k.out.WriteString("<p>" + html.EscapeString(raw) + "</p>")
		}
	case *gast.RawHTML:
		k.out.Write(markup.Keyed([]byte(k.r.segments(n)), k.key(n)))
	case *gast.Link:
		a := k.r.takeAttrs(n)
		if a.has("xref") { // it says that it calls no note
			k.span(n, a.id)
			return
		}
		fmt.Fprintf(&k.out, `<a data-octavo-key=%d href="%s" id="%s">`, k.key(n), html.EscapeString(address(n.Destination)), html.EscapeString(a.id))
		k.children(n)
		k.out.WriteString("</a>")
	case *gast.Text:
		k.out.WriteString(html.EscapeString(unescape(n.Segment.Value(k.r.source))))
		if n.SoftLineBreak() || n.HardLineBreak() {
			k.out.WriteByte('\n')
		}
	case *spanNode:
		k.span(n, n.attrs.id)
	case *emojiNode:
		k.out.WriteString(emojiSigns[n.name])
	case *wikiNode:
		k.out.WriteString(html.EscapeString(cmp.Or(n.words, n.target)))
	case *gast.CodeBlock, *gast.FencedCodeBlock:
		k.out.WriteString("<pre>code</pre>")
	case *scriptNode:
		k.out.WriteString(html.EscapeString(n.text))
	default:
		if n.Type() == gast.TypeBlock {
			k.element("div", n)
			return
		}
		k.children(n)
	}
}

func (k *skeleton) span(n gast.Node, id string) {
	fmt.Fprintf(&k.out, `<span id="%s">`, html.EscapeString(id))
	k.children(n)
	k.out.WriteString("</span>")
}

func (k *skeleton) element(name string, n gast.Node) {
	fmt.Fprintf(&k.out, "<%s data-octavo-key=%d>", name, k.key(n))
	k.children(n)
	fmt.Fprintf(&k.out, "</%s>", name)
}
