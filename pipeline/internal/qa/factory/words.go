package factory

import (
	"embed"
	"fmt"
	"math/rand/v2"
	"strings"
)

//go:embed words
var wordFiles embed.FS

// lexicon is the words of composed papers in a language, by name.
type lexicon map[string][]string

// readLexicon reads words/LANG.txt: a name, a colon, values parted by bars.
func readLexicon(lang string) (lexicon, error) {
	data, err := wordFiles.ReadFile("words/" + lang + ".txt")
	if err != nil {
		return nil, err
	}
	words := lexicon{}
	for line := range strings.Lines(string(data)) {
		name, values, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		words[name] = strings.Split(values, " | ")
	}
	return words, nil
}

// maker composes one paper.
type maker struct {
	*rand.Rand
	words lexicon
	pool  *pool
	doc   *Document
}

// word picks a value of a name.
func (m *maker) word(name string) string { return pick(m, m.words[name]) }

// of picks a value of a name and puts what for its "#".
func (m *maker) of(name, what string) string { return strings.ReplaceAll(m.word(name), "#", what) }

// chance is true once in n times.
func (m *maker) chance(n int) bool { return m.IntN(n) == 0 }

// pick picks one of values.
func pick[T any](m *maker, values []T) T { return values[m.IntN(len(values))] }

func (m *maker) date() string {
	return fmt.Sprintf(m.word("date"), 1+m.IntN(28), m.word("month"), 2005+m.IntN(21))
}

func (m *maker) reference() string {
	number := func(least, span int) int { return least + m.IntN(span) }
	return pick(m, []string{
		fmt.Sprintf("%d-%07d", number(2008, 17), number(10000, 900000)),
		fmt.Sprintf("Z-%d/%d", number(1000, 90000), number(10, 89)),
		fmt.Sprintf("%s %d/%d", pick(m, []string{"JZ", "VV", "IIIa", "W"}), number(100, 900), number(10, 15)),
		fmt.Sprintf("UIT-%d-%05d", number(10, 15), number(100, 90000)),
	})
}

// noteText is the text of a note; % stands for a date.
func (m *maker) noteText() string { return strings.ReplaceAll(m.word("note"), "%", m.date()) }

// sentences are n sentences that follow each other in the sources.
func (m *maker) sentences(n int) []string {
	at := m.IntN(len(m.pool.sentences))
	return m.pool.sentences[at:min(at+n, len(m.pool.sentences))]
}

// paragraph is a text of least to most sentences.
func (m *maker) paragraph(least, most int) string {
	return strings.Join(m.sentences(least+m.IntN(most-least+1)), " ")
}
