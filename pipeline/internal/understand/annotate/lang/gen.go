//go:build ignore

// Gen makes words.bin, trigrams.bin and pairs.bin, the tables of package lang,
// from the word counts in two Python packages, both under the MIT licence:
//
//	pip download --no-deps pyspellchecker==0.9.1 symspellpy==6.10.1
//	unzip both into DIR
//	go run gen.go DIR
//
// pyspellchecker's counts are of OpenSubtitles, restricted to dictionary
// words; symspellpy's of Google's n-grams, restricted to SCOWL. The licences
// are kept in LICENCES.txt.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"octavo/pipeline/internal/understand/annotate/lang"
)

// keep is how many of a language's most frequent words enter the table; rarer
// ones enter when another language brings them in.
var keep = [...]int{28000, 30000, 16000, 16000}

const (
	extraWords = 5_000_000 // least count of a word that only the n-grams know
	extraShare = 0.1       // what such a word's frequency counts for
	keepPairs  = 60_000    // pairs of English words
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: go run gen.go DIR")
	}
	dir := os.Args[1]
	var freq [4]map[string]float64
	for i, l := range lang.Languages {
		freq[i] = readCounts(filepath.Join(dir, "spellchecker/resources", string(l)+".json.gz"))
	}
	addExtra(freq[1], filepath.Join(dir, "symspellpy/frequency_dictionary_en_82_765.txt"))
	words := choose(freq)
	write("words.bin", packWords(words, freq))
	write("trigrams.bin", packTrigrams(words, freq))
	write("pairs.bin", packPairs(filepath.Join(dir, "symspellpy/frequency_bigramdictionary_en_243_342.txt"), freq))
}

func write(name string, data []byte) {
	if err := os.WriteFile(name, data, 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Println(name, len(data))
}

// readCounts returns relative frequencies.
func readCounts(file string) map[string]float64 {
	f, err := os.Open(file)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		log.Fatal(err)
	}
	counts := map[string]float64{}
	if err := json.NewDecoder(z).Decode(&counts); err != nil {
		log.Fatal(err)
	}
	sum := 0.0
	for _, n := range counts {
		sum += n
	}
	for w := range counts {
		counts[w] /= sum
	}
	return counts
}

func addExtra(freq map[string]float64, file string) {
	const total = 541_808_760_578
	eachLine(file, func(field []string) {
		n, _ := strconv.ParseFloat(field[1], 64)
		if _, known := freq[field[0]]; !known && n >= extraWords {
			freq[field[0]] = n / total * extraShare
		}
	})
}

func eachLine(file string, f func(field []string)) {
	r, err := os.Open(file)
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()
	s := bufio.NewScanner(r)
	for s.Scan() {
		f(strings.Fields(strings.TrimPrefix(s.Text(), "\ufeff")))
	}
}

// choose returns the words of the table, sorted.
func choose(freq [4]map[string]float64) []string {
	chosen := map[string]bool{}
	for i := range freq {
		for _, w := range ranked(freq[i])[:keep[i]] {
			if len(w) <= lang.MaxWord && !strings.ContainsAny(w, "'’ -") {
				chosen[w] = true
			}
		}
	}
	words := make([]string, 0, len(chosen))
	for w := range chosen {
		words = append(words, w)
	}
	sort.Strings(words)
	return words
}

func ranked(freq map[string]float64) []string {
	words := make([]string, 0, len(freq))
	for w := range freq {
		words = append(words, w)
	}
	sort.Slice(words, func(i, j int) bool {
		a, b := words[i], words[j]
		if freq[a] != freq[b] {
			return freq[a] > freq[b]
		}
		return a < b
	})
	return words
}

// packWords writes the number of blocks, their offsets, and the blocks, each of
// lang.BlockSize words coded by what they share with the word before.
func packWords(words []string, freq [4]map[string]float64) []byte {
	var offsets, data []byte
	last := ""
	for i, w := range words {
		shared := 0
		if i%lang.BlockSize == 0 {
			offsets = binary.LittleEndian.AppendUint32(offsets, uint32(len(data)))
		} else {
			for shared < min(len(w), len(last)) && w[shared] == last[shared] {
				shared++
			}
		}
		data = append(data, byte(shared), byte(len(w)-shared))
		data = append(data, w[shared:]...)
		data = append(data, classes(w, freq)...)
		last = w
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(words)))
	return append(append(out, offsets...), data...)
}

// classes packs the classes of frequency of a word, half a byte a language.
func classes(w string, freq [4]map[string]float64) []byte {
	var c [4]byte
	for i := range freq {
		if p, ok := freq[i][w]; ok {
			c[i] = lang.Class(math.Log10(p))
		}
	}
	return []byte{c[0]<<4 | c[1], c[2]<<4 | c[3]}
}

// packTrigrams writes, a language after the other, how unlikely each letter is
// behind each two, as lang.TrigramCost units of log10.
func packTrigrams(words []string, freq [4]map[string]float64) []byte {
	var out []byte
	for i := range freq {
		out = append(out, trigrams(words, freq[i])...)
	}
	return out
}

func trigrams(words []string, freq map[string]float64) []byte {
	const n = lang.Letters
	counts := make([]float64, n*n*n)
	for _, w := range words {
		weight := math.Sqrt(freq[w] * 1e8)
		lang.EachTrigram(w, func(t int) { counts[t] += weight })
	}
	out := make([]byte, len(counts))
	for pair := range n * n {
		sum := 0.0
		for _, c := range counts[pair*n : pair*n+n] {
			sum += c
		}
		for k, c := range counts[pair*n : pair*n+n] {
			cost := -math.Log10((c + 1) / (sum + n))
			out[pair*n+k] = byte(min(255, math.Round(cost*lang.TrigramCost)))
		}
	}
	return out
}

// packPairs writes a Bloom filter of the most frequent pairs of English words
// one of which is usual in another language too: for the rest the words alone
// are proof enough.
func packPairs(file string, freq [4]map[string]float64) []byte {
	type pair struct {
		a, b string
		n    float64
	}
	var pairs []pair
	eachLine(file, func(f []string) {
		n, _ := strconv.ParseFloat(f[2], 64)
		if freq[1][f[0]] > 0 && freq[1][f[1]] > 0 && (shared(f[0], freq) || shared(f[1], freq)) {
			pairs = append(pairs, pair{f[0], f[1], n})
		}
	})
	sort.SliceStable(pairs, func(i, j int) bool { return pairs[i].n > pairs[j].n })
	bits := make([]byte, lang.PairBits/8)
	for _, p := range pairs[:min(keepPairs, len(pairs))] {
		lang.EachPairBit(p.a, p.b, func(bit uint32) { bits[bit/8] |= 1 << (bit % 8) })
	}
	fmt.Println("pairs", len(pairs))
	return bits
}

func shared(w string, freq [4]map[string]float64) bool {
	return freq[0][w] > 1e-6 || freq[2][w] > 1e-6 || freq[3][w] > 1e-6
}
