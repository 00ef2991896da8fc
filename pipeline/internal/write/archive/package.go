package archive

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"octavo/pipeline/internal/meta"
)

// Kind is what a file is to the publication.
type Kind int

// The kinds of files, in the order in which a package lists them.
const (
	Source        Kind = iota // as it was given, byte for byte
	Picture                   // of the source
	Edition                   // made from it
	Additional                // further metadata about the publication
	Documentation             // of formats that are no standard
)

// File is a file of a package, before it has its name there.
type File struct {
	Kind Kind
	// Name is the file's name as it is elsewhere: that of a source with its path, of
	// a picture as the Markdown has it, or what stands behind the publication's name,
	// "-log.json". Original is what a source's or picture's file was called when it
	// was given; "" for one that was no file.
	Name, Original string
	// What says in words what an edition is.
	What string
	Data []byte
}

// Package is what goes into a package, and what is known about it.
type Package struct {
	// Name is the publication's name, which SafeName makes a name of the package.
	Name string
	// Form is FormBagIt or FormMDTO; the metadata meet its demands (Missing).
	Form string
	Meta meta.Meta
	// Time is that of the run; all dates in the package are from it or the metadata.
	Time time.Time
	// Program and Version are those of the program that makes the package.
	Program, Version string
	Files            []File
	History          History
}

// History are the numbers of what was decided on the way from source to editions.
type History struct{ Decisions, Doubtful, Dropped, Corrections int }

// Entry is a finished file by its name with slashes.
type Entry struct {
	Name string
	Data []byte
}

// Made is a finished package.
type Made struct {
	// Name is the safe name; the folder is Name + FolderSuffix and so on.
	Name string
	// Folder are the files beneath that folder, in the order of their names.
	Folder []Entry
	Zip    []byte
	Note   []byte // the delivery note
}

// Build makes a package. The error names files of which nobody knows the format.
func Build(p Package) (*Made, error) {
	b := &builder{Package: p, name: SafeName(p.Name), archive: settled(&p.Meta)}
	b.ids = objectIDs(&p.Meta, b.archive)
	if err := b.take(); err != nil {
		return nil, err
	}
	b.addSets()
	submission := b.submission()
	m := &Made{Name: b.name, Folder: submission}
	if p.Form != FormMDTO {
		m.Folder = b.bag(submission)
	}
	sortEntries(m.Folder)
	var err error
	if m.Zip, err = zipped(b.name+FolderSuffix+"/", m.Folder); err != nil {
		return nil, err
	}
	m.Note = b.note(submission, m.Zip)
	return m, nil
}

func sortEntries(list []Entry) {
	slices.SortFunc(list, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
}

// item is a file that has its name and format.
type item struct {
	File
	name   string // in its folder
	format Format
}

type builder struct {
	Package
	name    string
	archive meta.Archive
	ids     []ID
	items   []item
}

// take gives the files their names and formats.
func (b *builder) take() error {
	taken := map[string]bool{}
	var unknown []string
	slices.SortStableFunc(b.Files, func(x, y File) int { return int(x.Kind) - int(y.Kind) })
	for _, f := range b.Files {
		it := item{File: f, name: b.nameOf(f)}
		it.name = free(it.name, taken)
		format, ok := FormatOf(it.name, f.Data)
		if !ok && f.Kind == Source {
			format, ok = FormatOf("source.txt", f.Data) // what was read as text is text
		}
		if !ok {
			unknown = append(unknown, f.Name)
		}
		it.format = format
		b.items = append(b.items, it)
	}
	if len(unknown) > 0 {
		return fmt.Errorf("the format of %s has no code of the PRONOM register that is known here, and MDTO demands one; save it as PNG, JPEG, SVG, or as text, Markdown, HTML or Word", strings.Join(unknown, ", "))
	}
	return nil
}

// nameOf is a file's name in the package. Several sources are numbered in their
// order.
func (b *builder) nameOf(f File) string {
	if f.Kind != Source && f.Kind != Picture {
		return b.name + f.Name
	}
	base := SafeFile(path.Base(f.Name))
	if f.Kind == Picture {
		return b.name + PicturesSuffix + "-" + base
	}
	sources := slices.Collect(func(yield func(File) bool) {
		for _, other := range b.Files {
			if other.Kind == Source && !yield(other) {
				return
			}
		}
	})
	if len(sources) == 1 {
		return b.name + SourceSuffix + path.Ext(base)
	}
	at := slices.IndexFunc(sources, func(s File) bool { return s.Name == f.Name })
	return fmt.Sprintf("%s%s-%0*d-%s", b.name, SourceSuffix, len(fmt.Sprint(len(sources))), at+1, base)
}

// free is a name that none of those taken has, in whatever case, and takes it.
func free(name string, taken map[string]bool) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
	taken[strings.ToLower(name)] = true
	return name
}

// addSets adds the sets of metadata that speak of the files.
func (b *builder) addSets() {
	for _, set := range []struct {
		suffix string
		data   []byte
	}{{DublinCoreSuffix, b.dublinCore()}, {PREMISSuffix, b.premis()}} {
		name := b.name + set.suffix
		format, _ := FormatOf(name, nil)
		b.items = append(b.items, item{File: File{Kind: Additional, Data: set.data}, name: name, format: format})
	}
}

// of are the files of some kinds.
func (b *builder) of(kinds ...Kind) []item {
	var out []item
	for _, it := range b.items {
		if slices.Contains(kinds, it.Kind) {
			out = append(out, it)
		}
	}
	return out
}

// submission are the files of the SIP with their sidecars, beneath NAME/.
func (b *builder) submission() []Entry {
	object := b.reference()
	docs := b.documentationReference()
	dir, docDir := b.name+"/", b.name+"/"+b.name+DocumentationSuffix+"/"
	out := []Entry{
		{dir + b.name + ObjectSidecar, sidecar(MDTO{Object: b.object()})},
		{docDir + b.name + DocumentationSuffix + ObjectSidecar, sidecar(MDTO{Object: b.documentation()})},
	}
	for _, it := range b.items {
		at, represents := dir, object
		if it.Kind == Documentation {
			at, represents = docDir, docs
		}
		out = append(out, Entry{at + it.name, it.Data},
			Entry{at + it.name + FileSidecar, sidecar(MDTO{File: b.record(it, represents)})})
	}
	sortEntries(out)
	return out
}
