package markup

import (
	_ "embed"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// quotesFile holds the marks around a quotation and around one within it, by language
// (Unicode CLDR 45, delimiters, from which browsers take them), where they are not those
// of English.
//
//go:embed quotes.tsv
var quotesFile string

var quoteMarks = sync.OnceValue(func() map[string][4]string {
	out := map[string][4]string{}
	for line := range strings.Lines(quotesFile) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) == 5 {
			out[f[0]] = [4]string(f[1:])
		}
	}
	return out
})

// marksOf are the marks around a quotation in a language, which stands in so many others.
func marksOf(lang string, depth int) (before, behind string) {
	primary, _, _ := strings.Cut(lang, "-")
	marks, ok := quoteMarks()[primary]
	if !ok {
		marks = [4]string{"“", "”", "‘", "’"}
	}
	return marks[2*(depth%2)], marks[2*(depth%2)+1]
}

// quote puts in the marks that a browser draws around an inline quotation: those of the
// language around it (HTML, 15.3.4).
func (in *inlines) quote(n *html.Node) {
	list := in.inner(n)
	if len(list) == 0 {
		return
	}
	depth := 0
	for around := closest(n.Parent, "q"); around != nil; around = closest(around.Parent, "q") {
		depth++
	}
	before, behind := marksOf(in.lang, depth)
	in.r.add(diag.Info, CodeQuote, 0.8, "quotation marks were put around an inline quotation, as a browser draws them", "")
	in.add(&ast.Text{At: in.r.at(), Value: before})
	in.list = append(in.list, in.r.marked(n, list, in.lang)...)
	in.add(&ast.Text{At: in.r.at(), Value: behind})
}
