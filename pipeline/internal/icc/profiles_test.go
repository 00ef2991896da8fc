package icc

import (
	"encoding/binary"
	"math"
)

// The profiles of these tests are computed here, so no licence of another's comes with
// them. They are written to testdata, where other packages and other programs find
// them.

var be = binary.BigEndian

// The press of these tests is a formula: the light that paper throws back in each
// third of the spectrum falls with the square of what its ink and black let through,
// down to the square of darkest.
const darkest = 0.12

// inksOf is the way from a colour in linear light to inks. Black is the square of what
// the three have in common, so that light grays have little.
func inksOf(rgb [3]float64) (inks [4]float64) {
	for i, v := range rgb {
		inks[i] = (1 - math.Sqrt(min(max(v, darkest*darkest), 1))) / (1 - darkest)
	}
	common := min(inks[0], inks[1], inks[2])
	inks[3] = 0.9 * common * common
	for i := range rgb {
		inks[i] -= inks[3]
	}
	return inks
}

// lightOf is the way back.
func lightOf(inks [4]float64) (rgb [3]float64) {
	for i := range rgb {
		v := max(1-(1-darkest)*(inks[i]+inks[3]), darkest)
		rgb[i] = v * v
	}
	return rgb
}

// linear sRGB under D50 and back (IEC 61966-2-1, adapted by Bradford's method).
var toXYZ = [3][3]float64{{0.4360, 0.3851, 0.1431}, {0.2225, 0.7169, 0.0606}, {0.0139, 0.0971, 0.7139}}
var fromXYZ = [3][3]float64{{3.1344, -1.6164, -0.4909}, {-0.9786, 1.9160, 0.0335}, {0.0720, -0.2290, 1.4057}}

func times(m [3][3]float64, v [3]float64) (out [3]float64) {
	for i := range m {
		out[i] = m[i][0]*v[0] + m[i][1]*v[1] + m[i][2]*v[2]
	}
	return out
}

var d50 = [3]float64{0.9642, 1, 0.8249}

// labOf and xyzOf are CIE 1976 L*a*b* (ICC.1:2010, Annex A).
func labOf(xyz [3]float64) [3]float64 {
	var f [3]float64
	for i, v := range xyz {
		if f[i] = math.Cbrt(v / d50[i]); v/d50[i] <= 216.0/24389 {
			f[i] = (24389.0/27*v/d50[i] + 16) / 116
		}
	}
	return [3]float64{116*f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])}
}

func xyzOf(lab [3]float64) (xyz [3]float64) {
	y := (lab[0] + 16) / 116
	for i, f := range [3]float64{y + lab[1]/500, y, y - lab[2]/200} {
		if xyz[i] = f * f * f * d50[i]; f <= 6.0/29 {
			xyz[i] = (116*f - 16) * 27 / 24389 * d50[i]
		}
	}
	return xyz
}

// table samples a function of n channels, from 0 to 1, the last one in the closest
// steps.
func table(n, steps int, f func([]float64) []float64) (values []float64) {
	in := make([]float64, n)
	var walk func(i int)
	walk = func(i int) {
		if i == n {
			values = append(values, f(in)...)
			return
		}
		for s := range steps {
			in[i] = float64(s) / float64(steps-1)
			walk(i + 1)
		}
	}
	walk(0)
	return values
}

func sixteen(b []byte, values ...float64) []byte {
	for _, v := range values {
		b = be.AppendUint16(b, uint16(math.Round(65535*min(max(v, 0), 1))))
	}
	return b
}

