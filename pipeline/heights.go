package pipeline

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/layout"
)

// widthsByHeight gives pictures of which the author said the height alone the width that
// they have then, by the ratio of their own. One that cannot be read has none: what is
// wrong with it is said where the editions need it.
func widthsByHeight(job Job, doc *ast.Document) {
	p, ratios := &pictures{read: job.Load}, map[string]float64{}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		img, ok := n.(*ast.Image)
		if !ok || img.Height == "" {
			return true
		}
		ratio, known := ratios[img.Src]
		if !known {
			ratio = p.ratio(img.Src)
			ratios[img.Src] = ratio
		}
		img.Width, img.Height = img.Height.Scaled(ratio), ""
		return true
	})
}

// ratio is how many times its height a picture is wide; 0 where its file does not tell.
func (p *pictures) ratio(src string) float64 {
	data, err := p.bytesOf(src)
	if err != nil {
		return 0
	}
	if data, _, err = usable(data); err != nil {
		return 0
	}
	own, err := layout.PictureSize(data)
	if err != nil || own.H <= 0 {
		return 0
	}
	return own.W.Points() / own.H.Points()
}
