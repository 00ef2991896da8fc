package understand

// An extractor prints numbers that hang in a column of their own in a stack, and
// the texts of the notes below it:
//
//	1
//	2
//
//	Kamerstuk 35 036, nr. 4.
//	Zie bijlage 1.

// stack reads the notes of a stack of at least two numbers at line i; nil where
// the texts below are not as many.
func (s *state) stack(i int) []noteDef {
	n := s.stackHeight(i)
	if n < 2 {
		return nil
	}
	texts := s.textsBelow(i+n, n)
	if texts == nil {
		return nil
	}
	defs := make([]noteDef, len(texts))
	for k, at := range texts {
		label := s.lines[i+k].text
		defs[k] = noteDef{form: &noteForms[0], label: label, number: atoi(label), numberLine: i + k, line: at, textLine: at}
	}
	defs[0].line = i
	return defs
}

// maxStack bounds the notes of one page, and stackLines the lines of each, which
// keeps the work linear.
const (
	maxStack   = 24
	stackLines = 8
)

// stackHeight counts the lines from i on that hold nothing but numbers which
// count up.
func (s *state) stackHeight(i int) int {
	n := 0
	for i+n < len(s.lines) && n < maxStack {
		l := s.lines[i+n]
		label, _ := readBare(l.text)
		if l.block != nil || label == "" || len(label) > maxNoteDigits || n > 0 && (atoi(label) != atoi(s.lines[i].text)+n || l.blank > 0) {
			break
		}
		n++
	}
	return n
}

// textsBelow finds the lines where n texts begin from line i on, each up to the
// end of a sentence; nil where there are more or fewer.
func (s *state) textsBelow(i, n int) []int {
	var starts []int
	for k := i; k < min(len(s.lines), i+n*stackLines); k++ {
		l := s.lines[k]
		if k > i && (l.blank > 0 || l.page || l.seam) || l.block != nil || isDigits(l.text) {
			break
		}
		if k == i || endsSentence(s.lines[k-1].text) && !startsLower(l.text) {
			starts = append(starts, k)
		}
	}
	if len(starts) != n {
		return nil
	}
	return starts
}
