package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	chars "octavo/pipeline/internal/text"
	"octavo/pipeline/internal/wording"
)

// CodeNumbered tells of labels that were counted for cross-references.
const CodeNumbered diag.Code = "markdown-numbered"

var _ = diag.Register(map[diag.Code]string{
	CodeNumbered: "Figures, tables, listings or formulas that cross-references name were given numbers, as Quarto prints them.",
})

// crossRef is a cross-reference of Quarto or pandoc-crossref, @fig-name, [@fig-name],
// [-@fig-name] or [see @fig-name; @fig-other] (Quarto, "Cross References"); or one of
// bookdown.
type crossRef struct {
	gast.BaseInline
	parts  []refPart
	offset int
	raw    string
}

// refPart is one of the places that a cross-reference names.
type refPart struct {
	prefix, id string
	typed      string // as it stands in the file
	bare       bool   // only the number
}

var kindCrossRef = gast.NewNodeKind("OctavoCrossRef")

func (*crossRef) Kind() gast.NodeKind             { return kindCrossRef }
func (n *crossRef) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// crossRefParser finds cross-references.
type crossRefParser struct{}

func (crossRefParser) Trigger() []byte { return []byte{'@', '[', '\\'} }

var (
	refName  = pattern.Of(`^@((?:[Ff]ig|[Tt]bl|[Ss]ec|[Ee]q|[Ll]st|[Tt]hm|[Ll]em|[Cc]or|[Pp]rp|[Dd]ef|[Ee]xm|[Ee]xr|[Nn]te|[Tt]ip|[Ww]rn|[Ii]mp|[Cc]au)[-:][A-Za-z0-9](?:[\w:.-]*[\w])?)`)
	refGroup = pattern.Of(`^\[([^\[\]@;]{0,60}-?@[^\[\]\n]{1,300})\](?:[^({\[]|$)`)
	refParts = pattern.Of(`^\s*([^@]*?)(-?)(@\S+)\s*$`)
)

func (crossRefParser) Parse(_ gast.Node, r text.Reader, _ parser.Context) gast.Node {
	line, segment := r.PeekLine()
	if line[0] == '\\' {
		m := bookRef.FindSubmatch(line)
		if m == nil {
			return nil
		}
		r.Advance(len(m[0]))
		return &crossRef{parts: []refPart{{id: string(m[1]), typed: string(m[0]), bare: true}}, offset: segment.Start, raw: string(m[0])}
	}
	if line[0] == '@' {
		m := refName.FindSubmatch(line)
		if m == nil || isWordRune(r.PrecendingCharacter()) {
			return nil
		}
		r.Advance(len(m[0]))
		return &crossRef{parts: []refPart{{id: string(m[1]), typed: string(m[0])}}, offset: segment.Start, raw: string(m[0])}
	}
	m := refGroup.FindSubmatch(line)
	if m == nil {
		return nil
	}
	parts := groupParts(m[1])
	if parts == nil {
		return nil
	}
	r.Advance(len(m[1]) + 2)
	return &crossRef{parts: parts, offset: segment.Start, raw: "[" + string(m[1]) + "]"}
}

// groupParts are the places in a group of cross-references; nil where anything else
// stands in it.
func groupParts(group []byte) []refPart {
	var parts []refPart
	for _, part := range bytes.Split(group, []byte(";")) {
		m := refParts.FindSubmatch(part)
		if m == nil {
			return nil
		}
		id := refName.FindSubmatch(m[3])
		if id == nil || len(id[0]) != len(m[3]) {
			return nil
		}
		parts = append(parts, refPart{prefix: chars.OneLine(string(m[1])), id: string(id[1]), typed: string(id[0]), bare: len(m[2]) > 0})
	}
	return parts
}

// pendingRef is a cross-reference whose words are put in once all is read.
type pendingRef struct {
	link *ast.Link
	part refPart
}

// crossRef adds links to the places of a cross-reference.
func (r *reader) crossRef(c *collector, n *crossRef) {
	at := r.at(n.offset)
	for i, part := range n.parts {
		if i > 0 {
			c.text(at, ", ")
		}
		words := part.typed
		if part.prefix != "" {
			words = part.prefix + " " + words
		}
		l := &ast.Link{At: at, URL: "#" + part.target(), Inlines: []ast.Inline{&ast.Text{At: at, Value: words}}}
		r.bare.refs = append(r.bare.refs, pendingRef{l, part})
		c.add(l)
	}
}

// target is the identifier that is meant: a capital of Quarto's asks for one in the
// words that are printed.
func (p refPart) target() string {
	if p.typed[0] == '@' {
		return strings.ToLower(p.id[:1]) + p.id[1:]
	}
	return p.id
}

// labelWords are what a number stands behind, by the kind of its identifier.
func labelWords(w *wording.Words) map[string]string {
	return map[string]string{"fig": w.Labels.Figure, "tbl": w.Table, "tab": w.Table, "lst": w.Labels.Listing, "eq": w.Labels.Equation}
}

// labels are the numbers and titles that cross-references print, by identifier.
type labels struct {
	word   map[string]string // of a kind, in the language of the document
	named  map[string]bool   // the kinds that a reference names
	count  map[string]int
	number map[string]string
	title  map[string]string
	// heads are the numbers of headings.
	heads map[string]string
	// formulas are those that have a label.
	formulas map[string]*ast.Formula
}

