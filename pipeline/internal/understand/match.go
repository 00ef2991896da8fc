package understand

// match pairs calls with notes so that both stand in the same order and the sum
// of weights is greatest: a heaviest increasing subsequence, found with a
// Fenwick tree over the notes (P. M. Fenwick, A New Data Structure for
// Cumulative Frequency Tables, 1994, with maximum in place of sum). The result
// has an entry for each note, nil where no call was found.
func match(sites []callSite, defs []noteDef) []*callSite {
	byLabel := map[string][]int{}
	for i, d := range defs {
		byLabel[d.label] = append(byLabel[d.label], i)
	}
	m := matcher{best: make([]int, len(defs)+1)}
	for i := range m.best {
		m.best[i] = -1
	}
	for from := 0; from < len(sites); {
		to := from
		for to < len(sites) && sites[to].run == sites[from].run {
			to++
		}
		m.addRun(sites[from:to], from, byLabel, defs)
		from = to
	}
	return m.result(sites, len(defs))
}

// pair is a call taken for a note, with the best chain before it.
type pair struct {
	site, def int
	score     float64
	prev      int
}

type matcher struct {
	pairs []pair
	best  []int // Fenwick tree: the pair with the best score in its range
}

// addRun adds the readings of one number. None of them may follow another, so
// all are made before any is entered.
func (m *matcher) addRun(run []callSite, at int, byLabel map[string][]int, defs []noteDef) {
	first := len(m.pairs)
	for k := range run {
		for _, d := range near(byLabel[run[k].label], run[k].index, defs) {
			prev := m.query(d)
			p := pair{site: at + k, def: d, score: run[k].weight, prev: prev}
			if prev >= 0 {
				p.score += m.pairs[prev].score
			}
			m.pairs = append(m.pairs, p)
		}
	}
	for i := first; i < len(m.pairs); i++ {
		m.enter(i)
	}
}

// maxSame bounds the notes of one number that a call is tried with, which
// keeps the work linear where numbers restart on each page.
const maxSame = 32

// near picks the notes that stand next below the call, and where all stand
// above or at the end, the whole list up to its bound.
func near(same []int, index int, defs []noteDef) []int {
	if len(same) <= maxSame {
		return same
	}
	lo, hi := 0, len(same)
	for lo < hi {
		mid := (lo + hi) / 2
		if defs[same[mid]].line < index {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	lo = max(0, min(lo-2, len(same)-maxSame))
	return same[lo : lo+maxSame]
}

// query returns the best pair for a note before def, or -1.
func (m *matcher) query(def int) int {
	best := -1
	for i := def; i > 0; i -= i & -i {
		if p := m.best[i]; p >= 0 && (best < 0 || m.pairs[p].score > m.pairs[best].score) {
			best = p
		}
	}
	return best
}

func (m *matcher) enter(p int) {
	for i := m.pairs[p].def + 1; i < len(m.best); i += i & -i {
		if q := m.best[i]; q < 0 || m.pairs[p].score > m.pairs[q].score {
			m.best[i] = p
		}
	}
}

// result walks back from the best pair of all.
func (m *matcher) result(sites []callSite, n int) []*callSite {
	out := make([]*callSite, n)
	for p := m.query(n); p >= 0; p = m.pairs[p].prev {
		out[m.pairs[p].def] = &sites[m.pairs[p].site]
	}
	return out
}
