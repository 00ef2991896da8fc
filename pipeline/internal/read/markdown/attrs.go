package markdown

import (
	"bytes"
	"fmt"
	"maps"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// attrs are attributes in pandoc's notation: {#id .class key=value}.
type attrs struct {
	id      string
	classes []string
	keys    map[string]string
}

func (a attrs) has(class string) bool {
	for _, c := range a.classes {
		if c == class {
			return true
		}
	}
	return false
}

// with adds the attributes that stand behind a block to those in it, which decide.
func (a attrs) with(behind attrs) attrs {
	if a.id == "" {
		a.id = behind.id
	}
	a.classes = append(a.classes, behind.classes...)
	keys := maps.Clone(behind.keys)
	if keys == nil {
		return a
	}
	maps.Copy(keys, a.keys)
	a.keys = keys
	return a
}

// inLang gives a run the language that the attributes of what it stands in say.
func (a attrs) inLang(list []ast.Inline) []ast.Inline {
	tag := a.keys["lang"]
	if len(list) == 0 || !meta.IsLang(tag) {
		return list
	}
	return []ast.Inline{&ast.Lang{At: ast.At{Src: list[0].Pos()}, Tag: meta.FormLang(tag), Inlines: list}}
}

// scheme is the kind of publication that a class names, "" for none.
func (a attrs) scheme() string {
	for _, c := range a.classes {
		if ast.IsScheme(c) {
			return c
		}
	}
	return ""
}

// id gives an identifier that the tree can have: one of the right form that
// nothing else has.
func (r *reader) id(id string, pos diag.Pos) string {
	switch id = withoutSoftHyphens(id); {
	case id == "":
		return ""
	case !ast.IsID(id):
		r.add(diag.Warning, CodeAttrs, pos, fmt.Sprintf("the identifier %q was left out", id),
			"begin it with a letter and use only letters, digits, '-', '_', '.' and ':'")
		return ""
	case r.ids[id]:
		r.add(diag.Warning, CodeAttrs, pos, fmt.Sprintf("the identifier %q stands here a second time and was left out", id), "give another one")
		return ""
	}
	r.ids[id] = true
	return id
}

// withoutSoftHyphens is an identifier, or a link to one, without the places to break that
// are none of its letters.
func withoutSoftHyphens(id string) string { return strings.ReplaceAll(id, "\u00ad", "") }

// rawFormat is the key under which the format of raw text stands: {=html}.
const rawFormat = "="

// maxAttrs is the length in bytes up to which attributes are read; an
// expansion or a text alternative may be some sentences long.
const maxAttrs = 8192

// maxAttrsWritten is the same for attributes as they stand in the source, where a
// character of the value may take up to six: what was read once and written again
// is read again.
const maxAttrsWritten = 6 * maxAttrs

// parseAttrs reads attributes at the front of b and returns their length, or
// 0 where b holds none.
func parseAttrs(b []byte) (attrs, int) {
	if len(b) < 3 || b[0] != '{' {
		return attrs{}, 0
	}
	b = b[:min(len(b), maxAttrsWritten)]
	a := attrs{keys: map[string]string{}}
	for i := 1; i < len(b); {
		switch c := b[i]; {
		case c == ' ' || c == '\t':
			i++
		case c == '}':
			if a.id == "" && a.classes == nil && len(a.keys) == 0 || a.size() > maxAttrs {
				return attrs{}, 0
			}
			return a, i + 1
		default:
			n := a.one(b[i:])
			if n == 0 {
				return attrs{}, 0
			}
			i += n
		}
	}
	return attrs{}, 0
}

// size is how many bytes the names and values take.
func (a *attrs) size() int {
	n := len(a.id)
	for _, c := range a.classes {
		n += len(c)
	}
	for key, value := range a.keys {
		n += len(key) + len(value)
	}
	return n
}

// one reads one attribute and returns its length, or 0.
func (a *attrs) one(b []byte) int {
	if b[0] == '-' && len(b) > 1 && (b[1] == '}' || b[1] == ' ') {
		a.classes = append(a.classes, "unnumbered") // pandoc's {-}
		return 1
	}
	if b[0] == '=' { // pandoc's {=html}
		n := wordLen(b[1:], "=")
		a.keys[rawFormat] = string(b[1 : 1+n])
		return n + b2i(n > 0)
	}
	if b[0] == '#' || b[0] == '.' {
		n := wordLen(b[1:], "=")
		if n == 0 {
			return 0
		}
		if word := string(b[1 : 1+n]); b[0] == '#' {
			a.id = word
		} else {
			a.classes = append(a.classes, word)
		}
		return 1 + n
	}
	n := wordLen(b, "=")
	if n > 0 && n < len(b) && b[n] != '=' && bytes.HasPrefix(b, []byte("data-")) { // a flag, as Python-Markdown has it
		a.keys[string(b[:n])] = ""
		return n
	}
	if n == 0 || n >= len(b) || b[n] != '=' {
		return 0
	}
	value, m := attrValue(b[n+1:])
	if m == 0 {
		return 0
	}
	if key := string(b[:n]); key == "numbered" && value == "false" { // kramdown-rfc
		a.classes = append(a.classes, "unnumbered")
	} else {
		a.keys[key] = value
	}
	return n + 1 + m
}

// wordLen is the length of a word that ends before white space, a bracket, a
// quote or one of stop.
func wordLen(b []byte, stop string) int {
	for i, c := range b {
		if c <= ' ' || strings.IndexByte("{}[]\"'<>`|"+stop, c) >= 0 {
			return i
		}
	}
	return len(b)
}

// attrValue reads a value in quotes or a bare word.
func attrValue(b []byte) (string, int) {
	if len(b) == 0 {
		return "", 0
	}
	if b[0] != '"' && b[0] != '\'' {
		n := wordLen(b, "")
		return string(b[:n]), n
	}
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '\n':
			return "", 0
		case b[0]:
			return unescape(b[1:i]), i + 1
		}
	}
	return "", 0
}

// attrNode stands where attributes belong to the node before it or, at the
// end of a heading, to the heading.
type attrNode struct {
	gast.BaseInline
	attrs attrs
	// raw is the source, for where the attributes mean nothing.
	raw string
	// own is the identifier, once it is known to be the only one of its name.
	own *string
}

var kindAttrs = gast.NewNodeKind("OctavoAttrs")

func (*attrNode) Kind() gast.NodeKind             { return kindAttrs }
func (n *attrNode) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// attrParser finds attributes behind links, images and code, and at the end of
// headings and table captions.
type attrParser struct{}

func (attrParser) Trigger() []byte { return []byte{'{'} }

func (attrParser) Parse(parent gast.Node, r text.Reader, _ parser.Context) gast.Node {
	line, _ := r.PeekLine()
	a, n := parseAttrs(line)
	if n == 0 || !takesAttrs(parent.LastChild()) && !endsBlock(parent, r.Source(), line[n:]) {
		return nil
	}
	r.Advance(n)
	return &attrNode{attrs: a, raw: string(line[:n])}
}

func takesAttrs(n gast.Node) bool {
	switch n.(type) {
	case *gast.Link, *gast.Image, *gast.CodeSpan:
		return true
	}
	return false
}

// endsBlock reports whether attributes before rest belong to the block.
func endsBlock(parent gast.Node, source, rest []byte) bool {
	if len(bytes.TrimSpace(rest)) > 0 {
		return false
	}
	switch p := parent.(type) {
	case *gast.Heading:
		return true
	case *gast.Paragraph, *gast.TextBlock:
		return inCaption(p, source)
	}
	return false
}
