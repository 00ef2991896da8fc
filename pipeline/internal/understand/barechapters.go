package understand

// bareChapters looks for figures alone on their lines that number chapters: the
// first section of the chapter stands below, or the chapter before is one.
type bareChapters struct {
	seen []*line        // in order; those that number chapters are marks
	last int            // the number of the last chapter
	over map[*line]bool // a title and text stand below
}

func (c *bareChapters) add(l *line, value int, heads bool) {
	if heads {
		c.over[l] = true
	}
	if c.last > 0 && value == c.last+1 {
		l.mark, l.tied, c.last = true, true, value
	}
	c.seen = append(c.seen, l)
}

// section marks the chapter that a section is the first of, if its number stands
// alone on one of the last lines of figures, and reports whether it does.
func (c *bareChapters) section(o ordinal) (found bool) {
	if o.depth() != 2 || o.value() != 1 {
		return false
	}
	for _, l := range c.seen[max(0, len(c.seen)-3):] {
		if l.text == itoa(o.parts[0]) {
			l.mark, l.tied, c.last = true, true, o.parts[0]
			c.before(o.parts[0])
			found = true
		}
	}
	return found
}

// before marks the chapters before the first that has sections, where all down to number
// 1 stand over a title and text.
func (c *bareChapters) before(value int) {
	var found []*line
	for i := len(c.seen) - 1; i >= 0 && value > 1; i-- {
		if l := c.seen[i]; c.over[l] && l.text == itoa(value-1) {
			found, value = append(found, l), value-1
		}
	}
	for _, l := range found {
		l.mark = l.mark || value == 1
		l.tied = l.tied || value == 1
	}
}
