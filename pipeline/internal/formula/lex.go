package formula

import (
	"strings"
	"unicode/utf8"
)

// lexer cuts TeX into tokens: a command with its backslash, or a character.
// White space parts tokens and is none.
type lexer struct {
	src string
	at  int
}

// peek is the next token without taking it, "" at the end.
func (l *lexer) peek() string {
	l.skip()
	return l.src[l.at:l.end()]
}

// next takes a token.
func (l *lexer) next() string {
	l.skip()
	from := l.at
	l.at = l.end()
	return l.src[from:l.at]
}

func (l *lexer) skip() {
	for l.at < len(l.src) && strings.IndexByte(" \t\n\r", l.src[l.at]) >= 0 {
		l.at++
	}
}

// end is where the token at the place ends.
func (l *lexer) end() int {
	if l.at >= len(l.src) {
		return l.at
	}
	if l.src[l.at] != '\\' || l.at+1 == len(l.src) {
		_, n := utf8.DecodeRuneInString(l.src[l.at:])
		return l.at + n
	}
	end := l.at + 1
	for end < len(l.src) && isLetter(l.src[end]) {
		end++
	}
	if end == l.at+1 {
		_, n := utf8.DecodeRuneInString(l.src[end:])
		return end + n
	}
	if end < len(l.src) && l.src[end] == '*' && l.src[l.at:end] == `\operatorname` || end < len(l.src) && l.src[end] == '*' && l.src[l.at:end] == `\tag` {
		end++
	}
	return end
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// raw takes the text of a group in braces as it stands, or one token.
func (l *lexer) raw() (string, *Error) {
	l.skip()
	if l.at >= len(l.src) || l.src[l.at] != '{' {
		return l.next(), nil
	}
	text, ok := l.group('}')
	if !ok {
		return "", fault("a brace is opened and not closed")
	}
	return text, nil
}

// optional takes the text in brackets, if there is one.
func (l *lexer) optional() (string, bool) {
	l.skip()
	if l.at >= len(l.src) || l.src[l.at] != '[' {
		return "", false
	}
	return l.group(']')
}

// group takes the text from behind the sign here to the close that no braces hold.
func (l *lexer) group(close byte) (string, bool) {
	depth := 0
	for i := l.at + 1; i < len(l.src); i++ {
		switch c := l.src[i]; {
		case c == '\\':
			i++
		case c == close && depth == 0:
			s := l.src[l.at+1 : i]
			l.at = i + 1
			return s, true
		case c == '{':
			depth++
		case c == '}':
			depth--
		}
	}
	return "", false
}

// number takes digits with their points and commas: "1.234,5", "2{,}5".
func (l *lexer) number() string {
	var b strings.Builder
	for l.at < len(l.src) {
		rest := l.src[l.at:]
		switch {
		case isDigit(rest[0]):
			b.WriteByte(rest[0])
			l.at++
		case len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') && isDigit(rest[1]):
			b.WriteByte(rest[0])
			l.at++
		case len(rest) > 3 && (rest[:3] == "{,}" || rest[:3] == "{.}") && isDigit(rest[3]):
			b.WriteByte(rest[1])
			l.at += 3
		default:
			return b.String()
		}
	}
	return b.String()
}
