package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// inspector reads a finished file back, without the code that wrote it but for
// the parser: objects, object streams, the text of marked content.
type inspector struct {
	t testing.TB
	*parsed
	pages []dict
	// texts are by page and marked-content identifier.
	texts []map[int]string
}

func inspect(t testing.TB, data []byte) *inspector {
	t.Helper()
	in := &inspector{t: t, parsed: &parsed{objects: map[ref]object{}}}
	p := &parser{data: data}
	for {
		tok, err := p.token()
		in.must(err)
		if string(tok) == "xref" { // a plain file
			in.must(p.skipTo("trailer"))
			in.trailer, err = p.dict(0)
			in.must(err)
			break
		}
		if string(tok) == "startxref" {
			break
		}
		in.must(p.indirect(in.parsed, tok))
	}
	in.unpack()
	for _, k := range in.dict(in.catalog().get("Pages")).get("Kids").(array) {
		in.pages = append(in.pages, in.dict(k))
	}
	for _, page := range in.pages {
		in.texts = append(in.texts, in.markedText(page))
	}
	return in
}

func (in *inspector) must(err error) {
	in.t.Helper()
	if err != nil {
		in.t.Fatal(err)
	}
}

// unpack reads the object streams and the cross-reference stream.
func (in *inspector) unpack() {
	for _, r := range in.refs() {
		s, ok := in.objects[r].(*stream)
		if !ok {
			continue
		}
		switch s.dict.get("Type") {
		case name("XRef"):
			in.trailer = s.dict
		case name("ObjStm"):
			in.objectStream(s)
		}
	}
	if in.trailer == nil {
		in.t.Fatal("no cross-reference stream")
	}
}

func (in *inspector) objectStream(s *stream) {
	data := in.inflate(s)
	index := bytes.Fields(data[:s.dict.get("First").(integer)])
	for i := 0; i < len(index); i += 2 {
		n, err := strconv.Atoi(string(index[i]))
		in.must(err)
		at, err := strconv.Atoi(string(index[i+1]))
		in.must(err)
		p := &parser{data: data, pos: int(s.dict.get("First").(integer)) + at}
		o, err := p.object(0)
		in.must(err)
		in.objects[ref(n)] = o
	}
}

func (in *inspector) refs() []ref {
	var out []ref
	for r := range in.objects {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}

func (in *inspector) catalog() dict { return in.dict(in.trailer.get("Root")) }

func (in *inspector) resolve(o object) object {
	if r, ok := o.(ref); ok {
		return in.objects[r]
	}
	return o
}

func (in *inspector) inflate(s *stream) []byte {
	if s.dict.get("Filter") != name("FlateDecode") {
		return s.data
	}
	z, err := zlib.NewReader(bytes.NewReader(s.data))
	in.must(err)
	out, err := io.ReadAll(z)
	in.must(err)
	return out
}

func (in *inspector) content(page dict) []byte {
	list, ok := in.resolve(page.get("Contents")).(array)
	if !ok {
		list = array{page.get("Contents")}
	}
	var out []byte
	for _, c := range list {
		out = append(append(out, in.inflate(in.resolve(c).(*stream))...), '\n')
	}
	return out
}

// unicode reads a font's map from codes to text.
func (in *inspector) unicode(font dict) map[int]string {
	out := map[int]string{}
	s := in.resolve(font.get("ToUnicode")).(*stream)
	for _, line := range strings.Split(string(in.inflate(s)), "\n") {
		var code int
		var hex string
		if n, _ := fmt.Sscanf(line, "<%X> <%s", &code, &hex); n == 2 && !strings.Contains(line, "FFFF") {
			p := &parser{data: []byte(hex)}
			b, err := p.hex()
			in.must(err)
			out[code] = decodeUTF16(b)
		}
	}
	return out
}

func decodeUTF16(b []byte) string {
	var units []uint16
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, be.Uint16(b[i:]))
	}
	return string(utf16.Decode(units))
}

// textOf reads a text string (ISO 32000-1, 7.9.2.2).
func textOf(o object) string {
	b, _ := o.(str)
	if bytes.HasPrefix(b, []byte{0xFE, 0xFF}) {
		return decodeUTF16(b[2:])
	}
	return string(b)
}

// markedText reads the text of a page by marked-content identifier; artifacts
// are under -1.
func (in *inspector) markedText(page dict) map[int]string {
	fonts := in.dict(in.dict(page.get("Resources")).get("Font"))
	maps := map[name]map[int]string{}
	for _, e := range fonts {
		maps[e.key] = in.unicode(in.dict(e.value))
	}
	r := &contentReader{t: in.t, out: map[int]string{}, maps: maps}
	operations(in.t, in.content(page), r.operator)
	return r.out
}

// operations calls f for each operator of a content stream.
func operations(t testing.TB, content []byte, f func(op string, operands []object)) {
	t.Helper()
	p := &parser{data: content}
	var operands []object
	for {
		tok, err := p.token()
		if err != nil {
			t.Fatal(err)
		}
		if len(tok) == 0 {
			return
		}
		start := p.pos
		o, err := p.objectFrom(tok, 0)
		if err != nil {
			p.pos = start
			f(string(tok), operands)
			operands = nil
			continue
		}
		operands = append(operands, o)
	}
}

// readable prints a content stream with strings in hexadecimal.
func (in *inspector) readable(page dict) string {
	var b []byte
	operations(in.t, in.content(page), func(op string, operands []object) {
		for _, o := range operands {
			b = append(o.encode(b), ' ')
		}
		b = append(b, op+"\n"...)
	})
	return string(b)
}

// contentReader follows marked content and fonts through a content stream.
type contentReader struct {
	t     testing.TB
	out   map[int]string
	maps  map[name]map[int]string
	font  map[int]string
	marks []int // the open sequences; -2 is one of which ActualText gave the text
}

func (r *contentReader) operator(op string, operands []object) {
	switch op {
	case "BDC":
		r.begin(operands)
	case "EMC":
		r.marks = r.marks[:len(r.marks)-1]
	case "Tf":
		r.font = r.maps[operands[0].(name)]
	case "f", "S", "Do":
		r.marked(op)
	case "TJ":
		r.marked(op)
		var all str
		for _, o := range operands[0].(array) {
			if s, ok := o.(str); ok {
				all = append(all, s...)
			}
		}
		r.show(all)
	}
}

// marked fails where something is drawn outside marked content.
func (r *contentReader) marked(op string) {
	if len(r.marks) == 0 {
		r.t.Fatalf("%s outside marked content", op)
	}
}

func (r *contentReader) begin(operands []object) {
	d := operands[1].(dict)
	id := -1
	if mcid, ok := d.get("MCID").(integer); ok {
		id = int(mcid)
	}
	if actual, ok := d.get("ActualText").(str); ok {
		r.out[id] += textOf(actual)
		id = -2
	}
	if n := len(r.marks); n > 0 && r.marks[n-1] != -1 { // poppler follows no artifact
		r.t.Fatal("marked content in marked content: poppler loses what follows")
	}
	r.marks = append(r.marks, id)
}

func (r *contentReader) show(s str) {
	id := r.marks[len(r.marks)-1]
	if id == -2 {
		return
	}
	shown := ""
	for i := 0; i+1 < len(s); i += 2 {
		shown += r.font[int(be.Uint16(s[i:]))]
	}
	r.out[id] += shown
}
