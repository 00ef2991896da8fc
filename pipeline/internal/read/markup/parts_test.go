package markup

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// countOf counts the parts of a page.
func countOf(page string) *partCount {
	c := &partCount{}
	markLines([]byte(page), 1, c)
	return c
}

// elementsOf counts the elements of a name that the parser makes of a page.
func elementsOf(t *testing.T, page, name string) int {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	walk(root, func(n *html.Node) bool {
		if is(n, name) {
			count++
		}
		return true
	})
	return count
}

// What the parser opens anew is never more than was counted, and is none where all
// is closed.
func TestReopenedMarks(t *testing.T) {
	for _, c := range []struct {
		page     string
		reopened int
	}{
		{"<p><font>a</font><p>b<p>c", 0},
		{"<p><font>a<p>b<p>c", 2},
		{"<p><font x=1><font x=2>a<p>b<p>c", 4},
		{strings.Repeat("<p><font>a", 9), 0 + 1 + 2 + 6*3},
		{"<font><table><tr><td><p>a<p>b</table><p>c<p>d", 2},
		{"<table><tr><td><font>a<td><p>b<tr><td><p>b</table><p>c", 0},
		{"<table><tr><td><font>a<p>b<table><tr><td><p>c</table><p>d<tr><td><p>e</table>", 2},
		{"<font><p>a</font><p>b", 1},
	} {
		got := countOf(c.page).reopened
		made := elementsOf(t, c.page, "font") - strings.Count(c.page, "<font")
		if got != c.reopened || got < made {
			t.Errorf("%s: %d counted, want %d; the parser makes %d", c.page, got, c.reopened, made)
		}
	}
}

// Marks that are left open make many elements of a small page.
func TestMarksLeftOpen(t *testing.T) {
	var page strings.Builder
	page.WriteString("<p>a</p>\n<p>")
	for i := range 400 {
		fmt.Fprintf(&page, "<font x=%d>", i)
	}
	page.WriteString("</p>\n" + strings.Repeat("<p>b", 4000))
	_, err := Page("x.html", []byte(page.String()), nil)
	var fault *diag.Fault
	if !errors.As(err, &fault) || fault.Pos.Line != 3 || !strings.Contains(fault.Remedy, "</font>") {
		t.Errorf("%v", err)
	}
}

// A page of too many parts is refused before it is parsed.
func TestParts(t *testing.T) {
	c := countOf("<p>a</p>\n<br>b<!--c-->")
	if c.n != 5 {
		t.Errorf("%d parts", c.n)
	}
	page := []byte("<p>a</p>\n<br>b")
	if _, over := markLines(page, 1, &partCount{n: ast.MaxParts - 5}); over != -1 {
		t.Errorf("at the limit: over at %d", over)
	}
	if _, over := markLines(page, 1, &partCount{n: ast.MaxParts - 4}); over != len(page)-1 {
		t.Errorf("beyond it: over at %d", over)
	}
	if fault := (&partCount{n: ast.MaxParts + 1}).fault(diag.Pos{Line: 3}); fault.Pos.Line != 3 || !strings.Contains(fault.Msg, "parts") {
		t.Error(fault)
	}
}
