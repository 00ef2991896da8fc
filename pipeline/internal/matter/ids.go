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
// where there is one, in letters that every reading system finds, else letters
// from its number and title. It returns what became of the author's.
func assignIDs(doc *ast.Document, calls *resolve.Calls) map[string]string {
	t := ids{used: map[string]bool{TitlePageID: true, ContentsID: true, ColophonID: true, LogoID: true, TablesID: true, FiguresID: true}, next: map[string]int{}}
	t.reserveNotes(calls)
	names := map[string]string{}
	var without []ast.Node
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch id := ast.NodeID(n); {
		case id != "":
			names[id] = t.take(plainID(id))
			ast.SetNodeID(n, names[id])
		case needsID(n):
			without = append(without, n)
		}
		return true
	})
	for _, n := range without {
		ast.SetNodeID(n, t.fresh(baseOf(n)))
	}
	return names
}

// needsID reports whether a node always has an identifier: contents, bookmarks
// and lists lead to it.
func needsID(n ast.Node) bool {
	switch n.(type) {
	case *ast.Section, *ast.Table, *ast.Figure:
		return true
	}
	return false
}

// plainID is an identifier in the letters a to z, digits and hyphens alone, which
// no reading system gets wrong.
func plainID(id string) string {
	s := slug(id)
	if s == "" || s[0] < 'a' {
		return strings.TrimSuffix("id-"+s, "-")
	}
	return s
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

// baseOf makes an identifier from the text that names a node.
func baseOf(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Section:
		return base("sec", n.Number+" "+ast.PlainText(n.Title))
	case *ast.Table:
		return base("tab", ast.PlainText(n.Caption))
	case *ast.Figure:
		return base("fig", ast.PlainText(n.Caption))
	}
	return ""
}

// base gives PREFIX-SLUG. The prefix makes an XML name of a title that begins
// with a digit, and keeps clear of the identifiers of notes and pages.
func base(prefix, text string) string {
	if s := slug(text); s != "" {
		return prefix + "-" + s
	}
	return prefix
}

// take returns id, or id with a count behind it where it is in use.
func (t ids) take(id string) string {
	if t.used[id] {
		return t.fresh(id)
	}
	t.used[id] = true
	return id
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
