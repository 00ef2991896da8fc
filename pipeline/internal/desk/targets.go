package desk

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Obstacle is a file that must not be replaced.
type Obstacle struct {
	// Name is the file's name in its folder.
	Name string
	// Why says so in words that follow the name: "is a folder".
	Why string
	// Blocks says that nothing can stand there at all: a folder, a device.
	Blocks bool
	// Review says that it is a review copy, from which a build can go on.
	Review bool
}

// Folder is where a set of files is to be put.
type Folder struct {
	Dir string
	// Log and Review are the names of the set's log file and review copy.
	Log, Review string
	// Earlier is the log that lies in the folder; nil for none.
	Earlier *Log
	// Base is the digest in the review copy that the run was made from; "" for
	// a run from a source.
	Base string
	// Owned are folders in Dir that hold nothing but files of the set; each has a
	// slash at its end.
	Owned []string
}

// Stale gives a removal for everything in the owned folders that no move puts there.
func (f *Folder) Stale(moves []Move) []Move {
	placed := map[string]bool{}
	for _, m := range moves {
		placed[m.To] = true
	}
	var out []Move
	for _, folder := range f.Owned {
		root := filepath.Join(f.Dir, filepath.FromSlash(folder))
		if info, err := os.Lstat(root); err != nil || !info.IsDir() {
			continue // nothing there, or an obstacle
		}
		_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && !placed[path] {
				out = append(out, Move{To: path})
			}
			return nil // what cannot be looked at stays
		})
	}
	return out
}

// within reports whether a file lies in one of the folders.
func within(name string, folders []string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool { return strings.HasPrefix(name, folder) })
}

// Obstacles looks at what stands at the targets of moves and gives what must
// stay as it is, in the order of moves.
func (f *Folder) Obstacles(moves []Move) []Obstacle {
	var out []Obstacle
	for _, m := range moves {
		name, err := filepath.Rel(f.Dir, m.To)
		if err != nil {
			name = filepath.Base(m.To)
		}
		name = filepath.ToSlash(name)
		if o := f.folderOf(name); o != nil {
			if !slices.Contains(out, *o) {
				out = append(out, *o)
			}
			continue
		}
		if o := f.obstacle(name, m); o != nil {
			out = append(out, *o)
		}
	}
	return out
}

// folderOf looks at the folders that a name like "report-pictures/x.png" asks
// for: each must be one, and no link that leads elsewhere.
func (f *Folder) folderOf(name string) *Obstacle {
	for i, c := range name {
		if c != '/' {
			continue
		}
		dir := name[:i]
		if info, err := os.Lstat(filepath.Join(f.Dir, dir)); err == nil && !info.IsDir() {
			return &Obstacle{Name: dir, Why: "is not a folder, and files belong into one of this name", Blocks: true}
		}
	}
	return nil
}

func (f *Folder) obstacle(name string, m Move) *Obstacle {
	info, err := os.Lstat(m.To)
	switch {
	case err != nil:
		return nil // nothing there; and what cannot be looked at says so on moving
	case info.IsDir():
		return &Obstacle{Name: name, Why: "is a folder", Blocks: true}
	case info.Mode().Type() == fs.ModeSymlink:
		return &Obstacle{Name: name, Why: "is a link to another file"}
	case !info.Mode().IsRegular():
		return &Obstacle{Name: name, Why: "is not an ordinary file", Blocks: true}
	}
	data, err := os.ReadFile(m.To)
	if err != nil {
		return &Obstacle{Name: name, Why: "cannot be read, so that nobody knows whose it is"}
	}
	if why := f.whose(name, data); why != "" && !holds(m.From, data) {
		return &Obstacle{Name: name, Why: why, Review: name == f.Review && why != whyForeign && why != whyOld}
	}
	return nil
}

// holds reports whether a file has just these bytes, so that nothing changes.
func holds(path string, data []byte) bool {
	own, err := os.ReadFile(path)
	return err == nil && string(own) == string(data)
}

// What keeps a file from being replaced.
const (
	whyForeign   = "was not made by Octavo, as far as is on record"
	whyOld       = "was perhaps made by an older version of Octavo, which kept no digests to tell"
	whyChanged   = "was changed since Octavo made it"
	whyCorrected = "was made from a corrected review copy"
)

// whose says why the file name, which holds data, is not the program's alone;
// "" where it is.
func (f *Folder) whose(name string, data []byte) string {
	switch name {
	case f.Review:
		return f.whoseReview(data)
	case f.Log:
		switch {
		case f.Earlier == nil:
			return whyForeign
		case f.Earlier.old():
			return whyOld
		case !f.Earlier.Own:
			return whyChanged
		}
	default:
		switch digest := f.Earlier.DigestOf(name); {
		case f.Earlier.old():
			return whyOld
		case digest == "":
			return whyForeign
		case digest != Sum(data):
			return whyChanged
		}
	}
	if f.Earlier.Corrected && f.Earlier.Base() != f.Base {
		return whyCorrected
	}
	return ""
}

// whoseReview is whose for the review copy. One with corrections is replaced by
// a run that has them: one that was made from a copy of the same text, while
// this one is as an earlier such run wrote it.
func (f *Folder) whoseReview(data []byte) string {
	_, base := UnsignReview(data)
	known := f.Earlier.DigestOf(f.Review)
	switch {
	case PristineReview(data):
		return ""
	case known == Sum(data) && base == f.Base && base != "":
		return ""
	case known == Sum(data):
		return whyCorrected
	case base == "" && f.Earlier.old():
		return whyOld
	case known == "" && base == "":
		return whyForeign
	}
	return whyChanged
}
