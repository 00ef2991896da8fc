package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// maxInput is the size in bytes up to which an input, or a file beside it, is read:
// 50 MB of text are 20,000 pages.
const maxInput = 256 << 20

var (
	errDevice   = errors.New("it is a device, which has no end; give a file, or - for standard input")
	errTooLarge = fmt.Errorf("it has more than %d MB; divide it", maxInput>>20)
)

// readFile reads a file of fsys to its end, up to maxInput.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readOpen(f)
}

// readPath reads a file by its path.
func readPath(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readOpen(f)
}

// readOpen reads what is open. A pipe has an end, a device may have none.
func readOpen(f fs.File) ([]byte, error) {
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case info.Mode()&fs.ModeDevice != 0:
		return nil, errDevice
	case info.Size() > maxInput:
		return nil, errTooLarge
	}
	return readAll(f, info.Size())
}

// readAll reads to the end, up to maxInput; size is what is known of it beforehand.
func readAll(r io.Reader, size int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(size) + bytes.MinRead)
	n, err := b.ReadFrom(io.LimitReader(r, maxInput+1))
	if n > maxInput {
		return nil, errTooLarge
	}
	return b.Bytes(), err
}
