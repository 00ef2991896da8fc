// Command measure prints what a typographer would look at in a finished PDF:
// word spaces of justified lines over their natural width, hyphens in a row,
// widows, orphans, stranded headings, notes away from their calls. It exits
// with 1 when a file misses the house's bars. It needs qpdf.
//
//	go run ./cmd/measure out/beleidsverslag-2023.pdf
package main

import (
	"fmt"
	"io"
	"os"

	"octavo/pipeline/measure"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(paths []string, stdout, stderr io.Writer) int {
	if len(paths) == 0 {
		fmt.Fprintln(stderr, "measure: name the PDFs to measure")
		return 2
	}
	code := 0
	for _, path := range paths {
		report, err := measure.PDF(path)
		if err != nil {
			fmt.Fprintf(stderr, "measure: %s: %v\n", path, err)
			code = 1
			continue
		}
		fmt.Fprintln(stdout, path)
		report.Print(stdout)
		for _, missed := range report.Missed(measure.House) {
			fmt.Fprintf(stderr, "measure: %s: %s\n", path, missed)
			code = 1
		}
	}
	return code
}
