package formula

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// commandReaders read the commands that take something. The table is filled
// when the program starts, for its readers call the parser.
var commandReaders map[string]func(*parser) *Element

func init() {
	commandReaders = map[string]func(*parser) *Element{
		"sqrt": (*parser).root, "left": (*parser).fenced, "begin": (*parser).environment,
		"operatorname": (*parser).operatorName, "operatorname*": (*parser).operatorName, "not": (*parser).negated,
		"bmod": func(*parser) *Element { return token("mo", "mod") }, "pmod": (*parser).modulo,
		"overset": (*parser).overset, "stackrel": (*parser).overset, "underset": (*parser).underset,
		"xrightarrow": extensible("→"), "xleftarrow": extensible("←"),
		"mathml":   func(p *parser) *Element { return p.fail("a part of its MathML is not known, or it is only drawn") },
		"substack": (*parser).substack, "tag": (*parser).tag, "tag*": (*parser).tag, "textcolor": (*parser).coloured,
	}
	for _, name := range strings.Fields("frac dfrac tfrac cfrac sfrac nicefrac") {
		commandReaders[name] = func(p *parser) *Element { a := p.arg(); return element("mfrac", a, p.arg()) }
	}
	for _, name := range strings.Fields("binom dbinom tbinom") {
		commandReaders[name] = func(p *parser) *Element { a := p.arg(); return binomial(a, p.arg()) }
	}
	for name, variant := range map[string]string{"text": "", "mbox": "", "hbox": "", "textrm": "", "textnormal": "", "textup": "",
		"textit": "italic", "emph": "italic", "textbf": "bold", "textsf": "sans-serif", "texttt": "monospace"} {
		commandReaders[name] = func(p *parser) *Element { return p.words(variant) }
	}
	for _, name := range strings.Fields("mathop mathbin mathrel mathord mathopen mathclose mathpunct mathinner ensuremath") {
		commandReaders[name] = (*parser).class
	}
	for _, name := range strings.Fields(`displaystyle textstyle scriptstyle scriptscriptstyle nonumber notag limits nolimits
		hline hfill allowbreak relax normalsize mathstrut strut null`) {
		commandReaders[name] = func(*parser) *Element { return nil }
	}
	for _, name := range strings.Fields("label hspace hspace* color phantom hphantom vphantom") {
		commandReaders[name] = func(p *parser) *Element { return p.skipArg() }
	}
	for _, size := range strings.Fields("big Big bigg Bigg") {
		for _, side := range []string{"", "l", "r", "m"} {
			commandReaders[size+side] = func(p *parser) *Element { return p.delimiter(side) }
		}
	}
}

// skipArg passes by what shows nothing: a name, a width, a colour, a phantom.
func (p *parser) skipArg() *Element {
	if _, err := p.raw(); err != nil {
		return p.fail("%s", err.Message)
	}
	return nil
}

func (p *parser) coloured() *Element {
	p.skipArg()
	return p.arg()
}

func (p *parser) class() *Element {
	e := p.arg()
	if e.IsToken() && e.Class == Plain && e.Name == "mi" {
		e.Class = Limit
	}
	return e
}

func (p *parser) root() *Element {
	if index, ok := p.optional(); ok {
		inner := &parser{lexer: lexer{src: index}, depth: p.depth}
		degree := inner.row()
		if inner.err != nil {
			return p.fail("%s", inner.err.Message)
		}
		return element("mroot", p.arg(), degree)
	}
	return element("msqrt", p.arg())
}

// fenced reads \left … \right.
func (p *parser) fenced() *Element {
	list := solid(p.delimiter("l"))
	for {
		body := p.row(`\right`, `\middle`)
		if body.Name == "mrow" && len(body.Kids) != 0 {
			list = append(list, body.Kids...)
		} else if body.Name != "mrow" {
			list = append(list, body)
		}
		switch p.next() {
		case `\middle`:
			list = append(list, solid(p.delimiter("m"))...)
		case `\right`:
			return element("mrow", append(list, solid(p.delimiter("r"))...)...)
		default:
			return p.fail(`a \left has no \right`)
		}
	}
}

func solid(e *Element) []*Element {
	if e == nil {
		return nil
	}
	return []*Element{e}
}

