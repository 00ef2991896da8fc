package pipeline

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/structure"
)

// In the tags of every edition each entry of a list is a link to the table or figure
// in a TOCI, and its folio is that of the page on which the object stands.
func TestListsLeadToTheirObjects(t *testing.T) {
	for _, sheet := range []string{"screen.css", "print-b5.css", "large-20.css"} {
		job := printJob(t, "lists: [tables]\n", Press{Condition: "FOGRA51"})
		job.Parts[0].Data = append(job.Parts[0].Data, strings.Repeat("\nTekst.\n", 90)+"\n| a | b |\n|---|---|\n| 1 | 2 |\n\n: Uitgaven\n"...)
		set, err := caseBook(t, job).set(t.Context(), sheet)
		if err != nil {
			t.Fatal(err)
		}
		links := 0
		for i := range set.pages.Pages {
			for _, f := range set.pages.Pages[i].Fragments {
				if f.Content == nil || f.Run == nil {
					continue
				}
				e := f.Content.Parent
				entry, ok := e.Parent.Parent.Node.(*ast.Entry)
				if !ok || entry.Object == "" {
					continue
				}
				dest := set.pages.Dests[entry.Object]
				folio := strings.Trim(f.Run.Text, " ")
				if e.Role != structure.Link || e.Target != entry.Object || e.Parent.Parent.Role != structure.TOCI || dest.Page == i {
					t.Errorf("%s: %q is a %s to %q", sheet, f.Run.Text, e.Role, e.Target)
				}
				if folio == set.pages.Pages[dest.Page].Label {
					links++
				}
			}
		}
		if links != 1 {
			t.Errorf("%s: %d folios of the object's page", sheet, links)
		}
	}
}
