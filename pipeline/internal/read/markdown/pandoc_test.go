package markdown_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/qa/random"
	"octavo/pipeline/internal/read/markdown"
	printer "octavo/pipeline/internal/write/markdown"
)

// pandoc parses Markdown with pandoc and returns its tree; without pandoc on
// the PATH the test says what it leaves out.
func pandoc(t *testing.T, source string) pandocDoc {
	t.Helper()
	cmd := exec.Command("pandoc", "-f", "markdown-smart", "-t", "json", "--preserve-tabs")
	cmd.Stdin = strings.NewReader(source)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("pandoc: %v: %s", err, stderr.String())
	}
	var doc pandocDoc
	if err := json.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// needPandoc leaves a test out where pandoc is missing or older than 3, which
// reads some of the notation otherwise.
func needPandoc(t *testing.T) {
	t.Helper()
	out, err := exec.Command("pandoc", "--version").Output()
	if err != nil {
		t.Skip("left out: the comparison with pandoc's tree, because pandoc 3 is not on the PATH")
	}
	if major := pandocMajor(string(out)); major < 3 {
		t.Skipf("left out: the comparison with pandoc's tree, because it needs pandoc 3 and %d is on the PATH", major)
	}
}

// pandocMajor is the first number of the version that pandoc gives; 0 is none.
func pandocMajor(said string) int {
	_, version, _ := strings.Cut(said, " ")
	number, _, _ := strings.Cut(version, ".")
	major, _ := strconv.Atoi(number)
	return major
}

func TestPandocMajor(t *testing.T) {
	for said, want := range map[string]int{"pandoc 2.17.1.1\nCompiled": 2, "pandoc 3.6\n": 3, "pandoc.exe 3.1.2\n": 3, "no": 0} {
		if got := pandocMajor(said); got != want {
			t.Errorf("%q is %d, want %d", said, got, want)
		}
	}
}

func TestPandocSeesTheSameStructure(t *testing.T) {
	needPandoc(t)
	for _, e := range ast.All() {
		t.Run(e.Name, func(t *testing.T) { samePandoc(t, e.Doc) })
	}
	for seed := range 40 {
		t.Run(fmt.Sprintf("tree %d", seed), func(t *testing.T) {
			samePandoc(t, random.NthTame(seed))
		})
	}
}

func TestPandocSeesTheSampleAsWeDo(t *testing.T) {
	needPandoc(t)
	doc, err := markdown.Read("sample.md", corpus(t, "beleidsverslag-2023.md"), &diag.Log{})
	if err != nil {
		t.Fatal(err)
	}
	samePandoc(t, doc)
}

func samePandoc(t *testing.T, doc *ast.Document) {
	t.Helper()
	source := printer.Print(doc)
	theirs := &pandocSkeleton{}
	theirs.blocks(pandoc(t, source).Blocks)
	theirs.flush()
	ours := &treeOutline{}
	ours.blocks(doc.Blocks)
	ours.flush()
	if a, b := ours.b.String(), theirs.b.String(); a != b {
		t.Errorf("pandoc sees another structure:\n%s\nMarkdown:\n%s", golden.Diff(a, b), source)
	}
}

// pandocSkeleton writes pandoc's tree as treeOutline writes ours.
type pandocSkeleton struct{ skeleton }

func (s *pandocSkeleton) blocks(blocks []pandocNode) {
	for _, b := range blocks {
		s.block(b)
	}
}

