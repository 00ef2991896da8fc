// Package markup turns HTML into the document tree: whole pages for read/html,
// and the pieces of HTML that stand in Markdown for read/markdown. It takes the
// headings, lists, tables, figures and notes, and what the mark-up says about
// language and abbreviations. Scripts, styles, navigation, banners and hidden
// content are left out, and everything that is left out is logged with its
// text. It repairs nothing but the outline.
package markup

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/typed"
)

// The codes of this reader.
const (
	CodeDropped  diag.Code = "html-left-out"
	CodeMain     diag.Code = "html-main-content"
	CodeHeading  diag.Code = "html-heading-inside"
	CodeNote     diag.Code = "html-note"
	CodeBacklink diag.Code = "html-note-mark"
	CodeNoteHead diag.Code = "html-note-heading"
	CodeLink     diag.Code = "html-link"
	CodeFormula  diag.Code = "html-formula"
	CodeImage    diag.Code = "html-image"
	CodeTable    diag.Code = "html-table"
	CodeQuote    diag.Code = "html-quotation-marks"
	CodeLang     diag.Code = "html-language"
	CodeList     diag.Code = "html-list"
	CodeListing  diag.Code = "html-code"
	CodeCaption  diag.Code = "html-caption"
	CodeUnmarked diag.Code = "html-unmarked"
)

var _ = diag.Register(map[diag.Code]string{
	CodeDropped:  "A part of a web page that is not its content was left out.",
	CodeMain:     "The element that holds a web page's content was chosen.",
	CodeHeading:  "A heading stands inside a list, table, quotation or note and was taken for a strong paragraph; or a class makes a paragraph a heading.",
	CodeNote:     "A link was taken for a note call, and its target for the note.",
	CodeBacklink: "A note's own mark or its link back to the call was left out; the writers make them anew.",
	CodeNoteHead: "A heading over nothing but notes was left out, because the notes go to their calls.",
	CodeFormula:  "A formula of a page was read as mathematics.",
	CodeLink:     "A link cannot be followed outside the page; its text was kept.",
	CodeImage:    "An image that cannot be shown was left out.",
	CodeTable:    "A table was mended to fill its grid, or was only there for layout.",
	CodeCaption:  "A paragraph beside a table or picture is its caption, by its class or label.",
	CodeQuote:    "Quotation marks or brackets that a browser would draw were put in.",
	CodeList:     "A list was recognised by the markers of its items.",
	CodeListing:  "Paragraphs of a word processor's style for code were read as lines of code.",
	CodeLang:     "A language in the mark-up is no language tag and was left out.",
})

// Page reads the web page called name: its main content, with what its head
// says. Findings go to log; the error tells that the page cannot be parsed.
// The text is UTF-8 and its lines end in LF.
func Page(name string, text []byte, log *diag.Log) (*ast.Document, error) {
	return PageOf(name, text, nil, log)
}

// PageOf is Page for a page that is one file of a book, to places of which others
// lead: it gives them identifiers and puts these behind their names in wanted.
func PageOf(name string, text []byte, wanted map[string]string, log *diag.Log) (*ast.Document, error) {
	r := &reader{name: name, log: log, line: 1, outside: wanted}
	count := &partCount{}
	marked, over := markLines(text, 1, count)
	if over >= 0 {
		return nil, count.fault(diag.Pos{File: name, Line: 1 + bytes.Count(text[:over], []byte("\n"))})
	}
	root, err := html.ParseWithOptions(bytes.NewReader(marked), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, &diag.Fault{Pos: diag.Pos{File: name, Line: deepLine(text)}, Msg: "the HTML has more than 500 elements inside one another here", Remedy: "take some of the levels away"}
	}
	return r.document(root), nil
}

// deepLine is the line of text at which the parser gave up: it takes 512 open
// elements and does not say where there were more. It takes a line only when it has
// read the last one.
func deepLine(text []byte) int {
	lines := &lineReader{rest: text}
	_, _ = html.ParseWithOptions(lines, html.ParseOptionEnableScripting(false)) // the error is known
	return lines.lines
}

