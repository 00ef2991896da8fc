package ast

import "slices"

// Cell spans RowSpan rows and ColSpan columns, each at least 1.
type Cell struct {
	At
	RowSpan, ColSpan int
	// Header says what the cell heads, and Scope how far that reaches.
	Header Header
	Scope  Scope
	// ID names the cell for the Headers of others; it is unique in its table.
	ID string
	// Headers are the IDs of the cells that head this one, where that does not
	// follow from their places (HTML, 4.9.11; ISO 32000-1, table 349).
	Headers []string
	Blocks  []Block
}

// Bare reports whether the cell holds nothing and says nothing of itself.
func (c *Cell) Bare() bool {
	return len(c.Blocks) == 0 && c.RowSpan <= 1 && c.ColSpan <= 1 &&
		c.Header == HeaderByPlace && c.Scope == ScopeOwn && c.ID == "" && len(c.Headers) == 0
}

// Header is the kind of a header cell: what it heads.
type Header string

// The kinds of header cells. A cell whose kind is HeaderByPlace heads its
// column in the head rows and its row in the head columns, unless it is empty,
// and is no header elsewhere: see Table.HeaderAt.
const (
	HeaderByPlace Header = ""
	HeaderNone    Header = "none"
	HeaderColumn  Header = "column"
	HeaderRow     Header = "row"
	HeaderBoth    Header = "both"
)

// Known reports whether h is one of the kinds.
func (h Header) Known() bool {
	return slices.Contains([]Header{HeaderByPlace, HeaderNone, HeaderColumn, HeaderRow, HeaderBoth}, h)
}

// Scope says how far a header reaches.
type Scope string

// The reaches of headers: the cell's own columns or rows, or all of the row or
// column group that it opens (HTML, 4.9.10, rowgroup and colgroup).
const (
	ScopeOwn   Scope = ""
	ScopeGroup Scope = "group"
)

// Known reports whether s is one of the reaches.
func (s Scope) Known() bool { return s == ScopeOwn || s == ScopeGroup }

// HeaderAt is the kind of a header that the cell c of t is, where it stands in
// a head row (inHead) or not and begins in column col, counted from 0. It is
// never HeaderByPlace. An empty cell heads nothing.
func (t *Table) HeaderAt(c *Cell, inHead bool, col int) Header {
	if c.Header != HeaderByPlace {
		return c.Header
	}
	return t.headerByPlace(c, inHead, col)
}

func (t *Table) headerByPlace(c *Cell, inHead bool, col int) Header {
	switch {
	case len(c.Blocks) == 0:
		return HeaderNone
	case inHead:
		return HeaderColumn
	case col < t.HeadCols:
		return HeaderRow
	}
	return HeaderNone
}

// OwnHeader is the kind of header that a cell says itself: HeaderByPlace where
// it says nothing, or nothing else than what follows from its place.
func (t *Table) OwnHeader(c *Cell, inHead bool, col int) Header {
	if c.Header == t.headerByPlace(c, inHead, col) {
		return HeaderByPlace
	}
	return c.Header
}

// cellHeaders checks what the cells of t say of headers: known kinds, IDs that
// are unique in the table, and Headers that name one.
func (c *checker) cellHeaders(t *Table) {
	ids := map[string]bool{}
	t.EachCell(func(cell *Cell) {
		if cell.ID == "" {
			return
		}
		if !IsID(cell.ID) {
			c.fail(cell, CodeHeader, "the cell's identifier %q must begin with a letter and hold only letters, digits, '-', '_', '.' and ':'", cell.ID)
		}
		if ids[cell.ID] {
			c.fail(cell, CodeHeader, "two cells of the table have the identifier %q", cell.ID)
		}
		ids[cell.ID] = true
	})
	heads := t.HeaderIDs()
	t.EachCell(func(cell *Cell) {
		if !cell.Header.Known() || !cell.Scope.Known() {
			c.fail(cell, CodeHeader, "the cell has the unknown header kind %q or scope %q", cell.Header, cell.Scope)
		}
		for _, id := range cell.Headers {
			if !heads[id] {
				c.fail(cell, CodeHeader, "the cell names the header %q, which no header cell of the table has", id)
			}
		}
	})
}

// NamedHeaders are the identifiers by which cells of the table name their headers.
func (t *Table) NamedHeaders() map[string]bool {
	ids := map[string]bool{}
	t.EachCell(func(c *Cell) {
		for _, id := range c.Headers {
			ids[id] = true
		}
	})
	return ids
}

// HeaderIDs are the identifiers of the table's header cells.
func (t *Table) HeaderIDs() map[string]bool {
	ids := map[string]bool{}
	t.headerIDs(ids, t.Head, true)
	t.headerIDs(ids, t.Body, false)
	return ids
}

func (t *Table) headerIDs(ids map[string]bool, rows []*Row, inHead bool) {
	named := func(c *Cell) bool { return c.ID != "" }
	if !slices.ContainsFunc(rows, func(r *Row) bool { return slices.ContainsFunc(r.Cells, named) }) {
		return
	}
	columns := Columns(len(t.Cols), rows)
	for i, r := range rows {
		for j, c := range r.Cells {
			if named(c) && t.HeaderAt(c, inHead, columns[i][j]) != HeaderNone {
				ids[c.ID] = true
			}
		}
	}
}

// EachCell calls f for every cell, row by row.
func (t *Table) EachCell(f func(*Cell)) {
	for _, rows := range [][]*Row{t.Head, t.Body} {
		for _, r := range rows {
			for _, c := range r.Cells {
				f(c)
			}
		}
	}
}
