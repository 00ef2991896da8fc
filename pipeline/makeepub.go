package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/style"
	"octavo/pipeline/internal/write/epub"
)

// beginEPUB begins to draw the cover, beside the pages.
func beginEPUB(b *book) error {
	b.cover = epub.StartCover(b.doc.Document, b.faces)
	return nil
}

// checkLanguage asks for the language where it is not known: an EPUB must name one
// (EPUB 3.3, 5.5.3.1.3), and shops and voices go by it.
func checkLanguage(_ Job, doc *ast.Document) []diag.Diagnostic {
	if doc.Meta.Lang != "" {
		return nil
	}
	d := diag.Diagnostic{Code: codeLanguage, Severity: diag.Error, Rule: "epub",
		Message: "an EPUB must name its language, and that of the text is not known",
		Hint:    "give it in the metadata, lang: es, or by --lang es; --edition pdf makes the PDF without it"}
	if len(doc.Blocks) > 0 {
		d.Pos = doc.Blocks[0].Pos()
	}
	return []diag.Diagnostic{d}
}

// codeLanguage is the finding about an EPUB whose language nobody gave.
const codeLanguage diag.Code = "epub-language"

var _ = diag.Register(map[diag.Code]string{
	codeLanguage: "The language of the text is not known, which an EPUB must name.",
})

// makeEPUB writes the edition for e-readers.
func makeEPUB(ctx context.Context, b *book, e edition, w io.Writer) (made, error) {
	set, err := b.set(ctx, e.pageList)
	if err != nil {
		return made{}, err
	}
	sheet, err := b.sheet(e.sheet)
	if err != nil {
		return made{}, err
	}
	css, faces, err := b.epubLook(sheet)
	if err != nil {
		return made{}, err
	}
	identifier, _ := b.doc.Meta.Identifier()
	publication, err := epub.Build(ctx, b.doc, b.pageBreaks(set.pages), epub.Options{
		PageSource: b.pageSource(),
		CSS:        css, Identifier: identifier, Faces: faces, Cover: b.cover, Time: b.job.Time, Load: b.job.Load, Generator: generator, Lossy: b.lossy,
	}, b.log)
	if err != nil {
		return made{}, err
	}
	_, err = publication.WriteTo(w)
	what := "EPUB 3.3 with the PDF's page numbers"
	if b.listsPrint() {
		what = "EPUB 3.3 with the printed book's page numbers"
	}
	if b.withoutFonts() {
		what += ", set in the reader's own faces"
	}
	return made{what: what, measured: measured(publication.Access)}, err
}

func measured(access []epub.Access) []string {
	out := make([]string, len(access))
	for i, a := range access {
		out[i] = a.Property + " " + a.Value + ": " + a.Rests
	}
	return out
}

// withoutFonts reports whether the EPUB leaves the choice of faces to shops and
// readers.
func (b *book) withoutFonts() bool { return cmp.Or(b.job.Fonts, b.doc.Meta.Fonts) == meta.FontsNone }

// CheckFonts returns an error for what Job.Fonts cannot be.
func CheckFonts(value string) error {
	if value == "" {
		return nil
	}
	_, fault := meta.CheckFonts(value)
	return asError(fault)
}

// epubLook is the EPUB's sheet with the faces that it holds.
func (b *book) epubLook(sheet *style.Sheet) (css string, faces []epub.Face, err error) {
	if b.withoutFonts() {
		return style.PlainEPUBCSS(sheet), nil, nil
	}
	behind := b.behind()
	styled := style.Resolve(b.doc, sheet)
	faces, err = embeddedFaces(b.faces, facesOf(styled, behind), b.cutSigns(styled))
	return style.EPUBCSS(sheet, behind...), faces, err
}

// cutSigns leaves in a face of single signs what the document has of them, and the arrow
// of links back; one that the sheet names is for any text and stays whole, as others do.
func (b *book) cutSigns(styled *style.Styled) func(font.File) ([]byte, error) {
	named := map[string]bool{}
	for _, use := range styled.Faces() {
		for _, family := range use.Families {
			named[family] = true
		}
	}
	signs := b.characters()
	signs['↑'] = true
	return func(f font.File) ([]byte, error) {
		if !f.Signs || named[f.Family] {
			return f.Data, nil
		}
		return font.Cut(f.Data, signs)
	}
}

// behind are the families that have the document's characters which the face of
// its text lacks: they stand behind those of the sheet, as they do in pages.
func (b *book) behind() []string {
	var out []string
	text := b.faces.StandIn()
	for r := range b.characters() {
		if face := b.faces.Fallback(r, text); face != nil && face.Family != text.Family && !slices.Contains(out, face.Family) {
			out = append(out, face.Family)
		}
	}
	slices.Sort(out)
	return out
}

// characters are those of the document's text beyond ASCII.
func (b *book) characters() map[rune]bool {
	met := map[rune]bool{}
	look := func(s string) {
		for _, r := range s {
			if r >= utf8.RuneSelf {
				met[r] = true
			}
		}
	}
	ast.WalkDocument(b.doc.Document, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Text:
			look(n.Value)
		case *ast.Code:
			look(n.Value)
		case *ast.CodeBlock:
			look(n.Text)
		}
		return true
	})
	return met
}

// listsPrint reports whether the EPUB lists the pages of the printed book.
func (b *book) listsPrint() bool { return b.job.PageList == "print" }

// pageSource names the book whose pages the EPUB lists; "" stands for the PDF.
func (b *book) pageSource() string {
	if b.listsPrint() {
		return b.doc.Meta.Title + " (print)"
	}
	return ""
}

// pageBreaks are the places in the text where the pages begin. A printed
// colophon stands elsewhere than the EPUB's, whose list of pages goes in order, and
// is left out.
func (b *book) pageBreaks(pages *layout.Book) []epub.PageBreak {
	var out []epub.PageBreak
	colophon, made := pages.Dests[matter.ColophonID]
	moved := b.listsPrint() && made && matter.Verso(b.doc.Document) >= 0 // matter.ForFacingPages
	for i, p := range pages.Pages {
		if !moved || i != colophon.Page {
			out = append(out, epub.PageBreak{Label: p.Label, Loc: p.Start, Rest: p.Rest, Cover: p.Cover, Blank: p.Blank()})
		}
	}
	return out
}

// facesOf are the faces that a styled document asks for, with those of the families
// that stand behind, in the same weights.
func facesOf(styled *style.Styled, behind []string) []font.Use {
	var out []font.Use
	for _, u := range styled.Faces() {
		out = append(out, font.Use(u))
		for _, family := range behind {
			out = append(out, font.Use{Families: []string{family}, Weight: u.Weight})
		}
	}
	return out
}

// embeddedFaces are the faces for the EPUB, where their licence lets them be, with the
// data that cut gives.
func embeddedFaces(set *font.Set, uses []font.Use, cut func(font.File) ([]byte, error)) ([]epub.Face, error) {
	files, err := set.Files(uses)
	if err != nil {
		return nil, err
	}
	var out []epub.Face
	for i, f := range files {
		name := f.Name
		if f.Given {
			name = fmt.Sprintf("%d-%s", i, laid{src: name}.plainName()) // two folders may have files of one name
		}
		if !f.Publishable {
			continue
		}
		data, err := cut(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, epub.Face{File: name, Family: f.Family, Weight: f.Weight, Italic: f.Italic, Data: data})
	}
	return out, nil
}
