package main

import (
	"io"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/urfave/cli/v2"
)

// sampleArg stands for the embedded sample. It is no path that a command line
// can hold.
const sampleArg = "\x00"

// isBareSample reports whether a command stands alone, without inputs or flags,
// and so means the sample.
func isBareSample(c *cli.Context) bool { return c.NArg() == 0 && c.NumFlags() == 0 }

// inputsOf are the inputs that the command line names. The sample is meant by
// --sample or by the command alone; anything more without an input is likely an
// input that got lost, as an empty variable's does.
func (env *environment) inputsOf(c *cli.Context) ([]string, error) {
	inputs, sample := c.Args().Slice(), c.Bool("sample")
	switch {
	case slices.Contains(inputs, ""):
		return nil, usagef("an input's name is empty; name a file, a folder, or - for standard input")
	case sample && len(inputs) > 0:
		return nil, usagef("--sample and %s do not go together; leave out one of them", inputs[0])
	case sample:
		return []string{sampleArg}, nil
	case len(inputs) > 0:
		return inputs, nil
	case !isBareSample(c):
		return nil, usagef("no input is named; name a file, a folder, or - for standard input with --name NAME; --sample reads the embedded sample report")
	case bytesWait(env.stdin):
		return nil, usagef("text comes by standard input, and no input is named; read it with: octavo %s - --name NAME", c.Command.Name)
	}
	return []string{sampleArg}, nil
}

// patience is how long a pipe may stay silent before it counts as empty: scripts
// and CI leave pipes open that nobody writes to, and a program that does write
// has begun by then.
const patience = 300 * time.Millisecond

// bytesWait reports whether something was put into standard input: a file that
// is not empty, or a pipe with a byte in it. A terminal, or another device,
// never counts. It may take that byte.
func bytesWait(r io.Reader) bool {
	f, ok := r.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil {
		return false
	}
	switch info.Mode().Type() {
	case 0:
		at, err := f.Seek(0, io.SeekCurrent)
		return err == nil && info.Size() > at
	case fs.ModeNamedPipe, fs.ModeSocket:
		return arrives(f)
	}
	return false
}

// arrives waits a little for a byte.
func arrives(r io.Reader) bool {
	got := make(chan bool, 1)
	go func() { // ends with the program where nothing ever comes
		n, _ := r.Read(make([]byte, 1))
		got <- n > 0
	}()
	select {
	case yes := <-got:
		return yes
	case <-time.After(patience):
		return false
	}
}
