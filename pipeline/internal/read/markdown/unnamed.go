package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

// CodeUnnamed is the code of Markdown whose name says that it is none.
const CodeUnnamed diag.Code = "text-is-markdown"

var _ = diag.Register(map[diag.Code]string{
	CodeUnnamed: "A file with a name of plain text holds Markdown and was read as such.",
})

// numberSigned is a heading by number signs (CommonMark 0.31, 4.2) with words behind them.
var numberSigned = pattern.Of(`^(#{1,6})[ \t]+[^\s#]`)

// otherMarks are links, pairs of asterisks around words and the rows below a table's head.
var otherMarks = pattern.Of(`\]\((?:<|https?:|mailto:|#|/)|\*\*\p{L}[^*\n]*\*\*|(?m)^\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*$`)

// leastHeadings is how many headings prove Markdown, and sampled is in how many bytes of a
// file these are sought.
const (
	leastHeadings = 2
	sampled       = 256 << 10
)

// Shows reports whether a text that does not say so by its name is Markdown, as programs
// leave it that make text of web pages: headings by number signs on lines of their own, of
// two ranks or beside marks of another kind. Remarks in scripts and numbers of papers have
// one rank and no such marks. Pages are divided by no Markdown.
func Shows(data []byte) bool {
	data = data[:min(len(data), sampled)]
	if bytes.ContainsRune(data, '\f') || !bytes.Contains(data, []byte("# ")) {
		return false
	}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	ranks, headings, above, fenced := map[int]bool{}, 0, "", false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\n")
		if strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~") {
			fenced = !fenced
		}
		if m := numberSigned.FindStringSubmatch(line); m != nil && above == "" && !fenced {
			headings++
			ranks[len(m[1])] = true
		}
		above = line
	}
	return headings >= leastHeadings && (len(ranks) > 1 || otherMarks.MatchString(text))
}

// ReadUnnamed is Read for what Shows found, and says so.
func ReadUnnamed(name string, data []byte, log *diag.Log) (*ast.Document, error) {
	log.Add(diag.Diagnostic{
		Code: CodeUnnamed, Pos: diag.Pos{File: name, Line: 1, Col: 1}, Rule: "headings by number signs",
		Message:    fmt.Sprintf("read as Markdown, since it has headings by number signs (%q)", "#"),
		Hint:       "give its name the ending .md",
		Confidence: 0.95,
	})
	return Read(name, data, log)
}
