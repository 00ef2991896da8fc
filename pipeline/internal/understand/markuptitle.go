package understand

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
)

// markupTitle is a reading of the title of a document from mark-up. Its weight is in
// log-odds; take, where it is set, takes the reading out of the text.
type markupTitle struct {
	title, subtitle string
	rule            string
	pos             diag.Pos
	weight          float64
	take            func()
}

// confidentLead is how much is thought of a title that nothing but its look and place, or
// the file's properties tell: a person is asked.
const confidentLead = 0.6

// What speaks for a reading: the look and place of lines at the head of a document, and the
// properties of a file, which may be those of the document whose copy this once was. What
// the words of the front make likely has the odds of that. And what speaks against one:
// a phrase that goes on, a number, the name of a body, and a look that gives way to lines
// above. No title has the weight 0.
const (
	byLook  = 3.5 // more than the odds of surestTitle
	byFile  = 0.4
	against = -3.4
	ofBody  = -3.1
)

// titleOfMarkup chooses the title of a document from mark-up that has none and no chapter
// that is one, among what may be it.
func titleOfMarkup(s *state) {
	offered := s.doc.Outside.Title
	s.doc.Outside = ast.Outside{}
	if s.doc.Meta.Title == "" && ast.TitleSection(s.doc) == nil {
		none := markupTitle{take: func() {}}
		best := slices.MaxFunc(append(s.titleReadings(offered), none), func(a, b markupTitle) int { return cmp.Compare(a.weight, b.weight) })
		s.doc.Meta.Title, s.doc.Meta.Subtitle = best.title, best.subtitle
		if best.rule != "" {
			s.say(decision{CodeTitle, best.rule, "title", confidentLead}, best.pos, best.title)
		}
		best.take()
	}
	if offered != "" && offered != s.doc.Meta.Title {
		s.left(decision{CodeTitle, "the title of the file's properties", "the title in the document's properties was left out; the text has its own", 0.80}, diag.Pos{}, offered)
	}
}

// titleReadings are what may be the title of a document, each with its weight.
func (s *state) titleReadings(offered string) []markupTitle {
	var out []markupTitle
	if from, to := s.lead(); to > from {
		out = append(out, s.titleBlocks(from, to, "bold or large paragraphs before all text"))
	}
	if n := emptyHeads(s.doc.Blocks); n > 0 {
		out = append(out, s.titleBlocks(0, n, "headings that head nothing before all text"))
	}
	if offered != "" {
		out = append(out, markupTitle{title: offered, rule: "the title of the file's properties", weight: byFile, take: func() {}})
	}
	if c := s.cover; c != nil && c.stands(s.doc) {
		out = append(out, markupTitle{title: c.title, subtitle: c.subtitle, weight: math.Log(c.chance / (1 - c.chance)), take: func() {
			s.takeTitleRows(c.rows.wholly(c.taken))
			s.sayFront(c.rows, c.log, func(d *diag.Diagnostic, _ frontRow) bool { return d.Code == CodeTitle })
		}})
	}
	for i, t := range out {
		whole := strings.TrimSpace(t.title + " " + t.subtitle)
		number, numbered := parseOrdinal(whole)
		if chars.OpenEnded(whole) || strings.HasSuffix(whole, ",") || numbered && number.style != "" {
			out[i].weight += against
		}
		if namesBody(whole) {
			out[i].weight += ofBody
		}
	}
	return out
}

// titleBlocks is the reading of blocks as title and subtitle.
func (s *state) titleBlocks(from, to int, rule string) markupTitle {
	t := markupTitle{rule: rule, pos: s.doc.Blocks[from].Pos(), weight: byLook}
	for _, b := range s.doc.Blocks[from:to] {
		var list []ast.Inline
		switch b := b.(type) {
		case *ast.Paragraph:
			list = b.Inlines
		case *ast.Section:
			list = b.Title
		}
		t.title, t.subtitle = joinTitle(t.title, t.subtitle, chars.OneLine(ast.PlainText(list)))
	}
	t.take = func() { s.doc.Blocks = slices.Delete(s.doc.Blocks, from, to) }
	return t
}

// stands reports whether the paragraphs of a cover's title stand in the text and are nothing
// else, and none above them is bold or large where they are not.
func (c *coverTitle) stands(doc *ast.Document) bool {
	gone, shown, shownAbove := c.rows.wholly(c.taken), false, false
	var words []string
	for i, row := range c.rows.rows {
		look := doc.Loose[row.paragraph]
		if !c.taken[i] {
			shownAbove = shownAbove || len(words) == 0 && (look.Bold || look.Large)
			continue
		}
		if !gone[row.paragraph] || !slices.Contains(doc.Blocks, ast.Block(row.paragraph)) {
			return false
		}
		shown = shown || look.Bold || look.Large
		words = append(words, row.text)
	}
	return (shown || !shownAbove) && ast.SameWords(strings.Join(words, " "), c.title+" "+c.subtitle)
}
