package markup

import (
	"strings"

	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
)

// counterPart is a piece of what a style sheet puts before an item: text, or the
// value of a counter in its numerals (CSS Lists and Counters Level 3, 4.5).
type counterPart struct {
	text, name string
	how        numbering
}

// counterSelector selects what stands before the items of a list of a class, as
// Google Docs writes it.
var counterSelector = pattern.Of(`^(?:ol|ul)?\.([\w-]+)\s*>\s*li::?before$`)

// counterParts reads the value of content.
func counterParts(value []css.Token) []counterPart {
	var out []counterPart
	var inside []string
	for _, t := range value {
		switch {
		case t.TokenType == css.FunctionToken && strings.EqualFold(string(t.Data), "counter("):
			inside = []string{""}
		case t.TokenType == css.RightParenthesisToken && inside != nil:
			out = append(out, counterOf(inside))
			inside = nil
		case t.TokenType == css.IdentToken && inside != nil:
			inside[len(inside)-1] = string(t.Data)
		case t.TokenType == css.CommaToken && inside != nil:
			inside = append(inside, "")
		case t.TokenType == css.StringToken && inside == nil:
			out = append(out, counterPart{text: strings.Trim(string(t.Data), `"'`)})
		}
	}
	return out
}

func counterOf(args []string) counterPart {
	part := counterPart{name: args[0], how: numbering{style: ast.Decimal}}
	if how, known := numberings[args[len(args)-1]]; known && len(args) > 1 {
		part.how = how
	}
	return part
}

// counted gives the parts of which the numbers of a list's items are made, where the
// page's own sheet counts them; the last counter among them is the list's own.
func (r *reader) counted(n *html.Node) []counterPart {
	for _, c := range strings.Fields(attr(n, "class")) {
		parts := r.counters[c]
		for _, p := range parts {
			if p.name != "" && !p.how.none {
				return parts
			}
		}
	}
	return nil
}

// ownCounter is the counter that a list of these parts counts on.
func ownCounter(parts []counterPart) counterPart {
	own := counterPart{}
	for _, p := range parts {
		if p.name != "" {
			own = p
		}
	}
	return own
}

// numberBy makes the counter of a list write its numbers as the page's own sheet
// does: "a)", "1.2.".
func (r *reader) numberBy(parts []counterPart, c *counter) {
	own := ownCounter(parts)
	c.list.Style = own.how.style
	c.write = func(n int) string {
		r.counts[own.name] = n
		var b strings.Builder
		for _, p := range parts {
			b.WriteString(p.text)
			if p.name != "" {
				b.WriteString(p.how.numeral(r.counts[p.name]))
			}
		}
		return strings.TrimSpace(b.String())
	}
	if _, _, delim, ok := ast.ListMarkers([]string{strings.TrimSpace(c.write(max(c.next, 1)))}); ok {
		c.list.Delim = delim
	}
}
