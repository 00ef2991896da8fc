package bucket

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/memblob"

	"octavo/pipeline"
	"octavo/pipeline/batch"
)

func memory(t *testing.T, objects ...string) *blob.Bucket {
	t.Helper()
	b := memblob.OpenBucket(nil)
	t.Cleanup(func() { b.Close() })
	for i := 0; i < len(objects); i += 2 {
		put(t, b, objects[i], objects[i+1])
	}
	return b
}

func put(t *testing.T, b *blob.Bucket, key, data string) {
	t.Helper()
	if err := b.WriteAll(t.Context(), key, []byte(data), nil); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, b *blob.Bucket, key string) string {
	t.Helper()
	data, err := b.ReadAll(t.Context(), key)
	if err != nil {
		t.Fatalf("%s: %v", key, err)
	}
	return string(data)
}

// makeOf makes a document of in.
func makeOf(t *testing.T, in, out *blob.Bucket, d Document, force bool) batch.Outcome {
	t.Helper()
	job, err := d.Read(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	job.Editions, job.Time = []string{"html"}, time.Unix(1700000000, 0)
	key, err := job.Key()
	if err != nil {
		t.Fatal(err)
	}
	o, err := batch.Convert(t.Context(), job, key, NewStore(t.Context(), out), NewShelf(t.Context(), out, d.Dir, force))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

const (
	text    = "---\nlang: en\n---\n\n# A title\n\nSome text.\n"
	picture = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>`
)

var one = Document{Key: "in/r.md", Dir: "r"}

func want(t *testing.T, o batch.Outcome, state batch.State) {
	t.Helper()
	if o.State != state {
		t.Fatalf("%+v, want %s", o, state)
	}
}

func TestEachOnce(t *testing.T) {
	in, out := memory(t, "in/r.md", text), memory(t)
	want(t, makeOf(t, in, out, one, false), batch.Done)
	want(t, makeOf(t, in, out, one, false), batch.Skipped)
	if err := out.Delete(t.Context(), "r/r.html"); err != nil { // somebody took it away
		t.Fatal(err)
	}
	want(t, makeOf(t, in, out, one, false), batch.Done)
	put(t, in, "in/r.md", text+"\nMore of it.\n") // what a run made is replaced by a later one
	want(t, makeOf(t, in, out, one, false), batch.Done)
	if html := get(t, out, "r/r.html"); !strings.Contains(html, "More of it.") {
		t.Error("the changed text is not in the file")
	}
}

// A person's file stays, and nothing is put beside it; force replaces it.
func TestAPersonsFileStays(t *testing.T) {
	in, out := memory(t, "in/r.md", text), memory(t, "r/r.html", "mine")
	o := makeOf(t, in, out, one, false)
	want(t, o, batch.Failed)
	if o.Machine || !strings.Contains(o.Error, "r.html") || get(t, out, "r/r.html") != "mine" {
		t.Errorf("%+v", o)
	}
	if there, err := out.Exists(t.Context(), "r/r.md"); err != nil || there {
		t.Errorf("the copy was put there: %v", err)
	}
	want(t, makeOf(t, in, out, one, true), batch.Done)
	put(t, out, "r/r.html", "changed by hand")
	o = makeOf(t, in, out, one, false) // it has another size, so that it is made again
	want(t, o, batch.Failed)
}

func TestPicturesCount(t *testing.T) {
	in, out := memory(t, "in/r.md", text+"\n![A map](map.svg)\n", "in/map.svg", picture), memory(t)
	o := makeOf(t, in, out, one, false)
	want(t, o, batch.Done)
	if !slices.ContainsFunc(o.Files, func(f batch.File) bool { return f.Name == "r-pictures/" && f.Size == 0 }) {
		t.Errorf("no folder of pictures: %v", o.Files)
	}
	put(t, in, "in/map.svg", picture+"<!-- changed -->")
	want(t, makeOf(t, in, out, one, false), batch.Done)
	want(t, makeOf(t, in, out, one, false), batch.Skipped)
}

func TestOnlyWhatLiesBesideIsRead(t *testing.T) {
	load := Beside(t.Context(), memory(t, "in/map.svg", picture, "secret", "x"), "in")
	if data, err := load("map.svg"); err != nil || string(data) != picture {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := load("../secret"); !errors.Is(err, batch.ErrOutside) {
		t.Errorf("outside: %v", err)
	}
	if _, err := load("missing.svg"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing: %v", err)
	}
}

// Machines that make one report at once leave one set of files and one outcome.
func TestManyAtOnce(t *testing.T) {
	in, out := memory(t, "in/r.md", text), memory(t)
	var group sync.WaitGroup
	states := make([]batch.State, 8)
	for i := range states {
		group.Go(func() { states[i] = makeOf(t, in, out, one, false).State })
	}
	group.Wait()
	for _, s := range states {
		if s != batch.Done && s != batch.Skipped {
			t.Errorf("%v", states)
		}
	}
	keys, err := list(t.Context(), out, []string{".octavo/outcomes"})
	if err != nil || len(keys) != 1 {
		t.Errorf("%q, %v", keys, err)
	}
}

func TestStoreKeepsWhatADirStoreKeeps(t *testing.T) {
	dir := t.TempDir()
	b, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	loads := []pipeline.Load{{Name: "map.svg", SHA256: "12"}}
	o := batch.Outcome{State: batch.Done, Key: "abcd", Files: []batch.File{{Name: "r.pdf", Size: 3}}}
	if err := NewStore(t.Context(), b).Put("ef01", loads, o); err != nil {
		t.Fatal(err)
	}
	folder := batch.NewDirStore(dir + "/.octavo")
	gotLoads, _ := folder.Loads("ef01")
	got, _ := folder.Outcome("abcd")
	if !slices.Equal(gotLoads, loads) || fmt.Sprint(got) != fmt.Sprint(o) {
		t.Errorf("%v, %v", gotLoads, got)
	}
}

func TestFind(t *testing.T) {
	b := memory(t, "in/a.txt", "", "in/a.md", "", "in/b/c.docx", "", "in/b/.d.txt", "", "in/book/book.yaml", "", "in/book/one.md", "", "in/book/deep/two.md", "",
		"in/x.log.json", "", "in/x.png", "", "inside/y.txt", "", "out/a/a.md", "")
	docs, err := Find(t.Context(), b, []string{"in"}, "")
	if err != nil {
		t.Fatal(err)
	}
	want := []Document{{"in/a.md", false, "a.md"}, {"in/a.txt", false, "a.txt"}, {"in/b/c.docx", false, "b/c"}, {"in/book", true, "book"}}
	if !slices.Equal(docs, want) {
		t.Errorf("%v, want %v", docs, want)
	}
	if docs, err = Find(t.Context(), b, nil, "out"); err != nil || len(docs) != 5 {
		t.Errorf("%v, %v", docs, err)
	}
	if _, err := Find(t.Context(), b, []string{"nowhere"}, ""); err == nil || !strings.Contains(err.Error(), "there is no report in nowhere") {
		t.Errorf("%v", err)
	}
}

// A document that ends its worker each time is given up, and may be tried anew later.
func TestWhatKillsItsWorkerIsGivenUp(t *testing.T) {
	b := memory(t)
	for n := range maxBegun {
		if given, err := Begin(t.Context(), b, "abcd"); given || err != nil {
			t.Fatalf("given up after %d: %v", n, err)
		}
	}
	if given, err := Begin(t.Context(), b, "abcd"); !given || err != nil {
		t.Errorf("not given up: %v", err)
	}
	if err := Ended(context.Background(), b, "abcd"); err != nil {
		t.Error(err)
	}
	if given, err := Begin(t.Context(), b, "abcd"); given || err != nil {
		t.Errorf("given up anew: %v", err)
	}
}
