package pipeline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"octavo/docs/schemas"
	"octavo/pipeline/internal/audit/bag"
	"octavo/pipeline/internal/audit/sip"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/write/archive"
)

// Archive is an archive package to check.
type Archive struct {
	// Name is the folder's or the zip file's for messages.
	Name string
	// Folder holds the package's files; or Zip is its zip file of so many bytes.
	Folder fs.FS
	Zip    io.ReaderAt
	Size   int64
	// Beside holds what lies beside the package, of which the delivery note and the zip
	// file are read; nil where that is not known.
	Beside fs.FS
}

// VerifyArchive checks an archive package by its files alone: the bag's manifests, the
// sidecars, what they say of each other, the dates, the delivery note, and that its
// PDF, EPUB and Markdown hold the same text, letter by letter, and that of the source
// but for what the log lists. The findings are all that is wrong or was not checked,
// in the order of the files; a package is sound where none of them is an error. The
// error tells that the package could not be opened, or was refused because of what
// unpacking it would do.
func VerifyArchive(ctx context.Context, a Archive) ([]Finding, error) {
	files, err := a.open()
	if err != nil {
		return nil, asInput(err)
	}
	log := &diag.Log{}
	if b := bag.Check(files, log); b != nil {
		if p := sip.Check(b, log); p != nil {
			v := &verifier{ctx: ctx, Package: p, log: log}
			v.checkLog()
			v.checkTexts()
			v.checkSources()
			v.checkSchemas()
			v.checkDelivery(a)
			p.Dates()
		}
	}
	return findingsIn(log), interrupted(ctx, ctx.Err())
}

func (a Archive) open() (*bag.Files, error) {
	switch {
	case a.Zip != nil:
		return bag.Zip(a.Name, a.Zip, a.Size)
	case a.Folder != nil:
		return bag.Folder(a.Name, a.Folder)
	}
	return nil, errors.New("the archive has neither a folder nor a zip file")
}

// checkSchemas looks whether the schemas of log and tree are those that this version
// of the program publishes. Another version may have had others.
func (v *verifier) checkSchemas() {
	folder := v.Folder + v.Name + archive.DocumentationSuffix + "/" + v.Name
	for suffix, own := range map[string][]byte{archive.LogSchemaSuffix: schemas.Log, archive.TreeSchemaSuffix: schemas.Tree} {
		if data, err := v.Read(folder+suffix, maxDelivery); err == nil && !bytes.Equal(data, own) {
			sip.NotChecked(v.log, folder+suffix, "it is not the schema that this version of Octavo publishes, and was not checked", "compare it with docs/schemas of the version that made the package")
		}
	}
}

// maxDelivery bounds the delivery note, in bytes.
const maxDelivery = 1 << 20

// checkDelivery looks for the delivery note and the zip file beside the package.
func (v *verifier) checkDelivery(a Archive) {
	name := v.Name + archive.DeliverySuffix
	note, err := readBeside(a.Beside, name)
	if err != nil {
		sip.NotChecked(v.log, name, "the delivery note was not checked, because it does not lie beside the package", "put it there to have its counts and its hash checked")
		return
	}
	v.Delivery(name, note, a.zipSum(v.Name+archive.ZipSuffix))
}

func readBeside(folder fs.FS, name string) ([]byte, error) {
	if folder == nil {
		return nil, fs.ErrNotExist
	}
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxDelivery+1))
	if err == nil && len(data) > maxDelivery {
		err = errors.New("too large")
	}
	return data, err
}

// zipSum is the SHA-256 of the package's zip file: the one that is checked, or the one
// beside the folder; "" where there is none.
func (a Archive) zipSum(name string) string {
	h := sha256.New()
	switch {
	case a.Zip != nil:
		if _, err := io.Copy(h, io.NewSectionReader(a.Zip, 0, a.Size)); err != nil {
			return ""
		}
	case a.Beside != nil:
		f, err := a.Beside.Open(name)
		if err != nil {
			return ""
		}
		defer f.Close()
		if _, err := io.Copy(h, f); err != nil {
			return ""
		}
	default:
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

// sources are the package's source files, in the order of their numbers.
func (v *verifier) sources() []string {
	var out []string
	for _, name := range v.Names() {
		rest, ok := strings.CutPrefix(name, v.Folder+v.Name+archive.SourceSuffix)
		if ok && !archive.IsSidecar(name) && (strings.HasPrefix(rest, "-") || rest == path.Ext(rest)) {
			out = append(out, name)
		}
	}
	return out
}
