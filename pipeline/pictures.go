package pipeline

import (
	"encoding/base64"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// codePicture is the finding about a picture that cannot be shown.
const codePicture diag.Code = "picture-not-shown"

var _ = diag.Register(map[diag.Code]string{
	codePicture: "A picture's file is missing, damaged or of an unknown kind; the editions show its text alternative instead.",
})

// pictures are the picture files that a document shows, each read and checked
// once, in a form that every edition holds.
type pictures struct {
	read  func(name string) ([]byte, error)
	files map[string][]byte
	fault map[string]error
}

// load gives a picture by its name in the tree.
func (p *pictures) load(name string) ([]byte, error) {
	if data, ok := p.files[name]; ok {
		return data, nil
	}
	if p.read == nil {
		return nil, errNoFolder
	}
	return p.read(name)
}

var errNoFolder = errors.New("what comes from standard input has no folder with pictures")

// readPictures reads what doc shows through read. Where a picture cannot be
// had, its text alternative takes its place, or else its file's name, so that
// all editions agree; canonical Markdown is printed before.
func readPictures(doc *ast.Document, read func(string) ([]byte, error), log *diag.Log) *pictures {
	p := &pictures{read: read, files: map[string][]byte{}, fault: map[string]error{}}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if img, ok := n.(*ast.Image); ok {
			p.check(img, log)
		}
		return true
	})
	if len(p.fault) > 0 {
		p.replace(doc)
	}
	return p
}

// check reads a picture on first sight and logs each place where it is missing.
func (p *pictures) check(img *ast.Image, log *diag.Log) {
	_, known := p.files[img.Src]
	if !known && p.fault[img.Src] == nil {
		p.fetch(img.Src)
	}
	err := p.fault[img.Src]
	if err == nil {
		p.rename(img)
		return
	}
	log.Add(diag.Diagnostic{Code: codePicture, Severity: diag.Warning, Pos: img.Pos(), Rule: "pictures stand in the input's folder",
		Message: fmt.Sprintf("the picture %s cannot be shown: %v", shortName(img.Src), err),
		Hint:    fmt.Sprintf("put a PNG, JPEG, GIF or WebP file beside the text; until then the editions show %q in its place", standIn(img))})
}

// rename gives a picture that came in its own address a short name, under which
// load finds it.
func (p *pictures) rename(img *ast.Image) {
	if !strings.HasPrefix(img.Src, "data:") {
		return
	}
	name := fmt.Sprintf("picture-%08x", crc32.ChecksumIEEE([]byte(img.Src)))
	p.files[name] = p.files[img.Src]
	img.Src = name
}

func (p *pictures) fetch(src string) {
	data, err := p.bytesOf(src)
	if err == nil {
		data, err = usablePicture(data)
	}
	if err != nil {
		p.fault[src] = err
		return
	}
	p.files[src] = data
}

// bytesOf reads a picture's file, or takes it from a data URL (RFC 2397).
func (p *pictures) bytesOf(src string) ([]byte, error) {
	if head, body, ok := strings.Cut(src, ","); ok && strings.HasPrefix(head, "data:") {
		if !strings.HasSuffix(head, ";base64") {
			return nil, errors.New("its address holds no picture in base64")
		}
		data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(body), ""))
		if err != nil {
			return nil, errors.New("its address holds no picture in base64")
		}
		return data, nil
	}
	u, err := url.Parse(src)
	switch {
	case err == nil && u.Host != "":
		return nil, errors.New("it is on the web, and nothing is fetched from there")
	case p.read == nil:
		return nil, errNoFolder
	}
	data, err := p.read(src)
	if u != nil && errors.Is(err, fs.ErrNotExist) && u.Path != src {
		data, err = p.read(u.Path) // an address: escapes resolved, without its query
	}
	if err != nil {
		cause, _ := inPlainWords(err)
		return nil, errors.New(cause)
	}
	return data, nil
}

// replace puts words in the place of the pictures that cannot be had.
func (p *pictures) replace(doc *ast.Document) {
	ast.ReplaceBlocks(doc, func(b ast.Block) ast.Block {
		f, ok := b.(*ast.Figure)
		if !ok || p.fault[f.Image.Src] == nil {
			return b
		}
		list := []ast.Inline{&ast.Text{At: f.Image.At, Value: standIn(f.Image)}}
		switch caption := ast.PlainText(f.Caption); {
		case caption == standIn(f.Image):
			list = f.Caption
		case len(f.Caption) > 0:
			list = append(append(list, &ast.LineBreak{At: f.At}), f.Caption...)
		}
		return &ast.Paragraph{At: f.At, Inlines: list}
	})
	words := func(list []ast.Inline) []ast.Inline {
		for i, in := range list {
			if img, ok := in.(*ast.Image); ok && p.fault[img.Src] != nil {
				list[i] = &ast.Text{At: img.At, Value: standIn(img)}
			}
		}
		return list
	}
	ast.MapInlines(doc.Blocks, words)
	for _, n := range doc.Notes {
		ast.MapInlines(n.Blocks, words)
	}
}

// standIn are the words that take a picture's place.
func standIn(img *ast.Image) string {
	if img.Alt != "" {
		return img.Alt
	}
	return shortName(img.Src)
}

// shortName is a picture's name for people: the last part of its address.
func shortName(src string) string {
	if strings.HasPrefix(src, "data:") {
		return "in the page"
	}
	if u, err := url.Parse(src); err == nil && u.Path != "" {
		return path.Base(u.Path)
	}
	return path.Base(src)
}
