package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/pattern"
)

// titleContext is the context of a text in which headings are names of addresses, as
// in pandoc's (Pandoc User's Guide, implicit_header_references): [words][Heading].
type titleContext struct {
	parser.Context
	titles map[string][]byte
}

// Reference gives the definition of a name, else the heading that is called so.
func (c titleContext) Reference(label string) (parser.Reference, bool) {
	if ref, ok := c.Context.Reference(label); ok {
		return ref, true
	}
	if title, ok := c.titles[label]; ok {
		return parser.NewReference([]byte(label), title, nil), true
	}
	return nil, false
}

// titleLine is a heading on one line, its words without signs of Markdown: only these
// can stand as a name.
var titleLine = pattern.Of(`(?m)^ {0,3}#{1,6}[ \t]+([\pL\pN][^\n\[\]*_` + "`" + `{}<>\\#]*?)(?:[ \t]+#+)?[ \t]*(?:\{[^{}\n]*\})?[ \t]*$`)

// titlesReferred are the headings of a text that links behind two brackets name, each
// with the address that leads there, its words. A heading's words in one pair of brackets are text
// in most Markdown, and stay so.
func titlesReferred(source []byte) map[string][]byte {
	if !bytes.Contains(source, []byte("][")) {
		return nil
	}
	named := map[string]bool{}
	for _, m := range referredName.FindAllSubmatch(source, -1) {
		name := m[2]
		if len(name) == 0 {
			name = m[1]
		}
		named[util.ToLinkReference(name)] = true
	}
	titles := map[string][]byte{}
	for _, m := range titleLine.FindAllSubmatch(source, -1) {
		label := util.ToLinkReference(m[1])
		if _, known := titles[label]; named[label] && !known {
			titles[label] = append([]byte("#"), bytes.Join(bytes.Fields(m[1]), []byte(" "))...)
		}
	}
	return titles
}

// referredName is the name behind a link's words, which are the name where it is empty.
var referredName = pattern.Of(`(?:^|[^!\\])\[([^\[\]\n]*)\]\[([^\[\]]*)\]`)
