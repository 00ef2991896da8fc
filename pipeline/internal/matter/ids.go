package matter

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/resolve"
)

// slugLength is the most letters of a title that an identifier keeps; beyond
// it a title no longer helps to tell headings apart.
const slugLength = 48

// ids holds the identifiers in use, and where the count of each repeated one
// stands, so that a thousand equal headings take a thousand steps.
type ids struct {
	used map[string]bool
	next map[string]int
}

// assignIDs gives every section, table and figure an identifier: the author's
// where there is one, else letters from its number and title. An author's
// identifier that is in use already is replaced, as links mean the first.
func assignIDs(doc *ast.Document, calls *resolve.Calls) {
	t := ids{used: map[string]bool{TitlePageID: true, ContentsID: true, ColophonID: true}, next: map[string]int{}}
	t.reserveNotes(calls)
	eachID(doc, func(id *string, _ func() string) {
		if t.used[*id] {
			*id = ""
		}
		if *id != "" {
			t.used[*id] = true
		}
	})
	eachID(doc, func(id *string, base func() string) {
		if *id == "" {
			*id = t.fresh(base())
		}
	})
}

// reserveNotes keeps the destinations of notes and of all their calls.
func (t ids) reserveNotes(calls *resolve.Calls) {
	for _, n := range calls.Called {
		t.used[n.Dest()] = true
	}
	for _, ref := range calls.Refs {
		t.used[calls.CallID(ref)] = true
	}
}

// eachID calls f for every node that carries an identifier, in reading order,
// with a function that makes one from the text that names the node.
func eachID(doc *ast.Document, f func(id *string, base func() string)) {
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			f(&n.ID, func() string { return base("sec", n.Number+" "+ast.PlainText(n.Title)) })
		case *ast.Table:
			f(&n.ID, func() string { return base("tab", ast.PlainText(n.Caption)) })
		case *ast.Figure:
			f(&n.ID, func() string { return base("fig", ast.PlainText(n.Caption)) })
		case *ast.Paragraph, ast.Inline:
			return false
		}
		return true
	})
}

// base gives PREFIX-SLUG. The prefix makes an XML name of a title that begins
// with a digit, and keeps clear of the identifiers of notes and pages.
func base(prefix, text string) string {
	if s := slug(text); s != "" {
		return prefix + "-" + s
	}
	return prefix
}

// fresh returns base, or base with a count behind it where it is in use. A
// bare prefix always has a count.
func (t ids) fresh(base string) string {
	id := base
	for t.used[id] || !strings.Contains(id, "-") {
		t.next[base]++
		id = base + "-" + strconv.Itoa(t.next[base])
	}
	t.used[id] = true
	return id
}

// slug reduces text to lower-case ASCII letters, digits and single hyphens:
// "4.1.1. Één État" becomes "4-1-1-een-etat". It is empty for a text without
// Latin letters or digits.
func slug(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(text) {
		letters := latin(unicode.ToLower(r))
		switch {
		case letters != "":
			if gap && b.Len() > 0 {
				if b.Len() >= slugLength {
					return b.String()
				}
				b.WriteByte('-')
			}
			gap = false
			b.WriteString(letters)
		case !unicode.Is(unicode.Mn, r) && r != '\'' && r != '’':
			gap = true
		}
	}
	return cut(b.String())
}

// cut keeps a single very long word within twice the bound.
func cut(s string) string {
	if len(s) > 2*slugLength {
		return s[:2*slugLength]
	}
	return s
}

// latin spells r with ASCII letters or digits, or "".
func latin(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ':
		return "d"
	case 'ĳ':
		return "ij"
	}
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return string(r)
	}
	return ""
}
