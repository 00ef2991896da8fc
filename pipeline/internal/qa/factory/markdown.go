package factory

import (
	"regexp"
	"strings"
)

var (
	frontMatter = regexp.MustCompile(`(?s)\A---\n.*?\n---\n`)
	headingLine = regexp.MustCompile(`^(#{1,6}) *(.*?)[ #]*(?:\{[^}]*\})?$`)
	itemLine    = regexp.MustCompile(`^(?:[-*+] +)?((?:[-*–+•]|\d{1,2}[.)]|[a-z][.)]|\(\d{1,2}\)|\([a-z]\)) *)(\S.*)$`)
	noteLine    = regexp.MustCompile(`^\[\^([^\]]+)\]: *(.*)$`)
	noteCall    = regexp.MustCompile(`\[\^([^\]]+)\]`)
	image       = regexp.MustCompile(`!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?`)
	link        = regexp.MustCompile(`\[([^\]^]+)\](?:\([^)]*\)|\[[^\]]*\])`)
	paragraphNo = regexp.MustCompile(`^<sup>(\d+[a-z]*)</sup>`)
	tag         = regexp.MustCompile(`<[^>]*>`)
	strong      = regexp.MustCompile(`\*\*|__|~~|` + "`" + `|\\`)
	emphasis    = regexp.MustCompile(`(^|[\s(])[*_]([^*_]+)[*_]`)
	pictograph  = regexp.MustCompile(`\p{So}\x{FE0F}?`)
	foreign     = regexp.MustCompile(`^(?:\||:::|!!!|\{|\[\[|<|>|:? {3})|\{\{|\{%|\[\[`)
	glued       = regexp.MustCompile(`\p{Ll}[.;:]\p{Lu}|\p{Ll}\d{4,}\p{Lu}`)
)

// readMarkdown reads a paper as blocks: headings, paragraphs, items and notes.
// What is neither, or has lost its spaces, is left away with its paragraph, so
// that no noise of the source becomes doctrine.
func readMarkdown(name, text string) source {
	s := source{name: name, notes: map[string]string{}}
	text = frontMatter.ReplaceAllString(strings.ReplaceAll(text, "\r", ""), "")
	for part := range strings.SplitSeq(text, "\n\n") {
		s.readPart(strings.Split(strings.Trim(part, "\n"), "\n"))
	}
	s.joinNumbers()
	if len(s.blocks) > 0 && s.blocks[0].Label == 'H' {
		s.title, s.blocks = s.blocks[0].Text, s.blocks[1:]
	}
	return s
}

// readPart reads the lines between two empty ones.
func (s *source) readPart(lines []string) {
	var open *Block // that the next line goes on with
	for _, line := range lines {
		line = strings.TrimRight(line, " ")
		if foreign.MatchString(line) && !paragraphNo.MatchString(line) {
			open = nil
			continue
		}
		b, begins := readLine(line, open == nil)
		switch {
		case b.Label == 'N':
			s.notes[b.Mark] = b.Text
			open = nil
		case begins && b.Text != "" && !glued.MatchString(b.Text):
			s.blocks = append(s.blocks, b)
			open = &s.blocks[len(s.blocks)-1]
		case begins:
			open = nil
		default:
			open.Text += " " + b.Text
		}
		if b.Label == 'H' {
			open = nil
		}
	}
}

// readLine reads a line and tells whether it begins a block, which every line
// does where none is open.
func readLine(line string, free bool) (Block, bool) {
	if m := headingLine.FindStringSubmatch(line); m != nil {
		return Block{Label: 'H', Level: max(1, len(m[1])-1), Text: cleaned(m[2])}, true
	}
	if m := noteLine.FindStringSubmatch(line); m != nil {
		return Block{Label: 'N', Mark: m[1], Text: cleaned(m[2])}, true
	}
	indent := len(line) - len(strings.TrimLeft(line, " "))
	line = strings.TrimSpace(line)
	if m := paragraphNo.FindStringSubmatch(line); m != nil {
		return Block{Label: 'I', Mark: m[1], Text: cleaned(line[len(m[0]):])}, true
	}
	if m := itemLine.FindStringSubmatch(line); m != nil && !strings.HasPrefix(line, "**") {
		return Block{Label: 'I', Level: min(2, indent/3), Mark: dashed(strings.TrimSpace(m[1])), Text: cleaned(m[2])}, true
	}
	return Block{Label: 'P', Text: cleaned(line)}, free
}

// dashed is the mark of an item as papers print it.
func dashed(mark string) string {
	if strings.ContainsAny(mark, "-*+") {
		return "–"
	}
	return mark
}

// cleaned is the text without the marks of Markdown; calls stay.
func cleaned(text string) string {
	text = image.ReplaceAllString(text, "")
	text = link.ReplaceAllString(text, "$1")
	text = strong.ReplaceAllString(tag.ReplaceAllString(text, ""), "")
	text = emphasis.ReplaceAllString(text, "$1$2")
	return strings.Join(strings.Fields(pictograph.ReplaceAllString(text, "")), " ")
}

var numberOnly = regexp.MustCompile(`^(?:(?:Artikel|Hoofdstuk|Afdeling|Paragraaf|§|Art\.|Article|Chapitre) *)?[\dIVX]+[a-z]?\.?$`)

// joinNumbers makes a heading that is only a number one with the title below it.
func (s *source) joinNumbers() {
	var out []Block
	for _, b := range s.blocks {
		last := len(out) - 1
		if last >= 0 && b.Label == 'H' && out[last].Label == 'H' && numberOnly.MatchString(out[last].Text) && !numberOnly.MatchString(b.Text) {
			out[last].Mark, out[last].Text = out[last].Text, b.Text
			continue
		}
		out = append(out, b)
	}
	s.blocks = out
}
