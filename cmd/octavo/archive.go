package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
)

func archiveCommand(env *environment) *cli.Command {
	return &cli.Command{
		Name:         "archive",
		Usage:        "check an archive package",
		OnUsageError: onUsageError,
		Description: `A package is the folder NAME-archive or its zip file, as build --edition archive
makes it.

Examples:
   octavo archive verify out/report-archive
   octavo archive verify out/report-archive.zip --log json`,
		Subcommands: []*cli.Command{{
			Name: "verify", Usage: "say what is missing, extra, changed or at odds in an archive package", ArgsUsage: "FOLDER|ZIP",
			OnUsageError: onUsageError, Flags: []cli.Flag{logFlag()},
			Description: `Exit code 0 says that nothing is wrong, 1 that something is, or that the package
cannot be opened.`,
			Action: func(c *cli.Context) error { return env.verifyArchive(c) },
		}},
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				return usagef("archive has no command %q; it has verify", c.Args().First())
			}
			return cli.ShowSubcommandHelp(c)
		},
	}
}

func (env *environment) verifyArchive(c *cli.Context) error {
	if err := env.takeLog(c); err != nil {
		return err
	}
	if c.Args().Len() != 1 {
		return usagef("archive verify takes one package: the folder NAME-archive or its zip file")
	}
	name := c.Args().First()
	findings, err := verifyAt(c.Context, name)
	if err != nil {
		return err
	}
	if env.json {
		err = env.writeVerdict(name, findings)
	} else {
		env.tellVerdict(name, findings)
	}
	if err == nil && errorsIn(findings) > 0 {
		err = errSaid
	}
	return err
}

// verifyAt checks the package that lies at a path.
func verifyAt(ctx context.Context, name string) ([]pipeline.Finding, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, pipeline.FileError(name, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, pipeline.FileError(name, err)
	}
	a := pipeline.Archive{Name: filepath.Base(name), Folder: os.DirFS(name), Beside: os.DirFS(filepath.Dir(filepath.Clean(name)))}
	if !info.IsDir() {
		a.Folder, a.Zip, a.Size = nil, f, info.Size()
	}
	return pipeline.VerifyArchive(ctx, a)
}

func errorsIn(findings []pipeline.Finding) int {
	n := 0
	for _, f := range findings {
		if f.Severity == pipeline.SeverityError {
			n++
		}
	}
	return n
}

// tellVerdict prints the findings: what, where, what to do; then the verdict.
func (env *environment) tellVerdict(name string, findings []pipeline.Finding) {
	for _, f := range findings {
		kind := map[pipeline.Severity]string{pipeline.SeverityError: env.out.paint(red, "wrong:"), pipeline.SeverityWarning: env.out.paint(yellow, "warning:")}[f.Severity]
		if kind == "" {
			kind = "note:"
		}
		env.out.printf("%s %s: %s\n", kind, f.Pos, f.Message)
		if f.Hint != "" {
			env.out.printf("       %s\n", f.Hint)
		}
	}
	if n := errorsIn(findings); n > 0 {
		env.out.printf("%s: %s wrong\n", name, count(n, "thing"))
		return
	}
	env.out.printf("%s: nothing is wrong\n", name)
}

// verdictLine is the last of the lines of archive verify --log json.
type verdictLine struct {
	Type   string `json:"type"` // verdict
	Input  string `json:"input"`
	Sound  bool   `json:"sound"`
	Errors int    `json:"errors"`
}

func (env *environment) writeVerdict(name string, findings []pipeline.Finding) error {
	var failed []error
	for _, f := range findings {
		failed = append(failed, env.writeLine(findingLine{"finding", name, f}))
	}
	n := errorsIn(findings)
	return errors.Join(append(failed, env.writeLine(verdictLine{"verdict", name, n == 0, n}))...)
}
