package archive

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"strings"
	"time"

	"octavo/pipeline/internal/text"
)

// bag lays a submission into a bag (RFC 8493).
func (b *builder) bag(submission []Entry) []Entry {
	var payload []Entry
	size := 0
	for _, e := range submission {
		payload = append(payload, Entry{Payload + e.Name, e.Data})
		size += len(e.Data)
	}
	tags := []Entry{{BagInfo, b.bagInfo(size, len(payload))}, {Declaration, []byte(DeclarationText)}}
	for _, a := range Algorithms() {
		tags = append(tags, Entry{ManifestName(a, false), manifest(a, payload)})
	}
	var last []Entry
	for _, a := range Algorithms() {
		last = append(last, Entry{ManifestName(a, true), manifest(a, tags)})
	}
	return append(append(payload, tags...), last...)
}

// manifest has a line for each file (RFC 8493, 2.1.3), in the order given.
func manifest(a Algorithm, files []Entry) []byte {
	var m bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&m, "%s  %s\n", a.Sum(f.Data), f.Name)
	}
	return m.Bytes()
}

// bagInfo has the labels of RFC 8493, 2.2.2, of which the metadata or the package
// tell the value.
func (b *builder) bagInfo(size, files int) []byte {
	var out strings.Builder
	for _, f := range [][2]string{
		{InfoSource, b.archive.Creator.Name},
		{InfoContact, b.archive.Contact.Name},
		{InfoPhone, b.archive.Contact.Phone},
		{InfoEmail, b.archive.Contact.Email},
		{InfoDescription, b.Meta.Title},
		{InfoDate, b.Time.UTC().Format(time.DateOnly)},
		{InfoIdentifier, b.ids[0].Mark},
		{InfoOxum, fmt.Sprintf("%d.%d", size, files)},
		{InfoAgent, b.Program + " " + b.Version},
	} {
		if value := text.OneLine(f[1]); value != "" {
			out.WriteString(f[0] + ": " + value + "\n")
		}
	}
	return []byte(out.String())
}

// zipTime is the time of every file in the zip, the first that the format has
// (APPNOTE 4.4.6): the run's may lie before it.
var zipTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// packed are the extensions of files that are compressed already.
var packed = map[string]bool{".pdf": true, ".epub": true, ".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".docx": true, ".odt": true}

// zipped packs files beneath a folder, in the order given.
func zipped(folder string, files []Entry) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		h := &zip.FileHeader{Name: folder + f.Name, Method: zip.Deflate, Modified: zipTime}
		if packed[strings.ToLower(path.Ext(f.Name))] {
			h.Method = zip.Store
		}
		h.SetMode(0o644)
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write(f.Data)
		}
		if err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}
