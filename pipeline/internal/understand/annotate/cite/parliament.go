package cite

import (
	"fmt"
	"strconv"
	"strings"
)

const officialPublications = "https://zoek.officielebekendmakingen.nl/"

const (
	// lastOldSession is the last session whose papers may carry the session in
	// their identifier (kst-19941995-23900-3).
	lastOldSession = 1995
	// firstSafeDossier was opened after that session: whoever cites it without
	// a session cannot mean an older paper.
	firstSafeDossier = 25000
	// firstSafePaper is a number that no dossier had reached by then, so that
	// paper 2000 of a dossier of 1989 is a recent one.
	firstSafePaper = 400
	// councilDossier, on the Council of the Union, is divided into numbered
	// series; behind any other dossier a hyphen and digits are a paper.
	councilDossier = 21501
)

// chamber reads "II", "I", "TK" or "EK" and returns "tk", "ek" or "".
func (c *cursor) chamber() string {
	d := *c
	d.space()
	for _, name := range [...]string{"II", "I", "TK", "EK", "Tweede Kamer", "Eerste Kamer"} {
		e := d
		if !e.lit(name) || !e.atEnd() {
			continue
		}
		*c = e
		if name == "I" || name[0] == 'E' {
			return "ek"
		}
		return "tk"
	}
	return ""
}

// session is a parliamentary year, from September to September. first is its
// first year; it is 0 if none was written. ok is false if what was written is
// not two years that follow each other.
type session struct {
	first int
	ok    bool
}

func (s session) id() string { return fmt.Sprintf("%d%d", s.first, s.first+1) }

// session reads "2022-2023", "2019/20" or "vergaderjaar 2022–2023".
func (c *cursor) session() session {
	d := *c
	d.comma()
	if d.word("vergaderjaar", "zitting", "zittingsjaar") != "" {
		d.space()
	}
	from := d.digits(4, 4)
	d.space()
	if from == "" || !(d.dash() || d.lit("/")) {
		return session{}
	}
	d.space()
	d.fold("'", "’", "‘")
	to := d.digits(2, 4)
	if to == "" {
		return session{}
	}
	*c = d
	first, _ := strconv.Atoi(from)
	want := strconv.Itoa(first + 1)
	return session{first, first > 1800 && first < 2100 && (to == want || to == want[2:])}
}

// dossier reads "36 327", "36327", "35 300 VII", "21 501-02" and returns it as
// identifiers have it: "36327", "35300-VII", "21501-02".
func (c *cursor) dossier() (number int, id string) {
	d := *c
	d.comma()
	head := d.digits(2, 2)
	if head != "" {
		if !d.space() && !d.lit(".") {
			return 0, ""
		}
		head += d.digits(3, 3)
	} else {
		head = d.digits(5, 5)
	}
	if len(head) != 5 {
		return 0, ""
	}
	*c = d
	number, _ = strconv.Atoi(head)
	return number, head + c.chapter(number == councilDossier)
}

// chapter reads what divides a dossier: a budget chapter ("VII", "-VII", ", VII"
// before a number) or, where the dossier has series, one of them ("-02"), and
// returns it with a hyphen before.
func (c *cursor) chapter(series bool) string {
	d := *c
	if d.dash() {
		part := d.capitals(1, 5)
		if part == "" && series {
			part = d.digits(2, 2)
		}
		if part == "" || isCapital(part[0]) && !isChapter(part) {
			return ""
		}
		*c = d
		return "-" + part
	}
	commaBefore := strings.HasPrefix(d.s[d.i:], ",")
	if !d.comma() {
		return ""
	}
	part := d.capitals(1, 5)
	if !isChapter(part) {
		return ""
	}
	e := d
	e.comma()
	if ok, _ := e.numero(); (commaBefore || len(part) == 1) && !ok {
		return "" // "33 569, A" is paper A of the Senate
	}
	*c = d
	return "-" + part
}

// isChapter reports whether s names a chapter of the budget: a Roman numeral,
// with or without A or B ("IXB"), or the letter of a fund.
func isChapter(s string) bool {
	if len(s) == 1 {
		return true
	}
	return s != "" && strings.Trim(strings.TrimRight(s, "AB"), "IVX") == "" && s[0] > 'B'
}

// paper is a number within a dossier: "3", "144-h1", "A".
type paper struct {
	id     string
	plural bool // announced by "nrs."
	letter bool
}

// paper reads ", nr. 3", " nr 1161", ", nr. 144-h1", ", A", ", letter A" or,
// right behind the dossier, "-21".
func (c *cursor) paper() (paper, bool) {
	d := *c
	if d.dash() {
		p, ok := d.paperNumber()
		if ok && !p.letter {
			*c = d
		}
		return p, ok && !p.letter
	}
	comma := d.comma()
	named, plural := d.numero()
	if !named && d.word("letters", "letter") != "" {
		named = d.space()
	}
	p, ok := d.paperNumber()
	if !ok || !(named || comma && p.letter && strings.Contains(c.s[c.i:d.i], ",")) {
		return paper{}, false
	}
	p.plural = plural
	*c = d
	return p, true
}

// paperNumber reads "3", "144-h1" or "AO".
func (c *cursor) paperNumber() (paper, bool) {
	if id := c.capitals(1, 2); id != "" {
		return paper{id: id, letter: true}, true
	}
	d := *c
	id := d.digits(1, 4)
	if id == "" {
		return paper{}, false
	}
	id += d.reprint()
	if !d.atEnd() {
		return paper{}, false
	}
	*c = d
	return paper{id: id}, true
}

