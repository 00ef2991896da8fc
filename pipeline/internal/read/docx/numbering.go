package docx

import (
	"strconv"
	"strings"

	"octavo/pipeline/internal/read/office"
)

// levels is how many levels a list has (ISO/IEC 29500-1, 17.9.6).
const levels = 9

// level is one level of a list's definition.
type level struct {
	start   int
	format  office.Numerals
	known   bool   // the format is one that is written here
	shownAs string // the format's name in the file
	text    string
	legal   bool
	restart int // the level, from 1, whose numbers begin this one anew; -1 for any above
	style   string
	indent  int
	font    string
	silent  bool // it shows nothing
}

// abstractNum is a definition of a list, with the numbers that it has reached.
type abstractNum struct {
	levels   [levels]level
	link     string // a numbering style that has the definition
	ownStyle string // the numbering style that this one defines
	count    [levels]int
	seen     [levels]bool
}

// num is a list: a definition and what differs from it.
type num struct {
	abstract *abstractNum
	levels   [levels]level
	start    [levels]int // -1 for none: the number with which the list begins anew
	used     [levels]bool
}

// numbering are the lists of a document.
type numbering struct {
	nums map[string]*num
}

func readNumbering(root *office.Node) *numbering {
	n := &numbering{nums: map[string]*num{}}
	abstracts := map[string]*abstractNum{}
	byStyle := map[string]*abstractNum{}
	root.Each("w:abstractNum", func(c *office.Node) {
		a := readAbstract(c)
		abstracts[c.Attr("w:abstractNumId")] = a
		if a.ownStyle != "" {
			byStyle[a.ownStyle] = a
		}
	})
	root.Each("w:num", func(c *office.Node) {
		a := abstracts[c.Kid("w:abstractNumId").Attr("w:val")]
		if a != nil && a.link != "" && byStyle[a.link] != nil {
			a = byStyle[a.link]
		}
		if a != nil {
			n.nums[c.Attr("w:numId")] = readNum(c, a)
		}
	})
	return n
}

func readAbstract(n *office.Node) *abstractNum {
	a := &abstractNum{link: n.Kid("w:numStyleLink").Attr("w:val"), ownStyle: n.Kid("w:styleLink").Attr("w:val")}
	for i := range a.levels {
		a.levels[i] = level{start: 0, format: office.NoNumber, known: true, restart: -1, indent: noIndent}
	}
	n.Each("w:lvl", func(c *office.Node) {
		if i := number(c.Attr("w:ilvl"), -1); i >= 0 && i < levels {
			a.levels[i] = readLevel(c)
		}
	})
	return a
}

func readNum(n *office.Node, a *abstractNum) *num {
	out := &num{abstract: a, levels: a.levels}
	for i := range out.start {
		out.start[i] = -1
	}
	n.Each("w:lvlOverride", func(c *office.Node) {
		i := number(c.Attr("w:ilvl"), -1)
		if i < 0 || i >= levels {
			return
		}
		if l := c.Kid("w:lvl"); l != nil {
			out.levels[i] = readLevel(l)
		}
		out.start[i] = number(c.Kid("w:startOverride").Attr("w:val"), -1)
	})
	return out
}

func readLevel(n *office.Node) level {
	l := level{start: number(n.Kid("w:start").Attr("w:val"), 0), text: n.Kid("w:lvlText").Attr("w:val"),
		restart: number(n.Kid("w:lvlRestart").Attr("w:val"), -1), style: n.Kid("w:pStyle").Attr("w:val"),
		indent: readIndent(n.Kid("w:pPr", "w:ind")), font: readRunProps(n.Kid("w:rPr")).font}
	if legal := n.Kid("w:isLgl"); legal != nil {
		l.legal = isOn(legal.Attr("w:val"))
	}
	l.format, l.known, l.shownAs = numeralsOf(n)
	l.silent = l.format == office.Bullets && strings.TrimSpace(l.text) == "" && n.Kid("w:lvlPicBulletId") == nil
	if office.IsLongLabel(l.text) {
		l.format, l.known, l.shownAs = "decimal", false, office.CutLabel(l.text)
		l.text = "%" + strconv.Itoa(number(n.Attr("w:ilvl"), 0)+1) + "."
	}
	return l
}

// next counts a paragraph on a level of a list and gives its number; nil for one
// that shows none. Of lists with one definition, all count on in it.
func (n *numbering) next(id string, at int) *office.Number {
	list := n.nums[id]
	if list == nil || at < 0 || at >= levels {
		return nil
	}
	a, l := list.abstract, list.levels[at]
	switch {
	case list.start[at] >= 0 && !list.used[at]:
		a.count[at] = list.start[at]
	case a.seen[at]:
		a.count[at]++
	default:
		a.count[at] = l.start
	}
	list.used[at], a.seen[at] = true, true
	for i := range at { // a level that is passed over has its first number, and counts on from it
		if !a.seen[i] {
			a.seen[i], a.count[i] = true, list.levels[i].start
		}
	}
	for i := at + 1; i < levels; i++ {
		if r := list.levels[i].restart; r < 0 || r > 0 && at < r {
			a.seen[i] = false
		}
	}
	return list.number(at)
}

// number is the number that a list shows on a level.
func (n *num) number(at int) *office.Number {
	l := n.levels[at]
	out := &office.Number{Level: at, Numerals: l.format, Value: n.abstract.count[at], Indent: l.indent}
	if l.silent {
		out.Numerals, out.Silent = office.NoNumber, true
		return out
	}
	if l.format == office.Bullets {
		out.Text = office.BulletSign(l.text, l.font)
		return out
	}
	out.Text = strings.TrimSpace(n.shown(l))
	return out
}

// shown puts the numbers of the levels into a level's text (17.9.11).
func (n *num) shown(l level) string {
	var b strings.Builder
	for i := 0; i < len(l.text); i++ {
		c := l.text[i]
		if c != '%' || i+1 >= len(l.text) || l.text[i+1] < '1' || l.text[i+1] > '9' {
			b.WriteByte(c)
			continue
		}
		i++
		b.WriteString(n.written(int(l.text[i]-'1'), l.legal))
	}
	return b.String()
}

// written is the number of a level.
func (n *num) written(at int, legal bool) string {
	l := n.levels[at]
	k := l.start
	if n.abstract.seen[at] {
		k = n.abstract.count[at]
	}
	if legal && l.format != office.NoNumber {
		return office.Numerals("decimal").Write(k)
	}
	return l.format.Write(k)
}

// levelOf gives the level on which a list counts the paragraphs of a style.
func (n *numbering) levelOf(id, style string) int {
	if list := n.nums[id]; list != nil && style != "" {
		for i, l := range list.levels {
			if l.style == style {
				return i
			}
		}
	}
	return 0
}

// level gives the definition of a level; nil where there is none.
func (n *numbering) level(id string, at int) *level {
	if list := n.nums[id]; list != nil && at >= 0 && at < levels {
		return &list.levels[at]
	}
	return nil
}
