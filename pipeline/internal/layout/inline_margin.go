package layout

// hang is how far a sign hangs in the margin, in thousandths of its width.
type hang struct{ left, right int16 }

// protrusion makes the margins of justified text look straight, as the eye
// sees a small sign at a line's end as a dent (R. Schlicht, "The microtype
// package", 3.1, whose figures for serif faces are the measure here).
var protrusion = map[rune]hang{
	'.': {0, 700}, ',': {0, 600}, ':': {0, 450}, ';': {0, 400}, '!': {0, 100}, '?': {0, 100},
	'-': {0, 550}, '\u2010': {0, 550}, '\u2013': {250, 250}, '\u2014': {150, 150},
	'\u2018': {400, 400}, '\u2019': {400, 500}, '\u201c': {300, 300}, '\u201d': {300, 400},
	'\'': {400, 500}, '"': {300, 400}, '\u201e': {300, 300}, '\u201a': {400, 400},
	'«': {200, 200}, '»': {200, 200}, '(': {100, 0}, ')': {0, 150}, '[': {80, 0}, ']': {0, 80},
	'\u2026': {0, 150}, '/': {100, 200}, '*': {200, 200},
	'A': {40, 40}, 'F': {0, 40}, 'J': {40, 0}, 'K': {0, 40}, 'L': {0, 40}, 'P': {0, 40},
	'T': {50, 50}, 'V': {50, 50}, 'W': {40, 40}, 'X': {30, 30}, 'Y': {50, 50},
	'k': {0, 40}, 'r': {0, 50}, 't': {0, 60}, 'f': {0, 40}, 'v': {40, 40}, 'w': {30, 40}, 'x': {30, 40}, 'y': {40, 50},
	'1': {60, 60}, '7': {50, 80}, '4': {50, 50},
}
