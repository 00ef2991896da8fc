package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"octavo/pipeline"
)

// explain adds the remedy to errors of the output folder.
func (b *builder) explain(job pipeline.Job, err error) error {
	var conflict *pipeline.ConflictError
	if errors.As(err, &conflict) {
		return errors.New(strings.Join(b.conflictLines(job, conflict), "\n"))
	}
	var storing *pipeline.WriteError
	if errors.As(err, &storing) {
		return fmt.Errorf("%w\nNothing was changed in %s. Check that the folder can be written to and has room, or give another with --out DIR", err, b.out)
	}
	return err
}

// conflictLines say which files were in the way, why, and how to go on.
func (b *builder) conflictLines(job pipeline.Job, conflict *pipeline.ConflictError) []string {
	lines := []string{"nothing was replaced, so that nothing is lost:"}
	blocked, corrected := "", ""
	for _, f := range conflict.Files {
		path := filepath.Join(conflict.Dir, f.Name)
		lines = append(lines, fmt.Sprintf("  %s %s", path, f.Why))
		if f.Blocks {
			blocked = path
		}
		if f.Corrected {
			corrected = path
		}
	}
	if conflict.NewCopy != "" {
		lines = append(lines, "The new review copy is "+filepath.Join(conflict.Dir, conflict.NewCopy)+".")
	}
	if blocked != "" {
		return append(lines, "Move "+blocked+" away, or write into another folder with --out DIR.")
	}
	lines = append(lines, "To go on, do one of these:")
	if corrected != "" && corrected != job.Source {
		lines = append(lines, "  octavo build "+quoted(corrected)+"   to build from the corrected copy")
	}
	return append(lines, "  --out DIR   to write into another folder",
		"  --force     to replace the files; what they hold is lost")
}

// sparesWork refuses to write to the file name where that would destroy the
// input or a corrected review copy.
func sparesWork(name, input string) error {
	if name == "" || name == stdinArg {
		return nil
	}
	if input != "" && sameFile(name, input) {
		return fmt.Errorf("%s is the input itself and stays as it is; give another name with --out", name)
	}
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	if data, err := os.ReadFile(name); err == nil && pipeline.IsCorrected(data) {
		return fmt.Errorf("%s was changed since Octavo made it and stays as it is; give another name with --out, or remove the file", name)
	}
	return nil
}

// quoted makes a path one word for a shell.
func quoted(path string) string {
	if strings.ContainsAny(path, " '\"$`\\&;()<>|*?[]#~!") {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}
