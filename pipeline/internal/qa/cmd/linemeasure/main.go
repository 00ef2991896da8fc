// Command linemeasure prints how well a PDF is typeset, from the places of its
// glyphs: word spaces over their natural width, hyphens in a row, lines on the
// grid, widows, orphans, stranded headings, and notes that stand on another page than their
// call. It reads the tagged files that Octavo writes and shares no code with
// the parts that wrote them.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

const usage = `usage: linemeasure [-bars] [-worst N] FILE.pdf…

Prints a table of the typesetting of each file.

  -bars     exit with status 1 where a file misses a bar
  -worst N  also print the N lines with the widest word spaces
`

// run is main without the process: it returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("linemeasure", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	bars := flags.Bool("bars", false, "")
	worst := flags.Int("worst", 0, "")
	if err := flags.Parse(args); err != nil || flags.NArg() == 0 {
		fmt.Fprint(stderr, usage)
		return 2
	}
	status := 0
	for _, name := range flags.Args() {
		missed, err := report(name, *worst, stdout)
		if err != nil {
			fmt.Fprintf(stderr, "linemeasure: %s: %v\n", name, err)
			return 1
		}
		if *bars && missed {
			status = 1
		}
	}
	return status
}

// report measures one file and prints its table; it reports whether a bar was
// missed.
func report(name string, worst int, w io.Writer) (missed bool, err error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return false, err
	}
	book, err := read(data)
	if err != nil {
		return false, err
	}
	m := measure(book)
	fmt.Fprintf(w, "%s\n", name)
	for _, row := range m.rows() {
		mark := ""
		if row.missed {
			mark, missed = "  MISSED", true
		}
		fmt.Fprintf(w, "  %-44s %8s  %s%s\n", row.name, row.value, row.bar, mark)
	}
	for _, l := range m.widest(worst) {
		fmt.Fprintf(w, "  %.2f  page %d  %s\n", l.ratio, l.page+1, l.text)
	}
	for _, f := range m.faults {
		fmt.Fprintf(w, "  %s\n", f)
	}
	return missed, nil
}
