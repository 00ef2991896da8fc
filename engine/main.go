// Command engine makes the editions of the reports in a bucket on Apache Beam, by one
// machine or many: in come the addresses of two buckets, out come the files of octavo
// batch with its ledger. docs/engine.md says how to run it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/core/runtime/exec/optimized"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/dataflow"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/flink"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/universal"

	"octavo/engine/backlog"
	"octavo/engine/bucket"
	"octavo/pipeline"
)

// Exit codes, as those of octavo.
const (
	exitFailed = 1
	exitUsage  = 2
)

// errUsage marks a wrong command line.
var errUsage = errors.New("wrong command line")

func main() {
	options := optionsFrom(flag.CommandLine)
	flag.Usage = usage
	flag.Parse()
	beam.Init() // on a worker it does the work and never returns
	err := run(context.Background(), options)
	if err == nil {
		return
	}
	fmt.Fprintf(os.Stderr, "engine: %v\n", err)
	if errors.Is(err, errUsage) {
		os.Exit(exitUsage)
	}
	os.Exit(exitFailed)
}

func usage() {
	fmt.Fprintf(flag.CommandLine.Output(), `usage: engine -in BUCKET -out BUCKET [flags] [NAME...]

Makes the editions of the reports in a bucket, below the folders or with the keys NAME;
a folder's path counts as a bucket. -runner names where: prism (in this process, the
default), flink, dataflow or universal. docs/engine.md says more.

`)
	flag.PrintDefaults()
}

// optionsFrom defines the flags; the function gives their values once they are read.
func optionsFrom(flags *flag.FlagSet) func() (backlog.Options, error) {
	var o backlog.Options
	flags.StringVar(&o.In, "in", "", "the `BUCKET` with the reports")
	flags.StringVar(&o.Out, "out", "", "the `BUCKET` for the editions")
	editions := flags.String("edition", strings.Join(pipeline.DefaultEditions(), ","), "make these `EDITIONS`, separated by commas")
	modified := flags.String("modified", "", "the `TIME` that all reports carry: a day, or a time such as 2026-11-01T12:00:00Z")
	flags.StringVar(&o.PDFStandard, "pdf-standard", pipeline.StandardUA1A2a, "make the accessible PDFs by this `PAIR` of standards")
	flags.StringVar(&o.Package, "package", "", "`FORM` of the edition archive")
	flags.StringVar(&o.PageList, "page-list", "", "the EPUB lists the pages of this `EDITION`")
	flags.StringVar(&o.Fonts, "fonts", "", "whether the EPUB holds its `FACES`: embed or none")
	flags.StringVar(&o.Changes, "changes", "", "tracked changes: `accept` or show")
	flags.StringVar(&o.Lang, "lang", "", "the reports' language, a `TAG`")
	flags.DurationVar(&o.TimeLimit, "time-limit", 10*time.Minute, "give a report up after this `TIME`")
	flags.BoolVar(&o.Force, "force", false, "replace files that were put there or changed by somebody else")
	flags.IntVar(&o.Parts, "ledger-parts", 1, "divide the ledger into `N` files, each of which one worker sorts in memory")
	return func() (backlog.Options, error) {
		o.Editions, o.Names = strings.Split(*editions, ","), flags.Args()
		o.Without = within(o.In, o.Out)
		var err error
		if err = o.SetModified(*modified); err != nil {
			err = fmt.Errorf("-modified %w", err)
		}
		return o, errors.Join(err, o.Check())
	}
}

// within is the folder of in that out is, where both are folders and the one lies in the
// other; else "".
func within(in, out string) string {
	if strings.Contains(in+out, "://") {
		return ""
	}
	folder, err := filepath.Rel(in, out)
	if err != nil || folder == "." || !filepath.IsLocal(folder) {
		return ""
	}
	return filepath.ToSlash(folder)
}

// run makes the reports and says what became of them.
func run(ctx context.Context, options func() (backlog.Options, error)) error {
	o, err := options()
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	if o.In, err = bucket.AddressOf(o.In); err != nil {
		return err
	}
	if o.Out, err = bucket.AddressOf(o.Out); err != nil {
		return err
	}
	slog.SetLogLoggerLevel(slog.LevelWarn) // Prism tells of each stage
	p, s := beam.NewPipelineWithRoot()
	backlog.Add(s, o)
	if _, err := beam.Run(ctx, runner(), p); err != nil {
		return fmt.Errorf("the run ended: %w; the same command goes on from there", err)
	}
	return backlog.Tell(ctx, os.Stdout, o)
}

func runner() string {
	if *runners.Runner == "" {
		return "prism"
	}
	return *runners.Runner
}
