package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"octavo/pipeline"
	"octavo/pipeline/batch"
)

func batchCommand(env *environment) *cli.Command {
	build := buildCommand(env).Flags
	return &cli.Command{
		Name:      "batch",
		Usage:     "make the editions of thousands of reports, each by itself",
		ArgsUsage: "INPUT...",
		Description: `INPUT is what build takes, a folder with reports in it at any depth, a zip of
such a folder, a pattern in quotes such as 'in/*.docx', or - for a list of these
on standard input, one a line. Each report gets a folder of its own under DIR, with the
names of the folders that it came from.

Reports are made by processes of their own, as many as there are cores and memory for.
One that takes too long, too much memory or ends in a fault is named and stops no
other: what a machine may have caused, such as a full disk or a process that was
killed, is tried once more, alone; a fault in the document is not. On Linux and macOS the
system holds each process to its memory, processor time and size of files; on Windows
only the time is held.

What is done is not done again: a second run makes only what failed, what is new and
what has changed, and a run may be broken off at any moment. Several processes, also
on several machines, may share DIR; with --shard each takes a share of its own.
A report needs a time that does not change with a copy: modified in its metadata,
--modified, or SOURCE_DATE_EPOCH.

DIR/ledger.jsonl has a line for each report, DIR/index.html shows them as a shelf.

Examples:
   octavo batch reports -o editions --modified 2026-11-01
   octavo batch 'in/*.docx' archive.zip -o editions --edition pdf,epub
   find . -name '*.txt' | octavo batch - -o editions
   octavo batch reports -o editions --shard 0/4
   octavo batch reports -o editions --edition archive --sync /depot/inbox

Exit codes: 0 all are made, 1 at least one failed, 2 wrong command line, 3 all are made
and --strict found doubtful decisions, 130 broken off.`,
		OnUsageError: onUsageError,
		Flags: append(slices.DeleteFunc(build, notForBatch),
			&cli.StringFlag{Name: "modified", Usage: "the `TIME` that all reports carry: a day, or a time such as 2026-11-01T12:00:00Z"},
			&cli.IntFlag{Name: "workers", Usage: "work on `N` reports at a time", DefaultText: "as cores and memory allow"},
			&cli.DurationFlag{Name: "time-limit", Value: 10 * time.Minute, Usage: "give a report up after this `TIME`"},
			&cli.IntFlag{Name: "memory-limit", Value: 2048, Usage: "let a process have so many `MIB` of memory"},
			&cli.StringFlag{Name: "shard", Usage: "make only share `I/N` of the reports, from 0/N; else as Kubernetes, Cloud Run, AWS Batch or Slurm number this process"},
			&cli.StringFlag{Name: "sync", Usage: "mirror each finished archive package, zip and delivery note, into `DIR`, verified by hash; what stands there is never replaced"},
			&cli.BoolFlag{Name: workerFlag, Hidden: true},
		),
		Action: func(c *cli.Context) error { return env.batch(c) },
	}
}

// workerFlag makes the command one of its own processes.
const workerFlag = "worker"

// notForBatch tells the flags of build that make no sense for many reports, or are
// there in another sense.
func notForBatch(f cli.Flag) bool {
	return slices.Contains([]string{"name", "sample", "fail-fast", "log"}, f.Names()[0])
}

// batchRun holds what one run over many reports needs.
type batchRun struct {
	env     *environment
	out     string
	args    []string // of the command line, for the processes
	workers int
	time    time.Duration
	memory  int64 // bytes
	strict  bool
	quiet   bool
	ledger  *ledger
	bar     *progress
}

func (env *environment) batch(c *cli.Context) error {
	build, err := newBuilder(env, c)
	if err != nil {
		return err
	}
	if err := checkBatch(c); err != nil {
		return err
	}
	if c.Bool(workerFlag) {
		return env.work(c, build)
	}
	if c.NArg() == 0 {
		return usagef("no input is named; name a folder, files, a zip, a pattern, or - for a list on standard input")
	}
	inputs, err := env.collect(c.Args().Slice(), build.out)
	if err != nil {
		return err
	}
	if err := refuseShared(build.input.metaFile, make([]string, len(inputs))); err != nil {
		return err
	}
	b := &batchRun{env: env, out: build.out, args: env.args, time: c.Duration("time-limit"), memory: int64(c.Int("memory-limit")) << 20,
		workers: workersFor(c.Int("workers"), int64(c.Int("memory-limit"))<<20), strict: build.strict, quiet: build.quiet}
	return b.run(c.Context, inputs)
}

