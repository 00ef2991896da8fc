package markdown

import (
	"bytes"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/read/attributes"
)

// attrLine is a list of attributes as kramdown and Python-Markdown write it, on a
// line of its own behind a block: {: #id .class key="value"} (kramdown's syntax,
// "Block Attributes"). {:toc} makes a list the contents.
type attrLine struct {
	attrs attrs
	raw   string
	toc   bool
	// of and at are where the block begins to which it belongs, and where it stands.
	of, at int
}

var (
	attrLinesKey = parser.NewContextKey()
	attrLineForm = pattern.Of(`^ {0,3}\{(?::[ \t]*([^{}\n]+)|[ \t]*([.#][^{}\n]+|[A-Za-z][\w-]*=[^{}\n]+))\}[ \t]*\n?$`)
	bareWords    = pattern.Of(`^[A-Za-z][\w-]*(?:[ \t]+[A-Za-z][\w-]*)*[ \t]*$`)
)

// lineOfAttrs reads a line of attributes, with the colon that kramdown wants or without,
// as Python-Markdown and MyST have it. Words by themselves, {:aside}, are names as classes
// are. It returns the line without white space; "" where it is none.
func lineOfAttrs(line []byte) (a attrs, raw, words string) {
	m := attrLineForm.FindSubmatch(line)
	if m == nil {
		return attrs{}, "", ""
	}
	words = string(m[1]) + string(m[2])
	a, n := listedAttrs(words)
	if n == 0 {
		return attrs{}, "", ""
	}
	return a, string(bytes.TrimSpace(line)), words
}

// listedAttrs reads a list of attributes; words by themselves are classes. n is 0 where
// it is none.
func listedAttrs(list string) (a attrs, n int) {
	if len(list) <= maxAttrs && bareWords.MatchString(list) {
		list = "." + strings.Join(strings.Fields(list), " .")
	}
	return parseAttrs([]byte("{" + list + "}"))
}

// attrLines takes such lines out of paragraphs.
type attrLines struct{}

// Transform takes those at the end of a paragraph: they belong to it, or to the
// block before where it holds nothing else.
func (attrLines) Transform(p *gast.Paragraph, r text.Reader, pc parser.Context) {
	lines := p.Lines().Sliced(0, p.Lines().Len())
	known, _ := pc.Get(attrLinesKey).([]attrLine)
	for n := len(lines); n > 0; n-- {
		a, raw, words := lineOfAttrs(lines[n-1].Value(r.Source()))
		if raw == "" {
			break
		}
		line := attrLine{a, raw, words == "toc", lines[0].Start, lines[n-1].Start}
		if n == 1 && !line.toc {
			if line.of = beginning(p.PreviousSibling()); line.of < 0 {
				break
			}
		} else if list := listOver(p, r.Source(), line.at); list != nil {
			line.of = beginning(list)
		}
		known, lines = append(known, line), lines[:n-1]
	}
	if len(lines) == p.Lines().Len() {
		return
	}
	pc.Set(attrLinesKey, known)
	rest := text.NewSegments()
	rest.AppendAll(lines)
	if p.SetLines(rest); rest.Len() == 0 {
		p.Parent().RemoveChild(p.Parent(), p)
	}
}

// listOver is the outermost list around a paragraph of whose items a line at an offset
// stands to the left: attributes there belong to the list (kramdown's syntax, "Block
// Inline Attribute Lists"). It is nil for none.
func listOver(p gast.Node, source []byte, at int) (list gast.Node) {
	col := at - 1 - bytes.LastIndexByte(source[:at], '\n')
	for n := p.Parent(); n != nil; n = n.Parent() {
		if item, ok := n.(*gast.ListItem); ok && col < item.Offset && item.Parent() != nil && beginning(item.Parent()) >= 0 {
			list = item.Parent()
		}
	}
	return list
}

// beginning is where a block's text begins; -1 for none.
func beginning(n gast.Node) int {
	for ; n != nil; n = n.FirstChild() {
		if n.Type() == gast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
	}
	return -1
}

