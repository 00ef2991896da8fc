package docx

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"octavo/pipeline/internal/read/office"
)

// mathML makes presentation MathML of Word's own form (OMML, ISO/IEC 29500-1, 22.1),
// with what was met on the way.
func mathML(n *office.Node) (*office.Node, *ommlReader) {
	c := &ommlReader{}
	m := c.row(n)
	m.Name = "math:math"
	return m, c
}

type ommlReader struct {
	// unknown is the name of an element that is not known, with which the formula is not
	// whole.
	unknown string
	// boxed tells that a part has a frame, which is not shown.
	boxed bool
	// aligned is set in lines of one calculation, where an ampersand only aligns.
	aligned bool
}

func elem(name string, kids ...*office.Node) *office.Node {
	return &office.Node{Name: "math:" + name, Kids: kids}
}

func token(name, text string) *office.Node {
	return elem(name, &office.Node{Text: text})
}

func withAttr(n *office.Node, name, value string) *office.Node {
	n.Attrs = append(n.Attrs, office.Attr{Name: name, Value: value})
	return n
}

// row reads what is in an element as a row.
func (c *ommlReader) row(n *office.Node) *office.Node {
	out := elem("mrow")
	if n == nil {
		return out
	}
	for _, k := range n.Kids {
		out.Kids = append(out.Kids, c.element(k)...)
	}
	return out
}

// arg reads one argument of an element as a single one.
func (c *ommlReader) arg(n *office.Node, name string) *office.Node {
	row := c.row(n.Kid(name))
	if len(row.Kids) == 1 {
		return row.Kids[0]
	}
	return row
}

// empty reports whether an argument is absent, hidden or holds nothing.
func (c *ommlReader) empty(n *office.Node, name, hide string) bool {
	if h := n.Kid(n.Name+"Pr", hide); h != nil && isOn(h.Attr("m:val")) {
		return true
	}
	return len(c.row(n.Kid(name)).Kids) == 0
}

// value reads a property of an element.
func value(n *office.Node, name, otherwise string) string {
	if v, ok := n.Kid(n.Name+"Pr", name).Lookup("m:val"); ok {
		return v
	}
	return otherwise
}

// element reads one element; some make several.
func (c *ommlReader) element(n *office.Node) []*office.Node {
	switch n.Name {
	case "m:r":
		return c.run(n)
	case "m:oMath", "m:e", "m:box", "w:ins", "w:moveTo", "w:sdt", "w:sdtContent", "w:smartTag", "w:hyperlink":
		return c.row(n).Kids
	case "w:r":
		return c.text(n.Kid("w:t").AllText(), "", false)
	case "m:phant":
		if value(n, "m:show", "1") == "0" {
			return nil
		}
		return c.row(n.Kid("m:e")).Kids
	case "w:del", "w:moveFrom", "m:argPr", "m:ctrlPr", "m:boxPr", "m:phantPr", "m:oMathParaPr", "w:sdtPr", "":
		return nil
	}
	if passed[n.Name] || strings.HasSuffix(n.Name, "Pr") {
		return nil
	}
	if m := c.structure(n); m != nil {
		return []*office.Node{m}
	}
	if c.unknown == "" {
		c.unknown = n.Name
	}
	return nil
}

