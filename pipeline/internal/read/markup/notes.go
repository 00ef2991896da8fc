package markup

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
)

// notes are the footnotes of a page: which links are calls, and which elements
// hold the notes.
type notes struct {
	calls     map[*html.Node]*noteSource // by link
	container map[*html.Node]*noteSource
	refused   map[*html.Node]bool // looked at, and no notes
	backs     map[*html.Node][]*html.Node
	list      []*noteSource // in the order of the page
}

// noteSource is one note of the page.
type noteSource struct {
	node  *html.Node
	label string
	note  *ast.Note
	calls []*html.Node
	lines map[*html.Node]bool // the paragraphs, items and cells around the calls
	// backed tells that links back to the calls were taken out of the note.
	backed bool
}

// findNotes looks for calls in the content, in its order. A link is a call
// when its mark-up says so, when it is a short raised mark, or when it is a short
// mark in the text and what it leads to leads back; and when its target is an
// element with a text of its own. A link from a note back to a call is no call.
// What the pairs prove to be notes is called by every like mark that leads there.
func (r *reader) findNotes(content *html.Node) {
	r.notes = &notes{calls: map[*html.Node]*noteSource{}, container: map[*html.Node]*noteSource{}, refused: map[*html.Node]bool{}, backs: map[*html.Node][]*html.Node{}}
	links := innerLinks(content)
	r.nameLines(links)
	r.giveNames(links)
	links = slices.DeleteFunc(links, func(n *html.Node) bool { return r.ids[fragment(n)] == nil })
	for _, n := range links {
		r.noteLink(n, r.ids[fragment(n)])
	}
	for _, n := range links {
		r.furtherCall(n)
	}
	r.joinParagraphs()
	r.orderNotes(content)
	r.dropNoteHeads(content)
}

// innerLinks are the links of the content that lead, by a name, into the page.
func innerLinks(content *html.Node) []*html.Node {
	var out []*html.Node
	walk(content, func(n *html.Node) bool {
		if n.Type == html.ElementNode && unseen[n.Data] {
			return false
		}
		if fragment(n) != "" {
			out = append(out, n)
		}
		return true
	})
	return out
}

// noteLink decides whether a link is a call of a note at target.
func (r *reader) noteLink(link, target *html.Node) {
	label := callLabel(link)
	if label == "" || r.notes.holds(link) != nil {
		return
	}
	c := noteHolder(target, label)
	if c == nil || inside(link, c) || r.notes.refused[c] || !callMarkup(link) && !r.paired(link, c) {
		return
	}
	src := r.notes.container[c]
	if src == nil {
		if r.occupied(c) || !r.noteText(c, label) {
			r.notes.refused[c] = true
			return
		}
		src = &noteSource{node: c, label: label, lines: map[*html.Node]bool{}}
		r.notes.container[c] = src
	}
	r.call(link, src)
}

// call notes that a link calls a note.
func (r *reader) call(link *html.Node, src *noteSource) {
	src.calls = append(src.calls, link)
	src.lines[lineOf(link)] = true
	r.notes.calls[link] = src
}

// furtherCall takes a link for a call that leads to a note found by another one
// and has its mark.
func (r *reader) furtherCall(link *html.Node) {
	if r.notes.calls[link] != nil || r.notes.holds(link) != nil {
		return
	}
	label := callLabel(link)
	if src := r.notes.container[noteHolder(r.ids[fragment(link)], label)]; src != nil && label == src.label {
		r.call(link, src)
	}
}

// callMarkup reports whether a link's mark-up is that of a call: DPUB-ARIA's
// and EPUB's roles, pandoc's and Wikipedia's classes, Word's names, or a
// superscript around it or in it.
func callMarkup(n *html.Node) bool {
	if hasRole(n, "doc-noteref", "noteref") || callClass(n) {
		return true
	}
	if hasRole(n, "doc-backlink", "backlink", "referrer") || hasClass(n, "footnote-back", "footnote-backref", "reversefootnote") {
		return false
	}
	target := fragment(n)
	if hasPrefix(target, "_ftnref", "_ednref", "fnref", "cite_ref") {
		return false
	}
	if chars.NamesNote(target) {
		return true
	}
	return find(n, "sup") != nil || closest(n, "sup") != nil
}

