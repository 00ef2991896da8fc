//go:build unix

package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"time"
)

//go:embed typst.py
var typstScript string

// program is one that is measured. Others than Octavo are left out above their most
// pages, 0 for none, unless all are asked for: they take minutes or gigabytes there.
type program struct {
	name, makes string
	most        int
	find        func() error
	run         func() (usage, error)
}

// The names under which Octavo stands in a table.
const (
	ours   = "octavo"
	alone  = "octavo, one processor"
	theirs = "typst"
)

func (b *bench) programs() []program {
	onPath := func(name string) func() error {
		return func() error { _, err := exec.LookPath(name); return err }
	}
	module := func(name string) func() error {
		return func() error { return exec.Command(b.python, "-c", "import "+name).Run() }
	}
	return []program{
		{ours, "PDF, EPUB, Markdown, log", 0, onPath(b.octavo), func() (usage, error) { return b.runOctavo(nil) }},
		{alone, "the same", 0, onPath(b.octavo), func() (usage, error) { return b.runOctavo([]string{"GOMAXPROCS=1"}) }},
		{theirs, "PDF", 1000, module("typst"), b.runTypst},
		{"weasyprint", "PDF", 100, module("weasyprint"), b.runWeasyPrint},
		{"pandoc", "EPUB", 1000, onPath(b.pandoc), b.runPandoc},
	}
}

func (b *bench) runOctavo(environment []string) (usage, error) {
	return measured(environment, b.octavo, "build", b.file("report.txt"), "--quiet", "--out", b.file("out"))
}

// runTypst lets the script measure itself.
func (b *bench) runTypst() (usage, error) {
	var u usage
	cmd := exec.Command(b.python, "-c", typstScript, b.file("report.typ"), b.file("typst.pdf"), b.faces)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return u, err
	}
	return u, json.Unmarshal(out, &u)
}

func (b *bench) runWeasyPrint() (usage, error) {
	return measured(nil, b.python, "-m", "weasyprint", "--quiet", "--pdf-variant", "pdf/ua-1", b.file("clean/report.html"), b.file("weasyprint.pdf"))
}

func (b *bench) runPandoc() (usage, error) {
	return measured(nil, b.pandoc, "--from", "markdown", "--to", "epub3", "--toc", "--output", b.file("pandoc.epub"), b.file("clean/report.md"))
}

// measured runs a whole process.
func measured(environment []string, name string, args ...string) (usage, error) {
	cmd := exec.Command(name, args...)
	cmd.Env, cmd.Stderr = append(os.Environ(), environment...), os.Stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return usage{}, fmt.Errorf("%s: %w", name, err)
	}
	wall := time.Since(start)
	state := cmd.ProcessState
	return usage{Wall: wall.Seconds(), CPU: (state.UserTime() + state.SystemTime()).Seconds(), Peak: peak(state)}, nil
}
