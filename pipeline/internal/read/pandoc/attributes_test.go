package pandoc_test

import (
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/attributes"
	"octavo/pipeline/internal/read/pandoc"
)

// bearers are the JSON of each element that bears attributes in pandoc's tree; %s
// has classes and keys.
var bearers = map[attributes.Element]string{
	attributes.Heading:   `{"t":"Header","c":[1,["",%s],[{"t":"Str","c":"Haven"}]]}`,
	attributes.Link:      `{"t":"Para","c":[{"t":"Link","c":[["",%s],[{"t":"Str","c":"Haven"}],["https://a.example",""]]}]}`,
	attributes.Picture:   `{"t":"Para","c":[{"t":"Image","c":[["",%s],[{"t":"Str","c":"Haven"}],["a.png",""]]}]}`,
	attributes.Code:      `{"t":"Para","c":[{"t":"Code","c":[["",%s],"haven"]}]}`,
	attributes.CodeBlock: `{"t":"CodeBlock","c":[["",%s],"haven"]}`,
	attributes.Span:      `{"t":"Para","c":[{"t":"Span","c":[["",%s],[{"t":"Str","c":"Haven"}]]}]}`,
	attributes.Division:  `{"t":"Div","c":[["",%s],[{"t":"Para","c":[{"t":"Str","c":"Haven"}]}]]}`,
}

// TestEveryAttributeHasItsColumn feeds every attribute of the table, and some that
// are in no row: what is lost is a doubt, what is passed by is none and changes
// nothing, what only style sheets know is on record.
func TestEveryAttributeHasItsColumn(t *testing.T) {
	for _, name := range append(attributes.Names(), ".mijn-stijl", "data-mijn", "mijn-sleutel") {
		for e, source := range bearers {
			bare, _ := readAs(t, fmt.Sprintf(source, "[],[]"))
			got, log := readAs(t, fmt.Sprintf(source, given(name)))
			doubts := log.Count(diag.Diagnostic.Doubtful)
			said := len(log.All())
			switch row := attributes.Of(e, name); {
			case strings.Contains(got, "box kind"), e == attributes.CodeBlock && strings.HasPrefix(name, ".") && row.Column == attributes.Pass:
			case row.Column == attributes.Read && (doubts > 0 || got == bare && !needsMore(name)):
				t.Errorf("%s of %s is read, and the tree does not have it:\n%s%v", name, e, got, log.All())
			case row.Column == attributes.Pass && (said > 0 || got != bare):
				t.Errorf("%s of %s is passed by, and changes the tree or is said:\n%s%v", name, e, got, log.All())
			case row.Column == attributes.Lost && doubts != 1:
				t.Errorf("%s of %s is lost: %d doubts\n%s", name, e, doubts, got)
			case (row.Column == attributes.Style || row.Column == attributes.Private) && (said != 1 || doubts > 0 || got != bare):
				t.Errorf("%s of %s is put on record: %v\n%s", name, e, log.All(), got)
			}
		}
	}
}

// given are the classes and keys of pandoc's JSON that hold one attribute.
func given(name string) string {
	if class, ok := strings.CutPrefix(name, "."); ok {
		return fmt.Sprintf(`[%q],[]`, class)
	}
	value := map[string]string{"lang": "de", "dir": "rtl", "width": "30%"}[name]
	if value == "" {
		value = "woord"
	}
	return fmt.Sprintf(`[],[[%q,%q]]`, name, value)
}

// needsMore reports whether an attribute says something only with others, or of
// other content than the bearers have, or is one that pandoc's tree says otherwise.
func needsMore(name string) bool {
	switch name {
	case ".table", ".figure", ".unnumbered", ".decorative", ".abbr", ".quote":
		return true
	}
	return false
}

func readAs(t *testing.T, block string) (string, *diag.Log) {
	t.Helper()
	log := &diag.Log{}
	doc, err := pandoc.Read("in.json", []byte(`{"pandoc-api-version":[1,23,1],"meta":{},"blocks":[`+block+`]}`), log)
	if err != nil {
		t.Fatal(err)
	}
	return ast.Dump(doc), log
}
