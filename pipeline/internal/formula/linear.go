package formula

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Run is a piece of a formula's line that is drawn in one way.
type Run struct {
	Text string
	// Front and Back are how many bytes of the text are only read, not drawn: what
	// is raised needs no ^ and no brackets.
	Front, Back int
	// Raise is how many steps the run stands above the line, below it where it is
	// less than 0; Small is how many times it is smaller.
	Raise, Small int
	// Italic and Bold are how letters are drawn.
	Italic, Bold bool
	// Break tells that a line ends behind the run.
	Break bool
}

// Linear gives a formula as one line of text that keeps its value: "(a + b)/2",
// "x^2", "x_i", "√(x + 1)", "∑_(i=1)^n x_i". The forms are those of Unicode
// Technical Note 28, UnicodeMath, where it has short ones.
func Linear(e *Element) string {
	body, number := e.Number()
	s := strings.TrimSpace(oneSpace(textOf((&liner{}).of(body))))
	if number != "" {
		s += " " + number
	}
	return s
}

// Runs gives the line of Linear as it is drawn; a display formula's number
// stands a little away.
func Runs(e *Element) []Run {
	body, number := e.Number()
	l := &liner{}
	var runs []Run
	if body.Class == Aligned && body.Name == "mtable" {
		for i, tr := range body.Kids {
			r := l.line(tr)
			if n := len(r); i+1 < len(body.Kids) && n > 0 {
				r[n-1].Text, r[n-1].Back, r[n-1].Break = r[n-1].Text+"; ", r[n-1].Back+2, true
			}
			runs = append(runs, r...)
		}
	} else {
		runs = l.of(body)
	}
	if number != "" {
		runs = append(runs, Run{Text: "\u00a0\u00a0\u00a0\u00a0" + number})
	}
	return runs
}

func textOf(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

func plain(s string) []Run {
	if s == "" {
		return nil
	}
	return []Run{{Text: s}}
}

func join(parts ...[]Run) []Run {
	var out []Run
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// trim takes the spaces off both ends.
func trim(runs []Run) []Run {
	for len(runs) > 0 && strings.TrimSpace(runs[0].Text) == "" {
		runs = runs[1:]
	}
	for len(runs) > 0 && strings.TrimSpace(runs[len(runs)-1].Text) == "" {
		runs = runs[:len(runs)-1]
	}
	if len(runs) > 0 {
		runs[0].Text = strings.TrimLeft(runs[0].Text, " ")
		runs[len(runs)-1].Text = strings.TrimRight(runs[len(runs)-1].Text, " ")
	}
	return runs
}

func oneSpace(s string) string {
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return s
}

// liner writes elements as runs; in scripts it leaves out spaces.
type liner struct{ script bool }

func (l *liner) of(e *Element) []Run {
	switch e.Name {
	case "mrow":
		return l.row(e.Kids)
	case "mi", "mn", "mtext", "mo":
		return letterRun(e)
	case "mspace":
		return plain(map[bool]string{true: " "}[e.Width >= 250])
	case "mfrac":
		return l.fraction(e)
	case "msqrt":
		return join(plain("√"), l.wrap(e.Kids[0]))
	case "mroot":
		return l.root(e)
	case "mtable":
		return l.table(e)
	}
	return l.scripts(e)
}

// letterRun is a token: a letter alone is italic, but for capitals of Greek.
func letterRun(e *Element) []Run {
	if e.Text == "" {
		return nil
	}
	r := Run{Text: e.Text}
	switch e.Variant {
	case "":
		c, n := utf8.DecodeRuneInString(e.Text)
		r.Italic = e.Name == "mi" && n == len(e.Text) && unicode.IsLetter(c) && (c < 'Α' || c > 'Ω')
	case "italic":
		r.Italic = true
	case "bold":
		r.Bold = true
	case "bold-italic":
		r.Bold, r.Italic = true, true
	case "double-struck", "script", "fraktur":
		r.Text = letters(e)
	}
	return []Run{r}
}

// row joins elements with the spaces that a reader of plain text needs.
func (l *liner) row(list []*Element) []Run {
	var out []Run
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
			s = plain(l.operator(e, prev, next))
		case e.Name == "mfrac" && e.Class == Plain && (isOperand(next) || isOperand(prev) && prev.Name != "mn"):
			s = join(plain("("), s, plain(")"))
		}
		if prev != nil && parted(prev, e, textOf(out), textOf(s)) {
			out = append(out, Run{Text: " "})
		}
		out = append(out, s...)
	}
	return out
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
func (l *liner) wrap(e *Element) []Run {
	s, bare := l.bare(e)
	if bare {
		return s
	}
	return join(plain("("), s, plain(")"))
}

// bare writes an element, and reports whether it needs no brackets.
func (l *liner) bare(e *Element) ([]Run, bool) {
	runs := trim((&liner{script: l.script}).of(e))
	s := textOf(runs)
	switch {
	case e.IsToken() && !strings.Contains(s, " "), isFenced(e):
		return runs, true
	case e.Name == "mrow" && len(e.Kids) == 0:
		return runs, true
	case e.Name != "mrow" && e.Name != "mfrac" && e.Name != "mtable" && e.Name != "mtext" && !strings.ContainsAny(s, " ^_/"):
		return runs, true
	}
	return runs, false
}
