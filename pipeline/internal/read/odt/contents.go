package odt

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// contentsLevel gives the level of an entry of printed contents by its style; 0 for
// a style of other text.
func (s *styles) contentsLevel(name string) int { return kept(s.contents, name, s.findContentsLevel) }

func (s *styles) findContentsLevel(name string) int {
	level := 0
	s.chain("paragraph", name, func(st *style) bool {
		if m := contentsName.FindStringSubmatch(strings.ToLower(st.name)); m != nil && !st.automatic {
			level = number(m[1], 0)
		}
		return level > 0
	})
	return level
}

// readPromises reads the printed contents in n.
func (r *reader) readPromises(n *office.Node) {
	for _, k := range n.Kids {
		if k.Name == "text:p" {
			if level := r.styles.contentsLevel(k.Attr("text:style-name")); level > 0 {
				words, anchors := entryOf(k)
				r.promised.Add(words, level, anchors)
				continue
			}
		}
		r.readPromises(k)
	}
}

// entryOf gives the words of an entry of contents, with its tabs, and the anchors
// that it leads to.
func entryOf(n *office.Node) (words string, anchors []string) {
	var b strings.Builder
	var walk func(*office.Node)
	walk = func(n *office.Node) {
		switch n.Name {
		case "":
			b.WriteString(collapsed(n.Text))
		case "text:tab":
			b.WriteByte('\t')
		case "text:s":
			b.WriteByte(' ')
		case "text:a":
			name, inside := strings.CutPrefix(n.Attr("xlink:href"), "#")
			if name, _, _ = strings.Cut(name, "|"); inside && name != "" {
				anchors = append(anchors, name)
			}
		}
		for _, k := range n.Kids {
			walk(k)
		}
	}
	walk(n)
	return b.String(), anchors
}

// promisedLevel gives the level at which printed contents name a paragraph that has
// no outline level of its own.
func (f *flow) promisedLevel(p *para, list []ast.Inline, number *office.Number) int {
	style := f.r.styles.named("paragraph", p.style)
	styled := style != "" && !plainStyles[strings.ToLower(style)]
	level := f.r.promised.Level(p.names, ast.PlainText(list), number, styled)
	if level > 0 {
		f.r.Info(p.node.Place, office.CodeHeading, 0.9, fmt.Sprintf("%q is a heading: the printed contents name it", ast.PlainText(list)))
	}
	return level
}

// plainStyles are the styles of running text.
var plainStyles = map[string]bool{"standard": true, "normal": true, "text_20_body": true, "text body": true, "textbody": true, "default_20_style": true}
