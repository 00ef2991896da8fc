package structure

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
)

func (b *builder) inlines(list []ast.Inline) {
	for _, in := range list {
		b.inline(in)
	}
}

func (b *builder) inline(in ast.Inline) {
	switch n := in.(type) {
	case *ast.Text:
		b.content(n, Own)
	case *ast.Emph:
		b.wrap(n, &Elem{Role: Em})
	case *ast.Strong:
		b.wrap(n, &Elem{Role: Strong})
	case *ast.Super, *ast.Sub:
		// A shift of the baseline is layout; the text stands in its parent.
		b.inlines(ast.Children(n))
	case *ast.Code:
		b.node(n, &Elem{Role: Code}, func() { b.content(n, Own) })
	case *ast.Formula:
		b.formula(n)
	case *ast.Link:
		b.link(n, n.URL, n.Title)
	case *ast.Citation:
		b.link(n, n.URL, "")
	case *ast.Abbr:
		b.wrap(n, &Elem{Role: Span, E: n.Expansion})
	case *ast.Lang:
		b.wrap(n, &Elem{Role: Span, Lang: n.Tag})
	case *ast.Mark:
		b.wrap(n, b.mark(n))
	case *ast.NoteRef:
		b.noteRef(n)
	case *ast.Image:
		b.image(n, nil)
	case *ast.Anchor:
		b.lead(n.ID, b.cur)
	case *ast.LineBreak:
		// Layout only.
	default:
		b.unknown(n)
	}
}

// marks are the elements of the kinds of ast.Mark (ISO 32000-1, table 343).
var marks = map[ast.MarkKind]struct {
	role       Role
	decoration string
}{
	ast.Deleted:     {Del, "LineThrough"},
	ast.Struck:      {Del, "LineThrough"},
	ast.Inserted:    {Ins, "Underline"},
	ast.Underlined:  {Span, "Underline"},
	ast.Highlighted: {Mark, ""},
}

// mark makes the element of a run that is struck, put in or set off. What
// software for reading aloud does not tell by itself, that text no longer holds
// or was put in, an alternative says, where the run is text alone: it would hide
// a link or a call from who hears it.
func (b *builder) mark(n *ast.Mark) *Elem {
	row := marks[n.Kind]
	e := &Elem{Role: row.role, Attrs: Attrs{TextDecoration: row.decoration}}
	said := map[ast.MarkKind]string{ast.Deleted: b.words.Struck, ast.Struck: b.words.Struck, ast.Inserted: b.words.Inserted}[n.Kind]
	if said != "" && onlyText(n) {
		e.Alt = fmt.Sprintf(said, ast.PlainText(n.Inlines))
	}
	return e
}

// onlyText reports whether a run holds nothing but text in one language.
func onlyText(n *ast.Mark) bool {
	only := true
	ast.WalkInlines(n.Inlines, func(k ast.Node) bool {
		switch k.(type) {
		case *ast.Text, *ast.Emph, *ast.Strong, *ast.Super, *ast.Sub, *ast.Code, *ast.LineBreak:
		default:
			only = false
		}
		return only
	})
	return only
}

// wrap puts the inlines of n into e.
func (b *builder) wrap(n ast.Inline, e *Elem) {
	b.node(n, e, func() { b.inlines(ast.Children(n)) })
}

// link makes a Link element. Without an address, or inside another link, the
// text stands as it is: an annotation cannot hold another.
func (b *builder) link(n ast.Inline, url, title string) {
	if url == "" || b.cur.inside(Link) {
		b.inlines(ast.Children(n))
		return
	}
	e := &Elem{Role: Link, Contents: b.linkContents(n, url, title)}
	if id, ok := strings.CutPrefix(url, "#"); ok {
		e.Target = id
	} else {
		e.URI = url
	}
	b.wrap(n, e)
}

// linkContents describes where a link leads (ISO 14289-1, 7.18.5): by the
// author's title, else by the address, since the text itself is read anyway.
func (b *builder) linkContents(n ast.Inline, url, title string) string {
	switch {
	case title != "":
		return title
	case strings.HasPrefix(url, "#"):
		return fmt.Sprintf(b.words.Inside, ast.PlainText(ast.Children(n)))
	}
	return fmt.Sprintf(b.words.Outside, url)
}

// inside reports whether e or one of its ancestors has the role.
func (e *Elem) inside(role Role) bool {
	for ; e != nil; e = e.Parent {
		if e.Role == role {
			return true
		}
	}
	return false
}

// image makes a Figure; a decorative image is an artifact and gets no slot.
// An image without alternative keeps its Figure: Tree.Unlabelled finds it.
func (b *builder) image(n *ast.Image, caption []ast.Inline) {
	if n.Decorative {
		return
	}
	b.node(n, &Elem{Role: Figure, Alt: n.Alt, Lacks: n.AltFault(caption) != ""}, func() { b.content(n, Own) })
}

// formula makes a Formula; one that cannot be read is spoken as its source.
func (b *builder) formula(n *ast.Formula) {
	_, fault := n.Tree()
	b.node(n, &Elem{Role: Formula, Alt: n.Spoken(), Lacks: fault != nil}, func() { b.content(n, Own) })
}

// noteRef makes the call of a note: Reference > Link, leading to the note.
func (b *builder) noteRef(n *ast.NoteRef) {
	if n.Note == nil {
		b.tree.fail(fmt.Errorf("%s: structure: the note call %q has no note", n.Pos(), n.Label))
		return
	}
	link := &Elem{
		Role:     Link,
		Target:   n.Note.Dest(),
		Contents: fmt.Sprintf(b.words.Note, n.Note.Label),
	}
	call := &Elem{Role: Reference}
	b.lead(b.doc.CallID(n), call)
	b.calls[n.Note] = append(b.calls[n.Note], call)
	b.node(n, call, func() {
		b.in(link, func() { b.content(n, Own) })
	})
	b.pending = append(b.pending, n.Note)
}

// flushNotes places the notes called since the last block, each once.
func (b *builder) flushNotes() {
	if b.inHeader {
		return
	}
	notes := b.pending
	b.pending = nil
	for _, n := range notes {
		if !b.placed[n] {
			b.placed[n] = true
			b.note(n)
		}
	}
}

// note makes Note > Lbl, P…; its number leads back to the first call.
func (b *builder) note(n *ast.Note) {
	e := &Elem{Role: Note, ID: n.Dest()} // ISO 14289-1, 7.9
	b.lead(n.Dest(), e)
	b.node(n, e, func() {
		b.in(&Elem{Role: Lbl}, func() {
			b.in(b.backLink(n), func() { b.content(n, Label) })
		})
		b.blocks(n.Blocks)
		b.in(b.backLink(n), func() { b.content(n, Backlink) })
		b.joinBackLink(e)
	})
}

func (b *builder) backLink(n *ast.Note) *Elem {
	return &Elem{
		Role:     Link,
		Target:   n.CallDest(1),
		Contents: fmt.Sprintf(b.words.Call, n.Label),
	}
}

// joinBackLink moves the back link, the last kid of a note, to the end of the
// paragraph before it, where it is drawn.
func (b *builder) joinBackLink(note *Elem) {
	last := len(note.Kids) - 1
	p, ok := note.Kids[last-1].(*Elem)
	if !ok || p.Role != P {
		return
	}
	link := note.Kids[last].(*Elem)
	note.Kids = note.Kids[:last]
	link.Parent = p
	p.Kids = append(p.Kids, link)
}
