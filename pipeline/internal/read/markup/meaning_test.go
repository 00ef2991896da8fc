package markup

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// samples are pages for elements that cannot stand in a paragraph, with "word"
// where the element's text is.
var samples = map[string]string{
	"html": "<html><p>word</html>", "head": "<head><meta charset=utf-8></head><p>word", "body": "<body><p>word</body>",
	"meta": "<meta charset=utf-8><p>word", "base": "<base href=x><p>word", "link": "<link rel=x><p>word", "title": "<title>word</title>",
	"style": "<style>word</style>", "frameset": "<frameset><frame src=word></frameset>", "frame": "<frame src=word>",
	"caption": "<table><caption>word</caption><tr><td>a</table>", "col": "<table><col><tr><td>word</table>", "colgroup": "<table><colgroup></colgroup><tr><td>word</table>",
	"td": "<table><tr><td>word</table>", "th": "<table><tr><th>word</table>", "tr": "<table><tr><td>word</table>",
	"tbody": "<table><tbody><tr><td>word</table>", "thead": "<table><thead><tr><td>word<tbody><tr><td>a</table>", "tfoot": "<table><tr><td>a<tfoot><tr><td>word</table>",
	"li": "<ul><li>word</ul>", "dt": "<dl><dt>word<dd>a</dl>", "dd": "<dl><dt>a<dd>word</dl>", "summary": "<details><summary>word</summary>a</details>",
	"img": "<p><img src=a.png alt=word>", "input": "<p><label><input type=checkbox>word</label>", "source": "<p><picture><source srcset=a.png><img src=a.png alt=word></picture>",
	"aside": "<article><aside>word</aside></article>", "header": "<article><header>word</header></article>", "footer": "<article><footer>word</footer></article>", "area": "<p>a<area alt=word>", "param": "<p>a<param value=word>", "track": "<p>a<track label=word>", "select": "<p>a<select><option>word</select>",
	"option": "<p>a<select><option>word</select>", "optgroup": "<p>a<select><optgroup label=word></select>", "legend": "<fieldset><legend>word</legend><p>a</fieldset>",
	"figcaption": "<figure><figcaption>word</figcaption></figure>", "rt": "<p><ruby>a<rt>word</ruby>", "rp": "<p><ruby>word<rp>(</rp><rt>b</rt><rp>)</rp></ruby>",
	"video": "<p>a<video src=word></video>", "audio": "<p>a<audio src=word></audio>", "iframe": "<p>a<iframe src=word></iframe>", "embed": "<p>a<embed src=word>",
	"object": "<p>a<object data=word></object>", "svg": "<p>a<svg><text>one </text><text>two</text></svg>", "map": "<p>a<map><area alt=word></map>", "bgsound": "<p>a<bgsound src=word>",
	"bdo": "<p>a<bdo dir=rtl>word</bdo>", "meter": "<p>a<meter value=1></meter>", "progress": "<p>a<progress value=1></progress>", "dialog": "<dialog open><p>word</dialog>",
	"math": "<p><math><mi>word</mi></math>", "image": "<p><image src=a.png alt=word>", "plaintext": "<plaintext>word", "button": "<h2><button>word</button></h2>",
	"noframes": "<p>a<noframes>word</noframes>", "basefont": "<p>a<basefont>word", "isindex": "<p>a<isindex prompt=word>", "keygen": "<p>a<keygen name=word>",
}

// nonText are the elements that show nothing of their own, so that their sample
// proves only that nothing is said.
var nonText = "html head body meta base link style script"

// TestEveryElementHasItsColumn feeds every element of the standard, those that
// it calls obsolete too (HTML, 4 and 16.2), and holds that what the table says
// of it is what becomes of it.
func TestEveryElementHasItsColumn(t *testing.T) {
	list, err := os.ReadFile("testdata/elements.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range strings.Fields(string(list)) {
		row, ok := elements[name]
		if !ok {
			t.Errorf("<%s> is in no column of elements.tsv", name)
			continue
		}
		page := samples[name]
		if page == "" {
			page = fmt.Sprintf("<p>a <%s>word</%[1]s>", name)
		}
		said, found := fed(t, page)
		switch row.column {
		case Read, Pass:
			if said > 0 || !found && name != "option" && name != "optgroup" && name != "select" {
				t.Errorf("<%s> is %s; its text is found: %v, warnings: %d\n%s", name, row.column, found, said, page)
			}
		case Aside:
			if said > 0 || found && !strings.Contains(" "+nonText+" ", " "+name+" ") {
				t.Errorf("<%s> is aside; its text is found: %v, warnings: %d\n%s", name, found, said, page)
			}
		case Lost:
			if said != 1 || row.remedy == "" {
				t.Errorf("<%s> is lost; warnings: %d, remedy %q\n%s", name, said, row.remedy, page)
			}
		default:
			t.Errorf("<%s> is in the column %q", name, row.column)
		}
	}
}

// fed reads a page and reports how many losses were said, and whether its word
// is in the tree.
func fed(t *testing.T, page string) (said int, found bool) {
	t.Helper()
	var log diag.Log
	doc, err := Page("p.html", []byte("<!doctype html>"+page), &log)
	if err != nil {
		t.Fatal(err)
	}
	return log.Count(diag.Diagnostic.Loss), strings.Contains(ast.Dump(doc), "word")
}
