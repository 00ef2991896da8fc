package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"testing"

	"octavo/styles"
)

// withEditions adds rows to the table of editions for one test.
func withEditions(t *testing.T, rows ...edition) {
	t.Helper()
	product := editions
	editions = append(slices.Clone(product), rows...)
	t.Cleanup(func() { editions = product })
}

// The table is sound: one way of making a row, its sheets there, what it takes
// above it, and no two rows that write the same file.
func TestTableOfEditionsIsSound(t *testing.T) {
	above, suffixes := map[string]bool{}, map[string]bool{}
	for _, e := range editions {
		if (e.make == nil) == (e.assemble == nil) || (e.assemble == nil) != (len(e.takes) == 0) {
			t.Errorf("%s is not made in one way", e.name)
		}
		for _, sheet := range []string{e.sheet, e.pageList} {
			if _, err := styles.Files.ReadFile(sheet); sheet != "" && err != nil {
				t.Errorf("%s: %v", e.name, err)
			}
		}
		for _, name := range e.takes {
			if !above[name] {
				t.Errorf("%s takes %s, which does not stand above it", e.name, name)
			}
		}
		if above[e.name] || suffixes[e.suffix] {
			t.Errorf("%s stands in the table twice, or its suffix %s", e.name, e.suffix)
		}
		above[e.name], suffixes[e.suffix] = true, true
	}
}

func TestEditionNamesFollowFromTheTable(t *testing.T) {
	withEditions(t, edition{name: "draft", suffix: "-draft.pdf", sheet: "print-a4.css", make: makePDF})
	if got, want := EditionNames(), []string{"pdf", "epub", "html", "large", "large-20", "print", "cover", "booklet", "archive", "draft"}; !slices.Equal(got, want) {
		t.Errorf("the editions are %q, want %q", got, want)
	}
	if slices.Contains(DefaultEditions(), "draft") || CheckEditions([]string{"draft"}) != nil || CheckEditions([]string{"draf"}) == nil {
		t.Error("the row is made unasked, or not known")
	}
	job := sampleJob(t)
	job.Editions = []string{"draft", "pdf"}
	_, result := convert(t, job)
	if got := []string{result.Files[0].Edition, result.Files[1].Edition}; !slices.Equal(got, []string{"pdf", "draft"}) {
		t.Errorf("the editions come as %q, not in the table's order", got)
	}
}

// Nothing asked for is what is made by default.
func TestNoEditionsAreTheDefaultOnes(t *testing.T) {
	job := sampleJob(t)
	job.Editions = nil
	files, _ := convert(t, job)
	if files[job.Name+".pdf"] == nil || files[job.Name+".epub"] == nil {
		t.Errorf("made %v", slices.Collect(maps.Keys(files)))
	}
}

// Editions by several sheets in one run are what they are alone, and editions
// by one sheet share its pages.
func TestSheetsInOneRunDoNotDisturbEachOther(t *testing.T) {
	withEditions(t,
		edition{name: "again", suffix: "-again.pdf", sheet: "large.css", claims: []claim{claimUA1}, make: makePDF})
	job := sampleJob(t)
	job.Editions = []string{"pdf", "epub", "html", "large", "print", "again"}
	together, result := convert(t, job)
	if !slices.Equal(result.Files[4].Claims, []string{"PDF/X-3:2003"}) || !slices.Equal(result.Files[5].Claims, []string{"PDF/UA-1"}) {
		t.Errorf("claims beyond the table: %+v", result.Files)
	}
	for _, name := range []string{"pdf", "epub", "html", "print", "large"} {
		job.Editions = []string{name}
		alone, _ := convert(t, job)
		for file, data := range alone {
			if file != job.Name+".log.json" && !bytes.Equal(data, together[file]) {
				t.Errorf("%s is another file alone than beside others", file)
			}
		}
	}
	job.Editions = []string{"pdf", "epub", "print", "large", "again"}
	bk := caseBook(t, job)
	if err := bk.makeEditions(t.Context(), &MemSink{}, &Result{}); err != nil || len(bk.settings) != 3 {
		t.Errorf("%d settings for 3 sheets, %v", len(bk.settings), err)
	}
}

