package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"octavo/pipeline/internal/qa/hostile"
)

// every is how many hostile inputs one of them stands for here; the check runs all, with
// their bounds.
const every = 40

// Hostile inputs end with an exit code and a message, what is sound in them is converted,
// and nothing is written or read outside of the input's folder.
func TestHostileInputs(t *testing.T) {
	program := filepath.Join(t.TempDir(), "octavo")
	if out, err := exec.Command("go", "build", "-o", program, "octavo/cmd/octavo").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for i, c := range hostile.Cases() {
		if c.Heavy || i%every != 0 {
			continue
		}
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			if err := c.Write(root); err != nil {
				t.Fatal(err)
			}
			o, err := hostile.Run(t.Context(), program, os.Environ(), c, root, hostile.Bound{Time: 2 * time.Minute})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range o.Faults {
				t.Errorf("%s; it said %.300q", f, o.Said)
			}
		})
	}
}
