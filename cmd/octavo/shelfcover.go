package main

import (
	"archive/zip"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"octavo/pipeline"
	"octavo/pipeline/batch"
)

// dirShelf is a document's folder dir below the run's, out.
type dirShelf struct {
	out   string
	dir   string
	force bool
}

func (s *dirShelf) Sink() pipeline.Sink {
	sink := pipeline.NewDirSink(s.dir)
	sink.Force = s.force
	return sink
}

func (s *dirShelf) Holds(o batch.Outcome) bool {
	for _, f := range o.Files {
		info, err := os.Stat(filepath.Join(s.dir, f.Name))
		if err != nil || sizeOf(info) != f.Size {
			return false
		}
	}
	return o.Review == "" || isFile(filepath.Join(s.out, filepath.FromSlash(o.Review)))
}

func (s *dirShelf) Sized(files []pipeline.File) ([]batch.File, error) {
	sized := make([]batch.File, len(files))
	for i, f := range files {
		info, err := os.Stat(filepath.Join(s.dir, f.Name))
		if err != nil {
			return nil, err
		}
		sized[i] = batch.File{Name: f.Name, Size: sizeOf(info)}
	}
	return sized, nil
}

// sizeOf is a file's size; a folder of pictures or of an archive package has none.
func sizeOf(info fs.FileInfo) int64 {
	if info.IsDir() {
		return 0
	}
	return info.Size()
}

// Look takes a report's title and cover from its EPUB. Without one, or where it cannot be
// read, the shelf shows the input's name.
func (s *dirShelf) Look(o batch.Outcome) (title, cover string) {
	for _, f := range o.Files {
		if path.Ext(f.Name) != ".epub" {
			continue
		}
		archive, err := zip.OpenReader(filepath.Join(s.dir, f.Name))
		if err != nil {
			return "", ""
		}
		defer archive.Close()
		return s.lookInto(&archive.Reader, o.Key)
	}
	return "", ""
}

func (s *dirShelf) lookInto(archive *zip.Reader, key string) (title, cover string) {
	title, picture := batch.LookInto(archive)
	if picture == "" {
		return title, ""
	}
	cover = batch.Kept("covers", key, path.Ext(picture))
	if copyMember(archive, picture, filepath.Join(s.out, filepath.FromSlash(cover))) != nil {
		return title, "" // the shelf shows the report without a picture
	}
	return title, cover
}

// copyMember writes a member of a zip to a file, which appears whole.
func copyMember(archive *zip.Reader, member, name string) error {
	if isFile(name) {
		return nil // a cover's name is the key of its report
	}
	from, err := archive.Open(member)
	if err != nil {
		return err
	}
	defer from.Close()
	return batch.WriteFile(name, func(w io.Writer) error {
		_, err := io.Copy(w, from)
		return err
	})
}

// Review implements batch.Shelf.
func (s *dirShelf) Review(key string, page []byte) (string, error) {
	name := batch.Kept("reviews", key, ".html")
	return name, batch.WriteFile(filepath.Join(s.out, filepath.FromSlash(name)), func(w io.Writer) error {
		_, err := w.Write(page)
		return err
	})
}
