package docx

import (
	"strings"

	"octavo/pipeline/internal/read/office"
)

// changes counts the tracked changes of a document (ISO/IEC 29500-1, 17.13.5).
type changes struct {
	inserted, deleted int
	texts             []string // what was left out
}

// insert counts an insertion, and reports whether it is shown as one.
func (c *changes) insert(r *reader) bool {
	c.inserted++
	return r.opts.Changes == office.Show
}

// drop counts a deletion that is carried out.
func (c *changes) drop(n *office.Node) {
	c.deleted++
	if s := office.Plain(n, textElements); s != "" {
		c.texts = append(c.texts, s)
	}
}

// endDeleted reports whether the end of a paragraph was deleted, so that it goes on
// with the next one; mark are the properties of its end.
func (r *reader) endDeleted(mark *office.Node) bool {
	if mark.Kid("w:del") == nil && mark.Kid("w:moveFrom") == nil {
		return false
	}
	r.changes.deleted++
	return r.opts.Changes != office.Show
}

// report says once what became of the changes.
func (c *changes) report(r *reader) {
	r.TellChanges(r.opts.Changes, c.inserted, c.deleted, strings.Join(c.texts, "\n"), "Word")
}
