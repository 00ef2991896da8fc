package epub

import (
	"fmt"
	"sort"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
)

// mark is one page break.
type mark struct {
	label   string
	id      string
	offset  int
	file    string
	written bool
}

// planPages files the page breaks by the text that they fall in.
func (bk *book) planPages(pages []PageBreak) {
	bk.marks = make(map[*ast.Text][]*mark, len(pages))
	for _, p := range pages {
		if p.Loc.Node == nil {
			continue
		}
		m := &mark{label: p.Label, id: bk.pageID(p.Label), offset: runeStart(p.Loc.Node.Value, p.Loc.Offset)}
		bk.marks[p.Loc.Node] = append(bk.marks[p.Loc.Node], m)
	}
	for _, marks := range bk.marks {
		sort.SliceStable(marks, func(i, j int) bool { return marks[i].offset < marks[j].offset })
	}
}

// pageID is an identifier for a page that nothing else in the book has.
func (bk *book) pageID(label string) string {
	id := xmlName("page-" + label)
	for n := 2; bk.places[id] != ""; n++ {
		id = xmlName(fmt.Sprintf("page-%s.%d", label, n))
	}
	bk.places[id] = pagePlace
	return id
}

// pagePlace stands in places for the identifiers of pages, to which no link of
// the source leads.
const pagePlace = "-"

// runeStart returns the offset in s at or before i where a character begins.
func runeStart(s string, i int) int {
	i = max(0, min(i, len(s)))
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}
