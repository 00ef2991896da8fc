// Package formula holds mathematical formulas: it reads TeX and MathML into one
// tree, and writes the tree as MathML, as TeX and as one line of text. The tree
// is MathML Core's (W3C, MathML Core, 2 and 3), so its names are those of its
// elements.
package formula

import (
	"fmt"
	"strings"
)

// Element is an element of MathML Core: a token (mi, mn, mo, mtext) with Text,
// or a layout element with Kids.
type Element struct {
	// Name is the element's name: mrow, mi, mn, mo, mtext, mspace, mfrac, msqrt,
	// mroot, msub, msup, msubsup, munder, mover, munderover, mtable, mtr, mtd.
	Name string
	Text string
	Kids []*Element

	// Variant is how letters are drawn, by MathML 3's values of mathvariant:
	// "" is a single letter's italic and a word's upright.
	Variant string
	// Class tells the uses of an element that set differently: see the constants.
	Class Class
	// Width is an mspace's, in thousandths of an em.
	Width int
}

// Class tells apart elements with one name.
type Class string

// The classes.
const (
	Plain    Class = ""
	Big      Class = "big"      // mo: a sum or integral; its limits stand above and below in display
	Integral Class = "integral" // mo: limits stand beside it everywhere
	Limit    Class = "limit"    // mi: lim, max: what stands below is a condition
	Open     Class = "open"     // mo: an opening fence
	Close    Class = "close"    // mo: a closing fence
	Fence    Class = "fence"    // mo: a fence of which the side does not show: |
	Accent   Class = "accent"   // munder, mover: a mark on a letter or over a row
	NoBar    Class = "nobar"    // mfrac: a binomial coefficient
	Cases    Class = "cases"    // mtable: alternatives behind a brace
	Aligned  Class = "aligned"  // mtable: lines of one calculation, not a matrix
	Tag      Class = "tag"      // mtext: the number of a display formula
	Brace    Class = "brace"    // mo: the brace before alternatives
)

// Error says why a formula cannot be read, in words for people.
type Error struct{ Message string }

func (e *Error) Error() string { return e.Message }

func fault(format string, args ...any) *Error { return &Error{fmt.Sprintf(format, args...)} }

// maxDepth bounds how deep a formula may be nested; real ones stay below ten.
const maxDepth = 60

// maxLength bounds a formula's TeX in bytes; a page of matrices has less.
const maxLength = 20000

func token(name, text string) *Element { return &Element{Name: name, Text: text} }

func element(name string, kids ...*Element) *Element { return &Element{Name: name, Kids: kids} }

// row makes one element of a list: the element itself where it is alone.
func row(list []*Element) *Element {
	if len(list) == 1 {
		return list[0]
	}
	return element("mrow", list...)
}

// IsToken reports whether e holds text and no elements.
func (e *Element) IsToken() bool {
	switch e.Name {
	case "mi", "mn", "mo", "mtext":
		return true
	}
	return false
}

// walk calls f for e and all that is in it.
func (e *Element) walk(f func(*Element)) {
	f(e)
	for _, k := range e.Kids {
		k.walk(f)
	}
}

// Number takes the number of a display formula, "(1)", out of the tree: what is
// left, and the number or "".
func (e *Element) Number() (body *Element, number string) {
	if e.Name != "mrow" {
		return e, ""
	}
	twin := &Element{Name: "mrow"}
	for _, k := range e.Kids {
		if k.Class == Tag {
			number = k.Text
			continue
		}
		twin.Kids = append(twin.Kids, k)
	}
	return row(twin.Kids), number
}

// Comments gives the comments of TeX, which Clean leaves out, with a blank between
// two; "" where there is none.
func Comments(tex string) string {
	var all []string
	for i := 0; i < len(tex); i++ {
		switch tex[i] {
		case '\\':
			i++
		case '%':
			comment, _, _ := strings.Cut(tex[i+1:], "\n")
			i += len(comment)
			if comment = strings.TrimSpace(comment); comment != "" {
				all = append(all, comment)
			}
		}
	}
	return strings.Join(all, " ")
}

// openingQuote stands for a grave accent, which ends code of Markdown.
const openingQuote = "‘"

// Clean gives TeX its canonical form: comments and white space that mean nothing
// are left out. It reports false where the text cannot stand between dollars.
func Clean(tex string) (string, bool) {
	var b strings.Builder
	blank := false
	for i := 0; i < len(tex); i++ {
		c := tex[i]
		switch {
		case c == '%':
			if n := strings.IndexByte(tex[i:], '\n'); n >= 0 {
				i += n
			} else {
				i = len(tex)
			}
			blank = true
			continue
		case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
			blank = true
			continue
		case c == '$':
			return "", false
		case c < ' ' || c == 0x7f:
			continue
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		if c == '`' { // an opening quotation mark in TeX
			b.WriteString(openingQuote)
			continue
		}
		b.WriteByte(c)
		if c == '\\' && i+1 < len(tex) {
			i++
			if tex[i] == '\n' || tex[i] == '\t' || tex[i] == '\r' {
				b.WriteByte(' ')
			} else {
				b.WriteByte(tex[i])
			}
		}
	}
	return trimControlSpace(b.String())
}

// trimControlSpace takes white space and a lone backslash off the end.
func trimControlSpace(s string) (string, bool) {
	for {
		s = strings.TrimRight(s, " ")
		rest := strings.TrimRight(s, `\`)
		if (len(s)-len(rest))%2 == 0 {
			return s, s != ""
		}
		s = s[:len(s)-1]
	}
}
