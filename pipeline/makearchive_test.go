package pipeline

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"maps"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"octavo/docs/schemas"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/write/archive"
	"octavo/source"
)

// archiveOf builds the package of a job and gives its files, by their names.
func archiveOf(t *testing.T, job Job) map[string][]byte {
	t.Helper()
	job.Editions = []string{"archive"}
	files, _ := convert(t, job)
	return files
}

// sampleObject is the folder of the sample's information object.
const sampleObject = source.Sample + "-archive/data/" + source.Sample + "/"

// figures are what changes in a package with every change of an edition.
var figures = regexp.MustCompile(`[0-9a-f]{64}|uuid:[0-9a-f-]+|<(?:size|omvang\w*)>\d+|Payload-Oxum: \d+|(?:Beslissingen|bevestigen|weggelaten|decisions|confirmed|out|person): \d+`)

// The XML of the sample's package.
func TestArchiveOfTheSample(t *testing.T) {
	files := archiveOf(t, sampleJob(t))
	var all bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(name) == ".xml" || strings.HasSuffix(name, archive.BagInfo) {
			all.WriteString("== " + name + "\n")
			all.Write(figures.ReplaceAll(files[name], []byte("…")))
		}
	}
	golden.Compare(t, "testdata/archive.golden", all.String())
}

