// Package module_test proves that another module can use this one, and that the
// module can be given another path.
package module_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	_ "octavo/pipeline" // so that the modules that it needs are on this machine
	"octavo/pipeline/internal/qa/golden"
)

// root is the repository's root.
var root = filepath.Join("..", "..", "..", "..")

// modulePath is this module's path, as go.mod has it.
func modulePath(t *testing.T) string {
	t.Helper()
	return strings.TrimSpace(run(t, root, "go", "list", "-m"))
}

// run runs a program in a folder and returns what it printed.
func run(t *testing.T, dir, program string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Dir = dir
	return printed(t, cmd)
}

// printed runs a program, which must not fail.
func printed(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(cmd.Args, " "), err, out)
	}
	return string(out)
}

// goRun is "go run ." in the folder of another module, without network and with
// its go.mod open to change.
func goRun(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "run", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	return cmd
}

// codeBlocks are the README's blocks of code under "Use as a library": the lines
// of go.mod and the program.
func codeBlocks(t *testing.T) (mod, program string) {
	t.Helper()
	_, section, _ := strings.Cut(golden.Read(t, filepath.Join(root, "README.md")), "\n## Use as a library\n")
	section, _, _ = strings.Cut(section, "\n## ")
	blocks := regexp.MustCompile("(?s)```(text|go)\n(.*?)```").FindAllStringSubmatch(section, -1)
	if len(blocks) != 2 || blocks[0][1] != "text" || blocks[1][1] != "go" {
		t.Fatal("the README has no section \"Use as a library\" with a block of go.mod and one of Go")
	}
	return blocks[0][2], blocks[1][2]
}

// office makes another module with the README's lines in its go.mod and one
// program, and returns its folder.
func office(t *testing.T, mod, program string) string {
	t.Helper()
	here, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	replaced := strings.Replace(mod, "=> ../octavo", "=> "+here, 1)
	if replaced == mod {
		t.Fatalf("the README's go.mod replaces nothing:\n%s", mod)
	}
	dir := t.TempDir()
	run(t, dir, "go", "mod", "init", "example.org/office")
	mod = golden.Read(t, filepath.Join(dir, "go.mod")) + replaced
	golden.Write(t, filepath.Join(dir, "go.mod"), []byte(mod))
	golden.Write(t, filepath.Join(dir, "go.sum"), []byte(golden.Read(t, filepath.Join(root, "go.sum"))))
	golden.Write(t, filepath.Join(dir, "main.go"), []byte(program))
	return dir
}

// The README's program, in a module of its own, makes the sample's editions.
func TestAnotherModuleConverts(t *testing.T) {
	mod, program := codeBlocks(t)
	out := printed(t, goRun(t, office(t, mod, program)))
	if !regexp.MustCompile(`^\d\d+ pages, \d{6,} bytes of PDF\n$`).MatchString(out) {
		t.Errorf("the program printed %q", out)
	}
}

// Another module cannot reach the inner packages.
func TestAnotherModuleCannotReachInside(t *testing.T) {
	mod, _ := codeBlocks(t)
	dir := office(t, mod, "package main\n\nimport _ \""+modulePath(t)+"/pipeline/internal/ast\"\n\nfunc main() {}\n")
	if out, err := goRun(t, dir).CombinedOutput(); err == nil || !strings.Contains(string(out), "use of internal package") {
		t.Errorf("an inner package was imported: %v\n%s", err, out)
	}
}

// A user who installs all commands gets the program and nothing else.
func TestOnlyTheProgramIsInstalled(t *testing.T) {
	path := modulePath(t)
	if got := strings.Fields(run(t, root, "go", "list", "./cmd/...")); len(got) != 1 || got[0] != path+"/cmd/octavo" {
		t.Errorf("go install ./cmd/... installs %q", got)
	}
}

// After .ci/rename-module a copy of the module builds, its tests of its own path
// pass, and nothing names the old path.
func TestModuleTakesAnotherPath(t *testing.T) {
	const path = "example.org/office/zetwerk"
	old := modulePath(t)
	dir := t.TempDir()
	copyModule(t, dir)
	run(t, dir, filepath.Join(".ci", "rename-module"), path)
	if got := strings.TrimSpace(run(t, dir, "go", "list", "-m")); got != path {
		t.Fatalf("the module is %s", got)
	}
	run(t, dir, "go", "build", "./...")
	run(t, dir, "go", "test", "-run", "TestImportsGoOneWay|TestExportedNames|TestNothingExported|TestEverythingExported", "./pipeline")
	named := regexp.MustCompile(`"` + regexp.QuoteMeta(old) + `/|(?m)^(require|replace) ` + regexp.QuoteMeta(old) + ` `)
	eachFile(t, dir, func(name string, data []byte, _ fs.FileMode) {
		if filepath.Ext(name) == ".go" || name == "README.md" {
			if at := named.FindIndex(data); at != nil {
				t.Errorf("%s still names %s", name, data[at[0]:at[1]])
			}
		}
	})
}

// A path that is none is refused, and nothing is changed.
func TestNoPathIsRefused(t *testing.T) {
	for _, path := range []string{"", "/octavo", "example.org/", "a b", `x"y`} {
		if out, err := exec.CommandContext(t.Context(), filepath.Join(root, ".ci", "rename-module"), path).CombinedOutput(); err == nil || !strings.Contains(string(out), "give the module's path") {
			t.Errorf("%q: %v, %s", path, err, out)
		}
	}
}

// copyModule copies what the module is made of.
func copyModule(t *testing.T, to string) {
	t.Helper()
	eachFile(t, root, func(name string, data []byte, mode fs.FileMode) {
		golden.Write(t, filepath.Join(to, name), data)
		if err := os.Chmod(filepath.Join(to, name), mode); err != nil {
			t.Fatal(err)
		}
	})
}

// eachFile visits the files below a folder, by their names from there, but what
// Git, ./check and a build keep for themselves.
func eachFile(t *testing.T, dir string, visit func(name string, data []byte, mode fs.FileMode)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (name == ".git" || name == ".cache" || name == "out"):
			return fs.SkipDir
		case !d.Type().IsRegular() || name == ".git": // in a worktree of Git it is a file
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		visit(name, data, info.Mode().Perm())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