// The number of pages is that of the first edition that shows or lists pages.
func TestPageCountIsTheFirstEditions(t *testing.T) {
	pages := map[string]int{}
	for _, names := range [][]string{{"pdf"}, {"epub"}, {"large"}, {"epub", "large"}} {
		job := sampleJob(t)
		job.Editions = names
		_, result := convert(t, job)
		pages[fmt.Sprint(names)] = result.Pages
	}
	if pages["[pdf]"] == 0 || pages["[epub]"] != pages["[pdf]"] || pages["[epub large]"] != pages["[pdf]"] || pages["[large]"] <= pages["[pdf]"] {
		t.Errorf("pages: %v", pages)
	}
}

// bundle is an edition that joins the files that it takes, with their names.
func bundle(takes ...string) edition {
	return edition{name: "bundle", suffix: ".bundle", takes: takes,
		assemble: func(_ context.Context, _ *book, files []finished, w io.Writer) (made, error) {
			return made{what: "a bundle"}, writeBundle(w, files)
		}}
}

func writeBundle(w io.Writer, files []finished) error {
	for _, f := range files {
		if _, err := fmt.Fprintf(w, "%s %d\n%s", f.name, len(f.data), f.data); err != nil {
			return err
		}
	}
	return nil
}

// An edition of finished files gets them whole, in the order that it asks for,
// whether or not the job asks for them too.
func TestEditionOfFinishedFiles(t *testing.T) {
	withEditions(t, bundle("epub", "pdf"))
	job := sampleJob(t)
	job.Editions = []string{"pdf", "epub", "bundle"}
	all, result := convert(t, job)
	var want bytes.Buffer
	for _, ext := range []string{".epub", ".pdf", ".md"} {
		writeBundle(&want, []finished{{name: job.Name + ext, data: all[job.Name+ext]}})
	}
	if !bytes.Equal(all[job.Name+".bundle"], want.Bytes()) {
		t.Error("the bundle does not hold the files of its run")
	}
	job.Editions = []string{"bundle"}
	alone, _ := convert(t, job)
	if !bytes.Equal(alone[job.Name+".bundle"], want.Bytes()) || alone[job.Name+".pdf"] != nil || len(alone) != 3 {
		t.Errorf("asked for alone, it comes with %v", slices.Collect(maps.Keys(alone)))
	}
	if last := result.Files[len(result.Files)-2]; last.Edition != "bundle" || last.What != "a bundle" {
		t.Errorf("the result has %+v", result.Files)
	}
}

// A last step may take what another last step made.
func TestLastStepsComeInTheTablesOrder(t *testing.T) {
	outer := bundle("bundle")
	outer.name, outer.suffix = "outer", ".outer"
	withEditions(t, bundle("pdf"), outer)
	job := sampleJob(t)
	job.Editions = []string{"outer", "bundle"}
	files, _ := convert(t, job)
	if !bytes.Contains(files[job.Name+".outer"], files[job.Name+".bundle"]) {
		t.Error("the outer bundle lacks the inner one")
	}
}

// A last step that fails says which it is, and nothing of the run appears.
func TestFailedLastStepLeavesNothing(t *testing.T) {
	fault := errors.New("no room in the bag")
	failing := bundle("pdf")
	failing.assemble = func(context.Context, *book, []finished, io.Writer) (made, error) { return made{}, fault }
	withEditions(t, failing)
	job := sampleJob(t)
	job.Editions = EditionNames()
	var sink MemSink
	_, err := Convert(t.Context(), job, &sink)
	var edition *EditionError
	if !errors.As(err, &edition) || edition.Edition != "bundle" || !errors.Is(err, fault) {
		t.Errorf("the error is %v", err)
	}
	if sink.Files() != nil {
		t.Error("files of a failed run appeared")
	}
}
