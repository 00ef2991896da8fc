package markup

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

// bulletSigns are what word processors and law publishers draw before items,
// those of the Symbol and Wingdings faces at their private places among them.
const bulletSigns = "•·∙●○◦▪▫■□‣➢✓-–—\uf0b7\uf0a7\uf0fc\uf0d8\uf02d"

// isMarker reports whether a word is an item's marker: a bullet, or a numeral
// with a stop or brackets.
func isMarker(word string) bool {
	if r, size := utf8.DecodeRuneInString(word); size > 0 && size == len(word) && strings.ContainsRune(bulletSigns, r) {
		return true
	}
	return counted(word)
}

// counted reports whether a marker is a numeral: "1.", "(a)", "iv)", and what
// an amendment puts between two of them, "2a.".
func counted(word string) bool {
	if _, _, _, ok := ast.ListMarkers([]string{word}); ok {
		return true
	}
	core := strings.TrimRight(strings.TrimPrefix(word, "("), ".)")
	letter := strings.TrimLeft(core, "0123456789")
	return core != word && len(letter) == 1 && len(core) > 1 && unicode.IsLower(rune(letter[0]))
}

// openList is a list that further items may join.
type openList struct {
	level int
	list  *ast.List
}

// marked adds an item with a marker of its own at a level of nesting: to the
// list that is open there and that it continues, else to a new one.
func (f *flow) marked(level int, marker string, at ast.At, blocks []ast.Block) {
	if len(f.open) > 0 && f.out[len(f.out)-1] != ast.Block(f.open[0].list) {
		f.open = nil
	}
	for n := len(f.open); n > 0 && (f.open[n-1].level > level || f.open[n-1].level == level && !joins(f.open[n-1].list, marker)); n = len(f.open) {
		f.open = f.open[:n-1]
	}
	it := &ast.ListItem{At: at, Marker: marker, Blocks: blocks}
	if n := len(f.open); n > 0 && f.open[n-1].level == level {
		f.open[n-1].list.Items = append(f.open[n-1].list.Items, it)
		return
	}
	l := &ast.List{At: at, Items: []*ast.ListItem{it}}
	if style, start, delim, ok := ast.ListMarkers([]string{marker}); ok {
		l.Style, l.Start, l.Delim = style, start, delim
	}
	if n := len(f.open); n > 0 {
		items := f.open[n-1].list.Items
		last := items[len(items)-1]
		last.Blocks = append(last.Blocks, l)
	} else {
		f.add(l)
		f.r.add(diag.Info, CodeList, 0.85, fmt.Sprintf("a list was recognised by its markers, the first one %q", marker), "")
	}
	f.open = append(f.open, openList{level, l})
}

// joins reports whether an item with this marker continues a list. The second
// item tells letters from Roman numerals.
func joins(l *ast.List, marker string) bool {
	if !l.Ordered() || !counted(marker) {
		return !l.Ordered() && !counted(marker)
	}
	if n := len(l.Items); n == 1 {
		if style, start, delim, ok := ast.ListMarkers([]string{l.Items[0].Marker, marker}); ok {
			l.Style, l.Start, l.Delim = style, start, delim
			return true
		}
	} else if strings.TrimPrefix(marker, "(") == l.Numeral(n) {
		return true
	}
	_, start, _, ok := ast.ListMarkers([]string{marker})
	return !ok || start != 1 // inserted between two, or after one that was repealed
}

// splitLead takes a marker from the front of a run: a word that stands before
// a space.
func splitLead(list []ast.Inline, isItem func(string) bool) (marker string, rest []ast.Inline) {
	if len(list) == 0 {
		return "", list
	}
	t, ok := list[0].(*ast.Text)
	if !ok {
		return "", list
	}
	word, text, _ := strings.Cut(strings.ReplaceAll(t.Value, "\u00a0", " "), " ")
	if !isItem(word) || text == "" && len(list) == 1 {
		return "", list
	}
	if t.Value = strings.TrimLeft(t.Value[len(word):], " \u00a0"); t.Value == "" {
		return word, list[1:]
	}
	return word, list
}

// wordItem reads a paragraph that a word processor marked as a list's item. It
// reports whether it was one.
func (f *flow) wordItem(n *html.Node) bool {
	level := wordLevel(n)
	if level == 0 {
		return false
	}
	at := f.r.at()
	list := f.r.inlinesIn(n, f.lang)
	marker, list := splitLead(list, func(w string) bool { return isMarker(w) || w == "o" || w == "§" })
	switch {
	case len(list) == 0:
	case marker == "":
		f.add(&ast.Paragraph{At: at, Inlines: list})
	default:
		f.marked(level, marker, at, []ast.Block{&ast.Paragraph{At: at, Inlines: list}})
	}
	return true
}

// wordLevel is the level that Word gives a list's paragraph, from 1: by its
// mso-list, else by its class and indent, half an inch a level. 0 is no item.
func wordLevel(n *html.Node) int {
	if !is(n, "p") {
		return 0
	}
	for _, w := range strings.Fields(style(n, "mso-list")) {
		if k, err := strconv.Atoi(strings.TrimPrefix(w, "level")); err == nil && strings.HasPrefix(w, "level") {
			return min(max(k, 1), maxLevel)
		}
	}
	class := strings.ToLower(attr(n, "class"))
	if level := legisLevel(n); level > 0 {
		return level
	}
	if !hasPrefix(class, "msolistparagraph", "msolistbullet", "msolistnumber") && !drawnSign(n) {
		return 0
	}
	margin, inches := strings.CutSuffix(style(n, "margin-left"), "in")
	points, err := strconv.ParseFloat(strings.TrimSuffix(margin, "pt"), 64)
	if inches {
		points *= 2 * halfInch
	}
	if err != nil || !(points > halfInch && points < maxLevel*halfInch) {
		return 1
	}
	return int(points / halfInch)
}

