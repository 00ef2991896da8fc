package formula

import "testing"

// TestEvident: what between backslashed brackets is a formula, and what is text.
func TestEvident(t *testing.T) {
	for body, want := range map[string]bool{
		"a_1 * b_1": true, "x_i": true, "n": true, "a + b": true,
		"file_name": false, "see below": false, "the a_bc file": false,
	} {
		if got := Evident(body); got != want {
			t.Errorf("Evident(%q) = %v", body, got)
		}
	}
}
