// Package proof helps the tests below it to prove finished editions by outside
// programs. Each such test is a package of its own, named for what proves, so
// that plain go test ./... says which proofs it left out: where the program is
// not installed, the package's line ends in "[no tests to run]". ./check
// installs them all.
package proof

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"octavo/pipeline"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/qa/judge"
	"octavo/pipeline/internal/read/markdown"
	"octavo/pipeline/internal/understand"
	"octavo/source"
)

// Main runs the tests, or, where something is missing that they need, none.
func Main(m *testing.M, missing error) {
	flag.Parse()
	if missing != nil {
		fmt.Fprintf(os.Stderr, "left out: %v\n", missing)
		flag.Set("test.run", "^$")
	}
	os.Exit(m.Run())
}

// root is the repository's root, seen from a package two folders below this.
var root = filepath.Join("..", "..", "..", "..", "..")

// Cache is the folder in which ./check installs the judges.
func Cache() string { return filepath.Join(root, ".cache") }

// Find returns the judges of that name; a veraPDF is one for each profile.
func Find(name string) []judge.Judge {
	var out []judge.Judge
	for _, j := range judge.All() {
		if strings.HasPrefix(j.Name, name) {
			out = append(out, j)
		}
	}
	return out
}

// Installed is nil when every judge of that name can be run.
func Installed(name string) error {
	for _, j := range Find(name) {
		if err := j.Installed(Cache()); err != nil {
			return err
		}
	}
	return nil
}

// SampleIsPassedBy lets every judge of that name judge the sample's editions, by both
// pairs of standards.
func SampleIsPassedBy(t *testing.T, name string) {
	t.Helper()
	dir := t.TempDir()
	for _, standard := range pipeline.PDFStandards() {
		job := Sample(t)
		if job.PDFStandard = standard; standard == pipeline.StandardUA2A4 { // archives ask for the other
			job.Editions = unpacked()
		}
		Convert(t, job, filepath.Join(dir, standard))
	}
	everyPassed(t, name, dir)
}

// IsPassedBy lets every judge of that name judge what becomes of a job.
func IsPassedBy(t *testing.T, name string, job pipeline.Job) {
	t.Helper()
	dir := t.TempDir()
	Convert(t, job, dir)
	everyPassed(t, name, dir)
}

