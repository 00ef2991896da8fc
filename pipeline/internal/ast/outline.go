package ast

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/text"
)

// The codes of Nest and TakeTitle.
const (
	CodeLevel     diag.Code = "heading-level-closed"
	CodeHeadTitle diag.Code = "title-from-heading"
	CodeNoWords   diag.Code = "heading-without-words"
)

var _ = diag.Register(map[diag.Code]string{
	CodeLevel:     "A heading of the source skips a level; it was raised to the next one.",
	CodeHeadTitle: "The publication's title was taken from its first heading.",
	CodeNoWords:   "A heading has nothing to read in it, so it is none; its pictures and calls were kept.",
})

// Nest makes an outline of blocks that stand in a row, as mark-up gives them:
// what follows a heading goes into its section, and deeper headings too. No
// level may be skipped in the tree (ISO 14289-1, 7.4.2), so a heading that
// does is raised, and this is logged; one without words is no heading. Sections
// in the row have no blocks yet.
func Nest(row []Block, log *diag.Log) []Block {
	var out []Block
	var open []*Section
	var marked []int // the levels of open in the source
	for _, b := range row {
		s, isSection := b.(*Section)
		if isSection && !text.Visible(s.Heading()) {
			if b, isSection = unheaded(s, log), false; b == nil {
				continue
			}
		}
		for isSection && len(open) > 0 && marked[len(open)-1] >= s.Level {
			open, marked = open[:len(open)-1], marked[:len(open)-1]
		}
		if len(open) == 0 {
			out = append(out, b)
		} else {
			parent := open[len(open)-1]
			parent.Blocks = append(parent.Blocks, b)
		}
		if isSection {
			open, marked = append(open, s), append(marked, s.Level)
			raise(s, len(open), log)
		}
	}
	return out
}

// unheaded makes of a heading without words a figure or a paragraph, or nil
// where it holds no pictures and calls either.
func unheaded(s *Section, log *diag.Log) Block {
	d := diag.Diagnostic{Code: CodeNoWords, Pos: s.Src, Rule: "outline", Confidence: 0.95}
	if !holdsMarks(s.Title) {
		d.Message, d.Dropped = "an empty heading was left out", PlainText(s.Title)
		log.Add(d)
		return nil
	}
	d.Severity, d.Message = diag.Warning, "a heading without words is no heading; what it holds was kept"
	d.Hint = "write the heading's words, or give its picture a text alternative"
	log.Add(d)
	if img, ok := s.Title[0].(*Image); ok && len(s.Title) == 1 {
		return &Figure{At: s.At, ID: s.ID, Image: img}
	}
	return &Paragraph{At: s.At, Inlines: s.Title}
}

// holdsMarks reports whether a run holds pictures or calls.
func holdsMarks(list []Inline) bool {
	found := false
	WalkInlines(list, func(n Node) bool {
		switch n.(type) {
		case *Image, *NoteRef:
			found = true
		}
		return !found
	})
	return found
}

// raise gives a section its level in the outline.
func raise(s *Section, level int, log *diag.Log) {
	if s.Level == level {
		return
	}
	log.Add(diag.Diagnostic{Code: CodeLevel, Pos: s.Src, Rule: "outline", Confidence: 0.9,
		Message: fmt.Sprintf("heading %q is of level %d in the source and of level %d here", s.Heading(), s.Level, level)})
	s.Level = level
}

