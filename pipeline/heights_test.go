package pipeline

import (
	"io/fs"
	"testing"

	"octavo/pipeline/internal/ast"
)

// A height without a picture that tells its ratio sets no width, and is none in the tree.
func TestAPictureThatCannotBeMeasuredHasNoWidth(t *testing.T) {
	for name, load := range map[string]func(string) ([]byte, error){
		"missing": func(string) ([]byte, error) { return nil, fs.ErrNotExist },
		"broken":  func(string) ([]byte, error) { return []byte("no picture"), nil },
		"none":    nil,
	} {
		img := &ast.Image{Src: "gone.png", Alt: "Gone", Height: "40px"}
		doc := &ast.Document{Blocks: []ast.Block{&ast.Paragraph{Inlines: []ast.Inline{img}}}}
		widthsByHeight(Job{Load: load}, doc)
		if img.Width != "" || img.Height != "" {
			t.Errorf("%s: width %q, height %q", name, img.Width, img.Height)
		}
	}
}
