package office

import "fmt"

// TellChanges says once what became of the tracked changes of a document; dropped is
// what was left out, and program the one in which a person accepts or rejects them.
func (r *Report) TellChanges(changes Changes, inserted, deleted int, dropped, program string) {
	if inserted+deleted == 0 {
		return
	}
	counts := fmt.Sprintf("%s and %s", plural(inserted, "insertion"), plural(deleted, "deletion"))
	switch changes {
	case Show:
		r.Drop(0, CodeChanges, 1, dropped, "the tracked changes are shown: "+counts)
	case Accept:
		r.Drop(0, CodeChanges, 1, dropped, "the tracked changes were accepted: "+counts)
	default:
		r.WarnDropped(0, CodeChanges, dropped, "the document has tracked changes, which were accepted: "+counts,
			"accept or reject them in "+program+"; or choose with --changes accept, or --changes show to show them as struck and inserted text")
	}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
