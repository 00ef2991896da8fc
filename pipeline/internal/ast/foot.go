package ast

// SetFoot makes the last n rows of the body the table's foot, so that at least
// one row is left before it. A cell that reaches into the foot from above leaves
// none.
func (t *Table) SetFoot(n int) {
	n = min(max(n, 0), max(len(t.Body)-1, 0))
	for i, r := range t.Body[:len(t.Body)-n] {
		for _, c := range r.Cells {
			if i+max(c.RowSpan, 1) > len(t.Body)-n {
				n = 0
			}
		}
	}
	t.FootRows = n
}
