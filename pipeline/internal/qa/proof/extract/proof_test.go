// Package extract_test has pdftotext, pymupdf and pypdf prove that programs which take
// the text out of PDFs get each paragraph of a page in one piece.
package extract_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"octavo/pipeline"
	"octavo/pipeline/internal/qa/proof"
	"octavo/pipeline/internal/qa/verify"
	"octavo/source"
)

// modules is the folder in which ./check installs pymupdf and pypdf.
var modules = filepath.Join(proof.Cache(), "extract")

func TestMain(m *testing.M) { proof.Main(m, cmp.Or(installed(), verify.Poppler())) }

func installed() error {
	if _, err := exec.LookPath("python3"); err != nil {
		return fmt.Errorf("pymupdf and pypdf, which Python 3 with pip brings")
	}
	for _, module := range []string{"pymupdf", "pypdf"} {
		if _, err := os.Stat(filepath.Join(modules, module)); err != nil {
			return fmt.Errorf("%w; run ./check judges, with Python 3 and pip", err)
		}
	}
	return nil
}

// tools give the text of each page of a PDF.
var tools = map[string]func(t *testing.T, path string) []string{
	"pdftotext": func(t *testing.T, path string) []string {
		out, err := exec.CommandContext(t.Context(), "pdftotext", "-enc", "UTF-8", path, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(string(out), "\f")
	},
	"pymupdf": func(t *testing.T, path string) []string { return byPython(t, "pymupdf", path) },
	"pypdf":   func(t *testing.T, path string) []string { return byPython(t, "pypdf", path) },
}

func byPython(t *testing.T, tool, path string) (pages []string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "python3", filepath.Join("testdata", "pages.py"), tool, path)
	cmd.Env = append(os.Environ(), "PYTHONPATH="+modules, "PYTHONDONTWRITEBYTECODE=1")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &pages)
	}
	if err != nil {
		t.Fatalf("%s: %v: %s", tool, err, &errs)
	}
	return pages
}

func TestParagraphsAreTakenOutInOnePiece(t *testing.T) {
	dir := t.TempDir()
	for _, job := range jobs(t) {
		proof.Convert(t, job, dir)
		for _, suffix := range []string{".pdf", "-large.pdf", "-print.pdf"} {
			path := filepath.Join(dir, job.Name+suffix)
			t.Run(filepath.Base(path), func(t *testing.T) { inOnePiece(t, path) })
		}
	}
}

// jobs are the sample and the book with every node.
func jobs(t *testing.T) []pipeline.Job {
	var out []pipeline.Job
	for _, job := range proof.Jobs(t) {
		if job.Name == source.Sample || job.Name == "case-every-node" {
			out = append(out, job)
		}
	}
	return out
}

func inOnePiece(t *testing.T, path string) {
	print, err := verify.StructText(path)
	if err != nil {
		t.Fatal(err)
	}
	paragraphs := verify.Paragraphs(print)
	if len(paragraphs) < 20 {
		t.Fatalf("only %d paragraphs were read", len(paragraphs))
	}
	for name, pages := range tools {
		for _, problem := range verify.InOnePiece(pages(t, path), paragraphs) {
			t.Errorf("%s: %s", name, problem)
		}
	}
	if strings.Contains(print, "\u00ad") {
		t.Error("words are divided in the structure")
	}
}