// checkBatch refuses values of flags that the processes would all refuse.
func checkBatch(c *cli.Context) error {
	if _, err := shardOf(c, func(string) string { return "" }); err != nil {
		return usagef("--shard: %v", err)
	}
	if _, err := modifiedOf(c); err != nil {
		return usageError{err}
	}
	switch {
	case c.IsSet("sync") && !slices.Contains(editionsOf(c), "archive"):
		return usagef("--sync mirrors archive packages; add --edition archive")
	case c.IsSet("sync") && c.String("sync") == "":
		return usagef("--sync is empty; name a folder")
	case c.Int("workers") < 0:
		return usagef("--workers %d is no number of processes; give 1 or more", c.Int("workers"))
	case c.Duration("time-limit") <= 0:
		return usagef("--time-limit %s is no time; give one such as 5m", c.Duration("time-limit"))
	case c.Int("memory-limit") < leastMemory>>20:
		return usagef("--memory-limit %d is too little to work in; give %d or more", c.Int("memory-limit"), leastMemory>>20)
	}
	return nil
}

// leastMemory is what a process takes for a report of some pages in all editions, twice over.
const leastMemory = 256 << 20 // bytes

// workersFor is the number of processes: as asked, else one a core as far as half
// the machine's memory holds what they use at most times, an eighth of their limit.
func workersFor(asked int, limit int64) int {
	if asked > 0 {
		return asked
	}
	n := runtime.NumCPU()
	if memory := machineMemory(); memory > 0 {
		n = min(n, int(memory/2/(limit/8)))
	}
	return max(n, 1)
}

func shardOf(c *cli.Context, getenv func(string) string) (batch.Shard, error) {
	if c.IsSet("shard") {
		return batch.ParseShard(c.String("shard"))
	}
	return batch.ShardFrom(getenv)
}

// modifiedOf reads --modified; without it the time is zero.
func modifiedOf(c *cli.Context) (time.Time, error) {
	t, err := batch.ParseTime(c.String("modified"))
	if err != nil {
		return t, fmt.Errorf("--modified %w", err)
	}
	return t, nil
}

// run makes all reports and tells of them.
func (b *batchRun) run(ctx context.Context, inputs []document) error {
	ctx, release := untilSignal(ctx)
	defer release()
	var err error
	if b.ledger, err = openLedger(b.out); err != nil {
		return pipeline.FileError(b.out, err)
	}
	defer b.ledger.close()
	b.bar = newProgress(b.env.err, len(inputs), b.quiet)
	outcomes := b.all(ctx, inputs)
	b.bar.close()
	err = errors.Join(b.ledger.failure(), writeShelf(b.out))
	if err != nil {
		return pipeline.FileError(b.out, err)
	}
	return b.tell(ctx, inputs, outcomes)
}

// errBrokenOff stands for a run that was broken off, which was told.
var errBrokenOff = errors.New("broken off")

// tell says at the end what became of the reports, and by its error which exit code follows.
func (b *batchRun) tell(ctx context.Context, inputs []document, outcomes []batch.Outcome) error {
	counts := map[batch.State]int{}
	doubtful := 0
	for _, o := range outcomes {
		counts[o.State]++
		if o.State == batch.Failed {
			b.env.err.problem(errors.New(named(o)))
		}
		if o.Doubtful > 0 {
			doubtful++
		}
	}
	b.sayShared(outcomes)
	if !b.quiet {
		b.env.out.printf("%s made, %d there already, %d failed%s: %s\n", count(counts[batch.Done], "report"), counts[batch.Skipped], counts[batch.Failed],
			elsewhere(counts[batch.Other]), filepath.Join(b.out, shelfFile))
	}
	switch {
	case ctx.Err() != nil:
		b.env.err.printf("broken off after %d of %s; the same command goes on from there\n", len(outcomes), count(len(inputs), "report"))
		return errBrokenOff
	case counts[batch.Failed] > 0:
		return errSaid
	case b.strict && doubtful > 0:
		return errDoubtful
	}
	return nil
}

// named is an outcome's error with the input that it concerns.
func named(o batch.Outcome) string {
	if strings.HasPrefix(o.Error, o.Input+":") {
		return o.Error
	}
	return o.Input + ": " + o.Error
}

func elsewhere(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", %d for other shares", n)
}

// sayShared warns of reports that have one identifier, which must be each one's own.
func (b *batchRun) sayShared(outcomes []batch.Outcome) {
	by := map[string][]string{}
	for _, o := range outcomes {
		if o.Identifier != "" && o.State != batch.Failed {
			by[o.Identifier] = append(by[o.Identifier], o.Input)
		}
	}
	said := 0
	for _, o := range outcomes {
		inputs := by[o.Identifier]
		delete(by, o.Identifier)
		if len(inputs) < 2 {
			continue
		}
		if said++; said <= maxWarnings {
			b.env.err.printf("%s %s have one identifier, %s: they are the same text, or their metadata give it twice\n",
				b.env.err.paint(yellow, "warning:"), strings.Join(inputs, ", "), o.Identifier)
		}
	}
	if said > maxWarnings {
		b.env.err.printf("and %s, all of them in %s\n", count(said-maxWarnings, "further identifier"), filepath.Join(b.out, ledgerFile))
	}
}
