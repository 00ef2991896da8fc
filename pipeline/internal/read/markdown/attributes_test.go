package markdown_test

import (
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/attributes"
	"octavo/pipeline/internal/read/markdown"
	printer "octavo/pipeline/internal/write/markdown"
)

// bearers are a source for each element that bears attributes; %s has them.
var bearers = map[attributes.Element]string{
	attributes.Heading:   "# Haven %s\n\nTekst.\n",
	attributes.Link:      "Een [haven](https://a.example)%s.\n",
	attributes.Picture:   "Een ![kaart](kaart.png)%s hier.\n",
	attributes.Code:      "Een `code`%s hier.\n",
	attributes.CodeBlock: "``` %s\ncode\n```\n",
	attributes.Span:      "Een [haven]%s hier.\n",
	attributes.Emphasis:  "Een *haven*%s hier.\n",
	attributes.Division:  "::: %s\nHaven.\n:::\n",
	attributes.Table:     "| a |\n|---|\n| b |\n| c |\n\n: Havens %s\n",
	attributes.List:      "1. haven\n2. kade\n\n%s\n",
}

// values are what attributes have for a value where not every word will do.
var values = map[string]string{"lang": "de", "dir": "rtl", "headcols": "1", "headrows": "2", "footrows": "1", "start": "4", "width": "30%", "title": "Uitleg"}

// odd are classes and keys that no table knows.
var odd = []string{".mijn-stijl", "data-mijn", "mijn-sleutel"}

// TestEveryAttributeHasItsColumn feeds every attribute of the table on every
// element, and some that are in no row: what is read is in the tree, what is passed
// by changes nothing and is no doubt, what is lost is one, by its name.
func TestEveryAttributeHasItsColumn(t *testing.T) {
	for _, name := range append(attributes.Names(), odd...) {
		for _, e := range attributes.Elements {
			source := bearing(e, name)
			bare, _ := readAs(t, bearing(e, "data-x"))
			got, log := readAs(t, source)
			doubt := log.Count(func(d diag.Diagnostic) bool {
				return d.Doubtful() && strings.Contains(d.Message, attributes.Called(name))
			})
			said := log.Count(func(d diag.Diagnostic) bool { return strings.Contains(d.Message, attributes.Called(name)) })
			box := e == attributes.Division && strings.Contains(got, "box kind")
			switch row := attributes.Of(e, name); {
			case box:
			case row.Column == attributes.Read && (got == bare || doubt > 0) && !needsMore(name):
				t.Errorf("%s of %s is read, and the tree does not have it:\n%s\n%s%v", name, e, source, got, log.All())
			case row.Column == attributes.Pass && (got != bare || said > 0):
				t.Errorf("%s of %s is passed by, and changes the tree or is said:\n%s\n%s", name, e, source, got)
			case row.Column == attributes.Lost && (got != bare || doubt != 1):
				t.Errorf("%s of %s is lost: %d doubts\n%s\n%s%v", name, e, doubt, source, got, log.All())
			case (row.Column == attributes.Style || row.Column == attributes.Private) && (got != bare || said != 1 || doubt > 0):
				t.Errorf("%s of %s is put on record: %d findings\n%s\n%s", name, e, said, source, got)
			}
		}
	}
}

// bearing is the source of an element with an attribute, of the class or key name.
func bearing(e attributes.Element, name string) string {
	value := values[name]
	if value == "" {
		value = "woord"
	}
	attr := name
	if !strings.HasPrefix(name, ".") {
		attr = fmt.Sprintf("%s=%q", name, value)
	}
	switch e {
	case attributes.Emphasis, attributes.List:
		return fmt.Sprintf(bearers[e], "{: "+attr+"}")
	case attributes.CodeBlock:
		return fmt.Sprintf(bearers[e], "{.go "+attr+"}")
	}
	return fmt.Sprintf(bearers[e], "{"+attr+"}")
}

// needsMore reports whether an attribute says something only with others, or with
// other content than the bearers have.
func needsMore(name string) bool {
	switch name {
	case ".table", ".figure", ".unnumbered", ".decorative", ".abbr", ".quote":
		return true
	}
	return false
}

// readAs gives the tree of a source, and what was found.
func readAs(t *testing.T, source string) (string, *diag.Log) {
	t.Helper()
	log := &diag.Log{}
	doc, err := markdown.Read("m.md", []byte(source), log)
	if err != nil {
		t.Fatal(err)
	}
	return stripInfo(ast.Dump(doc)), log
}

// stripInfo leaves out the line of a fence, which the tree keeps as it is.
func stripInfo(dump string) string {
	lines := strings.Split(dump, "\n")
	for i, l := range lines {
		if at := strings.Index(l, ` info="`); at >= 0 {
			lines[i] = l[:at]
		}
	}
	return strings.Join(lines, "\n")
}

// TestClassesOfLinks: only a kind of official publication makes a link a citation.
func TestClassesOfLinks(t *testing.T) {
	for source, want := range map[string]string{
		"[Vraag aan](https://a.example/x){.knop .primair}":       "[Vraag aan](https://a.example/x)\n",
		"[Plan](https://a.example/x){.external target=_blank}":   "[Plan](https://a.example/x)\n",
		"[36 327](https://a.example/kst){.kamerstuk}":            "[36 327](https://a.example/kst){.kamerstuk}\n",
		"[Stb. 1](https://a.example/stb){.knop .stb}":            "[Stb. 1](https://a.example/stb){.stb}\n",
		"[hier](https://a.example/x){#plek title=Meer}":          "[]{#plek}[hier](https://a.example/x \"Meer\")\n",
		"Zes ^^acht^^ weken, x^2^ en noot^[hier].":               "Zes [acht]{.insertion} weken, x^2^ en noot[^1].\n\n[^1]: hier\n",
		"[zo](https://a.example/x){.a} [en](https://b.nl/x){.a}": "[zo](https://a.example/x) [en](https://b.nl/x)\n",
	} {
		log := &diag.Log{}
		doc, err := markdown.Read("m.md", []byte(source), log)
		if err != nil {
			t.Fatal(err)
		}
		if got := printer.Print(doc); got != want {
			t.Errorf("%q gives %q, want %q", source, got, want)
		}
		if log.Count(diag.Diagnostic.Doubtful) > 0 || strings.Contains(source, ".a}") && len(log.All()) != 1 {
			t.Errorf("%q: %v", source, log.All())
		}
	}
}