func (s *pandocSkeleton) block(n pandocNode) {
	switch n.T {
	case "Para", "Plain":
		var list []pandocNode
		_ = json.Unmarshal(n.C, &list)
		if len(list) == 1 && list[0].T == "RawInline" && strings.Contains(string(list[0].C), "label:") {
			return // the comment with a note's label
		}
		s.element("p", func() { s.inlines(list) })
	case "Header":
		var level int
		var a pandocAttr
		var list []pandocNode
		parts(n.C, &level, &a, &list)
		s.element(fmt.Sprintf("h%d", level), func() { s.inlines(list) })
	case "BulletList", "OrderedList":
		s.list(n)
	case "DefinitionList":
		var items []json.RawMessage
		_ = json.Unmarshal(n.C, &items)
		s.element("dl", func() {
			for _, it := range items {
				var term []pandocNode
				var defs [][]pandocNode
				parts(it, &term, &defs)
				s.element("dt", func() { s.inlines(term) })
				for _, d := range defs {
					s.element("dd", func() { s.blocks(d) })
				}
			}
		})
	case "BlockQuote":
		var list []pandocNode
		_ = json.Unmarshal(n.C, &list)
		s.element("blockquote", func() { s.blocks(list) })
	case "CodeBlock":
		var text string
		parts(n.C, nil, &text)
		s.element("pre", func() { fmt.Fprintf(&s.b, "%q\n", strings.TrimRight(text, "\n ")) })
	case "HorizontalRule":
		s.empty("hr")
	case "Figure":
		s.figure(n)
	case "Table":
		s.table(n, pandocAttr{}, nil)
	case "Div":
		s.division(n)
	case "RawBlock": // our separators
	default:
		s.empty("unknown " + n.T)
	}
}

func (s *pandocSkeleton) figure(n pandocNode) {
	var a pandocAttr
	var caption, content json.RawMessage
	parts(n.C, &a, &caption, &content)
	var blocks []pandocNode
	parts(caption, nil, &blocks)
	s.element("figure "+a.id, func() {
		for _, b := range blocks {
			var list []pandocNode
			_ = json.Unmarshal(b.C, &list)
			s.inlines(list)
		}
	})
}

// list writes a list; bullets whose every item opens with a list of one
// lettered item are our lettered lists.
func (s *pandocSkeleton) list(n pandocNode) {
	var items [][]pandocNode
	name := "ul"
	if n.T == "OrderedList" {
		var style json.RawMessage
		parts(n.C, &style, &items)
		name = orderedName(style)
	} else {
		_ = json.Unmarshal(n.C, &items)
		if inner := markedItems(items); inner != nil {
			name, items = "ol", inner
		}
	}
	s.element(name, func() {
		for _, it := range items {
			s.element("li", func() { s.blocks(it) })
		}
	})
}

func orderedName(style json.RawMessage) string {
	var start int
	parts(style, &start)
	return fmt.Sprintf("ol %d", start)
}

func markedItems(items [][]pandocNode) [][]pandocNode {
	var out [][]pandocNode
	for _, it := range items {
		if len(it) == 0 || it[0].T != "OrderedList" && !strings.Contains(string(it[0].C), `["marker"]`) {
			return nil
		}
		if it[0].T != "OrderedList" {
			out = append(out, it)
			continue
		}
		var style struct{ T string }
		var attrs, lists json.RawMessage
		parts(it[0].C, &attrs, &lists)
		parts(attrs, nil, &style)
		var inner [][]pandocNode
		_ = json.Unmarshal(lists, &inner)
		if len(inner) != 1 {
			return nil
		}
		out = append(out, append(inner[0], it[1:]...))
	}
	return out
}

// division writes a division of the class table, whose paragraph is the caption, what
// is in a figure, a block of code, or a box.
func (s *pandocSkeleton) division(n pandocNode) {
	var a pandocAttr
	var blocks []pandocNode
	parts(n.C, &a, &blocks)
	last := len(blocks) - 1
	switch {
	case a.has("table") && (last == 0 || last == 1 && blocks[0].T == "Para") && blocks[last].T == "Table":
		s.table(blocks[last], a, blocks[:last])
	case a.has("figure"), a.has("listing") && last == 0 && blocks[0].T == "CodeBlock": // the name of a block of code
		s.blocks(blocks)
	default:
		s.element("div", func() { s.blocks(blocks) })
	}
}

func (s *pandocSkeleton) table(n pandocNode, a pandocAttr, blocks []pandocNode) {
	var head json.RawMessage
	var bodies []json.RawMessage
	parts(n.C, nil, nil, nil, &head, &bodies)
	s.element("table "+a.id, func() {
		s.element("caption", func() {
			for _, b := range blocks {
				var list []pandocNode
				_ = json.Unmarshal(b.C, &list)
				s.inlines(list)
			}
		})
		var rows, more []json.RawMessage
		parts(head, nil, &rows)
		for _, b := range bodies {
			parts(b, nil, nil, nil, &more)
			rows = append(rows, more...)
		}
		for _, r := range rows {
			s.row(r)
		}
	})
}

