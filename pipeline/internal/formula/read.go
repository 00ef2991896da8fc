package formula

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Node is an element of MathML as a file has it. A character between elements is
// a Node without a name.
type Node struct {
	Name  string // without a prefix
	Attrs map[string]string
	Text  string
	Kids  []*Node
}

// content is the text in a node.
func (n *Node) content() string {
	s := n.Text
	for _, k := range n.Kids {
		s += k.content()
	}
	return s
}

// elements are the elements directly in a node.
func (n *Node) elements() []*Node {
	var out []*Node
	for _, k := range n.Kids {
		if k.Name != "" {
			out = append(out, k)
		}
	}
	return out
}

// Annotation is the TeX that a math element carries beside its MathML, or "".
func (n *Node) Annotation() string {
	if n.Name == "annotation" && slices.Contains([]string{"application/x-tex", "tex", "latex", "application/x-latex"}, strings.ToLower(n.Attrs["encoding"])) {
		return n.content()
	}
	for _, k := range n.Kids {
		if s := k.Annotation(); s != "" {
			return s
		}
	}
	return ""
}

// FromMathML reads presentation MathML (W3C, MathML 3 and MathML Core).
func FromMathML(n *Node) (*Element, *Error) {
	r := &mathReader{}
	e := r.element(n)
	if r.err != nil {
		return nil, r.err
	}
	return e, nil
}

type mathReader struct {
	err   *Error
	depth int
}

func (r *mathReader) fail(format string, args ...any) *Element {
	if r.err == nil {
		r.err = fault(format, args...)
	}
	return element("mrow")
}

// list reads elements; those that show nothing are left out.
func (r *mathReader) list(nodes []*Node) []*Element {
	var out []*Element
	for _, n := range nodes {
		if e := r.element(n); e.Name != "mrow" || len(e.Kids) > 0 {
			out = append(out, e)
		}
	}
	return out
}

func (r *mathReader) row(n *Node) *Element { return row(r.list(n.elements())) }

func (r *mathReader) element(n *Node) *Element {
	if r.depth++; r.depth > 2*maxDepth {
		return r.fail("the formula is nested more than %d deep", 2*maxDepth)
	}
	defer func() { r.depth-- }()
	switch n.Name {
	case "math", "mrow", "mstyle", "mpadded", "mtd":
		return r.row(n)
	case "semantics", "maction":
		if kids := n.elements(); len(kids) > 0 {
			return r.element(kids[0])
		}
		return element("mrow")
	case "mi", "mn", "mo", "mtext", "ms":
		return r.token(n)
	case "mspace", "mphantom", "none", "malignmark", "maligngroup", "mglyph":
		return space(n)
	case "mfenced":
		return r.fenced(n)
	case "msqrt":
		return element("msqrt", r.row(n))
	case "mtable":
		return r.table(n)
	case "menclose":
		return r.enclosed(n)
	case "mmultiscripts":
		return r.multiscripts(n)
	}
	return r.fixed(n)
}

