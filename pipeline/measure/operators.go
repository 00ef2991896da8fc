package measure

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// operators are those that move or show text, mark content, or keep and
// restore the origin (ISO 32000-1, annex A).
var operators = map[string]func(*painter){
	"q":  func(p *painter) { p.saved = append(p.saved, p.originX, p.originY) },
	"Q":  (*painter).restore,
	"cm": func(p *painter) { p.originX, p.originY = p.originX+p.num(2), p.originY+p.num(1) },

	"BT": func(p *painter) { p.moveTo(0, 0) },
	"Tf": (*painter).setFont,
	"Tc": func(p *painter) { p.charSpace = p.num(1) },
	"TL": func(p *painter) { p.leading = p.num(1) },
	"Td": func(p *painter) { p.moveTo(p.lineX+p.num(2), p.lineY+p.num(1)) },
	"TD": func(p *painter) { p.leading = -p.num(1); p.moveTo(p.lineX+p.num(2), p.lineY+p.num(1)) },
	"Tm": func(p *painter) { p.moveTo(p.num(2), p.num(1)) },
	"T*": func(p *painter) { p.moveTo(p.lineX, p.lineY-p.leading) },
	"Tj": (*painter).showAll,
	"TJ": (*painter).showAll,
	"'":  func(p *painter) { p.moveTo(p.lineX, p.lineY-p.leading); p.showAll() },

	"BMC": func(p *painter) { p.mark() },
	"BDC": func(p *painter) { p.mark() },
	"EMC": (*painter).unmark,
}

func (p *painter) restore() {
	if n := len(p.saved); n >= 2 {
		p.originX, p.originY = p.saved[n-2], p.saved[n-1]
		p.saved = p.saved[:n-2]
	}
}

func (p *painter) moveTo(x, y float64) { p.lineX, p.lineY, p.x, p.y = x, y, x, y }

func (p *painter) setFont() {
	if len(p.args) < 2 {
		return
	}
	name := p.args[len(p.args)-2]
	if p.faces[name] == nil {
		p.faces[name] = p.file.face(p.fonts[name])
	}
	p.face, p.size = p.faces[name], p.num(1)
}

// showAll shows the strings among the arguments; a number between them moves
// back by thousandths of the size.
func (p *painter) showAll() {
	for _, a := range p.args {
		switch a[0] {
		case '(':
			p.show(a[1:])
		case '<':
			raw, err := hex.DecodeString(strings.Trim(a, "<>"))
			if err == nil {
				p.show(string(raw))
			}
		case '[', ']':
		default:
			back, _ := strconv.ParseFloat(a, 64)
			p.x -= back / 1000 * p.size
		}
	}
}

func (p *painter) show(codes string) {
	if p.face == nil {
		return
	}
	here := mark{mcid: -1}
	if n := len(p.marked); n > 0 {
		here = p.marked[n-1]
	}
	for i := 0; i+1 < len(codes); i += 2 {
		c := int(codes[i])<<8 | int(codes[i+1])
		advance := p.face.width(c) / 1000 * p.size
		p.glyphs = append(p.glyphs, glyph{
			page: p.page, mcid: here.mcid, artifact: here.artifact,
			x: p.originX + p.x, y: p.originY + p.y, advance: advance, size: p.size, text: p.face.text[c],
		})
		p.x += advance + p.charSpace
	}
}

// mark opens marked content; one inside another belongs to the outer one
// unless it has an identifier of its own.
func (p *painter) mark() {
	m := mark{mcid: -1}
	if n := len(p.marked); n > 0 {
		m = p.marked[n-1]
	}
	if slices.Contains(p.args, "/Artifact") {
		m.artifact = true
	}
	if i := slices.Index(p.args, "/MCID"); i >= 0 && i+1 < len(p.args) {
		if id, err := strconv.Atoi(p.args[i+1]); err == nil {
			m.mcid = id
		}
	}
	p.marked = append(p.marked, m)
}

func (p *painter) unmark() {
	if n := len(p.marked); n > 0 {
		p.marked = p.marked[:n-1]
	}
}
