package pandoc

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/attributes"
)

// inner reads the blocks of a list, quotation, cell or note, in which no heading
// can stand.
func (r *reader) inner(v any) []ast.Block {
	before := r.held
	r.held = true
	out := r.blocks(r.list("list of blocks", v))
	r.held = before
	return out
}

func (r *reader) blocks(list []any) []ast.Block {
	var out []ast.Block
	partners := r.ends(list, isStructural)
	for i := 0; i < len(list); i++ {
		if r.err != nil {
			return nil
		}
		last := max(i, partners[i])
		if isTag(list[i], "RawBlock") && isHTML(list[i]) {
			if got, ok := r.htmlBlocks(list[i : last+1]); ok {
				out, i = append(out, got...), last
				continue
			}
		}
		out = append(out, r.block(list[i])...)
	}
	return out
}

func (r *reader) block(v any) []ast.Block {
	tag, c := r.tagged(v)
	switch tag {
	case "Para", "Plain":
		return r.paragraph(r.list(tag, c))
	case "LineBlock":
		return r.lineBlock(c)
	case "Header":
		return r.header(c)
	case "BulletList", "OrderedList":
		return r.listBlock(tag, c)
	case "DefinitionList":
		return r.definitions(c)
	case "Table":
		return r.table(c)
	case "Figure":
		return r.figure(c)
	case "BlockQuote":
		if blocks := r.inner(c); len(blocks) > 0 {
			return []ast.Block{&ast.BlockQuote{At: blockAt(blocks), Blocks: blocks}}
		}
		return nil
	case "CodeBlock":
		return r.codeBlock(c)
	case "HorizontalRule":
		return []ast.Block{&ast.Break{At: r.begin()}}
	case "RawBlock":
		at := r.begin()
		if f := r.rawFormula(v); f != nil {
			return []ast.Block{&ast.Paragraph{At: at, Inlines: f}}
		}
		r.raw(tag, c)
		return nil
	case "Div":
		return r.div(c)
	case "Null":
		return nil
	}
	r.broken("a block of the unknown kind " + tag)
	return nil
}

func blockAt(blocks []ast.Block) ast.At { return ast.At{Src: blocks[0].Pos()} }

// paragraph reads a run of text; a picture that is marked as a figure, as pandoc
// did before version 3, is one.
func (r *reader) paragraph(list []any) []ast.Block {
	at := r.begin()
	text := ast.Trim(r.inlines(list))
	r.lines[at.Src.Line-1] = ast.PlainText(text)
	if img, id := loneImage(text); img != nil && strings.HasPrefix(img.Title, "fig:") {
		img.Title = strings.TrimPrefix(img.Title, "fig:")
		return []ast.Block{&ast.Figure{At: at, ID: id, Image: img, Caption: captionOf(img)}}
	}
	if !ast.HasContent(text) {
		return nil
	}
	return []ast.Block{&ast.Paragraph{At: at, Inlines: text}}
}

// loneImage is the image that is all that a run holds, with the identifier of the
// anchor before it; nil where there is more or none.
func loneImage(text []ast.Inline) (img *ast.Image, id string) {
	if len(text) == 2 && ast.IsAnchor(text[0]) {
		id, text = ast.NodeID(text[0]), text[1:]
	}
	if len(text) == 1 {
		if l, ok := text[0].(*ast.Lang); ok && len(l.Inlines) == 1 { // of its description
			text = l.Inlines
		}
		img, _ = text[0].(*ast.Image)
	}
	return img, id
}

func captionOf(img *ast.Image) []ast.Inline {
	if img.Alt == "" {
		return nil
	}
	return []ast.Inline{&ast.Text{At: img.At, Value: img.Alt}}
}

func (r *reader) lineBlock(c any) []ast.Block {
	var all []any
	for i, line := range r.list("LineBlock", c) {
		if i > 0 {
			all = append(all, map[string]any{"t": "LineBreak"})
		}
		all = append(all, r.list("LineBlock", line)...)
	}
	return r.paragraph(all)
}

func (r *reader) header(c any) []ast.Block {
	p := r.parts("Header", c, 3)
	at := r.begin()
	a, list := r.attr("Header", p[1]), r.list("Header", p[2])
	if r.held {
		return r.headingInside(at, a.id, list)
	}
	s := &ast.Section{At: at, Level: min(max(r.number("Header", p[0]), 1), 6), ID: r.identifier(a.id)}
	for _, region := range []ast.Region{ast.FrontMatter, ast.BackMatter} {
		if a.has(string(region)) && s.Level == 1 {
			s.Region = region
		}
	}
	r.numbered(s, list, a.has("unnumbered"))
	if a.keys["lang"] != "" {
		s.Title = r.inLang(a.keys["lang"], s.Title)
	}
	r.passed(attributes.Heading, a, s.Title)
	r.lines[at.Src.Line-1] = s.Heading()
	return []ast.Block{s}
}

