package understand

import "strings"

// A scanned head or foot comes out of each page with other letters in the place of those
// that look like them: "adres www.plaats.nl, 20 mei", "adres www.p1aats.ni. 2o mei".

// oneLookAlike makes one of the letters and signs that a scan takes for each other.
var oneLookAlike = strings.NewReplacer("rn", "m", "ri", "n", "l", "i", ",", ".")

// asFigure and asLetter give the sign that looks like one among others of its kind.
var (
	asFigure = strings.NewReplacer("o", "0", "°", "0", "l", "1", "i", "1")
	asLetter = strings.NewReplacer("0", "o", "1", "i")
)

// unscanned is a text in small letters in which signs among the figures of a number are
// figures, and figures in an address letters.
func unscanned(text string) string {
	parts := strings.Split(strings.ToLower(text), " ")
	for i, word := range parts {
		number := word
		if strings.ContainsAny(word, "23456789") {
			number = asFigure.Replace(word)
		}
		if number != word && isDigits(number) {
			parts[i] = number
		} else if strings.HasPrefix(word, "www.") || strings.Contains(word, "@") {
			parts[i] = asLetter.Replace(word)
		}
	}
	return strings.Join(parts, " ")
}
