package cite

import "strings"

// ecli reads what follows "ECLI:": country, court, year and number (Council
// conclusions 2011/C 127/01, annex).
func ecli(c *cursor) []Match {
	country := c.run(2, 2, isCapital)
	ok := country != "" && c.lit(":") &&
		c.run(1, 7, isCode) != "" && c.lit(":") &&
		c.digits(4, 4) != "" && c.lit(":")
	if !ok || c.run(1, 25, isCodeOrStop) == "" {
		return nil
	}
	for c.s[c.i-1] == '.' {
		c.i--
	}
	if !c.atEnd() {
		return nil
	}
	id := c.s[c.from:c.i]
	switch country {
	case "NL":
		return []Match{c.match(CaseLaw, "https://deeplink.rechtspraak.nl/uitspraak?id="+id, 0.98)}
	case "EU":
		return []Match{c.match(CaseLaw, c.eurLex("ecli:"+id), 0.98)}
	}
	return []Match{c.problem(CaseLaw, "no address is known for decisions of this country's courts")}
}

// run reads from least to most bytes that satisfy is.
func (c *cursor) run(least, most int, is func(byte) bool) string {
	n := 0
	for c.i+n < len(c.s) && n < most && is(c.s[c.i+n]) {
		n++
	}
	if n < least {
		return ""
	}
	c.i += n
	return c.s[c.i-n : c.i]
}

func isCode(b byte) bool       { return isCapital(b) || isDigit(b) }
func isCodeOrStop(b byte) bool { return isCode(b) || b == '.' }

// eli reads the rest of a European Legislation Identifier written as a web
// address; the address is the identifier (Council conclusions 2012/C 325/02).
func eli(c *cursor) []Match {
	rest := c.rest()
	n := strings.IndexFunc(rest, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '/' || r == '_' || r == '-' || r == '.')
	})
	if n < 0 {
		n = len(rest)
	}
	id := strings.TrimRight(rest[:n], "./-")
	if strings.Count(id, "/") < 2 {
		return nil
	}
	c.i += len(id)
	return []Match{c.match(ELI, c.s[c.from:c.i], 0.98)}
}
