package odt

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// furniture says which running heads and feet were left out, and gives doc the lines of the
// head that the first page has for itself.
func (r *reader) furniture(doc *ast.Document) {
	var texts []string
	for _, m := range r.styles.masters {
		for _, k := range m.Kids {
			if strings.HasPrefix(k.Name, "style:header") || strings.HasPrefix(k.Name, "style:footer") {
				texts = keep(texts, k)
			}
		}
	}
	if s := office.Plain(r.firstHead(), nil); s != "" {
		doc.Outside.Head = strings.Split(s, "\n")
	}
	if s := joined(texts); s != "" {
		r.Drop(0, office.CodeFurniture, 1, s, "the running heads and feet of the pages were left out; the editions have their own")
	}
}

// firstHead is the head that only the first page has: the one that its page style
// (style:master-page, ODF 1.3 part 3, 16.9) keeps for it, or that of a page style that
// another one follows; nil where it is like others.
func (r *reader) firstHead() *office.Node {
	name := r.firstMaster()
	at := slices.IndexFunc(r.styles.masters, func(m *office.Node) bool { return m.Attr("style:name") == name })
	if at < 0 {
		return nil
	}
	m := r.styles.masters[at]
	if head := m.Kid("style:header-first"); head != nil && head.Attr("style:display") != "false" {
		return head
	}
	if next := m.Attr("style:next-style-name"); next == "" || next == name {
		return nil
	}
	return m.Kid("style:header")
}

// firstMaster is the page style of the first page: that which the style of the first
// paragraph or table names, else the default one.
func (r *reader) firstMaster() string {
	for _, k := range r.body.Kids {
		family, style := "paragraph", k.Attr("text:style-name")
		switch k.Name {
		case "text:p", "text:h":
		case "table:table":
			family, style = "table", k.Attr("table:style-name")
		default:
			continue
		}
		if st := r.styles.byKey[family+":"+style]; st != nil && st.node.Attr("style:master-page-name") != "" {
			return st.node.Attr("style:master-page-name")
		}
		break
	}
	return "Standard"
}
