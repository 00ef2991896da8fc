// Package measure looks at a finished PDF as a typographer would: how wide the
// spaces of justified lines are, how many hyphens stand under one another,
// whether a line stands alone on a page, a heading at its foot, a note on
// another page than its call. In comes a tagged PDF's path, out comes a
// Report. It reads glyph positions and structure from the file through qpdf
// and shares no code with layout or the writer; nothing that converts imports
// it.
package measure

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
)

// dict is a PDF dictionary in qpdf's JSON: names keep their slash, strings
// begin with "u:" or "b:", a reference is "12 0 R".
type dict = map[string]any

// file is a PDF's objects.
type file struct{ objects map[string]object }

type object struct {
	Value  any `json:"value"`
	Stream *struct {
		Dict dict   `json:"dict"`
		Data string `json:"data"`
	} `json:"stream"`
}

// QPDF reports whether qpdf is there.
func QPDF() error {
	if _, err := exec.LookPath("qpdf"); err != nil {
		return fmt.Errorf("qpdf is not installed (Debian: qpdf); run ./check judges")
	}
	return nil
}

func open(path string) (*file, error) {
	cmd := exec.Command("qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("qpdf: %w: %s", err, strings.TrimSpace(stderr.String()))
	}
	return parse(out)
}

// parse reads the second of the two values under "qpdf": the objects.
func parse(out []byte) (*file, error) {
	var top struct {
		QPDF []json.RawMessage `json:"qpdf"`
	}
	if err := json.Unmarshal(out, &top); err != nil {
		return nil, err
	}
	if len(top.QPDF) != 2 {
		return nil, fmt.Errorf("qpdf wrote %d values, not 2", len(top.QPDF))
	}
	f := &file{}
	return f, json.Unmarshal(top.QPDF[1], &f.objects)
}

// get follows a reference; what is none is returned as it is.
func (f *file) get(v any) any {
	if s, ok := v.(string); ok && strings.HasSuffix(s, " R") {
		o := f.objects["obj:"+s]
		if o.Stream != nil {
			return o.Stream.Dict
		}
		return o.Value
	}
	return v
}

func (f *file) dict(v any) dict {
	d, _ := f.get(v).(dict)
	return d
}

// list returns an array's members, or the value alone where there is none.
func (f *file) list(v any) []any {
	switch v := f.get(v).(type) {
	case []any:
		return v
	case nil:
		return nil
	}
	return []any{v}
}

func (f *file) name(v any) string {
	s, _ := f.get(v).(string)
	return s
}

func (f *file) number(v any) float64 {
	n, _ := f.get(v).(float64)
	return n
}

// stream returns the decoded bytes of the streams that v names, joined.
func (f *file) stream(v any) []byte {
	var out []byte
	refs, ok := f.get(v).([]any)
	if !ok {
		refs = []any{v}
	}
	for _, r := range refs {
		ref, _ := r.(string)
		if s := f.objects["obj:"+ref].Stream; s != nil {
			data, err := base64.StdEncoding.DecodeString(s.Data)
			if err == nil {
				out = append(append(out, data...), '\n')
			}
		}
	}
	return out
}

func (f *file) catalog() dict {
	return f.dict(f.dict(f.objects["trailer"].Value)["/Root"])
}

// pages returns the references of the page objects in order.
func (f *file) pages() []string {
	var out []string
	var walk func(v any)
	walk = func(v any) {
		kids := f.list(f.dict(v)["/Kids"])
		if ref, ok := v.(string); ok && kids == nil {
			out = append(out, ref)
		}
		for _, k := range kids {
			walk(k)
		}
	}
	walk(f.catalog()["/Pages"])
	return out
}
