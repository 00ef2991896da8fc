package understand

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
)

// A list of terms prints each term on a line of its own and its meaning below: behind a
// colon, further in than the term, or in lines under a term that ends with a colon where the
// terms stand in the order of the alphabet. Several in a row prove each other.

// termPart is what a line is in a list of terms.
type termPart uint8

const (
	noTerm      termPart = iota
	termLine             // a term
	meaningLine          // begins the meaning of one
	meaningMore          // goes on with it
)

// Bounds of lists of terms: the words of a term, those of a meaning in the mean, the terms
// in a row that prove a list by the colons before their meanings, by the places of these or
// by the order of the alphabet, and the lines of a meaning with its term.
const (
	maxTermWords  = 6
	leastMeaning  = 4
	leastColons   = 2
	leastMeanings = 3
	leastSorted   = 4
	maxMeaning    = maxTextLines // lines
)

// termForm is a way to print a term over its meaning.
type termForm struct {
	least  int
	begins func(term, meaning *line) bool
	goesOn func(meaning, above, l *line) bool
	proves func(terms []*line) bool
}

var termForms = []termForm{
	{leastColons, meansByColon, func(_, above, l *line) bool { return l.blank == 0 && !isOtherTerm(above, l) }, nil},
	{leastMeanings, meansByIndent, func(meaning, _, l *line) bool { return l.blank == 0 && l.indent == meaning.indent }, areApart},
	{leastSorted, meansBelowColon, func(_, _, l *line) bool { return l.blank == 0 }, inAlphabet},
}

// meansByColon reports whether the meaning of a term begins with a colon.
func meansByColon(term, meaning *line) bool {
	behind, ok := strings.CutPrefix(meaning.text, ": ")
	return ok && meaning.blank <= 1 && !endsClause(term.text) && beginsWord(behind)
}

// isOtherTerm reports whether a line is a term itself that is printed in another way than
// those of its list: with its meaning behind the colon, or alone below the end of a sentence.
func isOtherTerm(above, l *line) bool {
	term, _, ok := strings.Cut(l.text, " : ")
	return ok && words(term) <= maxTermWords || endsSentence(above.text) && words(l.text) <= maxTermWords && !endsClause(l.text)
}

// meansByIndent reports whether a meaning stands tight below a term and further in.
func meansByIndent(term, meaning *line) bool {
	return meaning.blank == 0 && meaning.indent >= term.indent+2 && !endsClause(term.text) && beginsWord(meaning.text) && !isMarked(meaning.text) &&
		!hasGap(term.text) && !hasGap(meaning.text)
}

// areApart reports whether terms stand at one indent, parted by empty lines or in the order
// of the alphabet: rows of tables do not.
func areApart(terms []*line) bool {
	others := terms[1:]
	return !slices.ContainsFunc(others, func(l *line) bool { return l.indent != terms[0].indent }) &&
		(!slices.ContainsFunc(others, func(l *line) bool { return l.blank == 0 }) || inAlphabet(terms))
}

// meansBelowColon reports whether a meaning stands tight below a term that a colon ends.
func meansBelowColon(term, meaning *line) bool {
	return meaning.blank == 0 && strings.HasSuffix(term.text, ":") && startsUpper(meaning.text) && !isMarked(meaning.text) && words(meaning.text) >= leastMeaning
}

// inAlphabet reports whether terms stand in the order of the alphabet.
func inAlphabet(terms []*line) bool {
	for k, l := range terms[1:] {
		if strings.ToLower(terms[k].text) >= strings.ToLower(l.text) {
			return false
		}
	}
	return true
}

// markDefinitions marks the lines of lists of terms and takes the colons away that stand
// before meanings.
func (s *state) markDefinitions() {
	for i := 0; i < len(s.lines); {
		n := 0
		for f := range termForms {
			if n = s.termRow(i, &termForms[f]); n > 0 {
				break
			}
		}
		i += max(1, n)
	}
}

// termRow marks the row of terms that begins at line i in a form, and returns how many lines
// it has; 0 is none.
func (s *state) termRow(i int, form *termForm) int {
	var terms []*line
	at, said := i, 0
	for {
		end := s.termEnd(at, form)
		if end == 0 {
			break
		}
		terms = append(terms, s.lines[at])
		for _, l := range s.lines[at+1 : end] {
			said += words(l.text)
		}
		at = end
	}
	if len(terms) < form.least || said < leastMeaning*len(terms) || form.proves != nil && !form.proves(terms) {
		return 0
	}
	s.say(decision{codeTerms, "terms in a row with their meanings below", "list of terms", 0.85}, terms[0].pos, terms[0].text)
	for _, l := range s.lines[i:at] {
		l.term = meaningMore
	}
	for k, l := range s.lines[i:at] {
		if slices.Contains(terms, l) {
			l.term, s.lines[i+k+1].term = termLine, meaningLine
			s.cutColon(s.lines[i+k+1])
		}
	}
	return at - i
}

// termEnd is the line behind the meaning of the term on line i; 0 where it is no term.
func (s *state) termEnd(i int, form *termForm) int {
	if i+1 >= len(s.lines) || !s.mayMean(i) || !s.mayMean(i+1) {
		return 0
	}
	term, meaning := s.lines[i], s.lines[i+1]
	if !form.begins(term, meaning) || !unicode.IsLetter(firstRune(term.text)) || words(term.text) > maxTermWords || isMarked(term.text) || isLabelled(strings.TrimRight(term.text, " :")) {
		return 0
	}
	end := i + 2
	for end < len(s.lines) && s.mayMean(end) && form.goesOn(meaning, s.lines[end-1], s.lines[end]) && !(end+1 < len(s.lines) && form.begins(s.lines[end], s.lines[end+1])) {
		end++
	}
	if end-i > maxMeaning {
		return 0
	}
	return end
}

// mayMean reports whether line i can stand in a list of terms.
func (s *state) mayMean(i int) bool {
	l := s.lines[i]
	return l.block == nil && l.claim == nil && !l.member && !l.page && !l.seam && !s.cells[l.pos.Line]
}

// cutColon takes the colon away with which a meaning begins.
func (s *state) cutColon(l *line) {
	rest, ok := strings.CutPrefix(l.text, ": ")
	if !ok {
		return
	}
	s.left(decision{codeMarker, "a colon before the meaning of a term", "colon", 0.95}, l.pos, ":")
	rest = strings.TrimLeft(rest, " ")
	n := len(l.text) - len(rest)
	l.text, l.pos.Col = rest, l.pos.Col+n
	for k := range l.calls {
		l.calls[k].from, l.calls[k].to = l.calls[k].from-n, l.calls[k].to-n
	}
}

// terms adds the list of terms that blocks begin with, and returns how many it took.
func (t *treeBuilder) terms(blocks []*block) int {
	list := &ast.DefList{At: ast.At{Src: blocks[0].pos()}}
	n := 0
	for n+1 < len(blocks) && blocks[n].role == roleTerm && blocks[n+1].role == roleMeaning {
		term, meaning := blocks[n], blocks[n+1]
		list.Items = append(list.Items, &ast.DefItem{At: ast.At{Src: term.pos()}, Term: term.from(0).rest(), Defs: [][]ast.Block{{paragraph(meaning, 0)}}})
		n += 2
	}
	if n == 0 { // what stood between was left out
		t.add(paragraph(blocks[0], 0))
		return 1
	}
	t.add(list)
	return n
}
