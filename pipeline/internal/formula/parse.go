package formula

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Parse reads the mathematics of TeX: LaTeX's with the usual packages
// (amsmath, amssymb), without definitions. Delimiters are not part of tex.
func Parse(tex string) (*Element, *Error) {
	if len(tex) > maxLength {
		return nil, fault("the formula is longer than %d bytes", maxLength)
	}
	p := &parser{lexer: lexer{src: tex}}
	e := p.lines()
	if p.err != nil {
		return nil, p.err
	}
	return hoistTag(e), nil
}

// parser builds the tree. After a fault it is at the end of its source, so that
// everything ends.
type parser struct {
	lexer
	err   *Error
	depth int
}

func (p *parser) fail(format string, args ...any) *Element {
	if p.err == nil {
		p.err = fault(format, args...)
	}
	p.at = len(p.src)
	return element("mrow")
}

// lines reads all of the source: one row, or several that \\ parts.
func (p *parser) lines() *Element {
	var rows []*Element
	for {
		rows = append(rows, p.row(`\\`))
		if p.peek() == "" {
			break
		}
		p.next()
		p.optional()
	}
	if last := rows[len(rows)-1]; len(rows) > 1 && last.Name == "mrow" && len(last.Kids) == 0 {
		rows = rows[:len(rows)-1]
	}
	if len(rows) == 1 {
		return rows[0]
	}
	table := &Element{Name: "mtable", Class: Aligned}
	for _, r := range rows {
		table.Kids = append(table.Kids, element("mtr", element("mtd", r)))
	}
	return table
}

// hoistTag moves the number of a display formula to the end of the top row.
func hoistTag(e *Element) *Element {
	if e.Name != "mrow" {
		return e
	}
	var kids, tags []*Element
	for _, k := range e.Kids {
		if k.Class == Tag {
			tags = append(tags, k)
		} else {
			kids = append(kids, k)
		}
	}
	if len(tags) != 1 {
		return e
	}
	return element("mrow", append(kids, tags...)...)
}

