package cite

// firstItemSession is the first session whose proceedings are published by
// item of the agenda; older ones are published by page, and a cited page need
// not be the one in the identifier.
const firstItemSession = 2010

// handelingen reads what follows "Handelingen": "II 2023/24, nr. 13, item 19",
// and the questions bound with them: "II 2022/23, Aanhangsel, nr. 3276".
func handelingen(c *cursor) []Match {
	house := c.chamber()
	s := c.session()
	if s.first == 0 {
		return nil
	}
	d := *c
	d.comma()
	if d.word("aanhangsel") != "" {
		d.fold(" van de Handelingen")
		return d.questions(house, s)
	}
	return c.sitting(house, s)
}

// sitting reads ", nr. 13, item 19".
func (c *cursor) sitting(house string, s session) []Match {
	c.comma()
	c.numero()
	no := c.digits(1, 3)
	if no == "" {
		return []Match{c.problem(Handelingen, "it names no sitting")}
	}
	d := *c
	d.comma()
	if d.word("item") == "" {
		return []Match{c.problem(Handelingen, "it names no item of the agenda")}
	}
	d.space()
	item := d.digits(1, 3)
	if item == "" {
		return []Match{c.problem(Handelingen, "it names no item of the agenda")}
	}
	*c = d
	switch {
	case !s.ok:
		return []Match{c.problem(Handelingen, "its two years do not follow each other")}
	case house == "":
		return []Match{c.problem(Handelingen, "it does not say of which chamber")}
	case s.first < firstItemSession:
		return []Match{c.problem(Handelingen, "proceedings of before 2010 are published by page")}
	}
	return []Match{c.match(Handelingen, officialPublications+"h-"+house+"-"+s.id()+"-"+no+"-"+item+".html", 0.95)}
}

// aanhangsel reads what follows "Aanhangsel": "van de Handelingen II,
// vergaderjaar 2022–2023, nr. 3276". Without "Handelingen" it is a running
// foot or an annex of another kind.
func aanhangsel(c *cursor) []Match {
	c.fold(" van de", " bij de", " der")
	c.space()
	if c.word("handelingen") == "" {
		return nil
	}
	house := c.chamber()
	s := c.session()
	if s.first == 0 {
		return nil
	}
	return c.questions(house, s)
}

// questions reads the number of a written question with its answer. Where no
// chamber is named it is the House of Representatives: the Senate's few are
// always cited with theirs.
func (c *cursor) questions(house string, s session) []Match {
	if house == "" {
		house = "tk"
	}
	c.comma()
	_, plural := c.numero()
	out := c.question(nil, house, s)
	for len(out) > 0 && plural {
		d := *c
		if !d.joint() {
			break
		}
		d.from = d.i
		more := d.question(out, house, s)
		if len(more) == len(out) {
			break
		}
		out, *c = more, d
	}
	return out
}

func (c *cursor) question(out []Match, house string, s session) []Match {
	no := c.digits(1, 4)
	switch {
	case no == "" || !c.atEnd():
		return out
	case !s.ok:
		return append(out, c.problem(Aanhangsel, "its two years do not follow each other"))
	case s.first <= lastOldSession:
		return append(out, c.problem(Aanhangsel, "it is of before 1996"))
	}
	return append(out, c.match(Aanhangsel, officialPublications+"ah-"+house+"-"+s.id()+"-"+trimZeros(no)+".html", 0.95))
}

// trimZeros removes leading zeros: identifiers have none.
func trimZeros(no string) string {
	for len(no) > 1 && no[0] == '0' {
		no = no[1:]
	}
	return no
}
