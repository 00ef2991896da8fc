package pipeline

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/qa/golden"
)

// The one public package's names and shapes are a promise: each that is added or
// changed shows here.
func TestExportedNamesAreTheseOnes(t *testing.T) {
	golden.Compare(t, "testdata/api.golden", strings.Join(apiOf(public(t)), "\n")+"\n")
}

// No exported name leads to a type of an inner package, which nobody outside
// could name and which is no promise.
func TestNothingExportedExposesAnInnerType(t *testing.T) {
	for _, fault := range exposed(public(t)) {
		t.Error(fault)
	}
}

// The test above finds every way in which a type can be exposed.
func TestExposedTypesAreFound(t *testing.T) {
	exposing := []string{
		"var V diag.Pos", "var V = diag.Pos{}", "type T = diag.Pos", "type T diag.Log", "const C diag.Severity = 0",
		"type T struct { F *diag.Pos }", "type T struct { F []map[string]func(diag.Pos) }", "type T struct { diag.Pos }",
		"type t struct { F diag.Pos }; type T struct { t }", "type t struct { F diag.Pos }; func F() t { return t{} }",
		"func F(diag.Pos) {}", "func F() (<-chan diag.Pos, error) { return nil, nil }", "type T struct{}; func (*T) M() *diag.Log { return nil }",
		"type T interface { M(diag.Pos) }", "func F[P interface{ ~[]diag.Pos }](P) {}", "type T[P any] struct { F P }; var V T[diag.Pos]",
	}
	kept := []string{
		"var v diag.Pos", "type T struct { f diag.Pos }", "func f(diag.Pos) {}", "type T struct{}; func (T) m(diag.Pos) {}",
		"func F() { var p diag.Pos; _ = p }", "type T struct { F []string; T *T }",
	}
	for _, code := range exposing {
		if exposed(checked(t, code)) == nil {
			t.Errorf("not found: %s", code)
		}
	}
	for _, code := range kept {
		if faults := exposed(checked(t, code)); faults != nil {
			t.Errorf("%s: %q", code, faults)
		}
	}
}

// checked is a package like this one, with code that may use diag.
func checked(t *testing.T, code string) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	src := "package pipeline\nimport \"" + module + "pipeline/internal/diag\"\nvar _ diag.Pos\n" + code
	file, err := parser.ParseFile(fset, "code.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Importer: compiled(t, fset)}
	pkg, err := conf.Check(module+"pipeline", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatalf("%s: %v", code, err)
	}
	return pkg
}

// public is this package as its importers see it.
func public(t *testing.T) *types.Package {
	t.Helper()
	pkg, err := compiled(t, token.NewFileSet()).Import(module + "pipeline")
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

// exports are the files in which the compiler leaves what packages export.
var exports map[string]string

// compiled imports this package and those that it is made of, from what the
// compiler left.
func compiled(t *testing.T, fset *token.FileSet) types.Importer {
	t.Helper()
	if exports == nil {
		out, err := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Export", ".").Output()
		if err != nil {
			t.Fatal(err)
		}
		exports = map[string]string{}
		for dec := json.NewDecoder(bytes.NewReader(out)); ; {
			var p struct{ ImportPath, Export string }
			if err := dec.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			exports[p.ImportPath] = p.Export
		}
	}
	return importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
}

// apiOf lists what a package exports, a line each: names with their types,
// fields and methods below their type.
func apiOf(pkg *types.Package) []string {
	short := types.RelativeTo(pkg)
	var out []string
	for _, name := range exportedNames(pkg) {
		obj := pkg.Scope().Lookup(name)
		line := types.ObjectString(obj, short)
		named, isType := obj.Type().(*types.Named)
		_, declared := obj.(*types.TypeName)
		if !isType || !declared {
			out = append(out, line)
			continue
		}
		kind, _, _ := strings.Cut(types.TypeString(named.Underlying(), short), "{")
		out = append(out, "type "+name+" "+strings.TrimSpace(kind))
		if s, ok := named.Underlying().(*types.Struct); ok {
			for f := range s.Fields() {
				if f.Exported() {
					out = append(out, fmt.Sprintf("    %s %s", f.Name(), types.TypeString(f.Type(), short)))
				}
			}
		}
		for _, m := range methodsOf(named) {
			out = append(out, "    "+types.ObjectString(m, short))
		}
	}
	return out
}

func exportedNames(pkg *types.Package) []string {
	return slices.DeleteFunc(pkg.Scope().Names(), func(name string) bool { return !token.IsExported(name) })
}

// methodsOf are the exported methods of a type or its pointer, promoted ones
// included.
func methodsOf(t types.Type) []types.Object {
	if !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	var out []types.Object
	for m := range types.NewMethodSet(t).Methods() {
		if m.Obj().Exported() {
			out = append(out, m.Obj())
		}
	}
	return out
}

// exposed says for each inner type that a package's exported names lead to by
// which name that is.
func exposed(pkg *types.Package) []string {
	e := &exposure{seen: map[types.Type]bool{}}
	for _, name := range exportedNames(pkg) {
		e.name = name
		e.visit(pkg.Scope().Lookup(name).Type())
	}
	return e.faults
}

// exposure walks through types.
type exposure struct {
	name   string
	seen   map[types.Type]bool
	faults []string
}

func (e *exposure) visit(t types.Type) {
	if t = types.Unalias(t); e.seen[t] {
		return
	}
	e.seen[t] = true
	switch t := t.(type) {
	case *types.Named:
		e.named(t)
	case *types.Struct:
		for f := range t.Fields() {
			if f.Exported() || f.Embedded() {
				e.visit(f.Type())
			}
		}
	case *types.Signature:
		for p := range t.TypeParams().TypeParams() {
			e.visit(p.Constraint())
		}
		e.visit(t.Params())
		e.visit(t.Results())
	case *types.Tuple:
		for v := range t.Variables() {
			e.visit(v.Type())
		}
	case *types.Interface:
		for m := range t.Methods() {
			e.visit(m.Type())
		}
		for in := range t.EmbeddedTypes() {
			e.visit(in)
		}
	case *types.Union:
		for term := range t.Terms() {
			e.visit(term.Type())
		}
	case *types.Map:
		e.visit(t.Key())
		e.visit(t.Elem())
	case interface{ Elem() types.Type }: // pointer, slice, array, channel
		e.visit(t.Elem())
	}
}

// named visits a type of this module through its shape and methods; what other
// modules export is theirs.
func (e *exposure) named(t *types.Named) {
	for arg := range t.TypeArgs().Types() {
		e.visit(arg)
	}
	pkg := t.Obj().Pkg()
	switch {
	case pkg == nil || !strings.HasPrefix(pkg.Path()+"/", module):
	case strings.Contains(pkg.Path(), "/internal/"):
		e.faults = append(e.faults, fmt.Sprintf("%s exposes %s", e.name, t))
	default:
		e.visit(t.Underlying())
		for _, m := range methodsOf(t) {
			e.visit(m.Type())
		}
	}
}
