package pipeline

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/text"
	"octavo/pipeline/internal/vector"
)

// laid is a picture as it lies beside the review copy.
type laid struct {
	src  string // its address in the source
	name string // in the folder of pictures, and in the tree at last
	data []byte // as the source has it
}

// lay gives the pictures that were read their names in the folder beside the
// review copy: their own, as far as each is free. The address of a picture that
// could not be read stays, and so its name is not given to another.
func (p *pictures) lay(folder string) {
	taken := map[string]bool{}
	for src := range p.fault {
		if name, inside := strings.CutPrefix(src, folder); inside {
			taken[strings.ToLower(name)] = true
		}
	}
	for i, l := range p.laid {
		name := l.plainName()
		ext := path.Ext(name)
		stem := strings.TrimSuffix(name, ext)
		for n := 2; taken[strings.ToLower(name)]; n++ { // some file systems know no capitals
			name = fmt.Sprintf("%s-%d%s", stem, n, ext)
		}
		taken[strings.ToLower(name)] = true
		p.laid[i].name = name
		p.inFolder[l.src], p.own[folder+name] = folder+name, name
		p.files[name] = p.usable[l.src]
	}
}

// maxPictureName bounds a picture's name; file systems take 255 bytes.
const maxPictureName = 100

// plainName is the last part of a picture's address in letters, digits, dots and
// hyphens, which every file system and every Markdown reader takes as they are.
func (l laid) plainName() string {
	if strings.HasPrefix(l.src, "data:") {
		return fmt.Sprintf("picture-%08x%s", crc32.ChecksumIEEE([]byte(l.src)), extensionOf(l.data))
	}
	src := l.src
	if u, err := url.Parse(src); err == nil && u.Path != "" {
		src = u.Path
	}
	name := strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && (text.IsAlnum(byte(r)) || r == '.' || r == '_') {
			return r
		}
		return '-'
	}, path.Base(src))
	name = strings.TrimLeft(name[max(0, len(name)-maxPictureName):], ".-")
	return cmp.Or(name, "picture")
}

// extensionOf tells a picture's kind; "" for none that is known.
func extensionOf(data []byte) string {
	if vector.Is(data) {
		return ".svg"
	}
	_, kind, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return ""
	case kind == "jpeg":
		return ".jpg"
	}
	return "." + kind
}

// name puts new addresses in the place of those that names has.
func name(doc *ast.Document, names map[string]string) {
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if img, ok := n.(*ast.Image); ok {
			img.Src = cmp.Or(names[img.Src], img.Src)
		}
		return true
	})
	if c := doc.Meta.Cover; c != nil && names[c.Image] != "" {
		named := *c
		named.Image = names[c.Image]
		doc.Meta.Cover = &named
	}
	if l := doc.Meta.Logo; l != nil && names[l.Image] != "" {
		named := *l
		named.Image = names[l.Image]
		doc.Meta.Logo = &named
	}
}

// readCover reads the cover that the metadata name. Where it cannot be had, the
// EPUB's is drawn.
func (p *pictures) readCover(doc *ast.Document, log *diag.Log) {
	c := doc.Meta.Cover
	if c == nil || c.Image == "" {
		return
	}
	err := p.fetch(c.Image)
	if err == nil {
		return
	}
	log.Add(diag.Diagnostic{Code: codePicture, Severity: diag.Warning, Pos: doc.Meta.Place("cover.image"), Rule: "pictures stand in the input's folder",
		Message: fmt.Sprintf("the cover %s cannot be shown: %v", ast.FileName(c.Image), err),
		Hint:    "put a PNG, JPEG, GIF or WebP file beside the text; until then the EPUB's cover is drawn from the metadata"})
}

// readLogo reads the logo that the metadata name, which is left out where it cannot
// be had.
func (p *pictures) readLogo(doc *ast.Document, log *diag.Log) {
	l := doc.Meta.Logo
	if l == nil || l.Image == "" {
		return
	}
	place := ast.At{Src: doc.Meta.Place("logo.image")}
	err := p.fetch(l.Image)
	if err == nil {
		p.sayLost(&ast.Image{At: place, Src: l.Image}, log)
		return
	}
	log.Add(diag.Diagnostic{Code: codePicture, Severity: diag.Warning, Pos: place.Src, Rule: "pictures stand in the input's folder",
		Message: fmt.Sprintf("the logo %s cannot be shown: %v", ast.FileName(l.Image), err),
		Hint:    "put a PNG, JPEG, GIF, WebP or SVG file beside the text; until then the editions have no logo"})
}

// settle gives the tree the pictures' own names, wherever they lie, so that the
// editions of a source and of its review copy are the same; what could not be
// read gives way to words. The review copy is printed before.
func (p *pictures) settle(doc *ast.Document) {
	name(doc, p.own)
	if c := doc.Meta.Cover; c != nil && p.fault[c.Image] != nil {
		doc.Meta.Cover = nil
	}
	if l := doc.Meta.Logo; l != nil && p.fault[l.Image] != nil {
		doc.Meta.Logo = nil
	}
	if len(p.fault) > 0 {
		p.replace(doc)
	}
}

// put lays the pictures beside the review copy.
func (p *pictures) put(sink Sink, name string, result *Result) error {
	if len(p.laid) == 0 {
		return nil
	}
	folder := name + picturesSuffix + "/"
	for _, l := range p.laid {
		if err := put(sink, folder+l.name, l.data); err != nil {
			return err
		}
	}
	result.addFile(folder, "the pictures that the copy shows")
	return nil
}

var (
	errNoFolder  = errors.New("what comes from standard input has no folder with pictures")
	errNoPicture = errors.New("there is no such picture")
)
