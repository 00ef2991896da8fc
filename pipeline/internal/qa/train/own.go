package train

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"octavo/pipeline/internal/understand"
)

// ownFamily is the family of the project's own test texts.
const ownFamily = "own"

// LoadOwn reads the project's own test texts, whose structure the rules get right
// by the goldens beside them: each line's class is what the rules vote. They
// teach with every family that is held out and are never measured, since the
// rules were made on them.
func LoadOwn(dir string) ([]*Text, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	var out []*Text
	for _, file := range files {
		t := &Text{Name: strings.TrimSuffix(filepath.Base(file), ".txt"), Family: ownFamily}
		if t.Raw, err = os.ReadFile(file); err != nil {
			return nil, err
		}
		if err := t.prepare(); err != nil {
			return nil, err
		}
		for i, u := range t.units {
			t.truth[i] = u.Rules()
			if i < headLines && understand.ClassNames[t.truth[i]] == "paragraph" {
				t.truth[i] = -1
			}
		}
		out = append(out, t.withoutVotes())
		for _, mutate := range []func(string) string{withoutBlankLines, withDoubleBlankLines} {
			if m := t.mutated(mutate); m != nil {
				out = append(out, m)
			}
		}
	}
	return out, nil
}

var blankLines = regexp.MustCompile(`\n[ \t\r]*\n+`)

func withoutBlankLines(text string) string    { return blankLines.ReplaceAllString(text, "\n") }
func withDoubleBlankLines(text string) string { return blankLines.ReplaceAllString(text, "\n\n\n") }

// mutated is the text with other blank lines, which the rules may get wrong, with
// the true classes of the lines; nil where other lines came out.
func (t *Text) mutated(mutate func(string) string) *Text {
	m := &Text{Name: t.Name, Family: t.Family, Raw: []byte(mutate(string(t.Raw)))}
	if err := m.prepare(); err != nil || len(m.units) != len(t.units) {
		return nil
	}
	m.truth = t.truth
	return m
}

// headLines is how far a letterhead reaches at the most: the rules do not tell
// its lines from paragraphs.
const headLines = 12

// withoutVotes is the text as the model would see it if the rules said nothing:
// it teaches what the lines look like, not that the rules are right.
func (t *Text) withoutVotes() *Text {
	copied := *t
	copied.units = make([]understand.Unit, len(t.units))
	for i, u := range t.units {
		copied.units[i] = u.WithoutRules()
	}
	return &copied
}
