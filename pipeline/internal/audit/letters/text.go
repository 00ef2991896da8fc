// Package letters reads what finished files say, letter by letter: a PDF by its
// structure, marked content and character maps, an EPUB by its content documents,
// canonical Markdown by its tree; and says where two of them differ. It shares no
// code with the writers, and takes no claim of a file for granted: the text is what
// a reader, or a program that reads aloud, is given.
package letters

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/audit/bag"
)

// Text is what a file says, in the order of reading. White space and soft hyphens
// are left out, and so are the signs and numbers of lists, which the formats make
// each in its way.
type Text struct {
	Body []Run
	// Last is the colophon, where the file has one.
	Last  []Run
	Notes []Note
	Marks

	starts []spot   // of the pages of a PDF, in Body
	labels []string // of those
	listed []listed // the list of pages of a publication

	// Modified is when a publication says that it was last changed (EPUB 3.3, 5.5.5), and
	// PageSource the edition whose pages it lists (EPUB Accessibility 1.1, 3.4.1.2); ""
	// where it does not say.
	Modified, PageSource string
	files                *bag.Files // of a publication
}

// File is a file inside the publication that the text was read from.
func (t *Text) File(name string) ([]byte, error) { return t.files.Read(name, maxDocument) }

// Run is a piece of text with its place: a page, or a line of a file.
type Run struct {
	Text  string
	Place string
	Line  int // in the file itself, where it is text
	// Maybe says that it is what is said in a picture's place (ast.Image.Words), which stands
	// in the text where the picture could not be had.
	Maybe bool
}

// Note is a note by its number or sign.
type Note struct {
	Label string
	Runs  []Run
	Marks
}

// Generated says which pages a file has beside its document: those count with no text.
type Generated struct{ TitlePage, Colophon bool }

// callBegin and callEnd stand around the number of a note where the text calls it; they are of
// no script (Unicode's private use area).
const (
	callBegin = "\uE000"
	callEnd   = "\uE001"
)

// signs leaves out what does not count.
func signs(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00ad' {
			return -1
		}
		return r
	}, s)
}

// add appends what counts of a text.
func add(to *[]Run, text, place string, line int) {
	text = signs(text)
	if text == "" {
		return
	}
	if n := len(*to); n > 0 && (*to)[n-1].Place == place && (*to)[n-1].Line == line && !(*to)[n-1].Maybe {
		(*to)[n-1].Text += text
		return
	}
	*to = append(*to, Run{Text: text, Place: place, Line: line})
}

// label is a note's number without what is set around it.
func label(s string) string { return strings.Trim(signs(s), ".)([]") }