// Every file has its sidecar, which tells its size and digest, and a name without
// the signs that the rules forbid.
func TestArchiveSidecarsFit(t *testing.T) {
	files := archiveOf(t, sampleJob(t))
	seen := 0
	for name, data := range files {
		if !strings.HasPrefix(name, sampleObject) || archive.IsSidecar(name) {
			continue
		}
		seen++
		if base := path.Base(name); archive.SafeFile(base) != base {
			t.Errorf("%s has signs that are forbidden", name)
		}
		var m archive.MDTO
		if err := xml.Unmarshal(files[name+archive.FileSidecar], &m); err != nil || m.File == nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		format, _ := archive.FormatOf(name, data)
		f := m.File
		if f.Name != path.Base(name) || f.Size != len(data) || f.Checksums[0].Value != archive.SHA256.Sum(data) || f.Format.Code != format.Code {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if seen != 11 {
		t.Errorf("%d files with sidecars", seen)
	}
	sample, _ := source.Files.ReadFile(source.Sample + ".txt")
	if !bytes.Equal(files[sampleObject+source.Sample+"-source.txt"], sample) {
		t.Error("the source is not as it was given")
	}
}

// The same input gives the same package wherever it lies, in whatever time zone and
// however many threads run.
func TestArchiveIsTheSameEverywhere(t *testing.T) {
	here := sampleJob(t)
	want := archiveOf(t, here)
	there := here
	there.Source, there.Parts = "/tmp/a/b/"+source.Sample+".txt", []Part{{Name: "/tmp/a/b/" + source.Sample + ".txt", Data: here.Parts[0].Data}}
	yaml, _ := source.Files.ReadFile(source.Sample + ".yaml")
	there.Meta, _ = ParseMeta("/tmp/a/b/"+source.Sample+".yaml", yaml)
	there.Time = here.Time.In(time.FixedZone("", 5*3600))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	got := archiveOf(t, there)
	for name := range want {
		if strings.Contains(name, "-archive") && !bytes.Equal(want[name], got[name]) {
			t.Errorf("%s is another elsewhere", name)
		}
	}
	if len(want) != len(got) {
		t.Errorf("%d and %d files", len(want), len(got))
	}
}

func schemaOf(t *testing.T, text []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	c := jsonschema.NewCompiler()
	if err == nil {
		err = c.AddResource("urn:schema", doc)
	}
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("urn:schema")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func checkBySchema(t *testing.T, s *jsonschema.Schema, name string, data []byte) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err == nil {
		err = s.Validate(doc)
	}
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

// The logs and the trees are as their published schemas say, every node too, and
// what is not is found.
func TestPublishedSchemasHold(t *testing.T) {
	log, tree := schemaOf(t, schemas.Log), schemaOf(t, schemas.Tree)
	files := archiveOf(t, sampleJob(t))
	checkBySchema(t, log, "the log", files[source.Sample+".log.json"])
	checkBySchema(t, log, "the package's log", files[sampleObject+source.Sample+archive.LogSuffix])
	checkBySchema(t, tree, "the tree", files[sampleObject+source.Sample+archive.TreeSuffix])
	rich, err := ParseMeta("m.yaml", []byte("creators: [A, {name: B, role: edt}]\nsubjects: [C, {name: D, authority: X, term: d}]\nseries: {title: E, number: \"1\"}\nidentifiers: {isbn: {pdf: 978-90-12-34567-5}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	examples := append(append(ast.All(), ast.Generated()...), ast.Example{Name: "metadata", Doc: &ast.Document{Meta: rich.fields}})
	for _, e := range examples {
		data, err := ast.JSON(e.Doc)
		if err != nil {
			t.Fatal(err)
		}
		checkBySchema(t, tree, e.Name, data)
	}
	var wrong any
	if json.Unmarshal([]byte(`{"version":1,"meta":{},"notes":[],"blocks":[{"type":"paragraph","inlines":[{"type":"text","words":"x"}]}]}`), &wrong) != nil || tree.Validate(wrong) == nil {
		t.Error("a field that no node has is not found")
	}
	if json.Unmarshal([]byte(`{"format":"octavo-log/1","source":"a","decisions":[{"code":"x"}]}`), &wrong) != nil || log.Validate(wrong) == nil {
		t.Error("a decision without a message is not found")
	}
}

// The licence of the schemas is the project's.
func TestSchemasLicence(t *testing.T) {
	if golden.Read(t, "../LICENSE") != string(schemas.Licence) {
		t.Error("docs/schemas/LICENSE is not LICENSE")
	}
}

// What the metadata lack is said all at once, each with its field; the rules of the
// SIP alone only where the submission is to be one.
func TestArchiveSaysWhatIsMissing(t *testing.T) {
	job := sampleJob(t)
	job.Editions, job.Meta = []string{"archive"}, Meta{}
	var err error
	if job.Meta, err = ParseMeta("m.yaml", []byte("lang: nl\narchive: {appraisal: {code: V}}\n")); err != nil {
		t.Fatal(err)
	}
	for form, want := range map[string]int{archive.FormBagIt: 3, archive.FormMDTO: 7} {
		job.Package = form
		_, err := Convert(t.Context(), job, &MemSink{})
		joined, ok := err.(interface{ Unwrap() []error })
		if !ok || len(joined.Unwrap()) != want {
			t.Errorf("%s: %v", form, err)
			continue
		}
		for _, e := range joined.Unwrap() {
			var input *InputError
			if !errors.As(e, &input) || input.Remedy == "" || !strings.Contains(input.Message, "archive.") {
				t.Errorf("%v", e)
			}
		}
	}
}

// A book's files and pictures are all in its package, under names that a submission
// may have, and the log and the tree have the names from the book's folder.
func TestArchiveOfABook(t *testing.T) {
	picture := pngFile(t)
	job := sampleJob(t)
	job.Name, job.Source = "Het boek v1.0", "/tmp/x/boek"
	job.Parts = []Part{{Name: "/tmp/x/boek/deel 1.md", Data: []byte("# Een\n\n![De kaart](beeld/map.v1.png)\n")}, {Name: "/tmp/x/boek/deel/2.md", Data: []byte("# Twee\n\nTekst.\n")}}
	job.Load = func(string) ([]byte, error) { return picture, nil }
	files := archiveOf(t, job)
	const object = "Het-boek-v1-0-archive/data/Het-boek-v1-0/Het-boek-v1-0"
	for name, want := range map[string][]byte{
		"-source-1-deel-1.md": job.Parts[0].Data, "-source-2-2.md": job.Parts[1].Data, "-pictures-map-v1.png": picture,
	} {
		if !bytes.Equal(files[object+name], want) {
			t.Errorf("%s is not as it was given; the package has %q", name, slices.Sorted(maps.Keys(files)))
		}
	}
	for _, name := range []string{archive.LogSuffix, archive.TreeSuffix} {
		if data := string(files[object+name]); strings.Contains(data, "/tmp/x") || !strings.Contains(data, "deel/2.md") {
			t.Errorf("%s has the folder's place, or not the file's name", name)
		}
	}
	if !bytes.Contains(files[object+"-source-2-2.md"+archive.FileSidecar], []byte("<identificatieKenmerk>deel/2.md<")) {
		t.Error("the sidecar does not tell the source's own name")
	}
	if !bytes.Contains(files[object+"-pictures-map-v1.png"+archive.FileSidecar], []byte("<identificatieKenmerk>beeld/map.v1.png<")) {
		t.Error("the sidecar does not tell the picture's own name")
	}
}
