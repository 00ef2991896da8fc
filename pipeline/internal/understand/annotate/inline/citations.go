package inline

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/annotate/cite"
)

// Codes of the findings about references to official publications.
const (
	CitationLinked  diag.Code = "citation-linked"
	CitationUnclear diag.Code = "citation-unclear"
)

var _ = diag.Register(map[diag.Code]string{
	CitationLinked:  "a reference to an official publication was given its address",
	CitationUnclear: "a reference to an official publication does not determine one address and stays text",
})

// Citations puts an ast.Citation around each reference to an official
// publication whose words determine its address. The visible text stays; in
// headings, links and code nothing is looked for. What is unclear is reported
// and left.
func Citations(doc *ast.Document, log *diag.Log) {
	finder := cite.NewFinder(doc.Meta.Lang)
	eachLine(doc, func(list *[]ast.Inline, _ bool) {
		finder.Learn(flatten(*list, noCitations).text)
	})
	shareLines(doc, log, func(log *diag.Log) lineReader {
		c := citer{finder, log}
		return func(list *[]ast.Inline, heading bool) {
			if !heading {
				*list = c.line(*list)
			}
		}
	})
}

type citer struct {
	finder *cite.Finder
	log    *diag.Log
}

// line links the references in a list of inlines, those inside emphasis first.
func (c *citer) line(list []ast.Inline) []ast.Inline {
	for _, in := range list {
		if kids := ast.Children(in); len(kids) > 0 && !noCitations(in) {
			ast.SetChildren(in, c.line(kids))
		}
	}
	l := flatten(list, noCitations)
	matches := c.finder.Find(l.text)
	if len(matches) == 0 {
		return list
	}
	var spans []span
	addresses := l.addresses(webAddress)
	for _, m := range matches {
		if !inside(addresses, m.Start, m.End) && !l.glued(m.Start, m.End) && c.report(&l, m) {
			spans = append(spans, span{m.Start, m.End, citation(m)})
		}
	}
	if len(spans) == 0 {
		return list
	}
	return l.wrap(spans)
}

// noCitations tells the inlines in which no reference is looked for.
func noCitations(in ast.Inline) bool {
	switch in.(type) {
	case *ast.Link, *ast.Citation, *ast.Code, *ast.Formula, *ast.Image, *ast.NoteRef, *ast.LineBreak:
		return true
	}
	return false
}

func citation(m cite.Match) func(ast.At, []ast.Inline) ast.Inline {
	return func(at ast.At, inlines []ast.Inline) ast.Inline {
		return &ast.Citation{At: at, Scheme: string(m.Scheme), URL: m.URL, Inlines: inlines}
	}
}

// report logs a reference and returns whether it becomes a link.
func (c *citer) report(l *lineText, m cite.Match) bool {
	d := diag.Diagnostic{
		Code:       CitationLinked,
		Pos:        l.posAt(m.Start),
		Rule:       "citation/" + string(m.Scheme),
		Message:    "reference linked to " + m.URL,
		Excerpt:    l.text[m.Start:m.End],
		Confidence: m.Confidence,
	}
	linked := m.Problem == "" && l.canWrap(m.Start, m.End)
	if !linked {
		d.Code, d.Severity, d.Confidence = CitationUnclear, diag.Warning, 0.5
		d.Message = "reference left as text: " + m.Problem
		d.Hint = "complete the reference or link it in the canonical Markdown"
		if m.Problem == "" {
			d.Message = "reference left as text: it ends inside other mark-up"
		}
	}
	c.log.Add(d)
	return linked
}
