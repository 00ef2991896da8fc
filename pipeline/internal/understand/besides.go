package understand

import (
	"fmt"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// CodeCaption is the finding about a paragraph that is a caption by its label and place.
const CodeCaption diag.Code = "caption-beside"

var _ = diag.Register(map[diag.Code]string{
	CodeCaption: "A paragraph right beside a table or picture is its caption by its label.",
})

// joinCaptions gives tables and pictures of mark-up the captions that stand right
// beside them as paragraphs with a label, as programs that convert to Markdown and
// authors without styles leave them.
func joinCaptions(s *state) {
	c := ast.Captions{
		Kind:      func(p *ast.Paragraph) ast.CaptionKind { return ast.CaptionByLabel(p.Inlines) },
		Say:       func(p *ast.Paragraph, description string) { s.sayCaption(p.Src, p.Inlines, description) },
		Described: true,
	}
	heads := s.otherHeads()
	join := func(blocks []ast.Block) []ast.Block {
		if heads {
			blocks = s.captionHeads(blocks)
		}
		for i, b := range blocks {
			if p, ok := b.(*ast.Paragraph); ok {
				blocks[i] = s.captionedPicture(p)
			}
		}
		return c.Join(blocks)
	}
	s.doc.Blocks = join(s.doc.Blocks)
	ast.WalkBlocks(s.doc.Blocks, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			n.Blocks = join(n.Blocks)
		case *ast.BlockQuote:
			n.Blocks = join(n.Blocks)
		case *ast.ListItem:
			n.Blocks = join(n.Blocks)
		case *ast.Cell:
			n.Blocks = join(n.Blocks)
		case *ast.Box:
			n.Blocks = join(n.Blocks)
		}
		_, inline := n.(ast.Inline)
		return !inline
	})
}

// otherHeads reports whether the text has headings that are no labels of tables: where
// it has none, those of its tables lead through it.
func (s *state) otherHeads() bool {
	found := false
	ast.WalkBlocks(s.doc.Blocks, func(n ast.Node) bool {
		sec, ok := n.(*ast.Section)
		found = found || ok && ast.LabelKind(sec.Heading()) == ast.NoCaption
		return ok && !found
	})
	return found
}

// captionHeads makes captions of headings with a label right above their table; what
// stands below the table goes on in the part before.
func (s *state) captionHeads(blocks []ast.Block) []ast.Block {
	var out []ast.Block
	for _, b := range blocks {
		sec, ok := b.(*ast.Section)
		if !ok || !headsTable(sec) {
			out = append(out, b)
			continue
		}
		t := sec.Blocks[0].(*ast.Table)
		if t.Caption = sec.Title; t.ID == "" {
			t.ID = sec.ID
		}
		s.sayCaption(sec.Src, sec.Title, "")
		out = continued(out, sec.Blocks)
	}
	return out
}

// headsTable reports whether a heading is the caption of the table right below it.
func headsTable(sec *ast.Section) bool {
	if sec.Number != "" || len(sec.Blocks) == 0 || ast.CaptionByLabel(sec.Title) != ast.TableCaption {
		return false
	}
	t, ok := sec.Blocks[0].(*ast.Table)
	return ok && len(t.Caption) == 0 && (t.ID == "" || sec.ID == "") && !slices.ContainsFunc(sec.Blocks, func(b ast.Block) bool {
		_, part := b.(*ast.Section)
		return part
	})
}

// continued adds blocks to the end of a row: to its last part, where it ends in one.
func continued(row, more []ast.Block) []ast.Block {
	if n := len(row); n > 0 {
		if last, ok := row[n-1].(*ast.Section); ok {
			last.Blocks = continued(last.Blocks, more)
			return row
		}
	}
	return append(row, more...)
}

// captionedPicture makes a figure of a paragraph that is a picture with its caption,
// which stood on lines of their own.
func (s *state) captionedPicture(p *ast.Paragraph) ast.Block {
	img, caption := ast.PictureWithCaption(p.Inlines, blankOrBreak)
	if img == nil {
		return p
	}
	s.sayCaption(p.Src, caption, "")
	return &ast.Figure{At: p.At, Image: img, Caption: caption}
}

// blankOrBreak reports whether a line may have ended at an inline.
func blankOrBreak(in ast.Inline) bool {
	switch in := in.(type) {
	case *ast.LineBreak:
		return true
	case *ast.Text:
		return strings.HasPrefix(in.Value, " ") || strings.HasSuffix(in.Value, " ")
	}
	return false
}

// sayCaption puts a caption on record, and the description that it takes the place of
// and that is the picture's alternative alone from now on.
func (s *state) sayCaption(at diag.Pos, caption []ast.Inline, description string) {
	s.log.Add(diag.Diagnostic{Code: CodeCaption, Pos: at, Rule: "captions of mark-up", Confidence: 0.9, Dropped: description,
		Message: fmt.Sprintf("%q is the caption of what stands beside it", ast.PlainText(caption))})
}