// kindOfID is the kind of an identifier, before its hyphen or colon.
func kindOfID(id string) string { return id[:max(strings.IndexAny(id, "-:"), 0)] }

// leadRefs gives cross-references their words, and figures, tables, listings and
// formulas their numbers, in the order of the file; a reference to nothing stays text
// and is said.
func (r *reader) leadRefs(doc *ast.Document) {
	r.takeLabels(doc)
	if len(r.bare.refs) == 0 {
		return
	}
	l := &labels{word: labelWords(wording.For(doc.Meta.Lang)), named: map[string]bool{}, count: map[string]int{}, number: map[string]string{}, title: map[string]string{}, heads: map[string]string{}, formulas: r.bare.formulas}
	for _, ref := range r.bare.refs {
		l.named[kindOfID(ref.link.URL[1:])] = true
	}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		l.label(n)
		return true
	})
	gone := map[ast.Inline]bool{}
	for _, ref := range r.bare.refs {
		if words := l.words(ref); words != "" {
			r.drop(diag.Info, CodeNumbered, ref.link.Src, ref.part.typed, fmt.Sprintf("%s refers to %s", ref.part.typed, words))
			ref.link.Inlines = []ast.Inline{&ast.Text{At: ref.link.At, Value: words}}
			continue
		}
		gone[ref.link] = true
		if ref.part.typed[0] == '@' && l.word[kindOfID(ref.link.URL[1:])] == "" && !strings.HasPrefix(ref.link.URL, "#sec") && !strings.HasPrefix(ref.link.URL, "#thm") {
			continue // what else begins so may be a name
		}
		r.losses.Add("reference", diag.Diagnostic{Code: CodeLost, Pos: ref.link.Src, Rule: "markdown", Hint: "write a link: [Figure 1](#fig-name)",
			Message: fmt.Sprintf("a reference leads to nothing in the file and stays text: %s", ref.part.typed)})
	}
	ast.Unwrap(doc, gone)
	if len(l.number) > 0 {
		r.add(diag.Info, CodeNumbered, diag.Pos{File: r.name, Line: r.firstLine}, fmt.Sprintf("%d captions and formulas were given the numbers that cross-references print", len(l.number)), "")
	}
}

// label notes what a node is called, and puts the number into what shows it.
func (l *labels) label(n ast.Node) {
	id := ast.NodeID(n)
	if s, ok := n.(*ast.Section); ok {
		id = cmp.Or(id, chars.PandocSlug(ast.PlainText(s.Title)))
		l.heads[id] = strings.Trim(s.Number, " .")
	}
	if id == "" {
		return
	}
	kind := kindOfID(id)
	switch n := n.(type) {
	case *ast.Figure:
		if (kind == "fig" || kind == "lst") && l.named[kind] {
			number := l.next(kind, id)
			n.Caption = l.captioned(kind, number, n.Caption, n.At)
			l.within(n, number)
		}
	case *ast.Anchor:
		if f := l.formulas[id]; f != nil && l.named[kind] {
			f.TeX = tagged(f.TeX, l.next(kind, id))
		}
	case *ast.Table:
		if (kind == "tbl" || kind == "tab") && l.named[kind] {
			n.Caption = l.captioned(kind, l.next(kind, id), n.Caption, n.At)
		}
	}
	if title := titleOf(n); title != "" && l.title[id] == "" {
		l.title[id] = title
	}
}

// next is the number of an identifier: the one that its figure gave it, or the next.
func (l *labels) next(kind, id string) string {
	if l.number[id] == "" {
		l.count[kind]++
		l.number[id] = strconv.Itoa(l.count[kind])
	}
	return l.number[id]
}

// within numbers the figures in a figure by letters.
func (l *labels) within(f *ast.Figure, number string) {
	letter := 'a'
	for _, b := range f.Blocks {
		if id := ast.NodeID(b); kindOfID(id) == "fig" && letter <= 'z' {
			l.number[id] = number + string(letter)
			letter++
		}
	}
}

// captioned puts a label before a caption that has none.
func (l *labels) captioned(kind, number string, caption []ast.Inline, at ast.At) []ast.Inline {
	label := l.word[kind] + " " + number
	words := ast.PlainText(caption)
	switch {
	case words == "":
		return []ast.Inline{&ast.Text{At: at, Value: label}}
	case strings.HasPrefix(words, label):
		return caption
	}
	return ast.JoinText(slices.Insert(caption, 0, ast.Inline(&ast.Text{At: at, Value: label + ": "})))
}

// tagged is a display formula with its number beside it, unless its author gave one.
func tagged(tex, number string) string {
	if strings.Contains(tex, `\tag`) {
		return tex
	}
	return tex + ` \tag{` + number + "}"
}

// words are those of a cross-reference; "" where it leads to nothing that is called
// anything.
func (l *labels) words(ref pendingRef) string {
	id := ref.link.URL[1:]
	number, kind := l.number[id], kindOfID(id)
	switch {
	case number == "" && l.title[id] == "":
		return ""
	case number == "" && ref.part.bare && l.heads[id] != "":
		return strings.TrimSpace(ref.part.prefix + " " + l.heads[id])
	case number == "":
		return strings.TrimSpace(ref.part.prefix + " " + l.title[id])
	case ref.part.bare:
		return strings.TrimSpace(ref.part.prefix + " " + number)
	case ref.part.prefix != "":
		return ref.part.prefix + " " + number
	}
	return l.word[kind] + " " + number
}
