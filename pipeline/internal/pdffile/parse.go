package pdffile

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strconv"
)

// maxDepth bounds the nesting of arrays and dictionaries.
const maxDepth = 100

// parser reads objects from bytes.
type parser struct {
	data []byte
	pos  int
	// refs says that "7 0 R" is a reference, which it is not in a content stream.
	refs bool
}

func (p *parser) errorf(format string, args ...any) error {
	return fmt.Errorf("at byte %d: %s", p.pos, fmt.Sprintf(format, args...))
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// space passes over white space and comments.
func (p *parser) space() {
	for p.pos < len(p.data) {
		switch c := p.data[p.pos]; {
		case isSpace(c):
			p.pos++
		case c == '%':
			for p.pos < len(p.data) && p.data[p.pos] != '\n' && p.data[p.pos] != '\r' {
				p.pos++
			}
		default:
			return
		}
	}
}

// token returns the next run of regular characters, or one delimiter (two for <<
// and >>); it is empty at the end.
func (p *parser) token() string {
	p.space()
	start := p.pos
	if start == len(p.data) {
		return ""
	}
	if c := p.data[start]; isDelimiter(c) {
		p.pos++
		if (c == '<' || c == '>') && p.pos < len(p.data) && p.data[p.pos] == c {
			p.pos++
		}
		return string(p.data[start:p.pos])
	}
	p.regular()
	return string(p.data[start:p.pos])
}

func (p *parser) regular() {
	for p.pos < len(p.data) && !isSpace(p.data[p.pos]) && !isDelimiter(p.data[p.pos]) {
		p.pos++
	}
}

// accept passes over the word where it comes next.
func (p *parser) accept(word string) bool {
	start := p.pos
	if p.token() == word {
		return true
	}
	p.pos = start
	return false
}

func (p *parser) object(depth int) (Object, error) { return p.objectFrom(p.token(), depth) }

// objectFrom reads the object that begins with tok.
func (p *parser) objectFrom(tok string, depth int) (Object, error) {
	if depth > maxDepth {
		return nil, p.errorf("nested deeper than %d", maxDepth)
	}
	switch tok {
	case "":
		return nil, p.errorf("the data end inside an object")
	case "<<":
		return p.dict(depth + 1)
	case "[":
		return p.array(depth + 1)
	case "/":
		return p.name(), nil
	case "(":
		return p.literal()
	case "<":
		return p.hex()
	case "null":
		return nil, nil
	case "true", "false":
		return tok == "true", nil
	}
	return p.number(tok)
}

// dict reads the entries after <<.
func (p *parser) dict(depth int) (Dict, error) {
	d := Dict{}
	for {
		switch tok := p.token(); tok {
		case ">>":
			return d, nil
		case "/":
			key := p.name()
			value, err := p.object(depth)
			if err != nil {
				return nil, err
			}
			d[key] = value
		default:
			return nil, p.errorf("%q instead of a key", tok)
		}
	}
}

func (p *parser) array(depth int) (Array, error) {
	a := Array{}
	for {
		tok := p.token()
		if tok == "]" {
			return a, nil
		}
		o, err := p.objectFrom(tok, depth)
		if err != nil {
			return nil, err
		}
		a = append(a, o)
	}
}

// name reads what follows a slash; a wrong escape stands for itself.
func (p *parser) name() Name {
	start := p.pos
	p.regular()
	raw := p.data[start:p.pos]
	if bytes.IndexByte(raw, '#') < 0 {
		return Name(raw)
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if c, err := strconv.ParseUint(string(raw[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(c))
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return Name(out)
}

// number reads a number, or a reference where "GEN R" follows.
func (p *parser) number(tok string) (Object, error) {
	n, err := strconv.ParseInt(tok, 10, 64)
	if err != nil {
		f, err := strconv.ParseFloat(tok, 64)
		if err != nil || (tok[0] > '9' || tok[0] == 'I') {
			return nil, p.errorf("unknown word %q", clip(tok))
		}
		return f, nil
	}
	if !p.refs || n <= 0 || n > maxNumber {
		return n, nil
	}
	start := p.pos
	if gen, err := strconv.Atoi(p.token()); err == nil && gen >= 0 && p.accept("R") {
		return Ref{int(n), gen}, nil
	}
	p.pos = start
	return n, nil
}

// maxNumber is the largest object number that is read (ISO 32000-1, annex C, has
// 8,388,607 as the limit of a known reader).
const maxNumber = 8388607

func clip(s string) string { return s[:min(len(s), 30)] }

// hex reads what follows a single <; what is no digit is passed over.
func (p *parser) hex() (String, error) {
	var digits []byte
	for ; p.pos < len(p.data); p.pos++ {
		c := p.data[p.pos]
		switch {
		case c == '>':
			p.pos++
			if len(digits)%2 == 1 {
				digits = append(digits, '0')
			}
			out := make([]byte, len(digits)/2)
			_, err := hex.Decode(out, digits)
			return out, err
		case c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F':
			digits = append(digits, c)
		}
	}
	return nil, p.errorf("an unfinished string")
}

// literal reads what follows an opening bracket (ISO 32000-1, 7.3.4.2).
func (p *parser) literal() (String, error) {
	out := String{}
	for open := 1; p.pos < len(p.data); p.pos++ {
		c := p.data[p.pos]
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				p.pos++
				return out, nil
			}
		case '\\':
			out = p.escape(out)
			continue
		case '\r':
			if p.pos+1 < len(p.data) && p.data[p.pos+1] == '\n' {
				p.pos++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return nil, p.errorf("an unfinished string")
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// escape reads what follows a backslash and stops on its last character.
func (p *parser) escape(out String) String {
	if p.pos++; p.pos >= len(p.data) {
		return out
	}
	c := p.data[p.pos]
	if plain, ok := escapes[c]; ok {
		return append(out, plain)
	}
	switch {
	case c == '\r':
		if p.pos+1 < len(p.data) && p.data[p.pos+1] == '\n' {
			p.pos++
		}
		return out
	case c == '\n':
		return out
	case c < '0' || c > '7':
		return append(out, c)
	}
	v := 0
	for i := 0; i < 3 && p.pos < len(p.data) && p.data[p.pos] >= '0' && p.data[p.pos] <= '7'; i++ {
		v = v*8 + int(p.data[p.pos]-'0')
		p.pos++
	}
	p.pos--
	return append(out, byte(v))
}
