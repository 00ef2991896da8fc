package markdown

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/formula"
	"octavo/pipeline/internal/pattern"
	chars "octavo/pipeline/internal/text"
)

// roleNode is the name of a role of MyST, {name}, of which the code behind it is
// the text (MyST syntax guide, "Roles").
type roleNode struct {
	gast.BaseInline
	name   string
	offset int
}

var kindRole = gast.NewNodeKind("OctavoRole")

func (*roleNode) Kind() gast.NodeKind             { return kindRole }
func (n *roleNode) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// roleParser finds names in braces right before a backtick.
type roleParser struct{}

func (roleParser) Trigger() []byte { return []byte{'{'} }

func (roleParser) Parse(_ gast.Node, r text.Reader, _ parser.Context) gast.Node {
	line, segment := r.PeekLine()
	n := 1
	for n < len(line) && n <= maxRole && (chars.IsAlnum(line[n]) || n > 1 && strings.IndexByte(":-_+.", line[n]) >= 0) {
		n++
	}
	if n < 2 || n+1 >= len(line) || line[n] != '}' || line[n+1] != '`' || !isLetter(line[1]) {
		return nil
	}
	r.Advance(n + 1)
	return &roleNode{name: string(line[1:n]), offset: segment.Start}
}

// maxRole bounds the name of a role in bytes.
const maxRole = 40

// roleTarget is the text of a role with what it leads to: words <target>.
var roleTarget = pattern.Of(`^(.*?)\s*<([^<>]*)>$`)

// role adds what a role makes of its text.
func (r *reader) role(c *collector, n *roleNode, s string) {
	at := r.at(n.offset)
	words := []ast.Inline{&ast.Text{At: at, Value: chars.OneLine(s)}}
	if strings.TrimSpace(s) == "" {
		return
	}
	switch name := strings.ToLower(n.name); name {
	case "ref", "numref", "eq", "prf:ref", "any", "hyperref", "doc", "term", "download", "card":
		r.reference(c, at, name, s)
	case "sub", "subscript":
		c.add(&ast.Sub{At: at, Inlines: words})
	case "sup", "superscript":
		c.add(&ast.Super{At: at, Inlines: words})
	case "emphasis":
		c.add(&ast.Emph{At: at, Inlines: words})
	case "strong":
		c.add(&ast.Strong{At: at, Inlines: words})
	case "del", "strike":
		c.add(&ast.Mark{At: at, Kind: ast.Struck, Inlines: words})
	case "u", "underline":
		c.add(&ast.Mark{At: at, Kind: ast.Underlined, Inlines: words})
	case "abbr", "abbreviation":
		r.abbrRole(c, at, s)
	case "math":
		if tex, ok := formula.Clean(s); ok {
			c.add(&ast.Formula{At: at, TeX: tex})
			return
		}
		c.add(&ast.Code{At: at, Value: s})
	case "guilabel", "menuselection", "kbd", "dfn", "smallcaps", "sc", "keyboard":
		c.addAll(words)
	case "code", "literal", "file", "samp", "command", "program", "envvar", "option", "regexp":
		c.add(&ast.Code{At: at, Value: s})
	default:
		r.losses.Add("role "+name, diag.Diagnostic{Code: CodeLost, Pos: at.Src, Rule: "markdown", Dropped: "{" + n.name + "}", Hint: "write what it makes, in Markdown",
			Message: fmt.Sprintf("the role %s is not read; its text stays code: %s", n.name, chars.Excerpt(s))})
		c.add(&ast.Code{At: at, Value: s})
	}
}

// abbrRole reads an abbreviation, its meaning in brackets behind it.
func (r *reader) abbrRole(c *collector, at ast.At, s string) {
	word, meaning, found := strings.Cut(strings.TrimSuffix(strings.TrimSpace(s), ")"), "(")
	in := []ast.Inline{&ast.Text{At: at, Value: chars.OneLine(word)}}
	if meaning = chars.OneLine(meaning); !found || meaning == "" || chars.OneLine(word) == "" {
		c.text(at, chars.OneLine(s))
		return
	}
	c.add(&ast.Abbr{At: at, Expansion: meaning, Inlines: in})
}

// reference adds a link to the label that a role names. Where it gives no words,
// those of what is meant are put in once all is read.
func (r *reader) reference(c *collector, at ast.At, role, s string) {
	words, target := "", strings.TrimSpace(s)
	if m := roleTarget.FindStringSubmatch(target); m != nil {
		words, target = m[1], m[2]
	}
	if role == "term" {
		c.text(at, chars.OneLine(words+strings.Repeat(target, b2i(words == ""))))
		return
	}
	words = strings.TrimSpace(chars.OneLine(strings.NewReplacer("{name}", "", "{number}", "", "%s", "").Replace(words)))
	l := &ast.Link{At: at, URL: "#" + refID(target), Inlines: []ast.Inline{&ast.Text{At: at, Value: words}}}
	if role == "doc" || role == "download" {
		l.URL = target
	}
	if words == "" {
		ast.SetChildren(l, []ast.Inline{&ast.Text{At: at, Value: chars.OneLine(target)}})
		r.bare.links = append(r.bare.links, l)
	}
	c.add(l)
}

// bareLinks are the links without words of their own.
type bareLinks struct {
	links []*ast.Link
	refs  []pendingRef
	// formulas are the numbered ones, by identifier.
	formulas map[string]*ast.Formula
}

// nameLinks gives links without words those of the heading or caption that they
// lead to.
func (r *reader) nameLinks(doc *ast.Document) {
	if len(r.bare.links) == 0 {
		return
	}
	titles := map[string]string{}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if id, title := ast.NodeID(n), titleOf(n); id != "" && title != "" {
			titles[id] = title
		}
		return true
	})
	for _, l := range r.bare.links {
		if title := titles[strings.TrimPrefix(l.URL, "#")]; title != "" {
			l.Inlines = []ast.Inline{&ast.Text{At: l.At, Value: title}}
		}
	}
}

// titleOf is the heading, title or caption of what a link can lead to.
func titleOf(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Section:
		return chars.OneLine(n.Heading())
	case *ast.Box:
		return chars.OneLine(ast.PlainText(n.Title))
	case *ast.Figure:
		return chars.OneLine(ast.PlainText(n.Caption))
	case *ast.Table:
		return chars.OneLine(ast.PlainText(n.Caption))
	}
	return ""
}
