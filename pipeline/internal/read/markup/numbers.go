package markup

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
)

// counter gives the items of a list the numbers that a browser shows (HTML,
// 4.4.5 and 4.4.8).
type counter struct {
	list *ast.List
	// write makes a marker of a number.
	write func(n int) string
	next  int
	step  int
}

// count begins a list: whether its items are counted, and from where.
func (r *reader) count(n *html.Node) *counter {
	l := &ast.List{At: r.at()}
	how, ok := numberingOf(n)
	if w := unknownNumbering(n); w != "" && !ok {
		r.lose("numerals", "lists are numbered in the manner of "+w+"; here they count in figures", "write the signs as text, or number the list by a type that Octavo has: decimal, letters, Roman, Greek", "")
	}
	parts := r.counted(n)
	if len(parts) > 0 {
		how, ok = ownCounter(parts).how, true
	}
	if !ok && n.Data != "ol" || how.none {
		return &counter{list: l}
	}
	if !ok {
		how.style = ast.Decimal
	}
	l.Style, l.Delim = how.style, "."
	c := &counter{list: l, next: 1, step: 1}
	c.write = func(n int) string { return how.numeral(n) + "." }
	if _, down := lookup(n, "reversed"); down && n.Data == "ol" {
		c.step, c.next = -1, r.countItems(n)
	}
	if k, ok := integer(attr(n, "start")); ok {
		c.next = k
	}
	if len(parts) > 0 {
		r.numberBy(parts, c)
	}
	l.Start = max(c.next, 0)
	return c
}

// countItems is how many items of a list a browser shows.
func (r *reader) countItems(n *html.Node) int {
	count := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if is(c, "li") && r.leaveOut(c) == "" {
			count++
		}
	}
	return count
}

// item numbers the last item of the list, which c stands for.
func (k *counter) item(c *html.Node) {
	l := k.list
	if !l.Ordered() {
		return
	}
	if n, ok := integer(attr(c, "value")); ok {
		k.next = n
	}
	i := len(l.Items) - 1
	marker := k.write(k.next)
	if how, ok := numberingOf(c); ok && !how.none {
		marker = how.numeral(k.next) + "."
	}
	if marker != l.Numeral(i) {
		l.Items[i].Marker = marker
	}
	k.next += k.step
}

// done lets the list count from its first number, and takes off the markers that
// follow from it.
func (k *counter) done() {
	l := k.list
	first, ok := 0, false
	if len(l.Items) > 0 {
		first, ok = l.Number(0)
	}
	if !ok || first < 0 {
		return
	}
	for i, it := range l.Items {
		it.Marker = ast.CanonicalMarker(l, i)
	}
	l.Start = first
	for i, it := range l.Items {
		if it.Marker == l.Numeral(i) {
			it.Marker = ""
		}
	}
}

// skip counts an item that shows no number.
func (k *counter) skip(c *html.Node) {
	if n, ok := integer(attr(c, "value")); ok {
		k.next = n
	}
	k.next += k.step
}

