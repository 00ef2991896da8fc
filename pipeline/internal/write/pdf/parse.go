package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// parsed is a file that has been read: its objects by number, and its trailer.
type parsed struct {
	objects map[ref]object
	trailer dict
}

// maxDepth bounds the nesting of arrays and dictionaries.
const maxDepth = 100

// parseFile reads a whole file of the plain form that fpdf writes: numbered
// objects one after another, streams with a direct Length, a trailer. It reads
// from front to back and does not use the cross-reference table.
func parseFile(data []byte) (*parsed, error) {
	p := &parser{data: data}
	f := &parsed{objects: map[ref]object{}}
	for {
		tok, err := p.token()
		if err != nil {
			return nil, err
		}
		switch string(tok) {
		case "":
			return nil, errors.New("pdf: no trailer")
		case "xref":
			if err := p.skipTo("trailer"); err != nil {
				return nil, err
			}
			f.trailer, err = p.dict(0)
			return f, err
		}
		if err := p.indirect(f, tok); err != nil {
			return nil, err
		}
	}
}

type parser struct {
	data []byte
	pos  int
}

func (p *parser) errorf(format string, args ...any) error {
	return fmt.Errorf("pdf: at byte %d: %s", p.pos, fmt.Sprintf(format, args...))
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

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

// token returns the next run of regular characters, or one delimiter (two for
// << and >>); it is empty at the end.
func (p *parser) token() ([]byte, error) {
	p.space()
	start := p.pos
	if start == len(p.data) {
		return nil, nil
	}
	if c := p.data[start]; isDelimiter(c) {
		p.pos++
		if (c == '<' || c == '>') && p.pos < len(p.data) && p.data[p.pos] == c {
			p.pos++
		}
		return p.data[start:p.pos], nil
	}
	p.regular()
	return p.data[start:p.pos], nil
}

func (p *parser) regular() {
	for p.pos < len(p.data) && !isSpace(p.data[p.pos]) && !isDelimiter(p.data[p.pos]) {
		p.pos++
	}
}

func (p *parser) skipTo(word string) error {
	i := bytes.Index(p.data[p.pos:], []byte(word))
	if i < 0 {
		return p.errorf("no %s", word)
	}
	p.pos += i + len(word)
	return p.expect("<<")
}

func (p *parser) expect(word string) error {
	tok, err := p.token()
	if err == nil && string(tok) != word {
		err = p.errorf("%q instead of %s", tok, word)
	}
	return err
}

// indirect reads "N 0 obj … endobj"; num is the token N.
func (p *parser) indirect(f *parsed, num []byte) error {
	n, err := strconv.Atoi(string(num))
	if err != nil || n <= 0 {
		return p.errorf("%q instead of an object number", num)
	}
	if _, twice := f.objects[ref(n)]; twice {
		return p.errorf("object %d twice", n)
	}
	for _, word := range []string{"0", "obj"} {
		if err := p.expect(word); err != nil {
			return err
		}
	}
	o, err := p.object(0)
	if err != nil {
		return err
	}
	tok, err := p.token()
	if err != nil {
		return err
	}
	if string(tok) == "stream" {
		if o, err = p.stream(o); err != nil {
			return err
		}
		tok, err = p.token()
	}
	if err == nil && string(tok) != "endobj" {
		err = p.errorf("%q instead of endobj", tok)
	}
	f.objects[ref(n)] = o
	return err
}

// stream reads the data after the keyword stream.
func (p *parser) stream(o object) (object, error) {
	d, ok := o.(dict)
	length, isInt := d.get("Length").(integer)
	if !ok || !isInt {
		return nil, p.errorf("a stream without a direct length")
	}
	if p.pos < len(p.data) && p.data[p.pos] == '\r' {
		p.pos++
	}
	if p.pos < len(p.data) && p.data[p.pos] == '\n' {
		p.pos++
	}
	if length < 0 || int64(length) > int64(len(p.data)-p.pos) {
		return nil, p.errorf("a stream of %d bytes passes the end", length)
	}
	data := p.data[p.pos : p.pos+int(length)]
	p.pos += int(length)
	return &stream{d.with("Length", nil), data}, p.expect("endstream")
}

func (p *parser) object(depth int) (object, error) {
	tok, err := p.token()
	if err != nil {
		return nil, err
	}
	return p.objectFrom(tok, depth)
}

func (p *parser) objectFrom(tok []byte, depth int) (object, error) {
	if depth > maxDepth {
		return nil, p.errorf("nested deeper than %d", maxDepth)
	}
	switch string(tok) {
	case "<<":
		return p.dict(depth + 1)
	case "[":
		return p.array(depth + 1)
	case "/":
		return p.name()
	case "(":
		return p.literal()
	case "<":
		return p.hex()
	case "null":
		return null{}, nil
	case "true", "false":
		return boolean(tok[0] == 't'), nil
	}
	return p.numeric(tok)
}

// dict reads the entries after <<.
func (p *parser) dict(depth int) (dict, error) {
	d := dict{}
	for {
		tok, err := p.token()
		if err != nil {
			return nil, err
		}
		if string(tok) == ">>" {
			return d, nil
		}
		if string(tok) != "/" {
			return nil, p.errorf("%q instead of a key", tok)
		}
		key, err := p.name()
		if err != nil {
			return nil, err
		}
		value, err := p.object(depth)
		if err != nil {
			return nil, err
		}
		d = append(d, entry{key, value})
	}
}

func (p *parser) array(depth int) (array, error) {
	a := array{}
	for {
		tok, err := p.token()
		if err != nil {
			return nil, err
		}
		if string(tok) == "]" {
			return a, nil
		}
		o, err := p.objectFrom(tok, depth)
		if err != nil {
			return nil, err
		}
		a = append(a, o)
	}
}
