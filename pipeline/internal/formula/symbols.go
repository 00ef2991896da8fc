package formula

import (
	_ "embed"
	"strings"
)

//go:embed symbols.tsv
var symbolTable string

// symbol is a character with a name in TeX.
type symbol struct{ char, kind string }

// symbols are by command; commands are by character, the first of the table
// that names it.
var symbols, commands = readSymbols(symbolTable)

func readSymbols(table string) (map[string]symbol, map[string]string) {
	byCommand, byChar := map[string]symbol{}, map[string]string{}
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		byCommand[f[0]] = symbol{f[1], f[2]}
		if _, named := byChar[f[1]]; !named {
			byChar[f[1]] = f[0]
		}
	}
	return byCommand, byChar
}

// The kinds of characters that need no command.
var plainKinds = map[string]string{
	"+": "bin", "−": "bin", "-": "bin", "∗": "bin", "*": "bin", "·": "bin", "/": "mo", "=": "rel", "<": "rel", ">": "rel", ":": "rel",
	"(": "open", ")": "close", "[": "open", "]": "close", "{": "open", "}": "close", "|": "fence", "‖": "fence",
	",": "punct", ";": "punct", "!": "mo", "?": "mo", ".": "mo", "%": "mo", "&": "mo",
}

// kindOf is the kind of an operator's character: how it is set.
func kindOf(char string) string {
	if kind, ok := plainKinds[char]; ok {
		return kind
	}
	if s, ok := symbols[commands[char]]; ok {
		return s.kind
	}
	return "mo"
}

// operator makes the mo of a character.
func operator(char, kind string) *Element {
	e := token("mo", char)
	switch kind {
	case "big":
		e.Class = Big
	case "int":
		e.Class = Integral
	case "open":
		e.Class = Open
	case "close":
		e.Class = Close
	case "fence":
		e.Class = Fence
	}
	return e
}

// ofSymbol makes the element of a named character.
func ofSymbol(s symbol) *Element {
	if s.kind == "mi" {
		return token("mi", s.char)
	}
	return operator(s.char, s.kind)
}

// functions are the names that TeX sets upright; those that hold true take what
// stands below them as a condition.
var functions = map[string]bool{
	"arccos": false, "arcsin": false, "arctan": false, "arg": false, "cos": false, "cosh": false, "cot": false,
	"coth": false, "csc": false, "deg": false, "dim": false, "exp": false, "hom": false, "ker": false, "lg": false,
	"ln": false, "log": false, "sec": false, "sin": false, "sinh": false, "tan": false, "tanh": false,
	"det": true, "gcd": true, "inf": true, "lim": true, "liminf": true, "limsup": true, "max": true, "min": true, "Pr": true, "sup": true,
}

// accents are the marks over a letter or row, by command.
var accents = map[string]string{
	"hat": "^", "widehat": "^", "tilde": "~", "widetilde": "~", "bar": "¯", "overline": "¯", "vec": "→", "overrightarrow": "→",
	"overleftarrow": "←", "dot": "˙", "ddot": "¨", "check": "ˇ", "acute": "´", "grave": "`", "breve": "˘", "mathring": "˚",
	"overbrace": "⏞",
}

// underAccents stand below.
var underAccents = map[string]string{"underline": "_", "underbrace": "⏟"}

// combining are the accents as characters that join the letter before them.
var combining = map[string]string{
	"^": "\u0302", "~": "\u0303", "¯": "\u0304", "→": "\u20d7", "←": "\u20d6", "˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c",
	"´": "\u0301", "`": "\u0300", "˘": "\u0306", "˚": "\u030a", "_": "\u0332",
}

// variants are the commands that choose an alphabet.
var variants = map[string]string{
	"mathrm": "normal", "mathup": "normal", "rm": "normal", "mathbf": "bold", "bf": "bold", "boldsymbol": "bold-italic", "bm": "bold-italic",
	"pmb": "bold-italic", "mathit": "italic", "it": "italic", "mathsf": "sans-serif", "sf": "sans-serif", "mathtt": "monospace",
	"tt": "monospace", "mathbb": "double-struck", "mathcal": "script", "cal": "script", "mathscr": "script", "mathfrak": "fraktur",
	"mathnormal": "", "symbf": "bold", "symup": "normal",
}

// spaces are the widths of TeX's spaces in thousandths of an em.
var spaces = map[string]int{
	",": 167, ":": 222, ">": 222, ";": 278, "!": -167, " ": 250, "quad": 1000, "qquad": 2000, "thinspace": 167, "enspace": 500,
	"medspace": 222, "thickspace": 278, "negthinspace": -167, "space": 250, "nobreakspace": 250,
}
