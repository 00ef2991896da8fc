package markup

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
)

// tidy gives a run as it is seen: text joined, white space collapsed across
// elements and taken from both ends and from around line breaks, spaces at the
// edges of emphasis moved out of it, empty elements gone.
func tidy(list []ast.Inline) []ast.Inline {
	list = trimBreaks(collapse(ast.JoinText(hoist(list)), &spacing{space: true}))
	if list = trimEnd(list); !ast.HasContent(list) {
		return nil
	}
	return list
}

// hoist moves white space at the edges of marks out of them, and joins marks
// of the same kind that touch.
func hoist(list []ast.Inline) []ast.Inline {
	var out []ast.Inline
	for _, in := range list {
		inner := ast.Children(in)
		if inner == nil {
			out = append(out, in)
			continue
		}
		inner = ast.JoinText(hoist(inner))
		if !ast.HasContent(inner) {
			out = append(out, inner...)
			continue
		}
		before, inner, after := splitEdges(inner)
		if before {
			out = append(out, space(in))
		}
		if len(inner) > 0 {
			ast.SetChildren(in, inner)
			in = plainLink(in)
			if !joined(out, in) {
				out = append(out, in)
			}
		}
		if after {
			out = append(out, space(in))
		}
	}
	return out
}

// plainLink takes an underline off a link or from around it: it is how programs
// draw links.
func plainLink(in ast.Inline) ast.Inline {
	inner := ast.Children(in)
	if len(inner) != 1 {
		return in
	}
	_, outside := in.(*ast.Link)
	_, inside := inner[0].(*ast.Link)
	switch {
	case outside && underlined(inner[0]):
		ast.SetChildren(in, ast.Children(inner[0]))
	case inside && underlined(in):
		return inner[0]
	}
	return in
}

func space(at ast.Inline) ast.Inline { return &ast.Text{At: ast.At{Src: at.Pos()}, Value: " "} }

// splitEdges takes leading and trailing spaces off a run.
func splitEdges(list []ast.Inline) (before bool, inner []ast.Inline, after bool) {
	if len(list) > 0 {
		if t, ok := list[0].(*ast.Text); ok && strings.HasPrefix(t.Value, " ") {
			before = true
			if t.Value = strings.TrimLeft(t.Value, " "); t.Value == "" {
				list = list[1:]
			}
		}
	}
	last := len(list) - 1
	for last >= 0 && ast.IsAnchor(list[last]) {
		last--
	}
	if last >= 0 {
		if t, ok := list[last].(*ast.Text); ok && strings.HasSuffix(t.Value, " ") {
			after = true
			if t.Value = strings.TrimRight(t.Value, " "); t.Value == "" {
				list = slices.Delete(list, last, last+1)
			}
		}
	}
	return before, list, after
}

// joined adds the content of in to the mark before it, where both are the same
// emphasis.
func joined(out []ast.Inline, in ast.Inline) bool {
	if len(out) == 0 {
		return false
	}
	last := out[len(out)-1]
	same := false
	switch in.(type) {
	case *ast.Emph:
		_, same = last.(*ast.Emph)
	case *ast.Strong:
		_, same = last.(*ast.Strong)
	case *ast.Mark:
		m, ok := last.(*ast.Mark)
		same = ok && m.Kind == in.(*ast.Mark).Kind
	}
	if same {
		ast.SetChildren(last, ast.JoinText(append(ast.Children(last), ast.Children(in)...)))
	}
	return same
}

// spacing is where a collapse stands: behind a space or a line's start.
type spacing struct{ space bool }

// collapse leaves one space of several, also where elements divide them.
func collapse(list []ast.Inline, s *spacing) []ast.Inline {
	var out []ast.Inline
	for _, in := range list {
		switch n := in.(type) {
		case *ast.Text:
			n.Value = s.take(n.Value)
			if n.Value == "" {
				continue
			}
		case *ast.Anchor:
		case *ast.LineBreak:
			s.space = true
		default:
			if inner := ast.Children(in); inner != nil {
				ast.SetChildren(in, collapse(inner, s))
			} else {
				s.space = false
			}
		}
		out = append(out, in)
	}
	return out
}

func (s *spacing) take(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r == ' ' && s.space {
			continue
		}
		s.space = r == ' '
		b.WriteRune(r)
	}
	return b.String()
}

// trimBreaks takes line breaks from both ends and spaces from before them.
func trimBreaks(list []ast.Inline) []ast.Inline {
	var places []ast.Inline
	for len(list) > 0 {
		if _, ok := list[0].(*ast.LineBreak); !ok && !ast.IsAnchor(list[0]) {
			break
		}
		if ast.IsAnchor(list[0]) {
			places = append(places, list[0])
		}
		list = list[1:]
	}
	var out []ast.Inline
	for _, in := range list {
		if _, ok := in.(*ast.LineBreak); ok {
			out = trimEnd(out)
		}
		out = append(out, in)
	}
	return append(places, out...)
}

// trimEnd takes white space and line breaks from the end of a run, no-break spaces too,
// which hold nothing together there.
func trimEnd(list []ast.Inline) []ast.Inline {
	if n := len(list); n > 0 && ast.IsAnchor(list[n-1]) {
		return append(trimEnd(list[:n-1]), list[n-1])
	}
	for len(list) > 0 {
		switch t := list[len(list)-1].(type) {
		case *ast.LineBreak:
		case *ast.Text:
			if t.Value = strings.TrimRight(t.Value, " \u00a0"); t.Value != "" {
				return list
			}
		default:
			return list
		}
		list = list[:len(list)-1]
	}
	return list
}
