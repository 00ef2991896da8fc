// Command testreport reads what go test -json wrote, prints one line for each
// package and all that failing tests said, and adds to a second file what was
// left out and why.
//
//	testreport TEST.json LEFTOUT
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: testreport TEST.json LEFTOUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "testreport:", err)
		os.Exit(1)
	}
}

func run(tests, leftOut string, w io.Writer) error {
	in, err := os.Open(tests)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(leftOut, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer out.Close()
	return report(in, w, out)
}

// event is a line of go test -json (go doc test2json).
type event struct {
	Action, Package, Test, Output, ImportPath string
	Elapsed                                   float64
}

// said is what a test or a package has printed so far.
type said map[[2]string][]string

// report reads events from in.
func report(in io.Reader, w, leftOut io.Writer) error {
	output := said{}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			fmt.Fprintln(w, lines.Text()) // of the compiler
			continue
		}
		e.tell(output, w, leftOut)
	}
	return lines.Err()
}

func (e *event) tell(output said, w, leftOut io.Writer) {
	at := [2]string{e.Package, e.Test}
	switch {
	case e.Action == "output" && e.Test == "" && strings.HasPrefix(e.Output, "left out: "):
		fmt.Fprintf(leftOut, "%s (%s)\n", strings.TrimSpace(e.Output), e.Package)
	case e.Action == "output":
		output[at] = append(output[at], e.Output)
		return
	case e.Action == "build-output":
		fmt.Fprint(w, e.Output)
	case e.Action == "fail" && e.Test == "":
		fmt.Fprintf(w, "%sFAIL %s\n", strings.Join(output[at], ""), e.Package)
	case e.Action == "fail":
		fmt.Fprint(w, strings.Join(output[at], ""))
	case e.Action == "pass" && e.Test == "":
		fmt.Fprintf(w, "ok   %s %.1fs\n", e.Package, e.Elapsed)
	case e.Action == "skip" && e.Test != "":
		fmt.Fprintf(leftOut, "left out: %s in %s: %s\n", e.Test, e.Package, reason(output[at]))
	}
	delete(output, at)
}

// place is how a test's log begins: its file and line.
var place = regexp.MustCompile(`^\s+\w+\.go:\d+: (left out: )?`)

// reason is what a test said before it was skipped.
func reason(output []string) string {
	for _, line := range output {
		if at := place.FindString(line); at != "" {
			return strings.TrimSpace(line[len(at):])
		}
	}
	return "no reason is given"
}
