package markdown

import (
	"bytes"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// CodeEmoji tells of emoji by their names.
const CodeEmoji diag.Code = "markdown-emoji"

var _ = diag.Register(map[diag.Code]string{CodeEmoji: "The name of an emoji was read as its sign, as GitHub and others show it."})

// emojiSigns are the emoji that say yes, no or beware, by the names that GitHub has for
// them: those of which the faces have signs. What others mean is for a person to write.
var emojiSigns = map[string]string{
	"heavy_check_mark": "✔", "white_check_mark": "✅", "ballot_box_with_check": "☑",
	"x": "❌", "warning": "⚠", "exclamation": "❗", "heavy_exclamation_mark": "❗", "question": "❓",
}

// longestEmoji is the most bytes of a name with its colons.
const longestEmoji = len(":heavy_exclamation_mark:")

// emojiNode is an emoji by its name.
type emojiNode struct {
	gast.BaseInline
	name   string
	offset int
}

var kindEmoji = gast.NewNodeKind("OctavoEmoji")

func (*emojiNode) Kind() gast.NodeKind             { return kindEmoji }
func (n *emojiNode) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// emojiParser finds them where no letter, figure or colon stands before or behind.
type emojiParser struct{}

func (emojiParser) Trigger() []byte { return []byte{':'} }

func (emojiParser) Parse(_ gast.Node, r text.Reader, _ parser.Context) gast.Node {
	line, segment := r.PeekLine()
	end := bytes.IndexByte(line[1:min(len(line), longestEmoji)], ':')
	if end < 0 || emojiSigns[string(line[1:end+1])] == "" || end+2 < len(line) && inName(line[end+2]) || inName(byte(r.PrecendingCharacter())) {
		return nil
	}
	r.Advance(end + 2)
	return &emojiNode{name: string(line[1 : end+1]), offset: segment.Start}
}

func inName(c byte) bool {
	return c == ':' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// emoji reads one.
func (r *reader) emoji(c *collector, n *emojiNode) {
	at := r.at(n.offset)
	c.add(&ast.Text{At: at, Value: emojiSigns[n.name]})
	r.drop(diag.Info, CodeEmoji, at.Src, ":"+n.name+":", "the name of an emoji was read as its sign, "+emojiSigns[n.name])
}
