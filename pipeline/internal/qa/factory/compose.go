package factory

import (
	"fmt"
	"strings"
)

// genre is a kind of paper and how it is composed.
type genre struct {
	name    string
	compose func(*maker)
}

// genres are the kinds of papers, which come in turn.
var genres = []genre{
	{"paper", (*maker).sourcePaper}, {"letter", (*maker).letter}, {"answers", (*maker).answers}, {"budget", (*maker).budget},
	{"contents", (*maker).withContents}, {"notes", (*maker).noted}, {"lists", (*maker).listed}, {"columns", (*maker).columned},
	{"cover", (*maker).covered}, {"gazette", (*maker).gazette}, {"register", (*maker).register}, {"form", (*maker).form},
}

// compose makes a paper of a genre.
func (m *maker) compose(g genre, lang string) *Document {
	m.doc = &Document{Genre: g.name, Lang: lang, Columns: 1}
	g.compose(m)
	return m.doc
}

// blocksOfSource is how many blocks of a source a paper takes at the most.
const blocksOfSource = 45

// sourcePaper is a stretch of a public paper, as its Markdown has it.
func (m *maker) sourcePaper() {
	m.title(m.fromSource(blocksOfSource))
	m.running(m.doc.Values[0].Text)
}

// title puts a title before all else.
func (m *maker) title(text string) {
	m.doc.Blocks = append([]Block{{Label: 'T', Text: text}}, m.doc.Blocks...)
	m.doc.value("title", text)
}

// fromSource appends at most n blocks of a source, with their notes, and gives
// its title.
func (m *maker) fromSource(n int) string {
	s := pick(m, m.pool.sources)
	from := 0
	if over := len(s.blocks) - n; over > 0 {
		from = m.IntN(over)
	}
	for from > 0 && s.blocks[from].Label != 'H' {
		from--
	}
	for _, b := range s.blocks[from:min(from+n, len(s.blocks))] {
		b.Text = noteCall.ReplaceAllStringFunc(b.Text, func(c string) string {
			note := s.notes[noteCall.FindStringSubmatch(c)[1]]
			if note == "" {
				return ""
			}
			return m.doc.note("", note)
		})
		m.doc.Blocks = append(m.doc.Blocks, b)
	}
	m.doc.Source = s.name
	return shortened(s.title, 160)
}

// shortened cuts a text after a word so that it has at most n bytes.
func shortened(text string, n int) string {
	text = noteCall.ReplaceAllString(text, "")
	if len(text) <= n {
		return text
	}
	return text[:strings.LastIndexByte(text[:n], ' ')]
}

// running gives the paper heads, feet and folios, or not.
func (m *maker) running(title string) {
	r := &m.doc.Running
	if !m.chance(4) {
		r.Folio = m.word("folio")
	}
	switch m.IntN(4) {
	case 0:
		r.Head = shortened(title, 60)
	case 1:
		r.Head, r.Foot = m.word("body"), shortened(title, 50)
	case 2:
		r.Foot = m.word("body") + " | " + m.word("kind")
	}
}

// section appends a heading of a level and some paragraphs.
func (m *maker) section(level int, mark string, paragraphs int) {
	m.doc.Blocks = append(m.doc.Blocks, Block{Label: 'H', Level: level, Mark: mark, Text: m.heading()})
	for range paragraphs {
		m.doc.add('P', m.paragraph(1, 4))
	}
}

func (m *maker) heading() string {
	if len(m.pool.headings) > 0 && m.chance(2) {
		return pick(m, m.pool.headings)
	}
	return m.word("head")
}

// list appends an item after another, with marks of one kind.
func (m *maker) list(n int) {
	marks := pick(m, []string{"–", "•", "-", "1.", "a.", "1)", "a)", "(1)", "(a)", "1"})
	level, short := m.IntN(2), m.chance(2)
	for i := range n {
		text := m.sentences(1)[0]
		if short {
			text = strings.TrimRight(shortened(text, 50), ",;:.") + m.word("item")
		}
		m.doc.Blocks = append(m.doc.Blocks, Block{Label: 'I', Level: level, Mark: counted(marks, i), Text: text})
	}
}

