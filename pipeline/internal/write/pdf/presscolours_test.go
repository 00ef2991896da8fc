package pdf

import (
	"bytes"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"os"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/icc"
)

func iccFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../icc/testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// colourPress is a press of which colours are known.
func colourPress(t testing.TB, part X) *Press {
	t.Helper()
	p, err := ReadProfile("press.icc", iccFile(t, "press-lut16.icc"))
	if err != nil {
		t.Fatal(err)
	}
	return &Press{Part: part, Profile: p}
}

// stripes is a picture of some colours, the last of them half transparent, with a
// profile of its own or without.
func stripes(t testing.TB, profile []byte) (data []byte, colours []color.NRGBA) {
	t.Helper()
	colours = []color.NRGBA{{255, 0, 0, 255}, {0, 120, 40, 255}, {0, 0, 0, 255}, {128, 128, 128, 255}, {255, 255, 255, 255}, {10, 20, 200, 128}}
	im := image.NewNRGBA(image.Rect(4, 5, 4+len(colours), 7))
	for i, c := range colours {
		im.SetNRGBA(4+i, 5, c)
		im.SetNRGBA(4+i, 6, c)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, im); err != nil {
		t.Fatal(err)
	}
	if profile == nil {
		return b.Bytes(), colours
	}
	return slices.Concat(b.Bytes()[:33], profileChunk(profile), b.Bytes()[33:]), colours
}

// profileChunk is a profile as a PNG holds it, behind its header of 33 bytes.
func profileChunk(profile []byte) []byte {
	body := append([]byte("own\x00\x00"), deflate(profile)...)
	chunk := append(append(be.AppendUint32(nil, uint32(len(body))), "iCCP"...), body...)
	return be.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}

// undone takes the predictor back.
func undone(rows []byte, width int) []byte {
	for i := range rows {
		if i%(4*width) >= 4 {
			rows[i] += rows[i-4]
		}
	}
	return rows
}

// checkFirst asks for a finding among others.
func checkFirst(t *testing.T, log *diag.Log, code diag.Code, message string) {
	t.Helper()
	for _, d := range log.All() {
		if d.Code == code && strings.Contains(d.Message, message) {
			return
		}
	}
	t.Errorf("findings %+v, want one %s with %q", log.All(), code, message)
}

// TestPicturesHaveTheInksOfTheProfile: each pixel of the finished file has the inks
// that its colour has by the source's profile, on white paper.
func TestPicturesHaveTheInksOfTheProfile(t *testing.T) {
	for _, source := range []struct {
		name      string
		own, used []byte
	}{{"sRGB", nil, srgbProfile()}, {"its own profile", iccFile(t, "wide.icc"), iccFile(t, "wide.icc")}} {
		table, err := icc.ForPress(source.used, iccFile(t, "press-lut16.icc"))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range []X{X1a, X3, X4} {
			picture, colours := stripes(t, source.own)
			book, tree := shown(t, picture, 1, 1, 1)
			data, log := write(t, book, tree, pressed(colourPress(t, part)))
			checkFirst(t, log, CodePictureFlat, "the picture kaart.png is transparent; it is set on white")
			checkFirst(t, log, CodePictureInks, "the colours of the picture kaart.png are turned from "+source.name+" to cyan, magenta, yellow and black by the profile “Test prtr CMYK”")
			in := inspect(t, data)
			if faults := preflight(in, data, part); len(faults) > 0 {
				t.Error(part, faults)
			}
			if got, want := inksIn(in, len(colours)), printedAs(table, slices.Concat(colours, colours)); !bytes.Equal(got, want) {
				t.Errorf("%s, %s: inks %v, want %v", part, source.name, got, want)
			}
		}
	}
}

// inksIn reads the first picture's pixels.
func inksIn(in *inspector, width int) []byte {
	f := &finished{inspector: in}
	return undone(in.inflate(in.objects[f.find(func(d dict) bool { return d.get("Subtype") == name("Image") })].(*stream)), width)
}

// printedAs gives the inks of colours on white paper.
func printedAs(table *icc.Inks, colours []color.NRGBA) (out []byte) {
	for _, c := range colours {
		r, g, b, a := c.RGBA()
		inks := table.Of(uint16(r+0xffff-a), uint16(g+0xffff-a), uint16(b+0xffff-a))
		out = append(out, inks[:]...)
	}
	return out
}

// TestProfilesThatCannotBeUsedAreSaid, and the colours taken for sRGB.
func TestProfilesThatCannotBeUsedAreSaid(t *testing.T) {
	for want, profile := range map[string][]byte{
		"the profile that the picture kaart.png holds cannot be used (the source's profile: it is one of CMYK, and not of RGB); its colours are taken for sRGB": iccFile(t, "press-lut8.icc"),
		"the profile that the picture kaart.png holds cannot be used (the source's profile: its table of tags leads out of the file)":                           []byte("no profile at all"),
	} {
		picture, _ := stripes(t, profile)
		book, tree := shown(t, picture, 1, 1, 1)
		_, log := write(t, book, tree, pressed(colourPress(t, X4)))
		checkFirst(t, log, CodePictureSource, want)
	}
}
