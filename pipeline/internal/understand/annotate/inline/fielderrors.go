package inline

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/lexicon"
)

// FieldError is the finding about a value that a word processor did not find.
const FieldError diag.Code = "field-error"

var _ = diag.Register(map[diag.Code]string{
	FieldError: "the text holds what a word processor prints in place of a value or a reference that it did not find",
})

// FieldErrors reports each place where a word processor printed an error in place of
// the value of a field, "Error! Bookmark not defined.": the text stays, and what
// belongs there only its author knows.
func FieldErrors(doc *ast.Document, log *diag.Log) {
	eachLine(doc, func(list *[]ast.Inline, _ bool) {
		l := flatten(*list, noCitations)
		for from := 0; ; {
			at := strings.IndexByte(l.text[from:], '!')
			if at < 0 {
				return
			}
			l.reportFieldError(wordBefore(l.text, from+at), log)
			from += at + 1
		}
	})
}

// errorReach is how many bytes before a mark its word begins at most: "Erreur !" has seven.
const errorReach = 24

// wordBefore is where the word in front of an offset begins, a space may part them; -1
// where none does near by.
func wordBefore(text string, at int) int {
	from := max(0, at-errorReach)
	word := strings.TrimRightFunc(text[from:at], unicode.IsSpace)
	n := strings.LastIndexFunc(word, func(r rune) bool { return unicode.IsSpace(r) || r == barrier }) + 1
	if n == 0 && from > 0 {
		return -1
	}
	return from + n
}

func (l *lineText) reportFieldError(at int, log *diag.Log) {
	if at < 0 {
		return
	}
	class, n := lexicon.Begins(l.text[at:])
	if class&lexicon.FieldError == 0 {
		return
	}
	log.Add(diag.Diagnostic{Code: FieldError, Pos: l.posAt(at), Rule: "field/error", Message: "a word processor did not find what belongs here",
		Excerpt: l.text[at : at+n], Confidence: 0.6, Hint: "write what the paper is to say there"})
}
