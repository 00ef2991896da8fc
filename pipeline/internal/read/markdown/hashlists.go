package markdown

import (
	"bytes"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// hashList reads "#." as the marker of an item that is counted, as pandoc does
// (manual, "Extension: fancy_lists"): to goldmark's parsers the line begins with
// "1.".
type hashList struct{ parser.BlockParser }

// Trigger has the characters with which an item begins.
func (p hashList) Trigger() []byte { return append([]byte{'#'}, p.BlockParser.Trigger()...) }

// Open opens a list or an item.
func (p hashList) Open(parent gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	return p.BlockParser.Open(parent, hashReader{r}, pc)
}

// Continue goes on with it.
func (p hashList) Continue(n gast.Node, r text.Reader, pc parser.Context) parser.State {
	return p.BlockParser.Continue(n, hashReader{r}, pc)
}

// hashReader shows the marker "#." as "1.".
type hashReader struct{ text.Reader }

// PeekLine is the line that is left.
func (r hashReader) PeekLine() ([]byte, text.Segment) {
	line, segment := r.Reader.PeekLine()
	i := len(line) - len(bytes.TrimLeft(line, " "))
	if i > 3 || i+2 >= len(line) || line[i] != '#' || line[i+1] != '.' || line[i+2] != ' ' && line[i+2] != '\t' {
		return line, segment
	}
	line = bytes.Clone(line)
	line[i] = '1'
	return line, segment
}
