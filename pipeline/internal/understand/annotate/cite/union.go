package cite

import (
	"fmt"
	"strconv"
	"strings"
)

const eurLex = "https://eur-lex.europa.eu/legal-content/"

// eurLex returns the address of a document's text in EUR-Lex.
func (c *cursor) eurLex(uri string) string {
	lang, _, _ := strings.Cut(c.lang, "-")
	switch lang {
	case "nl", "de", "fr":
		return eurLex + strings.ToUpper(lang) + "/TXT/?uri=" + uri
	}
	return eurLex + "EN/TXT/?uri=" + uri
}

// actNames are the kinds of act by their names in Dutch, English, German and
// French, with the letter that CELEX gives them in sector 3 ("CELEX numbers",
// EUR-Lex help). Of names that begin alike the longer stands first.
var actNames = []struct {
	name   string
	sector byte
}{
	{"Richtlijnen", 'L'}, {"Richtlijn", 'L'},
	{"Directives", 'L'}, {"Directive", 'L'},
	{"Richtlinien", 'L'}, {"Richtlinie", 'L'},
	{"Verordeningen", 'R'}, {"Verordening", 'R'},
	{"Regulations", 'R'}, {"Regulation", 'R'},
	{"Verordnungen", 'R'}, {"Verordnung", 'R'},
	{"Règlements", 'R'}, {"Règlement", 'R'},
	{"Kaderbesluiten", 'F'}, {"Kaderbesluit", 'F'},
	{"Framework Decisions", 'F'}, {"Framework Decision", 'F'},
	{"Rahmenbeschluss", 'F'}, {"Rahmenbeschluß", 'F'},
	{"Décision-cadre", 'F'},
	{"Besluiten", 'D'}, {"Besluit", 'D'}, {"Beschikking", 'D'},
	{"Uitvoeringsbesluit", 'D'}, {"Uitvoeringsverordening", 'R'}, {"Uitvoeringsrichtlijn", 'L'},
	{"Decisions", 'D'}, {"Decision", 'D'},
	{"Beschluss", 'D'}, {"Beschluß", 'D'}, {"Entscheidung", 'D'},
	{"Durchführungsbeschluss", 'D'}, {"Durchführungsverordnung", 'R'}, {"Durchführungsrichtlinie", 'L'},
	{"Décisions", 'D'}, {"Décision", 'D'},
	{"Aanbeveling", 'H'}, {"Recommendation", 'H'}, {"Empfehlung", 'H'}, {"Recommandation", 'H'},
}

// treaties are the communities that number acts, as they stand in brackets
// before a number or after its last stroke.
var treaties = []string{
	"EU, Euratom", "UE, Euratom", "EG, Euratom", "EC, Euratom", "CE, Euratom",
	"Euratom", "EGKS", "ECSC", "EEG", "EEC", "EWG", "CEE", "EG", "EC", "CE", "EU", "UE",
	"JBZ", "JHA", "JAI", "JI", "GBVB", "CFSP", "GASP", "PESC",
}

// actNumber is the number of an act as it is written.
type actNumber struct {
	before, after string // the treaty in brackets before, or after a stroke
	numbered      bool   // "No" stands before the number: number, then year
	a, b          string
}

// act reads the numbers that follow the name of an act of the given sector
// letter: "(EU) 2016/679", "(EG) nr. 1907/2006", "2003/87/EC", "(2006/730/EC)",
// and those joined to it.
func act(sector byte) func(c *cursor) []Match {
	return func(c *cursor) []Match {
		if !c.space() {
			return nil
		}
		n, ok := c.actNumber()
		if !ok || n.foreign(sector) {
			return nil
		}
		out := []Match{c.actMatch(sector, n)}
		for {
			d := *c
			if !d.joint() {
				return out
			}
			d.from = d.i
			n, ok := d.actNumber()
			if !ok || n.before+n.after == "" {
				return out
			}
			out, *c = append(out, d.actMatch(sector, n)), d
		}
	}
}

// actNumber reads a number with what marks it as one of the Union's.
func (c *cursor) actNumber() (actNumber, bool) {
	var n actNumber
	d := *c
	bracketed := false
	if d.lit("(") {
		if n.before = d.treaty(); n.before != "" {
			if !d.lit(")") {
				return n, false
			}
			d.space()
		} else {
			bracketed = true
		}
	}
	n.numbered, _ = d.numero()
	n.a = d.digits(1, 4)
	if n.a == "" || !d.lit("/") {
		return n, false
	}
	n.b = d.digits(1, 4)
	if n.b == "" {
		return n, false
	}
	n.after = d.suffix()
	if !d.atEnd() || bracketed && (n.after == "" || !d.lit(")")) {
		return n, false
	}
	*c = d
	return n, true
}