// TakeTitle makes the only chapter of a document, when it opens it and has no
// number, its title, and raises the sections in it. Where the document has
// another title, the chapter stays what it is. Labels may stand before a chapter
// that is over others (labelled).
func TakeTitle(doc *Document, log *diag.Log) {
	s, sure := TitleSection(doc), 0.9
	if s == nil {
		s, sure = labelled(doc), 0.75
	}
	if s == nil {
		return
	}
	title := PlainText(s.Title)
	if doc.Meta.Title != "" && !SameWords(doc.Meta.Title, title) {
		return
	}
	d := diag.Diagnostic{Code: CodeHeadTitle, Pos: s.Src, Rule: "outline", Confidence: sure}
	if doc.Meta.Title == "" {
		doc.Meta.Title = title
	}
	if doc.Meta.Title != title {
		d.Dropped = title
	}
	doc.Blocks = append(doc.Blocks[:len(doc.Blocks)-1], s.Blocks...)
	if s.ID != "" {
		doc.TitleID = s.ID
		p := FrontParagraph(s.Blocks)
		p.Inlines = append([]Inline{&Anchor{At: s.At, ID: s.ID}}, p.Inlines...)
	}
	WalkBlocks(doc.Blocks, func(n Node) bool {
		if sub, ok := n.(*Section); ok {
			sub.Level--
		}
		_, inline := n.(Inline)
		return !inline
	})
	d.Message = fmt.Sprintf("the title is %q, the text's first heading", doc.Meta.Title)
	log.Add(d)
}

// SameWords reports whether two lines are the same but for case and blanks.
func SameWords(a, b string) bool {
	return strings.EqualFold(text.OneLine(a), text.OneLine(b))
}

// TitleSection is the section that TakeTitle would take from a document without
// a title; nil where there is none.
func TitleSection(doc *Document) *Section {
	if len(doc.Blocks) != 1 {
		return nil
	}
	s, ok := doc.Blocks[0].(*Section)
	if !ok || s.Number != "" || !PlainOnly(s.Title) || len(s.Blocks) == 0 {
		return nil
	}
	if s.ID != "" && FrontParagraph(s.Blocks) == nil { // nothing that links to the title could lead to
		return nil
	}
	return s
}

// FrontParagraph is the paragraph with which the text of blocks begins, be it below
// headings; nil where it begins with another block.
func FrontParagraph(blocks []Block) *Paragraph {
	for len(blocks) > 0 {
		switch b := blocks[0].(type) {
		case *Paragraph:
			return b
		case *Section:
			blocks = b.Blocks
		default:
			return nil
		}
	}
	return nil
}

// The most labels before a title, and the most letters of one.
const (
	maxLabels = 3
	maxLabel  = 60
)

// labelled is the section that would be the title if it opened its document, but for
// labels before it, as "ANNEX III" or the day of printing, that are no sentences: one of
// two words or more, since one word more often names a kind of part, and over two
// sections or more.
func labelled(doc *Document) *Section {
	last := len(doc.Blocks) - 1
	if last < 1 || last > maxLabels {
		return nil
	}
	for _, b := range doc.Blocks[:last] {
		p, ok := b.(*Paragraph)
		if !ok || !isLabel(PlainText(p.Inlines)) {
			return nil
		}
	}
	s := TitleSection(&Document{Blocks: doc.Blocks[last:]})
	if s == nil || len(strings.Fields(PlainText(s.Title))) < 2 {
		return nil
	}
	chapters := 0
	for _, b := range s.Blocks {
		if _, ok := b.(*Section); ok {
			chapters++
		}
	}
	if chapters < 2 {
		return nil
	}
	return s
}

// isLabel reports whether a text is short and ends as no sentence and no salutation does.
func isLabel(s string) bool {
	s = text.OneLine(s)
	return s != "" && utf8.RuneCountInString(s) <= maxLabel && !strings.ContainsAny(s[len(s)-1:], ".,:;!?")
}

// PlainOnly reports whether a run holds nothing that a title cannot: no calls,
// images or links.
func PlainOnly(inlines []Inline) bool {
	plain := true
	WalkInlines(inlines, func(n Node) bool {
		switch n.(type) {
		case *NoteRef, *Image, *Link, *Citation:
			plain = false
		}
		return plain
	})
	return plain
}

// SplitTitle takes the number from a heading by SplitNumber. The inlines may
// be changed.
func SplitTitle(title []Inline) (number, sep string, rest []Inline) {
	if len(title) == 0 {
		return "", "", title
	}
	first, ok := title[0].(*Text)
	if !ok {
		return "", "", title
	}
	number, sep, after := SplitNumber(first.Value)
	switch {
	case number == "" || after == "" && len(title) == 1:
		return "", "", title
	case after == "":
		return number, sep, title[1:]
	}
	first.Value = after
	return number, sep, title
}
