// Package factory makes raw texts whose lines are labelled by the way they were
// made: a paper of known blocks, taken from a public source in Markdown or
// composed out of such sources' sentences, is set by some program, extracted as
// papers are, and its words are found again in the lines. The texts lie outside
// the repository in the form of the labelled papers of qa/train, whose
// CONVENTION.md says what the labels mean.
package factory

import (
	"fmt"
	"regexp"
	"strings"
)

// Document is a paper whose blocks are known.
type Document struct {
	Genre   string
	Lang    string
	Blocks  []Block // in reading order
	Notes   []Block // in the order of their calls, labelled 'N'
	Running Running
	Columns int // of the running text, 1 or 2
	Values  []Value
	Source  string // of its sentences: OWNER/NAME PATH
}

// Block is a piece of a paper with one role.
type Block struct {
	Label byte   // of its first line, by the convention
	Level int    // of a heading from 1, of an item from 0
	Mark  string // of an item, a heading or a note: "a.", "–", "Art. 3"
	Text  string // calls of notes as [^3]
	Rows  [][]string
	Shape Shape // how rows stand
	Break bool  // a new page begins after it
}

// Shape is how the rows of a block stand on the page.
type Shape int

// The shapes of rows.
const (
	Grid  Shape = iota // cells beside each other
	Lines              // the cells of a row on one line
	Stack              // each column below the one before
	Cells              // each cell on its own line
)

// Running is what comes back on the pages.
type Running struct {
	Head, Foot string
	Folio      string   // with # for the number of the page and ## for that of all
	Margin     []string // a block beside or above the text; front matter on the first page
	Site       []string // links of the site, above the text and below it
}

// Value is a value of the front, as the labels write it.
type Value struct{ Name, Text string }

var call = regexp.MustCompile(`\[\^(\d+)\]`)

// add appends a block with a text.
func (d *Document) add(label byte, text string) {
	d.Blocks = append(d.Blocks, Block{Label: label, Text: text})
}

// value notes a value of the front.
func (d *Document) value(name, text string) { d.Values = append(d.Values, Value{name, text}) }

// note appends a note and gives the text with its call at the end.
func (d *Document) note(text, note string) string {
	mark := fmt.Sprint(len(d.Notes) + 1)
	d.Notes = append(d.Notes, Block{Label: 'N', Mark: mark, Text: note})
	return text + "[^" + mark + "]"
}

// whole tells whether every line of a block has its label, as the convention says
// of front matter, contents, tables and furniture.
func whole(label byte) bool { return strings.IndexByte("MBF", label) >= 0 }

// folio writes the number of a page.
func (r Running) folio(page, all int) string {
	return strings.NewReplacer("##", fmt.Sprint(all), "#", fmt.Sprint(page)).Replace(r.Folio)
}
