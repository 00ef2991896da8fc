package train

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
)

// extent is a block as lines show it: its class and its lines, those of furniture and
// of notes between them left away.
type extent struct {
	class string
	lines []int
}

// extentsOf gathers the blocks of lines that have these classes, by their first line,
// and the block of each line.
func extentsOf(lines []int, class func(i int) string) (map[int]*extent, map[int]*extent) {
	first, of := map[int]*extent{}, map[int]*extent{}
	var text, note *extent // the blocks above: text stands around furniture and notes
	for i, line := range lines {
		c := class(i)
		open := &text
		if c == "note" || c == "goes on" && note != nil {
			open = &note
		}
		switch {
		case c == "furniture" || c == "contents" || c == "none":
			continue
		case c == "goes on" && *open != nil:
			(*open).lines = append((*open).lines, line)
		default:
			*open = &extent{c, []int{line}}
			first[line] = *open
			if c != "note" {
				note = nil
			}
		}
		of[line] = *open
	}
	return first, of
}

// ReportLists writes what becomes of the items of the texts in the finished documents,
// and what is made an item that is none, by cause.
func ReportLists(w io.Writer, texts []*Text, show bool) error {
	causes := map[string]int{}
	for _, t := range texts {
		doc, err := plaintext.Read(t.Name, t.Raw, &diag.Log{})
		if err != nil {
			return err
		}
		readings := understand.Decide(context.Background(), doc, &diag.Log{})
		t.listCauses(readings, func(line int, cause string) {
			causes[cause]++
			if show {
				fmt.Fprintf(w, "%-24s %5d  %s\n", t.Name, line, cause)
			}
		})
	}
	names := slices.SortedFunc(maps.Keys(causes), func(a, b string) int { return cmp.Compare(causes[b], causes[a]) })
	for _, name := range names {
		fmt.Fprintf(w, "%5d  %s\n", causes[name], name)
	}
	return nil
}

// listCauses tells of each item of the labels and of each that came out what became of
// it.
func (t *Text) listCauses(readings []understand.Reading, say func(line int, cause string)) {
	var lines []int
	is, truth := map[int]string{}, map[int]string{}
	for i, r := range readings {
		if t.truth[i] > 0 {
			lines = append(lines, r.Line)
			is[r.Line], truth[r.Line] = understand.ClassNames[r.Class], understand.ClassNames[t.truth[i]]
		}
	}
	want, wantOf := extentsOf(lines, func(i int) string { return truth[lines[i]] })
	got, gotOf := extentsOf(lines, func(i int) string { return is[lines[i]] })
	for _, line := range lines {
		w, g := want[line], got[line]
		switch isItem, wasItem := w != nil && w.class == "item", g != nil && g.class == "item"; {
		case isItem && wasItem && slices.Equal(w.lines, g.lines):
			say(line, "right")
		case isItem && wasItem:
			say(line, differ(w, g, truth, is, wantOf))
		case isItem && g == nil && gotOf[line] != nil:
			say(line, "missed: goes on with "+gotOf[line].class)
		case isItem:
			say(line, "missed: "+is[line])
		case wasItem && w == nil && wantOf[line] != nil:
			say(line, "false: goes on with "+wantOf[line].class)
		case wasItem:
			say(line, "false: "+truth[line])
		}
	}
}

// differ tells how an item that came out of other lines differs from the true one.
func differ(want, got *extent, truth, is map[int]string, wantOf map[int]*extent) string {
	for _, line := range want.lines {
		if !slices.Contains(got.lines, line) {
			return "too short: its line became " + is[line]
		}
	}
	for _, line := range got.lines {
		if !slices.Contains(want.lines, line) {
			if of := wantOf[line]; truth[line] == "goes on" && of != nil {
				return "too long: took what goes on with " + of.class
			}
			return "too long: took " + truth[line]
		}
	}
	return "other"
}
