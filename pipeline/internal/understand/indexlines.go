package understand

import "strings"

// An index lists words in the order of the alphabet, with the pages where they stand. It
// looks as a table of contents does, but says what no heading says again: it stays.

// leastIndex is how many entries an index has at least.
const leastIndex = 12

// indexGap is how many lines stand at most between two entries of an index: the second
// line of an entry, a letter over those that begin with it, the foot of a page.
const indexGap = 3

// findIndexes finds the indexes, says so, and tells of each line whether it belongs to one:
// to a run of entries of which nine in ten follow each other in the order of the alphabet,
// and whose pages do not rise as those of contents do. Their entries are paragraphs.
func (s *state) findIndexes() []bool {
	indexed := make([]bool, len(s.lines))
	var run []indexEntry
	finish := func() {
		if isIndex(run) {
			first := s.lines[run[0].line]
			s.warn(decision{codeIndex, "words in the order of the alphabet with pages that do not rise", "an index, whose pages are those of the source", 0.60},
				first.pos, first.text, "delete it in the canonical Markdown, or say in it whose pages these are")
			for i := run[0].line; i <= run[len(run)-1].line; i++ {
				indexed[i] = true
			}
			for _, e := range run {
				s.lines[e.line].indexed = true
			}
		}
		run = run[:0]
	}
	for i, l := range s.lines {
		page, ok := contentsEntry(l.text)
		if !ok || l.block != nil {
			continue
		}
		if len(run) > 0 && i-run[len(run)-1].line > indexGap+1 {
			finish()
		}
		run = append(run, indexEntry{i, page, strings.ToLower(string(firstRune(l.text)))})
	}
	finish()
	return indexed
}

// indexEntry is an entry with its page and the letter that it begins with.
type indexEntry struct {
	line, page int
	letter     string
}

// isIndex reports whether a run of entries is that of an index.
func isIndex(run []indexEntry) bool {
	sorted, rising, letters := 0, 0, map[string]bool{}
	for i, e := range run {
		letters[e.letter] = true
		if i == 0 || e.letter >= run[i-1].letter {
			sorted++
		}
		if i == 0 || e.page >= run[i-1].page {
			rising++
		}
	}
	n := len(run)
	return n >= leastIndex && len(letters) > 2 && sorted*10 >= n*9 && rising*4 < n*3
}
