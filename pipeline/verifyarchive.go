package pipeline

import (
	"context"
	"errors"
	"io"
	"io/fs"

	"octavo/pipeline/internal/audit/bag"
	"octavo/pipeline/internal/diag"
)

// Archive is an archive package to check.
type Archive struct {
	// Name is the folder's or the zip file's for messages.
	Name string
	// Folder holds the package's files; or Zip is its zip file of so many bytes.
	Folder fs.FS
	Zip    io.ReaderAt
	Size   int64
}

// VerifyArchive checks an archive package by its files alone. The findings are all
// that is wrong or was not checked, in the order of the files; a package is sound
// where none of them is an error. The error tells that the package could not be
// opened, or was refused because of what unpacking it would do.
func VerifyArchive(ctx context.Context, a Archive) ([]Finding, error) {
	files, err := a.open()
	if err != nil {
		return nil, asInput(err)
	}
	log := &diag.Log{}
	bag.Check(files, log)
	return findingsIn(log), interrupted(ctx, ctx.Err())
}

func (a Archive) open() (*bag.Files, error) {
	switch {
	case a.Zip != nil:
		return bag.Zip(a.Name, a.Zip, a.Size)
	case a.Folder != nil:
		return bag.Folder(a.Name, a.Folder)
	}
	return nil, errors.New("the archive has neither a folder nor a zip file")
}
