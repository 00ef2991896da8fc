package main

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"octavo/pipeline/batch"
)

// packageDocument is what the shelf takes from an EPUB (EPUB 3.3, 5).
type packageDocument struct {
	Title string `xml:"metadata>title"`
	Items []struct {
		Href       string `xml:"href,attr"`
		Properties string `xml:"properties,attr"`
	} `xml:"manifest>item"`
}

// Look takes a report's title and cover from its EPUB, the one edition that holds both in
// a form to be read at once. Without one, or where it cannot be read, the shelf shows the
// input's name.
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
	for _, f := range archive.File {
		if path.Ext(f.Name) != ".opf" {
			continue
		}
		var doc packageDocument
		data, err := fs.ReadFile(archive, f.Name)
		if err != nil || xml.Unmarshal(data, &doc) != nil {
			return "", ""
		}
		for _, item := range doc.Items {
			if slices.Contains(strings.Fields(item.Properties), "cover-image") {
				cover = path.Join(stateDir, "covers", key[:2], key+path.Ext(item.Href))
				if copyMember(archive, path.Join(path.Dir(f.Name), item.Href), filepath.Join(s.out, filepath.FromSlash(cover))) != nil {
					cover = "" // the shelf shows the report without a picture
				}
			}
		}
		return doc.Title, cover
	}
	return "", ""
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
