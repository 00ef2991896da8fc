package markdown

import (
	"bytes"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	chars "octavo/pipeline/internal/text"
)

// A draft of kramdown-rfc (its README, "Document structure") parts front matter, abstract,
// notes, text and annexes by lines of three dashes and a word.
var (
	draftPart = pattern.Of(`^--- (abstract|middle|back|(?:to_be_removed_)?note_\S+)[ \t]*\r?\n?$`)
	draftSign = pattern.Of(`(?m)^--- (?:middle|back)[ \t]*\r?$`)
	// draftRef names a place in the draft or a source: {{lamps}}, {{!RFC2119}}, {{-oar}},
	// {{Section 3 of RFC2119}}, {{RFC2119, Section 3}}.
	draftRef = pattern.Of(`^\{\{([^{}<>%]+ of )?([?!]?-?)([A-Za-z][\w.:-]*)(, [^{}<>%]+)?\}\}$`)
	// series are names of sources that nobody need declare.
	series = pattern.Of(`^(?:RFC|BCP|STD|FYI|I-D|DOI|W3C|IEEE|ISO|ITU|NIST|ANSI|CCITT|FIPS|PKCS|3GPP)[\d.-]`)
	// draftSources are the keys under which the front matter lists sources.
	draftSources = pattern.Of(`(?m)^(?:normative|informative):`)
)

// draftParser finds the parts of a draft: the abstract and its notes are boxes, the
// beginnings of text and annexes are lines for a program.
type draftParser struct{}

func (draftParser) Trigger() []byte { return []byte{'-'} }

func (draftParser) Open(parent gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, segment := r.PeekLine()
	m := draftPart.FindSubmatch(line)
	if m == nil || parent.Kind() != gast.KindDocument || !isDraft(r.Source(), pc) {
		return nil, parser.NoChildren
	}
	r.AdvanceToEOL()
	name := string(m[1])
	if name == "middle" || name == "back" {
		n := &programLines{stop: segment.Stop, kramdown: true}
		n.Lines().Append(segment)
		return n, parser.NoChildren
	}
	n := &div{attrs: attrs{classes: []string{name}}, tag: string(bytes.TrimSpace(line)), titleAt: segment.Start, closer: "note"}
	if _, title, found := strings.Cut(name, "note_"); found {
		n.attrs.classes = []string{"note"}
		n.title = strings.ReplaceAll(title, "_", " ")
		n.titleAt += bytes.Index(line, []byte(title))
	}
	n.SetPos(segment.Start)
	return n, parser.HasChildren
}

var draftKey = parser.NewContextKey()

// isDraft reports, once for a source, whether it has the parts of a draft.
func isDraft(source []byte, pc parser.Context) bool {
	known, ok := pc.Get(draftKey).(bool)
	if !ok {
		known = draftSign.Match(source)
		pc.Set(draftKey, known)
	}
	return known
}

func (draftParser) Continue(node gast.Node, r text.Reader, _ parser.Context) parser.State {
	line, _ := r.PeekLine()
	if _, box := node.(*div); !box || draftPart.Match(line) {
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

func (draftParser) Close(gast.Node, text.Reader, parser.Context) {}
func (draftParser) CanInterruptParagraph() bool                  { return true }
func (draftParser) CanAcceptIndentedLine() bool                  { return false }

// draftRef adds what a reference of a draft names: a place in it, or a source in
// brackets, and reports whether it was one.
func (r *reader) draftRef(c *collector, n *templateNode) bool {
	m := draftRef.FindStringSubmatch(n.text)
	if m == nil || !r.draft {
		return false
	}
	at, name := r.at(n.offset), m[3]
	r.add(diag.Info, CodeTemplate, at.Src, n.text+" was read as a reference", "")
	if m[2] == "" && m[1]+m[4] == "" && !series.MatchString(name) && !r.declares(name) {
		l := &ast.Link{At: at, URL: "#" + refID(name), Inlines: []ast.Inline{&ast.Text{At: at, Value: name}}}
		r.bare.links = append(r.bare.links, l)
		c.add(l)
		return true
	}
	c.text(at, chars.OneLine(m[1])+strings.Repeat(" ", b2i(m[1] != ""))+"["+name+"]"+m[4])
	return true
}

// declares reports whether a draft's front matter has a source by a name.
func (r *reader) declares(name string) bool {
	for line := range bytes.Lines(r.front.yaml) {
		key, _, found := strings.Cut(strings.TrimLeft(string(line), " -?"), ":")
		if found && strings.Trim(key, `"'`) == name {
			return true
		}
	}
	return false
}

// sayDraftSources says that the list of sources is not in the text of a draft.
func (r *reader) sayDraftSources() {
	at := draftSources.FindIndex(r.front.yaml)
	if at == nil {
		return
	}
	line := r.front.line + 1 + bytes.Count(r.front.yaml[:at[0]], []byte("\n"))
	r.losses.Add("draft sources", diag.Diagnostic{Code: CodeLost, Pos: diag.Pos{File: r.name, Line: line}, Rule: "markdown",
		Message: "the list of sources that kramdown-rfc makes of the front matter was not made", Hint: "write it out as a section of the text"})
}
