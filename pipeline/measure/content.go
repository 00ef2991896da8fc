package measure

import (
	"strconv"
	"strings"
)

// glyph is one glyph on a page: where it stands, in points from the page's
// lower left corner, and how far it advances.
type glyph struct {
	page     int
	mcid     int // -1 outside marked content
	x, y     float64
	advance  float64
	size     float64
	text     string
	artifact bool
}

// end is the x where the glyph's advance ends.
func (g glyph) end() float64 { return g.x + g.advance }

// tokenise splits a content stream or CMap: strings come as "(" and their
// bytes, or as "<…>"; names, numbers and operators as they are; brackets and
// dictionary signs alone.
func tokenise(data []byte) []string {
	var out []string
	for i := 0; i < len(data); {
		c := data[i]
		switch {
		case c <= ' ':
			i++
		case c == '%':
			for i < len(data) && data[i] != '\n' && data[i] != '\r' {
				i++
			}
		case c == '(':
			s, n := literal(data[i:])
			out, i = append(out, "("+s), i+n
		case c == '<' && i+1 < len(data) && data[i+1] == '<', c == '>' && i+1 < len(data) && data[i+1] == '>':
			out, i = append(out, string(data[i:i+2])), i+2
		case c == '<':
			n := strings.IndexByte(string(data[i:]), '>') + 1
			if n == 0 {
				return out
			}
			out, i = append(out, string(data[i:i+n])), i+n
		case c == '[' || c == ']':
			out, i = append(out, string(c)), i+1
		default:
			n := 1
			for i+n < len(data) && data[i+n] > ' ' && !strings.ContainsRune("()<>[]/%", rune(data[i+n])) {
				n++
			}
			out, i = append(out, string(data[i:i+n])), i+n
		}
	}
	return out
}

// literal reads a string in parentheses (ISO 32000-1, 7.3.4.2) and returns its
// bytes and its length in the source.
func literal(data []byte) (string, int) {
	var b strings.Builder
	depth := 0
	for i := 0; i < len(data); i++ {
		c := data[i]
		switch {
		case c == '\\' && i+1 < len(data):
			n := escape(&b, data[i+1:])
			i += n
			continue
		case c == '(':
			depth++
			if depth == 1 {
				continue
			}
		case c == ')':
			depth--
			if depth == 0 {
				return b.String(), i + 1
			}
		}
		b.WriteByte(c)
	}
	return b.String(), len(data)
}

// escape writes what follows a backslash and returns how many bytes that took.
func escape(b *strings.Builder, data []byte) int {
	if at := strings.IndexByte("nrtbf", data[0]); at >= 0 {
		b.WriteByte("\n\r\t\b\f"[at])
		return 1
	}
	n := 0
	for n < 3 && n < len(data) && data[n] >= '0' && data[n] <= '7' {
		n++
	}
	if n > 0 {
		v, _ := strconv.ParseUint(string(data[:n]), 8, 16)
		b.WriteByte(byte(v))
		return n
	}
	if data[0] != '\n' { // an escaped line end is nothing
		b.WriteByte(data[0])
	}
	return 1
}

// painter follows the text state through one page's stream. It knows the
// operators that place text without turning or scaling it.
type painter struct {
	file   *file
	fonts  dict
	faces  map[string]*face
	page   int
	glyphs []glyph

	face             *face
	size             float64
	charSpace        float64
	leading          float64
	lineX, lineY     float64 // start of the line
	x, y             float64 // next glyph
	originX, originY float64 // as cm left them
	saved            []float64
	marked           []mark // open marked content
	args             []string
}

type mark struct {
	mcid     int
	artifact bool
}

// paint returns the glyphs of a page in the order of its stream.
func (f *file) paint(page int, ref string) []glyph {
	d := f.dict(ref)
	p := &painter{file: f, page: page, faces: map[string]*face{}}
	p.fonts = f.dict(f.dict(d["/Resources"])["/Font"])
	for _, t := range tokenise(f.stream(d["/Contents"])) {
		if isOperand(t) {
			p.args = append(p.args, t)
			continue
		}
		if op := operators[t]; op != nil {
			op(p)
		}
		p.args = p.args[:0]
	}
	return p.glyphs
}

// isOperand tells strings, names, numbers and brackets from operators.
func isOperand(t string) bool { return strings.ContainsRune("(</[]>+-.0123456789", rune(t[0])) }

// num is the n-th argument from the end, from 1.
func (p *painter) num(n int) float64 {
	if n > len(p.args) {
		return 0
	}
	v, _ := strconv.ParseFloat(p.args[len(p.args)-n], 64)
	return v
}
