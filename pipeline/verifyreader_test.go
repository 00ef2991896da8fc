package pipeline

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"octavo/pipeline/internal/desk"
)

// page is a source with something between its paragraphs.
func page(between string) []byte {
	return fmt.Appendf(nil, "<html lang=\"nl\"><head><title>T</title></head><body><h1>Besluit</h1>\n<p>Een alinea met woorden.</p>\n%s\n<p>Slot van de tekst, die niet lang is.</p></body></html>", between)
}

// readOtherwise builds a package from one page and puts another in its place, as one
// would who knows the rules: it is the package of a reader to which the second page said
// what the first says today.
func readOtherwise(t *testing.T, read, source string) *parcel {
	t.Helper()
	job := sampleJob(t)
	job.Source = job.Name + ".html"
	job.Parts = []Part{{Name: job.Source, Data: page(read)}}
	p := builtPackage(t, job)
	was, name, log := sumOf(page(read)), p.path("-source.html"), p.path("-log.json")
	p.remake(name, page(source))
	text := strings.ReplaceAll(string(p.files[log].Data), was, sumOf(page(source)))
	p.remake(log, desk.SignJSON(regexp.MustCompile(`(?m)^ "digest": .*\n`).ReplaceAll([]byte(text), nil)))
	return p
}

// A reader of today that leaves out more than the one that made a package does not make
// it false, as long as the source has every word of it. What is not in the source, in
// the editions or in the record, is found all the same.
func TestPackagesOfEarlierReaders(t *testing.T) {
	const kept = "<p>Met kanttekening van de griffier, versie 7.</p>"
	const passedBy = "<!-- Met kanttekening van de griffier, versie 7. -->"
	for _, c := range []struct{ name, read, source, want string }{
		{"read as today", kept, kept, ""},
		{"less is read today", kept, passedBy, "warning"},
		{"a word that is not in the source", strings.Replace(kept, "griffier", "minister", 1), passedBy, "error"},
		{"a letter more", strings.Replace(kept, "griffier", "griffiers", 1), passedBy, "error"},
		{"another number", strings.Replace(kept, "7", "8", 1), passedBy, "error"},
		{"a word of the source once more", strings.Replace(kept, "Met", "Met niet", 1), passedBy, "error"},
		{"a sign that is not in the source", strings.Replace(kept, "Met", "Met ¬", 1), passedBy, "error"},
		{"a paragraph less", "", kept, "error"},
		{"a paragraph less, and less is read today", "<p>Met kanttekening</p>", passedBy + kept, "error"},
		{"twice as much", kept + kept, passedBy, "error"},
	} {
		t.Run(c.name, func(t *testing.T) {
			wrong, notes := readOtherwise(t, c.read, c.source).verify(t)
			got := ""
			switch {
			case mentions(wrong, "package-source-differs") && len(wrong) == 1:
				got = "error"
			case mentions(notes, "package-read-otherwise") && wrong == nil:
				got = "warning"
			case wrong != nil:
				got = strings.Join(wrong, "\n")
			}
			if got != c.want {
				t.Errorf("%q, want %q: %q, %q", got, c.want, wrong, notes)
			}
		})
	}
}
