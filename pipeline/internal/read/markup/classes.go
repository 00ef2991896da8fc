package markup

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

// part is what a class says about a paragraph.
type part int

const (
	noPart part = iota
	titlePart
	headPart
	divisionPart // a heading with a word that tells its place among the divisions
	subPart      // goes with the heading before it
)

// partRow is what a class makes of a paragraph; rank orders the headings that
// classes make, the highest first.
type partRow struct {
	part part
	rank int
}

// The ranks of headings by class. Headings of the same rank are of one level;
// divisions of an act, which share a class, follow one another in the order in
// which their words come first: title, chapter, section.
const (
	rankTop      = 10
	rankDivision = rankTop // and one more for each word
	rankArticle  = 20
	rankSequence = 30 // of an annex, and the level
	rankHeading  = 40 // and the level
	rankOther    = 60 // classes without a level, in the order of their coming
	rankBeside   = 90 // beside headings by their element, and the level, which is kept
)

// parts are the classes by which programs and publishers mark what HTML has
// headings for: Word's title; those of EUR-Lex for acts of the Official Journal,
// without their prefix "oj-" of 2023, for consolidated acts, and for documents of
// the Commission (the styles of LegisWrite, without their accents and spaces).
var parts = map[string]partRow{
	"msotitle":              {titlePart, rankTop},
	"doc-ti":                {titlePart, rankTop},
	"title-doc-first":       {titlePart, rankTop},
	"title-doc-last":        {titlePart, rankTop},
	"titreobjet":            {titlePart, rankTop},
	"titreobjet_cp":         {titlePart, rankTop},
	"ti-section-1":          {divisionPart, rankDivision},
	"ti-section-2":          {subPart, 0},
	"title-division-1":      {divisionPart, rankDivision},
	"title-division-2":      {subPart, 0},
	"sectiontitle":          {divisionPart, rankDivision},
	"chaptertitle":          {divisionPart, rankDivision},
	"parttitle":             {divisionPart, rankDivision},
	"ti-art":                {headPart, rankArticle},
	"sti-art":               {subPart, 0},
	"title-article-norm":    {headPart, rankArticle},
	"stitle-article-norm":   {subPart, 0},
	"titrearticle":          {headPart, rankArticle},
	"title-annex-1":         {headPart, rankTop},
	"title-annex-2":         {subPart, 0},
	"ti-annotation":         {headPart, rankTop},
	"annexetitre":           {headPart, rankTop},
	"annexetitreacte":       {headPart, rankTop},
	"annexetitreexpos":      {headPart, rankTop},
	"annexetitrefichefin":   {headPart, rankTop},
	"annexetitreglobale":    {headPart, rankTop},
	"exposdesmotifstitre":   {headPart, rankTop},
	"fichefinanciretitre":   {headPart, rankTop},
	"ti-grseq-1":            {headPart, rankSequence + 1},
	"title-gr-seq-level-1":  {headPart, rankSequence + 1},
	"title-gr-seq-level-2":  {headPart, rankSequence + 2},
	"title-gr-seq-level-3":  {headPart, rankSequence + 3},
	"title-gr-seq-level-4":  {headPart, rankSequence + 4},
	"headingwithoutnumber":  {headPart, rankHeading + 2},
	"headingwithoutnumber1": {headPart, rankHeading + 1},
}

// byClass reads a paragraph whose class makes it a title or heading, and
// reports whether it was one.
func (f *flow) byClass(n *html.Node) bool {
	if !is(n, "p", "div") || !f.top || holdsBlocks(n) {
		return false
	}
	for _, c := range strings.Fields(attr(n, "class")) {
		if row := f.r.partRow(n, strings.TrimPrefix(c, "oj-")); row.part != noPart {
			return f.partOf(n, row)
		}
	}
	return false
}

