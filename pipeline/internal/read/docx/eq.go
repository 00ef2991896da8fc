package docx

import (
	"strings"

	"octavo/pipeline/internal/read/office"
)

// Formulas in the form of a field (EQ, ISO/IEC 29500-1, 17.16.5.17): Word's oldest
// form, and the one in which it still writes readings above words.

// fieldFormula shows a field that is a formula, or a word with its reading. One that
// cannot be read is told, and its words stand in a row.
func (p *para) fieldFormula(x *field, format office.Format) {
	source := strings.TrimSpace(x.instruction.String())
	source = strings.TrimSpace(source[min(len("EQ"), len(source)):])
	q := &eqReader{rest: []rune(source)}
	parts := q.row("")
	if text, ringed := overstruck(parts); text != "" {
		if ringed {
			p.f.r.Info(x.place, office.CodeField, 0.9, "the ring or frame around a character was left out: "+text)
		}
		p.emit(office.Piece{Format: format, At: p.at(), Text: text})
		return
	}
	if !q.unknown {
		if f, err := office.Formula(p.at(), elem("math", parts...), false); err == nil && f.TeX != "" {
			p.emit(office.Piece{Format: office.Format{Inserted: format.Inserted, Deleted: format.Deleted}, At: p.at(), Node: f})
			return
		}
	}
	text := eqText(elem("mrow", parts...))
	p.f.r.Warn(x.place, office.CodeFormula, "a formula in the form of a field cannot be read; its characters stand in a row, which may mean another thing: "+text,
		"write it as an equation (Insert, Equation)")
	p.emit(office.Piece{Format: format, At: p.at(), Text: text})
}

// eqReader reads the source of such a formula: text, and switches with arguments in
// brackets.
type eqReader struct {
	rest    []rune
	depth   int
	unknown bool
}

// maxEq bounds how deep formulas stand in each other.
const maxEq = 40

// row reads up to one of the characters in ends, which stays.
func (q *eqReader) row(ends string) []*office.Node {
	var out []*office.Node
	var text strings.Builder
	flush := func() {
		if words := strings.Fields(text.String()); len(words) > 1 {
			out = append(out, token("mtext", text.String()))
		} else {
			out = append(out, (&ommlReader{}).text(text.String(), "", false)...)
		}
		text.Reset()
	}
	for len(q.rest) > 0 && !strings.ContainsRune(ends, q.rest[0]) {
		r := q.rest[0]
		if r != '\\' || len(q.rest) == 1 {
			text.WriteRune(r)
			q.rest = q.rest[1:]
			continue
		}
		if strings.ContainsRune(`\(),;`, q.rest[1]) {
			text.WriteRune(q.rest[1])
			q.rest = q.rest[2:]
			continue
		}
		flush()
		out = append(out, q.element()...)
	}
	flush()
	return out
}

// element reads a switch with its options and arguments.
func (q *eqReader) element() []*office.Node {
	name := strings.ToLower(q.word())
	var options []string
	for q.blanks(); len(q.rest) > 1 && q.rest[0] == '\\' && name != "" && name != "*"; q.blanks() {
		options = append(options, q.word())
	}
	if q.blanks(); len(q.rest) == 0 || q.rest[0] != '(' {
		return nil // only says how the formula looks
	}
	if q.depth++; q.depth > maxEq {
		q.unknown = true
	}
	args := q.args()
	q.depth--
	return q.structure(name, options, args)
}

// word reads a switch or an option, without its backslash: letters with a number, or
// letters with the sign that they are about.
func (q *eqReader) word() string {
	i := 1
	for i < len(q.rest) && (q.rest[i] < 0x80 && (q.rest[i] >= 'a' && q.rest[i] <= 'z' || q.rest[i] >= 'A' && q.rest[i] <= 'Z') || q.rest[i] == '*') {
		i++
	}
	word := string(q.rest[1:i])
	q.rest = q.rest[i:]
	switch strings.ToLower(word) {
	case "lc", "rc", "bc", "fc", "vc": // a sign follows
		if len(q.rest) > 1 && q.rest[0] == '\\' {
			word += string(q.rest[1])
			q.rest = q.rest[2:]
		}
	case "*": // the character format of the field: "\* jc2", "\* "Font:MS Mincho""
		q.blanks()
		quoted := len(q.rest) > 0 && q.rest[0] == '"'
		for k, r := range q.rest {
			if quoted && k > 0 && r == '"' || !quoted && (r == ' ' || r == '\\') {
				q.rest = q.rest[k+map[bool]int{true: 1}[quoted]:]
				return word
			}
		}
		q.rest = nil
	default: // lengths and counts
		for len(q.rest) > 0 && (q.rest[0] >= '0' && q.rest[0] <= '9') {
			word += string(q.rest[0])
			q.rest = q.rest[1:]
		}
		q.blanks()
		for len(q.rest) > 0 && (q.rest[0] >= '0' && q.rest[0] <= '9') {
			word += string(q.rest[0])
			q.rest = q.rest[1:]
		}
	}
	return word
}

