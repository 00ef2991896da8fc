// Package draw draws pages of finished PDFs and compares them with pictures that a
// person has looked at. In come the paths of PDFs, page numbers and the folder in which
// ./check installed pdf.js; out come gray pictures. It is for tests and for
// pipeline/internal/qa/cmd/contactsheet; nothing that converts imports it.
package draw

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"octavo/judges"
)

// Page is one page of a finished PDF, its number counted from 1.
type Page struct {
	File   string
	Number int
}

// Installed tells whether pages can be drawn; the error names what is missing and what
// to do about it.
func Installed(cache string) error {
	if _, err := exec.LookPath("node"); err != nil {
		return fmt.Errorf("node is not installed; run ./check judges")
	}
	for _, module := range []string{"pdfjs-dist", "@napi-rs/canvas"} {
		if _, err := os.Stat(filepath.Join(modules(cache), module, "package.json")); err != nil {
			return fmt.Errorf("%w; run ./check judges", err)
		}
	}
	return nil
}

func modules(cache string) string { return filepath.Join(cache, "pdfjs", "node_modules") }

// Pages draws the pages at dpi pixels an inch, in gray on white.
func Pages(ctx context.Context, cache string, dpi int, pages []Page) ([]*image.Gray, error) {
	dir, err := os.MkdirTemp("", "draw")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	args := []string{filepath.Join(dir, "draw.js"), strconv.Itoa(dpi)}
	if err := os.WriteFile(args[0], judges.PDFDraw, 0o644); err != nil {
		return nil, err
	}
	picture := func(i int) string { return filepath.Join(dir, strconv.Itoa(i)+".png") }
	for i, p := range pages {
		args = append(args, p.File, strconv.Itoa(p.Number), picture(i))
	}
	if err := node(ctx, cache, args); err != nil {
		return nil, err
	}
	out := make([]*image.Gray, len(pages))
	for i, p := range pages {
		if out[i], err = Read(picture(i)); err != nil {
			return nil, fmt.Errorf("page %d of %s: %w", p.Number, p.File, err)
		}
	}
	return out, nil
}

func node(ctx context.Context, cache string, args []string) error {
	path, err := filepath.Abs(modules(cache))
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "node", args...)
	cmd.Env = append(os.Environ(), "NODE_PATH="+path)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("pdf.js: %w: %s", err, bytes.TrimSpace(out))
	}
	return nil
}

// Read reads a PNG file as grays on white.
func Read(path string) (*image.Gray, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	src, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	dst := image.NewGray(image.Rectangle{Max: src.Bounds().Size()})
	draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(dst, dst.Rect, src, src.Bounds().Min, draw.Over)
	return dst, nil
}

// grays are the levels of a written picture: sixteen take four bits a pixel.
var grays = func() color.Palette {
	const levels = 16
	var p color.Palette
	for i := range levels {
		p = append(p, color.Gray{Y: uint8(i * 255 / (levels - 1))})
	}
	return p
}()

// Write writes a picture as a small PNG file of sixteen grays.
func Write(path string, src *image.Gray) error {
	dst := image.NewPaletted(src.Rect, grays)
	for i, y := range src.Pix {
		dst.Pix[i] = uint8((int(y)*(len(grays)-1) + 127) / 255)
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, dst); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}
