package pipeline

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/resolve"
)

// codeBookLink is the finding about a link to another file of the book.
const codeBookLink diag.Code = "link-to-file"

var _ = diag.Register(map[diag.Code]string{
	codeBookLink: "A link to a file of the book leads to the chapter that it became, or to the place in it.",
})

// fileLink marks the address of a link to a part of the job until the parts are
// joined: "#file:", the part's number, ":" and the place in it.
const fileLink = "#file:"

// markFileLinks marks the links of a file that lead to files of its book.
func (j Job) markFileLinks(from Part, doc *ast.Document) {
	if !j.isBook() {
		return
	}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		l, ok := n.(*ast.Link)
		if !ok || ast.Followable(l.URL) || strings.Contains(l.URL, ":") {
			return true
		}
		name, place, _ := strings.Cut(l.URL, "#")
		if i := j.partNamed(from.Name, unescaped(name)); i >= 0 {
			l.URL = fmt.Sprintf("%s%d:%s", fileLink, i, place)
		}
		return true
	})
}

// partNamed is the part that a file names by a path from its own folder; -1 for
// none. Programs leave the ending out, or write that of the page which they make.
func (j Job) partNamed(from, name string) int {
	if name == "" {
		return -1
	}
	whole := path.Join(path.Dir(slashed(from)), slashed(name))
	for _, like := range []func(string) bool{
		func(part string) bool { return part == whole },
		func(part string) bool { return bare(part) == bare(whole) },
		func(part string) bool { return !strings.Contains(name, "/") && path.Base(bare(part)) == bare(name) },
	} {
		if i := j.onlyPart(like); i >= 0 {
			return i
		}
	}
	return -1
}

// onlyPart is the one part whose name is like that; -1 for none or several.
func (j Job) onlyPart(like func(string) bool) int {
	found := -1
	for i, p := range j.Parts {
		if !like(slashed(p.Name)) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// unescaped is a path without percent-encoding.
func unescaped(name string) string {
	if s, err := url.PathUnescape(name); err == nil {
		return s
	}
	return name
}

func slashed(name string) string { return strings.ReplaceAll(name, `\`, "/") }

// bare is a path without its ending, in small letters, with hyphens for spaces.
func bare(name string) string {
	name = strings.TrimSuffix(strings.TrimSuffix(name, "/"), path.Ext(name))
	return strings.ToLower(strings.NewReplacer(" ", "-", "_", "-").Replace(name))
}

// bookLinks are the links from one file of a book to another.
type bookLinks struct {
	parts []Part
	docs  []*ast.Document
	log   *diag.Log
	// targets are what the links lead to: nodes with identifiers, or notes.
	targets map[*ast.Link]ast.Node
	wanted  []map[string]string // by part, what wantedPlaces says and readers filled
}

// findBookLinks finds what the marked links lead to, while the files are apart.
func findBookLinks(parts []Part, docs []*ast.Document, wanted []map[string]string, log *diag.Log) *bookLinks {
	b := &bookLinks{parts, docs, log, map[*ast.Link]ast.Node{}, wanted}
	for _, doc := range docs {
		ast.WalkDocument(doc, func(n ast.Node) bool {
			l, ok := n.(*ast.Link)
			if !ok {
				return true
			}
			b.find(l)
			return true
		})
	}
	return b
}

// find finds what a marked link leads to. A heading that became the file's title is
// the file's beginning.
func (b *bookLinks) find(l *ast.Link) {
	i, place, ok := fileTarget(l.URL)
	switch {
	case !ok || place == "":
	case resolve.IsSlug(place, b.docs[i].Meta.Title):
		l.URL = fmt.Sprintf("%s%d:", fileLink, i)
	default:
		if t := resolve.Target(b.docs[i], cmp.Or(b.wanted[i][unescaped(place)], place)); t != nil {
			b.targets[l] = t
		}
	}
}

// fileTarget reads a marked address.
func fileTarget(url string) (part int, place string, ok bool) {
	rest, ok := strings.CutPrefix(url, fileLink)
	if !ok {
		return 0, "", false
	}
	_, err := fmt.Sscanf(rest, "%d:", &part)
	_, place, _ = strings.Cut(rest, ":")
	return part, place, err == nil
}

// join leads the links to their places in the book, of which starts are the first
// blocks of its files. What leads nowhere becomes text.
func (b *bookLinks) join(book *ast.Document, starts []ast.Block) {
	ids := map[string]bool{}
	ast.WalkDocument(book, func(n ast.Node) bool {
		ids[ast.NodeID(n)] = true
		return true
	})
	dead := map[ast.Inline]bool{}
	ast.WalkDocument(book, func(n ast.Node) bool {
		l, ok := n.(*ast.Link)
		if !ok {
			return true
		}
		part, place, ok := fileTarget(l.URL)
		if !ok {
			return true
		}
		target := b.targets[l]
		if target == nil {
			b.missing(l, part, place)
			target, _ = starts[part].(*ast.Section)
		}
		b.lead(l, target, part, ids, dead)
		return true
	})
	ast.Unwrap(book, dead)
}

// missing says that a file has not the place that a link names: it leads to the
// file's beginning then, as in a browser.
func (b *bookLinks) missing(l *ast.Link, part int, place string) {
	if place != "" {
		b.log.Add(diag.Diagnostic{Code: codeBookLink, Severity: diag.Warning, Pos: l.Src, Rule: "links between the files of a book",
			Message: fmt.Sprintf("%s has no place #%s that is kept; the link leads to its beginning", b.parts[part].Name, place),
			Hint:    "give the heading or paragraph that is meant that identifier"})
	}
}

// lead leads a link to a place in the book.
func (b *bookLinks) lead(l *ast.Link, target ast.Node, part int, ids map[string]bool, dead map[ast.Inline]bool) {
	if s, isSection := target.(*ast.Section); target == nil || isSection && s == nil {
		dead[l] = true
		_, place, _ := fileTarget(l.URL)
		b.log.Add(ast.Unlinked(l.Src, "links", strings.TrimSuffix(b.parts[part].Name+"#"+place, "#")))
		return
	}
	if ast.NodeID(target) == "" {
		id := fmt.Sprintf("file-%d", part+1)
		for i := 2; ids[id]; i++ {
			id = fmt.Sprintf("file-%d-%d", part+1, i)
		}
		ids[id] = true
		ast.SetNodeID(target, id)
	}
	l.URL = "#" + ast.NodeID(target)
	b.log.Add(diag.Diagnostic{Code: codeBookLink, Pos: l.Src, Rule: "links between the files of a book", Confidence: 0.97,
		Message: fmt.Sprintf("the link %q leads to its place in the book", ast.PlainText(l.Inlines))})
}
