// Command epubpictures draws pages of an EPUB as the reading system foliate-js shows
// them on a telephone, an e-ink reader and a tablet, light and dark, for a person to look
// at. Its arguments are the EPUB and words; pages are drawn from the entries of the
// contents that hold one of the words on, without words from every chapter on. It needs
// what ./check judges installs.
//
//	go run ./pipeline/internal/qa/cmd/epubpictures -o /tmp/pictures out/report.epub Costs
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"

	"octavo/pipeline/internal/qa/judge"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("epubpictures", flag.ContinueOnError)
	flags.SetOutput(stderr)
	cache := flags.String("cache", ".cache", "the `folder` in which ./check installed the judges")
	out := flags.String("o", "epub-pictures", "the `folder` for the pictures")
	many := flags.Int("screenfuls", 1, "how `many` are drawn from each place on")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if err := draw(context.Background(), *cache, *out, *many, flags.Args(), stderr); err != nil {
		fmt.Fprintf(stderr, "epubpictures: %v\n", err)
		return 1
	}
	return 0
}

func draw(ctx context.Context, cache, out string, many int, args []string, stderr io.Writer) error {
	if len(args) == 0 {
		return errors.New("no EPUB is named")
	}
	if err := judge.ReadersInstalled(cache); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "epubpictures")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	script, env, err := judge.ReaderScript(dir, cache, "pictures.js")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	node := exec.CommandContext(ctx, "node", append([]string{script, args[0], out, strconv.Itoa(many)}, args[1:]...)...)
	node.Env, node.Stderr = append(os.Environ(), env...), stderr
	return node.Run()
}