// reader carries what is known while one page is read.
type reader struct {
	name string
	log  *diag.Log
	line int // of the element or text that is being read
	// outside are the names to which other files of the book lead.
	outside map[string]string
	lang    string // of the document
	// text holds the length of each element's text in bytes.
	text map[*html.Node]int
	ids  map[string]*html.Node
	// wanted are the identifiers that links of the page lead to.
	wanted map[string]bool
	given  map[string]bool // identifiers that the tree has
	// named are the names made of identifiers that cannot stand in the tree.
	named map[string]string
	kept  map[string]bool // those that stay though no link leads there
	// within are the identifiers in blocks of code, with those of the blocks.
	within map[string]string
	links  []*ast.Link // that lead inside the page
	notes  *notes
	// formulas are by the empty element that stands in their place.
	formulas map[*html.Node]*ast.Formula
	marks    map[*html.Node]bool // left out as a note's mark, or moved
	// panels are the elements that something on the page opens, with what opens
	// them; labels are the buttons and tabs whose words go before their panel, and
	// the lists of nothing but these.
	panels map[*html.Node]*html.Node
	labels map[*html.Node]bool
	// linked and farm count the text in an element that leads to other pages
	// of the site, and the links that do.
	linked, farm map[*html.Node]int
	jumps        map[*html.Node]int  // text in links to places in the page
	forms        map[*html.Node]bool // parts that are there for a form
	weights      map[*html.Node]weight
	own          map[*html.Node]weight              // what each element holds of its own
	sectionHeads map[*html.Node]*html.Node          // of sections, as far as they were asked for
	captions     map[*ast.Paragraph]ast.CaptionKind // paragraphs that may be one
	cells        map[*ast.Cell]*sourceCell          // of the table that is being read
	host         string                             // of the site, where the page says it
	core         *html.Node                         // the part that holds the text, where the page has others
	// beside are the elements that are no content by more than one sign.
	beside map[*html.Node]bool
	// waiting are the anchors that stand before what comes next; piece tells that
	// the HTML stands in another text, whose links are not seen here; boxed counts
	// the boxes around.
	waiting []ast.Inline
	// held are blocks that stand in a piece and are read already.
	held  [][]ast.Block
	piece bool
	boxed int
	// whole tells that no element was named as the content; office that a word
	// processor saved the page, docs that Google Docs did.
	whole, office, docs bool
	// content is the element that holds it.
	content *html.Node
	// losses are what was lost, by cause; visible is the page's text that is not
	// hidden, once lookups asked for it in root.
	losses diag.Losses
	// elsewhere are the addresses of links that lead on in a site which the page does
	// not name; the first of them is told.
	elsewhere      []string
	firstElsewhere diag.Diagnostic
	root           *html.Node
	// addressed are the addresses of the page's pictures, once asked for.
	addressed map[string]bool
	visible   string
	lookups   int
	// titleText is a title that a class names.
	titleText string
	titleAt   int            // how many blocks stand before it
	titles    map[string]int // how often each class of titles stands in the page
	// counters are how the page's own sheet numbers the lists of a class; counts holds
	// the numbers that its counters have reached.
	counters map[string][]counterPart
	counts   map[string]int
	// headless tells that the content has no headings by their element.
	headless bool
	// looks are those of the paragraphs where it has none.
	looks map[*ast.Paragraph]ast.Look
	// strongLines are the paragraphs in bold as a whole where it has some.
	strongLines map[*ast.Paragraph]bool
	// firsts are the headings that an h1 made.
	firsts map[*ast.Section]bool
	// ranks are those of the headings by class; orders counts what has no level.
	ranks  map[*ast.Section]int
	orders map[string]int
}

func (r *reader) document(root *html.Node) *ast.Document {
	r.softHyphens(root)
	r.addresses(root)
	r.ownSheet(root)
	r.root = root
	r.survey(root)
	doc := &ast.Document{Meta: r.meta(root)}
	r.lang = doc.Meta.Lang
	body := find(root, "body")
	if body == nil {
		body = root
	}
	r.office, r.docs = fromOffice(root), hasClass(body, "doc-content")
	content := r.mainContent(body)
	r.content = content
	r.titleBlock(root, &doc.Meta)
	r.directions(content, r.lang)
	if doc.Blocks = r.pageLines(content); len(doc.Blocks) > 0 {
		r.linesTitle(doc, root)
		return doc
	}
	r.findNotes(content)
	r.findFurniture(content)
	r.headless = r.withoutHeadings(content)
	f := &flow{r: r, top: true, lang: r.lang}
	f.children(content)
	f.flush()
	doc.Blocks = r.joinCaptions(typed.Lists(f.out, r.sayTyped))
	doc.Notes = r.readNotes()
	ast.FillBodies(doc, r.log)
	doc.Blocks = r.strongHeads(doc.Blocks)
	r.rankLevels(doc.Blocks)
	doc.Blocks = trimRules(r.liftTitle(doc.Blocks, &doc.Meta, root))
	r.resolveLinks(doc)
	doc.Loose = r.loose(doc.Blocks)
	doc.Blocks = ast.Nest(doc.Blocks, r.log)
	r.title(doc, root)
	r.dropLabels(content)
	r.tellAttributes(content)
	r.losses.Say(r.log)
	r.sayElsewhere()
	return doc
}