// partRow is what class c makes of n.
func (r *reader) partRow(n *html.Node, class string) partRow {
	c := strings.ToLower(class)
	row, known := parts[c]
	switch {
	case known && row.part == divisionPart:
		row.rank += r.order(divisionWord(textOf(n)), rankArticle-rankDivision)
	case known:
	case r.docs && c == "title" && is(n, "p"):
		return partRow{titlePart, rankTop}
	case !shortLine(oneLine(textOf(n))):
		return partRow{}
	case !r.headless:
		return r.besideHeadings(class)
	case r.titles[c] == 1 && r.titleText == "" && len(r.ranks) == 0 && (namesTitle(c) || publishersTitle(class)):
		return partRow{titlePart, rankTop}
	case !r.namesHeading(class) && !namesTitle(c):
		return partRow{}
	default:
		row = partRow{headPart, rankOther}
		if level := classLevel(c); level > 0 {
			row.rank = rankHeading + level
		} else {
			row.rank += r.order(c, maxOrders)
		}
	}
	return row
}

// maxOrders bounds the classes without a level that are told apart.
const maxOrders = 20

// order counts the words or classes in the order of their coming, up to a limit.
func (r *reader) order(word string, limit int) int {
	if _, ok := r.orders[word]; !ok {
		same := 0
		for other := range r.orders {
			if strings.HasPrefix(other, divisionMark) == strings.HasPrefix(word, divisionMark) {
				same++
			}
		}
		r.orders[word] = min(same, limit-1)
	}
	return r.orders[word]
}

// divisionMark sets the words of divisions apart from classes.
const divisionMark = " "

// divisionWord is the word that names a division of an act, its number aside.
func divisionWord(text string) string {
	for _, w := range strings.Fields(strings.ToLower(text)) {
		if strings.Trim(w, "0123456789ivxlcdm.") != "" {
			return divisionMark + w
		}
	}
	return divisionMark
}

// headWords are what classes of headings are called, in the languages of office
// programs: a word of a class, or one before a level.
var headWords = map[string]bool{
	"heading": true, "head": true, "title": true, "kop": true, "tussenkop": true, "titel": true, "titre": true, "rubrik": true, "titolo": true, "titulo": true,
	"überschrift": true, "ueberschrift": true, "berschrift": true, "overskrift": true, "otsikko": true, "nagłówek": true, "nadpis": true,
}

// titleClasses are what office programs call the title of a document.
var titleClasses = map[string]bool{
	"title": true, "titel": true, "titre": true, "titolo": true, "titulo": true, "documenttitle": true, "document-title": true, "doc-title": true,
}

// textWords stand before those in classes of a text's own title: "doc-titel".
var textWords = map[string]bool{
	"doc": true, "document": true, "dok": true, "dokument": true, "text": true, "texte": true, "tekst": true, "report": true, "rapport": true, "bericht": true, "act": true,
}

// namesTitle reports whether a class, in small letters, is that of a text's title.
func namesTitle(c string) bool {
	words := strings.FieldsFunc(c, func(r rune) bool { return !unicode.IsLetter(r) })
	return titleClasses[c] || len(words) == 2 && textWords[words[0]] && titleClasses[words[1]]
}

// publishersTitle reports whether a class is that of a text's title behind the mark of
// its publisher, "LegDocTitle", "BwbTitel".
func publishersTitle(class string) bool {
	words := slices.DeleteFunc(nameWords(class), func(w string) bool { return textWords[w] })
	last := len(words) - 1
	return last >= 0 && last <= 1 && capital(class) && titleClasses[words[last]] && headingWords(words) && (last == 0 || !divisionTitles[words[0]])
}

// namesHeading reports whether a class is called like a heading. One written together
// proves itself by a level or by coming more than once: "LegHeading1", "TussenKop".
func (r *reader) namesHeading(class string) bool {
	c := strings.ToLower(class)
	return headingClass(c) || capital(class) && headingWords(nameWords(class)) && (classLevel(c) > 0 || r.titles[c] > 1)
}

// countTitle counts a class that can be a title's or a heading's.
func (r *reader) countTitle(class string) {
	if c := strings.ToLower(class); namesTitle(c) || capital(class) && headingWords(nameWords(class)) || publishersTitle(class) {
		r.titles[c]++
	}
}

