package formula

import (
	"strings"
	"unicode/utf8"
)

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

func (l *liner) fraction(e *Element) []Run {
	if e.Class == NoBar {
		return join(l.wrap(e.Kids[0]), plain("¦"), l.wrap(e.Kids[1]))
	}
	return join(l.operand(e.Kids[0]), plain("/"), l.operand(e.Kids[1]))
}

// operand is a part of a fraction: a power needs no brackets there.
func (l *liner) operand(e *Element) []Run {
	if e.Name == "msup" || e.Name == "msub" || e.Name == "msubsup" {
		return l.of(e)
	}
	return l.wrap(e)
}

func (l *liner) root(e *Element) []Run {
	in := l.wrap(e.Kids[0])
	switch degree := textOf(l.of(e.Kids[1])); degree {
	case "3":
		return join(plain("∛"), in)
	case "4":
		return join(plain("∜"), in)
	default:
		if !strings.HasPrefix(textOf(in), "(") {
			in = join(plain("("), in, plain(")"))
		}
		return join(plain("√["), l.of(e.Kids[1]), plain("]"), in)
	}
}

// scripts writes a base with what stands at its corners, above or below.
func (l *liner) scripts(e *Element) []Run {
	if e.Class == Accent {
		return l.accent(e)
	}
	out := l.of(e.Kids[0])
	if b := e.Kids[0]; !b.IsToken() && b.Class != Accent && !isFenced(b) && len(out) > 0 {
		out = join(plain("("), trim(out), plain(")"))
	}
	sub, sup := scriptsOf(e)
	if sub != nil {
		out = append(out, moved(sub, "_", -1)...)
	}
	switch {
	case sup == nil:
	case sup.Name == "mo" && strings.Trim(sup.Text, "′") == "":
		out = append(out, plain(sup.Text)...)
	case sup.Name == "mo" && sup.Text == "∘":
		out = append(out, plain("°")...)
	default:
		out = append(out, moved(sup, "^", 1)...)
	}
	return out
}

// moved writes a script: its sign and brackets are read, and seen by its place.
func moved(e *Element, sign string, raise int) []Run {
	runs, bare := (&liner{script: true}).bare(e)
	if len(runs) == 0 {
		return nil
	}
	last := len(runs) - 1
	if !bare {
		sign += "("
		runs[last].Text, runs[last].Back = runs[last].Text+")", runs[last].Back+1
	}
	runs[0].Text, runs[0].Front = sign+runs[0].Text, runs[0].Front+len(sign)
	for i := range runs {
		runs[i].Raise, runs[i].Small = runs[i].Raise+raise, runs[i].Small+1
	}
	return runs
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
func (l *liner) accent(e *Element) []Run {
	base, mark := l.of(e.Kids[0]), e.Kids[1].Text
	joining, known := combining[mark]
	switch {
	case !known: // a brace
		return base
	case len(base) == 1 && utf8.RuneCountInString(base[0].Text) == 1:
		base[0].Text += joining
		return base
	}
	return join(plain(mark+"("), base, plain(")"))
}

func (l *liner) table(e *Element) []Run {
	var out []Run
	for i, tr := range e.Kids {
		if i > 0 {
			out = append(out, Run{Text: "; "})
		}
		if e.Class == Aligned {
			out = append(out, l.line(tr)...)
			continue
		}
		for j, td := range tr.Kids {
			switch {
			case j == 0:
			case e.Class == Cases && strings.HasSuffix(textOf(out), ","):
				out = append(out, Run{Text: " "})
			case e.Class == Cases:
				out = append(out, Run{Text: ", "})
			default:
				out = append(out, Run{Text: " & "})
			}
			out = append(out, trim(l.of(td.Kids[0]))...)
		}
	}
	return out
}

// line writes a row of a calculation.
func (l *liner) line(tr *Element) []Run {
	var out []Run
	for i, td := range tr.Kids {
		if i > 0 && len(out) > 0 {
			out = append(out, Run{Text: " "})
		}
		out = append(out, trim(l.of(td.Kids[0]))...)
	}
	return out
}
