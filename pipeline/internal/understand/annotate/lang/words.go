// Package lang knows words. In goes text of which the language is known, out
// come the runs of it that are in another one, with how sure that is; or in
// goes text alone and out comes its language. It knows Dutch, English, German
// and French, by the frequencies of their words and, for unknown words, of
// their letters.
//
// The tables are made by gen.go from counts that its comment names. They are
// read in place: nothing is unpacked and starting costs nothing.
package lang

import (
	_ "embed"
	"encoding/binary"
	"math"
)

// Tag is a language as a BCP 47 tag.
type Tag string

// The languages of the tables.
const (
	Dutch   Tag = "nl"
	English Tag = "en"
	German  Tag = "de"
	French  Tag = "fr"
)

// Languages is the order of the languages in the tables.
var Languages = [...]Tag{Dutch, English, German, French}

const count = len(Languages)

// indexOf returns the place of a language in the tables, by its primary
// subtag; -1 if it has none.
func indexOf(tag Tag) int {
	for i, l := range Languages {
		if tag == l || len(tag) > 2 && tag[:2] == l && tag[2] == '-' {
			return i
		}
	}
	return -1
}

//go:embed words.bin
var wordTable string

const (
	// BlockSize is how many words are coded one from the other.
	BlockSize = 16
	// MaxWord is the length in bytes of the longest word kept.
	MaxWord = 24

	leastLog = -7.5 // log10 of the frequency of class 1
	stepLog  = 0.43 // from a class to the next
)

// Class maps the log10 of a word's frequency to 1 … 15; 0 is for words that a
// language does not have.
func Class(log10 float64) byte {
	return byte(max(1, min(15, 1+math.Round((log10-leastLog)/stepLog))))
}

// classLog is the inverse of Class.
func classLog(class byte) float64 { return leastLog + float64(class-1)*stepLog }

// lookup returns the classes of a word in lower case; ok is false if no
// language has it.
func lookup(word string) (classes [count]byte, ok bool) {
	if len(word) > MaxWord {
		return classes, false
	}
	words := int(u32(0))
	lo, hi := 0, (words+BlockSize-1)/BlockSize
	for lo < hi { // the last block whose first word is not after word
		mid := (lo + hi) / 2
		if firstWord(mid) <= word {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return classes, false
	}
	return scan(lo-1, words, word)
}

// scan looks for word in a block.
func scan(block, words int, word string) (classes [count]byte, ok bool) {
	var buf [MaxWord]byte
	at := blockStart(block)
	for range min(BlockSize, words-block*BlockSize) {
		shared, n := int(wordTable[at]), int(wordTable[at+1])
		copy(buf[shared:], wordTable[at+2:at+2+n])
		at += 2 + n
		if string(buf[:shared+n]) == word {
			a, b := wordTable[at], wordTable[at+1]
			return [count]byte{a >> 4, a & 15, b >> 4, b & 15}, true
		}
		at += 2
	}
	return classes, false
}

func u32(i int) uint32 {
	return binary.LittleEndian.Uint32([]byte(wordTable[i*4 : i*4+4]))
}

func blockStart(block int) int {
	blocks := (int(u32(0)) + BlockSize - 1) / BlockSize
	return 4 + 4*blocks + int(u32(1+block))
}

func firstWord(block int) string {
	at := blockStart(block)
	return wordTable[at+2 : at+2+int(wordTable[at+1])]
}
