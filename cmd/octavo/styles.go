package main

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
)

func stylesCommand(env *environment) *cli.Command {
	return &cli.Command{
		Name:         "styles",
		Usage:        "list, show, check and begin style sheets",
		OnUsageError: onUsageError,
		Description: `A style sheet of your own imports a house sheet by name and changes a few
lines; build takes it by --style FILE, or by the metadata: style: FILE.

Examples:
   octavo styles list
   octavo styles show screen.css
   octavo styles init                  writes huisstijl.css
   octavo styles check huisstijl.css
   octavo build report.txt --style huisstijl.css`,
		Subcommands: []*cli.Command{
			{Name: "list", Usage: "name the house sheets", OnUsageError: onUsageError, Action: func(c *cli.Context) error { return env.listStyles(c) }},
			{Name: "show", Usage: "print a house sheet", ArgsUsage: "NAME", OnUsageError: onUsageError, Action: func(c *cli.Context) error { return env.showStyle(c) }},
			{Name: "check", Usage: "say what is wrong with a style sheet, its faces and its colours", ArgsUsage: "FILE",
				OnUsageError: onUsageError, Flags: []cli.Flag{strictFlag()}, Action: func(c *cli.Context) error { return env.checkStyle(c) }},
			{Name: "init", Usage: "write a style sheet to begin with", ArgsUsage: "[FILE]", OnUsageError: onUsageError, Action: func(c *cli.Context) error { return env.initStyle(c) }},
		},
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				return usagef("styles has no command %q; it has list, show, check and init", c.Args().First())
			}
			return cli.ShowSubcommandHelp(c)
		},
	}
}

// useStyle gives a job the style sheet that a flag names; "" is none. What the
// sheet imports lies in its folder, wherever the input is.
func useStyle(job *pipeline.Job, file string) {
	if file == "" {
		return
	}
	job.Style, job.LoadStyle = filepath.Base(file), loader(filepath.Dir(file))
}

func (env *environment) listStyles(c *cli.Context) error {
	if c.Args().Present() {
		return usagef("styles list takes no names; styles show NAME prints a sheet")
	}
	for _, s := range pipeline.HouseSheets() {
		made := ""
		if len(s.Editions) > 0 {
			made = " (--edition " + strings.Join(s.Editions, ", ") + ")"
		}
		env.out.printf("%-14s %s%s\n", s.Name, s.About, made)
	}
	return nil
}

func (env *environment) showStyle(c *cli.Context) error {
	if c.Args().Len() != 1 {
		return usagef("styles show takes the name of one house sheet; styles list names them")
	}
	name := strings.TrimSuffix(c.Args().First(), ".css")
	for _, s := range pipeline.HouseSheets() {
		if s.Name == name+".css" {
			env.out.print(string(s.CSS))
			return nil
		}
	}
	return usagef("%q is no house sheet; styles list names them", c.Args().First())
}

// checkStyle prints the findings about a sheet; none say so.
func (env *environment) checkStyle(c *cli.Context) error {
	if c.Args().Len() != 1 {
		return usagef("styles check takes one file")
	}
	file := c.Args().First()
	findings, err := pipeline.CheckStyle(c.Context, filepath.Base(file), loader(filepath.Dir(file)))
	doubtful := false
	for _, f := range findings {
		kind := "note"
		if f.Doubtful {
			kind, doubtful = "warning", true
		}
		env.out.printf("%s: %s: %s\n", f.Pos, kind, f.Message)
		if f.Hint != "" {
			env.out.printf("    %s\n", f.Hint)
		}
	}
	switch {
	case err != nil:
		return err
	case !doubtful:
		env.out.printf("%s: nothing is wrong\n", file)
	case c.Bool("strict"):
		return errDoubtful
	}
	return nil
}

// firstStyle is the file that styles init writes.
const firstStyle = "huisstijl.css"

// initStyle writes a sheet to begin with; a file that is there stays.
func (env *environment) initStyle(c *cli.Context) error {
	file := firstStyle
	if c.Args().Present() {
		file = c.Args().First()
	}
	if c.Args().Len() > 1 {
		return usagef("styles init writes one file")
	}
	err := writeNew(file, string(pipeline.NewStyle()))
	if errors.Is(err, fs.ErrExist) {
		return usagef("%s is there already and stays as it is; give another name, or move it away", file)
	}
	if err != nil {
		return pipeline.FileError(file, err)
	}
	env.out.printf("%s is written; build with it: octavo build report.txt --style %s\n", file, file)
	return nil
}
