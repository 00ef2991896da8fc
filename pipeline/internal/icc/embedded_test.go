package icc

import (
	"bytes"
	"compress/zlib"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

// withPNG puts a chunk behind the header of a small PNG.
func withPNG(t testing.TB, kind string, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	chunk := append(append(be.AppendUint32(nil, uint32(len(data))), kind...), data...)
	return bytes.Join([][]byte{b.Bytes()[:33], append(chunk, 0, 0, 0, 0), b.Bytes()[33:]}, nil)
}

// packed is a profile as a chunk iCCP has it.
func packed(profile []byte) []byte {
	var b bytes.Buffer
	b.WriteString("a name\x00\x00")
	z := zlib.NewWriter(&b)
	_, _ = z.Write(profile)
	_ = z.Close()
	return b.Bytes()
}

// withJPEG puts segments behind the start of a small JPEG.
func withJPEG(t testing.TB, segments ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 2, 2)), nil); err != nil {
		t.Fatal(err)
	}
	out := []byte("\xff\xd8")
	for _, s := range segments {
		out = append(be.AppendUint16(append(out, "\xff\xe2"...), uint16(len(s)+2)), s...)
	}
	return append(out, b.Bytes()[2:]...)
}

func piece(number, of byte, data string) string {
	return "ICC_PROFILE\x00" + string([]byte{number, of}) + data
}

func TestProfilesOfPicturesAreFound(t *testing.T) {
	p := file(t, "wide.icc")
	cut := packed(p)
	for what, c := range map[string]struct {
		picture []byte
		want    []byte
		damaged bool
	}{
		"PNG":                         {withPNG(t, "iCCP", packed(p)), p, false},
		"PNG without":                 {withPNG(t, "gAMA", []byte{0, 0, 0, 1}), nil, false},
		"PNG, the profile cut":        {withPNG(t, "iCCP", cut[:len(cut)-9]), nil, true},
		"PNG, no profile":             {withPNG(t, "iCCP", []byte("a name")), nil, true},
		"PNG, a method unknown":       {withPNG(t, "iCCP", bytes.Replace(packed(p), []byte{0, 0}, []byte{0, 7}, 1)), nil, true},
		"PNG, one without end":        {withPNG(t, "iCCP", packed(make([]byte, maxProfile+1))), nil, true},
		"PNG, a chunk without end":    {append([]byte("\x89PNG\r\n\x1a\n\xff\xff\xff\xffiCCP"), packed(p)...), nil, false},
		"JPEG":                        {withJPEG(t, piece(1, 1, string(p))), p, false},
		"JPEG without":                {withJPEG(t, "MPF\x00something"), nil, false},
		"JPEG, in pieces, out of row": {withJPEG(t, piece(2, 2, string(p[200:])), "other", piece(1, 2, string(p[:200]))), p, false},
		"JPEG, a piece missing":       {withJPEG(t, piece(1, 2, string(p))), nil, true},
		"JPEG, numbered from 0":       {withJPEG(t, piece(0, 1, string(p))), nil, true},
		"GIF":                         {[]byte("GIF89a"), nil, false},
	} {
		got, err := Embedded(c.picture)
		if !bytes.Equal(got, c.want) || (err != nil) != c.damaged {
			t.Errorf("%s: %d bytes, %v", what, len(got), err)
		}
	}
}

// TestDamagedProfilesAreRefused, with what is wrong with which.
func TestDamagedProfilesAreRefused(t *testing.T) {
	display, press := file(t, "display.icc"), file(t, "press-lut16.icc")
	for _, c := range []struct {
		source, press []byte
		want          string
	}{
		{press, press, "the source's profile: it is one of CMYK"},
		{display, display, "the press's profile: it is one of RGB"},
		{display, press[:len(press)-20], "the press's profile: its table of tags leads out of the file"},
		{display[:100], press, "the source's profile: its table of tags leads out of the file"},
		{display, bytes.ReplaceAll(press, []byte("mft2"), []byte("mft7")), "the press's profile: "},
		{bytes.ReplaceAll(display, []byte("rTRC"), []byte("xTRC")), press, "the source's profile: "},
	} {
		if _, err := ForPress(c.source, c.press); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
	if err := CheckPress(press); err != nil {
		t.Error(err)
	}
}

// FuzzProfiles: bytes of any kind give a way or an error, never a panic.
func FuzzProfiles(f *testing.F) {
	for name := range made() {
		f.Add(file(f, name), file(f, name))
	}
	display, press := file(f, "display.icc"), file(f, "press-lut8.icc")
	f.Add(display, press)
	f.Fuzz(func(t *testing.T, source, target []byte) {
		for _, pair := range [][2][]byte{{source, press}, {display, target}, {source, target}} {
			if l, err := newLink(pair[0], pair[1]); err == nil {
				k := &Inks{}
				_ = k.plane(l, 0)
				k.Of(0xffff, 0, 0x8000)
			}
		}
	})
}
