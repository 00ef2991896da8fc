package font

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// Set is the faces that a document may use. Opening it reads only what the
// faces say of themselves; outlines and layout tables are loaded when a face
// is first asked for. It is safe for concurrent use.
type Set struct {
	files   fs.FS
	entries []*entry // sorted by path
	standIn *Face
}

// entry is a face that may not be loaded yet.
type entry struct {
	header
	path  string
	data  func() ([]byte, error) // the whole file, read once
	given *Given                 // of a style sheet; nil for the house's
	once  sync.Once
	face  *Face
	err   error
}

// generic tells the house family for CSS's generic families (CSS Fonts 4,
// 2.1.3): by a word in its name, or by its widths.
var generic = map[string]func(*entry) bool{
	"serif": named("serif"), "sans-serif": named("sans"), "monospace": isMono, "system-ui": named("sans"),
	"ui-serif": named("serif"), "ui-sans-serif": named("sans"), "ui-monospace": isMono,
}

func named(word string) func(*entry) bool {
	return func(e *entry) bool { return slices.Contains(strings.Fields(strings.ToLower(e.family)), word) }
}

func isMono(e *entry) bool { return e.mono }

// Open lists the faces in files: every .ttf and .otf at any depth. It fails on
// a file that is not a TrueType face, on a folder without faces, and where the
// upright text face, which nearly every document wants, cannot be loaded.
func Open(files fs.FS) (*Set, error) {
	s := &Set{files: files}
	err := fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if ext := strings.ToLower(path.Ext(p)); ext != ".ttf" && ext != ".otf" {
			return nil
		}
		return s.add(p)
	})
	if err != nil {
		return nil, err
	}
	if len(s.entries) == 0 {
		return nil, fmt.Errorf("font: no faces found: add at least one TrueType (.ttf) file")
	}
	s.standIn, err = s.Face(nil, 400, false)
	return s, err
}

func (s *Set) add(p string) error {
	f, err := s.files.Open(p)
	if err != nil {
		return fmt.Errorf("font: %w", err)
	}
	defer f.Close()
	r, ok := f.(io.ReaderAt)
	if !ok {
		data, err := io.ReadAll(f)
		if err != nil {
			return fmt.Errorf("font: %s: %w", p, err)
		}
		r = strings.NewReader(string(data))
	}
	h, err := parseHeader(p, r)
	if err != nil {
		return err
	}
	s.entries = append(s.entries, &entry{header: h, path: p, data: sync.OnceValues(func() ([]byte, error) { return s.file(p) })})
	return nil
}

func (s *Set) file(p string) ([]byte, error) {
	data, err := fs.ReadFile(s.files, p)
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	return data, nil
}

// Face returns the best face for a list of families, a weight (CSS, 1 to 1000)
// and a slant, by the matching rules of CSS Fonts 4, 5.2: family first, then
// slant, then weight. Families are compared without regard to case; a family
// that the set lacks is passed over, generic families are the house's, and
// when none is there the set's first serif, then its first face, is taken.
func (s *Set) Face(families []string, weight int, italic bool) (*Face, error) {
	return s.match(s.family(families), weight, italic).load()
}

func (e *entry) load() (*Face, error) {
	e.once.Do(func() {
		var data []byte
		if data, e.err = e.data(); e.err == nil {
			e.face, e.err = ParseFace(e.path, data)
		}
		if e.err == nil && e.given != nil {
			e.face.Family, e.face.Weight, e.face.Italic, e.face.Guarded = e.family, e.weight, e.italic, true
		}
	})
	return e.face, e.err
}

// Given is a face that a style sheet gives: its file under Name, by the family,
// weight and slant that the sheet says.
type Given struct {
	Name   string
	Family string
	Weight int
	Italic bool
	Data   []byte
	// Publishable is Permission.InPublications.
	Publishable bool
}

// With returns the set with faces of a style sheet, which Trust has checked.
// They stand behind those that the set has; a family that both have is the
// sheet's alone.
func (s *Set) With(faces []Given) (*Set, error) {
	out := &Set{files: s.files, standIn: s.standIn}
	for _, e := range s.entries {
		if !slices.ContainsFunc(faces, func(g Given) bool { return strings.EqualFold(g.Family, e.family) }) {
			out.entries = append(out.entries, e)
		}
	}
	for _, g := range faces {
		h, err := parseHeader(g.Name, bytes.NewReader(g.Data))
		if err != nil {
			return nil, err
		}
		h.family, h.weight, h.italic = g.Family, g.Weight, g.Italic
		out.entries = append(out.entries, &entry{header: h, path: g.Name, given: &g, data: func() ([]byte, error) { return g.Data, nil }})
	}
	return out, nil
}

// family returns the name of the first family of the list that the set has.
func (s *Set) family(families []string) string {
	for _, want := range append(slices.Clone(families), "serif") {
		suits, ok := generic[strings.ToLower(want)]
		if !ok {
			suits = func(e *entry) bool { return strings.EqualFold(e.family, want) }
		}
		if i := slices.IndexFunc(s.entries, suits); i >= 0 {
			return s.entries[i].family
		}
	}
	return s.entries[0].family
}

func (s *Set) match(family string, weight int, italic bool) *entry {
	var best *entry
	for _, e := range s.entries {
		if e.family == family && (best == nil || closer(e, best, weight, italic)) {
			best = e
		}
	}
	return best
}

// closer reports whether a fits better than b.
func closer(a, b *entry, weight int, italic bool) bool {
	if (a.italic == italic) != (b.italic == italic) {
		return a.italic == italic
	}
	return weightCost(a.weight, weight) < weightCost(b.weight, weight)
}

// weightCost orders the weights that a family has by how well they stand for
// want (CSS Fonts 4, 5.2, step 4.3): bold asks look upwards first, light ones
// downwards, and 400 and 500 stand for each other.
func weightCost(has, want int) int {
	const away = 1000
	switch {
	case has == want:
		return 0
	case want >= 400 && want <= 500 && has > want && has <= 500:
		return has - want
	case want >= 400 && want <= 500 && has < want:
		return away + want - has
	case want >= 400 && want <= 500:
		return 2*away + has - want
	case want > 500 && has > want:
		return has - want
	case want > 500:
		return away + want - has
	case has < want:
		return want - has
	}
	return away + has - want
}

// Fallback returns a face of the set that has r, with like's weight and slant
// where it can, or nil: first like itself, then the other families in order,
// monospaced ones last, which in running text look foreign.
func (s *Set) Fallback(r rune, like *Face) *Face {
	if like.Covers(r) {
		return like
	}
	for _, mono := range []bool{false, true} {
		tried := like.Family
		for _, e := range s.entries {
			if e.family == tried || e.mono != mono {
				continue
			}
			tried = e.family
			if f, err := s.match(e.family, like.Weight, like.Italic).load(); err == nil && f.Covers(r) {
				return f
			}
		}
	}
	return nil
}

// StandIn returns a face for use where the one asked for cannot be loaded.
func (s *Set) StandIn() *Face { return s.standIn }
