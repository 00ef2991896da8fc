package understand

import (
	"slices"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
)

// raisedParts cuts a paragraph of notes in a row, each with its number, raised or on
// a line of its own, "¹ See … ² See …", into one part for each note; any other is
// one part.
func raisedParts(list []ast.Inline) [][]ast.Inline {
	split := splitRaised(list)
	number := leadNumber(split)
	if number == 0 {
		return [][]ast.Inline{list}
	}
	var out [][]ast.Inline
	start := 0
	for i := 1; i < len(split); i++ {
		if n := leadNumber(split[i:]); n == number+1 && setsApart(split[i-1], split[i]) {
			out, start, number = append(out, split[start:i]), i, n
		}
	}
	if start == 0 {
		return [][]ast.Inline{list}
	}
	return append(out, split[start:])
}

// setsApart reports whether a line ends before next, or white space stands there
// and next begins with a raised number.
func setsApart(in, next ast.Inline) bool {
	switch n := in.(type) {
	case *ast.LineBreak:
		return true
	case *ast.Text:
		t, ok := next.(*ast.Text)
		return strings.HasSuffix(n.Value, " ") && (!ok || !isDigits(t.Value[:1]))
	}
	return false
}

// leadNumber is the number that a run begins with, raised or before a space, a stop
// or a parenthesis; 0 where it has none.
func leadNumber(list []ast.Inline) int {
	if len(list) == 0 {
		return 0
	}
	switch n := list[0].(type) {
	case *ast.Super:
		if label := raisedLabel(n); isDigits(label) {
			return atoi(label)
		}
	case *ast.Text:
		if label, _ := raisedNumber(n.Value); isDigits(label) && n.Value[0] >= utf8.RuneSelf {
			return atoi(label)
		}
		if end := digitsEnd(n.Value, 0); end > 0 && end <= maxNoteDigits && end < len(n.Value) && strings.ContainsRune(" .)", rune(n.Value[end])) {
			return atoi(n.Value[:end])
		}
	}
	return 0
}

// splitRaised parts texts before the superior figures that a space stands before.
func splitRaised(list []ast.Inline) []ast.Inline {
	var out []ast.Inline
	for _, in := range list {
		t, ok := in.(*ast.Text)
		if !ok {
			out = append(out, in)
			continue
		}
		start := 0
		for i, r := range t.Value {
			if i > start && raisedDigit(r) >= 0 && t.Value[i-1] == ' ' {
				out = append(out, &ast.Text{At: t.At, Value: t.Value[start:i]})
				start = i
			}
		}
		out = append(out, &ast.Text{At: t.At, Value: t.Value[start:]})
	}
	return out
}

// cutFront takes n bytes of its unit's text from the front of a run; false tells
// that these do not end with a text or a raised number.
func cutFront(list []ast.Inline, n int) ([]ast.Inline, bool) {
	for len(list) > 0 && n > 0 {
		switch in := list[0].(type) {
		case *ast.Super:
			u := &raisedUnit{}
			var b strings.Builder
			u.write(&b, list[:1])
			if n -= b.Len(); n < 0 {
				return nil, false
			}
			list = list[1:]
		case *ast.Text:
			if n < len(in.Value) {
				return append([]ast.Inline{&ast.Text{At: in.At, Value: in.Value[n:]}}, list[1:]...), true
			}
			n, list = n-len(in.Value), list[1:]
		default:
			return nil, false
		}
	}
	return list, n == 0
}

// trimRun takes the white space and line breaks from the end of a run and the
// spaces from its front.
func trimRun(list []ast.Inline) []ast.Inline {
	list = slices.Clone(list)
	for len(list) > 0 {
		last := len(list) - 1
		switch n := list[last].(type) {
		case *ast.LineBreak:
		case *ast.Text:
			if value := strings.TrimRight(n.Value, " "); value != "" {
				list[last] = &ast.Text{At: n.At, Value: value}
				return list
			}
		default:
			return list
		}
		list = list[:last]
	}
	return list
}
