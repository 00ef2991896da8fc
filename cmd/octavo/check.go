package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
)

func checkCommand(env *environment) *cli.Command {
	return &cli.Command{
		Name:         "check",
		Usage:        "look over finished EPUBs and PDFs, made by Octavo or not",
		ArgsUsage:    "FILE...",
		OnUsageError: onUsageError,
		Description: `Says what was looked at, what was found, and what only outside judges and people
can say. It needs no Java and no network, and never says that a file conforms.

Examples:
   octavo check out/report.epub out/report.pdf
   octavo check book.epub --log json
   octavo check book.epub --judges           EPUBCheck and Ace too, where installed

Exit codes: 0 nothing was found, 1 something was, or a file could not be read,
2 wrong command line. Notes (info) and judges that did not run do not count.`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "judges", Usage: "ask the outside judges that are installed as well: veraPDF, qpdf, EPUBCheck, Ace", DisableDefaultText: true},
			&cli.StringFlag{Name: "judges-in", Value: ".cache", Usage: "the `DIR` into which ./check has installed them"},
			logFlag(),
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "print only what is wrong", DisableDefaultText: true},
		},
		Action: func(c *cli.Context) error { return env.check(c) },
	}
}

// checker is one run of the command.
type checker struct {
	env    *environment
	quiet  bool
	looked map[string]bool // kinds of which it was said what was looked at
	wrong  bool
}

func (env *environment) check(c *cli.Context) error {
	if err := env.takeLog(c); err != nil {
		return err
	}
	files := c.Args().Slice()
	if len(files) == 0 || slices.Contains(files, "") {
		return usagef("no file is named; name finished files: octavo check FILE.epub FILE.pdf")
	}
	k := &checker{env: env, quiet: c.Bool("quiet"), looked: map[string]bool{}}
	var sound []string
	for _, file := range files {
		err := k.file(file)
		if stopsAll(err) {
			return err
		}
		if err != nil {
			k.wrong = true
			if err := env.failure(file, err); err != nil {
				return err
			}
			continue
		}
		sound = append(sound, file)
	}
	if c.Bool("judges") {
		if err := k.judges(c.Context, c.String("judges-in"), sound); err != nil {
			return err
		}
	}
	if k.wrong {
		return errSaid
	}
	return nil
}

// maxChecked bounds the files that are read, in bytes.
const maxChecked = 1 << 30

// file looks over one file and tells what was found.
func (k *checker) file(name string) error {
	info, err := os.Stat(name)
	if err != nil {
		return pipeline.FileError(name, err)
	}
	if info.Mode()&fs.ModeDevice != 0 {
		return pipeline.FileError(name, errDevice)
	}
	if info.Size() > maxChecked {
		return &pipeline.InputError{Pos: pipeline.Pos{File: name}, Message: "the file has more than 1 GB", Remedy: "ask the outside judges"}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return pipeline.FileError(name, err)
	}
	seen, err := pipeline.CheckFile(name, data)
	if err != nil {
		return err
	}
	k.wrong = k.wrong || seen.Wrong() > 0
	if k.env.json {
		return k.lines(name, data, seen)
	}
	k.tell(name, seen)
	return nil
}

// checkedLine is the summary of a file in --log json, behind its findings.
type checkedLine struct {
	Type     string   `json:"type"` // checked
	Input    string   `json:"input"`
	SHA256   string   `json:"sha256"`
	Kind     string   `json:"kind"`
	Claims   []string `json:"claims"` // what the file itself says
	Errors   int      `json:"errors"`
	Warnings int      `json:"warnings"`
	Looked   []string `json:"looked_at"`
	Others   []string `json:"only_others_can_say"`
}

