package understand

import (
	"strings"
	"unicode"
)

// findRunIns finds run-in headings: in lists where every item opens with a few
// words closed by a stop or colon and goes on after them, and in paragraphs
// that open with a labelled number ("Titre 1. …") one after another.
func findRunIns(s *state) {
	for from, to := range runs(0, len(s.blocks), func(_, k int) bool { return s.blocks[k].role == roleItem }) {
		s.itemRunIns(s.blocks[from:to])
	}
	s.labelRunIns()
	s.paragraphRunIns()
}

// keyWords is how many words a run-in has in paragraphs that stand in a row.
const keyWords = 6

// paragraphRunIns marks what opens paragraphs in a row, three at least, each
// with a few words and a colon: "Publics concernés : exploitants de bacs".
func (s *state) paragraphRunIns() {
	for from, to := range runs(s.front, len(s.blocks), func(_, k int) bool { return keyEnd(s.blocks[k]) > 0 }) {
		if to-from < 3 {
			continue
		}
		for _, b := range s.blocks[from:to] {
			b.runIn = keyEnd(b)
			s.say(decision{codeRunIn, "paragraphs in a row that open with a few words and a colon", "run-in heading", 0.75},
				b.pos(), b.text[:b.runIn])
		}
	}
}

// keyed reports whether block i and one beside it open with a few words and a
// colon, as the lines of a list of terms do.
func (s *state) keyed(i int) bool {
	return keyEnd(s.blocks[i]) > 0 && (i > 0 && keyEnd(s.blocks[i-1]) > 0 || i+1 < len(s.blocks) && keyEnd(s.blocks[i+1]) > 0)
}

// keyEnd is the length of the words and the colon that open a paragraph, with
// text behind; 0 where there are none.
func keyEnd(b *block) int {
	at := strings.IndexByte(b.text, ':')
	if b.role != roleText || b.runIn > 0 || at < 3 || at+1 >= len(b.text) || b.text[at+1] != ' ' || words(b.text[:at]) > keyWords ||
		!startsUpper(b.text) || strings.ContainsAny(b.text[:at], ".;!?\"()") {
		return 0
	}
	return at + 1
}

// maxRunIn is the length of a run-in in words.
const maxRunIn = 8

// runInEnd is the length of a run-in at the start of text, its stop included;
// 0 where there is none.
func runInEnd(text string) int {
	for i, r := range text {
		if r != '.' && r != ':' {
			continue
		}
		rest := text[i+1:]
		next := strings.TrimLeftFunc(rest, unicode.IsSpace)
		if len(next) == len(rest) {
			if next == "" {
				return 0
			}
			continue
		}
		if words(text[:i]) > maxRunIn || len(text[:i]) < 3 || !unicode.IsUpper(firstRune(next)) && r == '.' {
			return 0
		}
		return i + 1
	}
	return 0
}

// itemRunIns marks the run-ins of the items of one list, at least two, where
// each item has one. Items deeper inside do not count.
func (s *state) itemRunIns(items []*block) {
	byDepth := map[int][]*block{}
	for _, b := range items {
		byDepth[b.depth] = append(byDepth[b.depth], b)
	}
	for depth := 1; depth <= len(byDepth); depth++ {
		s.sameRunIns(byDepth[depth])
	}
}

func (s *state) sameRunIns(items []*block) {
	if len(items) < 2 {
		return
	}
	for _, b := range items {
		if runInEnd(b.itemText()) == 0 {
			return
		}
	}
	for _, b := range items {
		b.runIn = runInEnd(b.itemText())
		s.say(decision{codeRunIn, "each item opens with a few words and a stop", "run-in heading", 0.80},
			b.pos(), b.itemText()[:b.runIn])
	}
}

// itemText is the text of an item without its number.
func (b *block) itemText() string {
	if b.numbered {
		return b.ord.rest
	}
	return b.text
}

// labelRunIns marks labelled numbers that open paragraphs, at least two of the
// same label that count up.
func (s *state) labelRunIns() {
	var last *block
	for _, b := range s.blocks {
		if b.role != roleText || b.ord.label == nil || b.ord.delim == "" || b.ord.rest == "" {
			continue
		}
		if last != nil && last.ord.label.rank == b.ord.label.rank && b.ord.value() > last.ord.value() {
			s.labelRunIn(last)
			s.labelRunIn(b)
		}
		last = b
	}
}

func (s *state) labelRunIn(b *block) {
	if b.runIn == 0 {
		b.runIn = len(b.ord.raw)
		s.say(decision{codeRunIn, "labelled numbers that count up open paragraphs", "run-in heading", 0.85},
			b.pos(), b.text[:b.runIn])
	}
}
