package inline

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/annotate/lang"
)

// LanguageRuns puts an ast.Lang around each run of words in another language
// than the document's (WCAG 2.2, 3.1.2 Language of Parts). Names, numbers and
// single borrowed words are left; what may be either is reported. A run that
// touches an ast.Lang which is there already, also one that names the
// document's own language, is left as the author has it.
func LanguageRuns(doc *ast.Document, log *diag.Log) {
	home := lang.Tag(doc.Meta.Lang)
	if lang.NewFinder(home) == nil {
		return
	}
	shareLines(doc, log, func(log *diag.Log) lineReader {
		m := langMarker{lang.NewFinder(home), log}
		return func(list *[]ast.Inline, _ bool) { *list = m.line(*list) }
	})
}

// langMarker marks the runs of some of the document, and logs what it found.
type langMarker struct {
	finder *lang.Finder
	log    *diag.Log
}

// line marks the runs in a list of inlines, then those inside what the list's
// own runs do not hold.
func (m *langMarker) line(list []ast.Inline) []ast.Inline {
	l := flatten(list, noWords)
	if spans := m.spans(&l); len(spans) > 0 {
		list = l.wrap(spans)
	}
	for _, in := range list {
		switch in.(type) {
		case *ast.Lang, *ast.Citation:
			continue
		}
		if kids := ast.Children(in); len(kids) > 0 {
			ast.SetChildren(in, m.line(kids))
		}
	}
	return list
}

// noWords tells the inlines that no run goes into: they hold no words, or are
// a unit of another kind.
func noWords(in ast.Inline) bool {
	switch in.(type) {
	case *ast.Link, *ast.Citation, *ast.Code, *ast.Formula, *ast.Image, *ast.NoteRef, *ast.LineBreak:
		return true
	}
	return false
}

// spans returns what is to be wrapped: the sure runs, cut at barriers.
func (m *langMarker) spans(l *lineText) []span {
	var out []span
	for _, r := range m.runs(l) {
		if l.overlaps(r.Start, r.End, isLang) {
			continue
		}
		if !r.Sure {
			m.report(l, r, LangDoubtful, "left unmarked: it may be a name in ")
			continue
		}
		parts := l.parts(r.Start, r.End)
		if len(parts) == 0 {
			continue
		}
		m.report(l, r, LangRun, "marked as ")
		for _, p := range parts {
			out = append(out, span{p[0], p[1], func(at ast.At, inlines []ast.Inline) ast.Inline {
				return &ast.Lang{At: at, Tag: string(r.Lang), Inlines: inlines}
			}})
		}
	}
	return out
}

// runs finds the runs between brackets and addresses: no run goes over the edge
// of either.
func (m *langMarker) runs(l *lineText) []lang.Run {
	var out []lang.Run
	text := func(start, end int) {
		for _, r := range m.finder.Runs(l.text[start:end]) {
			r.Start, r.End = r.Start+start, r.End+start
			out = append(out, r)
		}
	}
	part := func(start, end int) {
		for {
			i := strings.IndexAny(l.text[start:end], "()[]")
			if i < 0 {
				break
			}
			text(start, start+i)
			start += i + 1
		}
		text(start, end)
	}
	from := 0
	for _, a := range l.addresses(identifier) {
		part(from, a[0])
		from = a[1]
	}
	part(from, len(l.text))
	return out
}

func isLang(in ast.Inline) bool { _, ok := in.(*ast.Lang); return ok }

func (m *langMarker) report(l *lineText, r lang.Run, code diag.Code, message string) {
	m.log.Add(diag.Diagnostic{
		Code: code, Pos: l.posAt(r.Start), Rule: "language/run", Message: message + string(r.Lang),
		Excerpt: plain(l.text[r.Start:r.End]), Confidence: r.Confidence,
	})
}
