package pipeline

import (
	"strings"
	"testing"
	"time"

	"octavo/pipeline/internal/desk"
)

// proofOf builds the job with its sheet and gives all files.
func proofOf(t *testing.T, job Job) map[string][]byte {
	t.Helper()
	job.Proof, job.Time = true, time.Date(2025, 5, 21, 0, 0, 0, 0, time.UTC)
	var sink MemSink
	if _, err := Convert(t.Context(), job, &sink); err != nil {
		t.Fatal(err)
	}
	return sink.Files()
}

func textJob(name, text string) Job {
	return Job{Name: "r", Source: name, Parts: []Part{{Name: name, Data: []byte(text)}}}
}

// The sheet names every file with its very digest, each claim, and the account of
// the letters; the log has the sheet's own digest.
func TestProofSheetSaysWhatWasMade(t *testing.T) {
	files := proofOf(t, sampleJob(t))
	name := sampleJob(t).Name
	html := string(files[name+"-proof.html"])
	for file, data := range files {
		proof, log := strings.Contains(file, "-proof."), strings.HasSuffix(file, ".log.json")
		if got := strings.Contains(html, desk.Sum(data)); got == (proof || log) {
			t.Errorf("%s: its digest is in the sheet: %v", file, got)
		}
		if proof && !strings.Contains(string(files[name+".log.json"]), desk.Sum(data)) {
			t.Errorf("the log has no digest of %s", file)
		}
	}
	for _, want := range []string{desk.Sum(sampleJob(t).Parts[0].Data), "<dd>PDF/UA-1: tags", "<dd>PDF/A-2a: embedded", "<dt>Neither kept nor on record</dt>\n<dd>0</dd>",
		"0 by a person", "furniture-dropped", "Errors: 0.", "None was asked in this run"} {
		if !strings.Contains(html, want) {
			t.Errorf("the sheet does not say %q", want)
		}
	}
	pdf, err := CheckFile("p.pdf", files[name+"-proof.pdf"])
	if err != nil || pdf.Wrong() > 0 || strings.Join(pdf.Claims, " ") != "PDF/UA-1 PDF/A-2a" {
		t.Errorf("%v, %+v", err, pdf)
	}
}

// What cannot be counted says so, and what a person changed counts as theirs.
func TestProofSheetAssumesNothing(t *testing.T) {
	first := proofOf(t, textJob("r.md", "---\ntitle: De kade\nlang: nl\nidentifiers: {number: R-1}\n---\n\n# Inleiding\n\nDe kade is hersteld.\n"))
	if html := string(first["r-proof.html"]); !strings.Contains(html, "Not counted against the source") || strings.Contains(html, "Neither kept nor") {
		t.Errorf("letters of Markdown are counted:\n%s", html)
	}
	job := textJob("r.md", strings.Replace(string(first["r.md"]), "hersteld", "gesloopt", 1))
	job.Load = func(string) ([]byte, error) { return first["r.log.json"], nil }
	if html := string(proofOf(t, job)["r-proof.html"]); !strings.Contains(html, "1 by a person") || !strings.Contains(html, "review-changed") {
		t.Errorf("a person's change is not told:\n%s", html)
	}
	job = textJob("r.txt", "Een regel.\n")
	job.Editions = []string{"epub"}
	job.Judges = t.TempDir()
	html := string(proofOf(t, job)["r-proof.html"])
	if !strings.Contains(html, "<dt>r.epub: EPUBCheck</dt>\n<dd>did not run: ") || strings.Contains(html, "found nothing</dd>\n</dl>\n</section>\n</main>") {
		t.Errorf("a judge that is not installed is said to have run:\n%s", html)
	}
}

func TestProofSheetIsTheSameAgain(t *testing.T) {
	job := textJob("r.txt", "1. Begin\n\nEen regel tekst.\n")
	a, b := proofOf(t, job), proofOf(t, job)
	for _, name := range []string{"r-proof.html", "r-proof.pdf"} {
		if string(a[name]) != string(b[name]) || len(a[name]) == 0 {
			t.Errorf("%s differs from run to run", name)
		}
	}
	plain := job
	plain.Time = time.Date(2025, 5, 21, 0, 0, 0, 0, time.UTC)
	var sink MemSink
	if _, err := Convert(t.Context(), plain, &sink); err != nil {
		t.Fatal(err)
	}
	for name, data := range sink.Files() {
		if !strings.HasSuffix(name, ".log.json") && string(a[name]) != string(data) {
			t.Errorf("%s differs where the sheet is asked for", name)
		}
	}
}
