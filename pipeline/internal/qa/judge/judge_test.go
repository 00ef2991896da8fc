package judge

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestVeraPDFReports(t *testing.T) {
	report, err := os.ReadFile("testdata/verapdf.xml")
	if err != nil {
		t.Fatal(err)
	}
	got, err := parseVeraPDF(report)
	if err != nil {
		t.Fatal(err)
	}
	if list, judged := got["/files/good.pdf"]; !judged || len(list) != 0 {
		t.Errorf("good.pdf: %v, %v", list, judged)
	}
	wantRules(t, "bad.pdf", got["/files/bad.pdf"], "ISO 14289-1:2014 6.2-1", "ISO 14289-1:2014 7.1-11")
	wantRules(t, "torn.pdf", got["/files/torn.pdf"], "unreadable")
	if _, judged := got["/files/other.pdf"]; judged {
		t.Error("a file that the report does not name counts as judged")
	}
	if _, err := parseVeraPDF([]byte("Exception in thread main")); err == nil {
		t.Error("no report, no error")
	}
}

func TestEPUBCheckReports(t *testing.T) {
	list, err := parseEPUBCheck("testdata/epubcheck-bad.json")
	if err != nil {
		t.Fatal(err)
	}
	wantRules(t, "bad", list, "RSC-001")
	if list, err = parseEPUBCheck("testdata/epubcheck-good.json"); err != nil || len(list) != 0 {
		t.Errorf("good: %v, %v", list, err)
	}
	if _, err = parseEPUBCheck("testdata/ace-bad/report.json"); err == nil {
		t.Error("a report of another judge is accepted")
	}
}

func TestAceReports(t *testing.T) {
	list, err := parseAce("testdata/ace-bad")
	if err != nil {
		t.Fatal(err)
	}
	wantRules(t, "bad", list, "metadata-accessmode", "image-alt")
	if list, err = parseAce("testdata/ace-good"); err != nil || len(list) != 0 {
		t.Errorf("good: %v, %v", list, err)
	}
	if _, err = parseAce("testdata/none"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no report: %v", err)
	}
}

func TestPDFFindReports(t *testing.T) {
	wantReports(t, parsePDFFind, map[string][]string{
		`{"words":2,"lost":["divided"]}`: {lostWord},
		`{"words":2,"lost":[]}`:          nil,
		`{"lost":[]}`:                    {"error"},
		`words`:                          {"error"},
	})
}

func TestNuReports(t *testing.T) {
	report := []byte(`{"messages":[{"type":"error","url":"file:/files/bad.html","lastLine":7,"message":"An “img” element must have an “alt” attribute."},
		{"type":"error","url":"file:/files/good.html","lastLine":9,"message":"CSS: Unrecognized at-rule “@container”"}]}`)
	got, err := parseNu(report, []string{"/files/good.html", "/files/bad.html"})
	if err != nil {
		t.Fatal(err)
	}
	wantRules(t, "bad.html", got["/files/bad.html"], "error")
	if list, judged := got["/files/good.html"]; !judged || len(list) != 0 {
		t.Errorf("good.html: %v, %v", list, judged)
	}
	for _, faulty := range []string{"Exception in thread main", string(report)} {
		if _, err := parseNu([]byte(faulty), []string{"/files/good.html"}); err == nil {
			t.Errorf("accepted: %s", faulty)
		}
	}
}

func TestReaderReports(t *testing.T) {
	wantReports(t, parseReader, map[string][]string{
		`{"seen":2,"findings":[{"rule":"dead entry","place":"contents: One","message":"one.xhtml: No Section Found"}]}`: {"dead entry"},
		`{"seen":2,"findings":[]}`: nil,
		`{"seen":0,"findings":[]}`: {"error"},
		`seen`:                     {"error"},
	})
}

// wantReports holds what parse makes of reports to the rules that it should name.
func wantReports(t *testing.T, parse func(string) ([]Finding, error), reports map[string][]string) {
	t.Helper()
	for content, want := range reports {
		path := filepath.Join(t.TempDir(), "report.json")
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		list, err := parse(path)
		if err != nil {
			list = []Finding{{Rule: "error"}}
		}
		wantRules(t, content, list, want...)
	}
	if _, err := parse("testdata/none"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no report: %v", err)
	}
}