// structure reads the elements that set parts of a formula in a relation.
func (c *ommlReader) structure(n *office.Node) *office.Node {
	e := func() *office.Node { return c.arg(n, "m:e") }
	switch n.Name {
	case "m:f":
		return c.fraction(n)
	case "m:sSup":
		return elem("msup", e(), c.arg(n, "m:sup"))
	case "m:sSub":
		return elem("msub", e(), c.arg(n, "m:sub"))
	case "m:sSubSup":
		return elem("msubsup", e(), c.arg(n, "m:sub"), c.arg(n, "m:sup"))
	case "m:sPre":
		return elem("mmultiscripts", e(), elem("mprescripts"), c.arg(n, "m:sub"), c.arg(n, "m:sup"))
	case "m:rad":
		if c.empty(n, "m:deg", "m:degHide") {
			return elem("msqrt", c.row(n.Kid("m:e")))
		}
		return elem("mroot", e(), c.arg(n, "m:deg"))
	case "m:nary":
		return c.nary(n)
	case "m:d":
		return c.delimited(n)
	case "m:m", "m:eqArr":
		return c.matrix(n)
	case "m:func":
		return elem("mrow", c.arg(n, "m:fName"), token("mo", "\u2061"), e())
	case "m:limLow":
		return elem("munder", e(), c.arg(n, "m:lim"))
	case "m:limUpp":
		return elem("mover", e(), c.arg(n, "m:lim"))
	case "m:acc":
		return withAttr(elem("mover", e(), token("mo", spacing(value(n, "m:chr", "\u0302")))), "accent", "true")
	case "m:bar":
		if value(n, "m:pos", "bot") == "top" {
			return withAttr(elem("mover", e(), token("mo", "¯")), "accent", "true")
		}
		return elem("munder", e(), token("mo", "_"))
	case "m:groupChr":
		if value(n, "m:pos", "bot") == "top" {
			return elem("mover", e(), token("mo", value(n, "m:chr", "⏞")))
		}
		return elem("munder", e(), token("mo", value(n, "m:chr", "⏟")))
	case "m:borderBox":
		return c.framed(n)
	}
	return nil
}

// framed reads a part with a frame, which sets it apart and means nothing, or with a
// line through it, which does.
func (c *ommlReader) framed(n *office.Node) *office.Node {
	for _, line := range []string{"m:strikeH", "m:strikeV", "m:strikeBLTR", "m:strikeTLBR"} {
		if s := n.Kid("m:borderBoxPr", line); s != nil && isOn(s.Attr("m:val")) {
			return withAttr(elem("menclose", c.row(n.Kid("m:e"))), "notation", "updiagonalstrike")
		}
	}
	c.boxed = true
	return c.row(n.Kid("m:e"))
}

// spacing gives an accent that Word has as a combining character as one that stands
// by itself.
func spacing(chr string) string {
	if s, ok := map[string]string{"\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0304": "¯", "\u0305": "¯",
		"\u0306": "˘", "\u0307": "˙", "\u0308": "¨", "\u030c": "ˇ", "\u20d7": "→", "\u20d6": "←"}[chr]; ok {
		return s
	}
	return chr
}

func (c *ommlReader) fraction(n *office.Node) *office.Node {
	num, den := c.arg(n, "m:num"), c.arg(n, "m:den")
	switch value(n, "m:type", "bar") {
	case "noBar":
		return withAttr(elem("mfrac", num, den), "linethickness", "0")
	case "lin":
		return elem("mrow", num, token("mo", "/"), den)
	}
	return elem("mfrac", num, den)
}

// nary reads a sum, an integral or the like, with its limits.
func (c *ommlReader) nary(n *office.Node) *office.Node {
	sign := token("mo", value(n, "m:chr", "∫"))
	below, above := !c.empty(n, "m:sub", "m:subHide"), !c.empty(n, "m:sup", "m:supHide")
	names := [3]string{"msub", "msup", "msubsup"}
	if value(n, "m:limLoc", "subSup") == "undOvr" {
		names = [3]string{"munder", "mover", "munderover"}
	}
	switch {
	case below && above:
		sign = elem(names[2], sign, c.arg(n, "m:sub"), c.arg(n, "m:sup"))
	case below:
		sign = elem(names[0], sign, c.arg(n, "m:sub"))
	case above:
		sign = elem(names[1], sign, c.arg(n, "m:sup"))
	}
	return elem("mrow", sign, c.arg(n, "m:e"))
}

