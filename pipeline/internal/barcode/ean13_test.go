package barcode

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawn writes bars as modules.
func drawn(bars []Bar) string {
	m := []byte(strings.Repeat("0", Bars))
	for _, b := range bars {
		for i := range b.Width {
			m[b.At+i] = '1'
		}
	}
	return string(m)
}

// The example is worked out by hand from the tables of ISO/IEC 15420.
func TestEAN13(t *testing.T) {
	got, err := EAN13("9780201379624")
	if err != nil {
		t.Fatal(err)
	}
	want := "101" + "0111011" + "0001001" + "0100111" + "0010011" + "0100111" + "0011001" + // 7A 8B 0B 2A 0B 1A: ABBABA is 9
		"01010" + "1000010" + "1000100" + "1110100" + "1010000" + "1101100" + "1011100" + "101" // 3 7 9 6 2 4
	if drawn(got) != want {
		t.Errorf("got\n%s, want\n%s", drawn(got), want)
	}
	guards := 0
	for _, b := range got {
		if b.Guard {
			guards++
		}
	}
	if len(got) != 30 || guards != 6 {
		t.Errorf("%d bars, %d of them guards", len(got), guards)
	}
}

func TestWrongDigitsAreRefused(t *testing.T) {
	for _, digits := range []string{"", "978020137962", "9780201379625", "97802013796X4", "97802013796244"} {
		if bars, err := EAN13(digits); err == nil {
			t.Errorf("%q gives %d bars", digits, len(bars))
		}
	}
}

// TestSymbolsAreReadBack decodes every symbol by its widths alone, as a scanner
// does.
func TestSymbolsAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		twelve := rapid.StringMatching(`[0-9]{12}`).Draw(t, "digits")
		digits := twelve + string(rune(CheckDigit(twelve)))
		bars, err := EAN13(digits)
		if err != nil {
			t.Fatal(err)
		}
		if got := scan(drawn(bars)); got != digits {
			t.Fatalf("%s is read as %s", digits, got)
		}
	})
}

// widths are the four widths of a digit, dark or light first, by ISO/IEC 15420,
// table 1: the sets A and C have the first order, B the reverse.
var widths = [10]string{"3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"}

func scan(modules string) string {
	digit := func(m string) (byte, bool) {
		w, run := "", 1
		for i := 1; i <= len(m); i++ {
			if i < len(m) && m[i] == m[i-1] {
				run++
				continue
			}
			w, run = w+string(rune('0'+run)), 1
		}
		for d, have := range widths {
			mirrored := string([]byte{have[3], have[2], have[1], have[0]})
			if w == have || w == mirrored {
				return byte('0' + d), w == mirrored
			}
		}
		return '?', false
	}
	left, parity, right := "", 0, ""
	for i := range 6 {
		d, even := digit(modules[3+7*i : 10+7*i])
		left, parity = left+string(rune(d)), parity<<1
		if even {
			parity |= 1
		}
		d, _ = digit(modules[50+7*i : 57+7*i])
		right += string(rune(d))
	}
	first := map[int]string{0: "0", 0b001011: "1", 0b001101: "2", 0b001110: "3", 0b010011: "4", 0b011001: "5", 0b011100: "6", 0b010101: "7", 0b010110: "8", 0b011010: "9"}
	return first[parity] + left + right
}