// callClass reports whether a class is called as that of a call, however it is written:
// "footnote-ref", "footnoteRef", "FootnoteReference".
func callClass(n *html.Node) bool {
	return slices.ContainsFunc(strings.Fields(attr(n, "class")), func(c string) bool {
		return callClasses[classJoins.Replace(strings.ToLower(c))]
	})
}

// classJoins takes out the signs between the words of a class, callClasses are the classes
// of calls without them.
var (
	classJoins  = strings.NewReplacer("-", "", "_", "")
	callClasses = wordSet("footnoteref noteref footnotereference fnref endnoteref endnotereference")
)

func hasPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// noteContainer gives the element that holds a note, from the element that its
// identifier stands on: that element if it is a block, else the paragraph, item
// or cell around it, and the element around that where it holds nothing else
// before and bears the note's name.
func noteContainer(target *html.Node) *html.Node {
	if line := loneLine(target); line != nil {
		return line
	}
	c := closest(target, "li", "aside", "p", "div", "dd", "td", "th", "dt", "section", "article", "body", "main", "h1", "h2", "h3", "h4", "h5", "h6")
	if c == nil || isHeading(c) || is(c, "article", "body", "main", "section") && !hasRole(c, "footnote", "doc-footnote") {
		return nil
	}
	if is(c, "td", "th", "dt") {
		return besideMark(c)
	}
	if p := c.Parent; is(c, "p") && is(p, "div", "aside", "li") && firstElement(p) == c && noteName(p) {
		return p
	}
	return c
}

// noteName reports whether an element is named as a single note.
func noteName(n *html.Node) bool {
	id := attr(n, "id")
	return is(n, "li") || hasRole(n, "footnote", "doc-footnote", "endnote", "doc-endnote") ||
		hasPrefix(id, "ftn", "edn", "fn", "note", "noot", "voetnoot", "footnote") || hasClass(n, "footnote", "note", "noot", "voetnoot")
}

// occupied reports whether an element holds a call that was found before, so
// that a link to it leads back, or overlaps with a note.
func (r *reader) occupied(c *html.Node) bool {
	found := r.notes.holds(c) != nil
	walk(c, func(n *html.Node) bool {
		found = found || r.notes.calls[n] != nil || r.notes.container[n] != nil
		return !found
	})
	return found
}

// noteText reports whether an element holds more than a mark and, unless it is
// named as a note, is not the larger part of the page.
func (r *reader) noteText(c *html.Node, label string) bool {
	text := strings.Trim(oneLine(textOf(c)), "[]()^↑↩ .")
	if len(text) <= len(label) {
		return false
	}
	return is(c, "li", "p", "aside") || noteName(c) || 2*r.text[c] < r.text[r.body(c)]
}

// holds gives the note that n stands in.
func (s *notes) holds(n *html.Node) *noteSource {
	for ; n != nil; n = n.Parent {
		if c := s.container[n]; c != nil {
			return c
		}
	}
	return nil
}

// callOf gives the note that an element calls: a link, or the superscript
// around it when it holds nothing else.
func (s *notes) callOf(n *html.Node) *noteSource {
	if s == nil || !is(n, "a", "sup", "span") {
		return nil
	}
	if n.Data == "a" {
		return s.calls[n]
	}
	link := onlyElement(n)
	if link == nil || !bareBeside(link) {
		return nil
	}
	return s.callOf(link)
}

