package verify

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"testing"
)

// pdfWith is as much of a PDF as ShownText looks at.
func pdfWith(contents ...string) []byte {
	var b bytes.Buffer
	for _, c := range contents {
		b.WriteString("<</Filter /FlateDecode>>\nstream\n")
		z := zlib.NewWriter(&b)
		fmt.Fprint(z, c)
		z.Close()
		b.WriteString("\nendstream\n")
	}
	return b.Bytes()
}

func TestSizesAreThoseOnThePaper(t *testing.T) {
	for content, want := range map[string]float64{
		"BT\n/F0 12 Tf\n[(ab\\)) -20 (c)] TJ\nET":                            12,
		"q 0.5 0 0 0.5 0 0 cm BT /F0 12 Tf (a) Tj ET Q":                      6,
		"q 0.5 0 0 0.5 0 0 cm Q BT /F0 12 Tf (a) Tj ET":                      12,
		"BT /F0 1 Tf 9 0 0 8 0 0 Tm (a) Tj ET":                               8,
		"BT /F0 10 Tf 0 1 -1 0 0 0 Tm (a) Tj ET":                             10,
		"/P <</MCID 3/ActualText <feff0041>>> BDC BT /F0 7 Tf (Tf 99) Tj ET": 7,
	} {
		shown, err := ShownText(pdfWith("1 0 0 rg", content))
		if err != nil || len(shown) != 1 || shown[0].Size != want {
			t.Errorf("%s: %v, %v, want %v", content, shown, err, want)
		}
	}
	if _, err := ShownText(pdfWith("1 0 0 rg")); err == nil {
		t.Error("a file without text is one whose type is large enough")
	}
}
