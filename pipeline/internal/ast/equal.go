package ast

import (
	"fmt"
	"strconv"
	"strings"
)

// Equal compares two documents as canonical Markdown sees them and returns ""
// or the first difference, with the lines around it. It does not look at
// positions, at how a run of text is cut into Text nodes, at the glyph of
// bullets, at spaces on blank lines of code, at the markers of calls (the note
// has the label), at header kinds that follow from a cell's place, nor at
// generated Matter, which is made anew.
func Equal(a, b *Document) (diff string) {
	return firstDifference(canonicalDump(a), canonicalDump(b))
}

func canonicalDump(doc *Document) []string {
	d := dumper{canonical: true}
	d.document(&Document{Meta: doc.Meta, Blocks: WithoutMatter(doc.Blocks), Notes: doc.Notes})
	return strings.Split(d.b.String(), "\n")
}

// WithoutMatter gives blocks without the generated ones.
func WithoutMatter(blocks []Block) []Block {
	var out []Block
	for _, b := range blocks {
		if _, generated := b.(*Matter); !generated {
			out = append(out, b)
		}
	}
	return out
}

// canonicalDesc takes out of a description what Equal does not look at.
func canonicalDesc(n Node, ds desc) desc {
	switch n := n.(type) {
	case *List:
		items := make([]Node, len(n.Items))
		for i, it := range n.Items {
			items[i] = &ListItem{Marker: CanonicalMarker(n, i), Blocks: it.Blocks}
		}
		ds.kids = []group{{"items", items}}
	case *Table:
		return describeTable(withOwnHeaders(n))
	case *NoteRef:
		ds.attrs = []attr{{"note", n.NoteID()}}
	case *Note:
		ds.attrs = []attr{{"id", n.ID}, {"label", NoteLabel(n)}}
	case *CodeBlock:
		ds.attrs = []attr{{"id", n.ID}, {"info", n.Info}, {"text", CodeText(n.Text)}}
	}
	return ds
}

// withOwnHeaders is a table whose cells say of headers only what does not follow
// from their places.
func withOwnHeaders(t *Table) *Table {
	twin := *t
	twin.Head, twin.Body = ownHeaders(t, t.Head, true), ownHeaders(t, t.Body, false)
	return &twin
}

func ownHeaders(t *Table, rows []*Row, inHead bool) []*Row {
	columns := Columns(len(t.Cols), rows)
	out := make([]*Row, len(rows))
	for i, r := range rows {
		out[i] = &Row{At: r.At}
		for j, c := range r.Cells {
			twin := *c
			twin.Header = t.OwnHeader(c, inHead, columns[i][j])
			out[i].Cells = append(out[i].Cells, &twin)
		}
	}
	return out
}

// CanonicalMarker is the printed marker of item i, which follows from the list
// where the source gave none; bullets have none.
func CanonicalMarker(l *List, i int) string {
	switch m := l.Items[i].Marker; {
	case !l.Ordered():
		return ""
	case m == "":
		return l.Numeral(i)
	default:
		return m
	}
}

// NoteLabel is the printed marker of a note, which is its ID where the source
// has none.
func NoteLabel(n *Note) string {
	if n.Label == "" {
		return n.ID
	}
	return n.Label
}

// ImpliedLabel is the label that an ID says: "1" of "1-2", the second note with that
// label, where taken reports that "1" is a note too; otherwise it is the ID.
func ImpliedLabel(id string, taken func(id string) bool) string {
	at := strings.LastIndexByte(id, '-')
	if n, err := strconv.Atoi(id[at+1:]); at > 0 && err == nil && n > 1 && taken(id[:at]) {
		return id[:at]
	}
	return id
}

// mergeText joins neighbouring Text nodes and drops empty ones.
func mergeText(nodes []Node) []Node {
	out := make([]Node, 0, len(nodes))
	for _, n := range nodes {
		t, ok := n.(*Text)
		if !ok {
			out = append(out, n)
			continue
		}
		if t.Value == "" {
			continue
		}
		if len(out) > 0 {
			if last, ok := out[len(out)-1].(*Text); ok {
				out[len(out)-1] = &Text{Value: last.Value + t.Value}
				continue
			}
		}
		out = append(out, t)
	}
	return out
}

// diffContext is how many equal lines are shown before a difference.
const diffContext = 4

func firstDifference(a, b []string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	if i == len(a) && i == len(b) {
		return ""
	}
	var out strings.Builder
	fmt.Fprintf(&out, "line %d of the dumps:\n", i+1)
	for _, l := range a[max(0, i-diffContext):i] {
		out.WriteString("   " + l + "\n")
	}
	writeLines(&out, " - ", a[i:])
	writeLines(&out, " + ", b[i:])
	return out.String()
}

func writeLines(out *strings.Builder, prefix string, lines []string) {
	for _, l := range lines[:min(len(lines), diffContext)] {
		out.WriteString(prefix + l + "\n")
	}
}
