package wording

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

// root is the module's folder.
const root = "../../.."

// exempt are the rooms that read a language instead of writing it, and those
// that make nothing of a publication.
var exempt = []string{"pipeline/internal/understand", "pipeline/internal/meta", "pipeline/internal/wording", "pipeline/internal/qa", "pipeline/internal/ast/examples.go"}

// TestNoWordStandsInCode holds that words of a publication are said here and
// nowhere else: no string in the code is one of them, or names a language.
func TestNoWordStandsInCode(t *testing.T) {
	said := sayings()
	if len(said) < 60 {
		t.Fatalf("only %d words to look for", len(said))
	}
	files := 0
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (strings.HasPrefix(d.Name(), ".") && path != "." || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && !isExempt(path) {
			files++
			for pos, literal := range literals(t, filepath.Join(root, path)) {
				if word := stray(literal, said); word != "" {
					t.Errorf("%s: %q belongs to package wording", pos, word)
				}
			}
		}
		return nil
	})
	if err != nil || files < 100 {
		t.Errorf("%d files were read (%v)", files, err)
	}
}

func isExempt(path string) bool {
	for _, e := range exempt {
		if strings.HasPrefix(filepath.ToSlash(path), e) {
			return true
		}
	}
	return false
}

// literals gives the strings of a Go file by their places.
func literals(t *testing.T, file string) map[string]string {
	t.Helper()
	fset, out := token.NewFileSet(), map[string]string{}
	parsed, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		if _, isImport := n.(*ast.ImportSpec); isImport {
			return false
		}
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, err := strconv.Unquote(lit.Value); err == nil {
				out[fset.Position(lit.Pos()).String()] = text
			}
		}
		return true
	})
	return out
}

// sayings are the words to look for. Single English words are left out, and
// those of other languages that are spelled as English ones: PDF and EPUB have
// names like Title and Note of their own.
func sayings() map[string]bool {
	english, out := map[string]bool{}, map[string]bool{}
	for _, word := range stringsIn(reflect.ValueOf(*For("en"))) {
		english[strings.ToLower(word)] = true
	}
	for _, lang := range Languages() {
		for _, word := range stringsIn(reflect.ValueOf(*For(lang))) {
			word = strings.Trim(strings.ReplaceAll(word, "%s", ""), " \u00a0:.")
			if len(word) > 2 && (strings.Contains(word, " ") || lang != "en" && !english[strings.ToLower(word)]) {
				out[word] = true
			}
		}
	}
	return out
}

// stringsIn lists the strings in a struct.
func stringsIn(v reflect.Value) []string {
	var out []string
	switch v.Kind() {
	case reflect.String:
		out = append(out, v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			out = append(out, stringsIn(v.Field(i))...)
		}
	case reflect.Array:
		for i := range v.Len() {
			out = append(out, stringsIn(v.Index(i))...)
		}
	}
	return out
}

// stray returns the word of a publication, or the language, that a string is;
// words of several words also where they stand in a longer string.
func stray(literal string, said map[string]bool) string {
	trimmed := strings.Trim(strings.ReplaceAll(literal, "%s", ""), " \u00a0:.")
	if said[trimmed] {
		return trimmed
	}
	if _, isLang := folders()[trimmed]; isLang && trimmed != fallback {
		return trimmed
	}
	for word := range said {
		if strings.Contains(word, " ") && strings.Contains(literal, word) {
			return word
		}
	}
	return ""
}

func TestStray(t *testing.T) {
	said := sayings()
	for literal, want := range map[string]string{
		"Inhoud": "Inhoud", " Colofon: %s": "Colofon", "nl": "nl", "Terug naar verwijzing %d": "Terug naar verwijzing",
		"maart": "maart", "Start of the text": "Start of the text",
		"Title": "", "Note": "", "Contents": "", "en": "", "": "", "Inhoudsmaat": "",
	} {
		if got := stray(literal, said); got != want {
			t.Errorf("%q: got %q, want %q", literal, got, want)
		}
	}
}
