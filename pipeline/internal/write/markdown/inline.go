package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/formula"
)

// place tells where inlines stand, because what must be escaped depends on it.
type place int

const (
	inParagraph place = iota
	inHeading
	inCell
	inCaption
	inTerm
)

// oneLine reports whether a line end would end the construct.
func (p place) oneLine() bool { return p != inParagraph }

// blockStart reports whether text that looks like a block's marker would be
// taken for one.
func (p place) blockStart() bool { return p == inParagraph || p == inTerm }

// span is a bracketed span with attributes; only the printer makes it.
type span struct {
	ast.Text
	attrs   string
	Inlines []ast.Inline
}

// verbatim is Markdown to be printed as it is; only the printer makes it.
type verbatim struct {
	ast.Text
	s string
}

// inlines prints a run of inlines.
func (w *mdWriter) inlines(inlines []ast.Inline, at place) string {
	p := inlinePrinter{place: at, known: w.known}
	p.list(inlines, 0)
	return p.b.String()
}

type inlinePrinter struct {
	b     strings.Builder
	place place
	// depth counts the brackets around; emph, strong and deleted the marks.
	depth, emph, strong, deleted int
	known                        *known
	// led tells that nothing but anchors was printed; a marker behind these is
	// escaped as if it stood first, for who takes them out.
	led bool
	// after is the sibling just printed.
	after ast.Inline
}

// list prints siblings; next is the character that follows them, 0 at the end.
func (p *inlinePrinter) list(inlines []ast.Inline, next rune) {
	inlines = mergeInlines(inlines)
	p.after = nil
	for i, in := range inlines {
		follows := next
		if i+1 < len(inlines) {
			follows = firstRune(inlines[i+1])
		}
		p.inline(in, follows, i == 0 || i == len(inlines)-1)
		p.after = in
	}
}

// mergeInlines joins neighbouring Text nodes and drops empty ones.
func mergeInlines(list []ast.Inline) []ast.Inline {
	out := make([]ast.Inline, 0, len(list))
	for _, in := range list {
		t, ok := in.(*ast.Text)
		if ok && t.Value == "" {
			continue
		}
		if ok && len(out) > 0 {
			if last, isText := out[len(out)-1].(*ast.Text); isText {
				out[len(out)-1] = &ast.Text{At: last.At, Value: last.Value + t.Value}
				continue
			}
		}
		out = append(out, in)
	}
	return out
}

// firstRune is the character with which an inline is printed, as far as its
// neighbours care.
func firstRune(in ast.Inline) rune {
	switch n := in.(type) {
	case *ast.Text:
		r, _ := utf8.DecodeRuneInString(n.Value)
		return r
	case *ast.Emph, *ast.Strong:
		return '*'
	case *ast.Code:
		return '`'
	case *ast.Formula:
		if n.Alt == "" {
			return '$'
		}
	case *ast.Super:
		return '^'
	case *ast.Sub:
		return '~'
	case *ast.Mark:
		if n.Kind == ast.Deleted {
			return '~'
		}
	case *ast.LineBreak:
		return '\\'
	case *ast.Image:
		return '!'
	}
	return '['
}

func (p *inlinePrinter) inline(in ast.Inline, next rune, edge bool) {
	switch n := in.(type) {
	case *ast.Text:
		p.text(n.Value, next)
	case *ast.Emph:
		p.emphasis("*", &p.emph, n.Inlines, next, "{.emph}")
	case *ast.Mark:
		p.mark(n, next)
	case *ast.Strong:
		p.emphasis("**", &p.strong, n.Inlines, next, "{.strong}")
	case *ast.Super:
		p.script('^', n.Inlines, next, "{.sup}")
	case *ast.Sub:
		p.script('~', n.Inlines, next, "{.sub}")
	case *ast.Code:
		p.code(n.Value)
	case *ast.Formula:
		p.formula(n, next)
	case *ast.Link:
		p.link(n)
	case *ast.NoteRef:
		p.raw("[^" + n.NoteID() + "]")
	case *ast.Citation:
		p.bracketed(n.Inlines, "("+destination(n.URL, "", p.place == inCell)+"){."+n.Scheme+"}")
	case *ast.Abbr:
		p.abbr(n)
	case *ast.Lang:
		p.bracketed(n.Inlines, attrsMarkdown("", "", "lang", n.Tag))
	case *ast.Image:
		p.image(n)
	case *ast.Anchor:
		led := p.led || p.last() == 0
		p.raw("[]{#" + n.ID + "}")
		p.led = led
		return
	case *ast.LineBreak:
		p.lineBreak(edge)
	case *verbatim:
		p.raw(n.s)
	case *span:
		p.bracketed(n.Inlines, n.attrs)
	}
	p.led = false
}

// formula prints a formula between dollars. A display formula at the start of a
// line would be taken for a block.
func (p *inlinePrinter) formula(n *ast.Formula, next rune) {
	tex := n.TeX
	if p.place == inCell {
		tex = strings.ReplaceAll(tex, "|", "&#124;")
	}
	mark, end := "$", "$"
	switch {
	case n.Display:
		mark, end = "$$", "$$"
	case !formula.Dollars(tex, "") && !strings.Contains(tex, "`"): // it would be an amount of money
		mark, end = "$`", "`$"
	}
	attrs := attrsMarkdown("", "", "alt", n.Alt)
	switch {
	case n.Alt != "":
		p.raw("[" + mark + tex + end + "]" + attrs)
		return
	case n.Display && p.last() == 0:
		p.raw("[" + mark + tex + end + "]{.math}")
		return
	}
	p.raw(mark + tex + end)
	if next == '$' || next >= '0' && next <= '9' {
		p.raw("<!-- -->")
	}
}

