package markdown

import (
	"math"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/markup"
	chars "octavo/pipeline/internal/text"
)

// withoutContentsHeads leaves out headings over nothing but a command or list in whose
// place another program puts the contents: a chapter without text would be left of them.
// Sections in the row have no blocks yet.
func (r *reader) withoutContentsHeads(row []ast.Block) []ast.Block {
	out := make([]ast.Block, 0, len(row))
	for i, b := range row {
		s, ok := b.(*ast.Section)
		if !ok || !markup.HeadsContents(s.Heading()) || !r.commandBetween(s.Src.Line, nextText(row[i+1:])) {
			out = append(out, b)
			continue
		}
		r.drop(diag.Info, CodeCommand, s.Src, s.Heading(), "the heading of the contents was left out: they are made anew")
	}
	return out
}

// minEntries is how many entries typed contents have at least.
const minEntries = 3

// withoutTypedContents leaves out lists of nothing but links that repeat the words of
// headings in the row, as programs that write Markdown put them there: contents are made
// anew, of every edition its own.
func (r *reader) withoutTypedContents(row []ast.Block) []ast.Block {
	var headings map[string]bool
	headed := false // by words over contents
	return slices.DeleteFunc(row, func(b ast.Block) bool {
		below := headed
		s, _ := b.(*ast.Section)
		headed = s != nil && markup.HeadsContents(s.Heading())
		l, ok := b.(*ast.List)
		if !ok || !linkItem(l) {
			return false
		}
		if headings == nil {
			headings = headingWords(row)
		}
		c := &typedContents{headings: headings}
		if !c.read(l) || len(c.entries) < minEntries || c.stale > 0 && (!below || staleParts*c.stale > len(c.entries)) {
			return false
		}
		r.drop(diag.Info, CodeCommand, l.Src, strings.Join(c.entries, "\n"), "a list of links that repeats the headings was left out: contents are made anew")
		r.commands = append(r.commands, l.Src.Line)
		return true
	})
}

// linkItem reports whether the first item of a list is a link into the text.
func linkItem(l *ast.List) bool {
	return len(l.Items) > 0 && entryLink(l.Items[0]) != nil
}

// entryLink is the link into the text that is all of an item but lists below it; nil for
// any other item.
func entryLink(it *ast.ListItem) *ast.Link {
	if len(it.Blocks) == 0 {
		return nil
	}
	p, ok := it.Blocks[0].(*ast.Paragraph)
	if !ok || len(p.Inlines) != 1 {
		return nil
	}
	if link, ok := p.Inlines[0].(*ast.Link); ok && strings.HasPrefix(link.URL, "#") {
		return link
	}
	return nil
}

// headingWords are the words of the headings in a row.
func headingWords(row []ast.Block) map[string]bool {
	words := map[string]bool{}
	for _, b := range row {
		if s, ok := b.(*ast.Section); ok {
			words[chars.OneLine(strings.ToLower(s.Heading()))] = true
		}
	}
	return words
}

// typedContents are the entries of contents in a list and the lists in it. Stale are those
// whose heading was changed since.
type typedContents struct {
	headings map[string]bool
	entries  []string
	stale    int
}

// staleParts is how many entries below a heading of contents there are for each stale one.
const staleParts = 10

// read reads the entries of a list; it reports whether nothing else is there.
func (c *typedContents) read(l *ast.List) bool {
	for _, it := range l.Items {
		link := entryLink(it)
		if link == nil {
			return false
		}
		words := ast.PlainText(link.Inlines)
		c.entries = append(c.entries, words)
		c.stale += b2i(!c.headings[chars.OneLine(strings.ToLower(words))])
		for _, b := range it.Blocks[1:] {
			below, ok := b.(*ast.List)
			if !ok || !c.read(below) {
				return false
			}
		}
	}
	return true
}

// nextText is the line of the first block that is no break, where that is a heading; 0
// where text stands before one.
func nextText(row []ast.Block) int {
	for _, b := range row {
		switch b := b.(type) {
		case *ast.Break:
		case *ast.Section:
			return b.Src.Line
		default:
			return 0
		}
	}
	return math.MaxInt
}

// commandBetween reports whether a command that was left out stands between two lines.
func (r *reader) commandBetween(from, to int) bool {
	return slices.ContainsFunc(r.commands, func(line int) bool { return from < line && line < to })
}
