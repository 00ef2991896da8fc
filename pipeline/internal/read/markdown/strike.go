package markdown

import (
	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// strikeParser finds text between two tildes on each side (GitHub Flavored
// Markdown 0.29, 6.5). One tilde is a subscript's and three are a fence's.
type strikeParser struct{}

func (strikeParser) Trigger() []byte { return []byte{'~'} }

func (strikeParser) Parse(_ gast.Node, r text.Reader, pc parser.Context) gast.Node {
	before := r.PrecendingCharacter()
	line, segment := r.PeekLine()
	d := parser.ScanDelimiter(line, before, 2, tildes{})
	if d == nil || d.OriginalLength != 2 || before == '~' {
		return nil
	}
	d.Segment = segment.WithStop(segment.Start + d.OriginalLength)
	r.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

// tildes tells goldmark how tildes pair.
type tildes struct{}

func (tildes) IsDelimiter(b byte) bool                             { return b == '~' }
func (tildes) CanOpenCloser(opener, closer *parser.Delimiter) bool { return opener.Char == closer.Char }
func (tildes) OnMatch(int) gast.Node                               { return east.NewStrikethrough() }
