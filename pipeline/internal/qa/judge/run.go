package judge

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// grace is how long a judge that was told to stop may take to do so.
const grace = 5 * time.Second

// output runs a program and returns what it printed on standard output. The
// error holds the end of what it printed on standard error.
func output(ctx context.Context, env []string, name string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.WaitDelay = grace
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if ctx.Err() != nil {
		err = fmt.Errorf("%s took too long and was stopped: %w", name, ctx.Err())
	} else if err != nil {
		err = fmt.Errorf("%s: %w: %s", name, err, excerpt(stderr.Bytes()))
	}
	return append(stdout.Bytes(), stderr.Bytes()...), err
}

// excerpt gives the last part of a program's output on one line.
func excerpt(out []byte) string {
	const most = 400
	s := strings.Join(strings.Fields(string(out)), " ")
	if len(s) > most {
		s = "… " + strings.ToValidUTF8(s[len(s)-most:], "")
	}
	return s
}

// needs returns an error that names the first program or file pattern that is
// not there.
func needs(cache string, programs []string, patterns ...string) error {
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			return fmt.Errorf("%s is not installed; run ./check judges", p)
		}
	}
	for _, p := range patterns {
		path := filepath.Join(cache, filepath.FromSlash(p))
		list, err := filepath.Glob(path)
		if err = errors.Join(err, missing(list)); err != nil {
			return fmt.Errorf("%s: %w; run ./check judges", path, err)
		}
	}
	return nil
}

// orOnPath returns nil where a program is on the path, else err: what is missing where
// ./check installs.
func orOnPath(program string, err error) error {
	if err == nil {
		return nil
	}
	if _, notThere := exec.LookPath(program); notThere == nil {
		return nil
	}
	return err
}

func missing(list []string) error {
	if len(list) == 0 {
		return os.ErrNotExist
	}
	return nil
}