// numberClass finds the class of an element that holds the number of what follows, which
// a sheet sets apart from it.
var numberClass = pattern.Of(`(?:^|[\s_-]|[a-z0-9])(?:[Nn]um|No|[Nn]umber|[Nn]ummer|Nr)(?:$|\s)|(?:^|[\s_-])(?:no|nr)(?:$|\s)`)

// numbers reports whether an element holds a number right before a word, with no blank
// between them.
func numbers(n *html.Node) bool {
	next := n.NextSibling
	if next != nil && next.Type == html.TextNode && n.PrevSibling == nil && is(n, "span") {
		first, _ := utf8.DecodeRuneInString(next.Data)
		return unicode.IsUpper(first) && numberClass.MatchString(attr(n, "class"))
	}
	return hasClass(n, "num") || is(n, "span", "b", "strong") && is(next, "span", "b", "strong") && numberClass.MatchString(attr(n, "class"))
}

// otherHeads are words of classes beside which a title is that of a table, a box
// or the site, and of what is no heading.
var otherHeads = map[string]bool{
	"table": true, "tabel": true, "tbl": true, "fig": true, "figure": true, "caption": true, "toc": true, "contents": true, "box": true, "card": true,
	"panel": true, "widget": true, "sidebar": true, "site": true, "page": true, "related": true, "menu": true, "modal": true, "sub": true, "subtitle": true,
	"news": true, "nav": true, "footer": true, "header": true, "table-head": true, "doc": true, "fam": true, "author": true, "job": true, "list": true, "item": true,
}

// headingClass reports whether a class is called like a heading: "kop-2",
// "MsoHeading7", "section__title".
func headingClass(c string) bool {
	return headingWords(strings.FieldsFunc(strings.TrimPrefix(c, "mso"), func(r rune) bool { return !unicode.IsLetter(r) }))
}

// divisionTitles are the words that stand before that of a heading, which is then no
// title of the whole text.
var divisionTitles = wordSet("section chapter part annex article sect group division schedule document hoofdstuk paragraaf artikel bijlage deel tussen")

// headingWords reports whether the words of a class, in small letters, call a heading.
func headingWords(words []string) bool {
	found := false
	for _, w := range words {
		if otherHeads[w] {
			return false
		}
		w = strings.TrimPrefix(w, "manual")
		found = found || headWords[w]
		if base, ok := strings.CutSuffix(w, "title"); ok && divisionTitles[base] {
			found = true
		}
	}
	return found
}

// classLevel is the level that a class ends with, 0 where it has none.
func classLevel(c string) int {
	digits := c[len(strings.TrimRightFunc(c, unicode.IsDigit)):]
	if n, err := strconv.Atoi(digits); err == nil && n <= maxLevel {
		return n
	}
	return 0
}

// shortLine reports whether a text has the length of a heading and is no
// sentence.
func shortLine(text string) bool {
	return text != "" && len(strings.Fields(text)) <= maxHeadWords && !strings.HasSuffix(text, ";") && !strings.HasSuffix(text, ",") &&
		(len(strings.Fields(text)) <= 3 || !strings.HasSuffix(text, "."))
}

// maxHeadWords is how many words a heading by an unknown class has at most.
const maxHeadWords = 30

