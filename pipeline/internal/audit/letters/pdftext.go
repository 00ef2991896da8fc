package letters

import (
	"errors"
	"slices"
	"strings"

	"octavo/pipeline/internal/pdffile"
)

// markup is a marked-content sequence that is open (ISO 32000-1, 14.6).
type markup struct {
	mcid     int // -1 where it has none
	artifact bool
	actual   bool // its text is given, whatever it shows
	reversed bool // what it shows goes from left to right, for text that does not
}

// shown is what a page shows: the text of each marked-content sequence with an
// identifier, in pieces, and what stands in none.
type shown struct {
	pieces   map[int][]string
	reversed map[int]bool
	loose    strings.Builder
}

func (s *shown) text(mcid int) string {
	list := s.pieces[mcid]
	if s.reversed[mcid] {
		list = slices.Clone(list)
		slices.Reverse(list)
	}
	return strings.Join(list, "")
}

// show runs a page's content as far as text goes.
func (r *pdfReader) show(page pdffile.Page) (*shown, error) {
	content, err := r.Content(page)
	if err != nil {
		return nil, err
	}
	p := &painter{pdfReader: r, out: &shown{pieces: map[int][]string{}, reversed: map[int]bool{}}}
	return p.out, p.run(content, page.Resources, 0)
}

type painter struct {
	*pdfReader
	out   *shown
	open  []markup
	font  *cmap
	saved []*cmap // by q
	err   error
}

// maxForms bounds drawings inside drawings.
const maxForms = 20

var errForms = errors.New("drawings lie in each other without end")

func (p *painter) run(content []byte, resources pdffile.Dict, depth int) error {
	if depth > maxForms {
		return errForms
	}
	err := pdffile.Operators(content, func(op string, operands []pdffile.Object) {
		if p.err == nil {
			p.do(op, operands, resources, depth)
		}
	})
	return errors.Join(p.err, err)
}

func (p *painter) do(op string, operands []pdffile.Object, resources pdffile.Dict, depth int) {
	last := pdffile.Object(nil)
	if len(operands) > 0 {
		last = operands[len(operands)-1]
	}
	switch op {
	case "q":
		p.saved = append(p.saved, p.font)
	case "Q":
		if n := len(p.saved); n > 0 {
			p.font, p.saved = p.saved[n-1], p.saved[:n-1]
		}
	case "BMC", "BDC":
		p.begin(operands, resources)
	case "EMC":
		if n := len(p.open); n > 0 {
			p.open = p.open[:n-1]
		}
	case "Tf":
		if len(operands) == 2 {
			p.font = p.fontOf(operands[0], resources)
		}
	case "Tj", "'", "\"":
		p.string(last)
	case "TJ":
		list, _ := last.(pdffile.Array)
		for _, o := range list {
			p.string(o)
		}
	case "Do":
		p.err = p.form(last, resources, depth)
	}
}

func (p *painter) form(which pdffile.Object, resources pdffile.Dict, depth int) error {
	n, _ := which.(pdffile.Name)
	s := p.Stream(p.Dict(resources["XObject"])[n])
	if s == nil || p.Name(s.Dict["Subtype"]) != "Form" {
		return nil
	}
	data, err := p.Decode(s)
	if err != nil {
		return err
	}
	if own := p.Dict(s.Dict["Resources"]); own != nil {
		resources = own
	}
	font, saved := p.font, p.saved
	err = p.run(data, resources, depth+1)
	p.font, p.saved = font, saved
	return err
}

// begin opens a marked-content sequence.
func (p *painter) begin(operands []pdffile.Object, resources pdffile.Dict) {
	m := p.mark()
	if len(operands) == 0 {
		p.open = append(p.open, m)
		return
	}
	switch operands[0] {
	case pdffile.Name("Artifact"):
		m.artifact, m.mcid = true, -1
	case pdffile.Name("ReversedChars"):
		m.reversed = true
	}
	properties, _ := operands[len(operands)-1].(pdffile.Dict)
	if n, isName := operands[len(operands)-1].(pdffile.Name); isName && len(operands) == 2 {
		properties = p.Dict(p.Dict(resources["Properties"])[n])
	}
	if id := p.Int(properties["MCID"], -1); id >= 0 {
		m.mcid, m.artifact = id, false
		p.out.reversed[id] = m.reversed
	}
	if actual, has := p.Get(properties["ActualText"]).(pdffile.String); has && !m.actual {
		p.add(m, actual.Text())
		m.actual = true
	}
	p.open = append(p.open, m)
}

