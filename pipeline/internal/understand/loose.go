package understand

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/text"
)

// outlineLoose looks for headings among the paragraphs whose role the mark-up does
// not tell: labelled parts, numbers that count titles, and lines that are bold or
// large as a whole over text. Lists, tables, figures and notes stay what they are.
func outlineLoose(s *state) {
	loose, headed := s.doc.Loose, s.doc.Headed
	s.doc.Loose, s.doc.Headed = nil, false
	if len(loose) == 0 {
		return
	}
	if headed {
		s.doc.Blocks = s.dropLooseTitle(s.doc.Blocks, loose)
		s.outlineHeaded(loose)
		return
	}
	top := s.looseUnder()
	s.blocks = looseBlocks(s.dropLooseTitle(*top, loose), loose)
	readNumbering(s)
	s.labelledHeadings()
	s.numberedHeadings()
	s.emphasisedHeadings(loose)
	s.countedHeadings(loose)
	s.titlesUnderLabels()
	s.titleLabels()
	for _, b := range s.blocks {
		if b.role == roleItem {
			b.role = roleText
		}
	}
	setLevels(s)
	t := treeBuilder{}
	for i := 0; i < len(s.blocks); {
		i += t.block(s.blocks, i)
	}
	*top = t.top
	s.setDepths()
}

// looseUnder gives the row of blocks in which the loose paragraphs stand: that of
// the document, or of its only chapter.
func (s *state) looseUnder() *[]ast.Block {
	for _, b := range s.doc.Blocks {
		if sec, ok := b.(*ast.Section); ok {
			return &sec.Blocks
		}
	}
	return &s.doc.Blocks
}

// setDepths gives all sections the level at which they stand.
func (s *state) setDepths() {
	var set func([]ast.Block, int)
	set = func(blocks []ast.Block, level int) {
		for _, b := range blocks {
			if sec, ok := b.(*ast.Section); ok {
				sec.Level = level
				set(sec.Blocks, level+1)
			}
		}
	}
	set(s.doc.Blocks, 1)
}

// looseBlocks makes a block of each paragraph in loose and of each other node.
func looseBlocks(row []ast.Block, loose map[*ast.Paragraph]ast.Look) []*block {
	out := make([]*block, 0, len(row))
	for _, n := range row {
		p, ok := n.(*ast.Paragraph)
		if _, is := loose[p]; !ok || !is {
			out = append(out, &block{node: n, role: roleReady, blank: 1})
			continue
		}
		out = append(out, looseBlock(p))
	}
	return out
}

// looseBlock makes a block of a paragraph.
func looseBlock(p *ast.Paragraph) *block {
	l := &line{text: text.OneLine(ast.PlainText(p.Inlines)), blank: 1, pos: p.Src}
	sign, at := bullet(l.text)
	b := newBlock(l, sign, at)
	b.loose = []*ast.Paragraph{p}
	b.finish()
	return b
}

// looseTitle is the run of text of a heading, without the emphasis that it has as
// a whole and with spaces for its line breaks; id is the first anchor before it, and
// further ones stand behind it.
func (b *block) looseTitle() (id string, title []ast.Inline) {
	var behind []ast.Inline
	for i, p := range b.loose {
		if i > 0 {
			title = append(title, &ast.Text{At: p.At, Value: " "})
		}
		rest := p.Inlines
		for len(rest) > 1 {
			anchor, ok := rest[0].(*ast.Anchor)
			if !ok {
				break
			}
			rest = rest[1:]
			if id == "" {
				id = anchor.ID
				continue
			}
			behind = append(behind, anchor)
		}
		for _, in := range unemphasised(rest) {
			if br, ok := in.(*ast.LineBreak); ok {
				in = &ast.Text{At: br.At, Value: " "}
			}
			title = append(title, in)
		}
	}
	return id, ast.AnchorsLast(append(ast.JoinText(title), behind...))
}

// looseSection is the section that a paragraph of mark-up heads.
func (b *block) looseSection() *ast.Section {
	id, title := b.looseTitle()
	sec := &ast.Section{At: ast.At{Src: b.pos()}, ID: id}
	sec.Number, sec.Sep, sec.Title = ast.SplitTitle(title)
	sec.Title = unemphasised(sec.Title)
	if sec.Sep != "" {
		sec.Sep = " "
	}
	return sec
}

// unemphasised is a run without the emphasis and underlining that it has as a whole, be it
// in pieces of which some are highlighted or with signs between them that have none.
func unemphasised(list []ast.Inline) []ast.Inline {
	list = ast.Whole(list, showsWhole)
	out := make([]ast.Inline, 0, len(list))
	for _, in := range list {
		mark, marked := in.(*ast.Mark)
		text, plain := in.(*ast.Text)
		switch {
		case showsWhole(in):
			out = append(out, ast.Whole([]ast.Inline{in}, showsWhole)...)
		case marked && len(mark.Inlines) == 1 && showsWhole(mark.Inlines[0]):
			out = append(out, &ast.Mark{At: mark.At, Kind: mark.Kind, Inlines: ast.Whole(mark.Inlines, showsWhole)})
		case plain && strings.Trim(text.Value, "\t\n\u00a0 .:)–-") == "":
			out = append(out, in)
		default:
			return list // a part stands out
		}
	}
	return out
}

// showsWhole reports whether a mark around a whole heading only shows it: emphasis, or a
// line under it.
func showsWhole(in ast.Inline) bool {
	mark, ok := in.(*ast.Mark)
	return ast.IsEmphasis(in) || ok && mark.Kind == ast.Underlined
}

// titleReach is among how many blocks the text repeats the title of the page.
const titleReach = 6

