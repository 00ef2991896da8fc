package text

import (
	"reflect"
	"testing"
)

func TestColumnsSayWhatTheyAre(t *testing.T) {
	for _, c := range []Columns{{3, 40, []int{48}, false}, {1, 9, []int{30, 61}, false}, {7, 52, []int{69}, true}} {
		if got, ok := ParseColumns(c.String()); !ok || !reflect.DeepEqual(got, c) {
			t.Errorf("%q is read as %v, %v", c, got, ok)
		}
	}
	for _, other := range []string{"", "lines 3 to 40", "lines 3 to 40 hold columns of text side by side, parted at here"} {
		if c, ok := ParseColumns(other); ok {
			t.Errorf("%q is read as %v", other, c)
		}
	}
}

func TestSplitPartsALine(t *testing.T) {
	c := Columns{At: []int{9, 20}}
	for line, want := range map[string][]string{
		"één twee   drie      vier": {"één twee", "drie", "vier"},
		"één":                       {"één", "", ""},
		"           drie":           {"", "drie", ""},
		"                       v":  {"", "", "v"},
	} {
		for i, p := range c.Split(0, line) {
			if p.Text != want[i] || line[p.Byte:p.Byte+len(p.Text)] != p.Text || p.Text != "" && string([]rune(line)[p.Col:p.Col+len([]rune(p.Text))]) != p.Text {
				t.Errorf("part %d of %q is %+v", i, line, p)
			}
		}
	}
	if p := c.Split(7, "aa   drie")[1]; p.Text != "drie" || p.Col != 12 || p.Byte != 5 {
		t.Errorf("an indented line is parted as %+v", p)
	}
}
