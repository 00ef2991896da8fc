package meta

import (
	"math"
	"testing"
)

func TestPaperThickness(t *testing.T) {
	for value, want := range map[string]float64{
		"0.11": 0.11, "0,11 mm": 0.11, "0.105mm": 0.105, "90 g/m² 1.3": 0.117, "90 g/m2, volume 1,3": 0.117, "80g 1.25": 0.1,
		"115 gsm vol. 0.9": 0.1035, "90g/1.3": 0.117,
		"": -1, "90": -1, "0.01 mm": -1, "2 mm": -1, "90 g/m²": -1, "90 g/m² 13": -1, "9 g 1.3": -1, "dun": -1, "-0.1": -1, "1e3": -1,
	} {
		got, fault := PaperThickness(value)
		switch {
		case want < 0 && fault == nil:
			t.Errorf("%q is taken as %v mm", value, got)
		case want < 0 && (fault.Cause == "" || fault.Remedy == ""):
			t.Errorf("%q: %+v", value, fault)
		case want >= 0 && (fault != nil || math.Abs(got-want) > 1e-9):
			t.Errorf("%q is %v mm, want %v (%v)", value, got, want, fault)
		}
	}
}

func TestSpineAndBarcode(t *testing.T) {
	for value, want := range map[string]float64{"14 mm": 14, "7,5": 7.5, "0": 0, "breed": -1, "140 mm": -1} {
		if got, fault := SpineWidth(value); (fault == nil) != (want >= 0) || fault == nil && got != want {
			t.Errorf("a spine of %q is %v, %v", value, got, fault)
		}
	}
	for value, want := range map[string]int{"": 100, "80": 80, "200 %": 200, "79": -1, "201": -1, "groot": -1} {
		if got, fault := BarcodeSize(value); (fault == nil) != (want >= 0) || fault == nil && got != want {
			t.Errorf("a bar code of %q is %v, %v", value, got, fault)
		}
	}
}

func TestDigitsOfISBN(t *testing.T) {
	for isbn, want := range map[string][2]string{
		"978-90-12-34567-5": {"978-90-12-34567-5", "9789012345675"},
		"9789012345675":     {"9789012345675", "9789012345675"},
		"90-12-34567-1":     {"978-90-12-34567-5", "9789012345675"},
		"9012345671":        {"9789012345675", "9789012345675"},
		"0-8044-2957-X":     {"978-0-8044-2957-3", "9780804429573"},
		"":                  {},
	} {
		id := &Identifiers{ISBN: &ISBN{Any: isbn}}
		printed, digits := id.Digits()
		if printed != want[0] || digits != want[1] {
			t.Errorf("%s: %s, %s, want %v", isbn, printed, digits, want)
		}
	}
	if printed, digits := (*Identifiers)(nil).Digits(); printed+digits != "" {
		t.Errorf("no identifiers give %s %s", printed, digits)
	}
}
