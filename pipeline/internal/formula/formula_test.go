package formula

import (
	"strings"
	"testing"
)

// TestLinear holds the line that each formula is read as.
func TestLinear(t *testing.T) {
	for tex, want := range map[string]string{
		`\frac{1}{2}`:                          "1/2",
		`\frac12 x`:                            "(1/2) x",
		`2\frac{1}{2}`:                         "2 1/2",
		`a=\frac{a+b}{2c}`:                     "a = (a + b)/(2c)",
		`r^{3}`:                                "r^3",
		`x_{i}^{2} y`:                          "x_i^2 y",
		`x^{-1}`:                               "x^(−1)",
		`\sqrt{x}`:                             "√x",
		`\sqrt{16}`:                            "√16",
		`\sqrt[3]{x+1}`:                        "∛(x + 1)",
		`\sqrt[n]{x}`:                          "√[n](x)",
		`\sum_{i=1}^{n} x_i`:                   "∑_(i=1)^n x_i",
		`\int_0^1 f(x)\,dx`:                    "∫_0^1 f(x) dx",
		`\lim_{x\to 0} \sin x`:                 "lim_(x→0) sin x",
		`a*b*c`:                                "a ∗ b ∗ c",
		`-a - b`:                               "−a − b",
		`1{,}5 \cdot 10^{6}`:                   "1,5 ⋅ 10^6",
		`3,14`:                                 "3,14",
		`\text{kosten} = 10\,\text{€}`:         "kosten = 10€",
		`\mathrm{CO_2}`:                        "CO_2",
		`\left(\frac{a}{b}\right)^2`:           "(a/b)^2",
		`\begin{pmatrix}1&2\\3&4\end{pmatrix}`: "(1 & 2; 3 & 4)",
		`f(x)=\begin{cases}1 & \text{als } x>0\\0&\text{anders}\end{cases}`: "f(x) = {1, als x > 0; 0, anders",
		`\hat{x} + \overline{ab}`:               "x̂ + ¯(ab)",
		`\binom{n}{k}`:                          "(n¦k)",
		`E = mc^2 \tag{1}`:                      "E = mc^2 (1)",
		`f'(x)`:                                 "f′(x)",
		`90^\circ`:                              "90°",
		`\begin{aligned}a&=b\\&=c\end{aligned}`: "a = b; = c",
		`{a \over b}`:                           "a/b",
		`x \not= y`:                             "x ≠ y",
		`5 \% \le 7`:                            "5% ≤ 7",
	} {
		e, err := Parse(tex)
		if err != nil {
			t.Errorf("%s: %s", tex, err.Message)
			continue
		}
		if got := Linear(e); got != want {
			t.Errorf("%s: %q, want %q", tex, got, want)
		}
		again, err := Parse(TeX(e))
		if err != nil {
			t.Errorf("%s: written as %s, which cannot be read: %s", tex, TeX(e), err.Message)
			continue
		}
		if got := Linear(again); got != want {
			t.Errorf("%s: written as %s, which reads %q", tex, TeX(e), got)
		}
		if TeX(again) != TeX(e) {
			t.Errorf("%s: written as %s, then as %s", tex, TeX(e), TeX(again))
		}
	}
}

// TestParseRefuses holds what cannot be read to a message.
func TestParseRefuses(t *testing.T) {
	for tex, want := range map[string]string{
		`\onbekend{x}`:            `\onbekend is not known`,
		`\frac{1}{2`:              "not closed",
		`a}`:                      "not opened",
		`\frac{1}`:                "missing",
		`\left( a`:                "no \\right",
		`a & b`:                   "outside a table",
		`\begin{tikz}x\end{tikz}`: "environment tikz",
		`\begin{matrix}x`:         "not ended",
		`x_1_2`:                   "two indices",
		strings.Repeat("{", 100):  "nested",
	} {
		if _, err := Parse(tex); err == nil || !strings.Contains(err.Message, want) {
			t.Errorf("%s: %v, want %q", tex, err, want)
		}
	}
}

// TestDollars holds apart formulas and amounts of money between dollars.
func TestDollars(t *testing.T) {
	for _, c := range []struct {
		body, after string
		want        bool
	}{
		{"x", "", true}, {"5", " a", true}, {"5", "3", false}, {" x", "", false}, {"x ", "", false}, {"", "", false},
		{"7.50 a head, US", " 10", false}, {"5 (or US", " 4)", false}, {"1,000 and\nmore for A", ".", false},
		{"3 x", "", true}, {"2 \\bmod n", "", true}, {"5 apples = b", "", true}, {"12 cm^2", "", true}, {"sin x", "", true},
	} {
		if got := Dollars(c.body, c.after); got != c.want {
			t.Errorf("$%s$%s: %v, want %v", c.body, c.after, got, c.want)
		}
	}
}

func TestCleanIsCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"a  % why\n + b":             "a + b",
		"\\text{the `big one}":       `\text{the ‘big one}`,
		Words("x`y of 5% {or more}"): Words("x‘y of 5% {or more}"),
	} {
		got, ok := Clean(in)
		if again, _ := Clean(got); !ok || got != want || again != got {
			t.Errorf("Clean(%q) = %q, %v and then %q, not %q", in, got, ok, again, want)
		}
	}
}
