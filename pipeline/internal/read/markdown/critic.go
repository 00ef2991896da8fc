package markdown

import (
	"bytes"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
)

// criticNode is a change as CriticMarkup writes it (CriticMarkup User's Guide, 0.1):
// {--taken out--}, {++put in++}, {~~old~>new~~}, {==marked==}. Its remarks are comments.
type criticNode struct {
	gast.BaseInline
	parts  []criticPart
	offset int
}

// criticPart is a piece of a change, with the place of its text in the source.
type criticPart struct {
	kind   ast.MarkKind
	text   string
	offset int
}

var kindCritic = gast.NewNodeKind("OctavoCritic")

func (*criticNode) Kind() gast.NodeKind             { return kindCritic }
func (n *criticNode) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// criticSigns are the two signs at each end of a change.
var criticSigns = map[string]ast.MarkKind{"--": ast.Deleted, "++": ast.Inserted, "==": ast.Highlighted, "~~": ast.Deleted}

// criticParser finds changes that end on their line.
type criticParser struct{}

func (criticParser) Trigger() []byte { return []byte{'{'} }

func (criticParser) Parse(_ gast.Node, r text.Reader, pc parser.Context) gast.Node {
	line, segment := r.PeekLine()
	if len(line) < len("{--a--}") {
		return nil
	}
	sign := string(line[1:3])
	kind, ok := criticSigns[sign]
	if stop, known := pc.Get(unclosedCritic[sign]).(int); !ok || known && stop == segment.Stop {
		return nil
	}
	inner, _, closed := bytes.Cut(line[3:], []byte(sign+"}"))
	if !closed {
		pc.Set(unclosedCritic[sign], segment.Stop)
		return nil
	}
	n := &criticNode{offset: segment.Start}
	if old, fresh, both := bytes.Cut(inner, []byte("~>")); sign == "~~" {
		if !both {
			return nil
		}
		n.parts = []criticPart{{kind, string(old), segment.Start + 3}, {ast.Inserted, string(fresh), segment.Start + 3 + len(old) + 2}}
	} else {
		n.parts = []criticPart{{kind, string(inner), segment.Start + 3}}
	}
	r.Advance(len(inner) + 6)
	return n
}

// unclosedCritic holds, by the signs, the end of a line in which no change closes any more.
var unclosedCritic = map[string]parser.ContextKey{
	"--": parser.NewContextKey(), "++": parser.NewContextKey(), "==": parser.NewContextKey(), "~~": parser.NewContextKey(),
}

// critic adds a change. The blanks at its ends stand outside of it, and what is only
// blanks is no mark.
func (r *reader) critic(c *collector, n *criticNode) {
	at := r.at(n.offset)
	for _, p := range n.parts {
		text := strings.TrimSpace(p.text)
		if strings.HasPrefix(p.text, " ") {
			c.text(at, " ")
		}
		switch inner := r.textInlines(text, p.offset); {
		case text == "":
		case ast.HasContent(inner):
			c.add(&ast.Mark{At: at, Kind: p.kind, Inlines: inner})
		default:
			c.addAll(inner)
		}
		if strings.HasSuffix(p.text, " ") && text != "" {
			c.text(at, " ")
		}
	}
}
