package cite

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed laws.tsv
var lawTable string

const wetten = "https://wetten.overheid.nl/"

// statute is a law of the Netherlands or an act of the Union by one of its
// names. Its id is a BWB identifier or a CELEX number.
type statute struct{ name, id string }

// statutes holds the table by the first byte of the citation titles, longer
// titles first, and by abbreviation. An abbreviation may belong to several.
type statutes struct {
	titles [256][]statute
	abbrev map[string][]statute
}

var loadStatutes = sync.OnceValue(func() *statutes {
	t := &statutes{abbrev: map[string][]statute{}}
	for line := range strings.Lines(lawTable) {
		field := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(field) != 3 {
			continue
		}
		t.add(statute{field[1], field[0]}, field[2])
	}
	for _, list := range t.titles {
		slices.SortStableFunc(list, func(a, b statute) int { return len(b.name) - len(a.name) })
	}
	return t
})

func (t *statutes) add(s statute, abbreviations string) {
	first := s.name[0]
	t.titles[first] = append(t.titles[first], s)
	if curly := strings.ReplaceAll(s.name, "'", "’"); curly != s.name {
		t.titles[first] = append(t.titles[first], statute{curly, s.id})
	}
	for short := range strings.SplitSeq(abbreviations, ",") {
		if short != "" {
			t.abbrev[short] = append(t.abbrev[short], s)
		}
	}
}

// known reads a citation title of the table.
func known(c *cursor) []Match {
	s, ok := c.title()
	if !ok || otherLaw(c.s[max(0, c.from-maxReach):c.from]) {
		return nil
	}
	return []Match{c.statuteMatch(s, "", 0.9)}
}

// statuteMatch refers to a statute, or to an article of it; EUR-Lex has no
// address for an article.
func (c *cursor) statuteMatch(s statute, article string, confidence float64) Match {
	switch {
	case !strings.HasPrefix(s.id, "BWB"):
		return c.match(CELEX, c.eurLex("CELEX:"+s.id), confidence)
	case article == "":
		return c.match(Law, wetten+s.id, confidence)
	}
	return c.match(Law, wetten+"jci1.3:c:"+s.id+"&artikel="+article, confidence)
}

// title reads a citation title.
func (c *cursor) title() (statute, bool) {
	if c.i >= len(c.s) {
		return statute{}, false
	}
	for _, s := range loadStatutes().titles[c.s[c.i]] {
		d := *c
		if d.lit(s.name) && d.atEnd() && !d.goesOn() {
			*c = d
			return s, true
		}
	}
	return statute{}, false
}

// goesOn reports whether what follows makes the name that of another statute:
// "Wet politiegegevens BES", "Jeugdwet-beleid", "Wet inburgering 2021".
func (c *cursor) goesOn() bool {
	d := *c
	if d.lit("-") {
		return true
	}
	if !d.space() {
		return false
	}
	if year := d.digits(4, 4); year != "" {
		return d.atEnd() && (year[:2] == "19" || year[:2] == "20")
	}
	return d.word("BES", "Aruba", "Curaçao", "Sint Maarten") != ""
}

// otherLaw reports whether the words before a title make it part of another
// name: "Invoeringswet Jeugdwet", "Besluit Jeugdwet", "Duitse Grondwet",
// "Commissie Deskundigen Meststoffenwet", or mean a statute that has no address
// yet: "een nieuw Wetboek van Strafvordering".
func otherLaw(before string) bool {
	word := strings.TrimRight(before, " \u00a0")
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
	list, no := c.statutesOf(no)
	switch len(list) {
	case 0:
		return nil
	case 1:
		return []Match{c.statuteMatch(list[0], no, 0.93)}
	}
	return []Match{c.problem(Law, "its abbreviation is used for the "+list[0].name+" and for the "+list[1].name)}
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

// statutesOf reads a statute's title or abbreviation behind an article and
// returns all statutes that it may mean. What the text itself calls a statute
// comes first. The Civil Code is one statute a book, and its articles are
// numbered by book.
func (c *cursor) statutesOf(no string) (list []statute, article string) {
	if c.word("BW", "Burgerlijk Wetboek") != "" {
		book, rest, ok := strings.Cut(no, ":")
		if !ok || c.goesOn() {
			return nil, ""
		}
		return loadStatutes().abbrev["BW "+book], rest
	}
	if s, ok := c.title(); ok {
		return []statute{s}, no
	}
	for _, n := range [...]int{3, 2, 1} {
		d := *c
		list := d.abbreviated(d.words(n))
		if len(list) > 0 && d.atEnd() && !d.goesOn() {
			*c = d
			return list, no
		}
	}
	return nil, ""
}

// abbreviated returns the statutes that a short name may mean: the one that
// the text gave it to, or else those of the table.
func (c *cursor) abbreviated(short string) []statute {
	if s, ok := c.short[short]; ok {
		return []statute{s}
	}
	return loadStatutes().abbrev[short]
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
