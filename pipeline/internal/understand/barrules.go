package understand

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

// barRule are the parts of a rule between rows whose cells bars part, in the manner of
// Markdown, "|---|--:|", or of databases, "-----+-----"; nil where text is none.
func barRule(text string) []string {
	if strings.Trim(text, "|+-=: ") != "" || !strings.ContainsAny(text, "|+") {
		return nil
	}
	text = strings.TrimSuffix(strings.TrimPrefix(strings.ReplaceAll(text, "+", "|"), "|"), "|")
	parts := trimAll(strings.Split(text, "|"))
	for _, p := range parts {
		drawn := strings.TrimSuffix(strings.TrimPrefix(p, ":"), ":")
		if len(p) < 2 || drawn == "" || strings.Trim(drawn, drawn[:1]) != "" || strings.Contains("+: ", drawn[:1]) {
			return nil
		}
	}
	return parts
}

// barAligns are the alignments of columns that the rule among the lines of a table states
// by its colons, as Markdown has them; nil is none.
func barAligns(lines []*line) []ast.Align {
	for _, l := range lines {
		var out []ast.Align
		for _, part := range barRule(l.text) {
			left, right := strings.HasPrefix(part, ":"), strings.HasSuffix(part, ":")
			switch {
			case left && right:
				out = append(out, ast.AlignCenter)
			case right:
				out = append(out, ast.AlignRight)
			case left:
				out = append(out, ast.AlignLeft)
			default:
				out = append(out, ast.AlignDefault)
			}
		}
		if out != nil {
			return out
		}
	}
	return nil
}
