package odt

import (
	"strconv"
	"strings"

	"octavo/pipeline/internal/read/office"
)

// levels is how many levels a list has in LibreOffice.
const levels = 10

// outlineName is the name by which paragraph styles name the numbers of headings.
const outlineName = "Outline"

// level is one level of a list style (1.3 part 3, 16.31 to 16.38).
type level struct {
	format         office.Numerals
	known          bool
	shownAs        string // the format in the file
	prefix, suffix string
	pattern        string // LibreOffice's own: "%1%.%2%."
	display, start int
	indent         int // in twips; noIndent where it is not said
	bullet         string
}

const noIndent = -1 << 20

// usualIndent is that of a level in LibreOffice's own lists, a quarter of an inch.
const usualIndent = 360

// listStyle is a list style; a level that it does not define is a bullet, as in
// LibreOffice.
type listStyle struct {
	name   string
	levels [levels]*level
}

func readListStyle(n *office.Node, faces faces) *listStyle {
	s := &listStyle{name: n.Attr("style:name")}
	for _, k := range n.Kids {
		if at := number(k.Attr("text:level"), 0) - 1; at >= 0 && at < levels {
			s.levels[at] = readLevel(k, faces)
		}
	}
	return s
}

func readLevel(n *office.Node, faces faces) *level {
	l := &level{format: office.Bullets, known: true, prefix: n.Attr("style:num-prefix"), suffix: n.Attr("style:num-suffix"),
		pattern: n.Attr("loext:num-list-format"), display: number(n.Attr("text:display-levels"), 1), start: number(n.Attr("text:start-value"), 1),
		indent: levelIndent(n.Kid("style:list-level-properties"))}
	switch n.Name {
	case "text:list-level-style-number", "text:outline-level-style":
		l.shownAs = n.Attr("style:num-format")
		l.format, l.known = numerals(l.shownAs, n.Attr("style:num-letter-sync") == "true")
		if around := l.prefix + l.pattern + l.suffix; office.IsLongLabel(around) {
			*l = level{format: "decimal", shownAs: office.CutLabel(around), suffix: ".", display: 1, start: l.start, indent: l.indent}
		}
	default:
		l.bullet = office.BulletSign(n.Attr("text:bullet-char"), faces.of(n.Kid("style:text-properties")))
	}
	return l
}

// levelIndent is where the text of a level begins: its margin, or in the older form
// the space before the label with the label's width.
func levelIndent(n *office.Node) int {
	if m, ok := twips(n.Kid("style:list-level-label-alignment").Attr("fo:margin-left")); ok {
		return m
	}
	before, ok1 := twips(n.Attr("text:space-before"))
	width, ok2 := twips(n.Attr("text:min-label-width"))
	if ok1 || ok2 {
		return before + width
	}
	return noIndent
}

// numerals reads a format of numbers (19.500).
func numerals(format string, runs bool) (n office.Numerals, known bool) {
	switch format {
	case "":
		return office.NoNumber, true
	case "1":
		return "decimal", true
	case "i":
		return "lower-roman", true
	case "I":
		return "upper-roman", true
	case "a":
		if runs {
			return office.LetterRuns, true
		}
		return "lower-alpha", true
	case "A":
		if runs {
			return office.UpperLetterRuns, true
		}
		return "upper-alpha", true
	case "01", "01, 02, 03, ...":
		return office.ZeroDecimal, true
	}
	return "decimal", false
}

// counter is a list that counts: lists that go on share one.
type counter struct {
	id    string
	count [levels]int
	seen  [levels]bool
}

// lists are the lists of a document while it is read.
type lists struct {
	styles  *styles
	byID    map[string]*counter
	byStyle map[string]*counter
	outline *counter
	made    int
}

func newLists(s *styles) *lists {
	l := &lists{styles: s, byID: map[string]*counter{}, byStyle: map[string]*counter{}}
	l.outline = l.counter()
	return l
}

func (l *lists) counter() *counter {
	l.made++
	return &counter{id: "list" + strconv.Itoa(l.made)}
}

// ofStyle is the counter of the last list of a style.
func (l *lists) ofStyle(name string) *counter {
	if l.byStyle[name] == nil {
		l.byStyle[name] = l.counter()
	}
	return l.byStyle[name]
}

// numbersAs reports whether the numbers of a level are made as another list's are.
func (s *listStyle) numbersAs(o *listStyle, at int) bool {
	a, b := s.level(at), o.level(at)
	return a.format == b.format && a.display == b.display && a.prefix == b.prefix
}

