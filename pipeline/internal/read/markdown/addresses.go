package markdown

import (
	"bytes"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// addressParser keeps the low lines of an address that is written as text from
// being taken for emphasis: https://a.example/_x_. What it finds stays text; that
// it is a link is found out later.
// maxAddress bounds, in bytes, how far an address is looked at.
const maxAddress = 2000

type addressParser struct{}

func (addressParser) Trigger() []byte { return []byte{':'} }

func (addressParser) Parse(_ gast.Node, r text.Reader, _ parser.Context) gast.Node {
	line, segment := r.PeekLine()
	before := r.Source()[max(segment.Start-5, 0):segment.Start]
	if !bytes.HasPrefix(line, []byte("://")) || !bytes.HasSuffix(before, []byte("http")) && !bytes.HasSuffix(before, []byte("https")) {
		return nil
	}
	line = line[:min(len(line), maxAddress)]
	end := bytes.IndexAny(line, " \t\n<>[]\"`\\|&{}$*~^")
	if end < 0 {
		end = len(line)
	}
	end = len(bytes.TrimRight(line[:end], ".,:;!?_)'"))
	if !bytes.ContainsRune(line[:end], '_') || end < 3 {
		return nil
	}
	r.Advance(end)
	return gast.NewTextSegment(segment.WithStop(segment.Start + end))
}
