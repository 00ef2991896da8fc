package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
)

func buildCommand(env *environment) *cli.Command {
	return &cli.Command{
		Name:      "build",
		Usage:     "make the editions of one or more reports",
		ArgsUsage: "[INPUT...]",
		Description: `INPUT is a text, Markdown or HTML file, a folder with a book.yaml, or - for
standard input; without INPUT the embedded sample report is built. NAME.yaml
beside an input gives its metadata.

Examples:
   octavo build                              the sample report, into out/
   octavo build report.txt -o editions       one report
   octavo build a.txt b.html --edition epub  only the EPUBs
   octavo build out/report.md                again, from the corrected review copy
   pdftotext r.pdf - | octavo build - --name r`,
		OnUsageError: onUsageError,
		Flags: append(inputFlags(),
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Value: "out", Usage: "write into `DIR`"},
			&cli.StringFlag{Name: "edition", Value: strings.Join(pipeline.DefaultEditions(), ","),
				Usage: "make these `EDITIONS`, separated by commas: " + strings.Join(pipeline.EditionNames(), ", ")},
			strictFlag(),
			&cli.StringFlag{Name: "log", Value: "text", Usage: "messages as `FORM`: text or json"},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "print nothing but errors", DisableDefaultText: true},
		),
		Action: func(c *cli.Context) error { return env.build(c) },
	}
}

// inputFlags are the flags of every command that reads a report.
func inputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "meta", Usage: "take the metadata from `FILE`.yaml instead of NAME.yaml"},
		&cli.StringFlag{Name: "lang", Usage: "the report's language, as a `TAG` such as nl"},
		&cli.StringFlag{Name: "name", Usage: "base `NAME` for what comes from standard input"},
	}
}

// strictFlag is a flag of every command that takes decisions.
func strictFlag() cli.Flag {
	return &cli.BoolFlag{Name: "strict", Usage: "end with exit code 3 where a decision is doubtful", DisableDefaultText: true}
}

func inputOptionsOf(c *cli.Context) inputOptions {
	return inputOptions{name: c.String("name"), metaFile: c.String("meta"), lang: c.String("lang")}
}

// builder holds the flags of one build.
type builder struct {
	env      *environment
	input    inputOptions
	out      string
	editions []string
	strict   bool
	quiet    bool
	json     bool
}

func (env *environment) build(c *cli.Context) error {
	b, err := newBuilder(env, c)
	if err != nil {
		return err
	}
	inputs, err := inputsOf(c)
	if err != nil {
		return err
	}
	if err := distinctNames(inputs); err != nil {
		return err
	}
	doubtful := false
	for _, in := range inputs {
		result, err := b.one(c.Context, in)
		if err != nil {
			return err
		}
		doubtful = doubtful || result.Doubtful > 0
	}
	if b.strict && doubtful {
		return errDoubtful
	}
	return nil
}

func newBuilder(env *environment, c *cli.Context) (*builder, error) {
	b := &builder{env: env, input: inputOptionsOf(c), out: c.String("out"),
		strict: c.Bool("strict"), quiet: c.Bool("quiet")}
	if b.out == "" {
		return nil, usagef("--out is empty; name a folder")
	}
	for _, e := range strings.Split(c.String("edition"), ",") {
		b.editions = append(b.editions, strings.TrimSpace(e))
	}
	if err := pipeline.CheckEditions(b.editions); err != nil {
		return nil, usageError{err}
	}
	switch form := c.String("log"); form {
	case "text":
	case "json":
		b.json = true
	default:
		return nil, usagef("--log %q is not a form of messages; use text or json", form)
	}
	return b, nil
}

// distinctNames refuses two inputs that would write the same files.
func distinctNames(inputs []string) error {
	seen := map[string]string{}
	for _, in := range inputs {
		name := strings.TrimSuffix(filepath.Base(in), filepath.Ext(in))
		if other, taken := seen[name]; taken {
			return usagef("%s and %s would both be written as %s.pdf; build them into different folders", other, in, name)
		}
		seen[name] = in
	}
	return nil
}

// one builds one input and tells what it made.
func (b *builder) one(ctx context.Context, arg string) (pipeline.Result, error) {
	begin := time.Now()
	job, err := b.env.job(arg, b.input)
	if err != nil {
		return pipeline.Result{}, err
	}
	job.Editions = b.editions
	job.KeepReview = sameFile(arg, filepath.Join(b.out, job.Name+".md"))
	ctx, release := untilSignal(ctx)
	defer release()
	result, err := pipeline.Convert(ctx, job, pipeline.NewDirSink(b.out))
	if err != nil {
		return result, b.explain(err)
	}
	if b.json {
		b.env.out.w.Write(pipeline.LogJSON(job.Source, result.Findings))
	}
	if !b.quiet && !b.json {
		b.report(job, result, time.Since(begin))
	}
	return result, nil
}

// untilSignal is a context that ends when the user breaks the run off. A second
// signal ends the program at once.
func untilSignal(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, release := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, release)
	return ctx, release
}

// sameFile reports whether both paths lead to one existing file.
func sameFile(a, b string) bool {
	ia, erra := os.Stat(a)
	ib, errb := os.Stat(b)
	return erra == nil && errb == nil && os.SameFile(ia, ib)
}

// explain adds the remedy to errors of the output folder.
func (b *builder) explain(err error) error {
	var storing *pipeline.WriteError
	if errors.As(err, &storing) {
		return fmt.Errorf("%w\nNothing was left in %s. Check that the folder can be written to and has room, or give another with --out DIR", err, b.out)
	}
	return err
}

// report tells in a few lines what was made.
func (b *builder) report(job pipeline.Job, s pipeline.Result, took time.Duration) {
	t := b.env.out
	t.printf("%s: %s\n", t.paint(bold, job.Name), strings.Join([]string{
		count(s.Pages, "page"), count(s.Chapters, "chapter"), count(s.Notes, "note"),
		count(s.Links, "link"), count(s.Dropped, "dropped line"),
		fmt.Sprintf("%.2f seconds", took.Seconds())}, ", "))
	for _, f := range s.Files {
		t.printf("  %-36s %s\n", filepath.Join(b.out, f.Name), f.What)
	}
	b.warn(job, s.Findings)
	if s.Doubtful > 0 {
		where := "octavo inspect --doubtful " + job.Source
		if _, err := os.Stat(job.Source); err != nil { // the sample, or standard input
			where = filepath.Join(b.out, job.Name+".log.json")
		}
		t.printf("%s to confirm: %s\n", count(s.Doubtful, "decision"), where)
	}
}

// A terminal shows so many warnings, and so many with one code; the log has
// them all.
const (
	maxWarnings = 10
	maxAlike    = 3
)

// warn prints the first warnings, each with its place or at least its file.
func (b *builder) warn(job pipeline.Job, findings []pipeline.Finding) {
	t, shown, hidden := b.env.out, 0, 0
	alike := map[string]int{}
	for _, d := range findings {
		if d.Severity != pipeline.SeverityWarning {
			continue
		}
		if alike[d.Code]++; alike[d.Code] > maxAlike || shown == maxWarnings {
			hidden++
			continue
		}
		shown++
		place := d.Pos.String()
		if place == "" {
			place = job.Source
		}
		t.printf("%s %s: %s\n", t.paint(yellow, "warning:"), place, d.Message)
		if d.Hint != "" {
			t.printf("         %s\n", d.Hint)
		}
	}
	if hidden > 0 {
		t.printf("and %s, all of them in %s\n", count(hidden, "further warning"), filepath.Join(b.out, job.Name+".log.json"))
	}
}

// count gives "1 page", "2 pages".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
