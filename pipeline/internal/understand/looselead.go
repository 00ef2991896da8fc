package understand

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	chars "octavo/pipeline/internal/text"
)

// maxLead is how many paragraphs a title and its subtitle stand in: where more stand
// out one below the other, as an address or the names of parties do, none is taken.
const maxLead = 3

// lead gives the paragraphs that are bold or large as a whole at the head of a document:
// its title and subtitle.
func (s *state) lead() (from, to int) {
	blocks, loose, headed := s.doc.Blocks, s.doc.Loose, s.doc.Headed
	from = pictures(blocks)
	to = from
	for to < len(blocks) && isLead(blocks[to], loose, to > from) {
		to++
	}
	if to == from || leadsPart(blocks[from]) || to-from > maxLead || to == len(blocks) {
		return 0, 0
	}
	if !headed && headsAlike(blocks[to-1], blocks[to:], loose) || to-from == maxLead && smaller(blocks[to-2:to], loose) {
		to-- // the last one heads the text below it
	}
	if to > from && goesOnKind(blocks[to-1], blocks[to]) {
		to++
	}
	return from, to
}

// goesOnKind reports whether a paragraph that is the kind of a paper alone goes on in the
// one below, however that is set: "Report" over "on the dredging of the harbour".
func goesOnKind(kind, below ast.Block) bool {
	p, ok := below.(*ast.Paragraph)
	if !ok || !ast.PlainOnly(p.Inlines) || !isKind(chars.OneLine(ast.PlainText(kind.(*ast.Paragraph).Inlines))) {
		return false
	}
	line := chars.OneLine(ast.PlainText(p.Inlines))
	return startsLower(line) && words(line) <= maxActTitle && !endsSentence(line)
}

// joinTitle adds a line to a title that leaves its phrase open, or else to the subtitle.
func joinTitle(title, subtitle, line string) (string, string) {
	switch {
	case title == "":
		return line, ""
	case subtitle == "" && (chars.OpenEnded(title) || startsLower(line)):
		return title + " " + line, ""
	case subtitle == "":
		return title, line
	}
	return title, subtitle + " " + line
}

// pictures is how many pictures alone stand at the beginning of blocks: a mark stands
// above the title.
func pictures(blocks []ast.Block) int {
	n := 0
	for n < len(blocks) {
		if _, figure := blocks[n].(*ast.Figure); !figure && !isPicture(blocks[n]) {
			break
		}
		n++
	}
	return n
}

// isPicture reports whether a block is a paragraph of nothing but pictures.
func isPicture(b ast.Block) bool {
	p, ok := b.(*ast.Paragraph)
	return ok && !slices.ContainsFunc(p.Inlines, func(in ast.Inline) bool {
		_, image := in.(*ast.Image)
		return !image && strings.TrimSpace(ast.PlainText([]ast.Inline{in})) != ""
	})
}

// isLead reports whether a block has the look and the words of a line of a title, which
// may begin in small letters where it goes on.
func isLead(b ast.Block, loose map[*ast.Paragraph]ast.Look, goesOn bool) bool {
	p, ok := b.(*ast.Paragraph)
	look, isLoose := loose[p]
	if !ok || !isLoose || !look.Bold && !look.Large || !ast.PlainOnly(p.Inlines) {
		return false
	}
	line := chars.OneLine(ast.PlainText(p.Inlines))
	if o, ok := parseOrdinal(line); ok && o.style != "" {
		return false
	}
	title := titleish(line) || isStopTitle(line) || goesOn && titleish(strings.ToUpper(line)) || !goesOn && isLongTitle(line)
	return title && !numeric(line) && !isDate(line) && !isCaption(line) && !isSignature(line) && !isFileReference(line)
}

// maxActTitle is how many words the title of a paper has at most: those of acts and codes
// say all that they are about.
const maxActTitle = 45

// isLongTitle reports whether text is a title but for its length.
func isLongTitle(text string) bool {
	return startsUpper(text) && words(text) <= maxActTitle && !strings.ContainsRune(".…:;,—?!", lastRune(text)) && !hasSentenceEnd(text) && !isBox(text)
}

// leadsPart reports whether a paragraph has the usual title of a part of a paper, and so is
// none of the whole.
func leadsPart(b ast.Block) bool {
	words := chars.OneLine(ast.PlainText(b.(*ast.Paragraph).Inlines))
	return isPartTitle(words) || isBackTitle(words)
}

// smaller reports whether the second of two paragraphs is set smaller than the first.
func smaller(pair []ast.Block, loose map[*ast.Paragraph]ast.Look) bool {
	return loose[pair[1].(*ast.Paragraph)].Size < loose[pair[0].(*ast.Paragraph)].Size
}

// headsAlike reports whether a paragraph further on heads text with the very look that
// lead has, without a number.
func headsAlike(lead ast.Block, rest []ast.Block, loose map[*ast.Paragraph]ast.Look) bool {
	look := loose[lead.(*ast.Paragraph)]
	for i, b := range rest[:max(0, len(rest)-1)] {
		p, ok := b.(*ast.Paragraph)
		if ok && loose[p] == look && isLead(b, loose, false) && !isLead(rest[i+1], loose, false) {
			return true
		}
	}
	return false
}

// emptyHeads is how many headings without a number and without text open a document over
// chapters of their level: they head nothing else than all of it.
func emptyHeads(blocks []ast.Block) int {
	n := 0
	for n < len(blocks) && isEmptyHead(blocks[n]) {
		n++
	}
	if n == 0 || n >= maxLead || n == len(blocks) {
		return 0
	}
	if next, ok := blocks[n].(*ast.Section); !ok || len(next.Blocks) == 0 {
		return 0
	}
	return n
}

// isEmptyHead reports whether a block is a heading without a number, with nothing below
// it, to which nothing leads.
func isEmptyHead(b ast.Block) bool {
	sec, ok := b.(*ast.Section)
	return ok && sec.Number == "" && sec.ID == "" && len(sec.Blocks) == 0 && ast.PlainOnly(sec.Title) && titleish(ast.PlainText(sec.Title))
}