// foreign reports whether the number is hardly one of the Union's: without a
// treaty only "Verordening 2016/679" looks like one.
func (n actNumber) foreign(sector byte) bool {
	bare := n.before+n.after == ""
	return bare && !((sector == 'R' || sector == 'L') && len(n.a) == 4 && yearOf(n.a) != 0)
}

func (c *cursor) treaty() string {
	for _, t := range treaties {
		d := *c
		if d.lit(t) && d.atEnd() {
			*c = d
			return t
		}
	}
	return ""
}

// suffix reads "/EG" behind a number.
func (c *cursor) suffix() string {
	d := *c
	if !d.lit("/") {
		return ""
	}
	t := d.treaty()
	if t != "" {
		*c = d
	}
	return t
}

func (c *cursor) actMatch(sector byte, n actNumber) Match {
	if n.before+n.after == "" {
		return c.problem(CELEX, "it does not say that it is an act of the Union")
	}
	year, no, ok := n.resolve(sector)
	if !ok {
		return c.problem(CELEX, "it does not say which of its numbers is the year")
	}
	return c.match(CELEX, c.eurLex(fmt.Sprintf("CELEX:3%d%c%04d", year, sector, no)), 0.95)
}

// resolve tells year and number apart. Until 2014 regulations, and decisions
// cited with "No", have the number first; everything else has the year first, and
// since 2015 all have ("Harmonising the numbering of EU legal acts", 2015).
func (n actNumber) resolve(sector byte) (year, no int, ok bool) {
	first, second := yearOf(n.a), yearOf(n.b)
	numberFirst := n.numbered && sector != 'L' || sector == 'R' && n.after == "" && !n.harmonised(first)
	twoYears := !n.numbered && len(n.a) == 4 && first != 0 && second != 0
	switch {
	case numberFirst && twoYears:
		return 0, 0, false
	case numberFirst && second != 0:
		return second, atoi(n.a), atoi(n.a) > 0
	case first != 0:
		return first, atoi(n.b), atoi(n.b) > 0
	}
	return 0, 0, false
}

// harmonised reports whether a number that begins with the year first follows
// the numbering of 2015.
func (n actNumber) harmonised(first int) bool {
	return first >= 2015 && (n.before == "EU" || n.before == "UE" || strings.HasPrefix(n.before, "EU,") || strings.HasPrefix(n.before, "UE,") || yearOf(n.b) == 0)
}

// yearOf reads a year of the communities, of four digits or, before 1999, of
// two; 0 if s is none.
func yearOf(s string) int {
	y := atoi(s)
	switch {
	case len(s) == 4 && y >= 1952 && y < 2100:
		return y
	case len(s) == 2 && y >= 52:
		return 1900 + y
	}
	return 0
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// celexNumber reads "CELEX 32016R0679" and "CELEX:32016R0679".
func celexNumber(c *cursor) []Match {
	c.fold("-nummer", "-nr.", " number", " nummer", " nr.")
	c.lit(":")
	c.space()
	start := c.i
	if len(c.digits(5, 5)) == 0 {
		return nil
	}
	n := 0
	for n < 3 && c.i < len(c.s) && isCapital(c.s[c.i]) {
		c.i++
		n++
	}
	if n < 1 || n > 2 || c.digits(4, 4) == "" || !c.atEnd() {
		return nil
	}
	return []Match{c.match(CELEX, c.eurLex("CELEX:"+c.s[start:c.i]), 0.98)}
}

// comDocument reads what follows "COM", "SWD" or "JOIN": "(2025) 18 final".
func comDocument(c *cursor) []Match {
	series := c.s[c.from:c.i]
	c.space()
	if !c.lit("(") && !c.lit("/") {
		return nil
	}
	year := c.digits(2, 4)
	if year == "" || !c.lit(")") && !c.lit("/") {
		return nil
	}
	c.space()
	c.numero()
	no := c.digits(1, 4)
	if no == "" || !c.atEnd() {
		return nil
	}
	version := c.final()
	switch {
	case yearOf(year) < 1999 || len(year) != 4:
		return []Match{c.problem(COM, "documents of before 1999 are cited in several ways")}
	case version != "":
		return []Match{c.problem(COM, "it is a later version than the first")}
	}
	return []Match{c.match(COM, c.eurLex(series+":"+year+":"+trimZeros(no)+":FIN"), 0.92)}
}

// final reads "final", "def.", "endg." behind a number and returns the version
// that a stroke announces ("final/2").
func (c *cursor) final() string {
	d := *c
	d.space()
	if d.word("final", "definitief", "def.", "def", "endgültig", "endg.") == "" {
		return ""
	}
	*c = d
	if !d.lit("/") {
		return ""
	}
	v := d.digits(1, 1)
	if v != "" {
		*c = d
	}
	return v
}
