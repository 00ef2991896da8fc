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
	"styles": nil, "fonts": nil, "source": nil, "judges": nil,

	"pipeline/diag": nil,
	"pipeline/geom": nil,
	"pipeline/ast":  {"pipeline/diag"},

	"pipeline/read/encoding": {"pipeline/diag"},
	"pipeline/read/markup":   {"pipeline/diag", "pipeline/ast"},
	"pipeline/read/...":      {"pipeline/diag", "pipeline/ast", "pipeline/read/encoding", "pipeline/read/markup"}, // never each other
	"pipeline/normalise":     {"pipeline/diag", "pipeline/ast", "pipeline/normalise/..."},
	"pipeline/normalise/...": {"pipeline/diag", "pipeline/ast", "pipeline/normalise/..."},
	"pipeline/matter":        {"pipeline/ast"},
	"pipeline/review":        {"pipeline/diag", "pipeline/ast"},
	"pipeline/structure":     {"pipeline/ast"},
	"pipeline/style":         {"pipeline/diag", "pipeline/geom", "pipeline/ast"},

	"pipeline/font":      nil,
	"pipeline/hyphen":    nil,
	"pipeline/linebreak": {"pipeline/geom"},

	"pipeline/layout": {"pipeline/diag", "pipeline/geom", "pipeline/ast", "pipeline/style",
		"pipeline/structure", "pipeline/font", "pipeline/hyphen", "pipeline/linebreak"},
	"pipeline/pdf":  {"pipeline/diag", "pipeline/geom", "pipeline/structure", "pipeline/font", "pipeline/layout"},
	"pipeline/epub": {"pipeline/diag", "pipeline/ast", "pipeline/matter"},

	// For measurements and proofs; nothing that converts imports them.
	"pipeline/bulk":   {"pipeline/ast"},
	"pipeline/judge":  {"judges"},
	"pipeline/verify": {"pipeline/ast"},
	"pipeline/proof":  {"pipeline", "pipeline/diag", "pipeline/ast", "pipeline/judge", "source"},

	"pipeline": {"pipeline/diag", "pipeline/ast", "pipeline/read/...", "pipeline/normalise",
		"pipeline/matter", "pipeline/review", "pipeline/structure", "pipeline/style",
		"pipeline/font", "pipeline/layout", "pipeline/pdf", "pipeline/epub", "styles", "fonts"},
	"cmd/...": {"pipeline/...", "pipeline", "source"},
}

const module = "octavo/"

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
