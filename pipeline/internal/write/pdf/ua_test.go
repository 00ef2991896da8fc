package pdf

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/structure"
)

// clauses are those of ISO 14289-1:2014 that ask something of a file.
var clauses = strings.Fields(`5 6.2 7.1 7.2 7.3 7.4.2 7.4.4 7.5 7.6 7.7 7.8 7.9 7.10 7.11 7.12 7.13 7.14 7.15 7.16
	7.17 7.18.1 7.18.2 7.18.3 7.18.4 7.18.5 7.18.6 7.18.7 7.18.8 7.19 7.20 7.21.3.1 7.21.3.2 7.21.3.3
	7.21.4.1 7.21.4.2 7.21.5 7.21.6 7.21.7 7.21.8`)

// clauses2 are those of ISO 14289-2:2024 that veraPDF's profile names, with those of
// one kind of annotation or form field under the clause above them.
var clauses2 = strings.Fields(`5 6.2 8.2.1 8.2.2 8.2.4 8.2.5.2 8.2.5.8 8.2.5.12 8.2.5.14 8.2.5.20 8.2.5.23 8.2.5.24 8.2.5.25 8.2.5.26
	8.2.5.27 8.2.5.28.2 8.2.5.29 8.4.3 8.4.4 8.4.5.3.1 8.4.5.3.2 8.4.5.4 8.4.5.5.1 8.4.5.6 8.4.5.7 8.4.5.8 8.4.5.9
	8.6 8.7 8.8 8.9.2 8.9.3.3 8.9.4.2 8.10 8.11.1 8.11.2 8.14.1`)

// TestLedger holds the ledgers: every clause stands in its one, in order, and what is
// enforced names a test that exists.
func TestLedger(t *testing.T) {
	tests := testNames(t, ".", "../../structure")
	for file, want := range map[string][]string{"PDF_UA1.md": clauses, "PDF_UA2.md": clauses2} {
		if seen := ledger(t, file, tests); !slices.Equal(seen, want) {
			t.Errorf("clauses in %s: %v\nwant: %v", file, seen, want)
		}
	}
}

// ledger checks the rows of a ledger and returns its clauses.
func ledger(t *testing.T, file string, tests map[string]bool) []string {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	for _, line := range strings.Split(string(data), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 7 || strings.HasPrefix(line, "|---") || strings.HasPrefix(line, "| clause") {
			continue
		}
		clause, status, test := strings.TrimSpace(cells[1]), strings.TrimSpace(cells[3]), strings.TrimSpace(cells[5])
		if len(seen) == 0 || seen[len(seen)-1] != clause {
			seen = append(seen, clause)
		}
		checkLedgerRow(t, clause, status, test, tests)
	}
	return seen
}

func checkLedgerRow(t *testing.T, clause, status, test string, tests map[string]bool) {
	t.Helper()
	switch status {
	case "enforced":
		if !tests[test] {
			t.Errorf("%s is enforced by %q, which is not a test", clause, test)
		}
	case "cannot occur", "caller's duty", "open":
	default:
		t.Errorf("%s has the status %q", clause, status)
	}
}

// testNames are the test functions in the folders.
func testNames(t *testing.T, dirs ...string) map[string]bool {
	out := map[string]bool{}
	for _, dir := range dirs {
		files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no tests in %s: %v", dir, err)
		}
		for _, path := range files {
			f, err := goparser.ParseFile(token.NewFileSet(), path, nil, goparser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
					out[fn.Name.Name] = true
				}
			}
		}
	}
	return out
}

func TestEverythingDrawnIsMarked(t *testing.T) {
	for _, book := range cases {
		b, tree := book(t)
		data, _ := write(t, b, tree, fullOptions)
		inspect(t, data) // contentReader fails on what is drawn outside a mark
	}
}

func TestArtifactsSayWhatTheyAre(t *testing.T) {
	book, tree := oneLine(t, nil)
	book.Pages[0].Fragments = nil
	for _, kind := range []layout.Artifact{layout.NotArtifact, layout.HeaderArt, layout.FooterArt, layout.LayoutArt, layout.PageArt, layout.BackgroundArt} {
		book.Pages[0].Fragments = append(book.Pages[0].Fragments, layout.Fragment{Artifact: kind,
			Rule: &layout.Rule{Rect: geom.Rect{Size: geom.Size{W: geom.Pt, H: geom.Pt}}}})
	}
	data, _ := write(t, book, tree, fullOptions)
	in := inspect(t, data)
	var got []string
	for _, line := range strings.Split(string(in.content(in.pages[0])), "\n") {
		if strings.HasSuffix(line, "BDC") {
			got = append(got, line)
		}
	}
	want := []string{
		"/Artifact<</Type /Layout>> BDC",
		"/Artifact<</Attached [/Top]/Subtype /Header/Type /Pagination>> BDC",
		"/Artifact<</Attached [/Bottom]/Subtype /Footer/Type /Pagination>> BDC",
		"/Artifact<</Type /Layout>> BDC",
		"/Artifact<</Type /Page>> BDC",
		"/Artifact<</Type /Background>> BDC",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestRolesLeadToStandardTypes(t *testing.T) {
	for role, standard := range structure.RoleMap {
		if structure.RoleMap[standard] != "" {
			t.Errorf("%s leads to %s, which is our own", role, standard)
		}
	}
}

func TestLinksAreDescribed(t *testing.T) {
	for name, book := range cases {
		b, tree := book(t)
		data, _ := write(t, b, tree, fullOptions)
		in := inspect(t, data)
		for _, page := range in.pages {
			list, _ := page.get("Annots").(array)
			for _, a := range list {
				if textOf(in.dict(a).get("Contents")) == "" {
					t.Errorf("%s: a link without a description", name)
				}
			}
		}
	}
}

func TestNotesHaveTheirOwnIDs(t *testing.T) {
	book, tree := notesBook(t)
	data, _ := write(t, book, tree, fullOptions)
	in := inspect(t, data)
	names, _ := in.dict(in.dict(in.catalog().get("StructTreeRoot")).get("IDTree")).get("Names").(array)
	if len(names) != 4 || textOf(names[0]) != "fn-a" || textOf(names[2]) != "fn-b" {
		t.Fatalf("IDTree: %s", names.encode(nil))
	}
	for i := 0; i < len(names); i += 2 {
		e := in.dict(names[i+1])
		if e.get("S") != name("Note") || textOf(e.get("ID")) != textOf(names[i]) {
			t.Errorf("%s leads to %s", names[i].encode(nil), e.encode(nil))
		}
	}
}
