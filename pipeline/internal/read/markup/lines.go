package markup

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// CodeLines tells that a page is lines of plain text.
const CodeLines diag.Code = "html-lines"

var _ = diag.Register(map[diag.Code]string{
	CodeLines: "A web page is nothing but lines, preformatted or set at places of a page; it was read as plain text.",
})

// pageLines gives the raw lines of a page that is nothing but lines: one
// preformatted text, or what programs make of a PDF's pages; nil where it is none.
func (r *reader) pageLines(content *html.Node) []ast.Block {
	l := &lineScan{r: r}
	for _, kind := range []struct {
		what string
		is   func(*html.Node) bool
		read func(*html.Node)
	}{
		{"preformatted text", func(n *html.Node) bool { return is(n, "pre", "xmp", "plaintext", "listing") }, l.preformatted},
		{"lines set at places of a page", placed, l.placed},
	} {
		parts := matches(content, kind.is)
		if len(parts) == 0 || !r.mostOf(content, parts) {
			continue
		}
		l.visit(content, kind.is, kind.read)
		return l.done(content, kind.what)
	}
	if brokenLines(content) {
		l.broken(content)
		l.flush()
		return l.done(content, "text with a line break behind each line")
	}
	return nil
}

// mostOf reports whether the parts of the content hold all its text, but for a few
// words, in several lines and no structure.
func (r *reader) mostOf(content *html.Node, parts []*html.Node) bool {
	text, lines := 0, len(parts)
	for _, n := range parts {
		text += r.text[n]
		lines += strings.Count(strings.TrimSpace(textOf(n)), "\n")
		if find(n, "code") != nil || find(n, "table") != nil || closest(n, "del", "ins", "blockquote", "li", "td") != nil {
			return false
		}
	}
	pictures := matches(content, func(n *html.Node) bool { return is(n, "img") && !backdrop(n) })
	return lines >= fewLines && 20*text >= 19*r.text[content] && len(pictures) == 0
}

// backdrop reports whether a picture lies behind the lines of a page and is as large as
// that: programs draw there what of a PDF's page is no text.
func backdrop(n *html.Node) bool {
	wide, high := ownSize(n)
	return is(n, "img") && wide > 0 && high > 0 && (fills(n.Parent, wide, high) || underLines(n, wide, high))
}

// ownSize is the width and the height that a picture's attributes give, 0 for none.
func ownSize(n *html.Node) (width, height int) {
	width, _ = strconv.Atoi(attr(n, "width"))
	height, _ = strconv.Atoi(attr(n, "height"))
	return width, height
}

// fills reports whether the style of a page gives it the size of a picture.
func fills(page *html.Node, width, height int) bool {
	w, wide := pixels(page, "width")
	h, high := pixels(page, "height")
	return wide && high && int(w) == width && int(h) == height
}

// underLines reports whether a picture stands at the corner of a page, and the next lines
// that are placed on the page stand on it.
func underLines(n *html.Node, width, height int) bool {
	at := func(n *html.Node) (left, top float64) {
		left, _ = pixels(n, "left")
		top, _ = pixels(n, "top")
		return left, top
	}
	if left, top := at(n); style(n, "position") != "absolute" || left != 0 || top != 0 {
		return false
	}
	lines, looked := 0, 0
	for c := n.NextSibling; c != nil && looked < linesLooked && lines < fewLines; c = c.NextSibling {
		looked++
		if !placed(c) {
			continue
		}
		if left, top := at(c); left > float64(width) || top > float64(height) {
			return false
		}
		lines++
	}
	return lines == fewLines
}

// linesLooked bounds among how many neighbours of a picture lines are looked for.
const linesLooked = 40

// fewLines is how many lines make a text.
const fewLines = 3

// lineScan gathers the lines of a page.
type lineScan struct {
	r     *reader
	out   []ast.Block
	blank int
	page  bool
	row   strings.Builder // the line that is being read
	rowAt int             // its line in the source
	top   float64         // of the placed line above, in its page
	right float64         // where it ended
	sheet *html.Node      // the page of the placed line above
}

