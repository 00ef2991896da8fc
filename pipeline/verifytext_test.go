package pipeline

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/audit/letters"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/matter"
)

// filesOf makes the files of a job in memory.
func filesOf(t *testing.T, job Job) (map[string][]byte, []diag.Diagnostic) {
	t.Helper()
	sink := &MemSink{}
	result, err := Convert(t.Context(), job, sink)
	if err != nil {
		t.Fatal(err)
	}
	var log []diag.Diagnostic
	for _, f := range result.Findings {
		log = append(log, diag.Diagnostic{Code: diag.Code(f.Code), Pos: diag.Pos(f.Pos), Dropped: f.Dropped, Replaced: f.Replaced, Excerpt: f.Excerpt})
	}
	return sink.Files(), log
}

// treeOf is a job's document as a package has it.
func treeOf(t *testing.T, job Job) *ast.Document {
	t.Helper()
	tree, _, err := Normalise(t.Context(), job, FormJSON)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := canonical(t.Context(), "x.json", tree)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// compared gives the texts of a review copy and of the finished files, and the document
// of the copy.
func compared(t *testing.T, job Job, files map[string][]byte, review []byte) (doc *ast.Document, want, pdf, epub *letters.Text) {
	t.Helper()
	doc, err := canonical(t.Context(), job.Name+".md", review)
	if err != nil {
		t.Fatal(err)
	}
	want, made := letters.Document(matter.Add(doc), job.Name+".md")
	if pdf, err = letters.PDF(files[job.Name+".pdf"], made); err != nil {
		t.Fatal(err)
	}
	if epub, err = letters.EPUB(files[job.Name+".epub"], made); err != nil {
		t.Fatal(err)
	}
	return doc, want, pdf, epub
}

// The finished files of the sample and of every case say the same, letter by letter,
// as their readers find it, and their sources add up with that and the log.
func TestEditionsHoldTheSameLetters(t *testing.T) {
	jobs := map[string]Job{"sample": sampleJob(t)}
	for _, c := range caseJobs(t) {
		jobs[c.job.Name] = c.job
	}
	for name, job := range jobs {
		t.Run(name, func(t *testing.T) {
			job.Editions = []string{"pdf", "epub"}
			files, log := filesOf(t, job)
			_, want, pdf, epub := compared(t, job, files, files[job.Name+".md"])
			if len(want.Body) == 0 && name != "headings-of-marks" {
				t.Error("no text is compared")
			}
			for _, d := range append(letters.Compare(want, pdf), letters.Compare(want, epub)...) {
				t.Errorf("%+v", d)
			}
			if err := accountFor(job.Parts, treeOf(t, job), log); err != nil {
				t.Error(err)
			}
		})
	}
}

// One letter is enough.
func TestAChangedLetterIsFoundInEachEdition(t *testing.T) {
	job := sampleJob(t)
	job.Editions = []string{"pdf", "epub"}
	files, log := filesOf(t, job)
	text := files[job.Name+".md"]
	for _, c := range []struct{ name, old, new string }{
		{"a letter in the text", "veilige en rechtvaardige", "veilige en rechtvaardigen"},
		{"a heading", "## Recht doen aan slachtoffers", "## Recht doen aan slachtofers"},
		{"a letter in a note", "Kamerstukken II, 29 628, nr. 1190", "Kamerstukken II, 29 628, nr. 1191"},
		{"a call", "[^10]", ""},
		{"an item", "- Betere informatievoorziening.\n", ""},
	} {
		changed := bytes.Replace(text, []byte(c.old), []byte(c.new), 1)
		if bytes.Equal(changed, text) {
			t.Errorf("%s: nothing to change", c.name)
			continue
		}
		doc, want, pdf, epub := compared(t, job, files, changed)
		for kind, got := range map[string]*letters.Text{"page ": pdf, "chapter-": epub} {
			diff := letters.Compare(want, got)
			if !slices.ContainsFunc(diff, func(d letters.Difference) bool {
				return strings.Contains(d.Other.Place, kind) && d.At.Line > 0 || d.Got == ""
			}) || len(diff) > 2 {
				t.Errorf("%s, %s: %+v", c.name, kind, diff)
			}
		}
		if accountFor(job.Parts, doc, log) == nil {
			t.Errorf("%s: the source adds up", c.name)
		}
	}
}
