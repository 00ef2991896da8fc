package account

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// ReadsLess reports whether sources that do not add up with a tree and its log, as
// CheckTree finds, differ by no more than that their reader leaves out more today than
// the one that made the tree: all that today's reader gives is there, and each word that
// is there besides stands in the source, as often as it is needed, where today's reader
// takes no word from. everything is all that the source holds that could be text at all.
//
// So a word that somebody put in or changed is told from one that was read. A word that
// is gone is none of this.
func ReadsLess(sources []Source, doc *ast.Document, log []diag.Diagnostic, everything string) bool {
	have, now := counts{}, counts{}
	have.add(wordsOf(doc), 1)
	for _, d := range log {
		have.add(d.Dropped, 1)
		if slices.Contains(named, d.Code) {
			have.add(d.Excerpt, -1)
		}
	}
	spare, elsewhere := counts{}, counts{} // where titles, labels and calls stand
	spare.add(everything, 1)
	elsewhere.add(doc.Meta.Title+" "+doc.Meta.Subtitle, 1)
	for r, n := range labelsOf(doc) {
		elsewhere[string(r)] += n
	}
	for _, s := range sources {
		now.add(wordsOf(s.Raw)+" "+s.Raw.Outside.Title, 1)
		for _, d := range s.Dropped {
			now.add(d.Dropped, 1)
		}
		spare.add(s.Raw.Meta.Title+" "+s.Raw.Meta.Subtitle, 1)
	}
	for w, n := range now {
		spare[w] -= n
	}
	return now.within(have, elsewhere) && have.within(now, spare)
}

// counts counts words: runs of letters and digits, and every other sign by itself.
type counts map[string]int

func (c counts) add(text string, n int) {
	for _, w := range words(text) {
		c[w] += n
	}
}

// within reports whether others has all of c but for what rest has.
func (c counts) within(others, rest counts) bool {
	for w, n := range c {
		if n-others[w] > max(0, rest[w]) {
			return false
		}
	}
	return true
}

func words(text string) []string {
	var out []string
	for _, field := range strings.Fields(visibleWords(text)) {
		from := 0
		for i, r := range field {
			if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
				out = append(out, field[from:i], string(r))
				from = i + len(string(r))
			}
		}
		out = append(out, field[from:])
	}
	return slices.DeleteFunc(out, func(w string) bool { return w == "" })
}

// visibleWords is visible with the blanks between words.
func visibleWords(text string) string {
	return strings.Map(plain, ligatures.Replace(text))
}
