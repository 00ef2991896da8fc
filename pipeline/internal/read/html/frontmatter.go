package html

import (
	"bytes"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/pattern"
)

// CodeFront tells what became of the front matter of a page.
const CodeFront diag.Code = "html-front-matter"

var _ = diag.Register(map[diag.Code]string{
	CodeFront: "A web page begins with YAML between lines of dashes, as programs that make sites have it (Jekyll, Hugo, Eleventy); its values were taken for metadata.",
})

// frontMatter finds YAML between two lines of three dashes before the mark-up of a page:
// keys with their values, indented lines and remarks.
var frontMatter = pattern.Of(`^\s*---[ \t]*\n((?:(?:[A-Za-z_][\w.-]*:.*|[ \t#-].*|)\n)*?)---[ \t]*\n`)

// withoutFrontMatter cuts off the front matter of a page; empty lines stay in its place,
// so that the lines below keep their numbers. line is that of the first dashes, 0 where
// there is none.
func withoutFrontMatter(text []byte) (yaml, rest []byte, line int) {
	m := frontMatter.FindSubmatchIndex(text)
	if m == nil {
		return nil, text, 0
	}
	blank := bytes.Repeat([]byte("\n"), bytes.Count(text[:m[1]], []byte("\n")))
	return text[m[2]:m[3]], append(blank, text[m[1]:]...), bytes.Count(text[:m[2]], []byte("\n"))
}

// takeFrontMatter merges the values of front matter over what the page says of itself,
// and puts the whole of it on record. A value in error changes nothing and is said; keys
// that mean nothing here steer the program that makes the site.
func takeFrontMatter(name string, yaml []byte, line int, doc *ast.Document, log *diag.Log) {
	own, _, err := meta.ParseFrontMatter(name, yaml)
	own.MoveDown(line)
	log.Add(diag.Diagnostic{Code: CodeFront, Pos: diag.Pos{File: name, Line: line}, Rule: "html", Confidence: 0.95,
		Dropped: "---\n" + string(yaml) + "---", Message: "the front matter was taken for metadata"})
	for _, fault := range faultsOf(err) {
		log.Add(diag.Diagnostic{Code: CodeFront, Severity: diag.Warning, Pos: diag.Pos{File: name, Line: fault.Pos.Line + line}, Rule: "html",
			Message: fault.Msg + "; it was left out", Hint: fault.Remedy})
	}
	doc.Meta = meta.Merge(doc.Meta, own)
}

// faultsOf are the faults of metadata but for keys that are unknown.
func faultsOf(err error) []*meta.Error {
	var out []*meta.Error
	list := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		list = joined.Unwrap()
	}
	for _, e := range list {
		if fault, ok := e.(*meta.Error); ok && !fault.Unknown {
			out = append(out, fault)
		}
	}
	return out
}
