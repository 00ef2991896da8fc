package understand

import (
	"slices"
	"strings"
	"unicode"
)

// figureRun are the figures at the end of a line, and how those beside each other hang together.
type figureRun struct {
	fields       []string
	starts, ends []int  // columns
	gaps         []gap  // behind each field but the last
	wide         bool   // one of them is wider than a space
	close        bool   // and none is between the name and the first field
	name         []part // what stands before the figures, parted where the layout does
}

// gap is what parts two fields of figures: nothing joins them, they may be one figure whose
// thousands or sign a space sets off, or they must be.
type gap uint8

const (
	gapApart gap = iota
	gapEither
	gapJoined
)

// readFigures parts a line into a name and the figures behind it.
func readFigures(l *line) (run figureRun) {
	fields, starts := l.fields()
	at := len(fields)
	for at > 0 && isFigureField(fields[at-1]) {
		at--
	}
	behind := at < len(fields) && isCurrency(fields[len(fields)-1])
	for behind && isCurrency(fields[at]) {
		at++
		behind = at < len(fields)
	}
	run.fields, run.starts = fields[at:], starts[at:]
	for k, f := range run.fields {
		run.ends = append(run.ends, run.starts[k]+runes(f))
		if k > 0 {
			wide := run.starts[k]-run.ends[k-1] > 1
			run.wide = run.wide || wide
			run.gaps = append(run.gaps, gapBetween(run.fields[k-1], f, wide, behind))
		}
	}
	run.close = run.wide && at > 0 && run.starts[0]-starts[at-1]-runes(fields[at-1]) == 1
	for k, f := range fields[:at] {
		to := span{starts[k], starts[k] + runes(f)}
		if n := len(run.name); n > 0 && starts[k]-run.name[n-1].to < gapSpaces {
			run.name[n-1].add(f, to)
		} else {
			run.name = append(run.name, part{f, to})
		}
	}
	return run
}

// fields are the words of a line, each with the column where it begins; a tab counts as two.
func (l *line) fields() (fields []string, starts []int) {
	x, from := l.indent, -1
	for i, r := range l.text {
		switch {
		case unicode.IsSpace(r) && from >= 0:
			fields, from = append(fields, l.text[from:i]), -1
		case !unicode.IsSpace(r) && from < 0:
			starts, from = append(starts, x), i
		}
		if x++; r == '\t' {
			x++
		}
	}
	if from >= 0 {
		fields = append(fields, l.text[from:])
	}
	return fields, starts
}

// isFigureField reports whether a word can be a figure or a sign beside one; a word that ends as
// a part of a sentence does cannot.
func isFigureField(f string) bool {
	return numeric(f) && !strings.ContainsAny(f[len(f)-1:], ".,") || isMinus(f) || isCurrency(f) || f == "%" || f == "/"
}

func isCurrency(f string) bool { return f == "€" || f == "$" || f == "£" }

// gapBetween tells what parts field a from field b behind it, where currencies stand behind
// their figures or before them.
func gapBetween(a, b string, wide, behind bool) gap {
	lead, group := strings.TrimLeft(a, "+-–—‒−(€$£"), len(b) >= 3 && isDigits(b[:3]) && (len(b) == 3 || !unicode.IsDigit(rune(b[3])))
	thousands := group && len(lead) <= 3 && isDigits(lead)
	switch {
	case !behind && isCurrency(a) || behind && isCurrency(b) || b == "%" || a == "/" || b == "/":
		return gapJoined
	case wide:
		return gapApart
	case thousands && (b[0] == '0' || strings.HasPrefix(lead, "0")):
		return gapJoined
	case thousands, isMinus(a) && unicode.IsDigit(rune(b[0])):
		return gapEither
	}
	return gapApart
}

// readings are how many figures the fields can be: where spaces are their own, or all part them.
func (r figureRun) readings() []int {
	if len(r.fields) == 0 {
		return nil
	}
	least, most := 1, 1
	for _, g := range r.gaps {
		if g == gapApart {
			least++
		}
		if g != gapJoined {
			most++
		}
	}
	return slices.Compact([]int{least, most})
}

// counts are how many figures the row can have, where the first field may be a part of its
// name, and is where the rows are not loose from their names.
func (r figureRun) counts(loose bool) (out []int) {
	if loose || !r.close {
		out = r.readings()
	}
	if n := slices.Index(r.gaps, gapApart); r.close && n >= 0 && !slices.Contains(r.gaps[:n], gapEither) {
		for _, n := range r.readings() {
			out = append(out, n-1)
		}
	}
	return out
}

// parts are the figures where they are n, the fewest or the most that counts gives.
func (r figureRun) parts(n int) (out []part) {
	most := slices.Max(append(r.readings(), 0))
	for k, f := range r.fields {
		at := span{r.starts[k], r.ends[k]}
		if k == 0 || r.gaps[k-1] == gapApart || r.gaps[k-1] == gapEither && n == most {
			out = append(out, part{f, at})
		} else {
			out[len(out)-1].add(f, at)
		}
	}
	return out
}

// years reports whether the fields are years throughout, as heads are.
func (r figureRun) years() bool {
	for _, f := range r.fields {
		if !isYear(f) && !isYearSpan(f) {
			return false
		}
	}
	return true
}