// arity is how many elements stand in those that take a fixed number.
var arity = map[string]int{"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3}

// fixed reads an element with a fixed number of elements in it.
func (r *mathReader) fixed(n *Node) *Element {
	kids := n.elements()
	switch want, known := arity[n.Name]; {
	case !known:
		return r.fail("the element %s of MathML is not known", n.Name)
	case len(kids) != want:
		return r.fail("the element %s of MathML has %d parts, and needs %d", n.Name, len(kids), want)
	}
	e := element(n.Name)
	for _, k := range kids {
		e.Kids = append(e.Kids, r.element(k))
	}
	switch n.Name {
	case "mfrac":
		if width := n.Attrs["linethickness"]; width != "" && strings.Trim(width, "0.") == "" || strings.HasPrefix(width, "0") && strings.Trim(width, "0.empxt%") == "" {
			e.Class = NoBar
		}
	case "mover", "munder":
		r.mark(e)
	}
	return e
}

// marks are the characters with which accents are written in MathML, and those
// of the tree.
var marks = map[string]string{"^": "^", "ˆ": "^", "\u0302": "^", "~": "~", "˜": "~", "\u0303": "~", "¯": "¯", "‾": "¯", "ˉ": "¯", "\u0304": "¯",
	"\u0305": "¯", "→": "→", "⃗": "→", "←": "←", "˙": "˙", "\u0307": "˙", "¨": "¨", "ˇ": "ˇ", "´": "´", "`": "`", "˘": "˘", "˚": "˚", "⏞": "⏞", "⏟": "⏟", "_": "_", "̲": "_"}

// mark makes an accent of a mark over or under something.
func (r *mathReader) mark(e *Element) {
	over := e.Kids[1]
	mark, ok := marks[strings.TrimSpace(over.Text)]
	if e.Name == "munder" && mark == "¯" {
		mark = "_"
	}
	if ok && over.Name == "mo" && e.Kids[0].Text != "→" && (e.Name == "mover") != (mark == "_" || mark == "⏟") {
		e.Class, e.Kids[1] = Accent, token("mo", mark)
	}
}

// invisible are the operators that Unicode has for what is not written.
const invisible = "\u2061\u2062\u2063\u2064\u200b\u200c\u200d\ufeff"

func (r *mathReader) token(n *Node) *Element {
	s := n.content()
	if n.Name != "mtext" && n.Name != "ms" {
		s = strings.TrimSpace(strings.ReplaceAll(s, "\u00a0", " "))
	} else {
		s = strings.Join(strings.Fields(" x"+s+"x "), " ")
		s = s[1 : len(s)-1]
	}
	s = strings.Map(func(c rune) rune {
		if strings.ContainsRune(invisible, c) || c < ' ' {
			return -1
		}
		return c
	}, s)
	switch {
	case s == "":
		return element("mrow")
	case n.Name == "mo":
		return r.operator(n, s)
	case n.Name == "ms":
		return token("mtext", "“"+s+"”")
	case n.Name == "mi":
		return identifier(n, s)
	}
	e := token(n.Name, s)
	if n.Name == "mn" {
		e.Text = strings.Join(strings.Fields(s), " ")
	}
	return e
}

// identifier reads a letter or name. Letters of Unicode's mathematical alphabets
// are plain ones with a variant here.
func identifier(n *Node, s string) *Element {
	var b strings.Builder
	variant := n.Attrs["mathvariant"]
	for _, c := range s {
		plain, own := plainLetter(c)
		if own != "" {
			variant = own
		}
		b.WriteRune(plain)
	}
	e := token("mi", b.String())
	if variant == "italic" && utf8.RuneCountInString(e.Text) == 1 {
		variant = ""
	}
	if _, known := texVariants[variant]; known {
		e.Variant = variant
	}
	if e.Variant == "normal" && utf8.RuneCountInString(e.Text) == 1 && !isName(e.Text) {
		e.Variant = ""
	}
	if functions[strings.ReplaceAll(e.Text, " ", "")] {
		e.Class = Limit
	}
	return e
}

func (r *mathReader) operator(n *Node, s string) *Element {
	if c, ok := signs[s]; ok {
		s = c
	}
	if condition, function := functions[s]; function {
		e := token("mi", s)
		if condition {
			e.Class = Limit
		}
		return e
	}
	kind := kindOf(s)
	if kind == "fence" {
		kind = map[string]string{"prefix": "open", "postfix": "close"}[n.Attrs["form"]]
		if kind == "" {
			kind = "fence"
		}
	}
	return operator(s, kind)
}

// space reads an mspace by its width in em; what is a phantom shows nothing.
func space(n *Node) *Element {
	widths := map[string]int{"thickmathspace": 278, "mediummathspace": 222, "thinmathspace": 167, "verythickmathspace": 333}
	w, ok := widths[n.Attrs["width"]]
	if em, isEm := strings.CutSuffix(n.Attrs["width"], "em"); isEm && !ok {
		w = thousandths(em)
	}
	if n.Name != "mspace" || w == 0 {
		return element("mrow")
	}
	return &Element{Name: "mspace", Width: w}
}

// thousandths reads a short decimal number: "0.25" is 250.
func thousandths(s string) int {
	whole, part, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	v := 0
	for _, c := range whole + (part + "000")[:3] {
		if c < '0' || c > '9' || v > 100000 {
			return 0
		}
		v = v*10 + int(c-'0')
	}
	if strings.HasPrefix(s, "-") {
		return -v
	}
	return v
}

// fenced reads MathML 2's mfenced.
func (r *mathReader) fenced(n *Node) *Element {
	attr := func(name, otherwise string) string {
		if v, ok := n.Attrs[name]; ok {
			return strings.TrimSpace(v)
		}
		return otherwise
	}
	var kids []*Element
	if s := attr("open", "("); s != "" {
		kids = append(kids, operator(s, "open"))
	}
	separators := []rune(strings.ReplaceAll(attr("separators", ","), " ", ""))
	for i, k := range n.elements() {
		if i > 0 && len(separators) > 0 {
			s := string(separators[min(i-1, len(separators)-1)])
			kids = append(kids, operator(s, kindOf(s)))
		}
		kids = append(kids, r.element(k))
	}
	if s := attr("close", ")"); s != "" {
		kids = append(kids, operator(s, "close"))
	}
	return element("mrow", kids...)
}

func (r *mathReader) table(n *Node) *Element {
	t := element("mtable")
	if align := n.Attrs["columnalign"]; strings.HasPrefix(align, "right left") || n.Attrs["displaystyle"] == "true" {
		t.Class = Aligned
	}
	for _, tr := range n.elements() {
		cells := tr.elements()
		if tr.Name == "mlabeledtr" && len(cells) > 0 {
			cells = append(cells[1:len(cells):len(cells)], cells[0])
		} else if tr.Name != "mtr" {
			return r.fail("the element %s of MathML stands in a table", tr.Name)
		}
		made := element("mtr")
		for _, td := range cells {
			made.Kids = append(made.Kids, element("mtd", r.element(td)))
		}
		if len(made.Kids) > 0 {
			t.Kids = append(t.Kids, made)
		}
	}
	if len(t.Kids) == 0 {
		return element("mrow")
	}
	if !slices.ContainsFunc(t.Kids, func(tr *Element) bool { return !calculates(tr) }) {
		t.Class = Aligned
	}
	return t
}

// calculates reports whether a row of a table goes on with a relation in its second cell,
// as the lines of one calculation do.
func calculates(tr *Element) bool {
	if len(tr.Kids) < 2 {
		return false
	}
	e := tr.Kids[1]
	for len(e.Kids) > 0 {
		e = e.Kids[0]
	}
	return e.Name == "mo" && kindOf(e.Text) == "rel"
}

// enclosed reads what a line or sign stands around.
func (r *mathReader) enclosed(n *Node) *Element {
	switch n.Attrs["notation"] {
	case "radical":
		return element("msqrt", r.row(n))
	case "top":
		return accent("mover", r.row(n), "¯")
	case "bottom":
		return accent("munder", r.row(n), "_")
	}
	return r.fail("what %q draws around a part of the formula is not known", n.Attrs["notation"])
}

// multiscripts reads a base with scripts on both sides.
func (r *mathReader) multiscripts(n *Node) *Element {
	kids := n.elements()
	if len(kids) == 0 {
		return element("mrow")
	}
	behind, before := kids[1:], []*Node(nil)
	for i, k := range behind {
		if k.Name == "mprescripts" {
			behind, before = behind[:i], behind[i+1:]
			break
		}
	}
	base := r.pairs(r.element(kids[0]), behind)
	if len(before) == 0 {
		return base
	}
	return element("mrow", r.pairs(element("mrow"), before), base)
}

func (r *mathReader) pairs(base *Element, scripts []*Node) *Element {
	for i := 0; i+1 < len(scripts); i += 2 {
		var pair [2]*Element
		for j := range pair {
			if e := r.element(scripts[i+j]); e.Name != "mrow" || len(e.Kids) > 0 {
				pair[j] = e
			}
		}
		base = withScripts(base, pair[0], pair[1], false)
	}
	return base
}
