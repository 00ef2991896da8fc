package factory

import (
	"fmt"
	"strings"
)

// register is a paper of tables whose cells hold text: numbers, subjects, dates
// and remarks that run over lines.
func (m *maker) register() {
	for i := range 1 + m.IntN(2) {
		m.section(1, m.numbered(i), m.IntN(2))
		if m.chance(2) {
			m.doc.Blocks = append(m.doc.Blocks, Block{Label: 'K', Text: m.of("table", fmt.Sprint(i+1))})
		}
		m.doc.Blocks = append(m.doc.Blocks, Block{Label: 'B', Rows: m.entries(4 + m.IntN(12)), Shape: Grid})
		m.doc.add('P', m.paragraph(1, 2))
	}
	m.title(m.of("subject", m.word("topic")))
	m.running(m.word("kind"))
}

// entries are the rows of a register, below their heads.
func (m *maker) entries(n int) [][]string {
	columns := []func(i int) string{
		func(int) string { return shortened(m.sentences(1)[0], 20+m.IntN(100)) },
		func(int) string { return m.date() },
		func(int) string { return m.word("office") },
		func(int) string { return pick(m, m.words["cover"]) },
		func(int) string { return m.heading() },
		func(int) string { return m.reference() },
		func(int) string { return m.paragraph(1, 2) },
	}
	m.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	columns = columns[:1+m.IntN(4)]
	if m.chance(2) || len(columns) == 1 {
		mark := pick(m, []string{"1", "1.", "R1", "2.1"})
		columns = append([]func(int) string{func(i int) string { return strings.Replace(mark, "1", fmt.Sprint(i), 1) }}, columns...)
	}
	heads := make([]string, len(columns))
	for k := range heads {
		heads[k] = m.word("field")
	}
	out := [][]string{heads}
	for i := range n {
		row := make([]string, len(columns))
		for k, cell := range columns {
			row[k] = noteCall.ReplaceAllString(cell(i+1), "")
		}
		out = append(out, row)
	}
	return out
}

// form is a form that was filled in: labels, boxes and answers.
func (m *maker) form() {
	for i := range 2 + m.IntN(3) {
		m.section(1, m.numbered(i), m.IntN(2))
		var rows [][]string
		for range 3 + m.IntN(7) {
			rows = append(rows, []string{m.word("field"), m.answer()})
		}
		m.doc.Blocks = append(m.doc.Blocks, Block{Label: 'B', Rows: rows, Shape: Shape(m.IntN(4))})
	}
	m.title(m.of("subject", m.word("topic")))
	m.running(m.word("kind"))
}

func (m *maker) answer() string {
	switch m.IntN(6) {
	case 0:
		return ""
	case 1:
		return m.date()
	case 2:
		return m.word("person")
	case 3:
		return "☐ " + m.word("choice") + " ☒ " + m.word("choice")
	case 4:
		return shortened(m.sentences(1)[0], 120)
	}
	return m.word("street") + ", " + m.word("town")
}
