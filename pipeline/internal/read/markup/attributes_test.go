package markup

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// standard are the attributes of HTML (its index, and 16.2 for those that it calls
// obsolete), and those of ARIA that say something of text.
const standard = `abbr accept accept-charset accesskey action align allow allowfullscreen alpha alt as async autocapitalize autocomplete
autocorrect autofocus autoplay axis bgcolor blocking border cellpadding cellspacing char charoff charset checked cite class closedby
color colorspace cols colspan command commandfor compact content contenteditable controls coords crossorigin data datetime decoding
default defer dir dirname disabled download draggable enctype enterkeyhint face fetchpriority for form formaction formenctype
formmethod formnovalidate formtarget frame frameborder headers height hidden high href hreflang hspace http-equiv id imagesizes
imagesrcset inert inputmode integrity is ismap itemid itemprop itemref itemscope itemtype kind label lang language list loading
longdesc loop low max maxlength media method min minlength multiple muted name nomodule nonce novalidate nowrap open optimum pattern
ping placeholder playsinline popover popovertarget popovertargetaction poster preload readonly referrerpolicy rel required reversed
rows rowspan rules sandbox scheme scope selected shadowrootmode shape size sizes slot span spellcheck src srcdoc srclang srcset start
step style summary tabindex target title translate type usemap valign value vspace width wrap writingsuggestions xml:lang
role aria-controls aria-current aria-describedby aria-description aria-expanded aria-hidden aria-label aria-labelledby aria-level aria-live`

// TestEveryAttributeHasItsColumn feeds every attribute of the standard and holds that
// what the table says of it is what becomes of it.
func TestEveryAttributeHasItsColumn(t *testing.T) {
	pages := attributePages(t)
	for _, name := range strings.Fields(standard) {
		row, ok := attributes[name]
		if !ok {
			t.Errorf("%s is in no column of attributes.tsv", name)
			continue
		}
		bare, _ := shown(t, "<p>text</p>")
		with, said := shown(t, fmt.Sprintf("<p %s=word>text</p>", name))
		switch row.column {
		case Read:
			readAttribute(t, name, pages[name])
		case Pass, Aside:
			if with != bare || said != "" {
				t.Errorf("%s is %s and changes the tree, or something is said: %s\n%s", name, row.column, said, with)
			}
		case Told:
			if with != bare || said != "word" || row.use == "" {
				t.Errorf("%s is told; the tree: %s, what was told: %q", name, with, said)
			}
		default:
			t.Errorf("%s is in the column %q", name, row.column)
		}
	}
}

// attributePages are a page for each attribute that is read, with what the tree says
// for it.
func attributePages(t *testing.T) map[string][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/attributes.tsv")
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string][]string{}
	for _, line := range strings.Split(string(data), "\n") {
		if cells := strings.Split(line, "\t"); len(cells) == 3 && line[0] != '#' {
			pages[cells[0]] = cells[1:]
		}
	}
	return pages
}

// readAttribute holds that the tree says what a page's attribute means, and says
// something else without it.
func readAttribute(t *testing.T, name string, page []string) {
	t.Helper()
	if len(page) == 0 {
		t.Errorf("%s is read, and no page of testdata/attributes.tsv has it", name)
		return
	}
	got, _ := shown(t, page[0])
	if !strings.Contains(got, page[1]) {
		t.Errorf("%s: %s\nis without %s:\n%s", name, page[0], page[1], got)
	}
	if without, _ := shown(t, strings.ReplaceAll(page[0], " "+name, " data-none")); without == got {
		t.Errorf("%s: %s\nis the same without it:\n%s", name, page[0], got)
	}
}

// shown is the tree of a page, and what was told of its attributes.
func shown(t *testing.T, page string) (tree, said string) {
	t.Helper()
	var log diag.Log
	doc, err := Page("p.html", []byte("<!doctype html>"+page), &log)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range log.All() {
		if d.Code == CodeAttribute {
			said += d.Dropped
		}
	}
	return ast.Dump(doc), said
}

// TestDirections: a direction becomes signs in the text where it says more than the
// letters and the language do.
func TestDirections(t *testing.T) {
	for page, want := range map[string]string{
		`<p dir=rtl>שלום.</p>`:                                 `\u2067שלום.\u2069`,
		`<p dir=rtl>Haven <b>en</b></p>`:                       `\u2067Haven `,
		`<p lang=he dir=rtl>שלום.</p>`:                         `"שלום."`,
		`<p lang=nl dir=rtl>Haven</p>`:                         `\u2067Haven\u2069`,
		`<p>Het woord <bdi>שלום</bdi> hier</p>`:                `woord \u2068שלום\u2069 hier`,
		`<p>Het woord <bdi>haven</bdi> hier</p>`:               "woord haven hier",
		`<p dir=auto>سلام</p>`:                                 `\u2068سلام\u2069`,
		`<p dir=auto>Haven שלום</p>`:                           `"Haven שלום"`,
		`<p dir=ltr>Haven</p>`:                                 `"Haven"`,
		`<p dir=auto>Haven</p>`:                                `"Haven"`,
		`<p dir=>Haven</p>`:                                    `"Haven"`,
		`<p>a <bdo dir=rtl>b c</bdo> d</p>`:                    `a \u202eb c\u202c d`,
		`<p>a <bdo dir=ltr>שלום</bdo> d</p>`:                   `a \u202dשלום\u202c d`,
		`<div dir=rtl><ul><li>een<ul><li>twee</ul></ul></div>`: `\u2067twee\u2069`,
		`<div dir=rtl>een<br>twee</div>`:                       `\u2067twee\u2069`,
		`<p dir=rtl><code>a.b</code></p>`:                      "a.b",
	} {
		tree, _ := shown(t, page)
		if !strings.Contains(tree, want) {
			t.Errorf("%s: %q is not in\n%s", page, want, tree)
		}
	}
}

// TestUndirected: the direction of code and tables is a loss, said once.
func TestUndirected(t *testing.T) {
	for page, want := range map[string]int{
		`<p>a <code dir=rtl>a.b</code> c`: 1, `<table dir=rtl><tr><td>a<td>b</table>`: 1, `<p dir=rtl>a</p>`: 0,
	} {
		var log diag.Log
		if _, err := Page("p.html", []byte("<!doctype html>"+page), &log); err != nil {
			t.Fatal(err)
		}
		if said := log.Count(func(d diag.Diagnostic) bool { return d.Code == CodeLost }); said != want {
			t.Errorf("%s: said %d times, want %d", page, said, want)
		}
	}
}
