package factory

import (
	"fmt"
	"strings"
)

// letter is a letter with its head, which comes back in the margin.
func (m *maker) letter() {
	body, date, reference := m.word("body"), m.date(), m.reference()
	title := m.of("subject", m.word("topic"))
	d := m.doc
	d.add('M', body)
	m.letterhead(body, date, reference)
	d.add('M', m.word("label-subject"))
	d.add('T', title)
	d.add('P', m.word("greeting"))
	for i := range 2 + m.IntN(4) {
		if i > 0 && m.chance(2) {
			m.section(1, "", 1)
		}
		d.add('P', m.paragraph(1, 4))
		if m.chance(3) {
			m.list(2 + m.IntN(4))
		}
	}
	m.signed()
	for _, v := range []Value{{"title", title}, {"date", date}, {"reference", reference}, {"publisher", body}} {
		d.value(v.Name, v.Text)
	}
	if m.chance(2) {
		d.Running.Folio = m.word("folio")
	}
}

// letterhead is the addressee and the labels with their values; some of it, or
// the sender, stands in the margin of every page.
func (m *maker) letterhead(body, date, reference string) {
	d := m.doc
	addressee := m.word("addressee")
	for _, line := range []string{addressee, m.word("street"), m.word("town")} {
		d.add('M', line)
	}
	d.value("addressee", addressee)
	pairs := [][]string{{m.word("label-date"), date}, {m.word("label-reference"), reference}}
	for _, l := range [][2]string{{"label-your", ""}, {"label-contact", "person"}, {"label-phone", "phone"}, {"label-mail", "mail"}, {"label-annex", ""}} {
		if m.chance(2) {
			continue
		}
		value := fmt.Sprint(1 + m.IntN(4))
		if l[0] == "label-your" {
			value = m.date()
		} else if l[1] != "" {
			value = m.word(l[1])
		}
		pairs = append(pairs, []string{m.word(l[0]), value})
	}
	switch m.IntN(3) {
	case 0:
		d.Running.Margin = []string{body, m.word("unit"), m.word("label-date"), date, m.word("label-reference"), reference}
		pairs = pairs[2:]
	case 1:
		d.Running.Margin = []string{body, m.word("label-date") + " " + date, m.word("label-reference") + " " + reference}
	case 2:
		d.Running.Head = body
		d.Running.Foot = strings.Join([]string{m.word("box"), m.word("town"), m.word("phone")}, ", ")
	}
	if len(pairs) > 0 {
		d.Blocks = append(d.Blocks, Block{Label: 'M', Rows: pairs, Shape: Shape(m.IntN(4))})
	}
}

func (m *maker) signed() {
	lines := []string{m.word("closing"), m.word("sign"), m.word("office"), m.word("person")}
	for i, line := range lines {
		if i != 1 || m.chance(2) {
			m.doc.add('P', line)
		}
	}
}

// answers is a paper of questions and their answers.
func (m *maker) answers() {
	d := m.doc
	title := m.of("asked", m.word("topic"))
	d.add('M', m.word("body"))
	d.add('T', title)
	date := m.date()
	d.add('M', fmt.Sprintf(m.word("received"), date))
	question, answer := m.word("question"), m.word("answer")
	for i := range 4 + m.IntN(7) {
		m.asked(strings.ReplaceAll(question, "#", fmt.Sprint(i+1)), strings.ReplaceAll(answer, "#", fmt.Sprint(i+1)))
	}
	d.value("title", title)
	d.value("date", date)
	m.running(title)
}

// asked appends a question and its answer. A number alone begins the question
// itself, as an item.
func (m *maker) asked(question, answer string) {
	text := strings.TrimRight(m.sentences(1)[0], ".") + "?"
	if m.chance(3) {
		text = m.doc.note(text, m.noteText())
	}
	if strings.Trim(question, "0123456789.") == "" {
		m.doc.Blocks = append(m.doc.Blocks, Block{Label: 'I', Mark: question, Text: text})
	} else {
		m.doc.Blocks = append(m.doc.Blocks, Block{Label: 'H', Level: 1, Text: question})
		m.doc.add('P', text)
	}
	m.doc.Blocks = append(m.doc.Blocks, Block{Label: 'H', Level: 1, Text: answer})
	for range 1 + m.IntN(2) {
		m.doc.add('P', m.paragraph(1, 4))
	}
}

// budget is a paper of tables of amounts between its paragraphs.
func (m *maker) budget() {
	for i := range 2 + m.IntN(3) {
		m.section(1, m.numbered(i), 1)
		m.doc.Blocks = append(m.doc.Blocks, Block{Label: 'K', Text: m.of("table", fmt.Sprint(i+1))})
		m.doc.Blocks = append(m.doc.Blocks, Block{Label: 'B', Rows: m.amounts(3+m.IntN(8), 1+m.IntN(4)), Shape: pick(m, []Shape{Grid, Grid, Cells, Lines})})
		m.doc.add('P', m.paragraph(1, 3))
	}
	m.title(m.of("subject", m.word("topic")))
	m.running(m.word("kind"))
}

// amounts is a table of rows and columns of amounts, below their heads.
func (m *maker) amounts(rows, columns int) [][]string {
	head := []string{""}
	year := 2010 + m.IntN(14)
	for k := range columns {
		head = append(head, pick(m, []string{fmt.Sprint(year + k), m.word("column")}))
	}
	out := [][]string{head}
	point := pick(m, []string{".", ",", " ", ""})
	for range rows {
		row := []string{m.word("row")}
		for range columns {
			row = append(row, m.amount(point))
		}
		out = append(out, row)
	}
	return out
}

func (m *maker) amount(point string) string {
	switch n := m.IntN(10); {
	case n == 0:
		return "–"
	case n < 4:
		return fmt.Sprint(m.IntN(1000))
	default:
		return fmt.Sprintf("%d%s%03d", 1+m.IntN(900), point, m.IntN(1000))
	}
}

// gazette is an act below the masthead of a gazette.
func (m *maker) gazette() {
	d, body, date := m.doc, m.word("body"), m.date()
	number := fmt.Sprintf(m.word("number"), 1+m.IntN(40000))
	name := m.word("gazette")
	title := m.of("act", m.word("topic"))
	d.add('M', name)
	d.Blocks = append(d.Blocks, Block{Label: 'M', Rows: [][]string{{number, date}}, Shape: Shape(m.IntN(4))})
	d.add('M', m.of("gazette-line", body))
	d.add('T', title)
	d.add('P', body+",")
	for _, c := range m.words["considering"] {
		d.add('P', c)
	}
	d.add('P', m.word("decides"))
	article := m.word("article")
	for i := range 3 + m.IntN(8) {
		d.Blocks = append(d.Blocks, Block{Label: 'H', Level: 1, Mark: strings.ReplaceAll(article, "#", fmt.Sprint(i+1)), Text: pick(m, []string{"", m.heading()})})
		if m.chance(2) {
			m.list(2 + m.IntN(3))
		} else {
			d.add('P', m.paragraph(1, 2))
		}
	}
	m.signed()
	d.value("title", title)
	d.value("publisher", body)
	d.Running = Running{Foot: name + " " + number, Folio: m.word("folio")}
}
