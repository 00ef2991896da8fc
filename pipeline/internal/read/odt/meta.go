package odt

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/read/office"
)

// readMeta reads the document's properties (4.3).
func (r *reader) readMeta(doc *ast.Document) {
	m := &doc.Meta
	text := func(name string) string { return strings.Join(strings.Fields(r.meta.Kid(name).AllText()), " ") }
	r.title.Property = text("dc:title")
	r.authors = first(text("meta:initial-creator"), text("dc:creator"))
	m.Description = text("dc:description")
	if s := text("dc:subject"); s != "" {
		m.Subjects = meta.Subjects(s)
	}
	r.meta.Each("meta:keyword", func(n *office.Node) {
		for _, k := range strings.FieldsFunc(n.AllText(), func(c rune) bool { return c == ',' || c == ';' }) {
			if k = strings.TrimSpace(k); k != "" {
				m.Keywords = append(m.Keywords, k)
			}
		}
	})
	m.Modified = modified(text("dc:date"))
	m.Lang = r.documentLanguage(text("dc:language"))
	m.Check(func(key, value string, fault *meta.Fault) {
		r.Log.Add(diag.Diagnostic{Code: office.CodeMeta, Severity: diag.Warning, Pos: diag.Pos{File: r.name}, Rule: "office", Dropped: value,
			Message: "the document's " + key + " was left out: " + fault.Cause, Hint: "give it in NAME.yaml; " + fault.Remedy})
	})
}

// modified is the time of the last change; of one without a zone the day.
func modified(s string) string {
	day, _, ok := strings.Cut(s, "T")
	if ok && !strings.HasSuffix(s, "Z") {
		return day
	}
	if before, _, ok := strings.Cut(s, "."); ok {
		return before + "Z"
	}
	return s
}

// documentLanguage is the language of most letters, as styles are marked for proofing;
// without such marks it is that of the properties.
func (r *reader) documentLanguage(property string) string {
	letters := map[string]int{}
	r.countLetters(r.body, office.Langs{}, letters)
	return office.Language(letters, property)
}

// countLetters counts the letters in n by their language.
func (r *reader) countLetters(n *office.Node, langs office.Langs, letters map[string]int) {
	switch n.Name {
	case "":
		lang := langs.Of(n.Text)
		if lang == off {
			lang = ""
		}
		letters[lang] += len(strings.TrimSpace(n.Text))
		return
	case "text:p", "text:h":
		langs = r.styles.text("paragraph", n.Attr("text:style-name")).langs.Over(r.styles.defaults.langs)
	case "text:span":
		langs = r.styles.text("text", n.Attr("text:style-name")).langs.Over(langs)
	case "text:tracked-changes", "office:annotation", "office:binary-data", "math:math":
		return
	}
	for _, k := range n.Kids {
		r.countLetters(k, langs, letters)
	}
}
