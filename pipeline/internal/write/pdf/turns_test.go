package pdf

import "testing"

// TestTurns holds the matrices to EXIF's words: on which side of what is shown
// the stored first row and first column stand (CIPA DC-008, 4.6.4).
func TestTurns(t *testing.T) {
	sides := [8][2]string{{"top", "left"}, {"top", "right"}, {"bottom", "right"}, {"bottom", "left"},
		{"left", "top"}, {"right", "top"}, {"right", "bottom"}, {"left", "bottom"}}
	for i, m := range turns {
		at := func(u, v real) [2]real { return [2]real{u*m[0] + v*m[2] + m[4], u*m[1] + v*m[3] + m[5]} }
		side := func(a, b [2]real) string {
			switch {
			case a[0] == 0 && b[0] == 0:
				return "left"
			case a[0] == 1 && b[0] == 1:
				return "right"
			case a[1] == 0 && b[1] == 0:
				return "bottom"
			}
			return "top"
		}
		row, column := side(at(0, 1), at(1, 1)), side(at(0, 0), at(0, 1))
		if row != sides[i][0] || column != sides[i][1] {
			t.Errorf("orientation %d: first row %s, first column %s; want %v", i+1, row, column, sides[i])
		}
	}
}
