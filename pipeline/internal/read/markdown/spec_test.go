package markdown_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/markdown"
)

// specCase is an example of the CommonMark specification.
type specCase struct {
	Markdown string `json:"markdown"`
	HTML     string `json:"html"`
	Example  int    `json:"example"`
}

// goldmarkDir is where the module lies that carries the specification's cases
// (CC BY-SA 4.0, so they are read there and not copied).
func goldmarkDir(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	return strings.TrimSpace(string(out))
}

func specCases(t *testing.T) []specCase {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(goldmarkDir(t), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []specCase
	if err := json.Unmarshal(data, &cases); err != nil || len(cases) < 600 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	return cases
}

// tableCases gives the examples of pipe tables that goldmark tests itself by.
func tableCases(t *testing.T) []specCase {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(goldmarkDir(t), "extension", "_test", "table.txt"))
	if err != nil {
		t.Fatal(err)
	}
	bar := "//- - - - - - - - -"
	var cases []specCase
	for i, part := range regexp.MustCompile(`(?m)^//= .*$`).Split(string(data), -1) {
		chunks := strings.Split(part, bar+"//\n")
		if len(chunks) >= 3 {
			cases = append(cases, specCase{Markdown: chunks[1], Example: i + 1})
		}
	}
	if len(cases) < 10 {
		t.Fatalf("only %d cases of tables", len(cases))
	}
	return cases
}

func TestCommonMarkSpecification(t *testing.T) {
	agree(t, specCases(t), byCase(specDepartures), goldmark.New(goldmark.WithRendererOptions(gmhtml.WithUnsafe())))
}

func TestPipeTables(t *testing.T) {
	agree(t, tableCases(t), nil, goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithRendererOptions(gmhtml.WithUnsafe())))
}

// agree compares our tree with goldmark's HTML. A case that departs must be
// listed with its reason, and one that is listed must depart.
func agree(t *testing.T, cases []specCase, departures map[int]string, gm goldmark.Markdown) {
	same := 0
	for _, c := range cases {
		var out bytes.Buffer
		if err := gm.Convert([]byte(c.Markdown), &out); err != nil {
			t.Fatal(err)
		}
		want := htmlSkeleton(t, out.String())
		doc, err := markdown.Read("spec.md", []byte("---\nlang: en\ntitle: Spec\n---\n"+c.Markdown), &diag.Log{})
		if err != nil {
			t.Fatal(err)
		}
		got := treeSkeleton(doc)
		reason := departures[c.Example]
		switch {
		case got == want && reason == "":
			same++
		case got == want:
			t.Errorf("case %d agrees now; take it off the list (%s)", c.Example, reason)
		case reason == "":
			t.Errorf("case %d departs\n%s\ngoldmark:\n%s\nours:\n%s", c.Example, c.Markdown, want, got)
		}
	}
	t.Logf("%d of %d cases agree, %d depart with a reason", same, len(cases), len(departures))
}

// skeleton writes structure as lines, an element each.
type skeleton struct {
	b strings.Builder
	// text is what was written since the last element.
	text strings.Builder
}

func (s *skeleton) flush() {
	if t := strings.Join(strings.Fields(s.text.String()), " "); t != "" {
		fmt.Fprintf(&s.b, "%q\n", t)
	}
	s.text.Reset()
}

func (s *skeleton) element(name string, inner func()) {
	s.flush()
	s.b.WriteString("<" + name + ">\n")
	inner()
	s.flush()
	s.b.WriteString("</>\n")
}

func (s *skeleton) empty(name string) { s.element(name, func() {}) }

func htmlSkeleton(t *testing.T, page string) string {
	root, err := html.Parse(strings.NewReader("<body>" + page))
	if err != nil {
		t.Fatal(err)
	}
	s := &skeleton{}
	s.htmlBlocks(root.LastChild.LastChild, true)
	s.flush()
	return s.b.String()
}

var htmlBlocks = map[string]bool{"p": true, "ul": true, "ol": true, "li": true, "blockquote": true, "pre": true, "hr": true, "table": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true}

// htmlBlocks writes blocks; a run of inlines between them is a paragraph.
func (s *skeleton) htmlBlocks(n *html.Node, top bool) {
	var run []*html.Node
	end := func() {
		solid := false
		for _, c := range run {
			solid = solid || c.Type == html.ElementNode || strings.TrimSpace(c.Data) != ""
		}
		if solid {
			s.element("p", func() { s.htmlInlines(run...) })
		}
		run = nil
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && htmlBlocks[c.Data] {
			end()
			s.htmlBlock(c, top)
			continue
		}
		run = append(run, c)
	}
	end()
}

func (s *skeleton) htmlBlock(n *html.Node, top bool) {
	switch n.Data {
	case "p":
		if n.FirstChild == nil || n.FirstChild.NextSibling == nil && is(n.FirstChild, "a") && n.FirstChild.FirstChild == nil {
			return // nothing to see
		}
		s.element("p", func() { s.htmlInlines(children(n)...) })
	case "hr":
		s.empty("hr")
	case "pre":
		s.element("pre", func() { fmt.Fprintf(&s.b, "%q\n", strings.TrimSuffix(textContent(n), "\n")) })
	case "ol":
		start := "1"
		for _, a := range n.Attr {
			start = a.Val
		}
		s.element("ol "+start, func() { s.htmlBlocks(n, false) })
	case "table":
		s.htmlTable(n)
	case "ul", "li", "blockquote":
		if n.Data == "blockquote" && strings.TrimSpace(textContent(n)) == "" && n.FirstChild.NextSibling == nil {
			return // an empty quotation
		}
		s.element(n.Data, func() { s.htmlBlocks(n, false) })
	default:
		s.htmlHeading(n, top)
	}
}