func TestQPDFReports(t *testing.T) {
	if list := parseQPDF([]byte("No syntax or stream encoding errors found"), false); list != nil {
		t.Errorf("good: %v", list)
	}
	wantRules(t, "bad", parseQPDF([]byte("checking x\nWARNING: x: file is damaged\n"), true), "qpdf")
	wantRules(t, "silent", parseQPDF([]byte("no such file"), true), "qpdf")
}

func wantRules(t *testing.T, what string, list []Finding, want ...string) {
	t.Helper()
	var got []string
	for _, f := range list {
		got = append(got, f.Rule)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: rules %q, want %q", what, got, want)
	}
}

// puppet is a judge that says of each file what it is told to say.
func puppet(say map[string][]Finding) Judge {
	return Judge{
		Name: "Puppet", Ext: ".pdf", Refusal: "R1",
		Broken:    func() ([]byte, error) { return []byte("broken"), nil },
		installed: func(string) error { return nil },
		run: func(_ context.Context, _ string, files []string) (map[string][]Finding, error) {
			found := map[string][]Finding{}
			for _, f := range files {
				if list, ok := say[filepath.Base(f)]; ok {
					found[f] = list
				}
			}
			return found, nil
		},
	}
}

func TestAJudgeThatCannotBeReliedOnFails(t *testing.T) {
	refusal := []Finding{{Rule: "R1"}}
	good := map[string][]Finding{"broken.pdf": refusal, "a.pdf": nil}
	for name, c := range map[string]struct {
		say  map[string][]Finding
		want string
	}{
		"good":                {good, ""},
		"accepts the broken":  {map[string][]Finding{"broken.pdf": nil, "a.pdf": nil}, "accepted"},
		"wrong reason":        {map[string][]Finding{"broken.pdf": {{Rule: "R2"}}, "a.pdf": nil}, "accepted"},
		"passes over a file":  {map[string][]Finding{"broken.pdf": refusal}, "said nothing of a.pdf"},
		"passes over nothing": {map[string][]Finding{"a.pdf": nil}, "accepted"},
	} {
		_, err := puppet(c.say).Judge(t.Context(), "", []string{"a.pdf"})
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	both := puppet(good)
	both.Refusal = "R1, R2"
	if _, err := both.Judge(t.Context(), "", []string{"a.pdf"}); err == nil {
		t.Error("a broken file that is refused for one of two things is no failure")
	}
	missing := puppet(good)
	missing.installed = func(string) error { return errors.New("is not installed") }
	if _, err := missing.Judge(t.Context(), "", []string{"a.pdf"}); err == nil {
		t.Error("a missing judge is no failure")
	}
}

func TestReport(t *testing.T) {
	bad := puppet(map[string][]Finding{"broken.pdf": {{Rule: "R1"}}, "a.pdf": {{Rule: "R7", Place: "page 2", Message: "too\n wide"}}})
	bad.Name = "Bad"
	panel := Panel{Judges: []Judge{puppet(map[string][]Finding{"broken.pdf": {{Rule: "R1"}}, "a.pdf": nil}), bad, bad}, Workers: 2, Limit: time.Minute}
	panel.Judges[2].Name = "Skipped"
	panel.Skip = []string{"Skipped"}
	rows := panel.Sit(t.Context(), []string{"a.pdf", "b.epub"})
	for i := range rows {
		rows[i].Took = 0
	}
	var b strings.Builder
	if Report(&b, rows) {
		t.Error("a finding is reported as clean")
	}
	want := `judge    files  findings  broken file      seconds
Puppet   1      0         refused          0.0
Bad      1      1         refused          0.0
Skipped  -      -         skipped by name  -
a.pdf: Bad: R7: too wide (page 2)
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	if !Report(&b, rows[:1]) {
		t.Error("no finding is reported as a refusal")
	}
}

func TestSkippingAnUnknownJudgeIsAnError(t *testing.T) {
	if err := (Panel{Judges: All(), Skip: []string{"Ace"}}).Known(); err != nil {
		t.Error(err)
	}
	if err := (Panel{Judges: All(), Skip: []string{"ace"}}).Known(); err == nil {
		t.Error("a misspelt name is accepted")
	}
}

// Each PDF is judged by the standards that its version is of, and a PDF for a press by
// none of them; one that cannot be read, by all.
func TestJudgesReadTheFilesOfTheirStandard(t *testing.T) {
	dir := t.TempDir()
	for file, want := range map[string]string{
		"%PDF-1.7 ":                        "ua1 2a",
		"%PDF-2.0 ":                        "ua2 4",
		"%PDF-2.0 <pdfaid:conformance>F</": "ua2 4f",
		"%PDF-1.4 ":                        "",
		"%PDF-1.6 <pdfaid:conformance>F</": "",
		"":                                 "",
	} {
		path := filepath.Join(dir, "a.pdf")
		if err := os.WriteFile(path, []byte(file), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := readers(path); got != want {
			t.Errorf("%q is judged by %q, want %q", file, got, want)
		}
	}
	if got := readers(filepath.Join(dir, "none.pdf")); got != "ua1 2a ua2 4 4f" {
		t.Errorf("a file that cannot be read is judged by %q", got)
	}
}

// readers are the profiles of veraPDF that judge the file.
func readers(path string) string {
	var out []string
	for _, j := range All() {
		if flavour, ok := strings.CutPrefix(j.Name, "veraPDF "); ok && j.Reads(path) {
			out = append(out, flavour)
		}
	}
	return strings.Join(out, " ")
}

func TestCollect(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b/x.pdf", "a.epub", "b/c/y.md"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, nil, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Collect([]string{dir, filepath.Join(dir, "a.epub")})
	if err != nil || len(got) != 3 || filepath.Base(got[0]) != "a.epub" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := Collect([]string{filepath.Join(dir, "none")}); err == nil {
		t.Error("a missing path is no error")
	}
}

func TestOutputStopsAProgramThatTakesTooLong(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := output(ctx, nil, "go", "version"); err == nil {
		t.Error("a stopped program is no error")
	}
}

func TestScreensReports(t *testing.T) {
	for content, want := range map[string][]string{
		`{"documents":2,"found":[{"place":"a","message":"td"}]}`: {tooWide},
		`{"documents":2,"found":[]}`:                             nil,
		`{"documents":0,"found":[]}`:                             {"error"},
		`page`:                                                   {"error"},
	} {
		path := filepath.Join(t.TempDir(), "report.json")
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		list, err := parseScreens(path)
		if err != nil {
			list = []Finding{{Rule: "error"}}
		}
		wantRules(t, content, list, want...)
	}
}

// A judge that ./check did not install is run from the path.
func TestJudgesOnThePath(t *testing.T) {
	dir := t.TempDir()
	clean := `{"messages":[],"checker":{"nFatal":0,"nError":0,"nWarning":0}}`
	refusal := `{"messages":[{"ID":"RSC-001","severity":"ERROR","message":"m"}],"checker":{"nFatal":0,"nError":1,"nWarning":0}}`
	script := "#!/bin/sh\ncase $1 in *broken.epub) echo '" + refusal + "' > $3; exit 1;; esac\necho '" + clean + "' > $3\n"
	if err := os.WriteFile(filepath.Join(dir, "epubcheck"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	book := filepath.Join(dir, "b.epub")
	if err := os.WriteFile(book, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, j := range All() {
		err := j.Installed(dir)
		if j.Name != "EPUBCheck" {
			if err == nil {
				t.Errorf("%s is said to be installed", j.Name)
			}
			continue
		}
		verdicts, err := j.Judge(t.Context(), dir, []string{book})
		if err != nil || len(verdicts) != 1 || verdicts[0].Findings != nil {
			t.Errorf("%v, %v", err, verdicts)
		}
	}
}