// sayTyped puts on record that a list was recognised by what was typed before its items.
func (r *reader) sayTyped(l *ast.List) {
	r.log.Add(diag.Diagnostic{Code: CodeList, Pos: l.Src, Rule: "html", Confidence: 0.85,
		Message: fmt.Sprintf("a list was recognised by the signs typed before its %d items, %q", len(l.Items), l.Items[0].Marker)})
}

// trimRules takes rules from both ends of the content, where they part it from
// what was left out or from the notes, and all but one of those in a row.
func trimRules(blocks []ast.Block) []ast.Block {
	rule := func(b ast.Block) bool {
		_, ok := b.(*ast.Break)
		return ok
	}
	blocks = slices.CompactFunc(blocks, func(a, b ast.Block) bool { return rule(a) && rule(b) })
	for len(blocks) > 0 && rule(blocks[0]) {
		blocks = blocks[1:]
	}
	for len(blocks) > 0 && rule(blocks[len(blocks)-1]) {
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}

// lineAttr is the attribute in which markLines notes the line of a tag.
const lineAttr = "data-octavo-line"

// markLines notes in every start tag the line that it stands on, because the
// parser does not keep places; the first line is number line. It breaks off at the
// offset over where count, if it is not nil, finds too many parts; else over is -1.
func markLines(data []byte, line int, count *partCount) (marked []byte, over int) {
	return markTags(data, count, func(before []byte) string {
		line += bytes.Count(before, []byte("\n"))
		return fmt.Sprintf(" %s=%d ", lineAttr, line)
	})
}

// markTags puts what mark says into every start tag, behind its name; mark is
// given what stands between this tag and the one before. It counts as markLines does.
func markTags(data []byte, count *partCount, mark func(before []byte) string) (marked []byte, over int) {
	var out bytes.Buffer
	out.Grow(len(data) + len(data)/4)
	z := html.NewTokenizer(bytes.NewReader(data))
	at, last := 0, 0
	for {
		kind := z.Next()
		raw := z.Raw()
		if count != nil && count.token(kind, raw) {
			return nil, at
		}
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			n := nameEnd(raw)
			out.Write(raw[:n])
			out.WriteString(mark(data[last:at]))
			out.Write(raw[n:])
			last = at
		} else {
			out.Write(raw)
		}
		at += len(raw)
		if kind == html.ErrorToken {
			return out.Bytes(), -1
		}
	}
}

func (r *reader) at() ast.At { return ast.At{Src: r.pos()} }

func (r *reader) pos() diag.Pos { return diag.Pos{File: r.name, Line: r.line} }

func (r *reader) add(s diag.Severity, code diag.Code, confidence float64, message, hint string) {
	r.log.Add(diag.Diagnostic{Code: code, Severity: s, Pos: r.pos(), Rule: "html", Message: message, Hint: hint, Confidence: confidence})
}

// drop logs text of the page that is left out.
func (r *reader) drop(code diag.Code, confidence float64, dropped, message string) {
	r.log.Add(diag.Diagnostic{Code: code, Pos: r.pos(), Rule: "html", Message: message, Dropped: dropped, Confidence: confidence})
}

// dropNode logs the text of an element that is left out; one without text and
// pictures is not worth a line.
func (r *reader) dropNode(n *html.Node, code diag.Code, confidence float64, why string) {
	r.enter(n)
	s := strings.TrimSpace(textOf(n))
	if s != "" || !is(n, "noscript") && find(n, "img") != nil { // a noscript holds the picture that a script shows
		r.drop(code, confidence, s, fmt.Sprintf("%s was left out: %s", describe(n), why))
	}
}

// enter sets the line to that of an element.
func (r *reader) enter(n *html.Node) {
	if s := attr(n, lineAttr); s != "" {
		line := 0
		for _, c := range s {
			if c < '0' || c > '9' {
				return
			}
			line = line*10 + int(c-'0')
		}
		r.line = line
	}
}

// describe names an element as its author did.
func describe(n *html.Node) string {
	s := "<" + n.Data
	if id := attr(n, "id"); id != "" {
		s += fmt.Sprintf(" id=%q", id)
	} else if class := attr(n, "class"); class != "" {
		s += fmt.Sprintf(" class=%q", class)
	}
	return s + ">"
}