// add adds a line.
func (l *lineScan) add(text string, number int) {
	text = strings.TrimRightFunc(strings.ReplaceAll(text, "\u00a0", " "), unicode.IsSpace)
	body := strings.TrimLeftFunc(text, unicode.IsSpace)
	if body == "" {
		l.blank++
		return
	}
	if n := len(l.out); n > 0 { // understand tells lines apart by their number
		number = max(number, l.out[n-1].Pos().Line+1)
	}
	l.out = append(l.out, &ast.Line{At: ast.At{Src: diag.Pos{File: l.r.name, Line: number}}, Text: body,
		Indent: text[:len(text)-len(body)], Blank: l.blank, PageStart: l.page})
	l.blank, l.page = 0, false
}

// visit reads the parts of n that is knows, and the words between them as lines of
// their own.
func (l *lineScan) visit(n *html.Node, is func(*html.Node) bool, read func(*html.Node)) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			l.blank = max(l.blank, 1)
			l.add(oneLine(clean(c.Data)), l.r.line)
			l.blank = 1
		case c.Type != html.ElementNode || leftOut(l.r, c):
		case is(c):
			read(c)
		default:
			l.r.enter(c)
			l.visit(c, is, read)
		}
	}
}

// preformatted reads the lines of a preformatted text; a form feed and each
// further text begin a page.
func (l *lineScan) preformatted(n *html.Node) {
	l.r.enter(n)
	number := l.r.line
	l.page = l.page || len(l.out) > 0
	for i, row := range strings.Split(strings.TrimPrefix(rawText(n), "\n"), "\n") {
		parts := strings.Split(row, "\f")
		for k, part := range parts {
			l.page = l.page || k > 0
			l.add(part, number+i)
		}
	}
}

// placed reports whether an element stands at a place of its page by its style.
func placed(n *html.Node) bool {
	if !is(n, "p", "div", "span") || style(n, "position") != "absolute" {
		return false
	}
	_, top := pixels(n, "top")
	_, left := pixels(n, "left")
	return top && left && len(matches(n, func(c *html.Node) bool { return c != n && style(c, "position") == "absolute" })) == 0
}

// pixels is a length of an element's style in pixels or points.
func pixels(n *html.Node, property string) (float64, bool) {
	s := strings.TrimRight(style(n, property), "pxt")
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && math.Abs(v) < 1e6
}

// The look of a page's lines in pixels: how far apart the tops of one line's pieces
// stand, the width of a character, and a line with the gap below it.
const (
	sameTop   = 4
	charWidth = 7
	lineGap   = 28
)

// placed reads an element that stands at a place of its page: a line, or a piece
// of the one before.
func (l *lineScan) placed(n *html.Node) {
	l.r.enter(n)
	top, _ := pixels(n, "top")
	left, _ := pixels(n, "left")
	rows := brokenRows(n)
	text := rows[0]
	switch {
	case text == "":
	case l.sheet == n.Parent && math.Abs(top-l.top) <= sameTop && len(l.out) > 0 && left > l.right:
		last := l.out[len(l.out)-1].(*ast.Line)
		last.Text += strings.Repeat(" ", min(max(1, int((left-l.right)/charWidth)), maxIndent)) + text
	default:
		l.page = l.sheet != nil && l.sheet != n.Parent
		if l.sheet == n.Parent && top-l.top > lineGap {
			l.blank = 1
		}
		l.add(strings.Repeat(" ", min(max(0, int(left/charWidth)), maxIndent))+text, l.r.line)
	}
	for _, row := range rows[1:] {
		l.add(strings.Repeat(" ", min(max(0, int(left/charWidth)), maxIndent))+row, l.r.line)
		top += lineGap / 2
		text = row
	}
	l.sheet, l.top, l.right = n.Parent, top, left+float64(len([]rune(text)))*charWidth*0.8
}

// rawText is the text of an element for lines, white space and all.
func rawText(n *html.Node) string {
	var b strings.Builder
	walk(n, func(c *html.Node) bool {
		if c.Type == html.TextNode {
			b.WriteString(lineText(c))
		}
		return true
	})
	return b.String()
}

// lineText is a text for a line: a number that is raised has the digits that say so.
func lineText(text *html.Node) string {
	raised := func(n *html.Node) bool { return is(n, "sup") || style(n, "vertical-align") == "super" }
	if digits := strings.Trim(text.Data, " \n0123456789") == ""; !digits || (!raised(text.Parent) && !raised(text.Parent.Parent)) {
		return text.Data
	}
	return raisedDigits.Replace(text.Data)
}