// integer reads a number as HTML does (2.3.4.1), where it has 32 bits.
func integer(s string) (int, bool) {
	s = strings.TrimLeft(s, " \t\n\f\r")
	sign := ""
	if s != "" && (s[0] == '-' || s[0] == '+') {
		sign, s = s[:1], s[1:]
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	n, err := strconv.ParseInt(sign+s[:digits], 10, 32)
	return int(n), err == nil
}

// numbering is how a list's numbers look.
type numbering struct {
	style ast.ListStyle
	// none tells that the list shows no numbers: nothing, or bullets.
	none bool
	// pad, letters and zero, the first of ten figures, write what ast has no style for.
	pad     bool
	letters string
	zero    rune
}

func (h numbering) numeral(n int) string {
	letters := []rune(h.letters)
	switch {
	case len(letters) > 0 && n >= 1 && n <= len(letters):
		return string(letters[n-1])
	case h.pad && n >= 0 && n < 10:
		return "0" + strconv.Itoa(n)
	case h.zero != 0:
		return strings.Map(h.figure, strconv.Itoa(n))
	}
	return ast.FormatNumeral(h.style, n)
}

// figure is a figure in the script of the numbering.
func (h numbering) figure(r rune) rune {
	if r < '0' || r > '9' {
		return r
	}
	return h.zero + r - '0'
}

// numberings are the values of list-style-type (CSS Counter Styles Level 3, 6
// and 7), and of the attribute type, which tells letters by their case.
var numberings = map[string]numbering{
	"decimal": {style: ast.Decimal}, "1": {style: ast.Decimal},
	"decimal-leading-zero": {style: ast.Decimal, pad: true},
	"lower-alpha":          {style: ast.LowerAlpha}, "lower-latin": {style: ast.LowerAlpha}, "a": {style: ast.LowerAlpha},
	"upper-alpha": {style: ast.UpperAlpha}, "upper-latin": {style: ast.UpperAlpha}, "A": {style: ast.UpperAlpha},
	"lower-roman": {style: ast.LowerRoman}, "i": {style: ast.LowerRoman},
	"upper-roman": {style: ast.UpperRoman}, "I": {style: ast.UpperRoman},
	"lower-greek": {style: ast.Decimal, letters: "αβγδεζηθικλμνξοπρστυφχψω"},
	"none":        {none: true}, "disc": {none: true}, "circle": {none: true}, "square": {none: true},
	"disclosure-open": {none: true}, "disclosure-closed": {none: true},
}

// zeros are the first of ten figures, by the value of list-style-type that counts in them.
var zeros = map[string]rune{
	"arabic-indic": '٠', "persian": '۰', "devanagari": '०', "bengali": '০', "gujarati": '૦', "gurmukhi": '੦', "kannada": '೦',
	"khmer": '០', "cambodian": '០', "lao": '໐', "malayalam": '൦', "mongolian": '᠐', "myanmar": '၀', "oriya": '୦', "tamil": '௦',
	"telugu": '౦', "thai": '๐', "tibetan": '༠',
}

// additive are the values of list-style-type that the specification has besides (6.2 to
// 6.4 and 7.1), whose numbers are not written here; others are a style sheet's own.
var additive = map[string]bool{
	"armenian": true, "upper-armenian": true, "lower-armenian": true, "georgian": true, "hebrew": true, "hiragana": true, "hiragana-iroha": true,
	"katakana": true, "katakana-iroha": true, "cjk-decimal": true, "cjk-earthly-branch": true, "cjk-heavenly-stem": true, "cjk-ideographic": true,
	"japanese-informal": true, "japanese-formal": true, "korean-hangul-formal": true, "korean-hanja-informal": true, "korean-hanja-formal": true,
	"simp-chinese-informal": true, "simp-chinese-formal": true, "trad-chinese-informal": true, "trad-chinese-formal": true, "ethiopic-numeric": true,
}

// unknownNumbering is the numbering that a list asks for and does not get; "" is none.
func unknownNumbering(n *html.Node) string {
	for w := range strings.FieldsSeq(style(n, "list-style-type") + " " + style(n, "list-style")) {
		if additive[w] {
			return w
		}
	}
	return ""
}

// docutilsLists are the classes by which docutils, and Sphinx with it, tells how a
// list is numbered.
var docutilsLists = map[string]string{
	"arabic": "decimal", "loweralpha": "lower-alpha", "upperalpha": "upper-alpha", "lowerroman": "lower-roman", "upperroman": "upper-roman",
}

// numberingOf gives how a list or an item is numbered by its style or type, or else
// by a class of its program; false where none says.
func numberingOf(n *html.Node) (numbering, bool) {
	for _, w := range strings.Fields(style(n, "list-style-type") + " " + style(n, "list-style")) {
		if how, ok := numberings[w]; ok {
			return how, true
		}
		if zero := zeros[w]; zero != 0 {
			return numbering{style: ast.Decimal, zero: zero}, true
		}
	}
	if how, ok := numberings[attr(n, "type")]; ok {
		return how, true
	}
	for _, c := range strings.Fields(attr(n, "class")) {
		if name := docutilsLists[c]; name != "" && n.Data == "ol" {
			return numberings[name], true
		}
	}
	return numbering{}, false
}
