package pipeline

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"unicode/utf8"
)

// plainWords says for the errors of an operating system (IEEE 1003.1, errno.h)
// what is the matter and what to do. The first match counts.
var plainWords = []struct {
	is            error
	cause, remedy string
}{
	{fs.ErrNotExist, "there is no such file", "check the path"},
	{fs.ErrPermission, "its permissions do not allow it", "change them, or take another place"},
	{fs.ErrExist, "something stands there already", "take another name"},
	{syscall.EISDIR, "it is a folder", "give a file"},
	{syscall.ENOTDIR, "a part of this path is a file, not a folder", "check the path"},
	{syscall.ENOSPC, "there is no room left", "make room, or take another place"},
	{syscall.EDQUOT, "there is no room left for this user", "make room, or take another place"},
	{syscall.EFBIG, "the file would become too large for this place", "take another place"},
	{syscall.EROFS, "this place can only be read", "take another place"},
	{syscall.ENAMETOOLONG, "its name is too long", "shorten the name"},
	{syscall.ELOOP, "its links lead round in a circle", "check the path"},
	{syscall.EMFILE, "too many files are open", "end other programs, and try again"},
	{syscall.ENFILE, "too many files are open", "end other programs, and try again"},
	{syscall.EPIPE, "the program that reads it has ended", "let it read to the end"},
	{syscall.EIO, "the device reports a fault", "check the disk"},
	{syscall.ETXTBSY, "it is a program that runs", "take another name"},
	{syscall.EBUSY, "another program uses it", "close that program"},
	{fs.ErrClosed, "it is closed", "open it, or use a file"},
	{os.ErrDeadlineExceeded, "it does not answer", "try again"},
	{syscall.EINVAL, "its name cannot be used", "rename it"},
	{fs.ErrInvalid, "its name cannot be used", "rename it"},
}

// FileError puts an error about the file or folder name in plain words: it
// gives an InputError with cause and remedy. What is no error of the operating
// system keeps its words.
func FileError(name string, err error) error {
	if err == nil {
		return nil
	}
	cause, remedy := inPlainWords(err)
	if !utf8.ValidString(name) {
		name = fmt.Sprintf("%q", name)
		if errors.Is(err, fs.ErrInvalid) {
			cause, remedy = "the file's name is not UTF-8", "rename the file"
		}
	}
	return &InputError{Pos: Pos{File: name}, Message: cause, Remedy: remedy}
}

// inPlainWords gives the cause of an error and what to do about it.
func inPlainWords(err error) (cause, remedy string) {
	for _, w := range plainWords {
		if errors.Is(err, w.is) {
			return w.cause, w.remedy
		}
	}
	var number syscall.Errno
	if errors.As(err, &number) {
		return fmt.Sprintf("the operating system refuses it with error %d", int(number)), "try another place"
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return err.Error(), ""
}
