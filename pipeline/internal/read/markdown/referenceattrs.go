package markdown

import (
	"bytes"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/pattern"
)

// referenceAttrs takes the attributes behind the definitions of addresses, which belong
// to every link and picture that is written by the name (Pandoc User's Guide,
// link_attributes): [dock]: dock.png "Title" {width=30%}.
type referenceAttrs struct{}

var (
	referenceAttrsKey = parser.NewContextKey()
	// definitionForm is such a definition on one line; its groups are the name and the
	// attributes.
	definitionForm = pattern.Of(`^ {0,3}\[((?:[^\[\]\\\n]|\\.){1,999})\]:[ \t]+(?:<[^<>\n]*>|\S+)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(\{[^\n]*\})[ \t]*\n?$`)
)

// Transform cuts the attributes off the definitions with which a paragraph begins. The
// first definition of a name counts.
func (referenceAttrs) Transform(p *gast.Paragraph, r text.Reader, pc parser.Context) {
	known, _ := pc.Get(referenceAttrsKey).(map[string]attrs)
	lines := p.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		line := seg.Value(r.Source())
		if !bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte("[")) {
			break
		}
		m := definitionForm.FindSubmatchIndex(line)
		if m == nil {
			continue
		}
		a, size := parseAttrs(line[m[4]:])
		if size != m[5]-m[4] {
			continue
		}
		if known == nil {
			known = map[string]attrs{}
		}
		if name := util.ToLinkReference(line[m[2]:m[3]]); known[name].keys == nil {
			known[name] = a
		}
		lines.Set(i, seg.WithStop(seg.Start+m[4]-seg.Padding))
	}
	if known != nil {
		pc.Set(referenceAttrsKey, known)
	}
}

// definedAttrs are the attributes of the definition that a link or picture is written by;
// the identifier is the first one's.
func (r *reader) definedAttrs(n gast.Node) attrs {
	var ref *gast.ReferenceLink
	switch n := n.(type) {
	case *gast.Link:
		ref = n.Reference
	case *gast.Image:
		ref = n.Reference
	}
	if ref == nil || r.refs.outer == nil {
		return attrs{}
	}
	known, _ := r.refs.outer.Get(referenceAttrsKey).(map[string]attrs)
	name := util.ToLinkReference(ref.Value)
	a := known[name]
	if first, taken := r.refs.named[name]; a.id != "" && taken && first != n {
		a.id = ""
	} else if a.id != "" {
		r.refs.named[name] = n
	}
	return a
}
