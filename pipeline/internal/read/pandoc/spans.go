package pandoc

import (
	"slices"
	"strconv"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/attributes"
)

// span reads a span: one of write/pandoc's, else what its classes and its
// language say of its text.
func (r *reader) span(c any) []ast.Inline {
	p := r.parts("Span", c, 2)
	a := r.attr("Span", p[0])
	list := r.list("Span", p[1])
	sole := len(list) == 1
	switch {
	case sole && isTag(list[0], "Note") && a.has("note"):
		_, inner := r.tagged(list[0])
		return r.note(inner, a.keys["data-id"], a.keys["data-label"])
	case a.has("noteref") && r.byID[a.keys["data-note"]] != nil:
		n := r.byID[a.keys["data-note"]]
		return []ast.Inline{&ast.NoteRef{At: r.at(), Label: n.Label, Note: n}}
	case sole && isTag(list[0], "Math") && a.has("math"):
		_, inner := r.tagged(list[0])
		return r.math(inner, a.keys["data-alt"])
	case a.has("comment-start"):
		r.leaveOut(CodeRaw, ast.PlainText(r.inlines(list)), "a comment was left out")
		return nil
	}
	return r.classes(a, list)
}

// classes wraps a run in what its attributes say.
func (r *reader) classes(a attr, list []any) []ast.Inline {
	read := []string{".comment-end"}
	kind := ast.MarkKind("")
	for _, c := range a.classes {
		if k := ast.MarkOfClass(c); k != "" {
			kind = k
			read = append(read, "."+c)
		}
	}
	out := r.inlines(unwrapped(kind, list))
	if kind != "" {
		out = r.wrap(&ast.Mark{At: r.at(), Kind: kind}, out)
	}
	for _, c := range a.classes {
		if n := wrapped(spanTags[c], r.at()); n != nil {
			out = r.wrap(n, out)
		}
	}
	if a.has("abbr") && a.keys["title"] != "" {
		read = append(read, "title")
		out = r.wrap(&ast.Abbr{At: r.at(), Expansion: a.keys["title"]}, out)
	}
	if a.keys["lang"] != "" {
		out = r.inLang(a.keys["lang"], out)
	}
	out, turned := ast.Directed(r.at(), a.keys["dir"], false, out)
	if turned {
		read = append(read, "dir")
	}
	r.passed(attributes.Span, a, out, read...)
	return append(r.anchor(a.id), out...)
}

// spanTags are the inlines of pandoc's for which a class of a span can stand.
var spanTags = map[string]string{"emph": "Emph", "strong": "Strong", "sup": "Superscript", "sub": "Subscript"}

// unwrapped takes away the look that write/pandoc gives deletions and insertions.
func unwrapped(kind ast.MarkKind, list []any) []any {
	look := map[ast.MarkKind]string{ast.Deleted: "Strikeout", ast.Inserted: "Underline"}[kind]
	if look == "" || len(list) != 1 || !isTag(list[0], look) {
		return list
	}
	if inner, ok := list[0].(map[string]any)["c"].([]any); ok {
		return inner
	}
	return list
}

// note reads a note where it is called; id and label are "" where they follow
// from its number.
func (r *reader) note(c any, id, label string) []ast.Inline {
	n := r.newNote(id, label)
	before := r.linked
	r.linked = false
	n.Blocks = r.inner(c)
	r.linked = before
	if len(n.Blocks) == 0 {
		r.lose(CodeShape, "note", "a note is empty; it was left out with its call", "")
		r.notes = slices.DeleteFunc(r.notes, func(other *ast.Note) bool { return other == n })
		delete(r.byID, n.ID)
		return nil
	}
	return []ast.Inline{&ast.NoteRef{At: n.At, Label: n.Label, Note: n}}
}

func (r *reader) newNote(id, label string) *ast.Note {
	if id == "" {
		id = strconv.Itoa(len(r.notes) + 1)
	}
	if label == "" {
		label = id
	}
	unique := id
	for i := 2; r.byID[unique] != nil; i++ {
		unique = id + "-" + strconv.Itoa(i)
	}
	n := &ast.Note{At: r.at(), ID: unique, Label: label}
	r.byID[unique] = n
	r.notes = append(r.notes, n)
	return n
}

// notesDiv reads the notes that nothing calls, and the order of all.
func (r *reader) notesDiv(a attr, list []any) []ast.Block {
	r.order = strings.Fields(a.keys["data-order"])
	var other []ast.Block
	for _, v := range list {
		tag, c := r.tagged(v)
		if tag != "Div" {
			other = append(other, r.block(v)...)
			continue
		}
		p := r.parts(tag, c, 2)
		of := r.attr(tag, p[0])
		n := r.newNote(of.keys["data-id"], of.keys["data-label"])
		n.Blocks = r.inner(p[1])
	}
	return other
}

// inOrder gives the notes in their order in the source.
func (r *reader) inOrder() []*ast.Note {
	place := map[string]int{}
	for i, id := range r.order {
		place[id] = i + 1
	}
	slices.SortStableFunc(r.notes, func(a, b *ast.Note) int { return place[a.ID] - place[b.ID] })
	return r.notes
}
