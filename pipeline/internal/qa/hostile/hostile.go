// Package hostile makes inputs that were written to crash a converter, to fill its memory,
// to keep it busy without end, or to make it read and write where it should not; and it
// runs the program over them and holds each run to its bound. Nothing that converts
// imports it. Inputs are made by code, so that none of their megabytes lie in the
// repository.
package hostile

import (
	"os"
	"path/filepath"
	"strings"

	"octavo/pipeline/internal/qa/bulk"
	"octavo/pipeline/internal/qa/sample"
	"octavo/source"
)

// Case is an input with what must become of it.
type Case struct {
	// Name is a few words, without a slash.
	Name string
	// Command is the command line, its words parted by blanks; "" builds the first file as Dutch.
	Command string
	// Files are the inputs, by their slash-separated path from the folder that the
	// program runs in. A path that begins with ../ lies outside: nothing may be taken from it.
	Files []File
	// Heavy cases take seconds or more: they are left to the long check.
	Heavy bool
	// Sound says that the input is merely odd or large, or damaged in a part that can be
	// left: it is converted, and the review copy holds SoundText.
	Sound bool
	// Refused says that nothing may be made of it, with these words in the message.
	Refused string
}

// File is one file of a case; Data is called when it is to be written.
type File struct {
	Name string
	Data func() []byte
	// Link makes the file a symbolic link to this target.
	Link string
}

// SoundText stands in every input that has a sound part.
const SoundText = "Deze zin is gaaf."

// Secret stands in every file outside of an input's folder; no output may hold it.
const Secret = "GEHEIM-4711"

// Cases lists all cases, those of one kind together.
func Cases() []Case {
	var all []Case
	for _, kind := range [][]Case{texts(), nested(), marks(), notes(), pages(), signs(), numbers(),
		pictures(), drawings(), sheets(), faces(), metadata(), books(), names(), trees(), offices(), archives()} {
		all = append(all, kind...)
	}
	return all
}

// text is a case of one file.
func text(name, file string, make func() string) Case {
	return Case{Name: name, Files: []File{lazy(file, make)}, Sound: true}
}

func lazy(name string, make func() string) File {
	return File{Name: name, Data: func() []byte { return []byte(make()) }}
}

func file(name, data string) File {
	return File{Name: name, Data: func() []byte { return []byte(data) }}
}

// heavy marks a case as one for the long check.
func heavy(c Case) Case { c.Heavy = true; return c }

// refused marks a case as one that is turned away with these words.
func refused(c Case, words string) Case { c.Sound, c.Refused = false, words; return c }

// either marks a case as one that may be converted or refused, as long as it is said.
func either(c Case) Case { c.Sound = false; return c }

// folder is the one below root that the program runs in.
func (c Case) folder(root string) string { return filepath.Join(root, "in") }

// Write writes the case's files below root, an empty folder.
func (c Case) Write(root string) error {
	in := c.folder(root)
	if err := os.MkdirAll(in, 0o755); err != nil {
		return err
	}
	for _, f := range c.Files {
		if err := f.write(in); err != nil {
			return err
		}
	}
	return nil
}

func (f File) write(in string) error {
	path := filepath.Join(in, filepath.FromSlash(f.Name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if f.Link != "" {
		return os.Symlink(f.Link, path)
	}
	return os.WriteFile(path, f.Data(), 0o644)
}

// Args is the command line without the program's name.
func (c Case) Args() []string {
	if c.Command == "" {
		return []string{"build", c.Files[0].Name, "--lang", "nl"}
	}
	return strings.Fields(c.Command)
}

// head is a Markdown text that is sound.
const head = "# Verslag\n\n" + SoundText + "\n\n"

// htmlHead is the same as a page.
const htmlHead = "<!DOCTYPE html><html lang=nl><title>Verslag</title><body><h1>Verslag</h1>\n<p>" + SoundText + "</p>\n"

// plainHead is the same as raw text.
const plainHead = "Verslag\n\n1. Inleiding\n\n" + SoundText + "\n\n"

// sized repeats s up to about so many bytes.
func sized(s string, bytes int) string { return strings.Repeat(s, max(1, bytes/len(s))) }

const (
	kilo = 1 << 10
	mega = 1 << 20
	// most is what ordinary bounds hold for, in bytes.
	most = 250 * kilo
)

// Ordinary is a text like others, of about so many bytes: what hostile ones are held to.
func Ordinary(bytes int) Case {
	raw, err := source.Files.ReadFile(source.Sample + ".txt")
	if err != nil {
		panic(err) // it is embedded
	}
	return Case{Name: "ordinary text", Files: []File{lazy("x.txt", func() string {
		doc, err := sample.Document()
		if err != nil {
			panic(err) // a test reads it
		}
		return bulk.Text(bulk.Repeat(doc, max(1, bytes/len(raw))))
	})}}
}
