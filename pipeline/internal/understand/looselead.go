package understand

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
)

// maxLead is how many paragraphs a title and its subtitle stand in: where more stand
// out one below the other, as an address or the names of parties do, none is taken.
const maxLead = 3

// confidentLead is how much is thought of a title that nothing but its look and place
// tells: a person is asked.
const confidentLead = 0.6

// takeLead makes the paragraphs that are bold or large as a whole at the head of a
// document without a title its title and subtitle.
func (s *state) takeLead(loose map[*ast.Paragraph]ast.Look, headed bool) {
	if s.doc.Meta.Title != "" || ast.TitleSection(s.doc) != nil {
		return
	}
	from := pictures(s.doc.Blocks)
	to := from
	for to < len(s.doc.Blocks) && isLead(s.doc.Blocks[to], loose, to > from) {
		to++
	}
	if to == from || leadsPart(s.doc.Blocks[from]) || to-from > maxLead || to == len(s.doc.Blocks) {
		return
	}
	if !headed && headsAlike(s.doc.Blocks[to-1], s.doc.Blocks[to:], loose) || to-from == maxLead && smaller(s.doc.Blocks[to-2:to], loose) {
		to-- // the last one heads the text below it
	}
	if to > from && to < len(s.doc.Blocks) && goesOnKind(s.doc.Blocks[to-1], s.doc.Blocks[to]) {
		to++
	}
	s.leadTitle(s.doc.Blocks[from:to])
	s.doc.Blocks = slices.Delete(s.doc.Blocks, from, to)
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

// leadTitle makes title and subtitle of paragraphs.
func (s *state) leadTitle(lead []ast.Block) {
	for _, b := range lead {
		words := chars.OneLine(ast.PlainText(b.(*ast.Paragraph).Inlines))
		s.doc.Meta.Title, s.doc.Meta.Subtitle = joinTitle(s.doc.Meta.Title, s.doc.Meta.Subtitle, words)
	}
	if len(lead) > 0 {
		s.say(decision{CodeTitle, "bold or large paragraphs before all text", "title", confidentLead}, lead[0].Pos(), s.doc.Meta.Title)
	}
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
	return isPartTitle(words) || backTitles[announcedKey(words)]
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

// takeEmptyHeads makes the headings without a number and without text that open a
// document without a title, over chapters of their level, its title and subtitle: they
// head nothing else.
func takeEmptyHeads(doc *ast.Document, log *diag.Log) {
	n := 0
	for n < len(doc.Blocks) && isEmptyHead(doc.Blocks[n]) {
		n++
	}
	if doc.Meta.Title != "" || n == 0 || n >= maxLead || n == len(doc.Blocks) {
		return
	}
	if next, ok := doc.Blocks[n].(*ast.Section); !ok || len(next.Blocks) == 0 {
		return
	}
	for _, b := range doc.Blocks[:n] {
		doc.Meta.Title, doc.Meta.Subtitle = joinTitle(doc.Meta.Title, doc.Meta.Subtitle, chars.OneLine(ast.PlainText(b.(*ast.Section).Title)))
	}
	log.Add(diag.Diagnostic{Code: ast.CodeHeadTitle, Pos: doc.Blocks[0].Pos(), Rule: "headings that head nothing before all text", Confidence: confidentLead,
		Message: "the title is that of the first heading, which has no text below it: " + doc.Meta.Title})
	doc.Blocks = doc.Blocks[n:]
}

// isEmptyHead reports whether a block is a heading without a number, with nothing below
// it, to which nothing leads.
func isEmptyHead(b ast.Block) bool {
	sec, ok := b.(*ast.Section)
	return ok && sec.Number == "" && sec.ID == "" && len(sec.Blocks) == 0 && ast.PlainOnly(sec.Title) && titleish(ast.PlainText(sec.Title))
}

// takeOffered takes the title that the properties of the file alone have, where the text has
// none: it may be that of the document whose copy this once was.
func (s *state) takeOffered() {
	offered := s.doc.Offered
	s.doc.Offered = ""
	switch {
	case offered == "":
	case s.doc.Meta.Title != "":
		s.left(decision{CodeTitle, "the title of the file's properties", "the title in the document's properties was left out; the text has its own", 0.80}, diag.Pos{}, offered)
	default:
		s.doc.Meta.Title = offered
		s.say(decision{CodeTitle, "the title of the file's properties", "title", confidentLead}, diag.Pos{}, offered)
	}
}