func (p *inlinePrinter) raw(s string) { p.b.WriteString(s) }

// last is the last byte printed, 0 at the start of a line.
func (p *inlinePrinter) last() byte {
	s := p.b.String()
	if s == "" || s[len(s)-1] == '\n' {
		return 0
	}
	return s[len(s)-1]
}

// lastRune is the last character printed, 0 at the start of a line.
func (p *inlinePrinter) lastRune() rune {
	if p.last() == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(p.b.String())
	return r
}

// bracketed prints [inlines] with what belongs behind the bracket.
func (p *inlinePrinter) bracketed(inlines []ast.Inline, behind string) {
	emph, strong, deleted := p.emph, p.strong, p.deleted
	p.raw("[")
	p.depth++
	p.list(inlines, ']')
	p.depth--
	p.raw("]" + behind)
	p.emph, p.strong, p.deleted = emph, strong, deleted
}

// mark prints a deletion between tildes, as GitHub Flavored Markdown 0.29, 6.5,
// has it, and the other kinds as spans.
func (p *inlinePrinter) mark(n *ast.Mark, next rune) {
	attrs := "{." + n.Kind.Class() + "}"
	if n.Kind == ast.Deleted {
		p.emphasis("~~", &p.deleted, n.Inlines, next, attrs)
		return
	}
	p.bracketed(n.Inlines, attrs)
}

// emphasis prints inlines between marks where Markdown takes these marks for
// emphasis (CommonMark 0.31.2, section 6.2), else as a span.
func (p *inlinePrinter) emphasis(mark string, nesting *int, inlines []ast.Inline, next rune, attrs string) {
	inlines = mergeInlines(inlines)
	if *nesting > 0 || !p.flanks(mark[0], inlines, next) {
		p.bracketed(inlines, attrs)
		return
	}
	*nesting++
	p.raw(mark)
	p.list(inlines, rune(mark[0]))
	p.raw(mark)
	*nesting--
}

// flanks reports whether marks around inlines open and close: not beside
// another mark, not against white space inside, and against punctuation
// inside only where the outside is no letter.
func (p *inlinePrinter) flanks(mark byte, inlines []ast.Inline, next rune) bool {
	if len(inlines) == 0 || p.last() == mark || next == rune(mark) || p.emph+p.strong == 0 && p.inAddress() {
		return false
	}
	first, last := firstRune(inlines[0]), lastOf(inlines[len(inlines)-1])
	if first == rune(mark) || last == rune(mark) {
		return false
	}
	return opensAgainst(p.lastRune(), first) && opensAgainst(next, last)
}

// inAddress reports whether what was printed ends in an address of the web, to
// which a mark would belong.
func (p *inlinePrinter) inAddress() bool {
	s := p.b.String()
	return strings.Contains(s[strings.LastIndexAny(s, " \n")+1:], "://")
}

// lastOf is the character with which an inline ends in print.
func lastOf(in ast.Inline) rune {
	if t, ok := in.(*ast.Text); ok {
		r, _ := utf8.DecodeLastRuneInString(t.Value)
		return r
	}
	if _, ok := in.(*ast.LineBreak); ok {
		return ' '
	}
	if r := firstRune(in); r != '[' && r != '!' {
		return r
	}
	return ')'
}

func opensAgainst(outside, inside rune) bool {
	switch {
	case inside == 0 || unicode.IsSpace(inside):
		return false
	case !unicode.IsPunct(inside) && !unicode.IsSymbol(inside):
		return true
	}
	return outside == 0 || unicode.IsSpace(outside) || unicode.IsPunct(outside)
}

// maxScript is the longest run printed between carets or tildes; what is
// longer is easier to see as a span.
const maxScript = 6

// script prints a superscript or subscript: between marks where it is a short
// word behind another character.
func (p *inlinePrinter) script(mark byte, inlines []ast.Inline, next rune, attrs string) {
	prev := p.lastRune()
	joined := prev != 0 && !unicode.IsSpace(prev) && prev != '[' && prev != rune(mark) && prev != '\\' && next != rune(mark)
	word, more := leadingText(inlines)
	if !joined || more || !shortWord(word) {
		p.bracketed(inlines, attrs)
		return
	}
	p.raw(string(mark) + word + string(mark))
}

func shortWord(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return s != "" && utf8.RuneCountInString(s) <= maxScript
}

// code prints a code span between more backticks than any inside (CommonMark
// 0.31.2, section 6.1).
func (p *inlinePrinter) code(s string) {
	s = strings.ReplaceAll(s, "\n", " ")
	fence := "`"
	for strings.Contains(s, fence) {
		fence = strings.Repeat("`", longestRun(s, '`')+1)
	}
	blank := strings.Trim(s, " ") == ""
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") ||
		!blank && strings.HasPrefix(s, " ") && strings.HasSuffix(s, " ") {
		s = " " + s + " "
	}
	if p.last() == '`' {
		p.raw("<!-- -->")
	}
	if p.place == inCell {
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	p.raw(fence + s + fence)
}

// lineBreak prints a backslash at a line's end where a line may end, else the
// tag.
func (p *inlinePrinter) lineBreak(edge bool) {
	_, twice := p.after.(*ast.LineBreak)
	if twice && p.place == inCell {
		p.raw("<!-- -->") // two tags in a row would be a CellBreak
	}
	if edge || twice || p.last() == '\\' || p.place.oneLine() || p.depth+p.emph+p.strong+p.deleted > 0 {
		p.raw("<br>")
		return
	}
	p.raw("\\\n")
}
