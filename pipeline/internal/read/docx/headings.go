package docx

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/read/office"
)

// dropContentsHeads leaves out the heads of printed contents, which head nothing once
// these are gone.
func (f *flow) dropContentsHeads() {
	for i := len(f.contentsAt) - 1; i >= 0; i-- {
		at := f.contentsAt[i]
		if at == 0 || at > len(f.entries) {
			continue
		}
		text, place := headText(f.entries[at-1].Block)
		if !office.ContentsHead(text) {
			continue
		}
		f.r.contentsLeftOut(place, text)
		f.entries = append(f.entries[:at-1], f.entries[at:]...)
	}
}

// headText is the text of a heading or a paragraph.
func headText(b ast.Block) (text string, place int) {
	switch b := b.(type) {
	case *ast.Section:
		return ast.PlainText(b.Title), b.Src.Line
	case *ast.Paragraph:
		return ast.PlainText(b.Inlines), b.Src.Line
	}
	return "", 0
}

// contentsStyle is the name of the style of an entry of printed contents.
var contentsStyle = pattern.Of(`^(?:toc|contents|inhopg|inhoudsopgave|inhaltsverzeichnis|verzeichnis|tm|table des matières) ?([1-9])$`)

// contentsLevel gives the level of an entry of printed contents; 0 for a style of
// other text.
func (s *styles) contentsLevel(id string) int {
	if m := contentsStyle.FindStringSubmatch(strings.ToLower(s.get(id).name)); m != nil {
		return number(m[1], 0)
	}
	return 0
}

// figuresStyles are the names of the styles of entries in printed lists of figures and
// tables, in English, Dutch, German and French.
var figuresStyles = map[string]bool{"table of figures": true, "lijst met afbeeldingen": true, "abbildungsverzeichnis": true, "table des illustrations": true}

// isPrintedEntry reports whether a paragraph is an entry of printed contents, by its
// style, or of a printed list of figures, by its style and the page at its end.
func (p *para) isPrintedEntry(text string) bool {
	s := p.f.r.styles
	return s.contentsLevel(p.style) > 0 ||
		figuresStyles[strings.ToLower(s.get(p.style).name)] && text != strings.TrimRight(text, "0123456789")
}

// readPromises reads the printed contents in n.
func (r *reader) readPromises(n *office.Node) {
	for _, k := range n.Kids {
		level := 0
		if k.Name == "w:p" {
			level = r.styles.contentsLevel(k.Kid("w:pPr", "w:pStyle").Attr("w:val"))
		}
		if level > 0 {
			r.promise(k, level)
		} else if k.Name != "mc:Fallback" {
			r.readPromises(k)
		}
	}
}

func (r *reader) promise(n *office.Node, level int) {
	var text strings.Builder
	var anchors []string
	lead := func(anchor string) {
		if anchor != "" {
			anchors = append(anchors, anchor)
		}
	}
	var walk func(*office.Node)
	walk = func(n *office.Node) {
		switch n.Name {
		case "w:t":
			text.WriteString(n.AllText())
		case "w:tab":
			text.WriteByte('\t')
		case "w:hyperlink":
			lead(n.Attr("w:anchor"))
		case "w:instrText":
			if name, args, _ := instruction(n.AllText()); name == "PAGEREF" && len(args) > 0 {
				lead(args[0])
			}
		case "w:pPr":
			return
		}
		for _, k := range n.Kids {
			walk(k)
		}
	}
	walk(n)
	r.promised.Add(text.String(), level, anchors)
}

// look is how a paragraph stands out as a whole.
func (p *para) look(size int) ast.Look {
	l := ast.Look{Bold: true, Large: true}
	any := false
	for _, k := range p.pieces {
		if strings.TrimSpace(k.Text) == "" {
			continue
		}
		if !any || k.Size < l.Size {
			l.Size = k.Size
		}
		any = true
		l.Bold = l.Bold && (k.StandsOut() || p.base.bold == on || !office.HasWords(k.Text))
		l.Large = l.Large && size > 0 && k.Size*10 > size*11
	}
	if !any {
		return ast.Look{}
	}
	return l
}
