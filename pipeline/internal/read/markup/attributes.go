package markup

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/text"
)

// CodeAttribute tells of an attribute that says something and is not read.
const CodeAttribute diag.Code = "html-attribute-left-out"

var _ = diag.Register(map[diag.Code]string{
	CodeAttribute: "An attribute of a page says what is no part of its text, and was left out.",
})

//go:embed attributes.tsv
var attributesFile string

// attribute is a row of attributes.tsv.
type attribute struct {
	column Column
	except map[string]bool // the elements on which it is read
	use    string          // what it is for, where it is told
}

// Told is the column of the attributes that are left out, on record.
const Told Column = "told"

var attributes = parseAttributes(attributesFile)

func parseAttributes(file string) map[string]attribute {
	out := map[string]attribute{}
	for _, line := range strings.Split(file, "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) < 2 || line[0] == '#' {
			continue
		}
		a := attribute{column: Column(cells[1]), except: map[string]bool{}}
		if len(cells) > 3 {
			a.use = cells[3]
			for _, name := range strings.Fields(cells[2]) {
				a.except[name] = true
			}
		}
		out[cells[0]] = a
	}
	return out
}

// tellAttributes says once for each attribute that is not read what its elements in
// n said with it. What the element's own text says already is no loss.
func (r *reader) tellAttributes(n *html.Node) {
	said := map[string][]string{}
	var names []string
	walk(n, func(c *html.Node) bool {
		if c.Type != html.ElementNode {
			return true
		}
		if unseen[c.Data] || r.marks[c] || r.leaveOut(c) != "" {
			return false
		}
		for _, a := range c.Attr {
			row, value := attributes[a.Key], oneLine(a.Val)
			if a.Key == "dir" && undirected[c.Data] && text.Turns(a.Val, textOf(c)) && !saysLanguage(c, value) {
				r.lose("dir", fmt.Sprintf("the direction of %s, %s, was left out: it runs as its language is written", describe(c), value),
					"name the language of the words (lang)", "")
			}
			if row.column != Told || row.except[c.Data] || value == "" || r.saysItself(c, value) {
				continue
			}
			if said[a.Key] == nil {
				names = append(names, a.Key)
			}
			said[a.Key] = append(said[a.Key], value)
		}
		return true
	})
	for _, name := range names {
		r.log.Add(diag.Diagnostic{Code: CodeAttribute, Pos: diag.Pos{File: r.name, Line: 1}, Rule: "html", Confidence: 0.9, Dropped: strings.Join(said[name], "\n"),
			Message: fmt.Sprintf("the attribute %s of %s was left out, %s", name, elementCount(len(said[name])), attributes[name].use)})
	}
}

// saysLanguage reports whether an element names a language that is written in the
// direction that it has.
func saysLanguage(n *html.Node, dir string) bool {
	lang := attr(n, "lang")
	return lang != "" && meta.RightToLeft(lang) == strings.EqualFold(dir, "rtl")
}

// longOwn is up to how many bytes the text of an element is asked for words: an
// attribute says something of a few, and elements around many would take long.
const longOwn = 500

// saysItself reports whether the text of an element has the words of a value.
func (r *reader) saysItself(n *html.Node, value string) bool {
	return r.text[n] <= longOwn && strings.Contains(strings.ToLower(oneLine(textOf(n))), strings.ToLower(value))
}

func elementCount(n int) string {
	if n == 1 {
		return "1 element"
	}
	return fmt.Sprintf("%d elements", n)
}
