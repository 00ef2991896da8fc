package docx

import (
	"fmt"
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
	if c.inserted+c.deleted == 0 {
		return
	}
	counts := fmt.Sprintf("%s and %s", plural(c.inserted, "insertion"), plural(c.deleted, "deletion"))
	dropped := strings.Join(c.texts, "\n")
	switch r.opts.Changes {
	case office.Show:
		r.Info(0, office.CodeChanges, 1, "the tracked changes are shown: "+counts)
	case office.Accept:
		r.Drop(0, office.CodeChanges, 1, dropped, "the tracked changes were accepted: "+counts)
	default:
		r.WarnDropped(0, office.CodeChanges, dropped, "the document has tracked changes, which were accepted: "+counts,
			"accept or reject them in Word; or choose with --changes accept, or --changes show to show them as struck and inserted text")
	}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
