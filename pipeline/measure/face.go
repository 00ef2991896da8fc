package measure

import (
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf16"
)

// face is a composite font with codes of two bytes.
type face struct {
	widths map[int]float64 // of a code, in 1/1000 of the size
	other  float64         // width of all other codes
	text   map[int]string  // of a code
}

func (f *file) face(v any) *face {
	d := f.dict(v)
	out := &face{widths: map[int]float64{}, other: 1000, text: toUnicode(f.stream(d["/ToUnicode"]))}
	for _, desc := range f.list(d["/DescendantFonts"]) {
		cid := f.dict(desc)
		if w := f.get(cid["/DW"]); w != nil {
			out.other = f.number(w)
		}
		f.addWidths(out, f.list(cid["/W"]))
	}
	return out
}

// addWidths reads a W array (ISO 32000-1, 9.7.4.3): "c [w1 w2 …]" or
// "first last w".
func (f *file) addWidths(out *face, w []any) {
	for i := 0; i+1 < len(w); {
		first := int(f.number(w[i]))
		if each, ok := f.get(w[i+1]).([]any); ok {
			for k, n := range each {
				out.widths[first+k] = f.number(n)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		for c := first; c <= int(f.number(w[i+1])); c++ {
			out.widths[c] = f.number(w[i+2])
		}
		i += 3
	}
}

func (fc *face) width(code int) float64 {
	if w, ok := fc.widths[code]; ok {
		return w
	}
	return fc.other
}

// toUnicode reads the bfchar and bfrange parts of a CMap (ISO 32000-1, 9.10.3).
func toUnicode(cmap []byte) map[int]string {
	out := map[int]string{}
	tokens := tokenise(cmap)
	section := ""
	for i := 0; i < len(tokens); i++ {
		switch t := tokens[i]; {
		case t == "beginbfchar" || t == "beginbfrange":
			section = t
		case strings.HasPrefix(t, "end"):
			section = ""
		case section == "beginbfchar" && i+1 < len(tokens):
			out[code(t)] = utf16Text(tokens[i+1])
			i++
		case section == "beginbfrange" && i+2 < len(tokens):
			i += 2
			if tokens[i] == "[" {
				i += addList(out, code(t), tokens[i+1:])
			} else {
				addRange(out, code(t), code(tokens[i-1]), utf16Text(tokens[i]))
			}
		}
	}
	return out
}

// addList gives codes from first on the texts up to the closing bracket, and
// returns how many tokens it took.
func addList(out map[int]string, first int, tokens []string) int {
	for k, t := range tokens {
		if t == "]" {
			return k + 1
		}
		out[first+k] = utf16Text(t)
	}
	return len(tokens)
}

// addRange counts the last character up with the code.
func addRange(out map[int]string, first, last int, text string) {
	runes := []rune(text)
	if len(runes) == 0 {
		return
	}
	for c := first; c <= last; c++ {
		out[c] = string(runes)
		runes[len(runes)-1]++
	}
}

func code(hexString string) int {
	n, err := strconv.ParseInt(strings.Trim(hexString, "<>"), 16, 32)
	if err != nil {
		return -1
	}
	return int(n)
}

func utf16Text(hexString string) string {
	raw, err := hex.DecodeString(strings.Trim(hexString, "<>"))
	if err != nil {
		return ""
	}
	units := make([]uint16, 0, len(raw)/2)
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}