func (f *flow) partOf(n *html.Node, row partRow) bool {
	at := f.r.at()
	list := unbroken(unmarked(f.r.inlinesIn(n, f.lang)))
	if len(list) == 0 {
		return true
	}
	if row.part == titlePart && f.r.ownTitle(f.wholeTitle(list), len(f.out)) {
		return true
	}
	s, headed := f.lastHeading()
	if headed && (row.part == subPart || row.part == titlePart && f.r.ranks[s] == row.rank) {
		full := []ast.Inline{&ast.Text{At: at, Value: s.Number + s.Sep}}
		full = append(append(full, s.Title...), &ast.Text{At: at, Value: " "})
		s.Number, s.Sep, s.Title = ast.SplitTitle(ast.JoinText(append(full, list...)))
		return true
	}
	if row.part == subPart {
		f.add(&ast.Paragraph{At: at, Inlines: list})
		return true
	}
	s = &ast.Section{At: at, Level: 1, ID: f.r.anchor(n)}
	s.Number, s.Sep, s.Title = ast.SplitTitle(ast.AnchorsLast(list))
	if row.rank > rankBeside {
		s.Level = min(row.rank-rankBeside, deepest)
	} else {
		f.r.ranks[s] = row.rank
	}
	f.add(s)
	f.r.add(diag.Info, CodeHeading, 0.9, "a paragraph is a heading by its class", "")
	return true
}

// wholeTitle is a title with the paragraph right before it, where it goes on from that:
// it begins small, and the paragraph, the kind of document, does not end. It asks what
// ownTitle asks, for the paragraph goes.
func (f *flow) wholeTitle(list []ast.Inline) []ast.Inline {
	first, _ := utf8.DecodeRuneInString(ast.PlainText(list))
	if n := len(f.out); unicode.IsLower(first) && ast.PlainOnly(list) && n > 0 && f.r.titleText == "" && len(f.r.ranks) == 0 {
		p, ok := f.out[n-1].(*ast.Paragraph)
		if ok && ast.PlainOnly(p.Inlines) && shortLine(oneLine(ast.PlainText(p.Inlines))) {
			f.out = f.out[:n-1]
			return ast.JoinText(append(append(p.Inlines, &ast.Text{At: p.At, Value: " "}), list...))
		}
	}
	return list
}

// unbroken puts spaces for the line breaks of a heading.
func unbroken(list []ast.Inline) []ast.Inline {
	for i, in := range list {
		if b, ok := in.(*ast.LineBreak); ok {
			list[i] = &ast.Text{At: b.At, Value: " "}
		}
	}
	return ast.JoinText(list)
}

// deepest is the lowest level of a heading that HTML and PDF have (ISO 32000-1, 14.8.4.3.2).
const deepest = 6

// rankLevels gives the headings by class their level in the outline: each stands
// under the last one above it of a higher rank.
func (r *reader) rankLevels(row []ast.Block) {
	var open []int
	for _, b := range row {
		s, ok := b.(*ast.Section)
		rank := r.ranks[s]
		if !ok || rank == 0 {
			continue
		}
		for len(open) > 0 && open[len(open)-1] >= rank {
			open = open[:len(open)-1]
		}
		open = append(open, rank)
		s.Level = min(len(open), deepest)
	}
}

// ownTitle takes a run for the title of the document, or for its next line: the
// first ones of their class, before any heading. at is the number of blocks before
// it. The same lines once more are the title again.
func (r *reader) ownTitle(list []ast.Inline, at int) bool {
	if !ast.PlainOnly(list) {
		return false
	}
	text := oneLine(ast.PlainText(list))
	switch {
	case r.titleText == "" && len(r.ranks) == 0:
		r.titleText = text
	case r.titleAt == at && len(r.ranks) == 0:
		r.titleText += " " + text
	case len(r.ranks) == 0 && strings.Contains(r.titleText, text):
		r.drop(CodeTitle, 0.9, text, "the title stands here once more; it was left out")
		return true
	default:
		return false
	}
	r.titleAt = at
	return true
}

// lastHeading is the section that was just begun.
func (f *flow) lastHeading() (*ast.Section, bool) {
	if len(f.out) == 0 {
		return nil, false
	}
	s, ok := f.out[len(f.out)-1].(*ast.Section)
	return s, ok
}

// unmarked unwraps a run that is emphasised as a whole, as headings are.
func unmarked(list []ast.Inline) []ast.Inline {
	for len(list) == 1 {
		_, strong := list[0].(*ast.Strong)
		_, emph := list[0].(*ast.Emph)
		if !strong && !emph && !underlined(list[0]) {
			break
		}
		list = ast.Children(list[0])
	}
	return list
}
