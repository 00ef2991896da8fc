package vector

import (
	"strings"
	"unicode/utf8"
)

// setter makes the texts of a text element. Each absolute position begins a text
// of its own (SVG 2, 11.4: text chunks).
type setter struct {
	r     *reader
	texts []Item
	// at and on are where text goes on that states only one of both.
	at, on float64
	space  bool // a space, or nothing, stands before
}

// text paints a text element.
func (r *reader) text(n *node, c context) {
	s := &setter{r: r, space: true}
	s.begin(c, 0, 0)
	s.element(n, c)
	for _, it := range s.texts {
		if t := it.Text; t.trimmed() {
			r.add(it)
		}
	}
}

// trimmed takes the space from a text's end, and reports whether words are left.
func (t *Text) trimmed() bool {
	for n := len(t.Runs); n > 0; n-- {
		last := &t.Runs[n-1]
		if last.Words = strings.TrimRight(last.Words, " "); last.Words != "" {
			return sane(t.X, t.Y)
		}
		t.Runs = t.Runs[:n-1]
	}
	return false
}

// begin begins a text at a point.
func (s *setter) begin(c context, x, y float64) {
	s.at, s.on = x, y
	s.texts = append(s.texts, Item{Matrix: c.matrix, Clip: c.clip, Text: &Text{X: x, Y: y, Anchor: c.anchor}})
}

// element sets what stands in text, tspan and the like.
func (s *setter) element(n *node, c context) {
	xs, ys := s.lengths(n, "x", c), s.lengths(n, "y", c)
	dx, dy := s.lengths(n, "dx", c), s.lengths(n, "dy", c)
	if len(xs) > 0 || len(ys) > 0 {
		s.begin(c, first(xs, s.at), first(ys, s.on))
		s.space = !c.keepSpace
	}
	s.r.loseIf(isSet(n.attr["textLength"]), lostLength)
	move := [2]float64{first(dx, 0), first(dy, 0)}
	s.r.loseIf(len(dx) > 1 || len(dy) > 1 || len(ys) > 1 && len(xs) < 2, lostAlongPath)
	rest := xs[min(1, len(xs)):]
	for _, k := range n.kids {
		switch {
		case !s.r.spend(1 + letterWork*len(k.text)):
			return
		case k.name == "" && len(rest) > 0:
			rest = s.letters(k.text, c, rest, ys)
		case k.name == "":
			s.words(k.text, c, move)
		default:
			s.inner(k, c)
			continue
		}
		move = [2]float64{}
	}
	if move != [2]float64{} {
		s.run("", c, move)
	}
}

// inner sets an element in a text.
func (s *setter) inner(k *node, c context) {
	switch k.name {
	case "tspan", "a":
		if in, shown := s.r.enter(k, c); shown {
			in.matrix = c.matrix
			s.element(k, in)
		}
	case "textPath":
		s.r.lose(lostAlongPath)
	case "tref":
		s.r.lose(lostOutside)
	}
}

func first(list []float64, otherwise float64) float64 {
	if len(list) > 0 {
		return list[0]
	}
	return otherwise
}

// lengths reads a list of positions.
func (s *setter) lengths(n *node, key string, c context) []float64 {
	whole := c.view.w
	if strings.HasSuffix(key, "y") {
		whole = c.view.h
	}
	var out []float64
	s.r.spend(len(n.attr[key]))
	for _, f := range strings.FieldsFunc(n.attr[key], func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' }) {
		if v, ok := length(f, whole, c.size); ok {
			out = append(out, v)
		}
	}
	return out
}

// letters sets a letter at each of the positions that a list has for them.
func (s *setter) letters(text string, c context, xs, ys []float64) []float64 {
	text = s.collapsed(text, c)
	for i, r := range text {
		if i > 0 && len(xs) > 0 {
			y := s.on
			if len(ys) > 1 {
				ys = ys[1:]
				y = ys[0]
			}
			s.begin(c, xs[0], y)
			xs = xs[1:]
		}
		if len(xs) == 0 {
			s.run(text[i:], c, [2]float64{})
			return nil
		}
		s.run(string(r), c, [2]float64{})
	}
	return xs
}

// words sets text where the text before ends, moved.
func (s *setter) words(text string, c context, move [2]float64) {
	s.run(s.collapsed(text, c), c, move)
}

func (s *setter) run(text string, c context, move [2]float64) {
	if text == "" && move == [2]float64{} {
		return
	}
	t := s.texts[len(s.texts)-1].Text
	fill := s.r.paint(c.fill, c.fillOpacity, c)
	if fill == nil {
		fill = s.r.paint(c.stroke, c.strokeOpacity, c) // letters that are only a line
	}
	if c.hidden {
		fill = nil
	}
	if !s.r.spend(16 + len(strings.Join(c.families, ""))) {
		return
	}
	t.Runs = append(t.Runs, Run{Words: text, DX: move[0], DY: move[1] + c.raise*c.size, Size: c.size, Spacing: c.spacing,
		Families: c.families, Weight: c.weight, Italic: c.italic, Fill: fill})
	if c.raise != 0 { // what follows stands on its own base line again
		t.Runs = append(t.Runs, Run{DY: -c.raise * c.size, Size: c.size, Weight: c.weight})
	}
}

// collapsed is text with one space for each stretch of white space, and none at
// its beginning (SVG 2, 11.7.1).
func (s *setter) collapsed(text string, c context) string {
	text = strings.ToValidUTF8(text, string(utf8.RuneError))
	if c.keepSpace {
		s.space = false
		return strings.Map(func(r rune) rune {
			if r == '\n' || r == '\t' || r == '\r' {
				return ' '
			}
			return r
		}, text)
	}
	var b strings.Builder
	for _, r := range text {
		white := r == ' ' || r == '\n' || r == '\t' || r == '\r'
		if white && s.space {
			continue
		}
		if s.space = white; white {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}
