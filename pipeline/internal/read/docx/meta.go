package docx

import (
	"maps"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/read/office"
)

// meta reads the document's properties (ISO/IEC 29500-2, 11).
func (r *reader) meta(doc *ast.Document, body *office.Node) error {
	m := &doc.Meta
	core, err := r.coreProperties()
	if err != nil {
		return err
	}
	text := func(name string) string { return strings.Join(strings.Fields(core.Kid(name).AllText()), " ") }
	r.title.Property = text("dc:title")
	r.authors = text("dc:creator")
	m.Description = text("dc:description")
	if s := text("dc:subject"); s != "" {
		m.Subjects = meta.Subjects(s)
	}
	for _, k := range strings.FieldsFunc(text("cp:keywords"), func(c rune) bool { return c == ',' || c == ';' }) {
		if k = strings.TrimSpace(k); k != "" {
			m.Keywords = append(m.Keywords, k)
		}
	}
	m.Modified = text("dcterms:modified")
	m.Lang = r.documentLanguage(body, text("dc:language"))
	m.Check(func(key, value string, fault *meta.Fault) {
		r.Log.Add(diag.Diagnostic{Code: office.CodeMeta, Severity: diag.Warning, Pos: diag.Pos{File: r.name}, Rule: "office", Dropped: value,
			Message: "the document's " + key + " was left out: " + fault.Cause, Hint: "give it in NAME.yaml; " + fault.Remedy})
	})
	return nil
}

func (r *reader) coreProperties() (*office.Node, error) {
	rels, err := r.relsOf("")
	if err != nil {
		return nil, err
	}
	return r.related(&part{rels: rels}, "core-properties")
}

// documentLanguage is the language of most letters, as runs and styles are marked
// for proofing; without such marks it is that of the properties. The default of the
// file alone says little: it is that of the program's own language.
func (r *reader) documentLanguage(body *office.Node, property string) string {
	letters, sizes := map[string]int{}, map[int]int{}
	r.countLetters(body, r.styles.normal, letters, sizes)
	for size, n := range sizes {
		if most := sizes[r.bodySize]; n > most || n == most && size < r.bodySize {
			r.bodySize = size
		}
	}
	maps.DeleteFunc(letters, func(tag string, _ int) bool { return isNoLanguage(tag) })
	return office.Language(letters, property)
}

// countLetters counts the letters in n by the language of their runs and by their size.
func (r *reader) countLetters(n *office.Node, style string, letters map[string]int, sizes map[int]int) {
	for _, k := range n.Kids {
		switch k.Name {
		case "w:p":
			r.countLetters(k, first(k.Kid("w:pPr", "w:pStyle").Attr("w:val"), r.styles.normal), letters, sizes)
		case "w:r":
			own := readRunProps(k.Kid("w:rPr"))
			base := r.styles.get(style).run
			props := own.over(r.styles.get(own.style).run)
			size := r.size(props, base)
			k.Each("w:t", func(t *office.Node) {
				text := t.AllText()
				n := len(text)
				letters[props.langs.Over(base.langs).Of(text)] += n
				sizes[size] += n
			})
		case "mc:Fallback":
		default:
			r.countLetters(k, style, letters, sizes)
		}
	}
}

// takesTitle takes a paragraph in the style of a title for the publication's, where
// no heading stands before it.
func (r *reader) takesTitle(p *para, list []ast.Inline, sub bool) bool {
	return r.heads == 0 && p.f.top && r.title.Take(p.place, list, sub)
}