// delimiter reads a fence that opens (l), closes (r) or parts; a full stop is
// none.
func (p *parser) delimiter(side string) *Element {
	kinds := map[string]string{"l": "open", "r": "close"}
	tok := p.next()
	s, known := escaped[strings.TrimPrefix(tok, `\`)]
	switch {
	case tok == ".":
		return nil
	case tok == "":
		return p.fail("a fence is missing at the end")
	case strings.Contains("^_&~{}", tok):
		return p.fail("the sign %s is no fence", tok)
	case tok[0] != '\\':
		s = symbol{tok, kindOf(tok)}
	case !known:
		if s, known = symbols[tok[1:]]; !known {
			return p.fail(`the command %s is no fence`, tok)
		}
	}
	if c, _ := utf8.DecodeRuneInString(s.char); unicode.IsLetter(c) || unicode.IsNumber(c) { // TeX gives these no delimiter code
		return p.fail("the sign %s is no fence", tok)
	}
	kind := kinds[side]
	if kind == "" {
		if kind = s.kind; kind == "open" || kind == "close" {
			return operator(s.char, kind)
		}
		kind = "fence"
	}
	return operator(s.char, kind)
}

// words reads text: its letters as they stand.
func (p *parser) words(variant string) *Element {
	raw, err := p.raw()
	if err != nil {
		return p.fail("%s", err.Message)
	}
	s, err := plainText(raw)
	if err != nil {
		return p.fail("%s", err.Message)
	}
	if s == "" {
		return nil
	}
	return &Element{Name: "mtext", Text: s, Variant: variant}
}

// plainText takes the mark-up out of text.
func plainText(raw string) (string, *Error) {
	var b strings.Builder
	l := lexer{src: raw}
	for l.at < len(raw) {
		switch c := raw[l.at]; {
		case c == '{' || c == '}':
			l.at++
		case c == '~' || c == ' ':
			b.WriteByte(' ')
			l.at++
		case c == '\\':
			tok := raw[l.at:l.end()]
			l.at += len(tok)
			s, known := escaped[tok[1:]]
			if _, space := spaces[tok[1:]]; space {
				s, known = symbol{char: " "}, true
			} else if !known {
				s, known = symbols[tok[1:]]
				l.skip()
			}
			if !known {
				return "", fault(`the command %s is not known in text`, tok)
			}
			b.WriteString(s.char)
		case strings.HasPrefix(raw[l.at:], "---"):
			b.WriteString("—")
			l.at += 3
		case strings.HasPrefix(raw[l.at:], "--"):
			b.WriteString("–")
			l.at += 2
		default:
			b.WriteByte(c)
			l.at++
		}
	}
	return b.String(), nil
}

func (p *parser) operatorName() *Element {
	star := strings.HasSuffix(p.src[:p.at], "*")
	e := p.words("")
	if e == nil {
		return nil
	}
	name := token("mi", strings.TrimSpace(e.Text))
	name.Variant = "normal"
	if star {
		name.Class = Limit
	}
	return name
}

// negations are the characters of relations that are struck through.
var negations = map[string]string{"=": "≠", "∈": "∉", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "⊂": "⊄", "⊆": "⊈", "∃": "∄",
	"≡": "≢", "∣": "∤", "∼": "≁", "≈": "≉", "→": "↛", "⇒": "⇏"}

func (p *parser) negated() *Element {
	e := p.atom()
	if e == nil || e.Name != "mo" {
		return p.fail(`\not stands before no relation`)
	}
	if struck, ok := negations[e.Text]; ok {
		return operator(struck, "rel")
	}
	return operator(e.Text+"\u0338", "rel")
}

func (p *parser) modulo() *Element {
	return element("mrow", operator("(", "open"), token("mo", "mod"), p.arg(), operator(")", "close"))
}

func (p *parser) overset() *Element {
	above := p.arg()
	return element("mover", p.arg(), above)
}

func (p *parser) underset() *Element {
	below := p.arg()
	return element("munder", p.arg(), below)
}

// extensible reads an arrow with what stands on and below it.
func extensible(arrow string) func(*parser) *Element {
	return func(p *parser) *Element {
		var below *Element
		if s, ok := p.optional(); ok {
			inner := &parser{lexer: lexer{src: s}, depth: p.depth}
			if below = inner.row(); inner.err != nil {
				return p.fail("%s", inner.err.Message)
			}
		}
		return withScripts(operator(arrow, "rel"), below, p.arg(), true)
	}
}

func (p *parser) substack() *Element {
	raw, err := p.raw()
	if err != nil {
		return p.fail("%s", err.Message)
	}
	inner := &parser{lexer: lexer{src: raw}, depth: p.depth}
	e := inner.lines()
	if inner.err != nil {
		return p.fail("%s", inner.err.Message)
	}
	return e
}

func (p *parser) tag() *Element {
	star := strings.HasSuffix(p.src[:p.at], "*")
	e := p.words("")
	if e == nil {
		return nil
	}
	if !star {
		e.Text = "(" + e.Text + ")"
	}
	e.Class = Tag
	return e
}

// fences are the signs around the matrices of amsmath.
var fences = map[string][2]string{
	"matrix": {}, "smallmatrix": {}, "array": {}, "pmatrix": {"(", ")"}, "bmatrix": {"[", "]"}, "Bmatrix": {"{", "}"},
	"vmatrix": {"|", "|"}, "Vmatrix": {"‖", "‖"}, "cases": {"{", ""}, "dcases": {"{", ""}, "rcases": {"", "}"},
}

// calculations are the environments of lines that belong together.
var calculations = strings.Fields(`aligned align align* alignat alignat* alignedat gather gather* gathered split multline multline*
	eqnarray eqnarray* flalign flalign*`)

// DisplayEnvironment reports whether an environment of LaTeX makes a display
// formula by itself.
func DisplayEnvironment(name string) bool {
	return name != "math" && slices.Contains(singles, name) || slices.Contains(calculations, name) &&
		!strings.HasSuffix(name, "ed") && name != "split"
}

// singles hold one formula.
var singles = strings.Fields("equation equation* displaymath math")

// environment reads \begin … \end.
func (p *parser) environment() *Element {
	name, err := p.raw()
	if err != nil {
		return p.fail("%s", err.Message)
	}
	sides, matrix := fences[name]
	if !matrix && !slices.Contains(calculations, name) && !slices.Contains(singles, name) {
		return p.fail("the environment %s is not known", name)
	}
	p.optional()
	if name == "array" || strings.HasPrefix(name, "alignat") || name == "alignedat" {
		p.skipArg() // its columns
	}
	if slices.Contains(singles, name) {
		e := p.row(`\end`)
		p.closeEnvironment(name)
		return e
	}
	table := p.table(name)
	switch {
	case !matrix:
		table.Class = Aligned
	case strings.HasSuffix(name, "cases"):
		table.Class = Cases
	}
	return between(sides, table)
}

func between(sides [2]string, table *Element) *Element {
	if sides == [2]string{} {
		return table
	}
	var list []*Element
	if sides[0] != "" {
		list = append(list, operator(sides[0], "open"))
	}
	list = append(list, table)
	if sides[1] != "" {
		list = append(list, operator(sides[1], "close"))
	}
	return element("mrow", list...)
}

// table reads rows and cells up to the environment's end.
func (p *parser) table(name string) *Element {
	table, tr := element("mtable"), element("mtr")
	for {
		tr.Kids = append(tr.Kids, element("mtd", p.row("&", `\\`, `\end`)))
		switch tok := p.next(); tok {
		case "&":
			continue
		case `\\`:
			p.optional()
			table.Kids, tr = append(table.Kids, tr), element("mtr")
			continue
		case `\end`:
			p.at -= len(`\end`)
			p.closeEnvironment(name)
		default:
			return p.fail("the environment %s is not ended", name)
		}
		if !blank(tr) || len(table.Kids) == 0 {
			table.Kids = append(table.Kids, tr)
		}
		return table
	}
}

// blank reports whether a row holds nothing.
func blank(tr *Element) bool {
	for _, td := range tr.Kids {
		if in := td.Kids[0]; in.Name != "mrow" || len(in.Kids) > 0 {
			return false
		}
	}
	return true
}

func (p *parser) closeEnvironment(name string) {
	if p.next() != `\end` {
		p.fail("the environment %s is not ended", name)
		return
	}
	if got, _ := p.raw(); got != name && p.err == nil {
		p.fail("the environment %s ends as %q", name, got)
	}
}
