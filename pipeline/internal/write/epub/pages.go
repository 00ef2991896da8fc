package epub

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// mark is one page break.
type mark struct {
	label string
	id    string
	loc   ast.Loc
	rest  bool // the page holds the rest of a note alone
	// place is where its node stands in the reading order, 0 where it does not;
	// kept tells that it stands there and no earlier page's stands behind it.
	place   int
	kept    bool
	file    string
	written bool
}

// href leads to it from beside the package document.
func (m *mark) href() string {
	if m.id == "" {
		return pathOf(m.file)
	}
	return pathOf(m.file) + "#" + m.id
}

// before reports whether m stands before o in the reading order.
func (m *mark) before(o *mark) bool {
	return o != nil && (m.place < o.place || m.place == o.place && m.loc.Offset < o.loc.Offset)
}

// planPages files the page breaks by the node that they fall in.
func (bk *book) planPages(pages []PageBreak) {
	var all []*mark
	for _, p := range pages {
		switch {
		case p.Cover:
			bk.pageList = append(bk.pageList, &mark{label: p.Label, file: coverFile, written: true})
		case p.Loc.Node != nil:
			m := &mark{label: p.Label, id: bk.pageID(p.Label), loc: p.Loc, rest: p.Rest}
			m.loc.Offset = runeStart(m.loc.Text(), m.loc.Offset)
			all = append(all, m)
		case !p.Blank:
			all = append(all, &mark{label: p.Label, id: bk.pageID(p.Label)})
		}
	}
	bk.marks = make(map[ast.Node][]*mark, len(all))
	for _, m := range bk.inOrder(all) {
		bk.marks[m.loc.Node] = append(bk.marks[m.loc.Node], m)
	}
	for _, marks := range bk.marks {
		slices.SortStableFunc(marks, func(a, b *mark) int { return a.loc.Offset - b.loc.Offset })
	}
}

// tellUnlisted reports a page that has something on it and no place in the text.
func (bk *book) tellUnlisted(label string) {
	bk.seen.unlisted++
	bk.log.Add(diag.Diagnostic{
		Code: CodePageUnlisted, Severity: diag.Warning, Rule: "epub",
		Message: fmt.Sprintf("page %s is not in the EPUB's list of pages: what is on it has no place of its own in the text", label),
		Hint:    "end the text with a paragraph behind what fills that page",
	})
}

// inOrder moves what would stand before an earlier page's break to where the next
// page begins, as the list of pages goes in reading order (EPUB 3.3, 7.4.3): pages
// that hold the rest of a note alone, whose note stands behind the text that goes
// on after them, pages of the right-hand columns of a wide table, and pages with
// nothing that has a place in the text, such as empty rows.
func (bk *book) inOrder(marks []*mark) []*mark {
	bk.placeMarks(marks)
	var last *mark
	for _, m := range marks {
		if m.kept = !m.rest && m.place > 0 && !m.before(last); m.kept {
			last = m
		}
	}
	next := followers(marks)
	out := marks[:0]
	last = nil
	var moved *mark // to where the last one was
	for i, m := range marks {
		m.kept = m.kept || m.rest && m.place > 0 && !m.before(last) && (next[i] == nil || moved != next[i] && m.before(next[i]))
		switch {
		case m.kept:
			last = m
		case m.place == 0 && m.loc.Node != nil: // checkPages tells
		case next[i] != nil:
			moved = next[i]
			m.loc, m.place = moved.loc, moved.place
		default:
			bk.tellUnlisted(m.label)
			continue
		}
		out = append(out, m)
	}
	return out
}

// followers are for each mark the next one that is kept.
func followers(marks []*mark) []*mark {
	out := make([]*mark, len(marks))
	var next *mark
	for i := len(marks) - 1; i >= 0; i-- {
		out[i] = next
		if marks[i].kept {
			next = marks[i]
		}
	}
	return out
}

// placeMarks counts the nodes in reading order: file by file, notes last.
func (bk *book) placeMarks(marks []*mark) {
	at := make(map[ast.Node][]*mark, len(marks))
	for _, m := range marks {
		at[m.loc.Node] = append(at[m.loc.Node], m)
	}
	count := 0
	visit := func(n ast.Node) bool {
		count++
		for _, m := range at[n] {
			if m.place == 0 { // a note may stand in several files
				m.place = count
			}
		}
		return true
	}
	for _, u := range bk.units {
		u.walk(visit)
		for _, n := range u.notes {
			ast.Walk(n, visit)
		}
	}
}

// pageID is an identifier for a page that nothing else in the book has.
func (bk *book) pageID(label string) string {
	id := xmlName("page-" + label)
	for n := 2; bk.places[id] != ""; n++ {
		id = xmlName(fmt.Sprintf("page-%s-%d", label, n))
	}
	bk.places[id] = pagePlace
	return id
}

// pagePlace stands in places for the identifiers of pages and names, to which no
// link of the source leads.
const pagePlace = "-"

// runeStart returns the offset in s at or before i where a character begins.
func runeStart(s string, i int) int {
	i = max(0, min(i, len(s)))
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}
