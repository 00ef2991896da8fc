package markdown

import (
	"bytes"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// parts counts the nodes of a file, those in cells included, while they are made.
type parts struct {
	n int
	// fault is set once there are more than ast.MaxParts.
	fault *diag.Fault
}

var partsKey = parser.NewContextKey()

// tooMany ends a parse at an offset of the source: goldmark cannot be told to stop.
type tooMany struct{ offset int }

// count counts n more parts, the first of which begins at offset; it panics with
// tooMany.
func (p *parts) count(n, offset int) {
	if p.n += n; p.n > ast.MaxParts {
		panic(tooMany{offset})
	}
}

// countLines counts a node for each line that is not empty: none has fewer.
func (p *parts) countLines(source []byte) {
	for start := 0; start < len(source); {
		end := bytes.IndexByte(source[start:], '\n') + 1
		if end == 0 {
			end = len(source) - start
		}
		if end > 1 {
			p.count(1, start)
		}
		start += end
	}
}

// tooMany counts n more parts at pos, outside of a parse, and reports whether there
// are too many.
func (p *parts) tooMany(n int, pos diag.Pos) bool {
	if p.n += n; p.n > ast.MaxParts && p.fault == nil {
		p.fault = ast.PartsFault(pos)
	}
	return p.fault != nil
}

// counted puts a counter on each parser of running text.
func counted(parsers []util.PrioritizedValue) []util.PrioritizedValue {
	for i, p := range parsers {
		counter := countedInline{p.Value.(parser.InlineParser)}
		if closer, ok := p.Value.(linkParser); ok {
			parsers[i].Value = countedCloser{counter, closer}
			continue
		}
		parsers[i].Value = counter
	}
	return parsers
}

// addressParts is how many parts the address and title of a link or picture count
// for. A definition gives them once, and each of a hundred thousand references has
// them again in every edition; 500 bytes take about what a node takes.
func addressParts(n gast.Node) int {
	const part = 500
	switch n := n.(type) {
	case *gast.Link:
		return (len(n.Destination) + len(n.Title)) / part
	case *gast.Image:
		return (len(n.Destination) + len(n.Title)) / part
	}
	return 0
}

// countedInline counts the nodes of running text, and the text behind each.
type countedInline struct{ parser.InlineParser }

// Parse parses as the parser does; it panics with tooMany.
func (p countedInline) Parse(parent gast.Node, r text.Reader, pc parser.Context) gast.Node {
	n := p.InlineParser.Parse(parent, r, pc)
	if n != nil {
		_, segment := r.Position()
		pc.Get(partsKey).(*parts).count(2+addressParts(n), segment.Start)
	}
	return n
}

// countedCloser counts the nodes of a parser that is told the end of each block.
type countedCloser struct {
	countedInline
	parser.CloseBlocker
}

// countedTables counts the cells of tables before they are made: each row is filled
// up to as many as its head has.
type countedTables struct{ parser.ParagraphTransformer }

// Transform makes tables of a paragraph as the transformer does; it panics with
// tooMany.
func (t countedTables) Transform(p *gast.Paragraph, r text.Reader, pc parser.Context) {
	lines := p.Lines()
	for i := 1; i < lines.Len(); i++ {
		seg := lines.At(i)
		if line := seg.Value(r.Source()); isDelimiterRow(line) {
			columns := bytes.Count(bytes.Trim(line, "| \t\n"), []byte("|")) + 1
			pc.Get(partsKey).(*parts).count(2*columns*(lines.Len()-i), seg.Start)
			break
		}
	}
	t.ParagraphTransformer.Transform(p, r, pc)
}

// isDelimiterRow reports whether a line may part a table's head from its body (GFM,
// 4.10).
func isDelimiterRow(line []byte) bool {
	return bytes.IndexByte(line, '-') >= 0 && len(bytes.Trim(line, "|-: \t\n")) == 0
}