func (k *checker) lines(name string, data []byte, seen pipeline.Checked) error {
	sum := sha256.Sum256(data)
	line := checkedLine{Type: "checked", Input: name, SHA256: hex.EncodeToString(sum[:]), Kind: seen.Kind, Claims: append([]string{}, seen.Claims...), Looked: seen.Looked, Others: seen.Others}
	for _, f := range seen.Findings {
		switch f.Severity {
		case pipeline.SeverityError:
			line.Errors++
		case pipeline.SeverityWarning:
			line.Warnings++
		}
		if err := k.env.writeLine(findingLine{"finding", name, f}); err != nil {
			return err
		}
	}
	return k.env.writeLine(line)
}

// tell prints what was seen of a file; what was looked at and what was not is said
// once for each kind.
func (k *checker) tell(name string, seen pipeline.Checked) {
	t := k.env.out
	if k.quiet && seen.Wrong() == 0 {
		return
	}
	claims := "claims no standard"
	if len(seen.Claims) > 0 {
		claims = "claims " + strings.Join(seen.Claims, ", ")
	}
	t.printf("%s: %s, %s\n", t.paint(bold, name), seen.Kind, claims)
	hints := map[string]bool{}
	for _, f := range seen.Findings {
		place := f.Pos.String()
		if place != "" {
			place += ": "
		}
		t.printf("  %s %s%s [%s; %s]\n", t.severity(f.Severity), place, f.Message, f.Code, f.Rule)
		if f.Hint != "" && !hints[f.Code] {
			t.printf("          %s\n", f.Hint)
		}
		hints[f.Code] = true
	}
	if len(seen.Findings) == 0 {
		t.printf("  nothing was found\n")
	}
	kind := strings.Fields(seen.Kind)[0]
	if k.quiet || k.looked[kind] {
		return
	}
	k.looked[kind] = true
	t.list("looked at", seen.Looked)
	t.list("only others can say", seen.Others)
}

// severity is a finding's severity in seven characters.
func (t *terminal) severity(s pipeline.Severity) string {
	switch s {
	case pipeline.SeverityError:
		return t.paint(red, "error  ")
	case pipeline.SeverityWarning:
		return t.paint(yellow, "warning")
	}
	return "note   "
}

func (t *terminal) list(head string, items []string) {
	t.printf("  %s:\n", head)
	for _, item := range items {
		t.printf("    - %s\n", item)
	}
}

// judgeLine is what a judge said, in --log json.
type judgeLine struct {
	Type     string   `json:"type"` // verdict
	Input    string   `json:"input"`
	Judge    string   `json:"judge"`
	Ran      bool     `json:"ran"`
	Why      string   `json:"why_not,omitempty"`
	Findings []string `json:"findings"`
}

// judges asks the outside judges and tells what each said, or why it did not run.
func (k *checker) judges(ctx context.Context, cache string, files []string) error {
	if len(files) == 0 {
		return nil
	}
	paths, names := make([]string, len(files)), map[string]string{}
	for i, f := range files {
		abs, err := filepath.Abs(f)
		if err != nil {
			return pipeline.FileError(f, err)
		}
		paths[i], names[abs] = abs, f
	}
	cache, err := filepath.Abs(cache)
	if err != nil {
		return pipeline.FileError(cache, err)
	}
	ctx, release := untilSignal(ctx)
	defer release()
	for _, v := range pipeline.AskJudges(ctx, cache, paths) {
		k.wrong = k.wrong || len(v.Findings) > 0
		v.File = names[v.File]
		if err := k.verdict(v); err != nil {
			return err
		}
	}
	return nil
}

func (k *checker) verdict(v pipeline.Verdict) error {
	if k.env.json {
		return k.env.writeLine(judgeLine{"verdict", v.File, v.Judge, v.NotRun == "", v.NotRun, append([]string{}, v.Findings...)})
	}
	t := k.env.out
	switch {
	case v.NotRun != "":
		t.printf("%s: %s did not run: %s\n", v.File, v.Judge, v.NotRun)
	case len(v.Findings) > 0:
		t.printf("%s: %s found %d:\n", v.File, v.Judge, len(v.Findings))
		for _, f := range v.Findings {
			t.printf("  %s\n", f)
		}
	case !k.quiet:
		t.printf("%s: %s found nothing\n", v.File, v.Judge)
	}
	return nil
}
