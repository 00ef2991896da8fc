package batch

import (
	"encoding/xml"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// packageDocument is what is taken from an EPUB's package document (EPUB 3.3, 5).
type packageDocument struct {
	Title string `xml:"metadata>title"`
	Items []struct {
		Href       string `xml:"href,attr"`
		Properties string `xml:"properties,attr"`
	} `xml:"manifest>item"`
}

// LookInto takes the title and the cover, by its path in the EPUB, from an opened EPUB
// of ours, the one edition that holds both in a form to be read at once. What cannot be
// read is empty.
func LookInto(epub fs.FS) (title, cover string) {
	names, err := fs.Glob(epub, "*/*.opf")
	if err != nil || len(names) == 0 {
		return "", ""
	}
	var doc packageDocument
	data, err := fs.ReadFile(epub, names[0])
	if err != nil || xml.Unmarshal(data, &doc) != nil {
		return "", ""
	}
	for _, item := range doc.Items {
		if slices.Contains(strings.Fields(item.Properties), "cover-image") {
			cover = path.Join(path.Dir(names[0]), item.Href)
		}
	}
	return doc.Title, cover
}

// Kept is the name, from the ledger's folder, of what the state of a batch holds for the
// document with a key: a cover or a review page.
func Kept(kind, key, ending string) string {
	return path.Join(StateDir, kind, key[:2], key+ending)
}

// StateDir is the folder of a batch's store, locks, covers and review pages.
const StateDir = ".octavo"
