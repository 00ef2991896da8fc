package markup

import (
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
)

func (f *flow) list(n *html.Node) {
	k := f.r.count(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		f.listChild(k, c)
	}
	k.done()
	if len(k.list.Items) > 0 {
		f.r.ownMarkers(k.list)
		f.docsList(n, k.list)
	}
}

// listChild reads an item, or content that stands wrongly between items and is
// taken to the item before. So is an item of a counted list that shows no number.
func (f *flow) listChild(k *counter, c *html.Node) {
	l := k.list
	if c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" || c.Type == html.CommentNode {
		return
	}
	if is(c, "li") && f.r.marks[c] {
		k.skip(c) // a note, which stands elsewhere; those that nothing calls keep their numbers
	}
	if why := leftOut(f.r, c); why {
		return
	}
	inner := &flow{r: f.r, lang: f.lang}
	if is(c, "li") {
		f.r.enter(c)
		f.r.await(c)
		inner.lang = f.r.langOf(c, f.lang)
		inner.children(c)
	} else {
		inner.node(c)
	}
	inner.flush()
	if is(c, "li") {
		inner.mark(0, decoration(c))
		inner.out = f.r.sign(c, inner.out)
	}
	inner.out = f.r.joinCaptions(inner.out)
	bare := l.Ordered() && is(c, "li") && unnumbered(c)
	if bare {
		k.skip(c)
	}
	switch {
	case (bare || !is(c, "li")) && len(l.Items) > 0:
		last := l.Items[len(l.Items)-1]
		last.Blocks = append(last.Blocks, inner.out...)
	case bare:
		f.out = append(f.out, inner.out...)
	case len(inner.out) > 0 || l.Ordered():
		l.Items = append(l.Items, &ast.ListItem{At: f.r.at(), Blocks: inner.out})
		k.item(c)
	}
}

// unnumbered reports whether an item's style takes its number away.
func unnumbered(c *html.Node) bool {
	how, ok := numberingOf(c)
	return ok && how.none || style(c, "display") == "block"
}

// leftOut reports whether a node is no content, and logs its text.
func leftOut(r *reader, n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	why := r.leaveOut(n)
	if why != "" {
		r.skip(n, why)
	}
	return why != ""
}

func (f *flow) defList(n *html.Node) {
	l := &ast.DefList{At: f.r.at()}
	var item *ast.DefItem
	end := func() {
		if item == nil {
			return
		}
		switch {
		case len(item.Defs) > 0 && len(item.Term) > 0:
			l.Items = append(l.Items, item)
		default:
			f.addDefs(l)
			l = &ast.DefList{At: f.r.at()}
			f.loose(item)
		}
		item = nil
	}
	for _, c := range f.r.dlChildren(n) {
		if leftOut(f.r, c) {
			continue
		}
		f.r.enter(c)
		switch {
		case is(c, "dt"):
			term := f.r.inlinesIn(c, f.r.langOf(c, f.lang))
			if item == nil || len(item.Defs) > 0 {
				end()
				item = &ast.DefItem{At: f.r.at(), Term: term}
			} else if len(term) > 0 {
				item.Term = append(append(item.Term, &ast.LineBreak{}), term...)
			}
		default:
			if item == nil {
				item = &ast.DefItem{At: f.r.at()}
			}
			if def := f.r.definition(c, f.lang); len(def) > 0 {
				item.Defs = append(item.Defs, def)
			}
		}
	}
	end()
	f.addDefs(l)
}

func (f *flow) addDefs(l *ast.DefList) {
	if len(l.Items) > 0 {
		f.add(l)
	}
}

// loose keeps a term without definitions, or definitions without a term.
func (f *flow) loose(item *ast.DefItem) {
	if len(item.Term) > 0 {
		f.add(&ast.Paragraph{At: item.At, Inlines: item.Term})
	}
	for _, def := range item.Defs {
		f.out = append(f.out, def...)
	}
}

func (r *reader) definition(c *html.Node, lang string) []ast.Block {
	if c.Type == html.ElementNode && c.Data == "dd" {
		return r.blocksIn(c, r.langOf(c, lang))
	}
	f := &flow{r: r, lang: lang}
	f.node(c)
	f.flush()
	return f.out
}

// dlChildren gives the terms and definitions, those in div groups too.
func (r *reader) dlChildren(n *html.Node) []*html.Node {
	var out []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case is(c, "div") && !r.marks[c]: // else a note, which stands elsewhere
			out = append(out, r.dlChildren(c)...)
		case c.Type == html.ElementNode, c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			out = append(out, c)
		}
	}
	return out
}
