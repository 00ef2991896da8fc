package pipeline

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport is the direction of imports: for each package of the module, the
// packages of the module that its code (tests aside) may import. A name that
// ends in "/..." stands for a folder. A package that is not listed is an error,
// so that a new one is given its place here, and so is an allowance that no
// import uses.
var mayImport = map[string][]string{
	"styles": nil, "fonts": nil, "source": nil, "judges": nil, "docs/schemas": nil,

	"pipeline/internal/diag":     nil,
	lazyRegexp:                   nil,
	"pipeline/internal/desk":     nil,
	"pipeline/internal/pdffile":  nil,
	"pipeline/internal/epubfile": nil,
	"pipeline/internal/check":    {"pipeline/internal/diag", "pipeline/internal/epubfile", "pipeline/internal/pdffile"},
	"pipeline/internal/geom":     nil,
	"pipeline/internal/text":     nil,
	"pipeline/internal/vector":   nil,
	"pipeline/internal/meta":     {"pipeline/internal/diag", "pipeline/internal/text"},
	"pipeline/internal/formula":  nil,
	"pipeline/internal/ast":      {"pipeline/internal/formula", "pipeline/internal/diag", "pipeline/internal/meta", "pipeline/internal/text"},

	"pipeline/internal/read/foreign":    {"pipeline/internal/diag"},
	"pipeline/internal/read/encoding":   {"pipeline/internal/diag", "pipeline/internal/text"},
	"pipeline/internal/read/attributes": nil,
	"pipeline/internal/read/typed":      {"pipeline/internal/ast"},
	"pipeline/internal/read/markup":     {"pipeline/internal/read/typed", "pipeline/internal/formula", "pipeline/internal/meta", "pipeline/internal/diag", "pipeline/internal/ast", "pipeline/internal/text"},
	"pipeline/internal/read/office":     {"pipeline/internal/read/typed", "pipeline/internal/formula", "pipeline/internal/meta", "pipeline/internal/diag", "pipeline/internal/ast", "pipeline/internal/read/encoding", "pipeline/internal/read/foreign", "pipeline/internal/read/markup", "pipeline/internal/text"},
	"pipeline/internal/read/...": {"pipeline/internal/formula", "pipeline/internal/meta", "pipeline/internal/diag", "pipeline/internal/ast",
		"pipeline/internal/read/attributes", "pipeline/internal/read/encoding", "pipeline/internal/read/foreign", "pipeline/internal/read/markup", "pipeline/internal/read/office", "pipeline/internal/text", "pipeline/internal/wording"}, // never each other
	"pipeline/internal/understand":     {"pipeline/internal/hyphen", "pipeline/internal/meta", "pipeline/internal/diag", "pipeline/internal/ast", "pipeline/internal/understand/...", "pipeline/internal/text"},
	"pipeline/internal/understand/...": {"pipeline/internal/diag", "pipeline/internal/ast", "pipeline/internal/understand/...", "pipeline/internal/text"},
	"pipeline/internal/resolve":        {"pipeline/internal/ast", "pipeline/internal/diag", "pipeline/internal/text"},
	"pipeline/internal/element":        {"pipeline/internal/ast", "pipeline/internal/resolve"},
	"pipeline/internal/matter":         {"pipeline/internal/resolve", "pipeline/internal/meta", "pipeline/internal/ast", "pipeline/internal/wording"},
	"pipeline/internal/studio/review":  {"pipeline/internal/diag", "pipeline/internal/ast"},
	"pipeline/internal/structure":      {"pipeline/internal/formula", "pipeline/internal/resolve", "pipeline/internal/ast", "pipeline/internal/wording"},
	"pipeline/internal/style":          {"pipeline/internal/element", "pipeline/internal/resolve", "pipeline/internal/diag", "pipeline/internal/geom", "pipeline/internal/ast"},

	"pipeline/internal/barcode":   nil,
	"pipeline/internal/icc":       nil,
	"pipeline/internal/bidi":      nil,
	"pipeline/internal/font":      nil,
	"pipeline/internal/hyphen":    {"pipeline/internal/wording"},
	"pipeline/internal/wording":   nil,
	"pipeline/internal/linebreak": {"pipeline/internal/geom"},

	"pipeline/internal/layout": {"pipeline/internal/barcode", "pipeline/internal/formula", "pipeline/internal/element", "pipeline/internal/resolve", "pipeline/internal/diag", "pipeline/internal/geom", "pipeline/internal/ast", "pipeline/internal/style",
		"pipeline/internal/structure", "pipeline/internal/vector", "pipeline/internal/font", "pipeline/internal/hyphen", "pipeline/internal/linebreak", "pipeline/internal/wording", "pipeline/internal/text", "pipeline/internal/bidi", "pipeline/internal/meta"},
	"pipeline/internal/write/pdf": {"pipeline/internal/ast", "pipeline/internal/diag", "pipeline/internal/geom", "pipeline/internal/icc", "pipeline/internal/structure",
		"pipeline/internal/font", "pipeline/internal/layout", "pipeline/internal/text", "pipeline/internal/vector"},
	"pipeline/internal/account":        {"pipeline/internal/diag", "pipeline/internal/ast", "pipeline/internal/text"},
	"pipeline/internal/write/proof":    {"pipeline/internal/ast", "pipeline/internal/meta"},
	"pipeline/internal/write/markdown": {"pipeline/internal/formula", "pipeline/internal/ast", "pipeline/internal/text"},
	"pipeline/internal/write/archive":  {"pipeline/internal/diag", "pipeline/internal/meta", "pipeline/internal/text"},
	"pipeline/internal/write/docling":  {"pipeline/internal/ast", "pipeline/internal/meta"},
	"pipeline/internal/write/pandoc":   {"pipeline/internal/ast", "pipeline/internal/meta"},
	"pipeline/internal/write/epub": {"pipeline/internal/formula", "pipeline/internal/element", "pipeline/internal/resolve", "pipeline/internal/meta", "pipeline/internal/diag", "pipeline/internal/geom", "pipeline/internal/ast", "pipeline/internal/matter",
		"pipeline/internal/wording", "pipeline/internal/font", "pipeline/internal/linebreak", "pipeline/internal/bidi"},

	"pipeline/internal/audit/bag":     {"pipeline/internal/diag"},
	"pipeline/internal/audit/mdto":    nil,
	"pipeline/internal/audit/sip":     {"pipeline/internal/audit/bag", "pipeline/internal/audit/mdto", "pipeline/internal/diag", "pipeline/internal/write/archive"},
	"pipeline/internal/audit/letters": {"pipeline/internal/ast", "pipeline/internal/audit/bag", "pipeline/internal/pdffile"},
	"pipeline/internal/write/html":    {"pipeline/internal/resolve", "pipeline/internal/meta", "pipeline/internal/diag", "pipeline/internal/write/epub"},

	// For measurements and proofs; nothing that converts imports them.
	"pipeline/internal/qa/golden":     nil,
	"pipeline/internal/qa/backlog":    {"pipeline/internal/ast", "pipeline/internal/qa/bulk", "pipeline/internal/write/markdown", "pipeline/internal/write/pandoc"},
	"pipeline/internal/qa/bulk":       {"pipeline/internal/ast"},
	"pipeline/internal/qa/sample":     {"pipeline/internal/ast", "pipeline/internal/read/plaintext", "pipeline/internal/understand", "source"},
	"pipeline/internal/qa/random":     {"pipeline/internal/ast", "pipeline/internal/meta"},
	"pipeline/internal/qa/hostile":    {"fonts", "pipeline/internal/qa/bulk", "pipeline/internal/qa/sample", "source"},
	"pipeline/internal/qa/officetest": {"pipeline/internal/ast", "pipeline/internal/diag", "pipeline/internal/qa/golden", "pipeline/internal/read/markdown", "pipeline/internal/read/office", "pipeline/internal/understand", "pipeline/internal/write/markdown"},
	"pipeline/internal/qa/judge":      {"judges"},
	"pipeline/internal/qa/draw":       {"judges"},
	"pipeline/internal/qa/verify":     {"pipeline/internal/ast"},
	"pipeline/internal/qa/proof": {"pipeline", "pipeline/internal/ast", "pipeline/internal/qa/judge",
		"pipeline/internal/read/markdown", "pipeline/internal/understand", "source"},
	"pipeline/internal/qa/train":   {"pipeline/internal/ast", "pipeline/internal/diag", "pipeline/internal/meta", "pipeline/internal/read/plaintext", "pipeline/internal/understand", "pipeline/internal/understand/lexicon"},
	"pipeline/internal/qa/factory": {"pipeline", "pipeline/internal/hyphen"},
	"pipeline/internal/qa/cmd/...": {"pipeline", "pipeline/...", "source"},

	"pipeline": {"pipeline/internal/account", "pipeline/internal/check", "pipeline/internal/qa/judge", "pipeline/internal/geom", "pipeline/internal/element", "pipeline/internal/meta", "pipeline/internal/diag", "pipeline/internal/desk", "pipeline/internal/text", "pipeline/internal/ast", "pipeline/internal/read/...", "pipeline/internal/understand", "pipeline/internal/understand/annotate/inline",
		"pipeline/internal/matter", "pipeline/internal/resolve", "pipeline/internal/studio/review", "pipeline/internal/structure", "pipeline/internal/style", "pipeline/internal/audit/...",
		"pipeline/internal/font", "pipeline/internal/layout", "pipeline/internal/vector", "pipeline/internal/write/...", "styles", "fonts", "docs/schemas"},
	"pipeline/batch": {"pipeline"},
	// A module of its own, so that what it needs never enters the one binary.
	"engine":         {"engine/backlog", "engine/bucket", "pipeline"},
	"engine/backlog": {"engine/bucket", "pipeline", "pipeline/batch"},
	"engine/bucket":  {"pipeline", "pipeline/batch"},
	"cmd/...":        {"pipeline", "pipeline/batch", "source"},
}

