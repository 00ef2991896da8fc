package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
)

func inspectCommand(env *environment) *cli.Command {
	return &cli.Command{
		Name:         "inspect",
		Usage:        "list what was decided about a report, line by line, and why",
		ArgsUsage:    "[INPUT]",
		OnUsageError: onUsageError,
		Description: `Doubtful decisions are marked with a question mark.

Examples:
   octavo inspect report.txt
   octavo inspect report.txt --doubtful
   octavo inspect report.txt --format html -o review.html`,
		Flags: append(inputFlags(),
			&cli.StringFlag{Name: "format", Value: "text", Usage: "print as `FORM`: text, json or html (source and result side by side)"},
			&cli.BoolFlag{Name: "doubtful", Usage: "only what a person should confirm", DisableDefaultText: true},
			strictFlag(),
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "write to `FILE` instead of standard output"},
		),
		Action: func(c *cli.Context) error { return env.inspect(c) },
	}
}

// decisionForms is the table of forms in which decisions are shown.
var decisionForms = map[string]func(*understood, bool) ([]byte, error){
	"text": func(u *understood, onlyDoubtful bool) ([]byte, error) {
		return decisionList(u.log, onlyDoubtful, len(u.job.Parts) > 1), nil
	},
	"json": func(u *understood, onlyDoubtful bool) ([]byte, error) {
		log := u.log
		if onlyDoubtful {
			log = log.Where(pipeline.Diagnostic.Doubtful)
		}
		return pipeline.LogJSON(u.job.Source, log), nil
	},
	"html": func(u *understood, onlyDoubtful bool) ([]byte, error) {
		var b bytes.Buffer
		err := pipeline.ReviewPage(&b, u.job, u.doc, u.log, onlyDoubtful)
		return b.Bytes(), err
	},
}

func (env *environment) inspect(c *cli.Context) error {
	form, ok := decisionForms[c.String("format")]
	if !ok {
		return usagef("--format %q is not known; use text, json or html", c.String("format"))
	}
	u, err := env.understand(c)
	if err != nil {
		return err
	}
	data, err := form(u, c.Bool("doubtful"))
	if err != nil {
		return err
	}
	return env.finish(c, u, data)
}

// decisionList is the log as a table: a question mark where it is doubtful,
// line, confidence in per cent, code, message, excerpt. Of several files each
// has its name above its decisions.
func decisionList(log *pipeline.Log, onlyDoubtful, manyFiles bool) []byte {
	var b strings.Builder
	doubtful, file := 0, ""
	for _, d := range log.All() {
		mark := " "
		if d.Doubtful() {
			mark = "?"
			doubtful++
		} else if onlyDoubtful {
			continue
		}
		if d.Pos.File != file && manyFiles {
			file = d.Pos.File
			fmt.Fprintf(&b, "%s:\n", file)
		}
		fmt.Fprintf(&b, "%s %5s %3.0f%%  %-22s %s%s\n", mark, lineOf(d.Pos), d.Confidence*100, d.Code, d.Message, excerpt(d))
		if d.Hint != "" {
			fmt.Fprintf(&b, "%38s%s\n", "", d.Hint)
		}
	}
	fmt.Fprintf(&b, "%s, %d doubtful.\n", count(len(log.All()), "decision"), doubtful)
	return []byte(b.String())
}

func lineOf(p pipeline.Pos) string {
	if !p.IsValid() {
		return "-"
	}
	return fmt.Sprint(p.Line)
}

func excerpt(d pipeline.Diagnostic) string {
	if d.Excerpt == "" {
		return ""
	}
	return ": " + d.Excerpt
}
