package ast

import "octavo/pipeline/internal/meta"

// All returns one sound document for each node and for each of its noteworthy
// forms, with Check's blessing. Tests send every example through every later
// stage, so that a new node cannot be forgotten. *Line, which no stage after
// normalise sees, is left out; Matter and Contents are in Generated.
func All() []Example {
	return append(blockExamples(), inlineExamples()...)
}

// Example is a named document.
type Example struct {
	Name string
	Doc  *Document
}

// Generated returns examples of what matter makes. Canonical Markdown leaves
// these out, because they follow from the rest.
func Generated() []Example {
	target := section(1, "1.", txt("Aims")...)
	target.ID = "aims"
	target.Blocks = paras("Text.")
	entry := &Entry{Target: target, Number: "1.", Title: txt("Aims")}
	toc := &Matter{Role: TOC, Title: txt("Contents"), ID: "toc", Blocks: []Block{&Contents{Entries: []*Entry{entry}}}}
	title := &Matter{Role: TitlePage, Blocks: []Block{&Paragraph{Class: "title", Inlines: txt("Report")}}}
	colophon := &Matter{Role: Colophon, Title: txt("Colophon"), ID: "colophon", Blocks: paras("Set in 2023.")}
	return []Example{{"matter", document(title, toc, target, colophon)}}
}

func blockExamples() []Example {
	return []Example{
		{"section", document(sectionExample())},
		{"paragraph", document(paras("One.", "Two.")...)},
		{"bullets", document(list(NoNumerals, 0, "", paras("a"), paras("b", "c")))},
		{"numbers", document(list(Decimal, 3, ".", paras("a"), paras("b")))},
		{"letters", document(list(LowerAlpha, 1, ")", paras("a"), paras("b")))},
		{"roman", document(list(LowerRoman, 1, ".", paras("a"), paras("b")))},
		{"nested list", document(list(NoNumerals, 0, "",
			append(paras("a"), list(Decimal, 1, ".", append(paras("b"), list(NoNumerals, 0, "", paras("c")))))))},
		{"definitions", document(definitionsExample())},
		{"table", document(tableExample())},
		{"table with spans", document(spanExample())},
		{"table with headers of its own", document(headersExample())},
		{"figure of several", document(groupExample())},
		{"figure", document(&Figure{ID: "fig", Image: &Image{Src: "turnout.png", Alt: "Turnout by year"}, Caption: txt("Turnout")})},
		{"blockquote", document(&BlockQuote{Blocks: paras("One.", "Two.")})},
		{"box", document(&Box{Kind: Warning, ID: "quay", Title: txt("Slippery quay"), Blocks: paras("One.", "Two.")})},
		{"box with a marked title", document(&Box{Kind: Aside, Title: []Inline{&Emph{Inlines: txt("Ebb")}, &Text{Value: " and \"flood\""}},
			Blocks: []Block{list(NoNumerals, 0, "", paras("a")), &Box{Kind: Tip, Blocks: paras("Inside.")}, tableExample()}})},
		{"box without a title", document(append(paras("a"), &Box{Kind: Remark, Blocks: paras("One.")})...)},
		{"code block", document(&CodeBlock{Info: "go", Text: "a\n\n\tb\n"})},
		{"code block that links lead to", document(
			&Paragraph{Inlines: []Inline{&Link{URL: "#listing", Inlines: []Inline{&Text{Value: "the listing"}}}}},
			&CodeBlock{ID: "listing", Info: "go", Text: "a := 1\n"})},
		{"break", document(append(append(paras("a"), &Break{}), paras("b")...)...)},
	}
}

