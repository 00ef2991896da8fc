package style

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/qa/golden"
)

// documentation is the file with the table of properties. A row of it begins
// with the names that documented gives; what stands behind them is prose.
const documentation = "../../../docs/house-sheets.md"

// documented are the names of a group as the documentation has them: the sides
// of a shorthand in brackets behind it.
func documented(group string) string {
	var names []string
	for _, r := range rows {
		if r.group != group && (group != pageGroup || r.where&onPages == 0) {
			continue
		}
		base, side, _ := cutSide(r.name)
		switch last := len(names) - 1; {
		case side == "":
			names = append(names, "`"+r.name+"`")
		case names[last] == "`"+base+"`":
			names[last] += " (`-" + side + "`"
		default:
			names[last] += ", `-" + side + "`"
		}
		if side == "left" {
			names[len(names)-1] += ")"
		}
	}
	return "| " + group + " | " + strings.Join(names, ", ")
}

// cutSide takes the side off a name such as margin-top.
func cutSide(name string) (base, side string, ok bool) {
	for _, s := range sides {
		if base, ok := strings.CutSuffix(name, "-"+s.name); ok {
			return base, s.name, true
		}
	}
	return name, "", false
}

func TestDocumentationNamesEveryProperty(t *testing.T) {
	text := golden.Read(t, documentation)
	for _, group := range []string{textGroup, boxGroup, generatedGroup, pageGroup} {
		row := documented(group)
		if !strings.Contains(text, "\n"+row+" |") && !strings.Contains(text, "\n"+row+"; ") {
			t.Errorf("%s lacks this row of the table of properties:\n%s |", documentation, row)
		}
	}
}

func TestRowsAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rows {
		if seen[r.name] || r.set == nil || r.where == 0 || r.group == "" {
			t.Errorf("row %s stands twice or lacks something", r.name)
		}
		if bool(r.epub) && r.where&onBoxes == 0 {
			t.Errorf("%s goes into the EPUB, which has no pages", r.name)
		}
		seen[r.name] = true
	}
}

// TestInherited holds the table to CSS: what a box has from its parent.
func TestInherited(t *testing.T) {
	parent := initial()
	fill(reflect.ValueOf(&parent).Elem())
	box, bare := inherited(&parent), initial()
	var got []string
	for i := range reflect.TypeFor[Computed]().NumField() {
		from, to := reflect.ValueOf(parent).Field(i).Interface(), reflect.ValueOf(box).Field(i).Interface()
		name := reflect.TypeFor[Computed]().Field(i).Name
		switch {
		case reflect.DeepEqual(from, to):
			got = append(got, name)
		case !reflect.DeepEqual(to, reflect.ValueOf(bare).Field(i).Interface()):
			t.Errorf("%s is neither the parent's nor initial", name)
		}
	}
	want := strings.Fields("FontFamily FontSize FontMin FontWeight Italic FontFeatures LineHeight Color LetterSpacing TextTransform Decoration " +
		"TextAlign TextAlignLast TextIndent Hyphens Widows Orphans ListStyleType ListStyleInside Page Lang")
	if !slices.Equal(got, want) {
		t.Errorf("inherited:\n%v\nwant:\n%v", got, want)
	}
}

// fill gives every field of a struct a value that no box begins with.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 3, 3))
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int64, reflect.Int:
		v.SetInt(77)
	case reflect.Uint8:
		v.SetUint(2)
	}
}
