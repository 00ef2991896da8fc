package verify

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
)

// Poppler reports whether poppler's programs are there.
func Poppler() error {
	for _, p := range []string{"pdfinfo", "pdftotext"} {
		if _, err := exec.LookPath(p); err != nil {
			return fmt.Errorf("%s is not installed (Debian: poppler-utils); run ./check judges", p)
		}
	}
	return nil
}

// StructText is what pdfinfo -struct-text prints of the file at path.
func StructText(path string) (string, error) { return run("pdfinfo", "-struct-text", path) }

// PageTexts is the text of each page as pdftotext gives it, in the order of the
// page's stream: else it would set the cells of a table and the entries of
// contents in an order of its own.
func PageTexts(path string) ([]string, error) {
	out, err := run("pdftotext", "-raw", "-enc", "UTF-8", path, "-")
	if err != nil {
		return nil, err
	}
	return strings.Split(strings.TrimSuffix(out, "\f"), "\f"), nil
}

func run(name string, args ...string) (string, error) {
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return string(out), nil
}

// structure is the text of a PDF by structure type.
type structure struct {
	body   strings.Builder
	labels strings.Builder // of lists
	notes  []*strings.Builder
	// noteLabels are the labels of the notes.
	noteLabels []string
}

// ordered puts the notes in the order of the document's, where each has a label of its
// own: those of a table's header cells stand behind the table.
func (s *structure) ordered(labels []string) []*strings.Builder {
	if len(s.notes) != len(labels) {
		return s.notes
	}
	out := make([]*strings.Builder, len(labels))
	for i, label := range s.noteLabels {
		at := slices.Index(labels, strings.Trim(label, " .)"))
		if at < 0 || out[at] != nil {
			return s.notes
		}
		out[at] = s.notes[i]
	}
	return out
}

// PDF compares a print of pdfinfo -struct-text with what is expected.
func PDF(structText string, want Expected) []string {
	got := readStructure(structText)
	problems := compare("PDF text", signs(got.body.String()), want.Printed)
	problems = append(problems, findTerms(signs(got.labels.String()), want.Terms)...)
	return append(problems, compareNotes("PDF", texts(got.ordered(want.Labels)), want.Notes)...)
}

// findTerms wants every term among the labels, in order.
func findTerms(labels string, terms []string) []string {
	for _, t := range terms {
		_, after, found := strings.Cut(labels, t)
		if !found {
			return []string{fmt.Sprintf("PDF: the defined term %q is no label of a list, or stands out of order", t)}
		}
		labels = after
	}
	return nil
}

func texts(list []*strings.Builder) []string {
	var out []string
	for _, b := range list {
		out = append(out, signs(b.String()))
	}
	return out
}

func compareNotes(what string, got, want []string) []string {
	if len(got) != len(want) {
		return []string{fmt.Sprintf("%s has %d notes and should have %d", what, len(got), len(want))}
	}
	var problems []string
	for i := range want {
		problems = append(problems, compare(fmt.Sprintf("%s note %d", what, i+1), got[i], want[i])...)
	}
	return problems
}

// readStructure reads poppler's print: an element a line with two blanks of
// indent a level, its text in quotation marks on lines below it, attributes on
// lines that begin with a slash.
func readStructure(print string) *structure {
	s := &structure{}
	var path []string // structure types from the root
	for _, line := range strings.Split(print, "\n") {
		text := strings.TrimLeft(line, " ")
		depth := (len(line) - len(text)) / 2
		switch {
		case text == "" || text[0] == '/' || strings.HasPrefix(text, "Object "):
		case text[0] == '"' && depth <= len(path):
			s.add(path[:depth], strings.TrimSuffix(text[1:], `"`))
		case depth <= len(path):
			name, _, _ := strings.Cut(text, " ")
			path = append(path[:depth], strings.TrimSuffix(name, ":"))
			if path[depth] == "Note" {
				s.notes = append(s.notes, &strings.Builder{})
				s.noteLabels = append(s.noteLabels, "")
			}
		}
	}
	return s
}

// add puts text where its place in the structure says. References are calls:
// those of contents stand in a TOC.
func (s *structure) add(path []string, text string) {
	into := &s.body
	for _, role := range path {
		switch role {
		case "TOC", "Reference":
			return
		case "Note":
			into = s.notes[len(s.notes)-1]
		case "Lbl":
			if into == &s.body {
				s.labels.WriteString(text)
			} else if n := &s.noteLabels[len(s.noteLabels)-1]; *n == "" { // later ones are of lists in the note
				*n = text
			}
			return
		}
	}
	into.WriteString(text)
}
