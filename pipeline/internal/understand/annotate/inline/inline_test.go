package inline

import (
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
)

// pass is one pass with the folder of its cases.
type pass struct {
	name string
	run  func(*ast.Document, *diag.Log)
}

var passes = []pass{
	{"citations", Citations},
	{"addresses", Addresses},
	{"abbreviations", Abbreviations},
	{"fielderrors", FieldErrors},
	{"language", func(doc *ast.Document, log *diag.Log) { DocumentLanguage(doc, log); LanguageRuns(doc, log) }},
}

// TestCases runs each pass on testdata/PASS/LANG-NAME.txt and compares the
// document and the log with LANG-NAME.golden.
func TestCases(t *testing.T) {
	for _, p := range passes {
		t.Run(p.name, func(t *testing.T) {
			golden.Each(t, "testdata/"+p.name+"/*.txt", func(t *testing.T, file string) { runCase(t, p, file) })
		})
	}
}

func runCase(t *testing.T, p pass, file string) {
	doc, log := readNotation(golden.Read(t, file), langOf(file)), &diag.Log{}
	before := visible(doc)
	p.run(doc, log)
	if after := visible(doc); after != before {
		t.Errorf("the visible text changed:\n%s\n%s", before, after)
	}
	got := writeNotation(doc) + "---\n" + writeLog(log)
	golden.Compare(t, strings.TrimSuffix(file, ".txt")+".golden", got)
	once := ast.Dump(doc)
	p.run(doc, &diag.Log{})
	if twice := ast.Dump(doc); twice != once {
		t.Errorf("a second run changes the tree:\n%s\n%s", once, twice)
	}
}

// langOf reads the language from a file's name; "un" stands for unknown.
func langOf(file string) string {
	lang := filepath.Base(file)[:2]
	if lang == "un" {
		return ""
	}
	return lang
}

// sample is the report that comes with the program, a line a paragraph.
func sample(tb testing.TB) string {
	tb.Helper()
	raw := golden.Read(tb, "../../../../../source/beleidsverslag-2023.txt")
	return strings.NewReplacer("*", "", "_", "", "^", "").Replace(raw)
}

// TestSampleCitations: the thirteen mentions of Kamerstukken II in the sample
// are thirteen links (issue 3).
func TestSampleCitations(t *testing.T) {
	doc := readNotation(sample(t), "nl")
	Citations(doc, &diag.Log{})
	var got []string
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if c, ok := n.(*ast.Citation); ok && c.Scheme == "kamerstuk" {
			got = append(got, ast.PlainText(c.Inlines)+" "+c.URL)
		}
		return true
	})
	if len(got) != 13 {
		t.Errorf("%d links, want 13", len(got))
	}
	golden.Compare(t, "testdata/sample-citations.golden", strings.Join(got, "\n")+"\n")
}

// TestSampleAbbreviations holds every abbreviation that the sample explains.
func TestSampleAbbreviations(t *testing.T) {
	doc, log := readNotation(sample(t), "nl"), &diag.Log{}
	Abbreviations(doc, log)
	golden.Compare(t, "testdata/sample-abbreviations.golden", writeLog(log))
}

// TestSampleLanguages holds every run in another language in the sample.
func TestSampleLanguages(t *testing.T) {
	doc, log := readNotation(sample(t), ""), &diag.Log{}
	DocumentLanguage(doc, log)
	LanguageRuns(doc, log)
	golden.Compare(t, "testdata/sample-languages.golden", writeLog(log))
}

// The runs of a long text are the same, and said in the same order, however many
// cores look for them.
func TestLanguagesOnManyCores(t *testing.T) {
	text := strings.Repeat(sample(t)+"\n\n", 1+2*leastLists/strings.Count(sample(t), "\n\n"))
	var heard [2][]diag.Diagnostic
	var docs [2]*ast.Document
	for i, n := range []int{1, 4} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
		docs[i] = readNotation(text, "nl")
		LanguageRuns(docs[i], &diag.Log{Observe: func(d diag.Diagnostic) { heard[i] = append(heard[i], d) }})
	}
	if len(heard[0]) == 0 || !slices.Equal(heard[0], heard[1]) || ast.Dump(docs[0]) != ast.Dump(docs[1]) {
		t.Errorf("%d runs are said on one core, %d on four, or their order or the text differs", len(heard[0]), len(heard[1]))
	}
}

func BenchmarkPasses(b *testing.B) {
	text := sample(b)
	for _, p := range passes {
		b.Run(p.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				b.StopTimer()
				doc := readNotation(text, "nl")
				b.StartTimer()
				p.run(doc, &diag.Log{})
			}
		})
	}
}

// TestLanguagesAreRecognisedOrAskedFor reads testdata/udhr.tsv: the same text in
// many languages, of which those without tables must not be taken for one of
// the four.
func TestLanguagesAreRecognisedOrAskedFor(t *testing.T) {
	rows := 0
	for line := range strings.Lines(golden.Read(t, "testdata/udhr.tsv")) {
		field := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(field) != 3 {
			continue
		}
		rows++
		tag, rule, confidence := recognise(field[2])
		if want := strings.TrimPrefix(field[0], "?"); tag != want || confidence <= 0 {
			t.Errorf("%s: recognised as %q (%s, %.2f), want %q", field[1], tag, rule, confidence, want)
		}
	}
	if rows < 30 {
		t.Errorf("only %d languages were read", rows)
	}
}
