package understand

import "iter"

// runs are the longest runs [from, to) of numbers from first on and below end, in order,
// none of them empty. Of k it is asked whether it is in the run that begins at from, which
// may be k itself; what is done with one run may change the answers about the next.
func runs(first, end int, in func(from, k int) bool) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for from := first; from < end; {
			to := from
			for to < end && in(from, to) {
				to++
			}
			if to > from && !yield(from, to) {
				return
			}
			from = max(to, from+1)
		}
	}
}
