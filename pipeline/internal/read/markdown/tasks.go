package markdown

import (
	"fmt"
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// boxes are the signs of task list items (GitHub Flavored Markdown 0.29, 5.3).
var boxes = map[string]string{"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}

// task makes brackets that an item begins with a box, as they are meant.
func (r *reader) task(it *ast.ListItem, n gast.Node) {
	if len(it.Blocks) == 0 || n.FirstChild() == nil {
		return
	}
	p, ok := it.Blocks[0].(*ast.Paragraph)
	if !ok {
		return
	}
	t, ok := p.Inlines[0].(*ast.Text)
	const width = len("[x] ")
	if !ok || len(t.Value) < width || boxes[t.Value[:width]] == "" {
		return
	}
	if at := r.offset(n.FirstChild()); !strings.HasPrefix(string(r.source[at:min(at+width, len(r.source))]), "[") {
		return // a backslash makes it text
	}
	t.Value = boxes[t.Value[:width]] + t.Value[width:]
}

// typedNumbers says where an author's numbers are others than those that
// Markdown counts: it takes the first and adds one for each item (CommonMark
// 0.31.2, section 5.3). Where all items have one number, that is how a list is
// written whose numbers are left to the program.
func (r *reader) typedNumbers(l *ast.List, items []gast.Node) {
	if !l.Ordered() || len(items) < 2 {
		return
	}
	same, off := true, -1
	var typed []int
	for i, it := range items {
		n, ok := r.typedNumber(it)
		if !ok {
			return
		}
		typed = append(typed, n)
		same = same && n == typed[0]
		if off < 0 && n != l.Start+i {
			off = i
		}
	}
	if same || off < 0 {
		return
	}
	r.add(diag.Warning, CodeNumber, l.Items[off].Src, fmt.Sprintf("an item is written with the number %d and has the number %d: Markdown counts on from the first", typed[off], l.Start+off),
		fmt.Sprintf("end the list before it, with a line <!-- -->, and begin the next one with %d", typed[off]))
}

// typedNumber is the number that an item is written with.
func (r *reader) typedNumber(it gast.Node) (int, bool) {
	switch it.FirstChild().(type) {
	case *gast.Paragraph, *gast.TextBlock:
	default:
		return 0, false
	}
	at := r.offset(it.FirstChild())
	before := strings.TrimRight(string(r.source[max(0, at-maxMarker):at]), " \t")
	before = strings.TrimRight(before, ".)")
	digits := before[len(strings.TrimRight(before, "0123456789")):]
	n, err := strconv.Atoi(digits)
	return n, err == nil
}

// maxMarker is more than an item's marker takes before its text: nine digits,
// a stop and spaces (CommonMark 0.31.2, section 5.2).
const maxMarker = 16
