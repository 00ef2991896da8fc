package meta

import (
	"strconv"
	"strings"

	"octavo/pipeline/internal/pattern"
)

var (
	thicknessForm = pattern.Of(`^([0-9]+(?:[.,][0-9]+)?)\s*(mm)?$`)
	weightForm    = pattern.Of(`^([0-9]+(?:[.,][0-9]+)?)\s*g(?:/m[²2]|sm)?(?:[\s,;/]+(?:vol(?:ume|\.)?|bulk)?\s*([0-9]+(?:[.,][0-9]+)?))?$`)
)

// The papers that books are printed on: a leaf in millimetres, its weight in
// grams a square metre, its volume in cubic centimetres a gram. What lies
// outside is a slip, such as a weight without its unit.
const (
	thinnest, thickest      = 0.03, 0.6
	lightest, heaviest      = 25, 400
	leastVolume, mostVolume = 0.6, 3
)

// PaperThickness is the thickness of a leaf in millimetres, of a value that says
// it, "0.11 mm", or gives weight and volume, "90 g/m² 1.3". Volume is the
// thickness for the weight, in micrometres for a gram a square metre (ISO 534,
// the apparent specific volume); so a leaf is weight × volume / 1000 millimetres.
func PaperThickness(value string) (mm float64, fault *Fault) {
	const example = "write the thickness of a leaf, 0.11 mm, or weight and volume, 90 g/m² 1.3, as the printer gives them"
	value = strings.TrimSpace(value)
	if m := thicknessForm.FindStringSubmatch(value); m != nil {
		if mm = decimal(m[1]); mm < thinnest || mm > thickest {
			return 0, faultf(example, "%q is no thickness of a leaf of paper: these have 0.03 to 0.6 mm", value)
		}
		return mm, nil
	}
	m := weightForm.FindStringSubmatch(value)
	if m == nil {
		return 0, faultf(example, "%q is no thickness of paper", value)
	}
	weight, volume := decimal(m[1]), decimal(m[2])
	switch {
	case m[2] == "":
		return 0, faultf("add its volume, as the printer gives it: 90 g/m² 1.3; or write the thickness, 0.11 mm",
			"%q is a weight alone, which does not tell how thick the paper is", value)
	case weight < lightest || weight > heaviest:
		return 0, faultf(example, "%q is no paper for a book: these weigh 25 to 400 g/m²", value)
	case volume < leastVolume || volume > mostVolume:
		return 0, faultf(example, "%q has a volume that no paper has: it lies between 0.6 and 3", value)
	}
	return weight * volume / 1000, nil
}

// decimal reads digits with a point or comma; "" is 0.
func decimal(s string) float64 {
	f, _ := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64) // the form holds nothing else
	return f
}

func checkPaper(value string) (string, *Fault) {
	_, fault := PaperThickness(value)
	return value, fault
}

// mostSpine is the width of a back, in millimetres, that binders can glue.
const mostSpine = 90

// SpineWidth is the width of a book's back in millimetres that a binder has
// given: "14 mm".
func SpineWidth(value string) (mm float64, fault *Fault) {
	m := thicknessForm.FindStringSubmatch(strings.TrimSpace(value))
	if m == nil || decimal(m[1]) > mostSpine {
		return 0, faultf("write it in millimetres, 14 mm, as the binder gives it, or leave the line out to have it reckoned",
			"%q is no width of a book's back", value)
	}
	return decimal(m[1]), nil
}

func checkSpine(value string) (string, *Fault) {
	_, fault := SpineWidth(value)
	return value, fault
}

// BarcodeSize is the size of a bar code in percent of its usual one: 80 to 200
// (GS1 General Specifications, 5.2.3.1). An empty value is 100.
func BarcodeSize(value string) (percent int, fault *Fault) {
	if value == "" {
		return 100, nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(value, "%")))
	if err != nil || n < 80 || n > 200 {
		return 0, faultf("write a number from 80 to 200; shops ask for 100, and take 80 where there is no room",
			"%q is no size of a bar code: scanners read 80 to 200 %% of the usual one", value)
	}
	return n, nil
}

func checkBarcode(value string) (string, *Fault) {
	_, fault := BarcodeSize(value)
	return value, fault
}

// Digits are the thirteen digits of the printed book's ISBN and the number as it is printed
// above a bar code, empty without one. One of ten digits becomes one of
// thirteen: 978 before it, and another check digit (ISO 2108, annex C).
func (id *Identifiers) Digits() (printed, digits string) {
	if printed = id.ISBNOf(ForPrint); printed == "" {
		return "", ""
	}
	digits = strings.NewReplacer("-", "", " ", "").Replace(printed)
	if len(digits) == 10 {
		digits = "978" + digits[:9] + "0"
		check := string(rune(isbn13Check(digits)))
		digits = digits[:12] + check
		sep := ""
		if strings.ContainsAny(printed, "- ") {
			sep = printed[strings.IndexAny(printed, "- "):][:1]
		}
		printed = "978" + sep + printed[:len(printed)-1] + check
	}
	return printed, digits
}
