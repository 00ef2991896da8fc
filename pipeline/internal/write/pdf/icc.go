package pdf

import "math"

// srgbProfile makes an ICC profile of version 2 for sRGB from the figures of
// its standard (IEC 61966-2-1) and of the profile format (ICC.1:2001-04): the
// primaries adapted to D50 by Bradford's method, the curve as a table. It is
// computed here, so no licence of another's profile comes with it.
func srgbProfile() []byte {
	curve := toneCurve()
	tags := []struct {
		sig  string
		data []byte
	}{
		{"bXYZ", xyz(0.1431, 0.0606, 0.7139)},
		{"cprt", textTag("No copyright, use freely (CC0)")},
		{"desc", descTag("sRGB IEC61966-2.1")},
		{"gXYZ", xyz(0.3851, 0.7169, 0.0971)},
		{"rXYZ", xyz(0.4360, 0.2225, 0.0139)},
		{"wtpt", xyz(0.9642, 1, 0.8249)},
		{"rTRC", curve},
		{"gTRC", curve},
		{"bTRC", curve},
	}
	table := be.AppendUint32(nil, uint32(len(tags)))
	var body []byte
	start := 128 + 4 + 12*len(tags)
	for _, t := range tags {
		at := start + len(body)
		if t.sig == "gTRC" || t.sig == "bTRC" {
			at -= len(curve) // the three share one curve
		} else {
			body = append(body, t.data...)
		}
		table = append(table, t.sig...)
		table = be.AppendUint32(table, uint32(at))
		table = be.AppendUint32(table, uint32(len(t.data)))
	}
	return append(append(iccHeader(start+len(body)), table...), body...)
}

// iccHeader is the profile header (ICC.1:2001-04, 6.1).
func iccHeader(size int) []byte {
	b := be.AppendUint32(nil, uint32(size))
	b = append(b, "\x00\x00\x00\x00\x02\x10\x00\x00mntrRGB XYZ "...)
	b = words(b, 2000, 1, 1, 0, 0, 0) // a fixed date
	b = append(b, "acsp"...)
	b = append(b, make([]byte, 28)...) // platform to rendering intent: perceptual
	b = append(b, xyz(0.9642, 1, 0.8249)[8:]...)
	return append(b, make([]byte, 128-len(b))...)
}

func xyz(values ...float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range values {
		b = be.AppendUint32(b, uint32(math.Round(v*65536)))
	}
	return b
}

func textTag(s string) []byte {
	return pad4(append([]byte("text\x00\x00\x00\x00"), s+"\x00"...))
}

// descTag has an ASCII description and none in Unicode or Script Code.
func descTag(s string) []byte {
	b := be.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(s)+1))
	b = append(b, s+"\x00"...)
	return pad4(append(b, make([]byte, 4+4+2+1+67)...))
}

func pad4(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

// toneCurve samples sRGB's transfer function.
func toneCurve() []byte {
	const samples = 256
	b := be.AppendUint32([]byte("curv\x00\x00\x00\x00"), samples)
	for i := range samples {
		v := float64(i) / (samples - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = be.AppendUint16(b, uint16(math.Round(v*65535)))
	}
	return b
}

// outputIntent writes the intent that makes device RGB well defined (ISO
// 19005-2, 6.2.3 and 6.2.4.3).
func (a *assembly) outputIntent() array {
	if a.opt.Press != nil {
		return a.pressIntent()
	}
	profile := a.add(flate(dict{{"N", integer(3)}}, srgbProfile()))
	return array{dict{
		{"DestOutputProfile", profile},
		{"Info", text("sRGB IEC61966-2.1")},
		{"OutputConditionIdentifier", text("sRGB IEC61966-2.1")},
		{"RegistryName", text("http://www.color.org")},
		{"S", name("GTS_PDFA1")},
		{"Type", name("OutputIntent")},
	}}
}