func inlineExamples() []Example {
	in := func(name string, n Inline) Example {
		return Example{name, document(&Paragraph{Inlines: []Inline{&Text{Value: "before "}, n, &Text{Value: " after"}}})}
	}
	note := &Note{ID: "1", Label: "1", Blocks: paras("The note.")}
	call := in("note", &NoteRef{Label: "1", Note: note})
	call.Doc.Notes = []*Note{note}
	return []Example{
		in("text", &Text{Value: "‘quoted’ – “twice” € 2\u00a0mln."}),
		in("emph", &Emph{Inlines: txt("word")}),
		in("strong", &Strong{Inlines: txt("word")}),
		in("super", &Super{Inlines: txt("er")}),
		in("sub", &Sub{Inlines: txt("2")}),
		in("code", &Code{Value: "a `b`"}),
		in("formula", &Formula{TeX: `\frac{a+1}{2} x_{i}^{2}`}),
		in("formula in words", &Formula{TeX: `r^{3}`, Alt: "the third power of the radius"}),
		in("display formula in text", &Formula{TeX: `\sum_{i=1}^{n} x_i`, Display: true}),
		{"display formula", document(&Paragraph{Inlines: []Inline{&Formula{TeX: `E = mc^2 \tag{1}`, Display: true}}}, &Paragraph{Inlines: txt("after")})},
		in("link of a formula", &Link{URL: "https://example.org/", Inlines: []Inline{&Formula{TeX: "L"}}}),
		in("link", &Link{URL: "https://example.org/a(b)", Title: `A "title"`, Inlines: txt("word")}),
		call,
		in("citation", &Citation{Scheme: "kamerstuk", URL: "https://zoek.officielebekendmakingen.nl/kst-36327-3.html",
			Inlines: txt("Kamerstukken II, 36 327, nr. 3")}),
		in("abbr", &Abbr{Expansion: "Duurzaam Digitaal Stelsel", Inlines: txt("DDS")}),
		in("lang", &Lang{Tag: "en", Inlines: txt("comply or explain")}),
		in("deleted", &Mark{Kind: Deleted, Inlines: txt("six")}),
		in("inserted", &Mark{Kind: Inserted, Inlines: txt("eight")}),
		in("struck", &Mark{Kind: Struck, Inlines: txt("lapsed")}),
		in("underlined", &Mark{Kind: Underlined, Inlines: txt("named")}),
		in("highlighted", &Mark{Kind: Highlighted, Inlines: txt("seen")}),
		in("image", &Image{Src: "logo.png", Alt: "Logo", Title: "The logo"}),
		in("decorative image", &Image{Src: "line.png", Decorative: true}),
		in("image of stated width", &Image{Src: "logo.png", Alt: "Logo", Width: "2.5cm"}),
		in("anchor", &Anchor{ID: "place"}),
		{"anchors and links to them", document(anchorsExample()...)},
		in("linebreak", &LineBreak{}),
	}
}

func sectionExample() *Section {
	s := section(1, "1.", txt("Aims")...)
	s.ID = "aims"
	sub := section(2, "1.1.", txt("Means")...)
	sub.Sep = ""
	sub.Blocks = paras("More.")
	s.Blocks = append(paras("Text."), sub)
	return s
}

// anchorsExample has an anchor before a paragraph, an item, a term and a cell, at
// the end of a heading, and inside a mark, with links to them.
func anchorsExample() []Block {
	at := func(id, text string) []Inline { return []Inline{&Anchor{ID: id}, &Text{Value: text}} }
	s := section(1, "1.", &Text{Value: "Aims"}, &Anchor{ID: "second-name"})
	item := []Block{&Paragraph{Inlines: at("item", "(a) An item.")}}
	terms := &DefList{Items: []*DefItem{{Term: at("term", "[Quay30]"), Defs: [][]Block{paras("A book.")}}}}
	table := &Table{Cols: make([]Align, 1), Head: []*Row{row("Year")}, Body: []*Row{{Cells: []*Cell{cell(&Paragraph{Inlines: at("cell", "2022")})}}}}
	s.Blocks = []Block{&Paragraph{Inlines: at("clause-2", "2. The second clause.")}, list(NoNumerals, 0, "", item), terms, table,
		&Paragraph{Inlines: []Inline{&Emph{Inlines: at("word", "word")}, &Text{Value: " and "}, &Link{URL: "#clause-2", Inlines: txt("clause 2")},
			&Text{Value: ", "}, &Link{URL: "#item", Inlines: txt("item")}, &Text{Value: ", "}, &Link{URL: "#term", Inlines: txt("term")},
			&Text{Value: ", "}, &Link{URL: "#cell", Inlines: txt("cell")}, &Text{Value: ", "}, &Link{URL: "#second-name", Inlines: txt("heading")}}}}
	return []Block{s}
}

