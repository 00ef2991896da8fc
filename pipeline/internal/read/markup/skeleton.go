package markup

import (
	"bytes"
	"fmt"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// keyAttr is the attribute in which Keyed notes what a tag stands for.
const keyAttr = "data-octavo-key"

// Keyed notes a key in every start tag of a piece of HTML.
func Keyed(piece []byte, key int) []byte {
	marked, _ := markTags(piece, nil, func([]byte) string { return fmt.Sprintf(" %s=%d ", keyAttr, key) })
	return marked
}

// Pair is a note and its calls, found by the links between them in HTML that
// stands in another text.
type Pair struct {
	Label string
	// ID is the identifier that the calls lead to, and Key that of the element which
	// holds the note.
	ID, Key string
	// Calls and Backs are the keys of the outermost elements that hold nothing but a
	// call, or a link back.
	Calls, Backs []string
	// Read reads the note's text, which begins on a line of the file, from the
	// HTML.
	Read func(line int) []ast.Block
}

// FindPairs finds the notes of a text of which skeleton is the HTML, with the keys
// of what its tags stand for (Keyed), as in a page; heads are the keys of the
// headings over nothing but notes.
func FindPairs(name string, skeleton []byte, log *diag.Log) (pairs []*Pair, heads []string) {
	if _, over := markTags(skeleton, &partCount{}, func([]byte) string { return "" }); over >= 0 {
		return nil, nil
	}
	root, err := html.ParseWithOptions(bytes.NewReader(skeleton), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, nil
	}
	r := &reader{name: name, log: &diag.Log{}}
	r.survey(root)
	r.findNotes(root)
	r.log = log
	for _, src := range r.notes.list {
		pairs = append(pairs, r.pair(src))
	}
	walk(root, func(n *html.Node) bool {
		if r.marks[n] && r.notes.container[n] == nil && (isHeading(n) || is(n, "p")) {
			heads = append(heads, attr(n, keyAttr))
		}
		return true
	})
	return pairs, heads
}

func (r *reader) pair(src *noteSource) *Pair {
	p := &Pair{Label: src.label, Key: attr(src.node, keyAttr), ID: fragment(src.calls[0])}
	for _, call := range src.calls {
		p.Calls = append(p.Calls, attr(callAround(call), keyAttr))
	}
	walk(src.node, func(n *html.Node) bool {
		if r.leadsBack(n, src) || isArrow(n) {
			p.Backs = append(p.Backs, attr(loneAround(n, src.node), keyAttr))
		}
		return true
	})
	p.Read = func(line int) []ast.Block {
		delete(r.marks, src.node)
		r.line = line
		r.readNote(src)
		return src.note.Blocks
	}
	return p
}
