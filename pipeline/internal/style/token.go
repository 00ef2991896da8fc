package style

import (
	"bytes"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// token is a CSS token (CSS Syntax Module Level 3, 4) and the line of its
// sheet on which it begins.
type token struct {
	kind css.TokenType
	text string
	line int
}

// is reports whether t is the delimiter or bracket s.
func (t token) is(s string) bool { return t.text == s && t.kind != css.StringToken }

// name gives an identifier or the name of a function in lower case; the
// function's bracket is left out.
func (t token) name() string {
	return strings.ToLower(strings.TrimSuffix(t.text, "("))
}

// tokenise splits a sheet into tokens without comments. Runs of white space
// are one token.
func tokenise(src []byte) []token {
	lexer := css.NewLexer(parse.NewInputBytes(bytes.Clone(src)))
	var out []token
	line := 1
	for {
		kind, data := lexer.Next()
		if kind == css.ErrorToken {
			return out
		}
		if kind != css.CommentToken {
			out = append(out, token{kind, string(data), line})
		}
		line += bytes.Count(data, []byte("\n"))
	}
}

// trim takes white space off both ends.
func trim(ts []token) []token {
	for len(ts) > 0 && ts[0].kind == css.WhitespaceToken {
		ts = ts[1:]
	}
	for len(ts) > 0 && ts[len(ts)-1].kind == css.WhitespaceToken {
		ts = ts[:len(ts)-1]
	}
	return ts
}

// words drops all white space.
func words(ts []token) []token {
	out := make([]token, 0, len(ts))
	for _, t := range ts {
		if t.kind != css.WhitespaceToken {
			out = append(out, t)
		}
	}
	return out
}

// split cuts ts at the separator where it stands outside brackets.
func split(ts []token, separator string) [][]token {
	var out [][]token
	depth, from := 0, 0
	for i, t := range ts {
		switch {
		case opens(t):
			depth++
		case closes(t):
			depth--
		case depth == 0 && t.is(separator):
			out = append(out, ts[from:i])
			from = i + 1
		}
	}
	return append(out, ts[from:])
}

func opens(t token) bool {
	return t.kind == css.FunctionToken || t.is("(") || t.is("[") || t.is("{")
}

func closes(t token) bool { return t.is(")") || t.is("]") || t.is("}") }

// text writes tokens as CSS again.
func text(ts []token) string {
	var b strings.Builder
	for _, t := range ts {
		if t.kind == css.WhitespaceToken {
			b.WriteByte(' ')
			continue
		}
		b.WriteString(t.text)
	}
	return b.String()
}

// unquote gives what a string token says. The only escape that house sheets
// need is a backslash before the sign itself.
func unquote(s string) string {
	if len(s) < 2 {
		return ""
	}
	var b strings.Builder
	body := s[1 : len(s)-1]
	for i := 0; i < len(body); i++ {
		if body[i] == '\\' && i+1 < len(body) {
			i++
		}
		b.WriteByte(body[i])
	}
	return b.String()
}
