package meta

import "reflect"

// checks holds the values that are looked at, by the path of their field in
// the YAML. A fault is one of the input (an official book with a wrong number
// is wrong wherever it is printed), not of taste: what is only unusual passes.
var checks = map[string]check{
	"lang":                       CheckLang,
	"date":                       checkDate,
	"modified":                   checkModified,
	"inference":                  checkInference,
	"certifier.level":            checkLevel,
	"lists":                      checkList,
	"logo.place":                 checkLogoPlace,
	"print.paper":                checkPaper,
	"print.spine":                checkSpine,
	"print.barcode":              checkBarcode,
	"archive.retention.start":    checkDay,
	"archive.retention.duration": checkDuration,
	"archive.retention.end":      checkDate,
	"identifiers.isbn":           checkISBN,
	"identifiers.issn":           checkISSN,
	"identifiers.doi":            checkDOI,
	"identifiers.uri":            checkURI,
	"identifiers.uuid":           checkUUID,
	"identifiers.isbn.print":     checkISBN,
	"identifiers.isbn.pdf":       checkISBN,
	"identifiers.isbn.epub":      checkISBN,
	"series.issn":                checkISSN,
	"creators.role":              checkRole,
	"contributors.role":          checkRole,
	"fonts":                      CheckFonts,
}

func checkInference(value string) (string, *Fault) {
	if value != InferenceDone {
		return "", faultf("write "+InferenceDone+", or leave the line out to have links, abbreviations and languages marked",
			"inference is %q", value)
	}
	return value, nil
}

// checkList takes the names that LaTeX and pandoc have for the lists too.
func checkList(value string) (string, *Fault) {
	switch value {
	case ListTables, "lot":
		return ListTables, nil
	case ListFigures, "lof":
		return ListFigures, nil
	}
	return "", faultf("write "+ListTables+" or "+ListFigures, "%q is nothing that is listed", value)
}

// CheckFonts takes the values of Meta.Fonts.
func CheckFonts(value string) (string, *Fault) {
	if value != FontsEmbed && value != FontsNone {
		return "", faultf("write "+FontsEmbed+" or "+FontsNone, "fonts is %q", value)
	}
	return value, nil
}

func checkLogoPlace(value string) (string, *Fault) {
	switch value {
	case LogoTitlePage, LogoCover, LogoHead:
		return value, nil
	}
	return "", faultf("write "+LogoTitlePage+", "+LogoCover+" or "+LogoHead, "%q is no place for a logo", value)
}

// Check looks at metadata that did not come from YAML, such as those in the
// head of a web page. Values in error are taken out and given to report with
// their key; the others are written in their canonical form.
func (m *Meta) Check(report func(key, value string, fault *Fault)) {
	checkFields(reflect.ValueOf(m).Elem(), "", report)
}

func checkFields(v reflect.Value, path string, report func(key, value string, fault *Fault)) {
	for i := range v.NumField() {
		key, field := keyPath(v.Type(), path, yamlKey(v.Type().Field(i))), v.Field(i)
		switch {
		case field.Kind() == reflect.Pointer && !field.IsNil():
			copied := reflect.New(field.Type().Elem())
			copied.Elem().Set(field.Elem())
			field.Set(copied)
			checkFields(copied.Elem(), key+".", report)
			if copied.Elem().IsZero() {
				field.SetZero()
			}
		case checks[key] != nil && field.Kind() == reflect.String && field.String() != "":
			canonical, fault := checks[key](field.String())
			if fault != nil {
				report(key, field.String(), fault)
			}
			field.SetString(canonical)
		}
	}
}
