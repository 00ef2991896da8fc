// Package account holds law 1 to the letter: every visible character of a source is
// in the tree or in the log as dropped, nothing is there twice, and the body keeps
// the source's order. In goes the source's text with the tree and the log that came
// of it; out comes an error that names what was lost or invented, or the numbers.
package account

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/text"
)

// Check compares the visible characters of source with those of doc and of the
// Dropped fields of log. The metadata's title counts once: in the body where it
// stands there, else in the metadata. Superior figures count as plain ones, as
// a note's number is one number however it is printed, and ligatures as their
// letters.
func Check(source string, doc *ast.Document, log []diag.Diagnostic) error {
	have, body := kept(doc), bodyText(doc)
	for _, d := range log {
		add(have, d.Dropped, 1)
	}
	add(have, source, -1)
	if balance(have) != nil { // the title stands in the metadata alone
		add(have, doc.Meta.Title, 1)
	}
	if err := balance(have); err != nil {
		return err
	}
	if marksMoved(log) {
		body = longWords(body)
	}
	return inOrder(visible(unfolded(source, log)), visible(body))
}

// Numbers counts visible characters, ligatures as their letters.
type Numbers struct {
	// Source is how many the source has, Kept how many the tree, and Dropped how many
	// the log has on record as left out.
	Source, Kept, Dropped int
	// Lost are those of the source that are neither kept nor dropped; Invented those
	// that are and that the source has not.
	Lost, Invented int
}

// Count gives the account of a source in numbers, as Check holds it.
func Count(source string, doc *ast.Document, log []diag.Diagnostic) Numbers {
	have := kept(doc)
	n := Numbers{Kept: sum(have)}
	dropped := map[rune]int{}
	for _, d := range log {
		add(dropped, d.Dropped, 1)
	}
	n.Dropped = sum(dropped)
	from := map[rune]int{}
	add(from, source, 1)
	n.Source = sum(from)
	for r, k := range dropped {
		have[r] += k
	}
	for r, k := range from {
		have[r] -= k
	}
	if balance(have) != nil { // the title stands in the metadata alone
		title := map[rune]int{}
		add(title, doc.Meta.Title, 1)
		for r, k := range title {
			if have[r] < 0 {
				k = min(k, -have[r])
				have[r] += k
				n.Kept += k
			}
		}
	}
	for _, k := range have {
		n.Lost, n.Invented = n.Lost+max(0, -k), n.Invented+max(0, k)
	}
	return n
}

// kept counts the characters of the tree.
func kept(doc *ast.Document) map[rune]int {
	have := map[rune]int{}
	add(have, bodyText(doc), 1)
	for _, n := range doc.Notes {
		add(have, n.Label, 1)
		add(have, blocksText(n.Blocks), 1)
	}
	return have
}

func sum(counts map[rune]int) int {
	n := 0
	for _, k := range counts {
		n += k
	}
	return n
}

// marksPaired is the code of a finding that says that list signs or numbers stood
// in a column, and were each put before their text: only these left their place.
const marksPaired = "marks-paired"

// longestMark is how many bytes a mark takes at most.
const longestMark = 9

// longWords is what of text is no mark for sure.
func longWords(text string) string {
	words := strings.Fields(text)
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return len(w) <= longestMark }), " ")
}

func marksMoved(log []diag.Diagnostic) bool {
	return slices.ContainsFunc(log, func(d diag.Diagnostic) bool { return d.Code == marksPaired })
}

// unfolded is the source with the columns of which the log says that they were read one
// after the other in this order.
func unfolded(source string, log []diag.Diagnostic) string {
	lines := strings.Split(text.PlainLineEnds.Replace(source), "\n")
	for _, d := range log {
		c, ok := text.ParseColumns(d.Message)
		if d.Code != columnsRead || !ok || c.From < 1 || c.From > c.To || c.To > len(lines) {
			continue
		}
		columns := make([]string, len(c.At)+2) // behind the last what stands on the next page
		for i, line := range lines[c.From-1 : c.To] {
			line, next, _ := strings.Cut(strings.TrimLeft(line, "\f"), "\f")
			for k, part := range c.Split(0, line) {
				columns[k] += part.Text + "\n"
			}
			columns[len(c.At)+1] += next
			lines[c.From-1+i] = ""
		}
		ordered := make([]string, 0, len(columns))
		for _, k := range c.Order() {
			ordered = append(ordered, columns[k])
		}
		lines[c.From-1] = strings.Join(append(ordered, columns[len(c.At)+1]), "\n")
	}
	return strings.Join(lines, "\n")
}

// columnsRead is the code of a finding that says in its message which lines hold columns.
const columnsRead = "columns-read"

// balance reports the characters whose counts differ.
func balance(have map[rune]int) error {
	var lost, invented []string
	for r, n := range have {
		switch {
		case n < 0:
			lost = append(lost, fmt.Sprintf("%q x %d", r, -n))
		case n > 0:
			invented = append(invented, fmt.Sprintf("%q x %d", r, n))
		}
	}
	if lost == nil && invented == nil {
		return nil
	}
	sort.Strings(lost)
	sort.Strings(invented)
	return fmt.Errorf("lost: %s; invented: %s", strings.Join(lost, ", "), strings.Join(invented, ", "))
}

// inOrder reports where body is no subsequence of source.
func inOrder(source, body string) error {
	rest := source
	for i, r := range body {
		at := strings.IndexRune(rest, r)
		if at < 0 {
			return fmt.Errorf("out of order: %q after %q", clip(body[i:]), clip(body[max(0, i-40):i]))
		}
		rest = rest[at+len(string(r)):]
	}
	return nil
}

func clip(s string) string { return s[:min(len(s), 40)] }

// ligatures spells U+FB00 to U+FB06.
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

func add(have map[rune]int, text string, n int) {
	for _, r := range ligatures.Replace(text) {
		if r = plain(r); !skip(r) {
			have[r] += n
		}
	}
}

func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r = plain(r); skip(r) {
			return -1
		}
		return r
	}, ligatures.Replace(text))
}

func skip(r rune) bool { return unicode.IsSpace(r) }

// plain turns superior figures into figures on the line.
func plain(r rune) rune {
	switch r {
	case '¹':
		return '1'
	case '²', '³':
		return r - '²' + '2'
	}
	if r == '⁰' || r >= '⁴' && r <= '⁹' {
		return r - '⁰' + '0'
	}
	return r
}

// bodyText is all text of the tree in reading order, numbers, markers and calls
// included; white space does not count.
func bodyText(doc *ast.Document) string { return blocksText(doc.Blocks) }

func blocksText(blocks []ast.Block) string {
	var b strings.Builder
	ast.WalkBlocks(blocks, func(n ast.Node) bool {
		b.WriteString(ownText(n))
		return true
	})
	return b.String()
}

// ownText is the text that a node holds itself.
func ownText(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Line:
		return n.Text + "\n"
	case *ast.Text:
		return n.Value + " "
	case *ast.Code:
		return n.Value
	case *ast.Formula:
		return n.TeX
	case *ast.CodeBlock:
		return n.Text
	case *ast.NoteRef:
		return n.Label
	case *ast.Section:
		return n.Number + " "
	case *ast.ListItem:
		return n.Marker + " "
	}
	return ""
}
