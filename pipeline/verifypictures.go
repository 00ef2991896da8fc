package pipeline

import (
	"bytes"
	"fmt"
	"image"
	"path"
	"strings"

	"octavo/pipeline/internal/audit/letters"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/write/archive"
)

// comparePictures holds the pictures in the text of an EPUB against those of the package
// that the canonical Markdown names there.
func (v *verifier) comparePictures(epub string, want, got *letters.Text) {
	v.compareShown(epub, want.Pictures, got.Pictures, got)
	notes := map[string][]letters.Picture{}
	for _, n := range want.Notes {
		notes[n.Label] = n.Pictures
	}
	for _, n := range got.Notes {
		v.compareShown(epub, notes[n.Label], n.Pictures, got)
	}
}

// compareShown compares pictures in their order, but for those that stand in words since
// they could not be had.
func (v *verifier) compareShown(epub string, want, shown []letters.Picture, got *letters.Text) {
	var had []letters.Picture
	for _, p := range want {
		if v.packaged(p.File) != nil {
			had = append(had, p)
		}
	}
	if len(had) != len(shown) {
		v.wrong(codePackagePicture, diag.Pos{File: epub}, getOriginal, "it shows %d pictures where the canonical Markdown has %d", len(shown), len(had))
		return
	}
	for i, p := range shown {
		data, err := got.File(p.File)
		if err != nil || !isAnyOf(data, v.packaged(had[i].File)) {
			v.wrong(codePackagePicture, diag.Pos{File: epub}, getOriginal, "%s: the picture %s is not %s, which line %d of the canonical Markdown shows there",
				p.Place, path.Base(p.File), path.Base(had[i].File), had[i].Line)
		}
	}
}

// packaged are the pictures of the package that can be the one which the Markdown names,
// as an edition shows them: two names that are alike but for signs that a package does
// not have are told apart by a number there. Nil where there is none that can be shown.
func (v *verifier) packaged(src string) [][]byte {
	if src == "" {
		return nil
	}
	base := archive.SafeFile(path.Base(src))
	ext := path.Ext(base)
	stem := v.Folder + v.Name + archive.PicturesSuffix + "-" + strings.TrimSuffix(base, ext)
	var out [][]byte
	for n, name := 2, stem+ext; v.Has(name); n++ {
		if data, err := v.Read(name, maxEdition); err == nil {
			if shown, _, err := usable(data); err == nil {
				out = append(out, shown)
			}
		}
		name = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
	return out
}

func isAnyOf(shown []byte, sources [][]byte) bool {
	for _, source := range sources {
		if bytes.Equal(shown, source) || isInOtherColours(shown, source) {
			return true
		}
	}
	return false
}

// isInOtherColours reports whether a picture is a JPEG in the colours of a press, turned
// to those of screens: as large, and alike wherever one looks. Saving a JPEG anew moves
// a colour by a few steps of 255.
func isInOtherColours(shown, source []byte) bool {
	const steps, most = 64, 24
	a, _, errA := image.Decode(bytes.NewReader(shown))
	b, kind, errB := image.Decode(bytes.NewReader(source))
	if errA != nil || errB != nil || kind != "jpeg" || a.Bounds() != b.Bounds() {
		return false
	}
	if _, press := b.(*image.CMYK); !press {
		return false
	}
	size := a.Bounds()
	for i := range steps * steps {
		x, y := size.Min.X+i%steps*size.Dx()/steps, size.Min.Y+i/steps*size.Dy()/steps
		if distance(a, b, x, y) > most {
			return false
		}
	}
	return true
}

// distance is how far two pictures are apart in one place, in steps of 255 of the
// channel that differs most.
func distance(a, b image.Image, x, y int) int {
	r, g, bl, _ := a.At(x, y).RGBA()
	s, h, cl, _ := b.At(x, y).RGBA()
	apart := func(m, n uint32) int { return max(int(m)-int(n), int(n)-int(m)) / 257 }
	return max(apart(r, s), apart(g, h), apart(bl, cl))
}