// dropLooseTitle leaves out the paragraph that repeats the title of the metadata, which
// the title page shows.
func (s *state) dropLooseTitle(blocks []ast.Block, loose map[*ast.Paragraph]ast.Look) []ast.Block {
	for i, b := range blocks[:min(len(blocks), titleReach)] {
		p, ok := b.(*ast.Paragraph)
		if _, isLoose := loose[p]; !ok || !isLoose || s.doc.Meta.Title == "" || !ast.PlainOnly(p.Inlines) {
			continue
		}
		if words := text.OneLine(ast.PlainText(p.Inlines)); ast.SameWords(words, s.doc.Meta.Title) {
			s.left(decision{CodeTitle, "the title that the page gives", "the title stands here once more", 0.95}, p.Src, words)
			return slices.Delete(blocks, i, i+1)
		}
	}
	return blocks
}

// emphasisedHeadings takes the short paragraphs that are bold or large as a whole
// over text; of a row of several, as addresses make them, none but the last, unless
// the one above is set larger.
func (s *state) emphasisedHeadings(loose map[*ast.Paragraph]ast.Look) {
	for from, to := range runs(0, len(s.blocks), func(_, k int) bool { return s.emphasised(k, loose) }) {
		if to-from > maxEmphasised {
			from = to - 1
		}
		if s.headsLoose(to) && !s.amidAlike(to, loose) {
			for _, b := range s.blocks[from:to] {
				s.heading(b, "a short paragraph that is bold or large as a whole, above text", 0.80)
			}
		}
	}
}

// countedHeadings takes bold lines that end in a colon and count on from a heading of the
// same look: "2. Proceedings:" below "1. Facts".
func (s *state) countedHeadings(loose map[*ast.Paragraph]ast.Look) {
	last := map[series]*block{}
	for i, b := range s.blocks {
		if b.ord.style == "" || len(b.loose) == 0 {
			continue
		}
		of := b.ord.series()
		above, body := last[of], strings.TrimSuffix(b.text, ":")
		if b.role == roleText && above != nil && b.ord.value() == above.ord.value()+1 && loose[b.loose[0]] == loose[above.loose[0]] &&
			body != b.text && titleish(body) && ast.PlainOnly(withoutCalls(b.loose[0].Inlines)) && s.headsLoose(i+1) {
			s.heading(b, "a line that is bold or large as a whole and counts on from a heading of the same look", 0.80)
		}
		if b.role == roleHeading {
			last[of] = b
		}
	}
}

// amidAlike reports whether block i stands out as the block above it does, in a row of more
// such blocks than headings make: the row is text that is set so.
func (s *state) amidAlike(i int, loose map[*ast.Paragraph]ast.Look) bool {
	alike := func(k int) bool {
		return k >= 0 && k < len(s.blocks) && len(s.blocks[k].loose) > 0 && loose[s.blocks[k].loose[0]] == loose[s.blocks[i].loose[0]]
	}
	if i == len(s.blocks) || len(s.blocks[i].loose) == 0 || !alike(i-1) {
		return false
	}
	n := 1
	for k := i - 1; n <= maxEmphasised && alike(k); k-- {
		n++
	}
	for k := i + 1; n <= maxEmphasised && alike(k); k++ {
		n++
	}
	return n > maxEmphasised
}

// maxEmphasised is how many headings stand in a row, one above the other.
const maxEmphasised = 3

// emphasised reports whether block i has the look and the words of a heading.
func (s *state) emphasised(i int, loose map[*ast.Paragraph]ast.Look) bool {
	b := s.blocks[i]
	if len(b.loose) == 0 || b.role == roleItem || b.bullet != "" {
		return false
	}
	look := loose[b.loose[0]]
	if !look.Bold && !look.Large || b.role == roleHeading {
		return b.role == roleHeading && (look.Bold || look.Large)
	}
	return ast.PlainOnly(withoutCalls(b.loose[0].Inlines)) && words(b.text) <= maxPlainWords && (titleish(b.text) || isStopTitle(b.text)) &&
		!numeric(b.text) && !isDate(b.text) && !isCaption(b.text) && !isSignature(b.text) && !strings.HasSuffix(b.text, ",")
}

// withoutCalls is a run without the note calls in it, which a heading may have.
func withoutCalls(list []ast.Inline) []ast.Inline {
	return slices.DeleteFunc(slices.Clone(list), func(in ast.Inline) bool { _, ok := in.(*ast.NoteRef); return ok })
}

// headsLoose reports whether block i can stand under a heading: anything but the
// end of the text.
func (s *state) headsLoose(i int) bool {
	return i < len(s.blocks) && (s.blocks[i].role != roleText || len(s.blocks[i].loose) == 0 || s.blocks[i].text != "")
}

// titlesUnderLabels takes the short lines right below labels with their number
// alone, "Article 3" over "Definitions", where most parts of that label have one.
func (s *state) titlesUnderLabels() {
	titles, all := map[*label][]*block{}, map[*label]int{}
	for i, b := range s.blocks[:max(0, len(s.blocks)-1)] {
		if b.role != roleHeading || b.ord.label == nil || b.ord.rest != "" {
			continue
		}
		all[b.ord.label]++
		next := s.blocks[i+1]
		if next.role == roleText && len(next.loose) > 0 && next.ord.style == "" && next.bullet == "" && titleish(next.text) &&
			words(next.text) <= maxPlainWords && ast.PlainOnly(withoutCalls(next.loose[0].Inlines)) {
			titles[b.ord.label] = append(titles[b.ord.label], next)
		}
	}
	for l, list := range titles {
		if n := len(list); n >= 2 && 3*n >= 2*all[l] {
			for _, b := range list {
				s.heading(b, "a short line right below a label with its number alone, as below most of them", 0.85)
			}
		}
	}
}