// delimited reads parts between brackets.
func (c *ommlReader) delimited(n *office.Node) *office.Node {
	out := elem("mrow")
	fence := func(s string) {
		if s != "" {
			out.Kids = append(out.Kids, token("mo", s))
		}
	}
	fence(value(n, "m:begChr", "("))
	first := true
	n.Each("m:e", func(e *office.Node) {
		if !first {
			fence(value(n, "m:sepChr", "|"))
		}
		first = false
		out.Kids = append(out.Kids, c.row(e).Kids...)
	})
	fence(value(n, "m:endChr", ")"))
	return out
}

// matrix reads a matrix, or lines that stand below one another.
func (c *ommlReader) matrix(n *office.Node) *office.Node {
	out := elem("mtable")
	lines := n.Name == "m:eqArr"
	was := c.aligned
	c.aligned = was || lines
	for _, k := range n.Kids {
		switch {
		case k.Name == "m:mr":
			row := elem("mtr")
			k.Each("m:e", func(e *office.Node) { row.Kids = append(row.Kids, elem("mtd", c.row(e).Kids...)) })
			out.Kids = append(out.Kids, row)
		case k.Name == "m:e" && lines:
			out.Kids = append(out.Kids, elem("mtr", elem("mtd", c.row(k).Kids...)))
		}
	}
	c.aligned = was
	return out
}

// scripts are the alphabets of letters (22.1.2.87).
var scripts = map[string]string{"double-struck": "double-struck", "script": "script", "fraktur": "fraktur", "sans-serif": "sans-serif", "monospace": "monospace"}

// run reads a run of characters.
func (c *ommlReader) run(n *office.Node) []*office.Node {
	pr := n.Kid("m:rPr")
	var text strings.Builder
	n.Each("m:t", func(t *office.Node) { text.WriteString(t.AllText()) })
	n.Each("w:t", func(t *office.Node) { text.WriteString(t.AllText()) })
	if nor := pr.Kid("m:nor"); nor != nil && isOn(nor.Attr("m:val")) {
		return []*office.Node{token("mtext", text.String())}
	}
	variant := scripts[pr.Kid("m:scr").Attr("m:val")]
	style := pr.Kid("m:sty").Attr("m:val")
	if variant == "" && strings.HasPrefix(style, "b") {
		variant = map[string]string{"b": "bold", "bi": "bold-italic"}[style]
	}
	return c.text(text.String(), variant, style == "p" || style == "b")
}

// text divides characters into numbers, letters and signs; upright letters that
// stand together are a word.
func (c *ommlReader) text(s, variant string, upright bool) []*office.Node {
	var out []*office.Node
	letters := []rune(plainLetters(s))
	for i := 0; i < len(letters); {
		r, k := letters[i], i+1
		name := "mo"
		switch {
		case unicode.IsSpace(r) || c.aligned && r == '&' || r == '\u200b' || r == '\u2061':
			i = k
			continue
		case unicode.IsDigit(r):
			name, k = "mn", numberEnd(letters, i)
		case unicode.IsLetter(r):
			name = "mi"
			for upright && k < len(letters) && unicode.IsLetter(letters[k]) {
				k++
			}
		}
		t := token(name, string(letters[i:k]))
		switch {
		case variant != "" && name != "mo":
			withAttr(t, "mathvariant", variant)
		case upright && name == "mi" && k == i+1:
			withAttr(t, "mathvariant", "normal")
		}
		out = append(out, t)
		i = k
	}
	return out
}

// numberEnd is where a number ends: digits with single stops or commas in them.
func numberEnd(s []rune, i int) int {
	for i < len(s) && (unicode.IsDigit(s[i]) || (s[i] == '.' || s[i] == ',') && i+1 < len(s) && unicode.IsDigit(s[i+1])) {
		i++
	}
	return i
}

// plainLetters gives the slanted letters of mathematics, which are the usual ones
// in a formula, as plain ones (Unicode, Mathematical Alphanumeric Symbols).
func plainLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x1D434 && r <= 0x1D467 || r >= 0x1D6E2 && r <= 0x1D71B || r == 0x210E {
			plain := []rune(norm.NFKC.String(string(r)))
			return plain[0]
		}
		return r
	}, s)
}
