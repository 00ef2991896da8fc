package markdown_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/markdown"
	printer "octavo/pipeline/internal/write/markdown"
)

// FuzzRead holds the reader to its laws on any input: no panic, a sound tree,
// no letter lost that is not logged, and canonical Markdown that gives the
// tree back and is printed the same again.
func FuzzRead(f *testing.F) {
	for _, e := range ast.All() {
		f.Add([]byte(printer.Print(e.Doc)))
	}
	for _, s := range []string{
		"# a\n### b\n\n- [2a]{.marker style=decimal start=2}\n", "[^a]\n\n[^a]: - x\n\n      y\n\n[^a]: z",
		"| a |\n|---|\n| [x]{colspan=9 rowspan=9} | y | z |\n| [ ]{rowspan=2}<br><br>- q |\n\n: cap {#i headrows=7}",
		"a <sup id=\"r\"><a href=\"#n\">1</a></sup> b [2](#m)\n\n# N\n\n<ul><li id=\"n\">1 c <a href=\"#r\">^</a></li></ul>\n\n- <b id=\"m\">2</b> d [^](#r)\n",
		"a <b>b <i>c</b> d</i> e", "<table><tr><th>a<br>b</th></tr><tr><td><p>c</p></td></tr></table>\n\n<h2 align=center>d <sup>e</sup></h2>\n<div>f</div>", "<div>\nx <script>y</script>\n</div>\n\n<b>*x</b>* <sup>y\n", "a\n: b\n\n    c\n: d\n\ne\n: ```\n", "---\nx: [y\n---\nz",
		"+---+---+\n| a | b |\n|   +===+\n| c | - d\n+---+---+\n", "+---+---+\n| a | b |\n+===+===+\n| c | - d |\n|   | - e |\n+---+---+\n\n: f {#g}\n",
		"  a    b\n  ---- --\n  c     d\n\nTable: e\n", "----------\na      b\n------ ---\nc      d\ne\n\nf      g\n----------\n", "---- ---\na    b\n---- ---\n",
		"a^[b [c](d) *e*] f^[^[g]]", "::: {.note}\n## a\nb\n:::: c d\ne\n::::\n:::\n", "!!! tip \"a *b*\"\n    c\n\n    - d\n", "> [!NOTE]- a\n> b\n", "| a\n|   b\n  c\n| d\n",
		"`a`{=html} `b`{.c}\n\n```{=latex}\nd\n```\n", "see https://a.example/b_c_*d*.", "[^a b]: c\n\nd[^a b]",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(holdsLaws)
}

func holdsLaws(t *testing.T, data []byte) {
	var log diag.Log
	doc, err := markdown.Read("f.md", data, &log)
	if err != nil {
		return
	}
	var found diag.Log
	ast.Check(doc, &found)
	for _, d := range found.All() {
		if d.Severity == diag.Error && d.Code != ast.CodeAddress { // such links are taken apart later
			t.Fatalf("%s: %s\n%s", d.Code, d.Message, ast.Dump(doc))
		}
	}
	if lost := missing(data, doc, &log); lost != "" {
		t.Fatalf("lost %q\n%s", lost, ast.Dump(doc))
	}
	if added := invented(data, doc); added != "" {
		t.Fatalf("invented %q\n%s", added, ast.Dump(doc))
	}
	printed := printer.Print(doc)
	back, err := markdown.Read("f.md", []byte(printed), &diag.Log{})
	if err != nil {
		t.Fatalf("%v\n%s", err, printed)
	}
	if diff := ast.Equal(doc, back); diff != "" {
		t.Fatalf("the tree came back changed:\n%s\n%s", diff, printed)
	}
	if again := printer.Print(back); again != printed {
		t.Fatalf("printed again it differs:\n%q\n%q", printed, again)
	}
}

// missing gives the letters of a source that are neither in the tree nor in
// the log. Attributes, references, metadata, definitions of links and the words
// that open boxes and captions spell letters that are no text, so sources with
// these are let pass.
func missing(source []byte, doc *ast.Document, log *diag.Log) string {
	if bytes.ContainsAny(source, "{&") || bytes.Contains(source, []byte("]:")) || hasFrontMatter(source) || namesBox(source) || bytes.Contains(source, []byte("able:")) || !validText(source) {
		return ""
	}
	have := map[rune]int{}
	for _, r := range ast.Dump(doc) {
		have[r]++
	}
	for _, d := range log.All() {
		for _, r := range d.Dropped {
			have[r]++
		}
	}
	for _, r := range "strong em b i sup sub br cite dfn var STRONG EM B I SUP SUB BR CITE DFN VAR" { // tags that become nodes
		have[r] += bytes.Count(source, []byte("<"))
	}
	var lost strings.Builder
	for _, r := range string(tagAttributes.ReplaceAll(source, []byte("<$1>"))) {
		if !unicode.IsLetter(r) {
			continue
		}
		if have[r]--; have[r] < 0 {
			lost.WriteRune(r)
		}
	}
	return lost.String()
}

// tagAttributes finds the attributes of tags of HTML.
var tagAttributes = regexp.MustCompile(`<([A-Za-z][A-Za-z0-9-]*)\s[^<>]*>`)

func hasFrontMatter(source []byte) bool {
	return bytes.HasPrefix(source, []byte("---\n")) || bytes.HasPrefix(source, []byte("+++\n")) || bytes.HasPrefix(source, []byte("% "))
}

func namesBox(source []byte) bool {
	for _, mark := range []string{":::", "!!!", "???", "[!"} {
		if bytes.Contains(source, []byte(mark)) {
			return true
		}
	}
	return false
}

// invented gives the letters of the text that the source has not, or not as
// often.
func invented(source []byte, doc *ast.Document) string {
	if bytes.ContainsAny(source, "&") || namesBox(source) || !validText(source) || doc.Meta.Title != "" {
		return ""
	}
	have := map[rune]int{}
	for _, r := range string(source) {
		have[r]++
	}
	var added strings.Builder
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if t, ok := n.(*ast.Text); ok {
			for _, r := range t.Value {
				if have[r]--; have[r] < 0 && unicode.IsLetter(r) {
					added.WriteRune(r)
				}
			}
		}
		return true
	})
	return added.String()
}

func validText(b []byte) bool {
	return bytes.Equal(b, bytes.ToValidUTF8(b, nil)) && bytes.IndexFunc(b, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\t' || r == 0xfeff
	}) < 0
}
