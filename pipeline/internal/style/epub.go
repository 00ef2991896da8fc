package style

import (
	"slices"
	"strconv"
	"strings"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/pattern"
)

// EPUBCSS writes the sheet for an EPUB: the rules that apply to text, with the
// properties of an allow-list, absolute lengths turned to em of the base size,
// without colours, pages and generated content. The families behind stand behind
// those of the sheet, before the generic one. The text is the same for the
// same sheet.
func EPUBCSS(sheet *Sheet, behind ...string) string {
	w := newEPUBWriter(sheet, behind)
	w.sheet(sheet)
	return w.out.String()
}

// PlainEPUBCSS is EPUBCSS for an EPUB without faces: of the families it names only
// that all characters of code are of one width.
func PlainEPUBCSS(sheet *Sheet) string {
	w := newEPUBWriter(sheet, nil)
	w.plain = true
	w.sheet(sheet)
	return w.out.String()
}

// HTMLCSS writes the sheet for a page whose title alone is a heading of the first
// level: that of the EPUB, with what it says of a heading said of the level below,
// and behind it the sheet's colours, where the reader asked for no dark ones and on
// paper.
func HTMLCSS(sheet *Sheet, behind ...string) string {
	w := newEPUBWriter(sheet, behind)
	w.below = true
	w.sheet(sheet)
	w.out.WriteString("@media (prefers-color-scheme: light), print {\n")
	w.colours = true
	w.sheet(sheet)
	w.out.WriteString("}\n")
	return w.out.String()
}

func newEPUBWriter(sheet *Sheet, behind []string) *epubWriter {
	root := &site{kind: kind{tag: "html"}}
	sheet.compute(root, 0, 0)
	return &epubWriter{base: root.computed.FontSize, behind: behind}
}

func (w *epubWriter) sheet(sheet *Sheet) {
	for i := range sheet.rules {
		w.rule(&sheet.rules[i])
	}
	w.flush()
}

// epubWriter joins the selectors of neighbouring rules with one body.
type epubWriter struct {
	out       strings.Builder
	base      geom.Length
	behind    []string
	plain     bool // without families
	below     bool // headings are a level lower
	colours   bool // only what names a colour
	selectors []string
	body      string
}

func (w *epubWriter) rule(r *rule) {
	subject := r.selector.compounds[len(r.selector.compounds)-1]
	if subject.pseudo != "" || subject.root {
		return
	}
	body := w.decls(r.decls, subject.tag == "html" || subject.tag == "body")
	if body != w.body {
		w.flush()
		w.body = body
	}
	w.selectors = append(w.selectors, w.selector(r.selector.source))
}

// headingTag is the name of a heading in a selector.
var headingTag = pattern.Of(`(^|[\s>+~])h([1-6])\b`)

// selector is a selector with its headings where they are; what it says of the
// first level goes for the title too.
func (w *epubWriter) selector(source string) string {
	if !w.below || !headingTag.MatchString(source) {
		return source
	}
	lower := headingTag.ReplaceAllStringFunc(source, func(tag string) string {
		end := len(tag) - 1
		return tag[:end] + strconv.Itoa(min(int(tag[end]-'0')+1, 6))
	})
	if first := headingTag.FindStringSubmatch(source); first[2] == "1" {
		return source + ", " + lower
	}
	return lower
}

func (w *epubWriter) flush() {
	if w.body != "" {
		w.out.WriteString(strings.Join(w.selectors, ", ") + " {\n" + w.body + "}\n")
	}
	w.selectors, w.body = nil, ""
}

// decls writes the allowed declarations; base says that they are those of the
// root, whose size is the reader's.
func (w *epubWriter) decls(decls []decl, base bool) string {
	var b strings.Builder
	for _, d := range decls {
		if !w.writes(d, base) {
			continue
		}
		value := w.value(d)
		if value != "" {
			b.WriteString("  " + d.property + ": " + value + ";\n")
		}
	}
	return b.String()
}

func (w *epubWriter) writes(d decl, base bool) bool {
	if w.colours {
		return slices.ContainsFunc(d.value, isColor)
	}
	return epubProperties[d.property] && !(base && d.property == "font-size")
}

// value writes a value with its lengths in em. Colours are left out, and so
// are values that only pages have.
func (w *epubWriter) value(d decl) string {
	var parts []token
	for _, t := range d.value {
		if isColor(t) && !w.colours {
			continue
		}
		t.text = w.inEm(t, d.property)
		parts = append(parts, t)
	}
	value := strings.TrimSpace(text(parts))
	switch {
	case d.property == "font-family":
		return w.families(value)
	case d.property == "list-style-type" && strings.HasSuffix(value, `"`) && !strings.HasSuffix(value, ` "`):
		return strings.TrimSuffix(value, `"`) + ` "` // browsers part a sign of the sheet's own from the text by nothing (CSS Lists 3, 3.3)
	case d.property == "margin-top" && value == "auto":
		return "3em"
	case strings.HasPrefix(d.property, "break-") && (value == "left" || value == "right" || value == "recto" || value == "verso"):
		return "page"
	}
	return value
}

func isColor(t token) bool {
	_, ok := color(t)
	return ok
}

// families puts the families that stand behind all others before the generic one
// at the end of a list, if there is one; a plain sheet keeps only the generic one of code.
func (w *epubWriter) families(list string) string {
	if w.plain {
		if strings.HasSuffix(list, "monospace") {
			return "monospace"
		}
		return ""
	}
	rest := ""
	if i := strings.LastIndexByte(list, ','); i >= 0 && !strings.Contains(list[i:], `"`) {
		list, rest = list[:i], list[i:]
	}
	for _, name := range w.behind {
		if !strings.Contains(list, strconv.Quote(name)) {
			list += ", " + strconv.Quote(name)
		}
	}
	return list + rest
}

// inEm turns an absolute length to em. Rules keep their absolute width: a
// hairline is one at every size.
func (w *epubWriter) inEm(t token, property string) string {
	v, unit, ok := dimension(t)
	if !ok || unit == "" || unit == "%" || unit == "em" || unit == "rem" || unit == "ex" || strings.HasPrefix(property, "border") {
		return t.text
	}
	c := trial()
	l, ok := c.length(t)
	if !ok || v == 0 {
		return "0"
	}
	return strconv.FormatFloat(round3(l.Points()/w.base.Points()), 'f', -1, 64) + "em"
}

func round3(f float64) float64 { return float64(int64(f*1000+0.5*sign(f))) / 1000 }

func sign(f float64) float64 {
	if f < 0 {
		return -1
	}
	return 1
}
