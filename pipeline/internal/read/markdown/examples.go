package markdown

import (
	"fmt"
	"strconv"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

// CodeExample tells what number an example got.
const CodeExample diag.Code = "markdown-example"

var _ = diag.Register(map[diag.Code]string{
	CodeExample: "The item of a list of examples, (@), or a reference to it, was given its number.",
})

// example is an item of a list of examples, which are counted through the whole
// file (pandoc's manual, "Numbered example lists").
type example struct {
	gast.BaseBlock
	label         string
	number        int
	offset, marks int
}

var kindExample = gast.NewNodeKind("OctavoExample")

func (*example) Kind() gast.NodeKind             { return kindExample }
func (n *example) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// examples are those of one file, with the numbers of their labels.
type examples struct {
	count   int
	numbers map[string]int
}

var examplesKey = parser.NewContextKey()

func examplesOf(pc parser.Context) *examples {
	e, ok := pc.Get(examplesKey).(*examples)
	if !ok {
		e = &examples{numbers: map[string]int{}}
		pc.Set(examplesKey, e)
	}
	return e
}

var exampleLine = pattern.Of(`^\(@([\w-]*)\)[ \t]+\S`)

// exampleParser finds items: (@) or (@label), what belongs to them indented by four
// columns.
type exampleParser struct{}

func (exampleParser) Trigger() []byte { return []byte{'('} }

func (exampleParser) Open(_ gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, segment := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || interrupts(pc) {
		return nil, parser.NoChildren
	}
	m := exampleLine.FindSubmatchIndex(line[pos:])
	if m == nil {
		return nil, parser.NoChildren
	}
	e := examplesOf(pc)
	label := string(line[pos+m[2] : pos+m[3]])
	number, again := e.numbers[label]
	if !again || label == "" {
		e.count++
		number = e.count
		if label != "" {
			e.numbers[label] = number
		}
	}
	n := &example{label: label, number: number, offset: segment.Start + pos - segment.Padding, marks: m[1] - 1}
	r.Advance(pos + m[1] - 1)
	return n, parser.HasChildren
}

// interrupts reports whether a line would break off a paragraph that stands in no
// example: the next example may follow the last line of one.
func interrupts(pc parser.Context) bool {
	last := pc.LastOpenedBlock().Node
	return last != nil && last.Kind() == gast.KindParagraph && last.Parent() != nil && last.Parent().Kind() != kindExample
}

func (exampleParser) Continue(_ gast.Node, r text.Reader, _ parser.Context) parser.State {
	return continueIndented(r)
}

func (exampleParser) Close(gast.Node, text.Reader, parser.Context) {}
func (exampleParser) CanInterruptParagraph() bool                  { return true }
func (exampleParser) CanAcceptIndentedLine() bool                  { return false }

// example adds an item to the list before it, where it counts on there, or else as
// a list of its own.
func (r *reader) example(out []ast.Block, n *example) []ast.Block {
	at := r.at(n.offset)
	it := &ast.ListItem{At: at, Marker: "(" + strconv.Itoa(n.number) + ")", Blocks: r.blocks(n, false)}
	typed := "(@" + n.label + ")"
	r.drop(diag.Info, CodeExample, at.Src, typed, fmt.Sprintf("the example %s has the number %d", typed, n.number))
	if prev, ok := n.PreviousSibling().(*example); ok && prev.number+1 == n.number && len(out) > 0 {
		if l, ok := out[len(out)-1].(*ast.List); ok {
			l.Items = append(l.Items, it)
			return out
		}
	}
	return append(out, &ast.List{At: at, Style: ast.Decimal, Start: n.number, Delim: ")", Items: []*ast.ListItem{it}})
}

// exampleRef is a reference to an example: (@label) or @label.
type exampleRef struct {
	gast.BaseInline
	label          string
	number, offset int
}

var kindExampleRef = gast.NewNodeKind("OctavoExampleRef")

func (*exampleRef) Kind() gast.NodeKind             { return kindExampleRef }
func (n *exampleRef) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// exampleRefParser finds references to the examples of the file.
type exampleRefParser struct{}

func (exampleRefParser) Trigger() []byte { return []byte{'@'} }

func (exampleRefParser) Parse(_ gast.Node, r text.Reader, pc parser.Context) gast.Node {
	e, ok := pc.Get(examplesKey).(*examples)
	if !ok || isWordRune(r.PrecendingCharacter()) {
		return nil
	}
	line, segment := r.PeekLine()
	label := exampleLabel.Find(line[1:])
	number := e.numbers[string(label)]
	if number == 0 {
		return nil
	}
	r.Advance(1 + len(label))
	return &exampleRef{label: string(label), number: number, offset: segment.Start}
}

var exampleLabel = pattern.Of(`^\w[\w-]{0,99}`)

// exampleRef puts the number of an example in the place of its label.
func (r *reader) exampleRef(c *collector, n *exampleRef) {
	r.drop(diag.Info, CodeExample, r.pos(n.offset), "@"+n.label, fmt.Sprintf("@%s refers to the example %d", n.label, n.number))
	c.text(r.at(n.offset), strconv.Itoa(n.number))
}