func definitionsExample() *DefList {
	return &DefList{Items: []*DefItem{
		{Term: txt("DDS"), Defs: [][]Block{paras("A system.", "For all.")}},
		{Term: txt("TK"), Defs: [][]Block{paras("A chamber."), paras("A building.")}},
	}}
}

func tableExample() *Table {
	return &Table{
		Caption: txt("Spending"), ID: "spending", HeadCols: 1, FootRows: 1,
		Cols: []Align{AlignDefault, AlignRight},
		Head: []*Row{row("Year", "€ mln.")},
		Body: []*Row{row("2022", "1.234"), row("2023", "‒ 9,9")},
	}
}

// groupExample has two pictures and a quotation under one caption.
func groupExample() *Figure {
	left := &Figure{Image: &Image{Src: "turnout.png", Alt: "The left bank"}}
	right := &Figure{Image: &Image{Src: "logo.png", Alt: "The right bank"}}
	return &Figure{ID: "banks", Blocks: []Block{left, right, &BlockQuote{Blocks: paras("They differ.")}}, Caption: txt("Both banks")}
}

func spanExample() *Table {
	wide := row("Year", "Spending")
	wide.Cells[0].RowSpan, wide.Cells[1].ColSpan = 2, 2
	return &Table{
		Cols: []Align{AlignDefault, AlignDefault, AlignCenter},
		Head: []*Row{wide, row("plan", "real")},
		Body: []*Row{{Cells: []*Cell{cell(paras("2023")...), cell(paras("One.", "Two.")...), cell(list(NoNumerals, 0, "", paras("a"), paras("b")))}}},
	}
}

// headersExample has an empty corner, a row that heads a group, and cells that
// name their headers.
func headersExample() *Table {
	group := cell(paras("Plans")...)
	group.ColSpan, group.Header, group.Scope, group.ID = 2, HeaderRow, ScopeGroup, "plans"
	head := &Row{Cells: []*Cell{cell(), cell(paras("Year")...)}}
	head.Cells[1].ID, head.Cells[1].Header = "year", HeaderBoth
	data := row("Rain", "2023")
	data.Cells[0].Header, data.Cells[1].Headers = HeaderNone, []string{"plans", "year"}
	return &Table{Cols: make([]Align, 2), HeadCols: 1, Head: []*Row{head}, Body: []*Row{{Cells: []*Cell{group}}, data}}
}

func document(blocks ...Block) *Document {
	return &Document{Meta: meta.Meta{Title: "Report", Lang: "en"}, Blocks: blocks}
}

func section(level int, number string, title ...Inline) *Section {
	return &Section{Level: level, Number: number, Sep: " ", Title: title}
}

func list(style ListStyle, start int, delim string, items ...[]Block) *List {
	l := &List{Style: style, Start: start, Delim: delim}
	for _, blocks := range items {
		l.Items = append(l.Items, &ListItem{Blocks: blocks})
	}
	return l
}

func paras(texts ...string) []Block {
	out := make([]Block, len(texts))
	for i, t := range texts {
		out[i] = &Paragraph{Inlines: txt(t)}
	}
	return out
}

func txt(s string) []Inline { return []Inline{&Text{Value: s}} }

func row(texts ...string) *Row {
	r := &Row{}
	for _, t := range texts {
		r.Cells = append(r.Cells, cell(paras(t)...))
	}
	return r
}

func cell(blocks ...Block) *Cell { return &Cell{RowSpan: 1, ColSpan: 1, Blocks: blocks} }
