package pipeline

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// Every package says what comes in and what goes out, and everything exported
// has a sentence of its own.
func TestEverythingExportedIsDocumented(t *testing.T) {
	files := map[string][]*ast.File{}
	fset := token.NewFileSet()
	eachGoFile(t, "..", func(path string) {
		if strings.HasSuffix(path, "_test.go") {
			return
		}
		f, err := parser.ParseFile(fset, filepath.Join("..", path), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Dir(path)] = append(files[filepath.Dir(path)], f)
	})
	for dir, list := range files {
		pkg, err := doc.NewFromFiles(fset, list, module+filepath.ToSlash(dir))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range undocumented(pkg) {
			t.Errorf("%s has no comment", name)
		}
	}
}

// undocumented lists what is exported and has no comment. The methods of an
// error need none.
func undocumented(p *doc.Package) []string {
	var out []string
	note := func(comment, name string) {
		if strings.TrimSpace(comment) == "" {
			out = append(out, p.ImportPath+"."+name)
		}
	}
	note(p.Doc, "package")
	for _, v := range append(append([]*doc.Value{}, p.Consts...), p.Vars...) {
		note(v.Doc+specDocs(v), strings.Join(v.Names, ", "))
	}
	for _, f := range p.Funcs {
		note(f.Doc, f.Name)
	}
	for _, typ := range p.Types {
		note(typ.Doc, typ.Name)
		for _, f := range append(append([]*doc.Func{}, typ.Funcs...), typ.Methods...) {
			if f.Name != "Error" && f.Name != "Unwrap" {
				note(f.Doc, typ.Name+"."+f.Name)
			}
		}
	}
	return out
}

// specDocs gives the comments inside a group of constants or variables where
// each of them has one, and nothing where one has none.
func specDocs(v *doc.Value) string {
	all := ""
	for _, spec := range v.Decl.Specs {
		value, ok := spec.(*ast.ValueSpec)
		if !ok || value.Doc.Text()+value.Comment.Text() == "" {
			return ""
		}
		all += value.Doc.Text() + value.Comment.Text()
	}
	return all
}
