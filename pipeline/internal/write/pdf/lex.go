package pdf

import (
	"encoding/hex"
	"strconv"
)

// numeric reads a number, or a reference when "0 R" follows an integer.
func (p *parser) numeric(tok []byte) (object, error) {
	n, err := strconv.ParseInt(string(tok), 10, 64)
	if err != nil {
		if !isNumber(tok) {
			return nil, p.errorf("unknown word %q", tok)
		}
		return number(tok), nil
	}
	start := p.pos
	for _, word := range []string{"0", "R"} {
		if p.expect(word) != nil {
			p.pos = start
			return integer(n), nil
		}
	}
	if n <= 0 {
		return nil, p.errorf("a reference to object %d", n)
	}
	return ref(n), nil
}

func isNumber(tok []byte) bool {
	digits, dots := 0, 0
	for i, c := range tok {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			dots++
		case (c == '-' || c == '+') && i == 0:
		default:
			return false
		}
	}
	return digits > 0 && dots <= 1
}

// name reads what follows a slash.
func (p *parser) name() (name, error) {
	start := p.pos
	p.regular()
	raw := p.data[start:p.pos]
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] != '#' {
			out = append(out, raw[i])
			continue
		}
		if i+2 >= len(raw) {
			return "", p.errorf("an unfinished escape in a name")
		}
		c, err := strconv.ParseUint(string(raw[i+1:i+3]), 16, 8)
		if err != nil {
			return "", p.errorf("a wrong escape in a name")
		}
		out = append(out, byte(c))
		i += 2
	}
	return name(out), nil
}

// hex reads what follows a single <.
func (p *parser) hex() (str, error) {
	var digits []byte
	for ; p.pos < len(p.data); p.pos++ {
		c := p.data[p.pos]
		if c == '>' {
			p.pos++
			if len(digits)%2 == 1 {
				digits = append(digits, '0')
			}
			out, err := hex.DecodeString(string(digits))
			if err != nil {
				return nil, p.errorf("a wrong digit in a string")
			}
			return out, nil
		}
		if !isSpace(c) {
			digits = append(digits, c)
		}
	}
	return nil, p.errorf("an unfinished string")
}

// literal reads what follows an opening bracket (ISO 32000-1, 7.3.4.2).
func (p *parser) literal() (str, error) {
	out := str{}
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
		}
		out = append(out, c)
	}
	return nil, p.errorf("an unfinished string")
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// escape reads what follows a backslash and stops on its last character.
func (p *parser) escape(out str) str {
	if p.pos++; p.pos >= len(p.data) {
		return out
	}
	c := p.data[p.pos]
	if plain, ok := escapes[c]; ok {
		return append(out, plain)
	}
	if c == '\n' {
		return out
	}
	if c < '0' || c > '7' {
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
