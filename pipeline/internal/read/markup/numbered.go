package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
)

// longestNumber is how many bytes the number of a paragraph or an item takes at most.
const longestNumber = 12

// onlyNumber reports whether the paragraph that is being read is so far a counted
// marker alone, as publishers of law set it before the block that it numbers.
func (f *flow) onlyNumber() bool {
	if f.pending == nil || len(f.pending.list) > 3 {
		return false
	}
	text := ast.PlainText(f.pending.list)
	return len(text) <= longestNumber && counted(oneLine(text))
}

// joinNumber puts the number before the block at start to the front of its text.
func (f *flow) joinNumber(start int) {
	if start == 0 || start >= len(f.out) {
		return
	}
	number, ok := f.out[start-1].(*ast.Paragraph)
	text, also := f.out[start].(*ast.Paragraph)
	if !ok || !also || !counted(oneLine(ast.PlainText(number.Inlines))) {
		return
	}
	number.Inlines = ast.JoinText(append(append(number.Inlines, &ast.Text{At: text.At, Value: " "}), text.Inlines...))
	f.out = append(f.out[:start], f.out[start+1:]...)
}

// numberedRow reads an element that holds two blocks, a counted marker and what it
// marks: a row of a list that is set as a grid. It reports whether it was one.
func (f *flow) numberedRow(n *html.Node) bool {
	first, second := onlyTwo(n)
	if second == nil || !isBlock(first) || !isBlock(second) || is(first, "table", "ul", "ol", "dl") || is(second, "table") {
		return false
	}
	marker := oneLine(shortText(first, longestNumber))
	if !counted(marker) || !strings.ContainsFunc(textOf(second), unicode.IsLetter) || len(matches(second, isHeading)) > 0 ||
		f.r.leaveOut(first) != "" || f.r.leaveOut(second) != "" {
		return false
	}
	f.r.enter(second)
	f.marked(1, marker, f.r.at(), f.r.blocksIn(second, f.r.langOf(second, f.lang)))
	return true
}

// onlyTwo are the two elements that n holds, where it holds no third and no text.
func onlyTwo(n *html.Node) (first, second *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" || c.Type == html.CommentNode:
		case c.Type != html.ElementNode || second != nil:
			return nil, nil
		case first == nil:
			first = c
		default:
			second = c
		}
	}
	return first, second
}

// shortText is the text of n where it has at most limit bytes, else "".
func shortText(n *html.Node, limit int) string {
	var b strings.Builder
	nodes := 0
	walk(n, func(c *html.Node) bool {
		nodes++
		if c.Type == html.TextNode && b.Len() <= limit {
			b.WriteString(squeeze(c.Data))
		}
		return b.Len() <= limit && nodes <= limit
	})
	if b.Len() > limit || nodes > limit {
		return ""
	}
	return b.String()
}

// abuts reports whether an element is the number of what follows without a space: set
// apart by the style sheet alone, as in acts whose numbers stand in elements of their
// own. A numeral without a sign is one before a capital or another number.
func abuts(n *html.Node) bool {
	next := n.NextSibling
	if next != nil && leadsBlock(n) && (next.Type == html.ElementNode && !isBlock(next) || boxed(n)) {
		number, text := shortText(n, longestNumber), leadText(next)
		sign, _ := utf8.DecodeRuneInString(text)
		if unicode.IsLetter(sign) && (counted(number) || strings.Contains(number, ".") && paragraphNumber.MatchString(number)) {
			return true
		}
	}
	if !is(n, "span") || !is(next, "span") || attr(n, "class") == "" || attr(n, "class") == attr(next, "class") || n.PrevSibling != nil && !is(n.PrevSibling, "span") {
		return false
	}
	sign, _ := utf8.DecodeRuneInString(leadText(next))
	if inHeading(n) && divisionNumber(shortText(n, longestDivision)) {
		return unicode.IsUpper(sign)
	}
	number := shortText(n, longestNumber)
	if number == "" || number != strings.TrimSpace(number) {
		return false
	}
	if counted(number) {
		return unicode.IsLetter(sign) || unicode.IsDigit(sign) || sign == '('
	}
	plain := strings.TrimRight(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	return plain != "" && len(plain) <= 3 && !inWord(n.PrevSibling) && strings.Trim(plain, "0123456789") == "" && (unicode.IsUpper(sign) || sign == '(')
}

// leadsBlock reports whether an element of running text is the first thing in its block.
func leadsBlock(n *html.Node) bool {
	if !is(n, "span", "b", "strong", "em", "i", "font", "a") || n.Parent == nil || !isBlock(n.Parent) {
		return false
	}
	for c := n.PrevSibling; c != nil; c = c.PrevSibling {
		if c.Type == html.ElementNode || c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return false
		}
	}
	return true
}

// boxed reports whether an element is a box of its own in the line.
func boxed(n *html.Node) bool {
	display := style(n, "display")
	return display == "inline-block" || display == "inline-flex" || style(n, "float") == "left"
}

// inWord reports whether what follows n goes on with a word that n ends in, as an
// index does.
func inWord(n *html.Node) bool {
	if n == nil {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(textOf(n))
	return unicode.IsLetter(last) || unicode.IsDigit(last)
}

// longestDivision is the most bytes of a division's name with its number.
const longestDivision = 40

// divisionNumber reports whether a text is a word with a number behind it, "PART 1",
// "Kapitel IV".
func divisionNumber(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || s != strings.TrimSpace(s) {
		return false
	}
	last := words[len(words)-1]
	return strings.Trim(last, "0123456789") == "" || ast.ParseRoman(last) > 0 && last == strings.ToUpper(last)
}

// leadText is the first text in n.
func leadText(n *html.Node) string {
	found := ""
	walk(n, func(c *html.Node) bool {
		if found == "" && c.Type == html.TextNode {
			found = squeeze(c.Data)
		}
		return found == ""
	})
	return found
}
