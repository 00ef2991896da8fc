package text

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// Columns says that the lines From to To of a source, counted from 1, hold columns of
// running text side by side. At are the places where these are parted, counted in
// characters from 0: there and one further no line has a letter.
type Columns struct {
	From, To int
	At       []int
	// LastFirst is set where the last column is read before the others, as the margin
	// block of a letter is, which its text goes on below.
	LastFirst bool
}

// Part is what a printed line has in one column: its text without white space at
// either end, and where this begins, in bytes and in characters from 0.
type Part struct {
	Text      string
	Byte, Col int
}

const (
	columnsLines  = "lines %d to %d "
	columnsParted = "hold columns of text side by side, parted at "
	columnsMargin = ", of which the last is read first"
)

// String is the sentence that the log has about the columns.
func (c Columns) String() string {
	at := make([]string, len(c.At))
	for i, n := range c.At {
		at[i] = strconv.Itoa(n)
	}
	said := fmt.Sprintf(columnsLines, c.From, c.To) + columnsParted + strings.Join(at, " and ")
	if c.LastFirst {
		said += columnsMargin
	}
	return said
}

// Order is the columns by number from 0 as they are read.
func (c Columns) Order() []int {
	order := make([]int, len(c.At)+1)
	for k := range order {
		order[k] = k
		if c.LastFirst {
			order[k] = (k + len(c.At)) % len(order)
		}
	}
	return order
}

// ParseColumns reads the sentence of String; ok is false for any other text.
func ParseColumns(message string) (c Columns, ok bool) {
	lines, at, ok := strings.Cut(message, columnsParted)
	if _, err := fmt.Sscanf(lines, columnsLines, &c.From, &c.To); err != nil || !ok {
		return Columns{}, false
	}
	at, c.LastFirst = strings.CutSuffix(at, columnsMargin)
	for n := range strings.SplitSeq(at, " and ") {
		k, err := strconv.Atoi(n)
		if err != nil {
			return Columns{}, false
		}
		c.At = append(c.At, k)
	}
	return c, true
}

// Split cuts a line that begins at the character indent into its parts, one for each
// column; where it has nothing in a column, the text of the part is empty.
func (c Columns) Split(indent int, line string) []Part {
	parts := make([]Part, len(c.At)+1)
	col, k, from := indent, 0, 0
	for at := range line {
		for k < len(c.At) && col > c.At[k] {
			parts[k].set(line, from, at, indent)
			k, from = k+1, at
		}
		col++
	}
	parts[k].set(line, from, len(line), indent)
	return parts
}

// set takes the bytes [from, to) of a line that begins at the character indent.
func (p *Part) set(line string, from, to, indent int) {
	body := strings.TrimLeftFunc(line[from:to], unicode.IsSpace)
	p.Byte = to - len(body)
	p.Col = indent + len([]rune(line[:p.Byte]))
	p.Text = strings.TrimRightFunc(body, unicode.IsSpace)
}
