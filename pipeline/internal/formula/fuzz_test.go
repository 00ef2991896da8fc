package formula

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// FuzzParse holds the reader of TeX to its laws on any source: no panic, canonical
// source that stays as it is, source written from the tree that can be read and
// has the same digits, no number that is not in the source, and MathML that is
// well-formed.
func FuzzParse(f *testing.F) {
	for _, tex := range []string{`\frac{1}{2}`, `\sqrt[3]{x+1}`, `\sum_{i=1}^{n} x_i`, `\begin{cases}1 & \text{als } x>0\\0\end{cases}`,
		`{a \over b}`, `x \not= y`, `\left(\frac{a}{b}\right)^2`, `f'(x) \tag{1}`, `1{,}5 \cdot 10^{-6} \%`, `\hat{x}_\mathrm{max}`, `\color{red}x`} {
		f.Add(tex)
	}
	f.Fuzz(func(t *testing.T, source string) {
		tex, ok := Clean(source)
		if !ok || !utf8.ValidString(source) { // readers make text of bytes
			return
		}
		if again, ok := Clean(tex); !ok || again != tex {
			t.Fatalf("%q is cleaned to %q and that to %q", source, tex, again)
		}
		e, fault := Parse(tex)
		if fault != nil {
			return
		}
		line := Linear(e)
		if added := newDigits(tex, line); added != "" {
			t.Fatalf("%q is read as %q, with %q added", tex, line, added)
		}
		back, fault := Parse(TeX(e))
		if fault != nil && len(TeX(e)) > maxLength {
			return // an alphabet is named for each letter
		}
		if fault != nil {
			t.Fatalf("%q is written as %q, which cannot be read: %s", tex, TeX(e), fault.Message)
		}
		if got := Digits(back); got != Digits(e) {
			t.Fatalf("%q has the digits %s and is written as %q, which has %s", tex, Digits(e), TeX(e), got)
		}
		if err := wellFormed(MathML(e, tex, "", true)); err != nil {
			t.Fatalf("%q: %v in %s", tex, err, MathML(e, tex, "", true))
		}
	})
}

// newDigits are the digits of line that source has not, or not as often.
func newDigits(source, line string) string {
	have := map[rune]int{}
	for _, c := range source {
		have[c]++
	}
	return strings.Map(func(c rune) rune {
		if c >= 0x1D7CE && c <= 0x1D7FF { // digits of the mathematical alphabets, ten each
			c = '0' + (c-0x1D7CE)%10
		}
		if have[c]--; unicode.IsDigit(c) && have[c] < 0 {
			return c
		}
		return -1
	}, line)
}

func wellFormed(s string) error {
	for dec := xml.NewDecoder(strings.NewReader(s)); ; {
		if _, err := dec.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}