const module = "octavo/"

// lazyRegexp stands in for package regexp of the standard library, which all may import.
const lazyRegexp = "pipeline/internal/pattern"

func TestImportsGoOneWay(t *testing.T) {
	used := map[string][]string{} // what the packages of each row import
	for pkg, imports := range packageImports(t, "..") {
		row := rowFor(pkg)
		if row == "" {
			t.Errorf("package %s has no row in mayImport: give it its place in the direction of imports", pkg)
			continue
		}
		used[row] = append(used[row], imports...)
		for _, imp := range imports {
			if imp == lazyRegexp {
				continue
			}
			if !slices.ContainsFunc(mayImport[row], func(p string) bool { return matches(p, imp) }) {
				t.Errorf("%s imports %s, which its row in mayImport does not allow", pkg, imp)
			}
		}
	}
	for row, patterns := range mayImport {
		if _, exists := used[row]; !exists {
			t.Errorf("mayImport has a row for %s, where there is no package", row)
		}
		for _, p := range patterns {
			if !slices.ContainsFunc(used[row], func(imp string) bool { return matches(p, imp) }) {
				t.Errorf("mayImport allows %s to import %s, which it does not", row, p)
			}
		}
	}
}

// rowFor finds the row that names pkg itself, else a folder above it.
func rowFor(pkg string) string {
	if _, ok := mayImport[pkg]; ok {
		return pkg
	}
	for row := range mayImport {
		if matches(row, pkg) {
			return row
		}
	}
	return ""
}

func matches(pattern, pkg string) bool {
	folder, isFolder := strings.CutSuffix(pattern, "...")
	return pattern == pkg || isFolder && strings.HasPrefix(pkg, folder)
}

// packageImports maps each package under root, by its path from there, to what
// it imports of this module, test files aside.
func packageImports(t *testing.T, root string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	eachGoFile(t, root, func(path string) {
		if strings.HasSuffix(path, "_test.go") {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, path), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		pkg := filepath.ToSlash(filepath.Dir(path))
		out[pkg] = append(out[pkg], nil...)
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if own, ok := strings.CutPrefix(name, module); ok {
				out[pkg] = append(out[pkg], own)
			}
		}
	})
	return out
}

// eachGoFile calls visit with the path of every Go file of the module, from
// root.
func eachGoFile(t *testing.T, root string, visit func(path string)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") && path != "." || d.Name() == "testdata" || d.Name() == "out"):
			return fs.SkipDir
		case strings.HasSuffix(path, ".go"):
			visit(path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