func fixed(b []byte, values ...float64) []byte {
	for _, v := range values {
		b = be.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	return b
}

// lut16 is a table with straight curves (ICC.1:2010, 10.10).
func lut16(n, m, steps int, values []float64) []byte {
	b := append([]byte("mft2\x00\x00\x00\x00"), byte(n), byte(m), byte(steps), 0)
	b = fixed(b, 1, 0, 0, 0, 1, 0, 0, 0, 1)
	b = be.AppendUint16(be.AppendUint16(b, 2), 2)
	for range n {
		b = sixteen(b, 0, 1)
	}
	b = sixteen(b, values...)
	for range m {
		b = sixteen(b, 0, 1)
	}
	return b
}

// lut8 is the same in bytes (ICC.1:2010, 10.11).
func lut8(n, m, steps int, values []float64) []byte {
	b := append([]byte("mft1\x00\x00\x00\x00"), byte(n), byte(m), byte(steps), 0)
	b = fixed(b, 1, 0, 0, 0, 1, 0, 0, 0, 1)
	straight := func(n int) {
		for i := range n * 256 {
			b = append(b, byte(i))
		}
	}
	straight(n)
	for _, v := range values {
		b = append(b, byte(math.Round(255*min(max(v, 0), 1))))
	}
	straight(m)
	return b
}

// modular is a table of version 4, "mAB " or "mBA ", with straight curves on the side
// of the connection space and curves of power 1.2 on the other (ICC.1:2010, 10.12, 10.13).
func modular(kind string, n, m, steps int, values []float64) []byte {
	const straight = "curv\x00\x00\x00\x00\x00\x00\x00\x00"
	power := fixed([]byte("para\x00\x00\x00\x00\x00\x00\x00\x00"), 1.2)
	if kind == "mBA " {
		power = fixed([]byte("para\x00\x00\x00\x00\x00\x00\x00\x00"), 1/1.2)
	}
	pcs, device := 3, n
	if kind == "mBA " {
		device = m
	}
	var curves, clut []byte
	for range pcs {
		curves = append(curves, straight...)
	}
	grid := make([]byte, 16)
	for i := range n {
		grid[i] = byte(steps)
	}
	clut = append(clut, grid...)
	clut = sixteen(append(clut, 2, 0, 0, 0), values...)
	for len(clut)%4 != 0 {
		clut = append(clut, 0)
	}
	at := uint32(32)
	b := append([]byte(kind+"\x00\x00\x00\x00"), byte(n), byte(m), 0, 0)
	for _, v := range []uint32{at, 0, 0, at + uint32(len(curves)), at + uint32(len(curves)+len(clut))} {
		b = be.AppendUint32(b, v)
	}
	b = append(append(b, curves...), clut...)
	for range device {
		b = append(b, power...)
	}
	return b
}

// tag is one of a profile.
type tag struct {
	sig  string
	data []byte
}

// profile puts tags behind a header (ICC.1:2010, 7.2, 7.3).
func profile(version byte, class, space, pcs string, tags ...tag) []byte {
	tags = append(tags, tag{"cprt", []byte("text\x00\x00\x00\x00CC0\x00")}, tag{"desc", described("Test " + class + " " + space)}, tag{"wtpt", fixed([]byte("XYZ \x00\x00\x00\x00"), d50[:]...)})
	head := make([]byte, 128)
	head[8] = version
	copy(head[12:], class+space+pcs)
	copy(head[36:], "acsp")
	copy(head[68:], fixed(nil, d50[:]...))
	rows := be.AppendUint32(nil, uint32(len(tags)))
	var body []byte
	for _, t := range tags {
		rows = append(rows, t.sig...)
		rows = be.AppendUint32(be.AppendUint32(rows, uint32(132+12*len(tags)+len(body))), uint32(len(t.data)))
		body = append(body, t.data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	be.PutUint32(head, uint32(len(head)+len(rows)+len(body)))
	return append(append(head, rows...), body...)
}

// described is a description of version 2 (ICC.1:2001-04, 6.5.17).
func described(s string) []byte {
	b := be.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(s)+1))
	return append(append(b, s+"\x00"...), make([]byte, 4+4+2+1+67)...)
}

// legacy are L*, a* and b* as lut16 holds them, modern as the tables of version 4 and
// lut8 do (ICC.1:2010, 6.3.4.2).
const legacy, modern = 65280.0 / 65535, 1.0

func labCoded(lab [3]float64, scale float64) []float64 {
	return []float64{lab[0] / 100 * scale, (lab[1] + 128) / 255 * scale, (lab[2] + 128) / 255 * scale}
}

func labDecoded(v []float64, scale float64) [3]float64 {
	return [3]float64{v[0] / scale * 100, v[1]/scale*255 - 128, v[2]/scale*255 - 128}
}

func toPress(scale float64) func([]float64) []float64 {
	return func(v []float64) []float64 {
		inks := inksOf(times(fromXYZ, xyzOf(labDecoded(v, scale))))
		return inks[:]
	}
}

func fromPress(scale float64) func([]float64) []float64 {
	return func(v []float64) []float64 {
		return labCoded(labOf(times(toXYZ, lightOf([4]float64(v)))), scale)
	}
}

// curve is a tone curve of so much power (ICC.1:2010, 10.5).
func curve(power float64) []byte {
	return be.AppendUint16(be.AppendUint32([]byte("curv\x00\x00\x00\x00"), 1), uint16(math.Round(power*256)))
}

func colorant(i int, m [3][3]float64) []byte {
	return fixed([]byte("XYZ \x00\x00\x00\x00"), m[0][i], m[1][i], m[2][i])
}

func matrix(power float64, m [3][3]float64) []byte {
	return profile(2, "mntr", "RGB ", "XYZ ", tag{"rXYZ", colorant(0, m)}, tag{"gXYZ", colorant(1, m)}, tag{"bXYZ", colorant(2, m)},
		tag{"rTRC", curve(power)}, tag{"gTRC", curve(power)}, tag{"bTRC", curve(power)})
}

// wide are the primaries of Adobe RGB (1998) under D50.
var wide = [3][3]float64{{0.6097, 0.2053, 0.1492}, {0.3111, 0.6257, 0.0632}, {0.0195, 0.0609, 0.7446}}

// scanner is a source by a table, whose black is no deep one.
func scanner() []byte {
	return profile(2, "scnr", "RGB ", "Lab ", tag{"A2B0", lut16(3, 3, 9, table(3, 9, func(v []float64) []float64 {
		var rgb [3]float64
		for i := range rgb {
			rgb[i] = 0.02 + 0.98*math.Pow(v[i], 2)
		}
		return labCoded(labOf(times(toXYZ, rgb)), legacy)
	}))})
}

// made are the profiles of testdata.
func made() map[string][]byte {
	both := func(a2b, b2a []byte) []tag {
		return []tag{{"A2B0", a2b}, {"A2B1", a2b}, {"A2B2", a2b}, {"B2A0", b2a}, {"B2A1", b2a}, {"B2A2", b2a}, {"gamt", lut8(3, 1, 2, make([]float64, 8))}}
	}
	return map[string][]byte{
		"press-lut16.icc":   profile(2, "prtr", "CMYK", "Lab ", both(lut16(4, 3, 5, table(4, 5, fromPress(legacy))), lut16(3, 4, 9, table(3, 9, toPress(legacy))))...),
		"press-lut8.icc":    profile(2, "prtr", "CMYK", "Lab ", both(lut8(4, 3, 5, table(4, 5, fromPress(modern))), lut8(3, 4, 9, table(3, 9, toPress(modern))))...),
		"press-modular.icc": profile(4, "prtr", "CMYK", "Lab ", both(modular("mAB ", 4, 3, 5, table(4, 5, fromPress(modern))), modular("mBA ", 3, 4, 9, table(3, 9, toPress(modern))))...),
		"display.icc":       matrix(2.2, toXYZ),
		"wide.icc":          matrix(2.2, wide),
		"scanner.icc":       scanner(),
	}
}
