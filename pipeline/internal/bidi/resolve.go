package bidi

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// weak resolves numbers, the signs beside them and marks (UAX 9, W1 to W7).
func (s *sequence) weak() {
	s.marks()
	s.separators()
	s.terminators()
	strong := s.start
	for _, i := range s.at {
		switch c := s.class[i]; c {
		case bidi.ES, bidi.ET, bidi.CS:
			s.class[i] = bidi.ON
		case bidi.L, bidi.R:
			strong = c
		case bidi.EN:
			if strong == bidi.L {
				s.class[i] = bidi.L
			}
		}
	}
}

// marks gives marks the class of what they stand on, and digits behind Arabic
// letters that of Arabic ones (UAX 9, W1 to W3).
func (s *sequence) marks() {
	before, strong := s.start, s.start
	for _, i := range s.at {
		if s.class[i] == bidi.NSM {
			s.class[i] = before
		}
		c := s.class[i]
		switch {
		case c == bidi.L || c == bidi.R || c == bidi.AL:
			strong = c
		case c == bidi.EN && strong == bidi.AL:
			s.class[i] = bidi.AN
		}
		if before = c; initiates(c) || c == bidi.PDI {
			before = bidi.ON
		}
	}
	for _, i := range s.at {
		if s.class[i] == bidi.AL {
			s.class[i] = bidi.R
		}
	}
}

// separators makes one separator between two numbers part of them (UAX 9, W4).
func (s *sequence) separators() {
	for k := 1; k+1 < len(s.at); k++ {
		c, before, behind := s.class[s.at[k]], s.class[s.at[k-1]], s.class[s.at[k+1]]
		if before == behind && (before == bidi.EN && (c == bidi.ES || c == bidi.CS) || before == bidi.AN && c == bidi.CS) {
			s.class[s.at[k]] = before
		}
	}
}

// terminators makes signs such as those of money part of the number beside them
// (UAX 9, W5).
func (s *sequence) terminators() {
	for from := 0; from < len(s.at); from++ {
		to := from
		for to < len(s.at) && s.class[s.at[to]] == bidi.ET {
			to++
		}
		if to > from && (s.classAt(from-1) == bidi.EN || s.classAt(to) == bidi.EN) {
			s.set(from, to, bidi.EN)
		}
		from = max(from, to-1)
	}
}

// classAt is the class of the kth character, and the directions around the sequence.
func (s *sequence) classAt(k int) bidi.Class {
	switch {
	case k < 0:
		return s.start
	case k >= len(s.at):
		return s.end
	}
	return s.class[s.at[k]]
}

func (s *sequence) set(from, to int, c bidi.Class) {
	for _, i := range s.at[from:to] {
		s.class[i] = c
	}
}

// direction is the direction for which a class stands among neutral ones, where
// numbers count as written from right to left; ON is none.
func direction(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

// pair is a pair of brackets by their places in a sequence.
type pair struct{ open, close int }

// mostOpen is how many brackets may be open before pairs are no longer sought (UAX
// 9, BD16).
const mostOpen = 63

// pairs finds the pairs of brackets in the order of the opening ones (UAX 9, BD16).
func (s *sequence) pairs() []pair {
	type opened struct {
		close rune
		at    int
	}
	var stack []opened
	var out []pair
	for k, i := range s.at {
		properties, _ := bidi.LookupRune(s.text[i])
		switch {
		case s.class[i] != bidi.ON || !properties.IsBracket():
		case properties.IsOpeningBracket():
			if len(stack) == mostOpen {
				return nil
			}
			stack = append(stack, opened{canonical([]rune(bidi.ReverseString(string(s.text[i])))[0]), k})
		default:
			for n := len(stack) - 1; n >= 0; n-- {
				if stack[n].close == canonical(s.text[i]) {
					out = append(out, pair{stack[n].at, k})
					stack = stack[:n]
					break
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b pair) int { return a.open - b.open })
	return out
}

// canonical is the bracket that r is equivalent to.
func canonical(r rune) rune {
	if r == '\u232A' {
		return '\u3009'
	}
	return r
}

// brackets gives both brackets of a pair the same direction (UAX 9, N0).
func (s *sequence) brackets() {
	along := s.level.class()
	for _, b := range s.pairs() {
		found := bidi.ON
		for k := b.open + 1; k < b.close && found != along; k++ {
			if d := direction(s.classAt(k)); d != bidi.ON {
				found = d
			}
		}
		if found == bidi.ON {
			continue
		}
		if found != along {
			before := bidi.ON
			for k := b.open - 1; before == bidi.ON; k-- {
				before = direction(s.classAt(k))
			}
			if before != found {
				found = along
			}
		}
		s.bracket(b.open, found)
		s.bracket(b.close, found)
	}
}

// bracket gives a bracket and the marks on it a direction.
func (s *sequence) bracket(k int, c bidi.Class) {
	to := k + 1
	for to < len(s.at) && s.own[s.at[to]] == bidi.NSM {
		to++
	}
	s.set(k, to, c)
}

// neutral gives what has no direction that of its neighbours where they have the
// same, else that of the sequence (UAX 9, N1 and N2).
func (s *sequence) neutral() {
	for from := 0; from < len(s.at); from++ {
		to := from
		for to < len(s.at) && direction(s.classAt(to)) == bidi.ON {
			to++
		}
		if to > from {
			c := direction(s.classAt(from - 1))
			if c != direction(s.classAt(to)) {
				c = s.level.class()
			}
			s.set(from, to, c)
		}
		from = max(from, to-1)
	}
}

// implicit raises the levels of what does not run along (UAX 9, I1 and I2).
func (s *sequence) implicit() {
	for _, i := range s.at {
		switch c := s.class[i]; {
		case s.level.RightToLeft() && c != bidi.R, !s.level.RightToLeft() && c == bidi.R:
			s.paragraph.level[i]++
		case !s.level.RightToLeft() && (c == bidi.EN || c == bidi.AN):
			s.paragraph.level[i] += 2
		}
	}
}
