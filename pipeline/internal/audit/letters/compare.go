package letters

import (
	"fmt"
	"slices"
	"strings"
)

// Difference is a piece of text that two files do not have alike.
type Difference struct {
	// Kind is what differs: InText, InLink or InPicture.
	Kind string
	// After is what stands in both before it; Want is what the first file has, Got the
	// second, shortened.
	After, Want, Got string
	// At are the places of it in the two.
	At, Other Run
	// Note is the number of the note that it stands in; "" in the text.
	Note string
}

// maxDifferences bounds what is told of two files.
const maxDifferences = 8

// Compare says where the text of got departs from want. A note that a file repeats,
// for each chapter that calls it, has to be the same each time.
func Compare(want, got *Text) []Difference {
	out := append(compareRuns(want.Body, got.Body, ""), compareMarks(want.Marks, got.Marks, "")...)
	byLabel := map[string][]Note{}
	for _, n := range got.Notes {
		byLabel[n.Label] = append(byLabel[n.Label], n)
	}
	for _, n := range want.Notes {
		same := byLabel[n.Label]
		delete(byLabel, n.Label)
		if same == nil {
			same = []Note{unlabelled(byLabel, n)}
		}
		for _, other := range same {
			out = append(out, compareRuns(n.Runs, other.Runs, n.Label)...)
			out = append(out, compareMarks(n.Marks, other.Marks, n.Label)...)
		}
	}
	for _, n := range got.Notes {
		if _, extra := byLabel[n.Label]; extra {
			out = append(out, compareRuns(nil, n.Runs, n.Label)...)
			delete(byLabel, n.Label)
		}
	}
	return out[:min(len(out), maxDifferences)]
}

// unlabelled takes a note that bears no label, as one that nothing calls may, and says
// the same; else it gives none.
func unlabelled(byLabel map[string][]Note, want Note) Note {
	for i, n := range byLabel[""] {
		if len(compareRuns(want.Runs, n.Runs, "")) > 0 {
			continue
		}
		if byLabel[""] = slices.Delete(byLabel[""], i, i+1); len(byLabel[""]) == 0 {
			delete(byLabel, "")
		}
		return n
	}
	return Note{}
}

// flow is a text as signs, each with the run that it is of.
type flow struct {
	signs []rune
	runs  []int
	of    []Run
}

func newFlow(runs []Run) *flow {
	f := &flow{of: runs}
	for i, r := range runs {
		for _, s := range r.Text {
			f.signs = append(f.signs, s)
			f.runs = append(f.runs, i)
		}
	}
	return f
}

// at is the run of a sign, without its text; the last one's behind the end.
func (f *flow) at(i int) Run {
	if len(f.runs) == 0 {
		return Run{}
	}
	r := f.of[f.runs[min(i, len(f.runs)-1)]]
	r.Text = ""
	return r
}

// again is how many signs in a row have to be alike for two texts to be taken for
// going on together, and reach how far that is looked for.
const (
	again = 24
	reach = 4000
)

func compareRuns(want, got []Run, note string) []Difference {
	b := newFlow(got)
	a := newFlow(withAlternatives(want, b.signs))
	var out []Difference
	for i, j := 0, 0; len(out) < maxDifferences; {
		for i < len(a.signs) && j < len(b.signs) && a.signs[i] == b.signs[j] {
			i, j = i+1, j+1
		}
		if i == len(a.signs) && j == len(b.signs) {
			break
		}
		di, dj := meet(a.signs[i:], b.signs[j:])
		out = append(out, Difference{After: excerpt(a.signs[max(0, i-30):i], 30), Want: excerpt(a.signs[i:i+di], 60), Got: excerpt(b.signs[j:j+dj], 60),
			At: a.at(i), Other: b.at(j), Note: note})
		i, j = i+di, j+dj
	}
	return out
}

// reading is one way in which a text may go on in another file: how far it has come
// there, and which pictures stand there in words so far.
type reading struct {
	at    int
	words *said
}

// said is a picture that stands in words, behind those before it.
type said struct {
	run    int
	before *said
}

// maxReadings bounds the ways that are followed at once: pictures whose words begin
// alike are few.
const maxReadings = 64

// withAlternatives leaves out the words of those pictures that are there. Any picture
// may stand in words in the other file; which ones do follows from all of the text.
func withAlternatives(runs []Run, other []rune) []Run {
	text := string(other)
	ways := []reading{{}}
	for i, r := range runs {
		next := goOn(ways, r, i, text)
		if len(next) == 0 { // the texts depart here; they may meet again
			next = []reading{ways[0]}
			if at := strings.Index(text[ways[0].at:], r.Text); at >= 0 {
				next[0].at += at + len(r.Text)
			}
		}
		ways = next
	}
	best := ways[0]
	for _, w := range ways {
		if w.at == len(text) {
			best = w
		}
	}
	there := map[int]bool{}
	for s := best.words; s != nil; s = s.before {
		there[s.run] = true
	}
	var out []Run
	for i, r := range runs {
		if !r.Maybe || there[i] {
			out = append(out, r)
		}
	}
	return out
}

// goOn are the ways that are left behind run i.
func goOn(ways []reading, r Run, i int, text string) []reading {
	var out []reading
	seen := map[int]bool{}
	keep := func(w reading) {
		if !seen[w.at] && len(out) < maxReadings {
			seen[w.at] = true
			out = append(out, w)
		}
	}
	for _, w := range ways {
		switch goesOn := strings.HasPrefix(text[w.at:], r.Text); {
		case r.Maybe:
			keep(w)
			if goesOn {
				keep(reading{w.at + len(r.Text), &said{i, w.words}})
			}
		case goesOn:
			keep(reading{w.at + len(r.Text), w.words})
		}
	}
	return out
}

// meet is how many signs of each to pass over until both go on alike: as few as can
// be; all, where they do not within reach.
func meet(a, b []rune) (int, int) {
	places := map[string]int{}
	for j := min(len(b), reach) - again; j >= 0; j-- {
		places[string(b[j:j+again])] = j
	}
	bestA, bestB := len(a), len(b)
	for i := 0; i+again <= len(a) && i < reach && i < bestA+bestB; i++ {
		if j, ok := places[string(a[i:i+again])]; ok && i+j < bestA+bestB {
			bestA, bestB = i, j
		}
	}
	for bestA > 0 && bestB > 0 && a[bestA-1] == b[bestB-1] {
		bestA, bestB = bestA-1, bestB-1
	}
	return bestA, bestB
}

// excerpt shows a text, with the calls of notes as [1].
func excerpt(s []rune, most int) string {
	end := ""
	if len(s) > most {
		s, end = s[:most], fmt.Sprintf("… (%d signs)", len(s))
	}
	return strings.NewReplacer(callBegin, "[", callEnd, "]").Replace(string(s)) + end
}