// drawnSign reports whether a paragraph of any style begins with the sign of an item as
// Word saves it: with blanks of another face and of seven points in its element.
func drawnSign(n *html.Node) bool {
	for in := firstElement(n); in != nil; in = firstElement(in) {
		blanks := in.LastChild
		if is(blanks, "span") && strings.HasPrefix(style(blanks, "font"), "7.0pt") && strings.TrimSpace(textOf(blanks)) == "" {
			sign := oneLine(strings.ReplaceAll(shortText(in, longestNumber+longestBlanks), "\u00a0", " "))
			return isMarker(sign) || sign == "o" || sign == "§"
		}
	}
	return false
}

// longestBlanks is how many bytes the blanks behind the sign of an item take at most.
const longestBlanks = 64

// legisLevel is the level of a paragraph that EUR-Lex marks as an item and that begins
// with a bullet in an element of its own (the styles Bullet, Tiret and ListDash of
// LegisWrite with the level behind them, from 0); 0 for others.
func legisLevel(n *html.Node) int {
	first := firstElement(n)
	if !hasClass(n, "li") || !is(first, "span") || !hasClass(first, "num") {
		return 0
	}
	if sign := strings.TrimSpace(shortText(first, longestNumber)); !isMarker(sign) || counted(sign) {
		return 0
	}
	level := 1
	for _, c := range strings.Fields(attr(n, "class")) {
		level = max(level, classLevel(c)+1)
	}
	return min(level, maxLevel)
}

const (
	halfInch = 36 // points
	maxLevel = 9  // of Word's lists
)

// markerTable reads a table that is only there to set markers before their
// text, as publishers of law do. It reports whether it was one.
func (f *flow) markerTable(n *html.Node, rows []*html.Node) bool {
	for _, row := range rows {
		cells := cellsOf([]*html.Node{row})
		if len(cells) != 2 || cells[0].Data == "th" || !isMarker(oneLine(textOf(cells[0]))) || !strings.ContainsFunc(textOf(cells[1]), unicode.IsLetter) ||
			attr(cells[0], "rowspan")+attr(cells[1], "rowspan") != "" {
			return false
		}
	}
	if len(rows) == 0 || closest(n.Parent, "td") != nil && len(f.wrap) > 0 {
		return false
	}
	for _, row := range rows {
		cells := cellsOf([]*html.Node{row})
		f.r.enter(row)
		at := f.r.at()
		f.marked(1, oneLine(textOf(cells[0])), at, f.r.blocksIn(cells[1], f.r.langOf(cells[1], f.lang)))
	}
	return true
}

// ownMarkers gives a list whose items begin with numerals of their own these for its
// markers: one of bullets is a counted one, and one that is counted would show each
// number twice.
func (r *reader) ownMarkers(l *ast.List) {
	markers, ok := typedMarkers(l)
	if !ok {
		return
	}
	style, start, delim, ok := ast.ListMarkers(markers)
	switch {
	case ok:
		if l.Ordered() {
			r.add(diag.Info, CodeList, 0.9, fmt.Sprintf("the items of a numbered list begin with numbers of their own, %q and so on: they are not numbered again", markers[0]), "")
		}
		l.Style, l.Start, l.Delim = style, start, delim
	case l.Ordered() && stepped(markers):
		r.add(diag.Info, CodeList, 0.9, fmt.Sprintf("the items of a numbered list begin with numbers of their own, %q and so on: they are not numbered again", markers[0]), "")
	default:
		return
	}
	for i, it := range l.Items {
		p := it.Blocks[0].(*ast.Paragraph)
		if markerAlone(p, markers[i]) {
			it.Marker, it.Blocks = markers[i], it.Blocks[1:]
			continue
		}
		it.Marker, p.Inlines = splitLead(p.Inlines, func(w string) bool { return w == markers[i] })
	}
}

// typedMarkers are the first words of a list's items, where all can be their markers.
func typedMarkers(l *ast.List) ([]string, bool) {
	markers := make([]string, len(l.Items))
	for i, it := range l.Items {
		if len(it.Blocks) == 0 || it.Marker != "" {
			return nil, false
		}
		p, ok := it.Blocks[0].(*ast.Paragraph)
		if !ok {
			return nil, false
		}
		if t, ok := p.Inlines[0].(*ast.Text); ok {
			markers[i], _, _ = strings.Cut(t.Value, " ")
		}
		if markerAlone(p, markers[i]) && !followedByText(it) {
			return nil, false
		}
	}
	return markers, !l.Ordered() || len(markers) > 1
}

var step = pattern.Of(`^((?:\d{1,3}\.)+)(\d{1,3})\.?$`)

// stepped reports whether markers are numbers of several steps that count on by one:
// 1.1, 1.2.
func stepped(markers []string) bool {
	first := step.FindStringSubmatch(markers[0])
	if first == nil {
		return false
	}
	from, _ := strconv.Atoi(first[2])
	for i, marker := range markers {
		m := step.FindStringSubmatch(marker)
		if m == nil || m[1] != first[1] || m[2] != strconv.Itoa(from+i) {
			return false
		}
	}
	return true
}

// markerAlone reports whether a paragraph is nothing but an item's marker.
func markerAlone(p *ast.Paragraph, marker string) bool {
	return len(p.Inlines) == 1 && ast.PlainText(p.Inlines) == marker
}

// followedByText reports whether the text of an item begins with its second block.
func followedByText(it *ast.ListItem) bool {
	if len(it.Blocks) < 2 {
		return false
	}
	_, ok := it.Blocks[1].(*ast.Paragraph)
	return ok
}