func (s *pandocSkeleton) row(r json.RawMessage) {
	var cells []json.RawMessage
	parts(r, nil, &cells)
	s.element("row", func() {
		for _, c := range cells {
			var blocks []pandocNode
			parts(c, nil, nil, nil, nil, &blocks)
			s.element("cell", func() { s.cell(blocks) })
		}
	})
}

// cell writes a cell; one with blocks is only told apart.
func (s *pandocSkeleton) cell(blocks []pandocNode) {
	for _, b := range blocks {
		var list []pandocNode
		_ = json.Unmarshal(b.C, &list)
		for i := range list {
			if i > 0 && lineTag(list[i]) && lineTag(list[i-1]) {
				s.empty("blocks")
				return
			}
		}
		s.inlines(list)
	}
}

func (s *pandocSkeleton) inlines(list []pandocNode) {
	for _, n := range list {
		s.inline(n)
	}
}

var pandocMarks = map[string]string{"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub"}

func (s *pandocSkeleton) inline(n pandocNode) {
	var list []pandocNode
	if mark := pandocMarks[n.T]; mark != "" {
		_ = json.Unmarshal(n.C, &list)
		s.element(mark, func() { s.inlines(list) })
		return
	}
	switch n.T {
	case "Str":
		var text string
		_ = json.Unmarshal(n.C, &text)
		s.text.WriteString(text)
	case "Space", "SoftBreak":
		s.text.WriteString(" ")
	case "LineBreak":
		s.empty("br")
	case "RawInline":
		var format, text string
		parts(n.C, &format, &text)
		if text == "<br>" {
			s.empty("br")
		}
	case "Code":
		var text string
		parts(n.C, nil, &text)
		s.element("code", func() { fmt.Fprintf(&s.b, "%q\n", strings.TrimSpace(text)) })
	case "Note":
		_ = json.Unmarshal(n.C, &list)
		s.element("note", func() { s.blocks(list) })
	case "Math":
		var tex string
		parts(n.C, nil, &tex)
		s.empty("math " + strings.TrimSpace(tex))
	case "Strikeout", "Underline":
		_ = json.Unmarshal(n.C, &list)
		s.element("mark", func() { s.inlines(list) })
	case "Link", "Image":
		s.link(n)
	case "Span":
		var a pandocAttr
		parts(n.C, &a, &list)
		s.span(a, list)
	default:
		s.empty("unknown " + n.T)
	}
}

func (s *pandocSkeleton) link(n pandocNode) {
	var a pandocAttr
	var list []pandocNode
	var target [2]string
	parts(n.C, &a, &list, &target)
	if n.T == "Image" {
		s.empty("img " + target[0])
		return
	}
	scheme := strings.Join(a.classes, " ")
	if scheme == "uri" {
		scheme = "" // <address>
	}
	s.element("a "+scheme+" "+target[0], func() { s.inlines(list) })
}

func (s *pandocSkeleton) span(a pandocAttr, list []pandocNode) {
	name := ""
	for class, mark := range map[string]string{"emph": "em", "strong": "strong", "sup": "sup", "sub": "sub"} {
		if a.has(class) {
			name = mark
		}
	}
	switch {
	case a.has("number"), a.has("sep"), a.has("marker"):
		if !a.has("marker") {
			s.inlines(list)
		}
	case a.has("abbr"):
		s.element("abbr", func() { s.inlines(list) })
	case a.keys["lang"] != "":
		s.element("lang "+a.keys["lang"], func() { s.inlines(list) })
	case a.has("insertion"), a.has("struck"), a.has("underline"), a.has("mark"), a.has("deletion"):
		s.element("mark", func() { s.inlines(list) })
	case name != "":
		s.element(name, func() { s.inlines(list) })
	default:
		s.inlines(list)
	}
}