func (q *eqReader) blanks() {
	for len(q.rest) > 0 && q.rest[0] == ' ' {
		q.rest = q.rest[1:]
	}
}

// args reads arguments in brackets, between commas or semicolons.
func (q *eqReader) args() [][]*office.Node {
	var out [][]*office.Node
	if q.depth > maxEq {
		text := string(q.rest)
		q.rest = nil
		return [][]*office.Node{{token("mtext", text)}}
	}
	for len(q.rest) > 0 && q.rest[0] != ')' {
		q.rest = q.rest[1:]
		out = append(out, q.row(",;)"))
	}
	if len(q.rest) > 0 {
		q.rest = q.rest[1:]
	}
	return out
}

// structure makes the element of a switch.
func (q *eqReader) structure(name string, options []string, args [][]*office.Node) []*office.Node {
	arg := func(i int) *office.Node {
		if i < len(args) {
			return elem("mrow", args[i]...)
		}
		return elem("mrow")
	}
	switch {
	case name == "f" && len(args) == 2:
		return []*office.Node{elem("mfrac", arg(0), arg(1))}
	case name == "r" && len(args) == 1:
		return []*office.Node{elem("msqrt", arg(0))}
	case name == "r" && len(args) == 2:
		return []*office.Node{elem("mroot", arg(1), arg(0))}
	case name == "i" && len(args) == 3:
		return []*office.Node{elem("munderover", token("mo", bigSign(options)), arg(0), arg(1)), arg(2)}
	case name == "b":
		open, end := brackets(options)
		return []*office.Node{token("mo", open), elem("mrow", listed(args)...), token("mo", end)}
	case name == "x" && len(args) == 1:
		return []*office.Node{withAttr(elem("menclose", arg(0)), "notation", "box")}
	case name == "s" && len(args) == 1:
		return []*office.Node{shifted(options, arg(0))}
	case name == "a":
		return []*office.Node{array(options, args)}
	case name == "l" || name == "d":
		return elem("mrow", listed(args)...).Kids
	}
	q.unknown = true
	return []*office.Node{withAttr(elem("mrow", listed(args)...), "eq", name)}
}

// listed puts commas between arguments.
func listed(args [][]*office.Node) []*office.Node {
	var out []*office.Node
	for i, a := range args {
		if i > 0 {
			out = append(out, token("mo", ","))
		}
		out = append(out, elem("mrow", a...))
	}
	return out
}

func bigSign(options []string) string {
	for _, o := range options {
		switch {
		case strings.HasPrefix(o, "su"):
			return "∑"
		case strings.HasPrefix(o, "pr"):
			return "∏"
		case len(o) > 2 && (strings.HasPrefix(o, "fc") || strings.HasPrefix(o, "vc")):
			return o[2:]
		}
	}
	return "∫"
}

func brackets(options []string) (open, end string) {
	open, end = "(", ")"
	pairs := map[string]string{"(": ")", "[": "]", "{": "}", "<": ">"}
	for _, o := range options {
		switch sign := o[min(2, len(o)):]; {
		case strings.HasPrefix(o, "bc"):
			open, end = sign, first(pairs[sign], sign)
		case strings.HasPrefix(o, "lc"):
			open, end = sign, ""
		case strings.HasPrefix(o, "rc"):
			end = sign
		}
	}
	return open, end
}

// shifted raises or lowers an argument.
func shifted(options []string, arg *office.Node) *office.Node {
	for _, o := range options {
		if strings.HasPrefix(o, "do") {
			return elem("msub", elem("mrow"), arg)
		}
	}
	return withAttr(elem("msup", elem("mrow"), arg), "eq", "s")
}

// array sets arguments in rows.
func array(options []string, args [][]*office.Node) *office.Node {
	columns := 1
	for _, o := range options {
		if strings.HasPrefix(o, "co") {
			columns = max(number(o[2:], 1), 1)
		}
	}
	out := elem("mtable")
	for i, a := range args {
		if i%columns == 0 {
			out.Kids = append(out.Kids, elem("mtr"))
		}
		row := out.Kids[len(out.Kids)-1]
		row.Kids = append(row.Kids, elem("mtd", a...))
	}
	return out
}

// overstruck is the text of two things set over each other that Word makes for Japanese
// and Chinese: a word with what is written small above it, which stands in brackets
// behind it, and a character in a ring or a frame; "" for another formula.
func overstruck(parts []*office.Node) (text string, ringed bool) {
	if len(parts) != 1 || parts[0].Attr("eq") != "o" || len(parts[0].Kids) != 3 {
		return "", false
	}
	above, base := parts[0].Kids[0], eqText(parts[0].Kids[2])
	switch {
	case len(above.Kids) == 1 && above.Kids[0].Attr("eq") == "s":
		return base + " (" + eqText(above) + ")", false
	case strings.Contains("○◯□△◇", eqText(above)) && eqText(above) != "":
		return base, true
	}
	return "", false
}

// eqText is the text in a formula.
func eqText(n *office.Node) string {
	var b strings.Builder
	b.WriteString(n.Text)
	for _, k := range n.Kids {
		b.WriteString(eqText(k))
	}
	return b.String()
}