func is(n *html.Node, name string) bool { return n.Type == html.ElementNode && n.Data == name }

func (s *skeleton) htmlHeading(n *html.Node, top bool) {
	switch {
	case n.FirstChild == nil:
	case top:
		s.element("h", func() { s.htmlInlines(children(n)...) })
	default:
		s.element("p", func() { s.element("strong", func() { s.htmlInlines(children(n)...) }) })
	}
}

func (s *skeleton) htmlTable(n *html.Node) {
	s.element("table", func() {
		for _, tr := range descendants(n, "tr") {
			s.element("row", func() {
				for _, c := range children(tr) {
					if c.Type == html.ElementNode {
						s.element("cell", func() { s.htmlInlines(children(c)...) })
					}
				}
			})
		}
	})
}

func (s *skeleton) htmlInlines(nodes ...*html.Node) {
	for _, n := range nodes {
		if n.Type == html.TextNode {
			s.text.WriteString(n.Data)
			continue
		}
		switch n.Data {
		case "code":
			s.element("code", func() { fmt.Fprintf(&s.b, "%q\n", textContent(n)) })
		case "a":
			if n.FirstChild != nil {
				s.element("a "+attrOf(n, "href")+" "+attrOf(n, "title"), func() { s.htmlInlines(children(n)...) })
			}
		case "img":
			s.empty("img " + attrOf(n, "src") + " " + attrOf(n, "alt") + " " + attrOf(n, "title"))
		default:
			s.element(n.Data, func() { s.htmlInlines(children(n)...) })
		}
	}
}

func attrOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.Join(strings.Fields(a.Val), " ")
		}
	}
	return ""
}

func children(n *html.Node) []*html.Node {
	var out []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out = append(out, c)
	}
	return out
}

func descendants(n *html.Node, name string) []*html.Node {
	var out []*html.Node
	for _, c := range children(n) {
		if c.Data == name {
			out = append(out, c)
		}
		out = append(out, descendants(c, name)...)
	}
	return out
}

func textContent(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for _, c := range children(n) {
		b.WriteString(textContent(c))
	}
	return b.String()
}

func treeSkeleton(doc *ast.Document) string {
	s := &skeleton{}
	s.blocks(doc.Blocks)
	return s.b.String()
}

func (s *skeleton) blocks(blocks []ast.Block) {
	for _, b := range blocks {
		s.block(b)
	}
}

func (s *skeleton) block(b ast.Block) {
	switch b := b.(type) {
	case *ast.Section:
		s.element("h", func() {
			s.text.WriteString(b.Number + b.Sep)
			s.inlines(b.Title)
		})
		s.blocks(b.Blocks)
	case *ast.Paragraph:
		s.element("p", func() { s.inlines(b.Inlines) })
	case *ast.Figure:
		s.element("p", func() { s.inlines([]ast.Inline{b.Image}) })
	case *ast.List:
		name := "ul"
		if b.Ordered() {
			name = fmt.Sprintf("ol %d", b.Start)
		}
		s.element(name, func() {
			for _, it := range b.Items {
				s.element("li", func() { s.blocks(it.Blocks) })
			}
		})
	case *ast.BlockQuote:
		s.element("blockquote", func() { s.blocks(b.Blocks) })
	case *ast.CodeBlock:
		s.element("pre", func() { fmt.Fprintf(&s.b, "%q\n", strings.TrimSuffix(b.Text, "\n")) })
	case *ast.Break:
		s.empty("hr")
	case *ast.Table:
		s.element("table", func() {
			s.rows(b.Head)
			s.rows(b.Body)
		})
	default:
		s.empty(fmt.Sprintf("%T", b))
	}
}

func (s *skeleton) rows(rows []*ast.Row) {
	for _, r := range rows {
		s.element("row", func() {
			for _, c := range r.Cells {
				s.element("cell", func() {
					for _, b := range c.Blocks {
						s.inlines(b.(*ast.Paragraph).Inlines)
					}
				})
			}
		})
	}
}

func (s *skeleton) inlines(list []ast.Inline) {
	for _, in := range list {
		inner := func() { s.inlines(ast.Children(in)) }
		switch in := in.(type) {
		case *ast.Text:
			s.text.WriteString(in.Value)
		case *ast.Emph:
			s.element("em", inner)
		case *ast.Strong:
			s.element("strong", inner)
		case *ast.Code:
			s.element("code", func() { fmt.Fprintf(&s.b, "%q\n", in.Value) })
		case *ast.Link:
			s.element("a "+escapedURL(in.URL)+" "+in.Title, inner)
		case *ast.Image:
			s.empty("img " + escapedURL(in.Src) + " " + in.Alt + " " + in.Title)
		case *ast.LineBreak:
			s.empty("br")
		default:
			s.element(fmt.Sprintf("%T", in), inner)
		}
	}
}

// escapedURL writes an address as goldmark's HTML does.
func escapedURL(url string) string { return string(util.URLEscape([]byte(url), false)) }
