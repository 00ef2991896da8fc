package cite

import "strings"

// member is one of several articles: its words s[from:end] and its number.
type member struct {
	from, end int
	no        string
}

// articles reads what follows "artikelen": "2:1 en 2:4 van de Algemene wet
// bestuursrecht", "3, eerste lid, en 10 tot en met 12 Wob". Each number is a
// reference of its own; the statute's name goes with the last.
func articles(c *cursor) []Match {
	members := c.members()
	if len(members) == 0 {
		return nil
	}
	if c.word("van", "uit") != "" {
		c.space()
		c.word("de", "het")
		c.space()
	}
	start := *c
	var out []Match
	for _, m := range members {
		*c = start
		list, no := c.statutesOf(m.no)
		if len(list) != 1 {
			return nil // one name for several statutes is reported of single articles
		}
		at := *c
		at.from, at.i = m.from, m.end
		out = append(out, at.statuteMatch(list[0], no, 0.93))
	}
	out[len(out)-1].End = c.i
	return out
}

// members reads the numbers with their parts up to the name of the statute.
func (c *cursor) members() []member {
	var out []member
	from := c.from
	for {
		no := c.articleNumber()
		if no == "" {
			return nil
		}
		c.subdivision()
		out = append(out, member{from, c.from + len(strings.TrimRight(c.s[c.from:c.i], ", ")), no})
		if !c.space() {
			return nil
		}
		if c.word("tot en met", "t/m", "alsmede", "en", "of") != "" {
			c.space()
		}
		if c.i >= len(c.s) || !isDigit(c.s[c.i]) {
			return out
		}
		from = c.i
	}
}
