package pipeline

import "fmt"

// mostSignature is the largest number of pages that printers fold of one sheet.
const mostSignature = 128

// CheckSignature returns an error for a number of pages that no folded sheet
// has.
func CheckSignature(n int) error {
	switch {
	case n < 0 || n > mostSignature:
		return fmt.Errorf("%d is no number of pages of a folded sheet; the numbers are 4, 8, 16, 32, 64, and 1 for loose leaves", n)
	case n > 2 && n%4 != 0:
		return fmt.Errorf("a folded sheet has a multiple of 4 pages, and %d is none; give %d, or 1 for loose leaves", n, (n+3)/4*4)
	}
	return nil
}

// signature is that of the job or the usual one.
func (j Job) signature() int {
	if j.Signature == 0 {
		return 4
	}
	return j.Signature
}