// row reads up to one of the stops, which it leaves, or to the end.
func (p *parser) row(stops ...string) *Element {
	if p.depth++; p.depth > maxDepth {
		return p.fail("the formula is nested more than %d deep", maxDepth)
	}
	defer func() { p.depth-- }()
	var list []*Element
	for {
		tok := p.peek()
		if tok == "" || slices.Contains(stops, tok) {
			return row(list)
		}
		switch variant, chooses := variants[strings.TrimPrefix(tok, `\`)]; {
		case tok == `\over` || tok == `\choose` || tok == `\atop`:
			p.next()
			return infix(tok, row(list), p.row(stops...))
		case chooses && isSwitch(tok):
			p.next()
			return row(append(list, vary(p.row(stops...), variant)))
		}
		if e := p.scripted(); e != nil {
			list = append(list, e)
		}
	}
}

func isSwitch(tok string) bool {
	return slices.Contains([]string{`\rm`, `\bf`, `\it`, `\sf`, `\tt`, `\cal`}, tok)
}

func infix(tok string, above, below *Element) *Element {
	f := element("mfrac", above, below)
	switch tok {
	case `\choose`:
		return binomial(above, below)
	case `\atop`:
		f.Class = NoBar
	}
	return f
}

func binomial(above, below *Element) *Element {
	f := element("mfrac", above, below)
	f.Class = NoBar
	return element("mrow", operator("(", "open"), f, operator(")", "close"))
}

// scripted reads an atom with its indices and powers; nil is an atom that shows
// nothing.
func (p *parser) scripted() *Element {
	var base *Element
	if tok := p.peek(); tok == "^" || tok == "_" || tok == "'" {
		base = element("mrow")
	} else if base = p.atom(); base == nil {
		return nil
	}
	var sub, sup *Element
	limits := base.Class == Big || base.Class == Limit
	for {
		switch p.peek() {
		case "_":
			p.next()
			if sub != nil {
				return p.fail("a letter has two indices")
			}
			sub = p.arg()
		case "^":
			p.next()
			if sup != nil && (sup.Name != "mo" || sup.Text != "′") {
				return p.fail("a letter has two powers")
			}
			sup = after(sup, p.arg())
		case "'":
			p.next()
			sup = after(sup, token("mo", "′"))
		case `\limits`:
			p.next()
			limits = true
		case `\nolimits`:
			p.next()
			limits = false
		default:
			return withScripts(base, sub, sup, limits)
		}
	}
}

// after puts a power behind primes.
func after(sup, e *Element) *Element {
	if sup == nil {
		return e
	}
	if sup.Name == "mo" && e.Name == "mo" && e.Text == "′" {
		return token("mo", sup.Text+"′")
	}
	return element("mrow", sup, e)
}

// withScripts puts a lower and an upper script, each of which may be nil, on a
// base.
func withScripts(base, sub, sup *Element, limits bool) *Element {
	names := [3]string{"msub", "msup", "msubsup"}
	if limits || base.Class == Accent && (base.Kids[1].Text == "⏟" || base.Kids[1].Text == "⏞") {
		names = [3]string{"munder", "mover", "munderover"}
	}
	switch {
	case sub != nil && sup != nil:
		return element(names[2], base, sub, sup)
	case sub != nil:
		return element(names[0], base, sub)
	case sup != nil:
		return element(names[1], base, sup)
	}
	return base
}

// arg reads a group or one token: "\frac12" is a half.
func (p *parser) arg() *Element {
	switch tok := p.peek(); {
	case tok == "{":
		return p.group()
	case tok != "" && isDigit(tok[0]):
		return token("mn", p.next())
	}
	if e := p.atom(); e != nil {
		return e
	}
	return p.arg()
}

func (p *parser) group() *Element {
	p.next()
	e := p.row("}")
	if p.next() != "}" {
		return p.fail("a brace is opened and not closed")
	}
	return e
}

// atom reads one thing without its scripts; nil where it shows nothing.
func (p *parser) atom() *Element {
	tok := p.peek()
	switch {
	case tok == "":
		return p.fail("something is missing at the end")
	case tok == "{":
		return p.group()
	case tok == "}":
		return p.fail("a brace is closed and not opened")
	case tok == "&":
		return p.fail("an & stands outside a table")
	case isDigit(tok[0]):
		return token("mn", p.number())
	case tok[0] == '\\':
		p.next()
		return p.command(tok[1:])
	}
	p.next()
	return character(tok)
}

// signs are drawn as other characters than they are typed as.
var signs = map[string]string{"-": "−", "*": "∗"}

func character(tok string) *Element {
	if tok == "~" {
		return &Element{Name: "mspace", Width: spaces[" "]}
	}
	r, _ := utf8.DecodeRuneInString(tok)
	switch s, named := symbols[commands[tok]]; {
	case unicode.IsDigit(r):
		return token("mn", tok)
	case named && plainKinds[tok] == "":
		return ofSymbol(s)
	case unicode.IsLetter(r) || unicode.Is(unicode.Sc, r):
		return token("mi", tok)
	}
	if sign, ok := signs[tok]; ok {
		tok = sign
	}
	return operator(tok, kindOf(tok))
}

// escaped are the commands of one sign that stand for a character.
var escaped = map[string]symbol{
	"{": {"{", "open"}, "}": {"}", "close"}, "|": {"‖", "fence"}, "%": {"%", "mo"}, "&": {"&", "mo"}, "#": {"#", "mo"},
	"_": {"_", "mo"}, "$": {"$", "mi"},
}

// command reads what belongs to a command whose name was taken.
func (p *parser) command(name string) *Element {
	if read, ok := commandReaders[name]; ok {
		return read(p)
	}
	if s, ok := escaped[name]; ok {
		return ofSymbol(s)
	}
	if w, ok := spaces[name]; ok {
		return &Element{Name: "mspace", Width: w}
	}
	if s, ok := symbols[name]; ok {
		return ofSymbol(s)
	}
	if condition, ok := functions[name]; ok {
		e := token("mi", functionName(name))
		if condition {
			e.Class = Limit
		}
		return e
	}
	if mark, ok := accents[name]; ok {
		return accent("mover", p.arg(), mark)
	}
	if mark, ok := underAccents[name]; ok {
		return accent("munder", p.arg(), mark)
	}
	if variant, ok := variants[name]; ok {
		return vary(p.arg(), variant)
	}
	return p.fail(`the command \%s is not known`, name)
}

// functionName parts the names of two words.
func functionName(name string) string {
	switch name {
	case "liminf", "limsup":
		return "lim " + name[3:]
	}
	return name
}

func accent(name string, base *Element, mark string) *Element {
	e := element(name, base, token("mo", mark))
	e.Class = Accent
	return e
}

// vary gives letters a variant; upright letters beside each other are a word.
func vary(e *Element, variant string) *Element {
	e.walk(func(k *Element) {
		if (k.Name == "mi" || k.Name == "mn") && k.Variant == "" {
			k.Variant = variant
		}
		if k.Name == "mrow" && isWordVariant(variant) {
			k.Kids = joinLetters(k.Kids)
		}
	})
	if e.Name == "mrow" && len(e.Kids) == 1 {
		return e.Kids[0]
	}
	return e
}

func isWordVariant(v string) bool {
	return slices.Contains([]string{"normal", "bold", "italic", "sans-serif", "monospace"}, v)
}

func joinLetters(list []*Element) []*Element {
	var out []*Element
	for _, k := range list {
		if n := len(out); n > 0 && k.Name == "mi" && out[n-1].Name == "mi" && out[n-1].Class == Plain {
			out[n-1] = &Element{Name: "mi", Text: out[n-1].Text + k.Text, Variant: k.Variant}
			continue
		} else if n > 0 && (k.Name == "msub" || k.Name == "msup") && k.Kids[0].Name == "mi" && out[n-1].Name == "mi" {
			base := &Element{Name: "mi", Text: out[n-1].Text + k.Kids[0].Text, Variant: k.Kids[0].Variant}
			out[n-1] = element(k.Name, base, k.Kids[1])
			continue
		}
		out = append(out, k)
	}
	return out
}
