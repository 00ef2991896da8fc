// Package bagit_test has PyPI's bagit, of the Library of Congress, prove the bags of
// archive packages by RFC 8493.
package bagit_test

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"octavo/pipeline/internal/qa/proof"
)

// modules is the folder in which ./check installs it.
var modules = filepath.Join(proof.Cache(), "bagit")

func TestMain(m *testing.M) { proof.Main(m, installed()) }

func installed() error {
	const what = "bagit, which Python 3 with pip brings"
	if _, err := exec.LookPath("python3"); err != nil {
		return errors.New(what)
	}
	return proof.Missing(filepath.Join("bagit", "bagit.py"), what)
}

// validate is nil where bagit takes a folder for a valid bag.
func validate(t *testing.T, bag string) error {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "python3", filepath.Join(modules, "bagit.py"), "--validate", bag)
	cmd.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

func TestBagsAreValid(t *testing.T) {
	checked := 0
	for _, bag := range proof.Packages(t) {
		if _, err := os.Stat(filepath.Join(bag, "bagit.txt")); err != nil {
			continue // the other form is no bag
		}
		if err := validate(t, bag); err != nil {
			t.Error(err)
		}
		checked++
	}
	if checked != 2 {
		t.Errorf("%d bags", checked)
	}
}

func TestBrokenBagsAreRefused(t *testing.T) {
	sound := os.DirFS(proof.Packages(t)[0])
	for name, damage := range map[string]func(bag string) error{
		"a changed byte": func(bag string) error {
			file := proof.Within(t, bag, "-source.txt")[0]
			proof.Edit(t, file, func(s string) string { return "X" + s[1:] })
			return nil
		},
		"a file is gone": func(bag string) error { return os.Remove(proof.Within(t, bag, ".epub")[0]) },
		"an extra file":  func(bag string) error { return os.WriteFile(filepath.Join(bag, "data", "x"), []byte("x"), 0o644) },
		"another bag-info": func(bag string) error {
			proof.Edit(t, filepath.Join(bag, "bag-info.txt"), func(s string) string { return s + "X: y\n" })
			return nil
		},
		"no declaration": func(bag string) error { return os.Remove(filepath.Join(bag, "bagit.txt")) },
		"no manifest at all": func(bag string) error {
			return cmp.Or(os.Remove(filepath.Join(bag, "manifest-sha256.txt")), os.Remove(filepath.Join(bag, "manifest-sha512.txt")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			bag := t.TempDir()
			if err := cmp.Or(os.CopyFS(bag, sound), damage(bag)); err != nil {
				t.Fatal(err)
			}
			if err := validate(t, bag); err == nil {
				t.Error("bagit took it")
			}
		})
	}
}
