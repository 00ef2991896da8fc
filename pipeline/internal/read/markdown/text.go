package markdown

import (
	"html"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/ast"
)

// collector gathers inlines; text that follows text is joined to it.
type collector struct {
	list []ast.Inline
	// last is the text at the end of list, which goes on in buf: joining strings
	// one by one would take quadratic time.
	last *ast.Text
	buf  []byte
}

// done gives what was gathered.
func (c *collector) done() []ast.Inline {
	c.end()
	return c.list
}

// end ends the text that text is joined to.
func (c *collector) end() {
	if c.last != nil {
		c.last.Value = string(c.buf)
		c.last, c.buf = nil, c.buf[:0]
	}
}

func (c *collector) add(in ast.Inline) {
	c.end()
	c.list = append(c.list, in)
}

// takeLast takes off what was added last, where that is no text.
func (c *collector) takeLast() []ast.Inline {
	c.end()
	last := len(c.list) - 1
	if last < 0 {
		return nil
	}
	if _, text := c.list[last].(*ast.Text); text {
		return nil
	}
	taken := c.list[last:]
	c.list = c.list[:last:last]
	return taken
}

func (c *collector) text(at ast.At, s string) {
	if s == "" {
		return
	}
	if c.last == nil {
		c.last = &ast.Text{At: at}
		c.list = append(c.list, c.last)
	}
	c.buf = squeeze(c.buf, s)
}

// addAll adds a run, its text joined to the text before it.
func (c *collector) addAll(list []ast.Inline) {
	for _, in := range list {
		if t, ok := in.(*ast.Text); ok {
			c.text(t.At, t.Value)
			continue
		}
		c.add(in)
	}
}

// squeeze appends s to a, each run of white space made one space.
func squeeze(a []byte, s string) []byte {
	if !strings.ContainsAny(s, " \t\n") {
		return append(a, s...)
	}
	space := len(a) > 0 && a[len(a)-1] == ' '
	for i := range len(s) {
		blank := s[i] == ' ' || s[i] == '\t' || s[i] == '\n'
		switch {
		case !blank:
			a = append(a, s[i])
		case !space:
			a = append(a, ' ')
		}
		space = blank
	}
	return a
}

// unescape takes out backslashes and resolves character references
// (CommonMark 0.31.2, sections 2.4 and 2.5), in one pass, so that what a
// backslash hides is no reference.
func unescape(b []byte) string {
	var out strings.Builder
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == '\\' && i+1 < len(b) && util.IsPunct(b[i+1]):
			i++
			out.WriteByte(b[i])
		case c == '&':
			s, n := reference(b[i:])
			out.WriteString(s)
			i += n - 1
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

// maxReference is the length of the longest name of a character, with its
// ampersand and semicolon.
const maxReference = 34

// maxDigits is the length of the longest number of a character (CommonMark
// 0.31.2, section 2.5).
const maxDigits = 7

// reference resolves a character reference at the front of b; what is none
// stands for itself.
func reference(b []byte) (string, int) {
	end := 1
	for end < len(b) && end < maxReference && (util.IsAlphaNumeric(b[end]) || b[end] == '#' && end == 1) {
		end++
	}
	if end < 2 || end == len(b) || b[end] != ';' {
		return "&", 1
	}
	raw := string(b[:end+1])
	if digits := len(strings.TrimLeft(raw[2:], "xX")) - 1; raw[1] == '#' && (digits < 1 || digits > maxDigits) {
		return "&", 1
	}
	s := html.UnescapeString(raw)
	if s == raw || strings.HasSuffix(s, ";") && s != ";" || !utf8.ValidString(s) || strings.IndexFunc(s, isControl) >= 0 {
		return "&", 1 // an unknown name, a name that needs no semicolon, or no text
	}
	return s, end + 1
}

// address decodes a link's destination; white space but plain spaces is
// written as a URL does (RFC 3986, section 2.1).
func address(raw []byte) string { return inAddresses.Replace(unescape(raw)) }

var inAddresses = strings.NewReplacer("\t", "%09", "\n", "%0A")
