package main

import (
	"image"
	"image/color"
	"image/draw"
)

const (
	gap  = 12  // pixels between pages and around them
	desk = 204 // the gray that they lie on
)

// inRows divides the pictures as rows has their pages.
func inRows(rows [][]page, pictures []*image.Gray) [][]*image.Gray {
	var out [][]*image.Gray
	for _, row := range rows {
		out = append(out, pictures[:len(row)])
		pictures = pictures[len(row):]
	}
	return out
}

// sheet lays the pictures out in their rows, each in the middle of its row's height and
// each row in the middle of the sheet.
func sheet(rows [][]*image.Gray) *image.Gray {
	var whole image.Point
	sizes := []image.Point{}
	for _, row := range rows {
		size := rowSize(row)
		sizes = append(sizes, size)
		whole.X = max(whole.X, size.X)
		whole.Y += size.Y + gap
	}
	out := image.NewGray(image.Rect(0, 0, whole.X+2*gap, whole.Y+gap))
	draw.Draw(out, out.Rect, image.NewUniform(color.Gray{Y: desk}), image.Point{}, draw.Src)
	y := gap
	for i, row := range rows {
		x := gap + (whole.X-sizes[i].X)/2
		for _, p := range row {
			at := image.Pt(x, y+(sizes[i].Y-p.Rect.Dy())/2)
			draw.Draw(out, p.Rect.Add(at), p, image.Point{}, draw.Src)
			x += p.Rect.Dx() + gap
		}
		y += sizes[i].Y + gap
	}
	return out
}

// rowSize is what a row covers, without the gaps around it.
func rowSize(row []*image.Gray) image.Point {
	size := image.Pt(-gap, 0)
	for _, p := range row {
		size.X += p.Rect.Dx() + gap
		size.Y = max(size.Y, p.Rect.Dy())
	}
	return size
}
