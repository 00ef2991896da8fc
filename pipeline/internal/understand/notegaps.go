package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// leftOut is the confidence of a pair that only its neighbours prove.
const leftOut = 0.75

// callLeftOut finds the call of a note whose neighbours in the series have theirs, where
// its number stands in one place between these alone that can hold a call: there the
// words around prove less than its being the only one.
func (c *callScan) callLeftOut(kept []notePair) {
	for i := range kept {
		p := &kept[i]
		if len(p.calls) > 0 || p.def.series() != seriesPlain || i == 0 || i+1 == len(kept) {
			continue
		}
		above, below := kept[i-1], kept[i+1]
		if len(above.calls) == 0 || len(below.calls) == 0 || above.def.number != p.def.number-1 || below.def.number != p.def.number+1 {
			continue
		}
		if site := c.onlyBetween(above.calls[0], below.calls[0], p.def.label); site != nil {
			p.calls, p.confidence = []*callSite{site}, leftOut
		}
	}
}

// gapLines is how many lines apart the calls before and behind stand at most, which
// keeps the work linear.
const gapLines = 60

// onlyBetween is the one place between two calls where label stands and can be a call;
// nil where there is none or another.
func (c *callScan) onlyBetween(above, below *callSite, label string) *callSite {
	if below.index-above.index > gapLines {
		return nil
	}
	var found *callSite
	for i := above.index; i <= below.index; i++ {
		text := c.lines[i].text
		from, to := 0, len(text)
		if i == above.index {
			from = above.to
		}
		if i == below.index {
			to = below.from
		}
		for from < to {
			at := strings.Index(text[from:to], label)
			if at < 0 {
				break
			}
			at += from
			from = at + len(label)
			if !mayCall(text, at, from) {
				continue
			}
			if found != nil {
				return nil
			}
			start := len(strings.TrimRightFunc(text[:at], unicode.IsSpace))
			found = &callSite{line: c.lines[i], index: i, id: -1, run: c.runs, from: start, to: from, label: label, rule: "the only place of the number between the calls before and behind"}
		}
	}
	c.runs++
	return found
}

// mayCall reports whether the number text[from:to] can be a call: behind a word that is
// no label of what is numbered, with or without a space.
func mayCall(text string, from, to int) bool {
	before := strings.TrimRightFunc(text[:from], unicode.IsSpace)
	r, _ := utf8.DecodeLastRuneInString(before)
	return before != "" && (unicode.IsLetter(r) || strings.ContainsRune(closers+".?!", r)) && followsCall(text[to:])
}
