package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"

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

// decisionForms is the table of forms in which decisions are shown; each
// returns them too.
var decisionForms = map[string]func(ctx context.Context, w io.Writer, job pipeline.Job, onlyDoubtful bool) ([]pipeline.Finding, error){
	"text": func(ctx context.Context, w io.Writer, job pipeline.Job, onlyDoubtful bool) ([]pipeline.Finding, error) {
		findings, err := pipeline.Inspect(ctx, job)
		writeDecisions(w, findings, onlyDoubtful, len(job.Parts) > 1)
		return findings, err
	},
	"json": func(ctx context.Context, w io.Writer, job pipeline.Job, onlyDoubtful bool) ([]pipeline.Finding, error) {
		findings, err := pipeline.Inspect(ctx, job)
		shown := findings
		if onlyDoubtful {
			shown = slices.DeleteFunc(slices.Clone(findings), func(f pipeline.Finding) bool { return !f.Doubtful })
		}
		w.Write(pipeline.LogJSON(job.Source, shown))
		return findings, err
	},
	"html": pipeline.Review,
}

func (env *environment) inspect(c *cli.Context) error {
	form, ok := decisionForms[c.String("format")]
	if !ok {
		return usagef("--format %q is not known; use text, json or html", c.String("format"))
	}
	job, err := env.oneJob(c)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	findings, err := form(c.Context, &out, job, c.Bool("doubtful"))
	if err != nil {
		return err
	}
	return env.finish(c, findings, out.Bytes())
}

// writeDecisions writes the findings as a table: a question mark where it is doubtful,
// line, confidence in per cent, code, message, excerpt. Of several files each
// has its name above its decisions.
func writeDecisions(w io.Writer, findings []pipeline.Finding, onlyDoubtful, manyFiles bool) {
	file := ""
	for _, d := range findings {
		mark := " "
		if d.Doubtful {
			mark = "?"
		} else if onlyDoubtful {
			continue
		}
		if d.Pos.File != file && manyFiles {
			file = d.Pos.File
			fmt.Fprintf(w, "%s:\n", file)
		}
		fmt.Fprintf(w, "%s %5s %3.0f%%  %-22s %s%s%s\n", mark, lineOf(d.Pos), d.Confidence*100, d.Code, d.Message, runnerUp(d), excerpt(d))
		if d.Hint != "" {
			fmt.Fprintf(w, "%38s%s\n", "", d.Hint)
		}
	}
	all, doubtful := decisions(findings)
	fmt.Fprintf(w, "%s, %d doubtful.\n", count(all, "decision"), doubtful)
}

// decisions counts findings, and those among them that a person should confirm.
func decisions(findings []pipeline.Finding) (all, doubtful int) {
	for _, f := range findings {
		all += f.Times()
		if f.Doubtful {
			doubtful += f.Times()
		}
	}
	return all, doubtful
}

// runnerUp names what a doubtful decision was taken against.
func runnerUp(d pipeline.Finding) string {
	if d.RunnerUp == "" || !d.Doubtful {
		return ""
	}
	return " (or: " + d.RunnerUp + ")"
}

func lineOf(p pipeline.Pos) string {
	if p.Line == 0 {
		return "-"
	}
	return fmt.Sprint(p.Line)
}

func excerpt(d pipeline.Finding) string {
	if d.Excerpt == "" {
		return ""
	}
	return ": " + d.Excerpt
}