// openList is a list at the place that is being read.
type openList struct {
	*counter
	style *listStyle
	at    int // its level, from 0
	// fresh tells that the next paragraph begins an item; start is that item's number,
	// "" for the next one.
	fresh bool
	start string
	item  *office.Number // of the item whose blocks are read
	// pending is the number of an item that began with an empty paragraph.
	pending *office.Number
}

// open begins a list (19.880.18 continue-numbering, 19.879 continue-list): a list goes
// on where it names another one or the last of its style; one inside another counts
// with that.
func (l *lists) open(n *office.Node, around *openList) *openList {
	name := n.Attr("text:style-name")
	o := &openList{style: l.styles.lists[name]}
	switch {
	case around != nil:
		o.counter, o.at = around.counter, min(around.at+1, levels-1)
		if o.style == nil {
			o.style = around.style
		} else if around.style != nil && o.style != around.style {
			o.seen[o.at] = false // another style counts anew
		}
		return o
	case l.byID[n.Attr("text:continue-list")] != nil:
		o.counter = l.byID[n.Attr("text:continue-list")]
	case n.Attr("text:continue-numbering") == "true" && l.byStyle[name] != nil:
		o.counter = l.byStyle[name]
	default:
		o.counter = l.counter()
	}
	l.byStyle[name] = o.counter
	if id := n.Attr("xml:id"); id != "" {
		l.byID[id] = o.counter
	}
	return o
}

// begin counts the item that begins, and gives its number.
func (o *openList) begin() *office.Number {
	n := o.next(o.style, o.at, o.start)
	if n.Indent == noIndent {
		n.Indent = usualIndent * (o.at + 1)
	}
	o.fresh, o.item, o.pending = false, n, nil
	return n
}

// next counts an item of a level and gives its number.
func (c *counter) next(style *listStyle, at int, start string) *office.Number {
	switch {
	case start != "":
		c.count[at] = number(start, 1)
	case c.seen[at]:
		c.count[at]++
	default:
		c.count[at] = style.level(at).start
	}
	c.seen[at] = true
	for i := range at { // a level that is passed over has its first number, and counts on from it
		if !c.seen[i] {
			c.seen[i], c.count[i] = true, style.level(i).start
		}
	}
	for i := at + 1; i < levels; i++ {
		c.seen[i] = false
	}
	l := style.level(at)
	out := &office.Number{List: c.id, Level: at, Numerals: l.format, Value: c.count[at], Indent: l.indent}
	if l.format == office.Bullets {
		out.Text = l.bullet
		return out
	}
	out.Text = strings.TrimSpace(c.shown(style, at))
	return out
}

var plainBullet = &level{format: office.Bullets, known: true, start: 1, indent: noIndent, bullet: "•"}
var noLevel = &level{format: office.NoNumber, known: true, start: 1, indent: noIndent}

// level is the definition of a level.
func (s *listStyle) level(at int) *level {
	switch {
	case s != nil && s.levels[at] != nil:
		return s.levels[at]
	case s != nil && s.name == outlineName:
		return noLevel
	}
	return plainBullet
}

// shown is a number with those of the levels above it that its style shows.
func (c *counter) shown(style *listStyle, at int) string {
	l := style.level(at)
	if l.pattern != "" {
		return c.fill(style, l)
	}
	var parts []string
	for i := max(at-l.display+1, 0); i <= at; i++ {
		if s := c.written(style, i); s != "" {
			parts = append(parts, s)
		}
	}
	return l.prefix + strings.Join(parts, ".") + l.suffix
}

// fill puts numbers into a pattern such as "Art. %1%.%2%".
func (c *counter) fill(style *listStyle, l *level) string {
	var b strings.Builder
	rest := l.pattern
	for {
		before, after, ok := strings.Cut(rest, "%")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		digits, behind, closed := strings.Cut(after, "%")
		k := number(digits, 0)
		if !closed || k < 1 || k > levels {
			b.WriteByte('%')
			rest = after
			continue
		}
		b.WriteString(c.written(style, k-1))
		rest = behind
	}
}

// written is the number of a level.
func (c *counter) written(style *listStyle, at int) string {
	l := style.level(at)
	k := l.start
	if c.seen[at] {
		k = c.count[at]
	}
	return l.format.Write(k)
}
