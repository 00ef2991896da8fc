package ast

import "strings"

// Line is one raw line of a plain-text source, before its role is known. Only
// readers make it and only normalise sees it; Check refuses it.
type Line struct {
	At
	// Text is the line without its end and without leading white space.
	Text string
	// Indent is the leading white space as it stood in the source.
	Indent string
	// Blank counts the empty lines just before this one.
	Blank int
	// PageStart is set when a form feed stood before the line's text.
	PageStart bool
}

// Section is a heading and what it heads, sub-sections included. Level 1 is a
// chapter. Number is as printed, with its stop ("1.", "4.1.1.", "Artikel 3"),
// and is followed by Sep and the title.
type Section struct {
	At
	Level  int
	Number string
	// Sep is what stood between number and title in the source: " " nearly
	// always, "" for "4.1.1.Principles".
	Sep   string
	Title []Inline
	// ID is an anchor given by the author or by matter; empty otherwise.
	ID string
	// Region is where the section stands in a book; only a chapter has one.
	Region Region
	Blocks []Block
}

// Region is a division of a book by EPUB's structural semantics vocabulary. The
// text proper, bodymatter, has none.
type Region string

// The regions beside the text proper. What stands in them, such as a foreword or
// an annex, is not counted among the chapters.
const (
	FrontMatter Region = "frontmatter"
	BackMatter  Region = "backmatter"
)

// Heading is the heading as one string, for bookmarks, labels and messages: the
// number is parted from the title by a space where the source has nothing.
func (s *Section) Heading() string { return headingText(s.Number, s.Sep, s.Title) }

func headingText(number, sep string, title []Inline) string {
	text := TitleText(title)
	if number == "" {
		return text
	}
	if sep == "" {
		sep = " "
	}
	return strings.TrimSpace(number + sep + text)
}

// Paragraph is running text; it is never empty. Class is a style hook for
// generated pages ("title", "publisher"); it is empty in sources.
type Paragraph struct {
	At
	Class   string
	Inlines []Inline
}

// List holds at least one item. An ordered list counts from Start with the
// numerals of Style; a bullet list has Style NoNumerals.
type List struct {
	At
	Style ListStyle
	Start int
	// Delim is what follows the numeral: "." or ")"; "" for bullets.
	Delim string
	Items []*ListItem
}

// Ordered reports whether the items are counted.
func (l *List) Ordered() bool { return l.Style != NoNumerals }

// ListStyle names numerals as CSS's list-style-type does.
type ListStyle string

// The styles of lists.
const (
	NoNumerals ListStyle = ""
	Decimal    ListStyle = "decimal"
	LowerAlpha ListStyle = "lower-alpha"
	UpperAlpha ListStyle = "upper-alpha"
	LowerRoman ListStyle = "lower-roman"
	UpperRoman ListStyle = "upper-roman"
)

// ListItem is one item. Marker is as printed in the source ("•", "a)", "1.");
// it is empty where the source has none (HTML, Markdown bullets).
type ListItem struct {
	At
	Marker string
	Blocks []Block
}

// DefList is a list of terms and what they mean.
type DefList struct {
	At
	Items []*DefItem
}

// DefItem is a term with one or more definitions.
type DefItem struct {
	At
	Term []Inline
	Defs [][]Block
}

// Align is a column's alignment, by CSS's words; "" is the default.
type Align string

// The alignments of table columns.
const (
	AlignDefault Align = ""
	AlignLeft    Align = "left"
	AlignRight   Align = "right"
	AlignCenter  Align = "center"
)

// Table is a grid. Every row spans exactly len(Cols) columns, cells that span
// counted. HeadCols leading columns hold row headers, FootRows last rows of the body
// totals: HTML's tfoot, PDF's TFoot.
type Table struct {
	At
	Caption  []Inline
	Cols     []Align
	HeadCols int
	Head     []*Row
	Body     []*Row
	FootRows int
	ID       string
}

// Row is a row of a table.
type Row struct {
	At
	Cells []*Cell
}

// Figure is an image with a caption, which may be empty; or, without an Image,
// other matter under one caption: several images, a quotation, code. Such a
// figure has Blocks and a caption, which stands below them.
type Figure struct {
	At
	Image   *Image
	Blocks  []Block
	Caption []Inline
	ID      string
}

// BlockQuote is quoted matter.
type BlockQuote struct {
	At
	Blocks []Block
}

// CodeBlock is preformatted text; Text keeps its line ends.
type CodeBlock struct {
	At
	ID   string
	Info string
	Text string
}

// Lines are the lines of the text.
func (n *CodeBlock) Lines() []string {
	return strings.Split(strings.TrimSuffix(n.Text, "\n"), "\n")
}

// Break is a thematic break.
type Break struct{ At }

// Matter is a generated part of the book. Role is one of the Role constants.
type Matter struct {
	At
	Role   MatterRole
	Letter bool // it belongs to a letter, which has no page for it alone
	Title  []Inline
	ID     string
	Blocks []Block
}

// MatterRole names generated parts by EPUB's structural semantics vocabulary.
type MatterRole string

// The generated parts.
const (
	TitlePage MatterRole = "titlepage"
	TOC       MatterRole = "toc"
	Colophon  MatterRole = "colophon"
	Figures   MatterRole = "loi" // the list of figures
	Tables    MatterRole = "lot" // the list of tables
)

// Contents is a generated table of contents, one entry a heading, nested by
// level, or a list of tables or of figures. It stands inside a Matter with role
// TOC, Tables or Figures.
type Contents struct {
	At
	Entries []*Entry
}

// Entry leads to Target, and its visible text is the target's number and title; or
// to the table or figure with the identifier Object, and its text is the caption.
type Entry struct {
	At
	Target  *Section
	Object  string
	Number  string
	Title   []Inline
	Entries []*Entry
}

// Dest names what the entry leads to, as a destination; "" where that has no name.
func (e *Entry) Dest() string {
	if e.Target != nil {
		return e.Target.ID
	}
	return e.Object
}

// Heading is the entry's text as one string, its number before it.
func (e *Entry) Heading() string { return headingText(e.Number, " ", e.Title) }

func (*Line) block()       {}
func (*Section) block()    {}
func (*Paragraph) block()  {}
func (*List) block()       {}
func (*ListItem) block()   {}
func (*DefList) block()    {}
func (*Table) block()      {}
func (*Figure) block()     {}
func (*BlockQuote) block() {}
func (*CodeBlock) block()  {}
func (*Break) block()      {}
func (*Matter) block()     {}
func (*Contents) block()   {}

// SetCaption gives a table or figure a caption; other blocks have none.
func SetCaption(b Block, caption []Inline) {
	switch b := b.(type) {
	case *Table:
		b.Caption = caption
	case *Figure:
		b.Caption = caption
	}
}
