// Command judge puts PDF and EPUB files before the outside judges and prints
// one table. Its arguments are files and folders, which it searches to their
// depth; it exits with 1 when a judge found anything, when a judge could not
// be relied on, and when there is nothing to judge.
//
//	go run ./pipeline/internal/qa/cmd/judge out
//	go run ./pipeline/internal/qa/cmd/judge -skip Ace out/report.epub
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"octavo/pipeline/internal/qa/judge"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("judge", flag.ContinueOnError)
	flags.SetOutput(stderr)
	cache := flags.String("cache", ".cache", "the `folder` in which ./check installed the judges")
	skip := flags.String("skip", "", "`names` of judges to leave out, with commas between them")
	limit := flags.Duration("limit", 10*time.Minute, "how long one judge may take over all files")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	panel := judge.Panel{Judges: judge.All(), Cache: *cache, Workers: 2, Limit: *limit}
	if *skip != "" {
		panel.Skip = strings.Split(*skip, ",")
	}
	if err := sit(panel, flags.Args(), stdout); err != nil {
		fmt.Fprintf(stderr, "judge: %v\n", err)
		return 1
	}
	return 0
}

func sit(panel judge.Panel, paths []string, stdout io.Writer) error {
	if err := panel.Known(); err != nil {
		return err
	}
	files, err := judge.Collect(paths)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("no file to judge in %q; name files or folders that hold PDFs and EPUBs", paths)
	}
	if !judge.Report(stdout, panel.Sit(context.Background(), files)) {
		return fmt.Errorf("refused: see the lines above")
	}
	return nil
}
