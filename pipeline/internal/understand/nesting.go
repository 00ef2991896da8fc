package understand

import "strings"

// itemKind tells the items of one list from those of another.
type itemKind struct {
	series
	bullet string
}

func (b *block) itemKind() itemKind {
	if b.numbered {
		return itemKind{series: b.ord.series()}
	}
	return itemKind{bullet: b.bullet}
}

// level of nesting: a kind of item at an indent, opened by a block on a page. One is inline
// where only the text of an item begins with its first number, "8. (1) Where": its next
// number opens a list in it.
type nest struct {
	kind   itemKind
	indent int
	opened int // index of the block
	page   int
	inline bool
}

// nester walks over the blocks and keeps the levels that are open.
type nester struct {
	stack  []nest
	before map[int]int // the block of the number before, by block
	ranks  ranks
	page   int
	atTop  bool   // nothing but items stands above on this page
	above  *block // the item above, nil where none is
}

// nestItems gives each item its depth. A number that goes on with a series stands where the
// one before it did; else a new kind of sign, or the same one further to the right, opens a
// list inside the item above, unless the document sets that kind over the one above.
func (s *state) nestItems() {
	n := nester{before: s.numbersBefore(), ranks: s.rankItems()}
	for i, b := range s.blocks {
		n.turn(b)
		switch {
		case b.role == roleItem:
			n.item(i, b)
			s.say(b.itemDecision(), b.pos(), b.text)
		case b.role == roleText && isConjunction(b.text): // "and" on a line of its own between two items
		default:
			n.close(i, b)
		}
		n.pass(b)
	}
}

// turn notes whether a block begins a page.
func (n *nester) turn(b *block) {
	if len(b.lines) > 0 && b.lines[0].turns() {
		n.page++
		n.atTop = true
	}
}

// pass notes the pages that a block goes over.
func (n *nester) pass(b *block) {
	for _, l := range b.lines[min(1, len(b.lines)):] {
		if l.turns() {
			n.page++
			n.atTop = true
		}
	}
	n.atTop = n.atTop && b.role == roleItem
}

// turns reports whether a page or what lay between two pages ends above a line.
func (l *line) turns() bool { return l.page || l.seam }

// close ends the open lists at block i, which is no item.
func (n *nester) close(i int, b *block) {
	n.stack, n.above = n.stack[:0], nil
	if b.role == roleText {
		n.openInline(i, b)
	}
}

// item finds the depth of item b, which is block i.
func (n *nester) item(i int, b *block) {
	if before, ok := n.before[i]; ok {
		n.closeInside(before)
	}
	level := nest{kind: b.itemKind(), indent: b.indent, opened: i, page: n.page}
	if len(n.stack) > 0 && n.stack[len(n.stack)-1].page != n.page {
		n.shift(level)
	}
	n.settle(level)
	b.depth = depthOf(n.stack)
	n.openInline(i, b)
	n.above = b
}

// closeInside closes the lists that were opened below the block with the number before: they
// are inside its item.
func (n *nester) closeInside(before int) {
	for len(n.stack) > 0 && n.stack[len(n.stack)-1].opened > before {
		n.stack = n.stack[:len(n.stack)-1]
	}
}

// shift moves the indents of the open levels to those of the page on which an item is the
// first: pages have margins of their own.
func (n *nester) shift(first nest) {
	by := 0
	for i := range n.stack {
		if level := n.stack[i]; level.kind == first.kind {
			by = first.indent - level.indent
		}
	}
	for i := range n.stack {
		n.stack[i].indent += by
		n.stack[i].page = n.page
	}
}

// settle finds the place of an item in the open lists.
func (n *nester) settle(item nest) {
	for len(n.stack) > 0 && n.stack[len(n.stack)-1].indent > item.indent+1 {
		n.stack = n.stack[:len(n.stack)-1]
	}
	for i := len(n.stack) - 1; i >= 0; i-- {
		if n.stack[i].kind == item.kind && abs(n.stack[i].indent-item.indent) <= 1 {
			n.stack[i].inline = false
			n.stack = n.stack[:i+1]
			return
		}
	}
	for len(n.stack) > 0 && n.standsOver(item, n.stack[len(n.stack)-1]) {
		n.stack = n.stack[:len(n.stack)-1]
	}
	if len(n.stack) < maxDepth {
		n.stack = append(n.stack, item)
	}
}

// standsOver reports whether an item of a new kind is none inside the level: at the same
// indent, where the document mostly sets its kind over that of the level and the item above
// announces nothing.
func (n *nester) standsOver(item, level nest) bool {
	return !level.inline && item.indent <= level.indent+1 && !n.announced() && n.ranks.over(item.kind, level.kind, n.atTop)
}

// announced reports whether the item above says that others follow.
func (n *nester) announced() bool { return n.above != nil && strings.HasSuffix(n.above.text, ":") }

// openInline adds the level that the text of a numbered block opens in it.
func (n *nester) openInline(i int, b *block) {
	above, ok := parseOrdinal(b.text)
	if !ok || len(n.stack) == maxDepth {
		return
	}
	if o, ok := firstIn(above); ok && o.depth() == 1 {
		n.stack = append(n.stack, nest{itemKind{series: o.series()}, b.indent, i, n.page, true})
	}
}

// depthOf is the depth of the last level: those inline hold no list of their own.
func depthOf(stack []nest) int {
	n := 0
	for _, level := range stack {
		if !level.inline {
			n++
		}
	}
	return n
}

// maxDepth is the deepest list: deeper ones cannot be set.
const maxDepth = 6

// numbersBefore is the block with the number before that of a block, by block.
func (s *state) numbersBefore() map[int]int {
	before := map[int]int{}
	for _, c := range s.chains {
		for k := 1; k < len(c.members); k++ {
			before[c.members[k]] = c.members[k-1]
		}
	}
	return before
}

// itemDecision is the decision that makes an item of a block: by what shows it one.
func (b *block) itemDecision() decision {
	d := decision{code: codeList, rule: "a list sign or a number in a series", message: "list item", confidence: 0.90}
	switch {
	case b.unsigned && b.named && b.bullet == "":
		d.rule, d.confidence = "short lines without signs under one that announces them", 0.65
	case b.unsigned && b.bullet == "":
		d.rule, d.confidence = "clauses that end in semicolons under a line that announces them", 0.65
	case b.unsigned:
		d.rule, d.confidence = "a short line below an item, under one sign and a line that announces a list", 0.65
	}
	if b.depth > 1 {
		d.message = "list item at level " + itoa(b.depth)
	}
	return d
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
