// Package barcode makes the bars of an EAN-13 symbol from its digits (ISO/IEC
// 15420; GS1 General Specifications, 5.2). The symbol is a row of modules of one
// width, so what draws it can be exact.
package barcode

import (
	"fmt"
	"strings"
)

// The parts of the symbol in modules: the quiet zones left and right, which stay
// white, the bars between them, and by how much the guard bars are longer (GS1
// General Specifications, 5.2.1.4 and figure 5.2.1.5-1).
const (
	QuietLeft, Bars, QuietRight = 11, 95, 7
	GuardLonger                 = 5
)

// XDimension and Height are the width of a module and the height of the bars in
// millimetres at 100 % (GS1 General Specifications, 5.2.3.1).
const XDimension, Height = 0.33, 22.85

// The least and the largest size of a symbol, in percent of that.
const Smallest, Largest = 80, 200

// digitBars are the modules of each digit in number set A, 1 for a bar. Set C is
// its complement, set B is C mirrored (ISO/IEC 15420, table 1).
var digitBars = [10]string{"0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"}

// leadSets are the number sets of the left half, which tell the first digit
// (ISO/IEC 15420, table 2).
var leadSets = [10]string{"AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"}

// Bar is a bar of the symbol: where it begins and how wide it is, in modules
// from the end of the left quiet zone. Guard bars are longer than others.
type Bar struct {
	At, Width int
	Guard     bool
}

// EAN13 gives the bars for thirteen digits. An error says that these are no
// such digits or do not end in their check digit.
func EAN13(digits string) ([]Bar, error) {
	if len(digits) != 13 || strings.Trim(digits, "0123456789") != "" {
		return nil, fmt.Errorf("barcode: %q is not thirteen digits", digits)
	}
	if want := CheckDigit(digits[:12]); digits[12] != want {
		return nil, fmt.Errorf("barcode: the last digit of %s would have to be %c", digits, want)
	}
	return bars(modules(digits)), nil
}

// CheckDigit is the last digit of thirteen, of which twelve are given: they weigh
// 1 and 3 in turn, modulo ten (GS1 General Specifications, 7.9.1).
func CheckDigit(twelve string) byte {
	sum := 0
	for i := range 12 {
		sum += int(twelve[i]-'0') * (1 + i%2*2)
	}
	return byte('0' + (10-sum%10)%10)
}

// modules are the 95 modules of the symbol between the quiet zones.
func modules(digits string) string {
	var b strings.Builder
	b.WriteString("101")
	for i, set := range leadSets[digits[0]-'0'] {
		b.WriteString(inSet(digits[1+i], set))
	}
	b.WriteString("01010")
	for i := 7; i < 13; i++ {
		b.WriteString(inSet(digits[i], 'C'))
	}
	b.WriteString("101")
	return b.String()
}

func inSet(digit byte, set rune) string {
	a := digitBars[digit-'0']
	if set == 'A' {
		return a
	}
	c := []byte(strings.NewReplacer("0", "1", "1", "0").Replace(a))
	if set == 'B' {
		for i, j := 0, len(c)-1; i < j; i, j = i+1, j-1 {
			c[i], c[j] = c[j], c[i]
		}
	}
	return string(c)
}

// bars are the runs of 1.
func bars(modules string) []Bar {
	var out []Bar
	for i := 0; i < len(modules); i++ {
		if modules[i] == '0' {
			continue
		}
		from := i
		for i+1 < len(modules) && modules[i+1] == '1' {
			i++
		}
		out = append(out, Bar{At: from, Width: i + 1 - from, Guard: from < 3 || from >= Bars-3 || from >= 45 && from < 50})
	}
	return out
}
