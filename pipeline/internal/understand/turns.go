package understand

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/understand/annotate/lang"
)

// Text of two columns can come out with the lines of both in turn, perhaps with an empty line
// between. No gap shows it then, but words that the ends of lines divide go on in the next but
// one.

// leastTurns is how many words of lines close together prove that, turnReach how many lines
// stand between two of them at most, and turnTail how many are doubtful from the last one on.
const (
	leastTurns = 2
	turnReach  = 40
	turnTail   = 4
)

// doubtTurns marks the lines of two columns in turn, and says where they stand.
func (s *state) doubtTurns() {
	var tag lang.Tag
	from, last, n := 0, 0, 0 // the first and the last line of those with a word, and how many
	for i := 0; i+2 < len(s.lines); i++ {
		if !endsWithHyphen(s.lines[i].text) {
			continue
		}
		if tag == "" {
			if tag = s.guessLanguage(); tag == "" {
				return
			}
		}
		next, over := wordGoesOn(s.lines[i:i+3], tag)
		if next || i-last > turnReach {
			s.markTurns(from, last, n)
			n = 0
		}
		if over && !next {
			if n == 0 {
				from = i
			}
			last = i
			n++
		}
	}
	s.markTurns(from, last, n)
}

// wordGoesOn reports whether the word that the first of three lines divides goes on in the next
// one, and whether in the one below that.
func wordGoesOn(l []*line, tag lang.Tag) (next, over bool) {
	body, _ := cutHyphen(l[0].text)
	left := lastWord(body)
	left = strings.ToLower(left[strings.LastIndexFunc(left, notLetter)+1:])
	whole := func(b *line) bool {
		right := firstLetters(b.text)
		return b.block == nil && !b.page && right != "" && startsLower(b.text) && lang.Usual(left+strings.ToLower(right), tag)
	}
	return whole(l[1]), whole(l[2])
}

// markTurns marks the lines from the first to behind the last one with such a word.
func (s *state) markTurns(from, last, n int) {
	if n < leastTurns {
		return
	}
	in := s.lines[from:min(last+turnTail, len(s.lines))]
	s.warn(decision{codeColumnsKept, "words that go on in the next line but one", fmt.Sprintf("in lines %d to %d those of two columns of text seem to stand in turn; they were read as they stand", in[0].pos.Line, in[len(in)-1].pos.Line), 0.5},
		in[0].pos, in[0].text, "put the lines of each column one below the other in the source, or in the review copy")
	s.doubtAll(in)
}

// doubtAll notes that a finding tells the doubt about each of these lines.
func (s *state) doubtAll(lines []*line) {
	if s.beside == nil {
		s.beside = map[int]bool{}
	}
	for _, l := range lines {
		s.beside[s.keyAt(l.pos)] = true
	}
}
