package cite

import (
	_ "embed"
	"sort"
	"strings"
	"sync"
)

//go:embed laws.tsv
var lawTable string

const statutes = "https://wetten.overheid.nl/"

// law is a statute by one of its names.
type law struct{ name, bwb string }

// laws holds the statutes by the first byte of their citation titles, longer
// titles first, and by abbreviation.
type laws struct {
	titles [256][]law
	abbrev map[string]string
}

var loadLaws = sync.OnceValue(func() *laws {
	l := &laws{abbrev: map[string]string{}}
	for line := range strings.Lines(lawTable) {
		field := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(field) != 3 {
			continue
		}
		first := field[1][0]
		l.titles[first] = append(l.titles[first], law{field[1], field[0]})
		if curly := strings.ReplaceAll(field[1], "'", "’"); curly != field[1] {
			l.titles[first] = append(l.titles[first], law{curly, field[0]})
		}
		for _, short := range strings.Split(field[2], ",") {
			l.abbrev[short] = field[0]
		}
	}
	for _, list := range l.titles {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].name) > len(list[j].name) })
	}
	delete(l.abbrev, "") // of statutes without one
	return l
})

// statute reads a citation title of the table.
func statute(c *cursor) []Match {
	bwb := c.title()
	if bwb == "" || otherLaw(c.s[max(0, c.from-maxReach):c.from]) {
		return nil
	}
	return []Match{c.match(Law, statutes+bwb, 0.9)}
}

// title reads a citation title and returns the statute's identifier.
func (c *cursor) title() string {
	if c.i >= len(c.s) {
		return ""
	}
	for _, l := range loadLaws().titles[c.s[c.i]] {
		d := *c
		if d.lit(l.name) && d.atEnd() && !d.goesOn() {
			*c = d
			return l.bwb
		}
	}
	return ""
}

// goesOn reports whether what follows makes the name that of another statute:
// "Wet politiegegevens BES", "Jeugdwet-beleid".
func (c *cursor) goesOn() bool {
	d := *c
	if d.lit("-") {
		return true
	}
	d.space()
	return d.word("BES", "Aruba", "Curaçao", "Sint Maarten") != ""
}

// otherLaw reports whether the words before a title make it part of another
// name: "Invoeringswet Jeugdwet", "Besluit Jeugdwet", "Duitse Grondwet",
// "Commissie Deskundigen Meststoffenwet", or mean a statute that has no address
// yet: "een nieuw Wetboek van Strafvordering".
func otherLaw(before string) bool {
	word := strings.TrimRight(before, " \u00a0")
	if word == before && before != "" && !strings.ContainsAny(before[len(before)-1:], "(\"'/") && !endsOpen(before) {
		return true
	}
	word = word[strings.LastIndexAny(word, " \u00a0(")+1:]
	for _, end := range [...]string{"wet", "Wet", "esluit", "egeling", "Regeling"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	switch word {
	case "nieuw", "nieuwe", "oud", "oude", "toekomstige", "voormalige":
		return true
	}
	return isCapitalWord(word) && len(word) >= leastName && word != "Nederlandse"
}

// leastName is the length of the shortest capital word that makes a title part
// of a name; shorter ones are articles at the beginning of a sentence.
const leastName = 6

// endsOpen reports whether s ends with an opening quotation mark.
func endsOpen(s string) bool {
	for _, q := range [...]string{"‘", "“", "«", "„", "’"} {
		if strings.HasSuffix(s, q) {
			return true
		}
	}
	return false
}

func isCapitalWord(w string) bool { return w != "" && isCapital(w[0]) }

// article reads what follows "artikel": "273f Sr", "5.4 van de Wet
// natuurbescherming", "21, vierde lid, Vreemdelingenwet 2000", "6:162 BW".
func article(c *cursor) []Match {
	no := c.articleNumber()
	if no == "" {
		return nil
	}
	c.subdivision()
	if !c.space() {
		return nil
	}
	if c.word("van", "uit") != "" {
		c.space()
		c.word("de", "het")
		c.space()
	}
	bwb, no := c.statuteOf(no)
	if bwb == "" {
		return nil
	}
	return []Match{c.match(Law, statutes+"jci1.3:c:"+bwb+"&artikel="+no, 0.93)}
}

// articleNumber reads "273f", "5.4", "8:1", "7.3.11", "1a".
func (c *cursor) articleNumber() string {
	start := c.i
	for {
		if c.digits(1, 4) == "" {
			c.i = start
			return ""
		}
		c.run(0, 3, func(b byte) bool { return b >= 'a' && b <= 'z' })
		d := *c
		if !d.lit(".") && !d.lit(":") || d.i >= len(d.s) || !isDigit(d.s[d.i]) {
			break
		}
		*c = d
	}
	if !c.atEnd() {
		c.i = start
		return ""
	}
	return c.s[start:c.i]
}

var ordinals = []string{
	"eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
	"elfde", "twaalfde",
}

// subdivision skips the parts of an article between its number and its
// statute: ", eerste lid,", " lid 2", ", onder b,", ", aanhef en onder a,".
func (c *cursor) subdivision() {
	for {
		d := *c
		d.comma()
		switch {
		case d.word(ordinals...) != "":
			d.space()
			if d.word("lid", "en") == "" {
				return
			}
		case d.word("lid", "onder", "onderdeel", "sub") != "":
			d.space()
			if d.run(1, 3, func(b byte) bool { return isDigit(b) || b >= 'a' && b <= 'z' }) == "" || !d.atEnd() {
				return
			}
			d.lit("°")
		case d.word("aanhef en") != "":
		default:
			c.lit(",")
			return
		}
		*c = d
	}
}

// statuteOf reads a statute's title or abbreviation behind an article. The
// Civil Code is one statute a book, and its articles are numbered by book.
func (c *cursor) statuteOf(no string) (bwb, article string) {
	if c.word("BW", "Burgerlijk Wetboek") != "" {
		book, rest, ok := strings.Cut(no, ":")
		if !ok || c.goesOn() {
			return "", ""
		}
		return loadLaws().abbrev["BW "+book], rest
	}
	if bwb := c.title(); bwb != "" {
		return bwb, no
	}
	for _, n := range [...]int{3, 2, 1} {
		d := *c
		name := d.words(n)
		if bwb := loadLaws().abbrev[name]; bwb != "" && d.atEnd() && !d.goesOn() {
			*c = d
			return bwb, no
		}
	}
	return "", ""
}

// words reads n words of letters and digits.
func (c *cursor) words(n int) string {
	start := c.i
	for k := range n {
		if k > 0 && !c.lit(" ") {
			return ""
		}
		if c.run(1, 12, isAlphanumeric) == "" {
			return ""
		}
	}
	return c.s[start:c.i]
}

func isAlphanumeric(b byte) bool {
	return isDigit(b) || isCapital(b) || b >= 'a' && b <= 'z'
}
