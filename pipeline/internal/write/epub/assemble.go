package epub

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"sync"

	goepub "github.com/go-shiori/go-epub"
)

// assembler guards go-epub's file system, which is global to the process.
var assembler sync.Mutex

// assemble lets go-epub put the units together and returns each unit's body by
// file name, as it stands in the container that go-epub made. This is the one
// place that knows go-epub (v1.2.1). It is used in memory and gets text only:
// it would fetch any address or local file that it is given as a resource.
func assemble(units []*unit) (map[string][]byte, error) {
	assembler.Lock()
	defer assembler.Unlock()
	if err := goepub.Use(goepub.MemoryFS); err != nil {
		return nil, fmt.Errorf("epub: assemble: %w", err)
	}
	book, err := goepub.NewEpub("")
	if err != nil {
		return nil, fmt.Errorf("epub: assemble: %w", err)
	}
	for _, u := range units {
		if _, err := book.AddSection(string(u.body.data), "", u.file, ""); err != nil {
			return nil, fmt.Errorf("epub: assemble %s: %w", u.file, err)
		}
	}
	var buf bytes.Buffer
	if _, err := book.WriteTo(&buf); err != nil {
		return nil, fmt.Errorf("epub: assemble: %w", err)
	}
	return bodies(buf.Bytes(), units)
}

// bodies takes the sections out of go-epub's container. It loses sections
// with a line in its log only, so each is looked for.
func bodies(container []byte, units []*unit) (map[string][]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(container), int64(len(container)))
	if err != nil {
		return nil, fmt.Errorf("epub: assemble: %w", err)
	}
	out := make(map[string][]byte, len(units))
	for _, f := range z.File {
		if path.Dir(f.Name) != "EPUB/xhtml" {
			continue // go-epub's own navigation
		}
		body, err := bodyOf(f)
		if err != nil {
			return nil, fmt.Errorf("epub: assemble %s: %w", f.Name, err)
		}
		out[path.Base(f.Name)] = body
	}
	for _, u := range units {
		if !bytes.Equal(out[u.file], u.body.data) { // the facts are of what was written
			return nil, fmt.Errorf("epub: assemble: section %s is lost or changed", u.file)
		}
	}
	return out, nil
}

// bodyOf returns what stands between the body tags.
func bodyOf(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	_, rest, ok := bytes.Cut(data, []byte("<body"))
	_, body, ok2 := bytes.Cut(rest, []byte(">\n"))
	end := bytes.LastIndex(body, []byte("\n</body>"))
	if !ok || !ok2 || end < 0 {
		return nil, fmt.Errorf("no body in it")
	}
	return body[:end], nil
}