// everyPassed lets every judge of that name judge the files in a folder.
func everyPassed(t *testing.T, name, dir string) {
	t.Helper()
	files, err := judge.Collect([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	judges := Find(name)
	if len(judges) == 0 {
		t.Fatalf("no judge is named %s", name)
	}
	for _, j := range judges {
		passedBy(t, j, files)
	}
}

// passedBy lets a judge judge those of the files that it reads.
func passedBy(t *testing.T, j judge.Judge, files []string) {
	t.Helper()
	var own []string
	for _, f := range files {
		if j.Reads(f) {
			own = append(own, f)
		}
	}
	verdicts, err := j.Judge(t.Context(), Cache(), own)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range verdicts {
		for _, f := range v.Findings {
			t.Errorf("%s: %s: %s", filepath.Base(v.File), v.Judge, f)
		}
	}
}

// runTime is the time of the runs that are proven.
var runTime = time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)

// press is that of the runs that are proven.
var press = pipeline.Press{Condition: "FOGRA51", Paper: "0.1 mm"}

// Sample is the job of the embedded report, all editions.
func Sample(t testing.TB) pipeline.Job {
	t.Helper()
	job := pipeline.Job{Time: runTime, Name: source.Sample, Source: source.Sample + ".txt", Editions: pipeline.EditionNames(), Press: press}
	data, err := source.Files.ReadFile(job.Source)
	if err != nil {
		t.Fatal(err)
	}
	job.Parts = []pipeline.Part{{Name: job.Source, Data: data}}
	yaml, err := source.Files.ReadFile(source.Sample + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	job.Meta = parseMeta(t, source.Sample+".yaml", yaml)
	return job
}

func parseMeta(t testing.TB, name string, yaml []byte) pipeline.Meta {
	t.Helper()
	meta, err := pipeline.ParseMeta(name, yaml)
	if err != nil {
		t.Fatal(err)
	}
	return meta
}

// Jobs is the sample, every end-to-end case of the line, these again by the second
// pair of standards for PDFs, and the texts of the corpus beside the repository where
// that is there.
func Jobs(t testing.TB) []pipeline.Job {
	t.Helper()
	cases := filepath.Join(root, "pipeline", "testdata", "cases")
	paths, err := filepath.Glob(filepath.Join(cases, "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases in %s: %v", cases, err)
	}
	jobs := []pipeline.Job{Sample(t)}
	for _, p := range paths {
		archive, err := txtar.ParseFile(p)
		if err != nil {
			t.Fatal(err)
		}
		name := "case-" + strings.TrimSuffix(filepath.Base(p), ".txtar")
		jobs = append(jobs, caseJob(t, name, archive, filepath.Join(cases, "..", "pictures")))
	}
	for _, job := range jobs {
		job.Name, job.PDFStandard, job.Editions = job.Name+"-ua2", pipeline.StandardUA2A4, []string{"pdf", "epub", "large"}
		jobs = append(jobs, job)
	}
	return append(jobs, corpus(t)...)
}

// unpacked are the editions that a text without an archive's metadata can have.
func unpacked() []string {
	return slices.DeleteFunc(pipeline.EditionNames(), func(name string) bool { return name == "archive" })
}

// corpus is empty where there is no corpus.
func corpus(t testing.TB) []pipeline.Job {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(root, "..", "shared", "corpus", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var jobs []pipeline.Job
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Base(p)
		jobs = append(jobs, pipeline.Job{
			Time: runTime, Name: "corpus-" + strings.TrimSuffix(file, ".txt"), Source: file, Editions: unpacked(), Press: press,
			Parts: []pipeline.Part{{Name: file, Data: data}},
		})
	}
	return jobs
}

// caseJob takes the sections input.EXT and meta.yaml; pictures stand in a folder beside
// that of cases.
func caseJob(t testing.TB, name string, archive *txtar.Archive, pictures string) pipeline.Job {
	t.Helper()
	job := pipeline.Job{Time: runTime, Name: name, Source: name, Editions: unpacked(), Press: press, Load: func(file string) ([]byte, error) {
		return os.ReadFile(filepath.Join(pictures, filepath.Base(file)))
	}}
	for _, f := range archive.Files {
		switch {
		case strings.HasPrefix(f.Name, "input."):
			job.Parts = []pipeline.Part{{Name: f.Name, Data: f.Data}}
		case f.Name == "meta.yaml":
			job.Meta = parseMeta(t, f.Name, f.Data)
		}
	}
	return job
}

// Document is the job's document, read back from its canonical Markdown, which
// gives the same tree.
func Document(t testing.TB, job pipeline.Job) *ast.Document {
	t.Helper()
	review, _, err := pipeline.Normalise(t.Context(), job, pipeline.FormMarkdown)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := markdown.Read(job.Name+".md", review, nil)
	if err != nil {
		t.Fatal(err)
	}
	return understand.Run(t.Context(), doc, nil)
}

// Convert makes the job's files in dir.
func Convert(t testing.TB, job pipeline.Job, dir string) {
	t.Helper()
	if _, err := pipeline.Convert(t.Context(), job, pipeline.NewDirSink(dir)); err != nil {
		t.Fatalf("%s: %v", job.Name, err)
	}
}

// LongBoxes is a job with code and with wide tables, of heads that cannot be labels and of
// rows that reach into each other, each of several screens. Where it is shown by pages
// all of it must be on one; the list of pages leads into every part.
func LongBoxes() pipeline.Job {
	var b strings.Builder
	b.WriteString("---\ntitle: Lange vakken\nlang: nl\n---\n\n# Code\n\n```\n")
	for i := range 200 {
		fmt.Fprintf(&b, "regel %d die op een telefoon niet past en dus moet breken of schuiven\n", i)
	}
	const head = "| %s | " + "Kwartaal een | Kwartaal twee | Kwartaal drie | Kwartaal vier |\n|---|---|---|---|---|\n"
	fmt.Fprintf(&b, "```\n\n# Tafel\n\n"+head, "Jaar[^a]")
	for i := range 120 {
		fmt.Fprintf(&b, "| jaar %d | een | twee | drie | vier |\n", i)
	}
	fmt.Fprintf(&b, "\n# Rijen\n\n"+head, "Jaar")
	for i := range 60 {
		fmt.Fprintf(&b, "| [jaar %d]{rowspan=2} | een | twee | drie | vier |\n| | vijf | zes | zeven | acht |\n", i)
	}
	b.WriteString("\nSlot.\n\n[^a]: Een noot.\n")
	return pipeline.Job{Time: runTime, Name: "boxes", Source: "boxes.md", Editions: []string{"epub"},
		Parts: []pipeline.Part{{Name: "boxes.md", Data: []byte(b.String())}}}
}

// LongContents is a job whose contents fill several pages, each of which the list of
// pages names; nothing but its link may stand in an entry of the navigation.
func LongContents() pipeline.Job {
	var b strings.Builder
	b.WriteString("---\ntitle: Lange inhoud\nlang: nl\n---\n")
	for i := range 90 {
		fmt.Fprintf(&b, "\n# %d. Deel van de [lange](https://example.org/) inhoud\n\nTekst.\n", i+1)
	}
	return pipeline.Job{Time: runTime, Name: "long", Source: "long.md", Editions: []string{"epub"},
		Parts: []pipeline.Part{{Name: "long.md", Data: []byte(b.String())}}}
}
