package markdown

import (
	"bytes"
	"slices"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// addressParser keeps the low lines, asterisks and tildes of an address that is written as
// text from being taken for emphasis or what stands lower: https://a.example/_x_. What it finds stays
// text; that it is a link is found out later.
type addressParser struct{}

// maxAddress bounds, in bytes, how far an address is looked at.
const maxAddress = 2000

func (addressParser) Trigger() []byte { return []byte{':'} }

func (addressParser) Parse(_ gast.Node, r text.Reader, pc parser.Context) gast.Node {
	line, segment := r.PeekLine()
	before := r.Source()[max(segment.Start-5, 0):segment.Start]
	if !bytes.HasPrefix(line, []byte("://")) || !bytes.HasSuffix(before, []byte("http")) && !bytes.HasSuffix(before, []byte("https")) {
		return nil
	}
	end := endOfAddress(line, pc)
	if !bytes.ContainsAny(line[:end], "_*~") {
		return nil
	}
	r.Advance(end)
	return gast.NewTextSegment(segment.WithStop(segment.Start + end))
}

// hostParser does the same at the first such sign of an address without a scheme:
// www.a.example/_x_.
type hostParser struct{}

func (hostParser) Trigger() []byte { return []byte{'_', '*', '~'} }

func (hostParser) Parse(_ gast.Node, r text.Reader, pc parser.Context) gast.Node {
	line, segment := r.PeekLine()
	before := r.Source()[max(segment.Start-maxAddress, 0):segment.Start]
	word := bytes.TrimLeft(before[bytes.LastIndexAny(before, afterWord)+1:], "('‘’“”„«")
	if len(word) < len("www.a") || !bytes.EqualFold(word[:len("www.")], []byte("www.")) {
		return nil
	}
	end := endOfAddress(line, pc)
	if end == 0 {
		return nil
	}
	r.Advance(end)
	return gast.NewTextSegment(segment.WithStop(segment.Start + end))
}

// afterAddress are the signs at which an address ends; at those of afterWord one that was
// begun before is none any more.
const (
	afterAddress = " \t\n<>[]\"`\\|&{}$^"
	afterWord    = afterAddress + "_*~"
)

// endOfAddress is where an address ends of which line is the rest.
func endOfAddress(line []byte, pc parser.Context) int {
	line = line[:min(len(line), maxAddress)]
	end := bytes.IndexAny(line, afterAddress)
	if end < 0 {
		end = len(line)
	}
	if struck := bytes.Index(line[:end], []byte("~~")); struck >= 0 { // one is of a user's pages
		end = struck
	}
	if star := bytes.IndexByte(line[:end], '*'); star >= 0 && emphasised(pc) {
		end = star
	}
	return len(bytes.TrimRight(line[:end], ".,:;!?_*~)'"))
}

// emphasised reports whether asterisks that stand before wait for those that close
// them, as far as the last signs of emphasis tell.
func emphasised(pc parser.Context) bool {
	var signs []*parser.Delimiter
	d := pc.LastDelimiter()
	for n := 0; d != nil && n < maxSigns; n++ {
		if d.Char == '*' {
			signs = append(signs, d)
		}
		d = d.PreviousDelimiter
	}
	open := 0
	for _, d := range slices.Backward(signs) {
		switch {
		case d.CanClose && open > 0:
			open--
		case d.CanOpen:
			open++
		}
	}
	return open > 0
}

// maxSigns bounds how many signs of emphasis an address asks.
const maxSigns = 64
