package style

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"

	"octavo/pipeline/internal/diag"
)

// LowContrast is the finding about text that is hard to tell from its ground.
const LowContrast diag.Code = "style-contrast"

var _ = diag.Register(map[diag.Code]string{
	LowContrast: "A style sheet gives text a colour whose contrast against its ground is below 4.5 to 1; the pages are made with it.",
})

// LeastContrast is what text has at least against its ground (WCAG 2.2, 1.4.3).
const LeastContrast = 4.5

// Contrast is the ratio of two colours' luminance, from 1 to 21 (WCAG 2.2,
// "contrast ratio").
func Contrast(a, b Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is the relative luminance of a colour (WCAG 2.2).
func luminance(c Color) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// String gives a colour as CSS writes it.
func (c Color) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// collectColours remembers where each colour stands, for findings about it.
func (p *parser) collectColours(raw rawRule) {
	for _, t := range raw.body {
		if t.kind != css.HashToken && t.kind != css.IdentToken {
			continue
		}
		if c, ok := color(t); ok {
			p.sheet.colours[c] = at(raw.file, t.line)
		}
	}
}

var paper = Color{255, 255, 255}

// pair is a text's colour and its ground's.
type pair struct{ text, ground Color }

// CheckContrast reports the colours of text, in the document and in the margins
// of its pages, that stand too little off from their ground: each pair once,
// with the elements that have it.
func (s *Styled) CheckContrast(log *diag.Log) {
	found := map[pair][]string{}
	root := s.body.parent
	root.pairs(paper, found)
	for _, r := range s.sheet.pages {
		for _, left := range []bool{false, true} {
			for _, b := range s.Page(r.name, false, left).Boxes {
				note(found, pair{b.Style.Color, paper}, "@"+b.Name)
			}
		}
	}
	for _, p := range sortedPairs(found) {
		s.sheet.reportContrast(p, found[p], log)
	}
}

func sortedPairs(found map[pair][]string) []pair {
	var list []pair
	for p := range found {
		if Contrast(p.text, p.ground) < LeastContrast {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b pair) int {
		return strings.Compare(a.text.String()+a.ground.String(), b.text.String()+b.ground.String())
	})
	return list
}

func note(found map[pair][]string, p pair, where string) {
	if !slices.Contains(found[p], where) {
		found[p] = append(found[p], where)
	}
}

// pairs collects the pairs of an element and of all in it, that stand on ground.
func (e *site) pairs(ground Color, found map[pair][]string) {
	if e.computed.Display == "none" {
		return
	}
	if e.computed.Background != nil {
		ground = *e.computed.Background
	}
	if where := e.shown(); where != "" {
		note(found, pair{e.computed.Color, ground}, where)
	}
	for _, kid := range e.kids {
		kid.pairs(ground, found)
	}
}

// holders are the elements that hold no text themselves.
var holders = []string{"html", "body", "section", "aside", "figure", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "ul", "ol", "li", "dl", "dd", "blockquote", "img", "br", "hr", "nav", "div"}

// shown names an element that holds text, as a selector does; "" for one that
// only holds others.
func (e *site) shown() string {
	if e.pseudo == "" && slices.Contains(holders, e.tag) {
		return ""
	}
	name := e.tag
	if class, _, _ := strings.Cut(strings.TrimSpace(e.classes), " "); class != "" {
		name += "." + class
	}
	if e.pseudo != "" {
		name += "::" + strings.TrimLeft(e.pseudo, ":")
	}
	return name
}

// mostNamed is how many elements a finding names.
const mostNamed = 4

func (s *Sheet) reportContrast(p pair, where []string, log *diag.Log) {
	slices.Sort(where)
	if len(where) > mostNamed {
		where = append(where[:mostNamed:mostNamed], "…")
	}
	// Rounded down, so that no ratio is said to be better than it is.
	ratio := math.Floor(Contrast(p.text, p.ground)*100) / 100
	log.Add(diag.Diagnostic{Code: LowContrast, Severity: diag.Warning, Pos: s.colours[p.text], Rule: "contrast of text (WCAG 2.2, 1.4.3)",
		Message: fmt.Sprintf("the colour %s has a contrast of %.2f:1 against %s, in %s; text needs %.1f:1", p.text, ratio, p.ground, strings.Join(where, ", "), LeastContrast),
		Hint:    "take a darker colour for the text, or a lighter one for the ground"})
}