func (r *reader) headingInside(at ast.At, id string, list []any) []ast.Block {
	title := ast.Trim(r.inlines(list))
	if !ast.HasContent(title) {
		return nil
	}
	r.lose(CodeHeading, "heading", "a heading stands inside a quotation, list, table or note; it was taken for a strong paragraph", "")
	strong := &ast.Strong{At: at, Inlines: title}
	return []ast.Block{&ast.Paragraph{At: at, Inlines: append(r.anchor(id), strong)}}
}

// numbered reads number and title: by the spans that write/pandoc makes, else as
// the number stands in the text.
func (r *reader) numbered(s *ast.Section, list []any, unnumbered bool) {
	number, isNumber := r.classed(list, "number")
	if !isNumber {
		s.Title = ast.AnchorsLast(ast.Trim(r.inlines(list)))
		if !unnumbered {
			s.Number, s.Sep, s.Title = ast.SplitTitle(s.Title)
		}
		return
	}
	s.Number, list = number, list[1:]
	if sep, ok := r.classed(list, "sep"); ok {
		s.Sep, list = sep, list[1:]
	} else if len(list) > 0 && isTag(list[0], "Space") {
		s.Sep, list = " ", list[1:]
	}
	s.Title = ast.Trim(r.inlines(list))
}

// classed is the text of the span of a class at the front of a run.
func (r *reader) classed(list []any, class string) (text string, found bool) {
	if len(list) == 0 || !isTag(list[0], "Span") {
		return "", false
	}
	_, c := r.tagged(list[0])
	p := r.parts("Span", c, 2)
	if a := r.attr("Span", p[0]); len(a.classes) != 1 || !a.has(class) {
		return "", false
	}
	return ast.PlainText(r.inlines(p[1])), true
}

func isTag(v any, tag string) bool {
	n, ok := v.(map[string]any)
	return ok && n["t"] == tag
}

func (r *reader) codeBlock(c any) []ast.Block {
	p := r.parts("CodeBlock", c, 2)
	at := r.begin()
	a := r.attr("CodeBlock", p[0])
	code := &ast.CodeBlock{At: at, Info: a.keys["data-info"], Text: r.text("CodeBlock", p[1])}
	if strings.Trim(code.Text, "\n") != "" { // write/pandoc leaves empty lines alone as they are
		code.Text += "\n"
	}
	if code.Info == "" && len(a.classes) > 0 {
		code.Info = a.classes[0]
	}
	r.lines[at.Src.Line-1] = strings.TrimSpace(code.Text)
	r.passed(attributes.CodeBlock, a, nil)
	for _, key := range []string{"lst-cap", "caption", "title", "filename"} {
		if caption := r.say(strings.TrimSpace(lineEnds.Replace(a.keys[key]))); caption != nil {
			return []ast.Block{&ast.Figure{At: at, ID: r.identifier(a.id), Blocks: []ast.Block{code}, Caption: caption}}
		}
	}
	code.ID = r.identifier(a.id)
	return []ast.Block{code}
}

// div reads a division: one of write/pandoc's, else its blocks, which take its
// identifier.
func (r *reader) div(c any) []ast.Block {
	p := r.parts("Div", c, 2)
	a := r.attr("Div", p[0])
	list := r.list("Div", p[1])
	switch {
	case a.has("octavo-notes"):
		return r.notesDiv(a, list)
	case a.has("list") && len(list) == 1 && isTag(list[0], "BulletList"):
		return r.markedList(a, list[0])
	}
	if kind, ok := boxKind(a); ok {
		return r.box(kind, a, list)
	}
	blocks := r.blocks(list)
	if a.keys["lang"] != "" {
		r.foreign(a.keys["lang"], blocks)
	}
	r.passed(attributes.Division, a, ast.TextsIn(blocks), ".quote", ".figure", ".table")
	r.nameFirst(a.id, blocks)
	return blocks
}

// foreign marks the language of all runs of blocks.
func (r *reader) foreign(tag string, blocks []ast.Block) {
	ast.MapRuns(blocks, func(list []ast.Inline) []ast.Inline { return r.inLang(tag, list) })
}

// nameFirst gives a division's identifier to its first block, or to a place at the
// front of that.
func (r *reader) nameFirst(id string, blocks []ast.Block) {
	if len(blocks) == 0 {
		return
	}
	if p, ok := blocks[0].(*ast.Paragraph); ok {
		p.Inlines = append(r.anchor(id), p.Inlines...)
		return
	}
	if ast.NodeID(blocks[0]) == "" {
		if id = r.identifier(id); id != "" {
			ast.SetNodeID(blocks[0], id)
		}
	}
}

// anchor is the place that an identifier names; none where it cannot.
func (r *reader) anchor(id string) []ast.Inline {
	if id = r.identifier(id); id == "" {
		return nil
	}
	return []ast.Inline{&ast.Anchor{At: r.at(), ID: id}}
}