// orderNotes lists the notes as the page does, gives them identifiers and
// takes their elements out of the flow.
func (r *reader) orderNotes(content *html.Node) {
	root := content
	for root.Parent != nil {
		root = root.Parent
	}
	taken := map[string]bool{}
	walk(root, func(n *html.Node) bool {
		src := r.notes.container[n]
		if src == nil {
			return true
		}
		id := noteID(src.label)
		for k := 2; taken[id]; k++ {
			id = fmt.Sprintf("%s-%d", noteID(src.label), k)
		}
		taken[id] = true
		src.note = &ast.Note{ID: id, Label: src.label}
		for _, call := range src.calls {
			r.enter(call)
			r.unbracket(callAround(call))
		}
		r.notes.list = append(r.notes.list, src)
		r.marks[n] = true
		r.marks[emptyWrapper(n, r.marks)] = true
		return true
	})
}

// emptyWrapper gives the outermost element around a note that holds nothing
// but notes, so that no empty list is left.
func emptyWrapper(n *html.Node, gone map[*html.Node]bool) *html.Node {
	for p := n.Parent; p != nil && lastElement(p) == n && is(p, "ol", "ul", "dl", "div", "section", "tr", "tbody", "table"); p = p.Parent {
		for c := p.FirstChild; c != nil; c = c.NextSibling {
			text := c.Type == html.TextNode && strings.TrimSpace(c.Data) != ""
			if c.Type == html.ElementNode && !gone[c] && !is(c, "hr", "br") && c != n || text {
				return n
			}
		}
		n = p
	}
	return n
}

// lastElement is the last element in n but rules and line breaks.
func lastElement(n *html.Node) *html.Node {
	for c := n.LastChild; c != nil; c = c.PrevSibling {
		if c.Type == html.ElementNode && !is(c, "hr", "br") {
			return c
		}
	}
	return nil
}

// noteID makes a label an identifier.
func noteID(label string) string {
	id := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n\f\r[]^|\\`<&\u00a0", r) {
			return -1
		}
		return r
	}, label)
	if id == "" {
		return "note"
	}
	return id
}

// call adds a note call.
func (in *inlines) call(n *html.Node, src *noteSource) {
	in.add(&ast.NoteRef{At: in.r.at(), Label: src.label, Note: src.note})
	in.r.add(diag.Info, CodeNote, 0.95, fmt.Sprintf("the link %q calls note %s", oneLine(textOf(n)), src.note.ID), "")
	if s := oneLine(textOf(n)); s != src.label {
		in.r.drop(CodeBacklink, 1, s, "the brackets around a note call were left out")
	}
}

// readNotes reads the notes without their marks and their links back.
func (r *reader) readNotes() []*ast.Note {
	var out []*ast.Note
	for _, src := range r.notes.list {
		delete(r.marks, src.node)
		r.enter(src.node)
		r.readNote(src)
		out = append(out, src.note)
	}
	return out
}

func (r *reader) readNote(src *noteSource) {
	src.note.At = r.at()
	r.dropBacklinks(src)
	r.waiting = nil
	for _, c := range src.calls { // the note itself is what they lead to
		r.given[fragment(c)] = true
	}
	src.note.Blocks = r.blocksIn(src.node, r.langOf(src.node, r.lang))
	r.dropMark(src)
	r.dropArrow(src)
	if len(src.note.Blocks) == 0 {
		whole := &ast.Text{At: src.note.At, Value: oneLine(textOf(src.node))}
		src.note.Blocks = []ast.Block{&ast.Paragraph{At: src.note.At, Inlines: []ast.Inline{whole}}}
	}
}

// dropBacklinks takes the links to a note's calls out of it.
func (r *reader) dropBacklinks(src *noteSource) {
	walk(src.node, func(n *html.Node) bool {
		back := hasClass(n, "mw-cite-backlink") || hasRole(n, "doc-backlink", "backlink")
		back = back || r.leadsBack(n, src) || isArrow(n)
		if back && n != src.node {
			n = loneAround(n, src.node)
			r.unbracket(n)
			src.backed = true
			r.dropNode(n, CodeBacklink, 1, "it leads back to the call")
			r.marks[n] = true
			return false
		}
		return true
	})
}
