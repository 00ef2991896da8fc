package backlog

import (
	"strings"
	"testing"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/memblob"

	"octavo/engine/bucket"
	"octavo/pipeline/batch"
)

func worker(t *testing.T, o Options, objects map[string]string) *convertFn {
	t.Helper()
	f := &convertFn{Options: o, buckets: buckets{memblob.OpenBucket(nil), memblob.OpenBucket(nil)}}
	for key, data := range objects {
		if err := f.in.WriteAll(t.Context(), key, []byte(data), nil); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = f.close() })
	return f
}

var options = Options{Editions: []string{"html"}, TimeLimit: time.Minute, Parts: 1, Modified: time.Unix(1700000000, 0)}

const text = "# A title\n\nSome text.\n"

// Whatever is wrong with a document, and with the program that makes it, is an outcome.
func TestNothingEndsTheRun(t *testing.T) {
	late := options
	late.TimeLimit = time.Nanosecond
	timeless := options
	timeless.Modified = time.Time{}
	for says, c := range map[string]struct {
		options Options
		in      map[string]string
		broken  bool
	}{
		"r.md":                    {options, nil, false},
		"no zip archive":          {options, map[string]string{"r.md": "x", "r.docx": "x"}, false},
		"it took longer than 1ns": {late, map[string]string{"r.md": text}, false},
		"it has no time":          {timeless, map[string]string{"r.md": text}, false},
		"the program has a fault": {options, map[string]string{"r.md": text}, true},
		"r.yaml:1":                {options, map[string]string{"r.md": text, "r.yaml": "title: [one\n"}, false},
	} {
		f := worker(t, c.options, c.in)
		if c.broken {
			f.in = nil
		}
		d := bucket.Document{Key: "r.md", Dir: "r"}
		if _, word := c.in["r.docx"]; word {
			d.Key = "r.docx"
		}
		if o := f.make(t.Context(), d); o.State != batch.Failed || !strings.Contains(o.Error, says) || o.Input != d.Key {
			t.Errorf("%s: %+v", says, o)
		}
	}
}

// No marks stay of what ended, and a document that killed its workers is named.
func TestMarks(t *testing.T) {
	f := worker(t, options, map[string]string{"r.md": text})
	d := bucket.Document{Key: "r.md", Dir: "r"}
	if o := f.make(t.Context(), d); o.State != batch.Done {
		t.Fatalf("%+v", o)
	}
	at := f.out.List(&blob.ListOptions{Prefix: ".octavo/begun"})
	if object, err := at.Next(t.Context()); err == nil {
		t.Errorf("%s stayed", object.Key)
	}
	job, err := d.Read(t.Context(), f.in)
	if err != nil {
		t.Fatal(err)
	}
	f.Options.Modified = f.Options.Modified.Add(time.Hour) // another key
	if err := f.Options.dress(&job); err != nil {
		t.Fatal(err)
	}
	key, _ := job.Key()
	for range 3 {
		if _, err := bucket.Begin(t.Context(), f.out, key); err != nil {
			t.Fatal(err)
		}
	}
	if o := f.make(t.Context(), d); o.State != batch.Failed || !strings.Contains(o.Error, "its worker ended several times") {
		t.Errorf("%+v", o)
	}
}

func lines(list ...string) func(*string) bool {
	return func(line *string) bool {
		if len(list) == 0 {
			return false
		}
		*line, list = list[0], list[1:]
		return true
	}
}

// The ledger keeps what it knew of other inputs; the dead letters are the last run's.
func TestLedger(t *testing.T) {
	f := &ledgerFn{Options: options, buckets: buckets{out: memblob.OpenBucket(nil)}}
	defer f.close()
	run := func(outcomes, dead func(*string) bool) (ledger, letters string) {
		t.Helper()
		if err := f.ProcessElement(t.Context(), 0, outcomes, dead); err != nil {
			t.Fatal(err)
		}
		a, errA := f.out.ReadAll(t.Context(), "ledger.jsonl")
		b, errB := f.out.ReadAll(t.Context(), "dead-letters.jsonl")
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		return string(a), string(b)
	}
	a, b, failed := `{"input":"a","state":"done"}`, `{"input":"b","state":"done"}`, `{"input":"b","state":"failed"}`
	if ledger, letters := run(lines(failed, a), lines(failed)); ledger != a+"\n"+failed+"\n" || letters != failed+"\n" {
		t.Errorf("%s---\n%s", ledger, letters)
	}
	if ledger, letters := run(lines(b), lines()); ledger != a+"\n"+b+"\n" || letters != "" {
		t.Errorf("%s---\n%s", ledger, letters)
	}
}

func TestParts(t *testing.T) {
	if PartName("ledger", 0, 1) != "ledger.jsonl" || PartName("ledger", 3, 16) != "ledger-00003-of-00016.jsonl" {
		t.Error("names of parts")
	}
	counts := make([]int, 4)
	for _, input := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"} {
		counts[partOf(input, 4)]++
	}
	for part, n := range counts {
		if n == 0 {
			t.Errorf("no input in part %d", part)
		}
	}
}
