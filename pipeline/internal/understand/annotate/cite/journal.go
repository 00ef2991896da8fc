package cite

import (
	"fmt"
	"strings"
)

// journal reads what follows the name of the Official Journal: "L 299,
// 28.10.2006, p. 23", "L 119 van 4.5.2016, blz. 1", "2016, L 119/1" and, since
// October 2023, when each act became an issue of its own, "L, 2024/1689,
// 12.7.2024". The address is that of the issue.
func journal(c *cursor) []Match {
	c.comma()
	year := c.leadingYear()
	series := c.series()
	if series == "" {
		return nil
	}
	d := *c
	if m, ok := d.singleAct(series); ok {
		return []Match{m}
	}
	c.space()
	no := c.digits(1, 3)
	if no == "" || !c.atEnd() {
		return nil
	}
	if special := c.special(); special {
		return []Match{c.problem(OJ, "it is a special edition")}
	}
	if year == 0 {
		if year = c.dateYear(); year == 0 {
			return nil
		}
	}
	c.page()
	return []Match{c.match(OJ, c.eurLex(fmt.Sprintf("OJ:%s:%d:%03d:TOC", series, year, atoi(no))), 0.93)}
}

// leadingYear reads "2016, " and returns 0 where there is none.
func (c *cursor) leadingYear() int {
	d := *c
	y := d.digits(4, 4)
	if yearOf(y) == 0 || !d.comma() {
		return 0
	}
	*c = d
	return atoi(y)
}

// series reads "L" or "C"; "nr." may stand before it, as in older Dutch texts.
func (c *cursor) series() string {
	c.fold("nr. ", "nr ", "Nr. ", "no ", "n° ")
	for _, s := range [...]string{"L", "C"} {
		d := *c
		if d.lit(s) && (d.atEnd() || isDigit(d.s[d.i])) { // "L 119" or "L119"
			*c = d
			return s
		}
	}
	return ""
}

// singleAct reads ", 2024/1689, 12.7.2024" or ", C/2023/1234, 22.11.2023".
func (c *cursor) singleAct(series string) (Match, bool) {
	if !c.lit(",") {
		return Match{}, false
	}
	c.space()
	c.lit(series + "/")
	year := c.digits(4, 4)
	if yearOf(year) < 2023 || !c.lit("/") {
		return Match{}, false
	}
	no := c.digits(1, 5)
	if no == "" || !c.atEnd() {
		return Match{}, false
	}
	c.dateYear()
	uri := fmt.Sprintf("OJ:%s_%s%05d", series, year, atoi(no))
	return c.match(OJ, c.eurLex(uri), 0.95), true
}

// special reads the letter of a special edition: "L 327I", "C 83 E".
func (c *cursor) special() bool {
	d := *c
	d.space()
	if d.capitals(1, 1) == "" {
		return false
	}
	*c = d
	return true
}

// dateYear reads ", 28.10.2006", " van 4.5.2016" or " vom 28. Oktober 2006"
// and returns the year; 0, reading nothing, where there is no date.
func (c *cursor) dateYear() int {
	d := *c
	d.comma()
	if d.word("van", "of", "vom", "du", "von") != "" {
		d.space()
	}
	if d.digits(1, 2) == "" {
		return 0
	}
	month := d.lit(".")
	d.space()
	if month && d.digits(1, 2) != "" {
		if !d.lit(".") {
			return 0
		}
	} else {
		d.letters()
	}
	d.space()
	y := yearOf(d.digits(4, 4))
	if y != 0 {
		*c = d
	}
	return y
}

// letters skips a word of letters, such as a month's name.
func (c *cursor) letters() {
	rest := c.rest()
	n := strings.IndexAny(rest, " ,.;)\u00a0")
	if n > 0 {
		c.i += n
	}
}

// page reads ", p. 23", ", blz. 1–88", ", S. 23", ", p. 12 en 13", "/1".
func (c *cursor) page() {
	d := *c
	if d.lit("/") {
		if d.digits(1, 4) != "" && d.atEnd() {
			*c = d
		}
		return
	}
	d.comma()
	if d.fold("blz.", "pp.", "p.", "S.", "pag.") == "" {
		return
	}
	d.space()
	for d.digits(1, 4) != "" {
		*c = d
		if !d.dash() && !d.joint() {
			return
		}
	}
}
