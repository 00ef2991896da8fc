package markdown

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/text"
)

// text prints characters as they are, with a backslash before those that
// Markdown, pandoc's included, would take for something else. next is the
// character that follows the text.
func (p *inlinePrinter) text(s string, next rune) {
	marker := -1
	if (p.last() == 0 || p.led) && p.place.blockStart() {
		marker = blockMarker(s)
	}
	prev := p.lastRune()
	plain := 0 // where letters begin that are not yet printed
	for i, r := range s {
		if i != marker && (r < utf8.RuneSelf && meansNothing[r] || r == ' ' && prev != 0 && i > 0 && i+1 < len(s) && meansNothing[s[i+1]]) {
			prev = r
			continue
		}
		p.raw(s[plain:i])
		_, size := utf8.DecodeRuneInString(s[i:])
		plain = i + size
		follows := next
		if rest := s[i+utf8.RuneLen(max(r, 0)):]; i+1 < len(s) && r != utf8.RuneError && rest != "" {
			follows, _ = utf8.DecodeRuneInString(rest)
		}
		switch {
		case r == ' ' && p.spaceLost(i, prev, follows):
			p.raw("&#32;")
		case r == '\n':
			p.raw("&#10;")
		case r == '\ufeff': // at the start of a file it would be a byte order mark
			p.raw("&#xFEFF;")
		case r == '\\' && (follows == '(' || follows == '['): // pandoc and MathJax would see a formula
			p.raw("&#92;")
		case i == marker && text.IsAlnum(s[i]): // no backslash hides a letter
			p.raw(fmt.Sprintf("&#%d;", r))
		case r == '{' && next == '`' && roleName.MatchString(s[i:]):
			p.raw(`\{`)
		case i == marker || p.special(r, s[i:], i == 0, prev, follows):
			p.raw(`\` + string(r))
		default:
			p.b.WriteRune(r)
		}
		prev = r
	}
	p.raw(s[plain:])
}

// meansNothing holds the characters of ASCII that Markdown and its kin take for themselves
// wherever they stand inside a line: letters, digits and some signs.
var meansNothing = func() (set [256]bool) {
	for _, c := range "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789,.;?'\"/-)}>" {
		set[c] = true
	}
	return set
}()

// spaceLost reports whether a space would be stripped: at the start and the
// end of a line.
func (p *inlinePrinter) spaceLost(i int, prev, follows rune) bool {
	_, broken := p.after.(*ast.LineBreak)
	return prev == 0 || follows == 0 || i == 0 && broken || follows == '\\' && prev == ' '
}

// special reports whether the character r, with which rest of the text begins,
// has a meaning between these neighbours. first tells that it opens the text.
func (p *inlinePrinter) special(r rune, rest string, first bool, prev, follows rune) bool {
	switch r {
	case '\\', '`', '[', '^', '~':
		return true
	case ']':
		return p.depth > 0
	case '=':
		return follows == '=' && prev != '='
	case '+':
		return follows == '+' && prev != '+' && !text.IsWord(prev)
	case '*':
		return p.last() != ' ' || !isBlank(follows) || p.emph+p.strong > 0
	case '_':
		return !text.IsWord(prev) || !text.IsWord(follows)
	case '<':
		return opensTag(rest, follows)
	case '%':
		return follows == '%'
	case '&':
		return isReference(rest)
	case '$':
		return follows != ' ' && follows != 0
	case '@':
		return !text.IsWord(prev) && (text.IsWord(follows) || strings.ContainsRune("{_-)", follows))
	case '|':
		return p.place == inCell
	case '!':
		return len(rest) == 1 && strings.ContainsRune("[^~*", follows) // these may print as spans
	case '#':
		return p.place == inHeading && (prev == 0 || follows == 0 || follows == '#' || prev == '#')
	case '{':
		return p.afterBracket(r, first) || strings.ContainsRune(".#=+-~>{%:/", follows)
	case ':':
		return p.afterBracket(r, first) || emoji.MatchString(rest)
	case '(':
		return p.afterBracket(r, first) || prev == 'f' && strings.HasSuffix(p.b.String(), "@ref") // a reference of bookdown
	}
	return false
}

// roleName is text that names a role of MyST where code follows it.
var roleName = pattern.Of(`^\{[A-Za-z][\w:+.-]*\}$`)

// attrLine is text that would be a line of attributes, as Python-Markdown and djot write it.
var attrLine = pattern.Of(`^\{[ \t]*[A-Za-z][\w-]*=`)

// labelLine is text that would be a label of MyST.
var labelLine = pattern.Of(`^\([^()\s]+\)=`)

// emoji is how programs for Markdown name emoji.
var emoji = pattern.Of(`^:[a-z][a-z0-9_+-]*:`)

// afterBracket reports whether r, first in its text, would belong to the
// construct before it.
func (p *inlinePrinter) afterBracket(r rune, first bool) bool {
	if r == '{' && p.place == inHeading {
		return true
	}
	_, call := p.after.(*ast.NoteRef)
	return first && p.after != nil && (r == '{' || call)
}

// opensTag reports whether "<", with which rest of the text begins, may open a
// tag or an automatic link. An address ends at a blank, so where there is none
// it may go on in what follows the text.
func opensTag(rest string, follows rune) bool {
	rest = rest[:min(len(rest), longAddress)]
	return follows < 0x80 && unicode.IsLetter(follows) || strings.ContainsRune("/!?", follows) ||
		strings.Contains(rest, "@") || !isBlank(follows) && !strings.Contains(rest, " ")
}

// longAddress is how far, in bytes, an address is looked for behind "<". What has
// no blank for so long is taken for one.
const longAddress = 1000

// isReference reports whether s begins like a character reference.
func isReference(s string) bool {
	rest := strings.TrimPrefix(s[1:], "#")
	n := wordLen(rest)
	return n > 0 && strings.HasPrefix(rest[n:], ";")
}

func isBlank(r rune) bool { return r == 0 || r == ' ' }

// blockMarker is the offset of the character to escape where the text begins
// like a block of Markdown, or -1. Beside CommonMark's markers these are
// pandoc's: definitions, line blocks, title lines, table captions, grid and
// simple tables, lettered and bracketed list markers.
func blockMarker(s string) int {
	if s == "" {
		return -1
	}
	rest := s[1:]
	switch s[0] {
	case '>', ':', '%', '|', '=':
		return 0
	case '#':
		return 0 // also where no space follows: that would be a finding
	case '!', '?': // an admonition of MkDocs
		return escapeIf(strings.HasPrefix(s, "!!!") || strings.HasPrefix(s, "???"))
	case '/': // a block of PyMdown Extensions
		return escapeIf(strings.HasPrefix(s, "///"))
	case '{': // a line of attributes
		return escapeIf(attrLine.MatchString(s))
	case '+', '-':
		return escapeIf(endsMarker(rest) || strings.ContainsRune("-=+|:", rune(rest[0])))
	case '(':
		if labelLine.MatchString(s) {
			return 0
		}
		n := wordLen(rest)
		return escapeIf(n > 0 && strings.HasPrefix(rest[n:], ")") && endsMarker(rest[n+1:]))
	}
	if ast.IsModule(s) {
		return 0
	}
	if strings.HasPrefix(s, "Table:") || strings.HasPrefix(s, "table:") {
		return len("Table")
	}
	return countMarker(s)
}

func escapeIf(yes bool) int {
	if yes {
		return 0
	}
	return -1
}

// endsMarker reports whether a marker ends before s.
func endsMarker(s string) bool { return s == "" || s[0] == ' ' || s[0] == '\t' || s[0] == '\n' }

// wordLen is the length of the ASCII letters and digits at the front of s.
func wordLen(s string) int {
	n := 0
	for n < len(s) && text.IsAlnum(s[n]) {
		n++
	}
	return n
}

// countMarker finds "1.", "b)" or "iv." at the front of s and returns the
// offset of what stands behind the numeral, or -1.
func countMarker(s string) int {
	n := wordLen(s)
	if n == 0 || n == len(s) || s[n] != '.' && s[n] != ')' || !endsMarker(s[n+1:]) {
		return -1
	}
	if strings.Trim(s[:n], "0123456789") == "" || n == 1 || ast.ParseRoman(s[:n]) > 0 {
		return n
	}
	return -1
}