// mark is the innermost sequence that is open, with what it has of those around it.
func (p *painter) mark() markup {
	if n := len(p.open); n > 0 {
		return p.open[n-1]
	}
	return markup{mcid: -1}
}

func (p *painter) string(o pdffile.Object) {
	s, ok := o.(pdffile.String)
	m := p.mark()
	if !ok || m.actual {
		return
	}
	for _, piece := range p.font.decode(s) {
		p.add(m, piece)
	}
}

func (p *painter) add(m markup, text string) {
	switch {
	case m.mcid >= 0:
		p.out.pieces[m.mcid] = append(p.out.pieces[m.mcid], text)
	case !m.artifact:
		p.out.loose.WriteString(text)
	}
}

// cmap says what text the codes of a font stand for.
type cmap struct {
	width int // bytes of a code
	text  map[int]string
}

// unknownText is what a code stands for that its font says nothing about.
const unknownText = "\uFFFD"

func (c *cmap) decode(s []byte) []string {
	if c == nil {
		return []string{unknownText}
	}
	var out []string
	for ; len(s) >= c.width; s = s[c.width:] {
		text, ok := c.text[bigEndian(s[:c.width])]
		if !ok {
			text = unknownText
		}
		out = append(out, text)
	}
	return out
}

func bigEndian(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}

// fontOf reads the ToUnicode map of a font (ISO 32000-1, 9.10.3).
func (p *painter) fontOf(which pdffile.Object, resources pdffile.Dict) *cmap {
	n, _ := which.(pdffile.Name)
	o := p.Dict(resources["Font"])[n]
	at, isRef := o.(pdffile.Ref)
	if c, known := p.cmaps[at]; known && isRef {
		return c
	}
	font := p.Dict(o)
	c := &cmap{width: 1, text: map[int]string{}}
	if p.Name(font["Subtype"]) == "Type0" {
		c.width = 2
	}
	if s := p.Stream(font["ToUnicode"]); s != nil {
		if data, err := p.Decode(s); err == nil {
			c.read(data)
		}
	}
	p.cmaps[at] = c
	return c
}

// read takes the mappings of a CMap: bfchar and bfrange. One that breaks off gives
// those before.
func (c *cmap) read(data []byte) {
	_ = pdffile.Operators(data, func(op string, operands []pdffile.Object) {
		switch op {
		case "endbfchar":
			for i := 0; i+1 < len(operands); i += 2 {
				c.set(operands[i], 0, operands[i+1])
			}
		case "endbfrange":
			for i := 0; i+2 < len(operands); i += 3 {
				c.setRange(operands[i], operands[i+1], operands[i+2])
			}
		}
	})
}

func (c *cmap) set(code pdffile.Object, plus int, text pdffile.Object) {
	from, ok := code.(pdffile.String)
	to, isText := text.(pdffile.String)
	if ok && isText {
		c.text[bigEndian(from)+plus] = pdffile.UTF16(to)
	}
}

func (c *cmap) setRange(first, last, to pdffile.Object) {
	from, ok := first.(pdffile.String)
	end, ok2 := last.(pdffile.String)
	if !ok || !ok2 || len(from) > 2 || len(end) > 2 {
		return
	}
	list, _ := to.(pdffile.Array)
	text, _ := to.(pdffile.String)
	for n := 0; n <= bigEndian(end)-bigEndian(from); n++ {
		switch {
		case n < len(list):
			c.set(first, n, list[n])
		case len(text) >= 2:
			next := slices.Clone(text)
			unit := bigEndian(next[len(next)-2:]) + n
			next[len(next)-2], next[len(next)-1] = byte(unit>>8), byte(unit)
			c.set(first, n, next)
		}
	}
}
