package docx

import (
	"regexp"
	"sort"
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
	r.title.property = text("dc:title")
	for _, name := range strings.Split(text("dc:creator"), ";") {
		if name = strings.TrimSpace(name); name != "" {
			m.Creators = append(m.Creators, name)
		}
	}
	m.Description = text("dc:description")
	if s := text("dc:subject"); s != "" {
		m.Subjects = []string{s}
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
	for _, x := range rels {
		if x.kind == "core-properties" {
			return r.archive.XML(x.target)
		}
	}
	return nil, nil
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
	tags := make([]string, 0, len(letters))
	for tag := range letters {
		if tag != "" && meta.IsLang(tag) && !strings.HasPrefix(tag, "x-") {
			tags = append(tags, tag)
		}
	}
	sort.Slice(tags, func(i, k int) bool {
		a, b := letters[tags[i]], letters[tags[k]]
		return a > b || a == b && tags[i] < tags[k]
	})
	if len(tags) == 0 || letters[""] > letters[tags[0]] {
		return primaryTag(property)
	}
	return primaryTag(tags[0])
}

// primaryTag is a tag as it is written: the language alone, but for a region that
// makes another spelling of it.
func primaryTag(tag string) string {
	if p := primary(tag); p != "zh" && p != "pt" {
		return p
	}
	return tag
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
				n := len(t.AllText())
				letters[first(props.lang, base.lang)] += n
				sizes[size] += n
			})
		case "mc:Fallback":
		default:
			r.countLetters(k, style, letters, sizes)
		}
	}
}

// titleState is what is known about the document's title.
type titleState struct {
	property        string
	lines, subtitle []string
	place           int
}

// takesTitle takes a paragraph in the style of a title for the publication's, where
// no heading stands before it and it holds no more than text.
func (r *reader) takesTitle(p *para, list []ast.Inline, sub bool) bool {
	if r.heads > 0 || !p.f.top || !onlyText(list) || sub && (len(r.title.lines) == 0 || len(r.title.subtitle) > 0) {
		return false
	}
	text := strings.Join(strings.Fields(ast.PlainText(list)), " ")
	if sub {
		r.title.subtitle = append(r.title.subtitle, text)
		return true
	}
	if r.title.place > 0 && p.place > r.title.place+3 { // a title goes on in paragraphs below one another
		return false
	}
	r.title.lines, r.title.place = append(r.title.lines, text), p.place
	return true
}

// onlyText reports whether a run holds nothing that a title cannot.
func onlyText(list []ast.Inline) bool {
	only := true
	ast.WalkInlines(list, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.NoteRef, *ast.Image, *ast.Link:
			only = false
		}
		return only
	})
	return only
}

// noTitle are titles that programs and templates leave in the properties.
var noTitle = regexp.MustCompile(`(?i)\b(template|sjabloon|vorlage|modèle)\b|^(untitled|naamloos|ohne titel|sans titre|document ?\d*|titel|title|titre|word document|.*\.(docx?|dotx?|odt|rtf))$`)

// takeTitle gives the publication its title: that of the title paragraphs, else of
// the properties.
func (r *reader) takeTitle(doc *ast.Document) {
	own := strings.Join(r.title.lines, " ")
	property := strings.TrimPrefix(r.title.property, "Microsoft Word - ")
	doc.Meta.Subtitle = strings.Join(r.title.subtitle, " ")
	switch {
	case own != "":
		doc.Meta.Title = own
		r.Info(r.title.place, office.CodeTitle, 0.95, "the title is the paragraph in the style of a title: "+own)
		if property != "" && !ast.SameWords(property, own) {
			r.Drop(0, office.CodeTitle, 0.9, property, "the title in the document's properties was left out; the text has its own")
		}
	case property == "":
	case noTitle.MatchString(property):
		r.Drop(0, office.CodeTitle, 0.9, property, "the title in the document's properties was left out: it is none")
	default:
		if s := titleHeading(doc); s != "" && !ast.SameWords(s, property) {
			r.Drop(0, office.CodeTitle, 0.8, property, "the title in the document's properties was left out; the text has its own")
			return
		}
		doc.Meta.Title = property
		r.Info(0, office.CodeTitle, 0.8, "the title is that of the document's properties: "+property)
	}
}

// titleHeading is the text of a first heading that will become the title: the only
// one of the first level, before all other text.
func titleHeading(doc *ast.Document) string {
	if len(doc.Blocks) == 0 {
		return ""
	}
	s, ok := doc.Blocks[0].(*ast.Section)
	if !ok || s.Level != 1 || s.Number != "" {
		return ""
	}
	for _, b := range doc.Blocks[1:] {
		if other, ok := b.(*ast.Section); ok && other.Level == 1 {
			return ""
		}
	}
	return ast.PlainText(s.Title)
}