// raisedDigits writes the number of a raised note as plain text does, which has no other
// way to tell it from a number of its sentence.
var raisedDigits = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// brokenRows are the texts between the line breaks of an element.
func brokenRows(n *html.Node) []string {
	rows := []string{""}
	walk(n, func(c *html.Node) bool {
		switch {
		case c.Type == html.TextNode:
			rows[len(rows)-1] += clean(lineText(c))
		case is(c, "br"):
			rows = append(rows, "")
		}
		return true
	})
	for i := range rows {
		rows[i] = oneLine(rows[i])
	}
	return rows
}

// maxIndent bounds the columns that a place stands for.
const maxIndent = 200

// brokenLines reports whether the content is text with line breaks and rules and no
// other structure, and with the marks of pages that programs put in.
func brokenLines(content *html.Node) bool {
	breaks, pages := 0, 0
	plain := true
	walk(content, func(n *html.Node) bool {
		switch {
		case is(n, "br"):
			breaks++
		case is(n, "hr"):
		case is(n, "a") && strings.Trim(attr(n, "name"), "0123456789") == "" && attr(n, "name") != "":
			pages++
		case n != content && isBlock(n) || is(n, "img", "table"):
			plain = false
		}
		return plain
	})
	return plain && pages > 0 && breaks > 4*pages
}

// broken reads text whose lines end with line breaks; a page begins at the anchor
// that bears its number.
func (l *lineScan) broken(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			if l.row.Len() == 0 {
				l.rowAt = l.r.line
			}
			l.row.WriteString(squeeze(clean(lineText(c))))
			l.r.line += strings.Count(c.Data, "\n")
		case is(c, "br", "hr"):
			l.r.enter(c)
			l.flush()
		case c.Type == html.ElementNode && !unseen[c.Data]:
			l.r.enter(c)
			if name := attr(c, "name"); name != "" && is(c, "a") {
				l.page = len(l.out) > 0
			}
			l.broken(c)
		}
	}
}

func (l *lineScan) flush() {
	if l.row.Len() > 0 {
		l.add(strings.TrimPrefix(l.row.String(), " "), l.rowAt)
	}
	l.row.Reset()
}

// done ends the reading and says what is not carried.
func (l *lineScan) done(content *html.Node, what string) []ast.Block {
	links := len(matches(content, func(n *html.Node) bool { return is(n, "a") && attr(n, "href") != "" }))
	l.r.enter(content)
	severity, hint := diag.Info, ""
	if links > 0 {
		severity, hint = diag.Warning, fmt.Sprintf("%d links were left out; their words are kept", links)
	}
	l.r.add(severity, CodeLines, 0.9, "the page is "+what+" and was read as plain text", hint)
	if behind := matches(content, backdrop); len(behind) > 0 {
		l.r.enter(behind[0])
		l.r.add(diag.Warning, CodeLines, 0.5, fmt.Sprintf("the pictures of whole pages that lie behind the text were left out, %d of them", len(behind)),
			"look whether they hold drawings or tables, and put these in as pictures of their own")
	}
	return l.out
}

// linesTitle takes the page's title where the text repeats it; what programs write
// there is often a file's name, and the text is asked for its title.
func (r *reader) linesTitle(doc *ast.Document, root *html.Node) {
	n := find(root, "title")
	if n == nil || oneLine(textOf(n)) == "" {
		return
	}
	r.enter(n)
	page := oneLine(textOf(n))
	if doc.Meta.Title == "" && r.repeated(doc.Blocks, page) {
		doc.Meta.Title = page
		return
	}
	r.drop(CodeTitle, 0.8, page, "the page's title was left out; the text has its own")
}

// repeated reports whether a line near the beginning says what title does.
func (r *reader) repeated(lines []ast.Block, title string) bool {
	for _, b := range lines[:min(len(lines), titleLines)] {
		if ast.SameWords(b.(*ast.Line).Text, title) {
			return true
		}
	}
	return false
}

// titleLines is among how many lines a text has its title.
const titleLines = 40
