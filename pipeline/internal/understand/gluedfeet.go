package understand

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxFoot is the longest running head.
const maxFoot = 200

// minFoot is the shortest text that counts as a running foot on the proof of
// its counting number alone; "Artikel 3" and "Question 12" stay under it.
const minFoot = 20

// maxFeet bounds the feet that all lines are searched for.
const maxFeet = 8

// foot collects the places where one text stands before a number.
type foot struct {
	numbers []int
	glued   int  // how often text stood behind the number
	first   bool // it did behind the first of them
	last    int  // the line of the last one
}

// counts reports whether the text is a running foot glued to other text: its number
// grows by one at least three times, or once, where the next page's text is glued to the first
// number and the second ends a document of n lines.
func (f *foot) counts(n int) bool {
	if len(f.numbers) == 2 {
		return f.first && f.last == n-1 && f.numbers[1] == f.numbers[0]+1
	}
	return f.glued > 0 && len(f.numbers) > 2 && mostlyCounting(f.numbers)
}

// countingFeet finds texts that stand before a number which grows by one, as in "Aanhangsel 1", "Aanhangsel 2".
func countingFeet(lines []*line) []string {
	feet := map[string]*foot{}
	var order []string
	for i, l := range lines {
		for _, c := range footCuts(l.text) {
			f := feet[c.before]
			glued := !strings.HasSuffix(l.text, c.before+itoa(c.number))
			if f == nil {
				f = &foot{first: glued}
				feet[c.before] = f
				order = append(order, c.before)
			}
			f.numbers = append(f.numbers, c.number)
			f.last = i
			if glued {
				f.glued++
			}
		}
	}
	var found []string
	for _, before := range order {
		if f := feet[before]; len(found) < maxFeet && f.counts(len(lines)) {
			found = append(found, before)
		}
	}
	return found
}

// cut is a place in a line where a text is followed by a number.
type cut struct {
	before string
	number int
}

// maxCuts bounds the work on lines full of figures.
const maxCuts = 6

// footCuts lists the places of text where a running foot may end: at a number
// that ends the line or has a capital glued to it.
func footCuts(text string) []cut {
	var cuts []cut
	for i := 0; i < min(len(text), 2*maxFoot) && len(cuts) < maxCuts; i++ {
		if text[i] < '0' || text[i] > '9' {
			continue
		}
		end := digitsEnd(text, i)
		if i >= minFoot && end-i <= 4 && words(text[:i]) >= 3 && cutsAfter(text[end:]) {
			n, _ := strconv.Atoi(text[i:end])
			cuts = append(cuts, cut{text[:i], n})
		}
		i = end
	}
	return cuts
}

// digitsEnd is the end of the run of ASCII digits at offset i.
func digitsEnd(text string, i int) int {
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	return i
}

// gluedWord is how many small letters behind a number are a word, not the ending
// of an ordinal: "1vincies" is the rest of "pro-" behind page 1.
const gluedWord = 4

// cutsAfter reports whether what follows a page number can follow one. A capital that
// no letter follows is a part of the number: "bijlage 1A en 1B".
func cutsAfter(rest string) bool {
	r, n := utf8.DecodeRuneInString(rest)
	word := strings.TrimLeftFunc(rest, unicode.IsLower)
	return len(rest)-len(word) >= gluedWord || rest == "" || unicode.IsUpper(r) && unicode.IsLetter(firstRune(rest[n:])) || strings.ContainsRune(openers, r)
}

// mostlyCounting reports whether most steps in numbers are plus one, or plus two
// as on left or right pages.
func mostlyCounting(numbers []int) bool {
	up := 0
	for i := 1; i < len(numbers); i++ {
		if step := numbers[i] - numbers[i-1]; step == 1 || step == 2 {
			up++
		}
	}
	return up*3 >= 2*(len(numbers)-1)
}

// splitFeet takes each of the feet out of the lines that hold it; text before
// and after becomes lines of its own.
func (s *state) splitFeet(feet []string) {
	for _, before := range feet {
		var out []*line
		for i, l := range s.lines {
			at := strings.Index(l.text, before)
			if at < 0 || l.block != nil {
				if out != nil {
					out = append(out, l)
				}
				continue
			}
			if out == nil {
				out = append(make([]*line, 0, len(s.lines)+8), s.lines[:i]...)
			}
			out = append(out, s.cutFoot(l, at, before)...)
		}
		if out != nil {
			s.lines = out
		}
	}
}

// cutFoot divides l around the foot at offset at.
func (s *state) cutFoot(l *line, at int, before string) []*line {
	end := digitsEnd(l.text, at+len(before))
	if end == at+len(before) {
		return []*line{l}
	}
	foot := &line{text: l.text[at:end], pos: l.pos, blank: l.blank, page: l.page, indent: l.indent}
	foot.pos.Col += at
	parts := []*line{foot}
	if at > 0 {
		head := *l
		head.text, head.hyphen = strings.TrimRightFunc(l.text[:at], unicode.IsSpace), false
		foot.blank, foot.page = 0, false
		parts = []*line{&head, foot}
	}
	s.drop(foot, decision{codePageFoot, "the same words before a number that counts up", "running foot", 0.95})
	if end < len(l.text) {
		parts = append(parts, l.rest(end))
	}
	return parts
}

// skeleton is text with its figures made equal and without the signs around.
func skeleton(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	digit := false
	for _, r := range text {
		if r >= '0' && r <= '9' {
			if !digit {
				b.WriteByte('#')
			}
			digit = true
			continue
		}
		digit = false
		switch {
		case r == ' ':
		case r >= 'a' && r <= 'z':
			b.WriteByte(byte(r))
		case !unicode.IsSpace(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
