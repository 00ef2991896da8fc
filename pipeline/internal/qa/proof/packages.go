package proof

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"octavo/pipeline"
)

// Missing is nil when the file beneath the cache is there; else it says what is left
// out, and what brings it.
func Missing(file, what string) error {
	if _, err := os.Stat(filepath.Join(Cache(), file)); err != nil {
		return fmt.Errorf("%s; run ./check judges", what)
	}
	return nil
}

// Packages builds archive packages of the sample, in both forms, and of a book of three
// files with a picture. It returns their folders.
func Packages(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, form := range pipeline.PackageForms() {
		for _, job := range []pipeline.Job{Sample(t), bookOfFiles(t)} {
			job.Editions, job.Package = []string{"archive"}, form
			dir := t.TempDir()
			Convert(t, job, dir)
			made, err := filepath.Glob(filepath.Join(dir, "*-archive"))
			if err != nil || len(made) != 1 {
				t.Fatalf("%s: the packages %q were made (%v)", job.Name, made, err)
			}
			out = append(out, made[0])
		}
	}
	return out
}

// bookOfFiles is a book of plain text, Markdown and a web page. Its name has signs
// that no name in a package may have.
func bookOfFiles(t testing.TB) pipeline.Job {
	job := Sample(t)
	job.Name, job.Source = "het boek v1.2", "boek"
	job.Parts = []pipeline.Part{
		{Name: "boek/1 Inleiding.txt", Data: []byte("1. Inleiding\n\nDit is de inleiding van het boek.\n")},
		{Name: "boek/2.deel.md", Data: []byte("# Kaart & legenda\n\n![De kaart](palette.gif)\n\nEen [^1] noot.\n\n[^1]: De noot.\n")},
		{Name: "boek/3.html", Data: []byte("<!DOCTYPE html>\n<html lang=\"nl\"><title>Slot</title><h1>Slot</h1><p>Het slot.</p></html>\n")},
	}
	job.Load = func(file string) ([]byte, error) {
		return os.ReadFile(filepath.Join(root, "pipeline", "testdata", "pictures", filepath.Base(file)))
	}
	return job
}

// Within returns the files beneath a folder whose names end so.
func Within(t testing.TB, folder, ending string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() && strings.HasSuffix(path, ending) {
			out = append(out, path)
		}
		return err
	})
	if err = cmp.Or(err, none(out)); err != nil {
		t.Fatalf("%s: %v", folder, err)
	}
	return out
}

func none(files []string) error {
	if len(files) == 0 {
		return errors.New("no such file")
	}
	return nil
}

// Edit changes a file: what change gives of its content is written back.
func Edit(t testing.TB, file string, change func(string) string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := change(string(data))
	if changed == string(data) {
		t.Fatalf("%s is as before", file)
	}
	if err := os.WriteFile(file, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
}
