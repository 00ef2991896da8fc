package formula

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Linear gives a formula as one line of text that keeps its value: "(a + b)/2",
// "x^2", "x_i", "√(x + 1)", "∑_(i=1)^n x_i". The forms are those of Unicode
// Technical Note 28, UnicodeMath, where it has short ones.
func Linear(e *Element) string {
	body, number := e.Number()
	s := strings.TrimSpace(oneSpace((&liner{}).of(body)))
	if number != "" {
		s += " " + number
	}
	return s
}

func oneSpace(s string) string {
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return s
}

// liner writes elements as text; in scripts it leaves out spaces.
type liner struct{ script bool }

func (l *liner) of(e *Element) string {
	switch e.Name {
	case "mrow":
		return l.row(e.Kids)
	case "mi", "mn", "mtext", "mo":
		return e.Text
	case "mspace":
		return map[bool]string{true: " "}[e.Width >= 250]
	case "mfrac":
		return l.fraction(e)
	case "msqrt":
		return "√" + l.wrap(e.Kids[0])
	case "mroot":
		return l.root(e)
	case "mtable":
		return l.table(e)
	}
	return l.scripts(e)
}

// row joins elements with the spaces that a reader of plain text needs.
func (l *liner) row(list []*Element) string {
	var b strings.Builder
	for i, e := range list {
		var prev, next *Element
		if i > 0 {
			prev = list[i-1]
		}
		if i+1 < len(list) {
			next = list[i+1]
		}
		s := l.of(e)
		switch {
		case e.Name == "mo":
			s = l.operator(e, prev, next)
		case e.Name == "mfrac" && e.Class == Plain && (isOperand(next) || isOperand(prev) && prev.Name != "mn"):
			s = "(" + s + ")"
		}
		if prev != nil && parted(prev, e, b.String(), s) {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	return b.String()
}

// operator gives an operator with the space around it.
func (l *liner) operator(e, prev, next *Element) string {
	switch kind := kindOf(e.Text); {
	case l.script:
		return e.Text
	case kind == "punct" && next != nil:
		return e.Text + " "
	case next != nil && (kind == "rel" || kind == "bin" && IsInfix(prev)):
		if prev == nil {
			return e.Text + " "
		}
		return " " + e.Text + " "
	case e.Text == "mod":
		return " mod "
	}
	return e.Text
}

// IsInfix reports whether an operator behind prev stands between two things,
// and is no sign.
func IsInfix(prev *Element) bool {
	if prev == nil || prev.Name == "mspace" {
		return false
	}
	if prev.Name != "mo" {
		return true
	}
	switch kindOf(prev.Text) {
	case "bin", "rel", "punct", "big", "int":
		return false
	}
	return prev.Class != Open
}

// isOperand reports whether e is multiplied with what stands beside it.
func isOperand(e *Element) bool {
	switch {
	case e == nil, e.Name == "mspace", e.Name == "mtext":
		return false
	case e.Name == "mo":
		return false
	case len(e.Kids) > 0 && (e.Kids[0].Class == Big || e.Kids[0].Class == Integral):
		return false
	}
	return true
}

// parted reports whether a space must stand between before, which prev ends, and
// s of e.
func parted(prev, e *Element, before, s string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(s)
	if !wordy(last) && last != ')' && last != '′' && last != '°' || before == "" || s == "" {
		return (prev.Class == Big || len(prev.Kids) > 0 && prev.Kids[0].Class == Big) && first != ' '
	}
	switch {
	case prev.Name == "mo" || e.Name == "mo" && e.Class != Open:
		return len(prev.Kids) > 0 && prev.Kids[0].Class == Big
	case (prev.Name == "mi" || prev.Name == "mn") && utf8.RuneCountInString(prev.Text) == 1 && isLetterBase(e):
		return false
	case last == '′' && e.Class == Open:
		return false
	case e.Name == "mo" || first == '(':
		return len(prev.Kids) > 0 && prev.Name != "mrow" && prev.Class != Accent
	case !wordy(first) && first != '√':
		return false
	case prev.Name == "mi" && e.Name == "mi":
		return utf8.RuneCountInString(prev.Text) > 1 || utf8.RuneCountInString(e.Text) > 1
	case prev.Name == "mn" && e.Name == "mi":
		return utf8.RuneCountInString(e.Text) > 1
	}
	return true
}

// isLetterBase reports whether e is a letter with something at its corners.
func isLetterBase(e *Element) bool {
	return len(e.Kids) > 0 && strings.HasPrefix(e.Name, "ms") && e.Kids[0].Name == "mi" && utf8.RuneCountInString(e.Kids[0].Text) == 1
}

func wordy(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '∞' || r == '∂'
}

// wrap puts brackets around what is more than one thing.
func (l *liner) wrap(e *Element) string {
	inner := liner{script: l.script}
	s := strings.TrimSpace(inner.of(e))
	switch {
	case e.IsToken() && !strings.Contains(s, " "), isFenced(e):
		return s
	case e.Name == "mrow" && len(e.Kids) == 0:
		return s
	case e.Name != "mrow" && e.Name != "mfrac" && e.Name != "mtable" && e.Name != "mtext" && !strings.ContainsAny(s, " ^_/"):
		return s
	}
	return "(" + s + ")"
}

// isFenced reports whether a row has brackets around it.
func isFenced(e *Element) bool {
	n := len(e.Kids)
	if e.Name != "mrow" || n < 2 || e.Kids[0].Class != Open || e.Kids[n-1].Class != Close {
		return false
	}
	depth := 0
	for i, k := range e.Kids {
		switch k.Class {
		case Open:
			depth++
		case Close:
			depth--
		}
		if depth == 0 && i < n-1 {
			return false
		}
	}
	return true
}

func (l *liner) fraction(e *Element) string {
	if e.Class == NoBar {
		return l.wrap(e.Kids[0]) + "¦" + l.wrap(e.Kids[1])
	}
	return l.operand(e.Kids[0]) + "/" + l.operand(e.Kids[1])
}

// operand is a part of a fraction: a power needs no brackets there.
func (l *liner) operand(e *Element) string {
	if e.Name == "msup" || e.Name == "msub" || e.Name == "msubsup" {
		return l.of(e)
	}
	return l.wrap(e)
}

func (l *liner) root(e *Element) string {
	in := l.wrap(e.Kids[0])
	switch degree := l.of(e.Kids[1]); degree {
	case "3":
		return "∛" + in
	case "4":
		return "∜" + in
	default:
		if !strings.HasPrefix(in, "(") {
			in = "(" + in + ")"
		}
		return "√[" + degree + "]" + in
	}
}

// scripts writes a base with what stands at its corners, above or below.
func (l *liner) scripts(e *Element) string {
	if e.Class == Accent {
		return l.accent(e)
	}
	base := l.of(e.Kids[0])
	if b := e.Kids[0]; !b.IsToken() && b.Class != Accent && !isFenced(b) && base != "" {
		base = "(" + strings.TrimSpace(base) + ")"
	}
	inner := liner{script: true}
	sub, sup := scriptsOf(e)
	if sub != nil {
		base += "_" + inner.wrap(sub)
	}
	switch {
	case sup == nil:
	case sup.Name == "mo" && strings.Trim(sup.Text, "′") == "":
		base += sup.Text
	case sup.Name == "mo" && sup.Text == "∘":
		base += "°"
	default:
		base += "^" + inner.wrap(sup)
	}
	return base
}

// scriptsOf gives the lower and the upper script; nil is none.
func scriptsOf(e *Element) (sub, sup *Element) {
	switch e.Name {
	case "msub", "munder":
		return e.Kids[1], nil
	case "msup", "mover":
		return nil, e.Kids[1]
	}
	return e.Kids[1], e.Kids[2]
}

// accent writes a marked letter as one character with a combining one.
func (l *liner) accent(e *Element) string {
	base, mark := l.of(e.Kids[0]), e.Kids[1].Text
	joining, known := combining[mark]
	switch {
	case !known: // a brace
		return base
	case utf8.RuneCountInString(base) == 1:
		return base + joining
	}
	return mark + "(" + base + ")"
}

func (l *liner) table(e *Element) string {
	var rows []string
	for _, tr := range e.Kids {
		var cells []string
		for _, td := range tr.Kids {
			cells = append(cells, strings.TrimSpace(l.of(td.Kids[0])))
		}
		switch e.Class {
		case Aligned:
			rows = append(rows, strings.Join(cells, " "))
		case Cases:
			rows = append(rows, strings.ReplaceAll(strings.Join(cells, ", "), ",,", ","))
		default:
			rows = append(rows, strings.Join(cells, " & "))
		}
	}
	return strings.Join(rows, "; ")
}