// counted is the mark of the i-th item, from 0.
func counted(mark string, i int) string {
	mark = strings.Replace(mark, "1", fmt.Sprint(i+1), 1)
	return strings.Replace(mark, "a", string(rune('a'+i%26)), 1)
}

// listed is a paper with lists between short paragraphs.
func (m *maker) listed() {
	for i := range 3 + m.IntN(3) {
		m.section(1, m.numbered(i), 1)
		m.list(3 + m.IntN(6))
		if m.chance(2) {
			m.doc.add('P', m.paragraph(1, 2))
			m.list(2 + m.IntN(5))
		}
	}
	m.title(m.of("subject", m.word("topic")))
	m.running(m.word("kind"))
}

// numbered is the number of the i-th section, or none.
func (m *maker) numbered(i int) string {
	if i%2 == 1 && m.doc.Blocks[0].Mark == "" {
		return ""
	}
	return strings.ReplaceAll(pick(m, []string{"#", "#.", "#.1", ""}), "#", fmt.Sprint(i+1))
}

// noted is a paper full of notes.
func (m *maker) noted() {
	for range 3 + m.IntN(4) {
		m.section(1, "", 0)
		for range 2 + m.IntN(3) {
			var text []string
			for _, s := range m.sentences(2 + m.IntN(3)) {
				if m.chance(3) {
					s = m.doc.note(s, m.noteText())
				}
				text = append(text, s)
			}
			m.doc.add('P', strings.Join(text, " "))
		}
	}
	m.title(m.of("subject", m.word("topic")))
	m.running(m.word("kind"))
}

// columned is a paper in two columns.
func (m *maker) columned() {
	m.doc.Columns = 2
	m.title(m.fromSource(blocksOfSource))
	m.running(m.doc.Values[0].Text)
}

// covered is a paper behind a page of title, publisher, version and date.
func (m *maker) covered() {
	title, date, body := m.of("subject", m.word("topic")), m.date(), m.word("body")
	m.doc.add('M', body)
	m.doc.add('M', m.word("kind"))
	m.doc.add('T', title)
	m.doc.add('M', m.word("cover"))
	m.doc.Blocks = append(m.doc.Blocks, Block{Label: 'M', Rows: [][]string{{m.word("label-date"), date}, {m.word("label-contact"), m.word("person")}}, Shape: Shape(m.IntN(4))})
	m.doc.Blocks[len(m.doc.Blocks)-1].Break = true
	for _, v := range []Value{{"title", title}, {"date", date}, {"publisher", body}} {
		m.doc.value(v.Name, v.Text)
	}
	m.running(title)
	m.fromSource(blocksOfSource / 2)
}

// withContents is a paper whose contents are printed before it.
func (m *maker) withContents() {
	title := m.of("subject", m.word("topic"))
	mark := m.word("chapter")
	var entries [][]string
	page := 3
	for i := range 4 + m.IntN(5) {
		number := strings.ReplaceAll(mark, "#", fmt.Sprint(i+1))
		from := len(m.doc.Blocks)
		m.section(1, number, 1+m.IntN(2))
		entries = append(entries, []string{number, m.doc.Blocks[from].Text, fmt.Sprint(page)})
		for k := range m.IntN(3) {
			from := len(m.doc.Blocks)
			m.section(2, fmt.Sprintf("%d.%d", i+1, k+1), 1)
			entries = append(entries, []string{m.doc.Blocks[from].Mark, m.doc.Blocks[from].Text, fmt.Sprint(page)})
		}
		page += 1 + m.IntN(4)
	}
	front := []Block{{Label: 'T', Text: title}, {Label: 'C', Text: m.word("contents")}, {Label: 'C', Rows: entries, Shape: Shape(m.IntN(4)), Break: true}}
	m.doc.Blocks = append(front, m.doc.Blocks...)
	m.doc.value("title", title)
	m.running(title)
}
