package ast

import (
	"slices"
	"strings"
)

// blanks are the characters that are no text at the ends of a run.
const blanks = " \t\n"

// Trim takes the white space from both ends of a run, also where it stands inside
// a mark or behind anchors, which show nothing and stay. A mark that held nothing
// else goes.
func Trim(list []Inline) []Inline { return TrimEnd(trimStart(list)) }

func trimStart(list []Inline) []Inline {
	var places []Inline
	for len(list) > 0 {
		switch kept := holds(list[0], strings.TrimLeft, trimStart); {
		case kept && !marksPlace(list[0]):
			return append(places, list...)
		case kept:
			places = append(places, list[0])
		}
		list = list[1:]
	}
	return places
}

// TrimEnd is Trim for the end alone.
func TrimEnd(list []Inline) []Inline {
	var places []Inline
	for last := len(list) - 1; last >= 0; last-- {
		kept := holds(list[last], strings.TrimRight, TrimEnd)
		if kept && !marksPlace(list[last]) {
			break
		}
		if kept {
			places = append(places, list[last])
		}
		list = list[:last]
	}
	slices.Reverse(places)
	return append(slices.Clip(list), places...)
}

// marksPlace reports whether an inline is an anchor, or a mark around anchors alone.
func marksPlace(in Inline) bool {
	inner := Children(in)
	return IsAnchor(in) || len(inner) > 0 && !slices.ContainsFunc(inner, func(c Inline) bool { return !marksPlace(c) })
}

// holds trims an inline at the edge of a run and reports whether it still holds
// anything.
func holds(in Inline, trimText func(s, cut string) string, trimList func([]Inline) []Inline) bool {
	if t, ok := in.(*Text); ok {
		t.Value = trimText(t.Value, blanks)
		return t.Value != ""
	}
	inner := Children(in)
	if inner == nil {
		return true
	}
	inner = trimList(inner)
	SetChildren(in, inner)
	return len(inner) > 0
}
