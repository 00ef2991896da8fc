package pipeline

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/text"
)

// The findings about pictures: one that cannot be shown, and a drawing of which
// something cannot.
const (
	codePicture diag.Code = "picture-not-shown"
	codeDrawing diag.Code = "picture-simplified"
)

var _ = diag.Register(map[diag.Code]string{
	codeDrawing: "A drawing shows something that no edition can; it is shown without that, or nearly so.",
	codePicture: "A picture's file is missing, damaged or of an unknown kind; the editions show its text alternative instead.",
})

// pictures are the picture files that a document shows, each read and checked
// once, in a form that every edition holds.
type pictures struct {
	read   func(name string) ([]byte, error)
	fault  map[string]error    // by the address in the source
	usable map[string][]byte   // by the address in the source
	lost   map[string][]string // of drawings, by the address in the source
	laid   []laid              // for the review copy, in order
	// inFolder goes from the address in the source to that beside the review
	// copy, own from there to the picture's name alone.
	inFolder, own map[string]string
	files         map[string][]byte // by that name, for the editions
}

// load gives a picture by its name in the tree.
func (p *pictures) load(name string) ([]byte, error) {
	if data, ok := p.files[name]; ok {
		return data, nil
	}
	return nil, errNoPicture
}

// readPictures reads what a job's document shows. From then on the tree names
// what was read as it is to lie beside the review copy.
func readPictures(job Job, doc *ast.Document, log *diag.Log) *pictures {
	p := &pictures{read: job.Load, fault: map[string]error{}, usable: map[string][]byte{}, lost: map[string][]string{},
		inFolder: map[string]string{}, own: map[string]string{}, files: map[string][]byte{}}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if img, ok := n.(*ast.Image); ok {
			p.check(img, log)
		}
		return true
	})
	p.readCover(doc, log)
	p.readLogo(doc, log)
	p.lay(job.Name + picturesSuffix + "/")
	name(doc, p.inFolder)
	return p
}

// check reads a picture on first sight and logs each place where it is missing.
func (p *pictures) check(img *ast.Image, log *diag.Log) {
	err := p.fetch(img.Src)
	if err == nil {
		p.sayLost(img, log)
		return
	}
	log.Add(diag.Diagnostic{Code: codePicture, Severity: diag.Warning, Pos: img.Pos(), Rule: "pictures stand in the input's folder",
		Message: fmt.Sprintf("the picture %s cannot be shown: %v", ast.FileName(img.Src), err),
		Hint:    fmt.Sprintf("put a PNG, JPEG, GIF, WebP or SVG file beside the text; until then the editions show %q in its place", img.Words())})
}

// sayLost names what of a drawing is not shown, once for each drawing.
func (p *pictures) sayLost(img *ast.Image, log *diag.Log) {
	lost := p.lost[img.Src]
	if len(lost) == 0 {
		return
	}
	delete(p.lost, img.Src)
	log.Add(diag.Diagnostic{Code: codeDrawing, Severity: diag.Warning, Pos: img.Pos(), Rule: "drawings stand still and hold all that they show",
		Message: fmt.Sprintf("the drawing %s is shown without %s", ast.FileName(img.Src), strings.Join(lost, "; ")),
		Hint:    "save it from the program that made it as plain SVG, with effects and text made shapes, or as PNG"})
}

// fetch reads a picture once.
func (p *pictures) fetch(src string) error {
	if p.usable[src] != nil || p.fault[src] != nil {
		return p.fault[src]
	}
	data, err := p.bytesOf(src)
	var picture []byte
	if err == nil {
		picture, p.lost[src], err = usable(data)
	}
	if err != nil {
		p.fault[src] = err
		return err
	}
	p.usable[src] = picture
	p.laid = append(p.laid, laid{src: src, data: data})
	return nil
}

// bytesOf reads a picture's file, or takes it from a data URL (RFC 2397).
func (p *pictures) bytesOf(src string) ([]byte, error) {
	if head, body, ok := strings.Cut(src, ","); ok && strings.HasPrefix(head, "data:") {
		if !strings.HasSuffix(head, ";base64") {
			return plainData(head, body)
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

// plainData takes a drawing from a data URL that holds it as text.
func plainData(head, body string) ([]byte, error) {
	text, err := url.PathUnescape(body)
	if err != nil || !strings.HasPrefix(head, "data:image/svg+xml") {
		return nil, errors.New("its address holds no picture in base64")
	}
	return []byte(text), nil
}

// replace puts words in the place of the pictures that cannot be had.
func (p *pictures) replace(doc *ast.Document) {
	ast.ReplaceBlocks(doc, func(b ast.Block) ast.Block {
		if f, ok := b.(*ast.Figure); ok && f.Image != nil && p.fault[f.Image.Src] != nil {
			return inWords(f)
		}
		return b
	})
	words := func(list []ast.Inline) []ast.Inline {
		for i, in := range list {
			if img, ok := in.(*ast.Image); ok && p.fault[img.Src] != nil {
				list[i] = &ast.Text{At: img.At, Value: apart(img.Words(), ast.PlainText(list[max(0, i-1):i]), ast.PlainText(list[i+1:min(len(list), i+2)]))}
			}
		}
		return list
	}
	ast.MapInlines(doc.Blocks, words)
	for _, n := range doc.Notes {
		ast.MapInlines(n.Blocks, words)
	}
}

// apart puts a space between words and the letters or figures that they would run together
// with, in the text before and behind them: a picture has an edge where words have none.
func apart(words, before, behind string) string {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(behind)
	if text.IsWord(last) {
		words = " " + words
	}
	if text.IsWord(first) {
		words += " "
	}
	return words
}

// inWords is a figure with words in the place of its picture.
func inWords(f *ast.Figure) ast.Block {
	words := &ast.Paragraph{At: f.At, Inlines: []ast.Inline{&ast.Text{At: f.Image.At, Value: f.Image.Words()}}}
	switch caption := ast.PlainText(f.Caption); {
	case caption == f.Image.Words():
		words.Inlines = f.Caption
	case len(f.Caption) > 0:
		return &ast.Figure{At: f.At, ID: f.ID, Blocks: []ast.Block{words}, Caption: f.Caption}
	}
	return words
}
