package markup

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// maxReopened is how many marks of text that were left open the parser may open
// anew: it does so in every block that follows them (HTML, 13.2.4.3), so that a page of some
// kilobytes makes millions of elements. The bound is far above what pages have whose writers
// forgot ends of marks, and holds the time to seconds.
const maxReopened = 300_000

// partCount counts the nodes that the parser will make of a page, by its tags: it
// cannot be told to stop.
type partCount struct {
	n        int
	reopened int
	// open are the start tags of marks of text that wait for their end, and scopes how
	// many of them stand around each table and cell.
	open   []string
	scopes []scope
}

// scope is a table or a cell, which marks of text do not leave.
type scope struct {
	cell bool
	open int
}

// token counts a tag or text and reports whether there are too many.
func (c *partCount) token(kind html.TokenType, raw []byte) bool {
	switch kind {
	case html.TextToken:
		c.n++
	case html.StartTagToken, html.SelfClosingTagToken:
		c.n++
		c.start(raw)
	case html.EndTagToken:
		c.end(tagName(raw[1:]))
	}
	return c.n > ast.MaxParts || c.reopened > maxReopened
}

// fault says what there is too much of.
func (c *partCount) fault(pos diag.Pos) *diag.Fault {
	if c.n > ast.MaxParts || len(c.open) == 0 {
		return ast.PartsFault(pos)
	}
	last := tagName([]byte(c.open[len(c.open)-1]))
	return &diag.Fault{Pos: pos, Msg: fmt.Sprintf("marks of text such as <%s> that are not closed would be opened anew more than %d times up to here", last, maxReopened),
		Remedy: fmt.Sprintf("close them in the paragraph in which they are opened: </%s>", last)}
}

func (c *partCount) start(raw []byte) {
	switch name := tagName(raw); name {
	case "table":
		c.scopes = append(c.scopes, scope{false, len(c.open)})
	case "td", "th", "caption":
		c.leaveCell()
		c.scopes = append(c.scopes, scope{true, len(c.open)})
	case "tr", "tbody", "thead", "tfoot":
		c.leaveCell()
	default:
		if formatting[name] {
			c.mark(string(raw))
		} else if len(c.open) > 0 && blockNames[name] {
			c.reopened += len(c.open) - c.around()
		}
	}
}

func (c *partCount) end(name string) {
	switch name {
	case "table":
		c.leaveCell()
		if n := len(c.scopes); n > 0 {
			c.open, c.scopes = c.open[:min(len(c.open), c.scopes[n-1].open)], c.scopes[:n-1]
		}
	case "td", "th", "caption", "tr":
		c.leaveCell()
	default:
		if formatting[name] {
			c.unmark(name)
		}
	}
}

// around counts the open marks around the cell.
func (c *partCount) around() int {
	if n := len(c.scopes); n > 0 {
		return min(c.scopes[n-1].open, len(c.open))
	}
	return 0
}

// leaveCell forgets what a cell leaves open.
func (c *partCount) leaveCell() {
	if n := len(c.scopes); n > 0 && c.scopes[n-1].cell {
		c.open, c.scopes = c.open[:c.around()], c.scopes[:n-1]
	}
}

// mostMarks is how many marks of text are open at most: the parser gives up on as
// many elements in one another. mostAlike is how many of them look the same (HTML,
// 13.2.4.3, "Noah's Ark clause").
const (
	mostMarks = 512
	mostAlike = 3
)

// mark opens a mark of text.
func (c *partCount) mark(tag string) {
	if len(c.open) >= mostMarks {
		return
	}
	alike := 0
	for _, t := range c.open[c.around():] {
		if t == tag {
			alike++
		}
	}
	if alike < mostAlike {
		c.open = append(c.open, tag)
	}
}

// unmark closes the last mark of a name.
func (c *partCount) unmark(name string) {
	for i := len(c.open) - 1; i >= c.around(); i-- {
		if tagName([]byte(c.open[i])) == name {
			c.open = append(c.open[:i], c.open[i+1:]...)
			return
		}
	}
}

// tagName is the name of a tag, whose sign < stands at the front.
func tagName(raw []byte) string { return strings.ToLower(string(raw[1:nameEnd(raw)])) }

// nameEnd is where the name of a tag ends.
func nameEnd(raw []byte) int {
	if n := bytes.IndexAny(raw[1:], " \t\n\f/>"); n >= 0 {
		return n + 1
	}
	return len(raw)
}

// formatting are the elements that the parser opens anew (HTML, 13.2.4.3).
var formatting = map[string]bool{
	"a": true, "b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "nobr": true, "s": true,
	"small": true, "strike": true, "strong": true, "tt": true, "u": true,
}

// lineReader gives a text by its lines, and counts those that were begun.
type lineReader struct {
	rest  []byte
	lines int
	// inside tells that the last line was not given whole.
	inside bool
}

// Read gives what is left of a line.
func (r *lineReader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		return 0, io.EOF
	}
	if !r.inside {
		r.lines++
	}
	line := r.rest
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end+1]
	}
	n := copy(p, line)
	r.rest, r.inside = r.rest[n:], n < len(line)
	return n, nil
}
