package cite

import (
	"fmt"
	"strconv"
	"strings"
)

// gazette reads what follows "Stb.", "Stcrt." or "Trb.": "2018, 144", "2018,
// nr. 144", "2018/144". since is the first year whose numbers each are one
// publication with the identifier SCHEME-YEAR-NUMBER.
func gazette(scheme Scheme, since int) func(c *cursor) []Match {
	return func(c *cursor) []Match {
		c.space()
		year, err := strconv.Atoi(c.digits(4, 4))
		if err != nil || year < 1813 || year > 2100 {
			return nil
		}
		if !c.lit("/") && !c.comma() {
			return nil
		}
		c.numero()
		no := c.digits(1, 6)
		if no == "" || !c.atEnd() {
			return nil
		}
		if year < since {
			return []Match{c.problem(scheme, fmt.Sprintf("numbers of before %d do not give an address", since))}
		}
		url := fmt.Sprintf("%s%s-%d-%s.html", officialPublications, scheme, year, trimZeros(no))
		return []Match{c.match(scheme, url, 0.97)}
	}
}

// identifier reads the rest of an identifier of officielebekendmakingen.nl
// that stands in the text itself, such as "kst-36327-3".
func identifier(c *cursor) []Match {
	parts := 0
	for {
		start := c.i
		if c.digits(1, 8) == "" && c.capitals(1, 5) == "" && c.reprintTail() == "" {
			c.i = start
			break
		}
		parts++
		if !strings.HasPrefix(c.s[c.i:], "-") {
			break
		}
		c.i++
	}
	id := c.s[c.from:c.i]
	if !complete(id, parts) || !c.atEnd() || c.inFileName() {
		return nil
	}
	return []Match{c.match(Publication, officialPublications+id+".html", 0.98)}
}

func (c *cursor) reprintTail() string {
	kind := c.fold("h", "n", "b")
	if kind == "" {
		return ""
	}
	return c.digits(1, 2)
}

// complete reports whether an identifier has the parts that its kind needs.
func complete(id string, parts int) bool {
	need := 2
	switch {
	case strings.HasPrefix(id, "blg-"):
		need = 1
	case strings.HasPrefix(id, "h-"):
		need = 3
	}
	return parts >= need && !strings.HasSuffix(id, "-")
}

// inFileName reports whether ".gif" or the like follows.
func (c *cursor) inFileName() bool {
	d := *c
	return d.lit(".") && !d.atEnd()
}
