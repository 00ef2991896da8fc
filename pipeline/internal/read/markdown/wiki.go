package markdown

import (
	"path"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
	chars "octavo/pipeline/internal/text"
)

// wikiNode is a link of a wiki, [[target]] or [[target|words]], as MediaWiki and
// Obsidian write them, or what these show by ![[target]].
type wikiNode struct {
	gast.BaseInline
	target, words string
	width         ast.Width // of a picture, where it stands behind the address
	offset        int
	shown         bool
}

var kindWiki = gast.NewNodeKind("OctavoWiki")

func (*wikiNode) Kind() gast.NodeKind             { return kindWiki }
func (n *wikiNode) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// maxWiki bounds a link of a wiki in bytes.
const maxWiki = 500

// wikiParser finds links of a wiki, unless the brackets are Markdown's own.
type wikiParser struct{}

func (wikiParser) Trigger() []byte { return []byte{'[', '!'} }

func (wikiParser) Parse(_ gast.Node, r text.Reader, pc parser.Context) gast.Node {
	line, segment := r.PeekLine()
	if n, size := sizedPicture(line[:min(len(line), maxWiki)]); n != nil {
		n.offset = segment.Start
		r.Advance(size)
		return n
	}
	rest := strings.TrimPrefix(string(line[:min(len(line), maxWiki)]), "!")
	inner, found := strings.CutPrefix(rest, "[[")
	inner, after, closed := strings.Cut(inner, "]]")
	size := len(inner) + len("[[]]")
	inner = strings.ReplaceAll(inner, `\|`, "|") // as cells of a table need it
	if !found || !closed || strings.ContainsAny(inner, "[]\n\\`") || strings.HasPrefix(inner, "^") || strings.HasPrefix(after, "{") || strings.HasPrefix(after, "(") {
		return nil
	}
	target, words, titled := strings.Cut(inner, "|")
	if target = strings.TrimSpace(target); target == "" || titled && strings.TrimSpace(words) == "" {
		return nil
	}
	if _, defined := pc.Reference(strings.ToLower(inner)); defined {
		return nil
	}
	n := &wikiNode{target: target, words: strings.TrimSpace(words), offset: segment.Start, shown: line[0] == '!'}
	r.Advance(size + b2i(n.shown))
	return n
}

// sized is a picture whose size in pixels stands behind its address, as programs
// have it that take the syntax of marked: ![words](address =120x80).
var sized = pattern.Of(`^!\[([^\[\]\n]*)\]\((\S+?)\s+=(\d{0,5})x\d{0,5}\)`)

// sizedPicture reads such a picture and gives its length; nil for none.
func sizedPicture(line []byte) (*wikiNode, int) {
	if line[0] != '!' {
		return nil, 0
	}
	m := sized.FindSubmatch(line)
	if m == nil || !pictureKinds[strings.ToLower(path.Ext(string(m[2])))] {
		return nil, 0
	}
	width, _ := ast.ParseWidth(string(m[3]))
	return &wikiNode{target: string(m[2]), words: string(m[1]), width: width, shown: true}, len(m[0])
}

// wiki adds what a link of a wiki stands for: a picture, or a link to the heading
// or the file that it names. Where there is none the link becomes text later on,
// and that is said.
func (r *reader) wiki(c *collector, n *wikiNode) {
	at := r.at(n.offset)
	if _, known := pictureKinds[strings.ToLower(path.Ext(n.target))]; n.shown && known {
		img := &ast.Image{At: at, Src: n.target, Width: n.width}
		words, size := cutLast(n.words)
		if width, sized := ast.ParseWidth(size); sized {
			img.Width = width
		} else {
			words = n.words
		}
		img.Alt = chars.OneLine(unescape([]byte(words)))
		c.add(img)
		return
	}
	words := n.words
	if words == "" {
		words = strings.TrimPrefix(strings.ReplaceAll(n.target, "#", " "), " ")
	}
	l := &ast.Link{At: at, URL: n.target, Inlines: []ast.Inline{&ast.Text{At: at, Value: chars.OneLine(unescape([]byte(words)))}}}
	r.wikis = append(r.wikis, l)
	c.add(l)
}

// cutLast parts the size, "100" or "100x80", from the words before it.
func cutLast(words string) (before, size string) {
	size = words
	if i := strings.LastIndexByte(words, '|'); i >= 0 {
		before, size = words[:i], words[i+1:]
	}
	size, _, _ = strings.Cut(size, "x")
	return before, size
}

// pictureKinds are the endings of pictures.
var pictureKinds = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".svg": true, ".bmp": true, ".tif": true, ".tiff": true}

// leadWikis gives the links of a wiki their addresses: a heading of the file, or
// the file of a page.
func (r *reader) leadWikis(doc *ast.Document) {
	if len(r.wikis) == 0 {
		return
	}
	headings := map[string]bool{}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if s, ok := n.(*ast.Section); ok {
			headings[strings.ToLower(s.Heading())] = true
		}
		return true
	})
	for _, l := range r.wikis {
		l.URL = chars.OneLine(l.URL) // a page's name with tabs is the one with blanks
		page, place, _ := strings.Cut(l.URL, "#")
		if name, block := strings.CutPrefix(place, "^"); block && page == "" {
			l.URL = "#" + refID(name)
			continue
		}
		switch {
		case page == "":
		case place == "" && headings[strings.ToLower(page)]:
			l.URL = "#" + page
		case path.Ext(page) == "":
			l.URL = page + ".md"
			if place != "" {
				l.URL += "#" + place
			}
		}
	}
}
