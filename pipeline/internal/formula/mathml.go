package formula

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Namespace is MathML's.
const Namespace = "http://www.w3.org/1998/Math/MathML"

// MathML writes a formula as a math element: presentation, and beside it its TeX
// (W3C, MathML 3, 5.1). alt is the text for who cannot see it.
func MathML(e *Element, tex, alt string, display bool) string {
	w := &mathWriter{display: display}
	w.b.WriteString(`<math xmlns="` + Namespace + `"`)
	if display {
		w.b.WriteString(` display="block"`)
	}
	w.attr("alttext", alt)
	w.b.WriteString("><semantics>")
	body, number := e.Number()
	if number != "" {
		body = element("mrow", body, &Element{Name: "mspace", Width: 2000}, token("mtext", number))
	}
	if body.Name == "mrow" {
		w.element(body)
	} else {
		w.element(element("mrow", body))
	}
	w.b.WriteString(`<annotation encoding="application/x-tex">`)
	w.text(tex)
	w.b.WriteString("</annotation></semantics></math>")
	return w.b.String()
}

type mathWriter struct {
	b       strings.Builder
	display bool
}

func (w *mathWriter) attr(name, value string) {
	if value == "" {
		return
	}
	w.b.WriteString(" " + name + `="`)
	w.text(value)
	w.b.WriteString(`"`)
}

func (w *mathWriter) text(s string) { _ = xml.EscapeText(&w.b, []byte(s)) } // a builder never fails

func (w *mathWriter) element(e *Element) {
	name := w.name(e)
	w.b.WriteString("<" + name)
	w.attrs(e)
	if e.Name == "mspace" {
		w.b.WriteString("/>")
		return
	}
	w.b.WriteString(">")
	if e.IsToken() {
		w.text(letters(e))
	}
	for _, k := range e.Kids {
		w.element(k)
	}
	w.b.WriteString("</" + name + ">")
}

// name is the element's in the file: limits stand beside their sign in running
// text.
func (w *mathWriter) name(e *Element) string {
	if !w.display && len(e.Kids) > 0 && (e.Kids[0].Class == Big || e.Kids[0].Class == Limit) {
		switch e.Name {
		case "munder":
			return "msub"
		case "mover":
			return "msup"
		case "munderover":
			return "msubsup"
		}
	}
	return e.Name
}

func (w *mathWriter) attrs(e *Element) {
	switch {
	case e.Name == "mspace":
		w.attr("width", strconv.FormatFloat(float64(e.Width)/1000, 'f', -1, 64)+"em")
	case e.Name == "mi" && e.Variant == "normal" && utf8.RuneCountInString(e.Text) == 1:
		w.attr("mathvariant", "normal")
	case e.Name == "mfrac" && e.Class == NoBar:
		w.attr("linethickness", "0")
	case e.Name == "mover" && e.Class == Accent:
		w.attr("accent", "true")
	case e.Name == "munder" && e.Class == Accent:
		w.attr("accentunder", "true")
	case e.Name == "mo" && e.Class == Open && plainKinds[e.Text] == "fence":
		w.attr("form", "prefix")
		w.attr("stretchy", "true")
	case e.Name == "mo" && e.Class == Close && plainKinds[e.Text] == "fence":
		w.attr("form", "postfix")
		w.attr("stretchy", "true")
	case e.Name == "mtable" && e.Class == Aligned:
		w.attr("displaystyle", "true")
		w.attr("columnalign", "right left")
	case e.Name == "mtable" && e.Class == Cases:
		w.attr("columnalign", "left left")
	}
}

// alphabet is a run of mathematical letters in Unicode, with those that stand
// elsewhere.
type alphabet struct {
	upper, lower, digit, greek rune
	holes                      map[rune]rune
}

// alphabets are by variant (Unicode 15, Mathematical Alphanumeric Symbols).
var alphabets = map[string]alphabet{
	"bold":        {0x1D400, 0x1D41A, 0x1D7CE, 0x1D6C2, nil},
	"italic":      {0x1D434, 0x1D44E, 0, 0x1D6FC, map[rune]rune{'h': 'ℎ'}},
	"bold-italic": {0x1D468, 0x1D482, 0x1D7CE, 0x1D736, nil},
	"script": {0x1D49C, 0x1D4B6, 0, 0, map[rune]rune{'B': 'ℬ', 'E': 'ℰ', 'F': 'ℱ', 'H': 'ℋ', 'I': 'ℐ', 'L': 'ℒ',
		'M': 'ℳ', 'R': 'ℛ', 'e': 'ℯ', 'g': 'ℊ', 'o': 'ℴ'}},
	"fraktur": {0x1D504, 0x1D51E, 0, 0, map[rune]rune{'C': 'ℭ', 'H': 'ℌ', 'I': 'ℑ', 'R': 'ℜ', 'Z': 'ℨ'}},
	"double-struck": {0x1D538, 0x1D552, 0x1D7D8, 0, map[rune]rune{'C': 'ℂ', 'H': 'ℍ', 'N': 'ℕ', 'P': 'ℙ', 'Q': 'ℚ',
		'R': 'ℝ', 'Z': 'ℤ'}},
	"sans-serif": {0x1D5A0, 0x1D5BA, 0x1D7E2, 0, nil},
	"monospace":  {0x1D670, 0x1D68A, 0x1D7F6, 0, nil},
}

// letters is a token's text in the letters of its variant: MathML Core has no
// other way to ask for them.
func letters(e *Element) string {
	a, ok := alphabets[e.Variant]
	if !ok || e.Name == "mtext" || e.Name == "mn" && e.Variant == "italic" {
		return e.Text
	}
	return strings.Map(a.letter, e.Text)
}

func (a alphabet) letter(r rune) rune {
	switch other, hole := a.holes[r]; {
	case hole:
		return other
	case r >= 'A' && r <= 'Z':
		return a.upper + r - 'A'
	case r >= 'a' && r <= 'z':
		return a.lower + r - 'a'
	case r >= '0' && r <= '9' && a.digit != 0:
		return a.digit + r - '0'
	case r >= 'α' && r <= 'ω' && a.greek != 0:
		return a.greek + r - 'α'
	}
	return r
}

// plainLetter undoes letter: the letter and its variant, "" for others.
func plainLetter(r rune) (rune, string) {
	for variant, a := range alphabets {
		for plain, other := range a.holes {
			if r == other {
				return plain, variant
			}
		}
		for _, run := range []struct{ from, base, size rune }{{a.upper, 'A', 26}, {a.lower, 'a', 26}, {a.digit, '0', 10}, {a.greek, 'α', 25}} {
			if run.from != 0 && r >= run.from && r < run.from+run.size && (variant != "bold-italic" || run.base != '0') {
				return run.base + r - run.from, variant
			}
		}
	}
	return r, ""
}
