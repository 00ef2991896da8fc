package pdffile

import "errors"

// Page is a page with what it inherits (ISO 32000-1, 7.7.3.4).
type Page struct {
	// Ref is the reference that the page tree has; its number is 0 for a page that
	// stands in the tree itself.
	Ref       Ref
	Dict      Dict
	Resources Dict
}

// maxPages bounds the pages and nodes of a page tree.
const maxPages = 200000

// Pages lists the pages in their order. The error says what of the tree cannot be
// followed; the pages before it are given.
func (f *File) Pages() ([]Page, error) {
	w := &pageWalk{f: f, seen: map[Ref]bool{}}
	err := w.node(f.Catalog()["Pages"], nil, 0)
	return w.pages, err
}

type pageWalk struct {
	f     *File
	seen  map[Ref]bool
	pages []Page
}

func (w *pageWalk) node(o Object, resources Dict, depth int) error {
	ref, _ := o.(Ref)
	if ref.Num > 0 && w.seen[ref] || depth > maxDepth || len(w.pages) > maxPages {
		return errors.New("the page tree runs in a circle, or is too deep or large")
	}
	w.seen[ref] = true
	d := w.f.Dict(o)
	if d == nil {
		return errors.New("an entry of the page tree leads nowhere")
	}
	if own := w.f.Dict(d["Resources"]); own != nil {
		resources = own
	}
	kids := w.f.Array(d["Kids"])
	if kids == nil {
		w.pages = append(w.pages, Page{ref, d, resources})
		return nil
	}
	for _, kid := range kids {
		if err := w.node(kid, resources, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// Content is the page's content streams unpacked, with white space between.
func (f *File) Content(p Page) ([]byte, error) {
	var out []byte
	for _, o := range f.list(p.Dict["Contents"]) {
		s := f.Stream(o)
		if s == nil {
			continue
		}
		data, err := f.Decode(s)
		if err != nil {
			return out, err
		}
		if len(out)+len(data) > maxUnpacked {
			return out, errTooLarge
		}
		out = append(append(out, data...), '\n')
	}
	return out, nil
}

// maxOperands bounds what stands before an operator.
const maxOperands = 1 << 16

// Operators calls visit for each operator of a content stream with its operands.
// Data of an inline image are passed over; visit gets "EI" with the image's
// dictionary. What cannot be read is an error.
func Operators(content []byte, visit func(op string, operands []Object)) error {
	p := &parser{data: content}
	var operands []Object
	for {
		tok := p.token()
		if tok == "" {
			return nil
		}
		if isOperator(tok) {
			if tok == "BI" {
				operands = []Object{p.inlineImage()}
				tok = "EI"
			}
			visit(tok, operands)
			operands = nil
			continue
		}
		o, err := p.objectFrom(tok, 0)
		if err != nil {
			return err
		}
		if operands = append(operands, o); len(operands) > maxOperands {
			return p.errorf("too many operands")
		}
	}
}

func isOperator(tok string) bool {
	c := tok[0]
	return (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '\'' || c == '"') && tok != "true" && tok != "false" && tok != "null"
}

// inlineImage reads a dictionary's entries up to ID and passes over the data (ISO
// 32000-1, 8.9.7).
func (p *parser) inlineImage() Dict {
	d := Dict{}
	for {
		tok := p.token()
		if tok == "ID" || tok == "" {
			break
		}
		if tok != "/" {
			continue
		}
		key := p.name()
		value, err := p.object(0)
		if err != nil {
			return d
		}
		d[key] = value
	}
	for p.pos+2 < len(p.data) {
		if isSpace(p.data[p.pos]) && p.data[p.pos+1] == 'E' && p.data[p.pos+2] == 'I' &&
			(p.pos+3 == len(p.data) || isSpace(p.data[p.pos+3])) {
			p.pos += 3
			return d
		}
		p.pos++
	}
	p.pos = len(p.data)
	return d
}
