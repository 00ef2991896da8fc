package office

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

// minRule is how many signs draw a line at least: fewer are a value that is missing, or a
// pause.
const minRule = 5

// IsRule reports whether a paragraph is a line drawn with signs, and says so: it parts what
// stands above and below, and would be read out sign by sign. Low lines and dots are places
// to write on.
func (r *Report) IsRule(place int, list []ast.Inline) bool {
	if !onlyText(list) {
		return false
	}
	text := strings.Join(strings.Fields(ast.PlainText(list)), "")
	if strings.Trim(text, "-–—=*~─━═") != "" || len([]rune(text)) < minRule {
		return false
	}
	r.Drop(place, CodeRule, 0.9, text, "a line drawn with signs is a rule")
	return true
}
