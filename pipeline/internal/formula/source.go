package formula

import (
	"strings"

	"octavo/pipeline/internal/pattern"
)

// Digits are the digits of a formula in order: two forms of one formula have the
// same.
func Digits(e *Element) string {
	var b strings.Builder
	e.walk(func(k *Element) {
		for _, c := range k.Text {
			if c >= '0' && c <= '9' {
				b.WriteRune(c)
			}
		}
	})
	return b.String()
}

// Source gives the TeX for a formula of a page that has MathML, TeX or both, and
// the author's own words for it: the author's TeX where it can be read and has
// the same numbers, else TeX made from the MathML. words is empty where alt says
// no more than the formula.
func Source(n *Node) (tex, words string, err *Error) {
	tree, err := FromMathML(n)
	for _, given := range []string{n.Annotation(), n.Attrs["alttext"]} {
		own, ok := Clean(bare(given))
		if !ok {
			continue
		}
		if e, fault := Parse(own); fault == nil && agrees(own, e, tree) {
			return own, wordsOf(n, e), nil
		}
	}
	if err != nil {
		return "", "", err
	}
	tex, ok := Clean(TeX(tree)) // a lone grave accent is a quotation mark in TeX
	if !ok {
		return "", "", fault("the formula is empty")
	}
	e, err := Parse(tex)
	if err != nil {
		return "", "", err
	}
	return tex, wordsOf(n, e), nil
}

// agrees reports whether TeX stands for the same formula as the MathML beside
// it: where it is plain words it does only if the formula reads the same.
func agrees(own string, e, tree *Element) bool {
	if tree == nil {
		return strings.ContainsAny(own, `\^_{=`)
	}
	if !strings.ContainsAny(own, `\^_{`) {
		return squash(Linear(e)) == squash(Linear(tree))
	}
	return Digits(e) == Digits(tree)
}

func squash(s string) string { return strings.ReplaceAll(s, " ", "") }

// wordsOf gives the words that the author wrote for who cannot see the formula.
func wordsOf(n *Node, e *Element) string {
	for _, name := range []string{"alttext", "aria-label"} {
		s := strings.Join(strings.Fields(n.Attrs[name]), " ")
		if s == "" || strings.ContainsAny(s, `\^_{}$`) || squash(s) == squash(Linear(e)) || strings.TrimSpace(bare(s)) == TeX(e) {
			continue
		}
		return s
	}
	return ""
}

// bare takes off what programs put around the TeX of a formula: delimiters, and
// the style of MediaWiki.
func bare(tex string) string {
	tex = strings.TrimSpace(tex)
	for _, pair := range [][2]string{{"$$", "$$"}, {"$", "$"}, {`\(`, `\)`}, {`\[`, `\]`}} {
		if len(tex) > len(pair[0])+len(pair[1]) && strings.HasPrefix(tex, pair[0]) && strings.HasSuffix(tex, pair[1]) {
			tex = strings.TrimSpace(tex[len(pair[0]) : len(tex)-len(pair[1])])
			break
		}
	}
	if strings.HasPrefix(tex, `{\displaystyle`) || strings.HasPrefix(tex, `{\textstyle`) {
		l := lexer{src: tex}
		if inner, err := l.raw(); err == nil && l.at == len(tex) {
			tex = strings.TrimSpace(inner)
		}
	}
	for _, style := range []string{`\displaystyle`, `\textstyle`} {
		if rest, ok := strings.CutPrefix(tex, style); ok && (rest == "" || !isLetter(rest[0])) {
			tex = strings.TrimSpace(rest)
		}
	}
	return tex
}

// Bare gives the TeX of a formula without its delimiters, in canonical form. It
// reports false where nothing is left or it holds a dollar.
func Bare(tex string) (string, bool) { return Clean(bare(tex)) }

// Evident reports whether text between backslashed brackets is a formula: it can
// be read, and has a sign of mathematics or is a letter or number alone. In other
// texts a backslash only hides the bracket.
func Evident(body string) bool {
	body = strings.TrimSpace(body)
	switch {
	case len(body) == 1:
		return isLetter(body[0]) || isDigit(body[0])
	case !strings.ContainsAny(body, "^=<>+{") && !hasCommand(body) && !indexed.MatchString(body):
		return false
	}
	_, err := Parse(body)
	return err == nil
}

// indexed is a letter alone with an index.
var indexed = pattern.Of(`(^|[^\pL\d_])\pL_[\pL\d]($|[^\pL\d_])`)

// hasCommand reports whether s has a backslash before a letter.
func hasCommand(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '\\' && isLetter(s[i+1]) {
			return true
		}
	}
	return false
}

// Delimiters are those between which programs of the web find TeX, the longest
// first.
var Delimiters = []struct {
	Open, Close string
	Display     bool
}{{"$$", "$$", true}, {"$", "$", false}, {`\(`, `\)`, false}, {`\[`, `\]`, true}}

// Dollars is pandoc's rule for what stands between two dollars: no space inside
// them, no digit behind them (Pandoc User's Guide, tex_math_dollars). Beyond that rule,
// an amount with a sentence behind it up to the next amount is none: "$7 a head, US$ 10".
func Dollars(body, after string) bool {
	if body == "" || strings.ContainsAny(body[:1]+body[len(body)-1:], " \t\n") || amount.MatchString(body) {
		return false
	}
	return after == "" || !isDigit(after[0])
}

// amount is a number with words behind it, and no sign of mathematics.
var amount = pattern.Of(`^[0-9][0-9.,]*\s(?:[^\\^_{}=<>+]*\s)?\pL{2,}[^\\^_{}=<>+]*$`)

// Words is a formula that is words alone.
func Words(s string) string {
	return `\text{` + textEscapes.Replace(strings.ReplaceAll(s, "`", openingQuote)) + "}"
}

// Drawn stands for a formula of which there is nothing but its drawing.
const Drawn = `\mathml{?}`

// Unread is the source of MathML that cannot be read, as text between braces that
// Parse refuses; "" for an empty element.
func Unread(n *Node) string {
	if strings.TrimSpace(n.content()) == "" {
		return ""
	}
	tex, _ := Clean(`\mathml{` + textEscapes.Replace(n.source()) + "}")
	return tex
}

// source writes a node as XML without attributes, but for what an element draws.
func (n *Node) source() string {
	if n.Name == "" {
		return n.Text
	}
	var b strings.Builder
	b.WriteString("<" + n.Name)
	if notation := n.Attrs["notation"]; notation != "" {
		b.WriteString(` notation="` + notation + `"`)
	}
	b.WriteString(">")
	for _, k := range n.Kids {
		b.WriteString(k.source())
	}
	return b.String() + "</" + n.Name + ">"
}
