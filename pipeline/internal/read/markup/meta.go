package markup

import (
	"fmt"
	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// The codes of what the page's head says.
const (
	CodeTitle diag.Code = "html-title"
	CodeMeta  diag.Code = "html-metadata"
)

var _ = diag.Register(map[diag.Code]string{
	CodeTitle: "The publication's title was taken from the page's title or heading.",
	CodeMeta:  "A value in the page's head is none of its kind and was left out.",
})

// meta reads what the page's head says (headdata.go).
func (r *reader) meta(root *html.Node) meta.Meta {
	m := readHead(root)
	if lang := r.pageLang(root); lang != "" {
		m.Lang = lang
	} else if m.Lang == "" {
		m.Lang = r.partsLang(root)
	}
	m.Check(func(key, value string, fault *meta.Fault) {
		r.log.Add(diag.Diagnostic{Code: CodeMeta, Severity: diag.Warning, Pos: r.pos(), Rule: "html", Dropped: value,
			Message: "the page's " + key + " was left out: " + fault.Cause, Hint: "give it in NAME.yaml; " + fault.Remedy})
	})
	return m
}

// pageLang is the language on the outermost element that names one.
func (r *reader) pageLang(root *html.Node) string {
	for _, name := range []string{"html", "body", "main", "article"} {
		if n := find(root, name); n != nil {
			if tag := r.langOf(n, ""); tag != "" {
				return tag
			}
		}
	}
	return ""
}

// partsLang is the language that the parts of a page name which hold nine tenths
// of its text: programs put it on the elements in the body alone.
func (r *reader) partsLang(root *html.Node) string {
	texts := map[string]int{}
	named := matches(root, func(n *html.Node) bool { return attr(n, "lang")+attr(n, "xml:lang") != "" && !is(n, "html") })
	for _, n := range named {
		tag := r.langOf(n, "")
		texts[tag] += r.text[n]
		if tag != "" && 10*texts[tag] >= 9*r.text[r.body(n)] {
			return tag
		}
	}
	return ""
}

// furtherTitles logs the titles that a broken head holds behind its first.
func (r *reader) furtherTitles(first *html.Node) {
	if first.Parent == nil || first.Parent.Data != "head" {
		return
	}
	for n := first.NextSibling; n != nil; n = n.NextSibling {
		if text := oneLine(textOf(n)); n.Data == "title" && text != "" {
			r.drop(CodeTitle, 0.9, text, "a further title of the page was left out")
		}
	}
}

// title takes the page's title for the publication's where that has no other
// and the content no lone first heading; else it is logged.
func (r *reader) title(doc *ast.Document, root *html.Node) {
	page := ""
	if n := find(root, "title"); n != nil {
		page = oneLine(textOf(n))
		r.enter(n)
		r.furtherTitles(n)
	}
	if doc.Meta.Title == "" {
		doc.Meta.Title = r.titleText
	} else if r.titleText != doc.Meta.Title && r.titleText != "" {
		r.drop(CodeTitle, 0.9, r.titleText, "the text's title was left out; the page's metadata give another one")
	}
	own, outside := doc.Meta.Title, ""
	if own == "" {
		outside = r.titleOutside(page, root)
	}
	if s := ast.TitleSection(doc); s != nil && own == "" {
		own = ast.PlainText(s.Title)
	}
	if own == "" && fileName.MatchString(page) {
		r.drop(CodeTitle, 0.9, page, "the page's title was left out; it is the name of a file")
		page = ""
	}
	switch {
	case page == "" && own == "" && doc.Loose == nil:
		doc.Loose, doc.Headed = boldOnTop(doc.Blocks), true
	case page == "":
	case page == own:
		r.drop(CodeTitle, 1, page, "the page's title was left out; it is the text's")
	case outside != "" && !ast.SameWords(own, outside):
		doc.Meta.Title = outside
		r.drop(CodeTitle, 0.9, page, fmt.Sprintf("the title is the page's only heading of the first level, %q; the page's own has the name of the site besides", doc.Meta.Title))
	case own == "":
		doc.Meta.Title = saidAlone(withoutSiteName(page, doc.Meta.Publisher), doc.Blocks)
		d := diag.Diagnostic{Code: CodeTitle, Pos: r.pos(), Rule: "html", Confidence: 0.8, Message: "the title is that of the page", Hint: "give another one: title in NAME.yaml"}
		if doc.Meta.Title != page {
			d.Message, d.Dropped = "the title is that of the page without the name of the site, or what else stands beside it there", page
		}
		r.log.Add(d)
	default:
		r.drop(CodeTitle, 0.9, page, "the page's title was left out; the publication has its own")
	}
}
