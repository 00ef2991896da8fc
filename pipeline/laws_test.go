package pipeline

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"octavo/pipeline/internal/ast"
	"octavo/source"
)

// runTime is the time of the tests' runs.
var runTime = time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)

// sampleJob is the embedded sample, all editions.
func sampleJob(t testing.TB) Job {
	t.Helper()
	text, err := source.Files.ReadFile(source.Sample + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	yaml, err := source.Files.ReadFile(source.Sample + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	meta, err := ParseMeta(source.Sample+".yaml", yaml)
	if err != nil {
		t.Fatal(err)
	}
	return Job{Time: runTime, Name: source.Sample, Source: source.Sample + ".txt", Meta: meta, Editions: EditionNames(), Press: Press{Condition: "FOGRA51", Paper: "0.1 mm"},
		Parts: []Part{{Name: source.Sample + ".txt", Data: text}}}
}

func convert(t testing.TB, job Job) (map[string][]byte, Result) {
	t.Helper()
	var sink MemSink
	result, err := Convert(t.Context(), job, &sink)
	if err != nil {
		t.Fatal(err)
	}
	return sink.Files(), result
}

// Law 3: the canonical Markdown, read back, gives the same tree, and printing
// that gives the same Markdown.
func TestReviewCopyReadsBack(t *testing.T) {
	for _, c := range caseJobs(t) {
		t.Run(c.job.Name, func(t *testing.T) {
			readsBack(t, understood(t, c.job))
		})
	}
}

func understood(t *testing.T, job Job) *ast.Document {
	t.Helper()
	doc, err := understandAll(t.Context(), job, nil)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// Law 6: a note starts on the page of its call.
func TestNotesStartOnThePageOfTheirCall(t *testing.T) {
	for _, c := range caseJobs(t) {
		bk := caseBook(t, c.job)
		set, err := bk.set(t.Context(), "screen.css")
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range bk.doc.Notes {
			call, called := set.pages.Dests["fnref-"+n.ID]
			note, placed := set.pages.Dests["fn-"+n.ID]
			if called && (!placed || note.Page != call.Page) {
				t.Errorf("%s: note %s is called on page %d and stands on page %d", c.job.Name, n.ID, call.Page+1, note.Page+1)
			}
		}
	}
}

// Law 7: same input, same bytes, at any concurrency.
func TestSameInputSameBytes(t *testing.T) {
	job := sampleJob(t)
	first, _ := convert(t, job)
	for _, procs := range []int{1, 8} {
		old := runtime.GOMAXPROCS(procs)
		again, _ := convert(t, job)
		runtime.GOMAXPROCS(old)
		for name, data := range first {
			if !bytes.Equal(data, again[name]) {
				t.Errorf("%s differs with GOMAXPROCS %d", name, procs)
			}
		}
	}
}

// errFull is what a full disk says.
var errFull = errors.New("no space left on device")

// fullDisk takes room bytes and then fails; editions share it as they are
// written side by side.
type fullDisk struct {
	w    io.Writer
	room *atomic.Int64
}

func (d fullDisk) Write(p []byte) (int, error) {
	if d.room.Add(-int64(len(p))) < 0 {
		return 0, errFull
	}
	return d.w.Write(p)
}

// Law 9: a full disk is said and leaves nothing behind, wherever it strikes.
func TestFullDiskLeavesNothing(t *testing.T) {
	job := sampleJob(t)
	for _, room := range []int{0, 1000, 100_000, 300_000} {
		dir := filepath.Join(t.TempDir(), "new", "out")
		sink := NewDirSink(dir)
		var left atomic.Int64
		left.Store(int64(room))
		sink.wrap = func(w io.Writer) io.Writer { return fullDisk{w, &left} }
		if _, err := Convert(t.Context(), job, sink); !errors.Is(err, errFull) {
			t.Errorf("room for %d bytes: error is %v", room, err)
		}
		if _, err := os.Stat(filepath.Dir(dir)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("room for %d bytes: something was left behind", room)
		}
	}
}

func TestFilesAppearTogether(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	result, err := Convert(t.Context(), sampleJob(t), NewDirSink(dir))
	if err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != len(result.Files) {
		t.Errorf("%d files for %d in the result, %v", len(files), len(result.Files), err)
	}
}

// Law 9: a run that is broken off leaves nothing, and begins no file after it.
func TestBrokenOffRunLeavesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	sink := NewDirSink(dir)
	if _, err := sink.Create("a.pdf"); err != nil {
		t.Fatal(err)
	}
	sink.Abort()
	if _, err := sink.Create("b.pdf"); err == nil {
		t.Error("a file was begun after the end")
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Error("something was left behind")
	}
}