// reprint reads the mark of a reprint, a correction or an annex: "-h1", "-n1",
// "-b2".
func (c *cursor) reprint() string {
	d := *c
	if !d.lit("-") {
		return ""
	}
	kind := d.fold("h", "n", "b")
	no := d.digits(1, 2)
	if kind == "" || no == "" {
		return ""
	}
	*c = d
	return "-" + kind + no
}

// kamerstuk reads what follows "Kamerstukken": chamber, session, dossier and
// paper, the first two of which the identifier does not need, and the list of
// further papers joined to it.
func kamerstuk(c *cursor) []Match {
	c.lit(".")
	house := c.chamber()
	s := c.session()
	for more := s; more.first != 0; more = c.session() {
		s = more // "1999/2000, 2000/2001, 26 855": the last session counts
	}
	return c.papers(house, s)
}

// sessionPaper reads the forms that begin with the chamber's name: "Tweede
// Kamer, vergaderjaar 2022–2023, 29 383, nr. 406". They count only with both
// session and number, for the words themselves are common.
func sessionPaper(c *cursor) []Match {
	s := c.session()
	if !s.ok {
		return nil
	}
	d := *c
	if n, _ := d.dossier(); n == 0 {
		return nil
	}
	if _, ok := d.paper(); !ok {
		return nil
	}
	return c.papers("", s)
}

// papers reads a dossier with its paper and what is joined to them.
func (c *cursor) papers(house string, s session) []Match {
	number, id := c.dossier()
	if number == 0 {
		if s.first == 0 || house == "" {
			return nil
		}
		return []Match{c.problem(Kamerstuk, "it has no dossier number")}
	}
	if kingdom := c.kingdomAct(); kingdom {
		return []Match{c.problem(Kamerstuk, "the identifier of a bill for the Kingdom (R number) is not settled by its words")}
	}
	p, ok := c.paper()
	if !ok {
		return []Match{c.dossierMatch(number, id, s)}
	}
	out := []Match{c.paperMatch(number, id, s, p)}
	return append(out, c.further(number, id, s, p)...)
}

// kingdomAct reads the "(R2169)" of bills that bind the whole Kingdom.
func (c *cursor) kingdomAct() bool {
	d := *c
	d.space()
	if !d.lit("(R") {
		return false
	}
	d.space()
	if d.digits(3, 4) == "" || !d.lit(")") {
		return false
	}
	*c = d
	return true
}

// dossierMatch makes a reference to a whole dossier; what follows must not be
// a number that paper could not read.
func (c *cursor) dossierMatch(number int, id string, s session) Match {
	d := *c
	d.comma()
	if d.word("nummers", "nummer", "nrs", "nr") != "" || d.fold("e.a.", "c.a.") != "" || d.lit("(") && d.digits(1, 4) != "" {
		return c.problem(Kamerstuk, "what follows its dossier is not understood")
	}
	if old(number, "", s) {
		return c.problem(Dossier, "it may be a paper of before 1996, whose address holds the session")
	}
	return c.match(Dossier, officialPublications+"dossier/"+id, 0.85)
}

func (c *cursor) paperMatch(number int, id string, s session, p paper) Match {
	if old(number, p.id, s) {
		return c.problem(Kamerstuk, "it may be a paper of before 1996, whose address holds the session")
	}
	confidence := 0.98
	switch {
	case s.first != 0 && !s.ok:
		confidence = 0.75
	case s.first == 0 && number < firstSafeDossier:
		confidence = 0.8
	}
	return c.match(Kamerstuk, officialPublications+"kst-"+id+"-"+p.id+".html", confidence)
}

// old reports whether a paper may be from the time when identifiers held the
// session.
func old(dossier int, paper string, s session) bool {
	if s.first != 0 && s.ok {
		return s.first <= lastOldSession
	}
	n, _ := strconv.Atoi(paper)
	return dossier < firstSafeDossier && n < firstSafePaper
}

// further reads the entries joined to a paper: "en nr. 5", "; 35 300 VI, nr.
// 3", and after "nrs." bare numbers, "3, 4 en 5". What the entry leaves out is
// that of the entry before.
func (c *cursor) further(number int, id string, s session, first paper) []Match {
	var out []Match
	for {
		d := *c
		d.page()
		if !d.joint() {
			return out
		}
		d.from = d.i
		if n, otherID, other, ok := d.fullEntry(s); ok {
			number, id, s = n, otherID, other
		} else {
			d.i = d.from
		}
		p, ok := d.paper()
		if !ok {
			p, ok = d.bareNumber(first)
		}
		if !ok {
			return out
		}
		out = append(out, d.paperMatch(number, id, s, p))
		*c = d
	}
}

// fullEntry reads the session and dossier of an entry; a paper must follow.
func (c *cursor) fullEntry(before session) (int, string, session, bool) {
	c.chamber()
	s := c.session()
	if s.first == 0 {
		s = before
	}
	number, id := c.dossier()
	d := *c
	_, ok := d.paper()
	return number, id, s, ok && number != 0
}

// bareNumber reads an entry without "nr.", which only a list that was
// announced by "nrs.", or a list of letters, has.
func (c *cursor) bareNumber(first paper) (paper, bool) {
	d := *c
	p, ok := d.paperNumber()
	if !ok || p.letter != first.letter || !(first.plural || first.letter) {
		return paper{}, false
	}
	*c = d
	return p, true
}

// joint reads what joins the entries of a list: ",", ";", "en", "and", "t/m".
func (c *cursor) joint() bool {
	d := *c
	blank := d.space()
	switch {
	case d.lit(","), d.lit(";"):
		d.space()
		if d.word("en", "alsmede", "and") != "" {
			d.space()
		}
	case blank && d.word("en", "alsmede", "and", "t/m", "tot en met") != "":
		d.space()
	case d.dash():
		d.space()
	default:
		return false
	}
	*c = d
	return true
}