// takeAttrLines keeps what a parse found, by the line of the block.
func (r *reader) takeAttrLines(pc parser.Context) {
	lines, _ := pc.Get(attrLinesKey).([]attrLine)
	for _, l := range lines {
		if r.attrLines == nil {
			r.attrLines = map[int]attrs{}
		}
		line := r.pos(l.of).Line
		if l.toc {
			r.attrLines[line] = attrs{classes: []string{tocList}}
			r.drop(diag.Info, CodeCommand, r.pos(l.at), l.raw, l.raw+" was left out: contents are made anew")
			continue
		}
		if r.attrLines[line].id == "" {
			r.attrLines[line] = l.attrs
		}
		r.drop(diag.Info, CodeAttrs, r.pos(l.at), l.raw, "attributes are no text; an identifier among them is kept")
	}
}

// tocList is the class that marks a list which another program replaces by the
// contents.
const tocList = "toc"

// dropContents leaves out a list in whose place another program puts the contents.
func (r *reader) dropContents(n *gast.List) {
	var words []string
	ast.WalkBlocks([]ast.Block{r.list(n)}, func(in ast.Node) bool {
		if t, ok := in.(*ast.Text); ok {
			words = append(words, t.Value)
		}
		return true
	})
	r.drop(diag.Info, CodeCommand, r.pos(r.offset(n)), strings.Join(words, " "), "a list that stands for the contents was left out: these are made anew")
}

// lineAttrs are the attributes on a line behind a block.
func (r *reader) lineAttrs(n gast.Node) attrs {
	if len(r.attrLines) == 0 {
		return attrs{}
	}
	return r.attrLines[r.pos(r.offset(n)).Line]
}

// passLineAttrs weighs the attributes on a line behind a block.
func (r *reader) passLineAttrs(n gast.Node) {
	e := attributes.Division
	var read []string
	switch n.Kind() {
	case gast.KindBlockquote:
		read = boxNames(r.lineAttrs(n))
	case gast.KindList:
		e = attributes.List
	case gast.KindFencedCodeBlock, gast.KindCodeBlock:
		e, read = attributes.CodeBlock, []string{"title"}
	case east.KindTable:
		e, read = attributes.Table, []string{"title"}
	}
	a, pos := r.lineAttrs(n), r.pos(r.offset(n))
	line := weighed{at: diag.Pos{File: pos.File, Line: pos.Line}}
	if len(a.names()) > 0 && !r.told[line] { // the outermost block of a line has them
		r.told[line] = true
		r.passBy(e, a, pos, nil, read...)
	}
}

// takeLineID takes the identifier from the attributes on a line behind a block.
func (r *reader) takeLineID(n gast.Node) string {
	a := r.lineAttrs(n)
	if id := a.id; id != "" {
		a.id = ""
		r.attrLines[r.pos(r.offset(n)).Line] = a
		return id
	}
	return ""
}

// titleBelow makes the title on the line behind a table or code the caption of what was
// made of it, as kramdown-rfc does.
func (r *reader) titleBelow(made []ast.Block, n gast.Node) {
	title := r.lineAttrs(n).keys["title"]
	if len(made) != 1 || strings.TrimSpace(title) == "" {
		return
	}
	switch b := made[0].(type) {
	case *ast.Table:
		if len(b.Caption) == 0 {
			b.Caption = r.textInlines(title, -1)
		}
	case *ast.CodeBlock:
		f := &ast.Figure{At: b.At, ID: b.ID, Blocks: []ast.Block{b}, Caption: r.textInlines(title, -1)}
		made[0], b.ID = f, ""
	}
}

// inlineAttrs are attributes behind a word, {: .class}: no text.
type inlineAttrs struct{}

func (inlineAttrs) Trigger() []byte { return []byte{'{'} }

func (inlineAttrs) Parse(parent gast.Node, r text.Reader, _ parser.Context) gast.Node {
	line, segment := r.PeekLine()
	line = line[:min(len(line), maxAttrs)]
	end := bytes.IndexByte(line, '}')
	if !bytes.HasPrefix(line, []byte("{:")) || end < 0 {
		return nil
	}
	if kramdownLine.Match(line[:end+1]) { // an extension in running text, {::nomarkdown}
		r.Advance(end + 1)
		return &templateNode{text: string(line[:end+1]), offset: segment.Start}
	}
	a, n := listedAttrs(strings.TrimSpace(string(line[2:end])))
	if n == 0 {
		return nil
	}
	r.Advance(end + 1)
	if takesAttrs(parent.LastChild()) {
		return &attrNode{attrs: a, raw: string(line[:end+1])}
	}
	return &templateNode{text: string(line[:end+1]), offset: segment.Start, attrs: &a}
}
